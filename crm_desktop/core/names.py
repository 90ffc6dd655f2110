"""Names of people as lists hold them, and as they should be kept: without stray spaces and forms of address."""

from __future__ import annotations

import re

from crm_desktop.core.text import COMPOUND_SURNAMES, has_han, one_line

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧温康施文牛樊"
    "葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝"
    "路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    "桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗"
    "燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来"
    "張劉陳楊黃趙吳孫馬鄭謝許鄧韓馮蕭葉蘇呂盧鍾譚陸範賈韋鄒陶賀顧龔萬錢嚴湯龍溫龐顏莊聶魯關蘭畢單騰饒繆車連婁竇黨"
)
_TITLES = re.compile(r"\s*(?:先生|女士|小姐|太太)$")
ENDS_OF_TITLES = frozenset("生士姐太")
_FORMS = re.compile(r"(?:(?:mr|mrs|ms|miss|mx)\.?\s+)+(?=\S+\s+\S)", re.IGNORECASE)
_SPACED = re.compile(r"[\u4e00-\u9fff]{1,2}(?:\s+[\u4e00-\u9fff]{1,2}){1,3}")
_TWO = frozenset(
    (
        "欧阳",
        "歐陽",
        "上官",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "夏侯",
        "皇甫",
        "东方",
        "東方",
        "公孙",
        "公孫",
        "慕容",
        "司徒",
        "独孤",
        "南宫",
        "南宮",
    )
)


def clean(text: str) -> str:
    """The name that somebody typed or that stands in a file, as it should be kept."""
    name = one_line(text)
    return tidy(name) if " " in name or name[-1:] in ENDS_OF_TITLES else name


def tidy(name: str) -> str:
    """``张 伟 先生`` → ``张伟``, ``Mr. John Smith`` → ``John Smith``.

    A form of address stays where the name would be nothing but a surname without it (``王女士``, ``Mr Smith``).
    """
    bare = " ".join(name.split())
    if not has_han(bare):
        form = _FORMS.match(bare)
        return bare[form.end() :] if form else bare
    called = _TITLES.sub("", bare)
    joined = called.replace(" ", "") if _SPACED.fullmatch(called) else called
    return joined if joined != bare and is_full(joined) else bare


def is_full(name: str) -> bool:
    """Whether this is a Chinese surname with a given name."""
    if not 2 <= len(name) <= 4 or not all("\u4e00" <= char <= "\u9fff" for char in name):
        return False
    if name[:2] in COMPOUND_SURNAMES or name[:2] in _TWO:
        return len(name) > 2
    return name[0] in _SURNAMES and len(name) <= 3
