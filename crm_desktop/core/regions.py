"""The province and city of a Chinese address, where it names them beyond doubt."""

from __future__ import annotations

import re
from functools import cache

_CITIES = """
河北 保定 唐山 廊坊 张家口 承德 沧州 石家庄 秦皇岛 衡水 邢台 邯郸
山西 临汾 吕梁 大同 太原 忻州 晋中 晋城 朔州 运城 长治 阳泉
辽宁 丹东 大连 抚顺 朝阳 本溪 沈阳 盘锦 营口 葫芦岛 辽阳 铁岭 锦州 阜新 鞍山
吉林 延边 吉林 四平 松原 白城 白山 辽源 通化 长春
黑龙江 七台河 伊春 佳木斯 双鸭山 哈尔滨 大兴安岭 大庆 牡丹江 绥化 鸡西 鹤岗 黑河 齐齐哈尔
江苏 南京 南通 宿迁 常州 徐州 扬州 无锡 泰州 淮安 盐城 苏州 连云港 镇江
浙江 丽水 台州 嘉兴 宁波 杭州 温州 湖州 绍兴 舟山 衢州 金华
安徽 亳州 六安 合肥 安庆 宣城 宿州 池州 淮北 淮南 滁州 芜湖 蚌埠 铜陵 阜阳 马鞍山 黄山
福建 三明 南平 厦门 宁德 泉州 漳州 福州 莆田 龙岩
江西 上饶 九江 南昌 吉安 宜春 抚州 新余 景德镇 萍乡 赣州 鹰潭
山东 东营 临沂 威海 德州 日照 枣庄 泰安 济南 济宁 淄博 滨州 潍坊 烟台 聊城 菏泽 青岛
河南 三门峡 信阳 南阳 周口 商丘 安阳 平顶山 开封 新乡 洛阳 漯河 濮阳 焦作 许昌 郑州 驻马店
  鹤壁
湖北 恩施 天门 仙桃 十堰 咸宁 孝感 宜昌 武汉 潜江 神农架 荆州 荆门 襄阳 鄂州 随州 黄冈 黄石
湖南 湘西 娄底 岳阳 常德 张家界 怀化 株洲 永州 湘潭 益阳 衡阳 邵阳 郴州 长沙
广东 东莞 中山 云浮 佛山 广州 惠州 揭阳 梅州 汕头 汕尾 江门 河源 深圳 清远 湛江 潮州 珠海
  肇庆 茂名 阳江 韶关
海南 三亚 三沙 儋州 海口
四川 凉山 乐山 内江 南充 宜宾 巴中 广元 广安 德阳 成都 攀枝花 泸州 甘孜 眉山 绵阳 自贡 资阳 达州
  遂宁 阿坝 雅安
贵州 黔西南 六盘水 安顺 毕节 贵阳 遵义 铜仁 黔东南 黔南
云南 大理 楚雄 文山 德宏 临沧 丽江 保山 怒江 昆明 昭通 普洱 曲靖 玉溪 红河 西双版纳 迪庆
陕西 咸阳 商洛 安康 宝鸡 延安 榆林 汉中 渭南 西安 铜川
甘肃 临夏 兰州 嘉峪关 天水 定西 平凉 庆阳 张掖 武威 甘南 白银 酒泉 金昌 陇南
青海 海北 海西 黄南 果洛 玉树 海东 西宁
内蒙古 乌兰察布 乌海 兴安 包头 呼伦贝尔 呼和浩特 巴彦淖尔 赤峰 通辽 鄂尔多斯 锡林郭勒 阿拉善
广西 北海 南宁 崇左 来宾 柳州 桂林 梧州 河池 玉林 百色 贵港 贺州 钦州 防城港
西藏 山南 拉萨 日喀则 昌都 林芝 那曲 阿里
宁夏 中卫 吴忠 固原 石嘴山 银川
新疆 昌吉 乌鲁木齐 伊犁 克孜勒苏 克拉玛依 博尔塔拉 吐鲁番 和田 哈密 喀什 塔城 巴音郭楞 石河子 阿克苏
  阿勒泰
"""
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_FULL = {"内蒙古": "自治区", "广西": "壮族自治区", "西藏": "自治区", "宁夏": "回族自治区", "新疆": "维吾尔自治区"}
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:区|县|旗|镇|开发区|新区)")
_ROAD = re.compile(r"[区县旗镇]|[东西南北中]?(?:大?[路街道巷弄里]|大道|广场|大厦|花园|商城|银行|人民)")
_SPACES = re.compile(r"[\s,，·/-]+")


def of_address(address: str) -> str:
    """``浙江省杭州市西湖区文三路1号`` → ``浙江杭州``, ``上海市黄浦区南京东路`` → ``上海``; empty where it is not sure.

    A city's name alone is not enough: 南京路 lies in many towns. It must follow its province, or be followed by 市
    or by a district.
    """
    if address[:2] not in _starts():
        return ""
    text = _SPACES.sub("", address).removeprefix("中国")
    for city in _MUNICIPALITIES:
        if text.startswith(city):
            return city if _is_place(text[len(city) :]) else ""
    provinces, cities = _tables()
    for size in (3, 2):
        province = text[:size]
        if province in provinces:
            if text[size:].startswith("市") and province in provinces[province]:
                return province + province
            ending = _FULL.get(province, "省")
            rest = text[size:].removeprefix(ending)
            city = _starts_with(rest, provinces[province])
            if city and (rest != text[size:] or _is_place(rest[len(city) :]) or rest == city):
                return province + city
            if rest != text[size:]:
                return province
    city = _starts_with(text, cities)
    return cities[city] + city if city and _is_place(text[len(city) :]) else ""


@cache
def _starts() -> frozenset[str]:
    """The first two characters of everything that an address may begin with."""
    provinces, cities = _tables()
    return frozenset(name[:2] for name in (*provinces, *cities, *_MUNICIPALITIES, "中国"))


def _is_place(rest: str) -> bool:
    """Whether what follows a city's name says that it was one: 市, a district, or nothing."""
    if rest.startswith("市") or not rest:
        return not rest.startswith(("市场", "市民", "市政"))
    return not _ROAD.match(rest) and _DISTRICT.match(rest) is not None


def _starts_with(text: str, names: dict[str, str]) -> str:
    return next((text[:size] for size in (4, 3, 2) if text[:size] in names), "")


@cache
def _tables() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Province → its cities, and city → province; cities of two provinces' names only stand in the first table."""
    provinces: dict[str, dict[str, str]] = {}
    province = ""
    for line in _CITIES.strip().split("\n"):
        names = line.split()
        if not line.startswith(" "):
            province = names.pop(0)
        provinces.setdefault(province, {}).update(dict.fromkeys(names, province))
    cities: dict[str, str] = {}
    for province, names_of in provinces.items():
        cities.update(dict.fromkeys((city for city in names_of if city not in provinces), province))
    return provinces, cities
