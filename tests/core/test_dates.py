from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core import dates
from crm_desktop.core.dateforms import DateError

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1977.10.4", "1977-10-04"),
        ("1981年10月19日", "1981-10-19"),
        ("2024/11/29", "2024-11-29"),
        ("１９８８年１月２日", "1988-01-02"),
        ("Mar 4, 1988", "1988-03-04"),
        ("4 March 1988", "1988-03-04"),
        ("4-Mar-88", "1988-03-04"),
        ("19881019", "1988-10-19"),
        (20328.0, "1955-08-27"),
        (45000, "2023-03-15"),
        ("13/03/1990", "1990-03-13"),
        ("03/13/1990", "1990-03-13"),
        ("2026-06-29 11:17", "2026-06-29"),
        ("2026-06-29T11:17:00Z", "2026-06-29"),
        ("2026/6/29 下午3:20", "2026-06-29"),
        ("Mon, 4 Mar 1988", "1988-03-04"),
        ("31-12-99", "1999-12-31"),
        ("88年1月2日", "1988-01-02"),
        (date(2000, 1, 1), "2000-01-01"),
        (datetime(2000, 1, 1, 23, 59), "2000-01-01"),
    ],
)
def test_days_in_all_the_ways_shops_write_them(typed: object, day: str) -> None:
    assert dates.parse_date(typed, today=TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("6月7日", "--06-07"),
        ("2月29日", "--02-29"),
        ("08-15", "--08-15"),
        ("March 4", "--03-04"),
        ("农历八月十五", "L--08-15"),
        ("阴历八月十五", "L--08-15"),
        ("八月十三", "L--08-13"),
        ("八月十三日", "--08-13"),
        ("农历正月初一", "L--01-01"),
        ("农历冬月廿三", "L--11-23"),
        ("农历腊月三十", "L--12-30"),
        ("闰六月初十", "L--06+-10"),
        ("农历8月15日", "L--08-15"),
        ("1988年8月15日(农历)", "L1988-08-15"),
        ("一九八八年八月十五", "L1988-08-15"),
        ("L1988-08-15", "L1988-08-15"),
        ("L1987-06+-10", "L1987-06+-10"),
        ("--05-03", "--05-03"),
        ("1988-08-15", "1988-08-15"),
    ],
)
def test_birthdays_may_be_lunar_or_lack_their_year(typed: str, stored: str) -> None:
    assert dates.parse_birthday(typed, today=TODAY) == stored


@pytest.mark.parametrize(
    "typed",
    ["2月30日", "83.13.5", "0000-00-00", "属兔", "1988", 1988, "2023-02-29", "L1988-06+-10", "农历", "1977/10", True],
)
def test_impossible_days_are_errors(typed: object) -> None:
    with pytest.raises(DateError) as caught:
        dates.parse_birthday(typed, today=TODAY)
    assert not caught.value.ambiguous


def test_day_and_month_are_not_guessed() -> None:
    for text in ("05/03/1990", "23-01-03", "05-03"):
        with pytest.raises(DateError) as caught:
            dates.parse_birthday(text, today=TODAY)
        assert caught.value.ambiguous


@pytest.mark.parametrize(
    ("column", "asked", "number_format", "expected"),
    [
        (["05/03/1990", "13/03/1990"], None, None, "1990-03-05"),
        (["05/03/1990", "03/13/1990"], None, None, "1990-05-03"),
        (["05/03/1990"], "mdy", None, "1990-05-03"),
        (["05/03/1990"], None, "dd/mm/yyyy", "1990-03-05"),
        (["05/03/1990"], None, "[$-409]mm/dd/yy;@", "1990-05-03"),
        (["05/03/1990", "13/03/1990"], "mdy", None, "1990-03-05"),
    ],
)
def test_the_column_then_the_number_format_then_the_person_decide(
    column: list[str], asked: dates.Order | None, number_format: str | None, expected: str
) -> None:
    found = dates.detect_order(column, asked, number_format)
    assert dates.parse_date(column[0], found, today=TODAY).isoformat() == expected


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["5.7.1975"], "1975-07-05"),
        (["5.7.1975", "12/25/1985"], "1975-07-05"),
        (["5.7.1975", "25/12/1985"], "1975-07-05"),
        (["5.7.1975", "12.25.1985"], "1975-05-07"),
        (["5.7.1975", "25.12.1985", "12/25/1985"], "1975-07-05"),
        (["5.7.1975 10:30", "12/25/1985"], "1975-07-05"),
        (["5 . 7 . 1975"], "1975-07-05"),
        (["５．７．1975"], "1975-07-05"),
        (["5/7/1975", "12/25/1985", "25.12.1985"], "1975-05-07"),
        (["5/7/1975", "25/12/1985", "12.25.1985"], "1975-07-05"),
        (["5/7/1975", "25.12.1985"], None),
        (["5/7/1975", "5.7.1975"], None),
        (["5.7.1975", "13.3.1990", "3.13.1990"], None),
        (["5.7.75"], "1975-07-05"),
        (["5.7.12", "5.7.75", "12/25/85"], "2012-07-05"),
        (["5.7.12", "5.7.1975"], "2012-07-05"),
        (["12.7.5", "1988.7.5"], "2012-07-05"),
        (["12.7.5", "88.7.5"], "2012-07-05"),
        (["12.7.5"], None),
        (["1975.7.5", "12/25/1985"], "1975-07-05"),
        (["5/7/1975", "1977/10"], None),
    ],
)
def test_dots_and_other_signs_decide_for_themselves(column: list[str], expected: str | None) -> None:
    found = dates.detect_order(column)
    if expected is not None:
        assert dates.parse_date(column[0], found, today=TODAY).isoformat() == expected
        return
    with pytest.raises(DateError) as caught:
        dates.parse_date(column[0], found, today=TODAY)
    assert caught.value.ambiguous


@pytest.mark.parametrize(
    ("column", "expected"),
    [(["5.7", "8.15"], "--05-07"), (["5.7", "15.8"], "--07-05"), (["5.7", "5.7.1975"], "--07-05")],
)
def test_dotted_days_without_a_year(column: list[str], expected: str) -> None:
    assert dates.parse_birthday(column[0], dates.detect_order(column), today=TODAY) == expected
    with pytest.raises(DateError):
        dates.parse_birthday("5.7", dates.detect_order(["5.7", "15/8", "8-2-1990"]), today=TODAY)


@pytest.mark.parametrize(
    ("column", "asked", "chosen", "expected"),
    [
        (["5.7.1975"], "mdy", None, "1975-07-05"),
        (["5.7.1975"], None, "mdy", "1975-05-07"),
        (["5.7.1975", "12/25/1985"], None, "mdy", "1975-05-07"),
        (["5.7.1975", "4/3/1985"], None, "mdy", "1975-07-05"),
        (["4/3/1985", "5.7.1975"], None, "mdy", "1985-04-03"),
        (["4/3/1985"], "dmy", "mdy", "1985-04-03"),
        (["5.7.1975", "25.12.1985"], None, "mdy", "1975-07-05"),
        (["12.7.5"], "ymd", None, "2012-07-05"),
    ],
)
def test_what_a_person_says_is_for_the_texts_that_need_it(
    column: list[str], asked: dates.Order | None, chosen: dates.Order | None, expected: str
) -> None:
    found = dates.detect_order(column, asked, chosen=chosen)
    assert dates.parse_date(column[0], found, today=TODAY).isoformat() == expected


_DAYS = st.lists(st.dates(date(1930, 1, 1), date(2020, 12, 31)), min_size=1, max_size=6)


@given(_DAYS, _DAYS, st.sampled_from(["{0.month}/{0.day}/{0.year}", "{0.day}-{0.month}-{0.year}", "{0}"]))
def test_dotted_days_come_back_beside_any_others(days: list[date], others: list[date], shape: str) -> None:
    dotted = [f"{day.day}.{day.month:02}.{day.year}" for day in days]
    beside = [shape.format(day) for day in others]
    found = dates.detect_order([*beside, *dotted])
    assert [dates.parse_date(text, found, today=TODAY) for text in dotted] == days
    assert (found.order, found.short) == (dates.detect_order(beside).order, dates.detect_order(beside).short)


def test_contradicting_columns_decide_nothing() -> None:
    found = dates.detect_order(["13/03/1990", "03/13/1990", "05/03/1990"])
    with pytest.raises(DateError):
        dates.parse_date("05/03/1990", found, today=TODAY)


def test_years_of_two_digits_follow_the_column() -> None:
    column = dates.detect_order(["23-01-03", "2024/11/29", "25-06-30"])
    assert dates.parse_date("23-01-03", column, today=TODAY) == date(2023, 1, 3)
    assert dates.parse_birthday("58-01-03", column, today=TODAY) == "1958-01-03"
    assert dates.parse_date("30-01-03", column, today=TODAY) == date(2030, 1, 3)
    assert dates.parse_birthday("30-01-03", column, today=TODAY) == "1930-01-03"


def test_times_and_datetimes() -> None:
    assert dates.parse_time("下午2:30") == time(14, 30)
    assert dates.parse_time("2:30 pm") == time(14, 30)
    assert dates.parse_time("14点半") == time(14, 30)
    assert dates.parse_time(0.5) == time(12)
    assert dates.parse_datetime("2026-06-29 11:17", today=TODAY) == datetime(2026, 6, 29, 11, 17)
    with pytest.raises(DateError):
        dates.parse_time("25:00")


def test_short_dates_are_local() -> None:
    assert dates.short_date(TODAY, TODAY, "zh_CN") == "今天"
    assert dates.short_date(date(2026, 11, 20), TODAY, "zh_CN") == "昨天"
    assert dates.short_date(date(2026, 9, 18), TODAY, "zh_CN") == "9月18日"
    assert dates.short_date(date(2026, 9, 18), TODAY) == "18 Sep"
    assert dates.short_date(date(2025, 9, 18), TODAY) == "18 Sep 2025"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_shown_day_reads_back(day: date) -> None:
    for language in ("en", "zh_CN"):
        assert dates.parse_date(dates.plain_date(day, language), today=TODAY) == day
        assert dates.parse_birthday(dates.format_birthday(day.isoformat(), language), today=TODAY) == day.isoformat()


@given(st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_every_lunar_birthday_reads_back_from_its_chinese_form(month: int, day: int, leap: bool) -> None:
    stored = f"L--{month:02d}{'+' if leap else ''}-{day:02d}"
    assert dates.parse_birthday(dates.format_birthday(stored, "zh_CN"), today=TODAY) == stored


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans()))
def test_any_cell_is_a_day_or_an_error(value: object) -> None:
    try:
        stored = dates.parse_birthday(value, today=TODAY)
    except DateError as error:
        stored, reason = None, str(error.reason)
    assert reason if stored is None else str(dates.read_birthday(stored)) == stored
