"""The Chinese demo shop: 松间文具茶铺, Hangzhou."""

from __future__ import annotations

from random import Random

from crm_desktop.core.text import syllables
from crm_desktop.services.demo.texts_zh import (
    COMPETITORS,
    DEAL_NOTES,
    DEALS_COMPANY,
    DEALS_PERSON,
    FOLLOW_UPS,
    MOMENTS,
    NOTES,
    PREFERENCES,
    REQUIREMENTS,
    RESULTS,
    TALKS,
)
from crm_desktop.services.demo.words import Item, Person, Words, listed

_SURNAMES = (
    "王王王王王王王李李李李李李李张张张张张张刘刘刘刘刘陈陈陈陈陈杨杨杨赵赵赵黄黄黄周周周吴吴吴徐徐孙孙胡"
    "胡朱朱高高林林何何郭郭马马罗罗梁宋郑郑谢谢韩唐唐冯于董萧程曹袁邓许傅沈沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文翁倪"
    "单"
)
_MEN = (
    "伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆峰建国志强文博子轩浩然宇航俊杰嘉豪天佑国华海波晓东"
    "卫东建平立新永康思远致远明哲泽宇一鸣书豪振华家明世杰承志景行怀瑾云帆"
)
_WOMEN = (
    "芳娜敏静丽艳娟霞萍玲燕红梅婷雪莉慧洁琳晶瑶倩颖佳秀英桂英丽华玉兰晓彤思琪雨桐欣怡若兰静怡诗涵梦瑶佳慧"
    "海燕文静雅婷子涵语嫣清扬婉清书瑶念慈秋月晓梅美玲"
)
_TWO_MEN = listed(
    "建国 志强 文博 子轩 浩然 宇航 俊杰 嘉豪 天佑 国华 海波 晓东 卫东 建平 立新 永康 思远 致远 明哲 泽宇 一鸣 "
    "书豪 振华 家明 世杰 承志 景行 怀瑾 云帆 国栋 少华 宏伟 志远 晨曦 博文 东升 德胜 春生 向阳 启航"
)
_TWO_WOMEN = listed(
    "秀英 桂英 丽华 玉兰 晓彤 思琪 雨桐 欣怡 若兰 静怡 诗涵 梦瑶 佳慧 海燕 文静 雅婷 子涵 语嫣 清扬 婉清 书瑶 "
    "念慈 秋月 晓梅 美玲 淑珍 春燕 佩芬 雪梅 可欣 思思 沐晴 芷若 慧敏 亚男 凤仪 云溪 紫薇 心怡 小满"
)
_ONE_MEN, _ONE_WOMEN = _MEN[:22], _WOMEN[:22]

_COMPANY_NAMES = listed(
    "蓝湾 方舟 启明 禾木 云栖 城南 听松 和悦 瑞安 墨池 小桔 伟业 青禾 远山 明德 西溪 南宋 望江 文澜 丰泽 万象 "
    "恒信 金穗 晨光 朴石 知行 鸿运 半亩 清源 星河 橙果 北辰 嘉禾 百川 拾光 一苇 长风 惠民 同庆 安吉 龙井 之江 "
    "玉泉 湖畔 天目 钱塘 大树 木棉 白鹭 归园"
)
_COMPANY_KINDS: tuple[tuple[str, str], ...] = (
    ("科技", "软件"), ("设计", "设计"), ("小学", "学校"), ("律所", "律师"), ("酒店", "酒店"), ("中学", "学校"),
    ("民宿", "酒店"), ("物业", "物业"), ("会计所", "财务"), ("书院", "培训"), ("幼儿园", "学校"), ("装饰", "装修"),
    ("贸易", "贸易"), ("餐厅", "餐饮"), ("茶馆", "餐饮"), ("广告", "广告"), ("画室", "培训"), ("诊所", "医疗"),
    ("花店", "零售"), ("摄影", "摄影"), ("房产", "房产"), ("健身", "健身"), ("银行支行", "金融"), ("社区中心", "社区"),
)  # fmt: skip
_REGIONS = (
    ("西湖区", 30), ("拱墅区", 20), ("上城区", 18), ("滨江区", 12), ("余杭区", 9), ("萧山区", 8), ("临平区", 3),
)  # fmt: skip
_STREETS = {
    "西湖区": ("文三路", "文二西路", "古墩路", "天目山路", "学院路", "玉古路"),
    "拱墅区": ("莫干山路", "湖墅南路", "小河路", "大关路", "丽水路"),
    "上城区": ("解放路", "河坊街", "中山中路", "望江路", "凤起路"),
    "滨江区": ("江南大道", "滨盛路", "长河路", "网商路"),
    "余杭区": ("文一西路", "五常大道", "良渚路"),
    "萧山区": ("市心中路", "建设一路", "金城路"),
    "临平区": ("南大街", "藕花洲大街"),
}
_PREFIXES = listed(
    "130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159 176 177 178 180 181 182 183 "
    "185 186 187 188 189 191 198 199"
)

ITEMS = (
    Item("T001", "白牡丹 2025 200 克", "茶叶", "罐", 52800, 29000, 8, "白茶", (9, 10, 11, 12)),
    Item("T002", "白毫银针 50 克", "茶叶", "罐", 42000, 24500, 4, "白茶", (3, 4, 5)),
    Item("T003", "白茶饼 350 克", "茶叶", "饼", 45000, 24000, 5, "老茶", (10, 11, 12, 1)),
    Item("T004", "龙井 明前 100 克", "茶叶", "罐", 68000, 41000, 6, "绿茶", (3, 4)),
    Item("T005", "龙井 雨前 250 克", "茶叶", "袋", 32000, 17500, 7, "绿茶", (4, 5, 6)),
    Item("T006", "普洱熟饼 357 克", "茶叶", "饼", 26800, 13500, 6, "普洱", (11, 12, 1)),
    Item("T007", "茉莉花茶 150 克", "茶叶", "罐", 9800, 4200, 10, "花茶", (5, 6, 7, 8)),
    Item("T008", "桂花乌龙 150 克", "茶叶", "罐", 12800, 5600, 8, "花茶", (9, 10)),
    Item("T009", "中秋茶礼盒", "礼盒", "份", 19800, 10800, 3, "送礼", (9,), 12),
    Item("T010", "新春茶礼盒", "礼盒", "份", 26800, 14200, 3, "送礼", (1, 2, 12), 12),
    Item("T011", "试饮小罐 四味", "茶叶", "套", 6800, 2900, 8),
    Item("C001", "青瓷茶杯", "茶具", "只", 8800, 3600, 6, "茶具"),
    Item("C002", "盖碗 白瓷", "茶具", "只", 12800, 5200, 4, "茶具"),
    Item("C003", "旅行茶具 一壶三杯", "茶具", "套", 22800, 10900, 3, "茶具", (5, 9, 10)),
    Item("C004", "竹茶盘", "茶具", "个", 16800, 8200, 2, "茶席"),
    Item("S001", "手账本 A5", "本册", "本", 10600, 4300, 10, "手账", (1, 9, 12)),
    Item("S002", "方格笔记本 B5", "本册", "本", 2800, 1100, 14, "", (2, 3, 9), 8),
    Item("S003", "台历", "本册", "本", 3900, 1500, 3, "", (11, 12), 6),
    Item("S004", "线装毛边纸本", "本册", "本", 4800, 1900, 4, "书法"),
    Item("P001", "钢笔 松间", "笔", "支", 26800, 13000, 4, "钢笔", (2, 9)),
    Item("P002", "钢笔墨水 松绿", "笔", "瓶", 7400, 2900, 7, "钢笔"),
    Item("P003", "中性笔 12 支", "笔", "盒", 3600, 1500, 14, "", (2, 3, 9), 6),
    Item("P004", "兼毫毛笔 中楷", "笔", "支", 5800, 2300, 5, "书法"),
    Item("P005", "彩铅 36 色", "笔", "盒", 9900, 4600, 4, "学生", (2, 7, 8, 9)),
    Item("G001", "宣纸 四尺 50 张", "纸品", "刀", 15800, 7900, 3, "书法"),
    Item("G002", "礼品包装", "纸品", "次", 1500, 400, 6, "送礼", (1, 2, 9, 12)),
    Item("G003", "贺卡", "纸品", "张", 800, 200, 10, "", (1, 2, 5, 9, 12), 10),
    Item("G004", "开学套装", "文具", "套", 7000, 3600, 3, "学生", (2, 8, 9), 6),
)  # fmt: skip


def _person(rng: Random) -> Person:
    surname = _SURNAMES[int(rng.random() * len(_SURNAMES))]
    man = rng.random() < 0.44
    if rng.random() < 0.27:
        pool = _ONE_MEN if man else _ONE_WOMEN
        given = pool[int(rng.random() * len(pool))]
    elif rng.random() < 0.6:
        names = _TWO_MEN if man else _TWO_WOMEN
        given = names[int(rng.random() * len(names))]
    else:
        pool = _MEN if man else _WOMEN
        given = pool[int(rng.random() * len(pool))] + pool[int(rng.random() * len(pool))]
    return Person(surname + given, "M" if man else "F", "_".join((_spell(given), _spell(surname))))


def _spell(text: str) -> str:
    return "".join(syllables(text))


def _company(rng: Random) -> tuple[str, str]:
    kind, industry = _COMPANY_KINDS[int(rng.random() * len(_COMPANY_KINDS))]
    first = _COMPANY_NAMES[int(rng.random() * len(_COMPANY_NAMES))]
    return first + kind, industry


def _phone(rng: Random) -> str:
    return f"+86{_PREFIXES[int(rng.random() * len(_PREFIXES))]}{int(rng.random() * 1e8):08d}"


def _address(rng: Random, region: str) -> str:
    streets = _STREETS[region]
    street = streets[int(rng.random() * len(streets))]
    number = int(rng.random() * 480) + 1
    if rng.random() < 0.4:
        return f"{street} {number} 号"
    house, floor, flat = int(rng.random() * 12) + 1, int(rng.random() * 18) + 1, int(rng.random() * 4) + 1
    return f"{street} {number} 号 {house} 幢 {floor}0{flat}"


WORDS = Words(
    shop="松间文具茶铺",
    currency="CNY",
    region="CN",
    staff=(("林岚", "店主"), ("周倩", "店员"), ("陈杰", "店员"), ("何苗", "兼职")),
    person=_person,
    company=_company,
    phone=_phone,
    address=_address,
    regions=_REGIONS,
    items=ITEMS,
    custom="定制与团购",
    custom_category="定制",
    sources=(("到店", 40), ("朋友介绍", 22), ("微信", 14), ("小红书", 10), ("市集", 8), ("大众点评", 6)),
    sales_channels=(("门店", 70), ("微信", 18), ("电话", 6), ("市集", 6)),
    methods=(("微信", 52), ("支付宝", 24), ("现金", 12), ("刷卡", 8), ("转账", 4)),
    tags_person=("茶友", "学生", "手账", "老师", "邻居", "送礼", "书法"),
    tags_company=("公司", "月结", "开票", "茶歇", "定制"),
    preferences=PREFERENCES,
    requirements=REQUIREMENTS,
    notes=NOTES,
    talks=TALKS,
    moments=MOMENTS,
    follow_ups=FOLLOW_UPS,
    results=RESULTS,
    deals_person=DEALS_PERSON,
    deals_company=DEALS_COMPANY,
    competitors=COMPETITORS,
    deal_notes=DEAL_NOTES,
    mail_hosts=("qq.com", "163.com", "126.com", "foxmail.com", "outlook.com"),
)
