"""What the calendar says about a day: lunar day, solar term, festival, day off (休) or working weekend (班).

Days off come from the ``holidays`` package. For China a year's days are announced in the autumn before; until then
only the holidays themselves are known and :meth:`Almanac.unannounced` names the year.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from crm_desktop.core import lunar
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.services.holidays_terms import terms

LUNAR_REGIONS = frozenset(("CN", "HK", "MO", "TW", "SG", "MY"))
"""Where the lunar calendar is part of everyday life."""

_ONE = timedelta(days=1)
_FIRST_MOVED = 2008
"""Since this year China's days off have been moved around by announcement each year."""
_COUNTRY = re.compile("[A-Z]{2}")

TERMS: tuple[Text, ...] = (
    N_("almanac", "Minor Cold"), N_("almanac", "Major Cold"), N_("almanac", "Start of Spring"),
    N_("almanac", "Rain Water"), N_("almanac", "Awakening of Insects"), N_("almanac", "Spring Equinox"),
    N_("almanac", "Clear and Bright"), N_("almanac", "Grain Rain"), N_("almanac", "Start of Summer"),
    N_("almanac", "Grain Buds"), N_("almanac", "Grain in Ear"), N_("almanac", "Summer Solstice"),
    N_("almanac", "Minor Heat"), N_("almanac", "Major Heat"), N_("almanac", "Start of Autumn"),
    N_("almanac", "End of Heat"), N_("almanac", "White Dew"), N_("almanac", "Autumn Equinox"),
    N_("almanac", "Cold Dew"), N_("almanac", "Frost"), N_("almanac", "Start of Winter"),
    N_("almanac", "Minor Snow"), N_("almanac", "Major Snow"), N_("almanac", "Winter Solstice"),
)  # fmt: skip

_LUNAR_FESTIVALS: dict[tuple[int, int], Text] = {
    (1, 1): N_("almanac", "Spring Festival"),
    (1, 15): N_("almanac", "Lantern Festival"),
    (5, 5): N_("almanac", "Dragon Boat Festival"),
    (7, 7): N_("almanac", "Qixi Festival"),
    (7, 15): N_("almanac", "Ghost Festival"),
    (8, 15): N_("almanac", "Mid-Autumn Festival"),
    (9, 9): N_("almanac", "Double Ninth Festival"),
    (12, 8): N_("almanac", "Laba Festival"),
}
_NEW_YEARS_EVE = N_("almanac", "New Year's Eve (lunar)")
_QINGMING = 6
_QINGMING_FESTIVAL = N_("almanac", "Qingming Festival")

_SOLAR_FESTIVALS: dict[tuple[int, int], Text] = {
    (1, 1): N_("almanac", "New Year's Day"),
    (2, 14): N_("almanac", "Valentine's Day"),
    (3, 8): N_("almanac", "Women's Day"),
    (5, 1): N_("almanac", "Labour Day"),
    (6, 1): N_("almanac", "Children's Day"),
    (9, 10): N_("almanac", "Teachers' Day"),
    (10, 1): N_("almanac", "National Day"),
    (11, 11): N_("almanac", "Double Eleven"),
    (12, 25): N_("almanac", "Christmas"),
}
_MOTHERS_DAY = N_("almanac", "Mother's Day")
_FATHERS_DAY = N_("almanac", "Father's Day")

_MONTH_NAMES = "正月 二月 三月 四月 五月 六月 七月 八月 九月 十月 冬月 腊月".split()  # noqa: SIM905
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class DayInfo:
    """One day. ``lunar`` is None outside the table or where the region doesn't use it; ``festival`` is a text or the
    region's own name; ``off`` marks a day off (weekends only as part of a holiday), ``work`` a working weekend day.
    """

    day: date
    lunar: lunar.LunarDay | None = None
    term: Text | None = None
    festival: Text | str | None = None
    off: bool = False
    work: bool = False

    def name(self) -> Text | str | None:
        """Festival, else solar term: what is shown in place of the lunar day."""
        return self.festival or self.term


def lunar_month_name(day: lunar.LunarDay) -> str:
    """正月 … 腊月, 闰六月."""
    return ("闰" if day.leap else "") + _MONTH_NAMES[day.month - 1]


def lunar_day_name(day: int) -> str:
    """初一 … 三十."""
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return "初十廿三"[day // 10] + _DIGITS[day % 10 - 1]


class Almanac:
    """The calendar of one region (``CN``, ``US`` …); ``language`` chooses the names of other regions' holidays."""

    def __init__(self, region: str, language: str = "en") -> None:
        self.region = region
        self.language = language

    def days(self, start: date, end: date) -> dict[date, DayInfo]:
        """Every day from ``start`` to ``end``, both included."""
        found = {}
        day = start
        while day <= end:
            found[day] = self.day(day)
            day += _ONE
        return found

    def day(self, day: date) -> DayInfo:
        off, work, _ = _official(self.region, self.language, day.year)
        around = off | _official(self.region, self.language, (day + timedelta(days=3)).year)[0]
        around |= _official(self.region, self.language, (day - timedelta(days=3)).year)[0]
        known = self.named(day)
        return DayInfo(
            day,
            known.lunar,
            known.term,
            known.festival,
            day in off or (self.region == "CN" and day not in work and _bridges(day, around, work)),
            day in work,
        )

    def named(self, day: date) -> DayInfo:
        """``day`` without whether it is off. China's names are known here, so that the first page needs no list of
        official holidays, whose library costs a start 0.15 s.
        """
        if self.region not in LUNAR_REGIONS:
            return DayInfo(day, festival=_official(self.region, self.language, day.year)[2].get(day))
        moon = lunar.from_solar(day) if lunar.covers(day) else None
        number = terms(day.year).get(day)
        term = TERMS[number] if number is not None else None
        if self.region == "CN":
            return DayInfo(day, moon, term, _festival(day, moon, number))
        return DayInfo(day, moon, term, _official(self.region, self.language, day.year)[2].get(day))

    def at_hand(self) -> bool:
        """Whether :meth:`named` answers at once; else it first loads the library of all countries' holidays."""
        return self.region == "CN" or "holidays" in sys.modules

    def next_festival(self, day: date, within: int = 14) -> tuple[Text | str, int] | None:
        """The next festival after ``day`` and in how many days it comes, None when there is none ``within`` days."""
        for ahead in range(1, within + 1):
            festival = self.named(day + timedelta(days=ahead)).festival
            if festival:
                return festival, ahead
        return None

    def unannounced(self, start: date, end: date) -> int | None:
        """The first year in the period whose days off and working weekends are not known yet; only China moves
        days around, and every announced year has working weekends. None when all are known.
        """
        if self.region != "CN":
            return None
        years = range(max(start.year, _FIRST_MOVED), end.year + 1)
        return next((year for year in years if not _official(self.region, self.language, year)[1]), None)


def _festival(day: date, moon: lunar.LunarDay | None, term: int | None) -> Text | None:
    """The festival a Chinese shop would greet its customers on."""
    if moon is not None and not moon.leap:
        found = _LUNAR_FESTIVALS.get((moon.month, moon.day))
        if found:
            return found
    if moon is not None and moon.month == 12 and _is_new_year(day + _ONE):
        return _NEW_YEARS_EVE
    if term == _QINGMING:
        return _QINGMING_FESTIVAL
    if day.weekday() == 6 and (day.month, (day.day - 1) // 7) == (5, 1):
        return _MOTHERS_DAY
    if day.weekday() == 6 and (day.month, (day.day - 1) // 7) == (6, 2):
        return _FATHERS_DAY
    return _SOLAR_FESTIVALS.get((day.month, day.day))


def _is_new_year(day: date) -> bool:
    if not lunar.covers(day):
        return False
    found = lunar.from_solar(day)
    return (found.month, found.day) == (1, 1)


def _bridges(day: date, off: frozenset[date], work: frozenset[date]) -> bool:
    """Whether a weekend day belongs to a holiday: a free weekday stands directly before or after its weekend."""
    if day.weekday() < 5:
        return False
    saturday = day - timedelta(days=day.weekday() - 5)
    sunday = saturday + _ONE
    pair = [other for other in (saturday, sunday) if other not in work]
    return any(near in off for other in pair for near in (other - _ONE, other, other + _ONE))


_Official = tuple[frozenset[date], frozenset[date], dict[date, str]]


@lru_cache(maxsize=32)
def _official(region: str, language: str, year: int) -> _Official:
    """Days off, working weekend days and the names of holidays in ``year``; empty for an unknown region."""
    holidays = _library()
    country = getattr(holidays, region, None) if _COUNTRY.fullmatch(region) else None
    if country is None or not 1950 <= year <= 2100:
        return frozenset(), frozenset(), {}
    languages = country.supported_languages
    wanted = next((name for name in languages if name.startswith(language[:2])), None)
    if wanted is None:
        wanted = next((name for name in languages if name.startswith("en")), None)
    found = country(years=year, language=wanted)
    work = frozenset(day for day in found.weekend_workdays if day.year == year)
    off = {day: name for day, name in found.items() if day.year == year}
    return frozenset(off), work, off


def _library() -> ModuleType:
    """The holidays of all countries, each loaded when it is asked for: the package of countries would load all of
    them for the first one, which takes 7 MB and half the time. An empty one stands in its place.
    """
    import holidays

    spec = find_spec("holidays.countries")
    assert spec is not None
    sys.modules.setdefault(spec.name, module_from_spec(spec))
    return holidays


def day_line(info: DayInfo, language: str) -> str:
    """The lunar day (and solar term) of one day in words: "农历八月十三 · 秋分", "Lunar 8/13 · Autumn Equinox"."""
    parts = []
    if info.lunar is not None and language.startswith("zh"):
        parts.append(f"农历{lunar_month_name(info.lunar)}{lunar_day_name(info.lunar.day)}")
    elif info.lunar is not None:
        text = f"{info.lunar.month}{'+' if info.lunar.leap else ''}/{info.lunar.day}"
        parts.append(render(N_("almanac", "Lunar {day}").fill(day=text)))
    parts += [render(name) for name in (info.festival, info.term) if name]
    return " · ".join(parts)
