"""Lunar day names, solar terms, festivals, days off and working weekends."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import date, timedelta

import pytest

from crm_desktop.core import lunar
from crm_desktop.core.i18n import render
from crm_desktop.services.holidays import TERMS, Almanac, day_line, lunar_day_name, lunar_month_name
from crm_desktop.services.holidays_terms import FIRST_YEAR, LAST_YEAR, terms

CN = Almanac("CN")


def test_the_week_of_the_design_picture() -> None:
    days = CN.days(date(2026, 9, 20), date(2026, 10, 4))
    assert days[date(2026, 9, 20)].work
    assert not days[date(2026, 9, 20)].off
    assert str(days[date(2026, 9, 23)].name()) == "Autumn Equinox"
    assert str(days[date(2026, 9, 25)].name()) == "Mid-Autumn Festival"
    off = [day.day for day, info in days.items() if info.off]
    assert off == [25, 26, 27, 1, 2, 3, 4]


def test_working_saturday_in_october() -> None:
    days = CN.days(date(2026, 10, 5), date(2026, 10, 11))
    assert [day.day for day, info in days.items() if info.off] == [5, 6, 7]
    assert [day.day for day, info in days.items() if info.work] == [10]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 2, 4), "Start of Spring"),
        (date(2021, 2, 3), "Start of Spring"),
        (date(2025, 12, 21), "Winter Solstice"),
        (date(2026, 9, 7), "White Dew"),
        (date(2017, 4, 4), "Qingming Festival"),
        (date(2026, 4, 5), "Qingming Festival"),
        (date(2026, 2, 16), "New Year's Eve (lunar)"),
        (date(2026, 2, 17), "Spring Festival"),
        (date(2025, 1, 28), "New Year's Eve (lunar)"),
        (date(2026, 9, 10), "Teachers' Day"),
        (date(2026, 5, 10), "Mother's Day"),
        (date(2026, 6, 21), "Father's Day"),
    ],
)
def test_names_of_days(day: date, name: str) -> None:
    assert str(CN.day(day).name()) == name


def test_a_leap_month_has_no_second_festival() -> None:
    """2025 has a leap sixth month; 2004 a leap second. Festivals belong to the first of the two."""
    year = next(y for y in range(1950, 2090) if lunar.leap_month(y) == 5)
    assert CN.day(lunar.to_solar(year, 5, 5)).festival is not None
    assert CN.day(lunar.to_solar(year, 5, 5, leap=True)).festival is None


def _sun(day: date) -> float:
    """Apparent longitude of the sun in degrees at noon in China, good to 0.02 degrees (Meeus, chapter 25)."""
    t = ((day - date(2000, 1, 1)).days + (4 - 12) / 24) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(math.radians(125.04 - 1934.136 * t))) % 360


def test_every_term_of_the_table_stands_where_the_sun_does() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        found = terms(year)
        assert sorted(found.values()) == list(range(24))
        for day, number in found.items():
            wanted = (285 + 15 * number) % 360
            off = (_sun(day) - wanted + 180) % 360 - 180
            assert abs(off) < 0.54, (day, off)


def test_outside_the_tables_nothing_is_invented() -> None:
    info = CN.day(date(2150, 1, 10))
    assert (info.lunar, info.term, info.off, info.work) == (None, None, False, False)
    assert terms(2100) == {}


def test_a_year_that_is_not_announced_is_named() -> None:
    assert CN.unannounced(date(2026, 1, 1), date(2026, 12, 31)) is None
    assert CN.unannounced(date(2026, 12, 28), date(2090, 2, 7)) is not None
    assert Almanac("US").unannounced(date(2026, 1, 1), date(2090, 1, 1)) is None
    known = CN.day(date(2090, 10, 1))
    assert known.off


def test_other_regions_have_their_own_holidays_and_no_moon() -> None:
    us = Almanac("US")
    info = us.day(date(2026, 11, 26))
    assert info.festival == "Thanksgiving Day"
    assert info.off
    assert info.lunar is None
    assert info.term is None
    assert Almanac("DE", "de").day(date(2026, 10, 3)).festival == "Tag der Deutschen Einheit"
    assert Almanac("HK", "zh_CN").day(date(2026, 9, 23)).lunar == lunar.LunarDay(2026, 8, 13)
    assert not Almanac("XX").day(date(2026, 1, 1)).off


def test_next_festival_counts_the_days() -> None:
    found = CN.next_festival(date(2026, 9, 23))
    assert found is not None
    assert (str(found[0]), found[1]) == ("Mid-Autumn Festival", 2)
    assert CN.next_festival(date(2026, 7, 1), within=5) is None


def test_lunar_names() -> None:
    assert [lunar_day_name(n) for n in (1, 10, 11, 19, 20, 21, 29, 30)] == [
        "初一", "初十", "十一", "十九", "二十", "廿一", "廿九", "三十",
    ]  # fmt: skip
    assert lunar_month_name(lunar.LunarDay(2025, 6, 1, leap=True)) == "闰六月"
    assert lunar_month_name(lunar.LunarDay(2026, 12, 8)) == "腊月"


def test_a_day_in_words() -> None:
    info = CN.day(date(2026, 9, 23))
    assert day_line(info, "en") == "Lunar 8/13 · Autumn Equinox"
    assert day_line(info, "zh_CN").startswith("农历八月十三 · ")


def test_a_month_is_worked_out_in_no_time() -> None:
    assert len(CN.days(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=41))) == 42
    assert {render(term) for term in TERMS} == {str(term) for term in TERMS}


def test_only_the_country_that_is_asked_for_is_loaded() -> None:
    code = (
        "import sys; from datetime import date; from crm_desktop.services.holidays import Almanac\n"
        "for region in ('CN', 'DE', 'US'): assert Almanac(region).day(date(2026, 1, 1)).off, region\n"
        "print(*(name for name in sys.modules if name.startswith('holidays.countries.')))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    loaded = {name.rpartition(".")[2] for name in told.split()}
    assert {"china", "germany", "united_states"} <= loaded
    assert len(loaded) < 10
