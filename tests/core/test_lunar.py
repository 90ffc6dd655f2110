from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core import lunar
from crm_desktop.core.lunar import Birthday

NEW_YEARS = {
    1912: "1912-02-18", 1949: "1949-01-29", 1966: "1966-01-21", 1979: "1979-01-28", 1988: "1988-02-17",
    2000: "2000-02-05", 2020: "2020-01-25", 2024: "2024-02-10", 2026: "2026-02-17", 2033: "2033-01-31",
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_new_years_of_the_almanac(year: int, day: str) -> None:
    assert lunar.to_solar(year, 1, 1).isoformat() == day


@pytest.mark.parametrize(
    ("year", "month", "first"),
    [
        # By the meridian of Beijing, as the calendar was made until 1928; by that of 120° E the day after.
        (1914, 10, "1914-11-17"), (1916, 1, "1916-02-03"), (1920, 10, "1920-11-10"),
        # New moons minutes before or after midnight.
        (1933, 6, "1933-07-23"), (1954, 11, "1954-11-25"), (1978, 8, "1978-09-03"), (1996, 6, "1996-07-16"),
        # Foretold: as the Hong Kong Observatory has them.
        (2057, 9, "2057-09-28"), (2089, 8, "2089-09-04"), (2097, 7, "2097-08-07"),
    ],
)  # fmt: skip
def test_months_that_tables_disagree_on_begin_as_in_the_published_almanacs(year: int, month: int, first: str) -> None:
    assert lunar.to_solar(year, month, 1).isoformat() == first
    assert lunar.from_solar(date.fromisoformat(first)) == lunar.LunarDay(year, month, 1)


@pytest.mark.parametrize(
    ("year", "month", "day", "kept"),
    [(1916, 1, 1, "1916-02-03"), (1978, 8, 15, "1978-09-17"), (2057, 9, 9, "2057-10-06")],
)
def test_festivals_that_tables_disagree_on(year: int, month: int, day: int, kept: str) -> None:
    assert lunar.to_solar(year, month, day).isoformat() == kept


def test_the_month_of_1933_that_came_twice_had_thirty_days_the_second_time() -> None:
    assert (lunar.month_length(1933, 5, leap=True), lunar.month_length(1933, 6)) == (30, 29)
    assert lunar.to_solar(1933, 5, 30, leap=True).isoformat() == "1933-07-22"


def test_the_holidays_library_knows_the_same_festivals() -> None:
    holidays = pytest.importorskip("holidays")
    for year in range(2008, 2040):
        found = holidays.country_holidays("CN", years=year)
        assert lunar.to_solar(year, 1, 1) in found
        assert lunar.to_solar(year, 5, 5) in found
        assert lunar.to_solar(year, 8, 15) in found


@given(st.dates(date(1900, 1, 31), date(2100, 2, 8)))
def test_there_and_back(day: date) -> None:
    found = lunar.from_solar(day)
    assert lunar.to_solar(found.year, found.month, found.day, found.leap) == day


def test_the_table_ends_and_says_so() -> None:
    assert lunar.covers(date(2099, 12, 31))
    assert not lunar.covers(date(2100, 2, 9))
    with pytest.raises(lunar.LunarError):
        lunar.from_solar(date(2100, 2, 9))
    with pytest.raises(lunar.LunarError):
        lunar.to_solar(2100, 1, 1)


def test_leap_months() -> None:
    assert lunar.leap_month(1987) == 6
    assert lunar.leap_month(2033) == 11
    assert lunar.leap_month(2026) is None
    assert lunar.to_solar(2025, 6, 10, leap=True) == date(2025, 8, 3)


@pytest.mark.parametrize(
    ("birthday", "start", "kept"),
    [
        (Birthday(None, 8, 15, lunar=True), date(2026, 9, 25), date(2026, 9, 25)),
        (Birthday(None, 8, 15, lunar=True), date(2026, 9, 26), date(2027, 9, 15)),
        (Birthday(None, 12, 23, lunar=True), date(2026, 1, 20), date(2026, 2, 10)),
        (Birthday(1987, 6, 10, lunar=True, leap=True), date(2025, 1, 1), date(2025, 8, 3)),
        (Birthday(1987, 6, 10, lunar=True, leap=True), date(2026, 1, 1), lunar.to_solar(2026, 6, 10)),
        (Birthday(2000, 2, 29), date(2026, 1, 1), date(2026, 2, 28)),
        (Birthday(2000, 2, 29), date(2028, 1, 1), date(2028, 2, 29)),
        (Birthday(1990, 11, 21), date(2026, 11, 21), date(2026, 11, 21)),
        (Birthday(1990, 11, 20), date(2026, 11, 21), date(2027, 11, 20)),
    ],
)
def test_the_next_birthday(birthday: Birthday, start: date, kept: date) -> None:
    assert lunar.next_birthday(birthday, start) == kept


def test_a_thirtieth_is_kept_on_the_last_day_of_a_short_month() -> None:
    short = next(year for year in range(2026, 2040) if lunar.month_length(year, 12) == 29)
    day = lunar.occurrence(Birthday(None, 12, 30, lunar=True), short)
    assert day == lunar.to_solar(short, 12, 29)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_the_next_birthday_is_within_thirteen_months(start: date, month: int, day: int, leap: bool) -> None:
    found = lunar.next_birthday(Birthday(None, month, day, lunar=True, leap=leap), start)
    assert found is not None
    assert start <= found <= start + timedelta(days=414)
