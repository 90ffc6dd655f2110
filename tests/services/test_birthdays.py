"""Whose birthday it is, by either calendar: never a day early or late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.core import lunar
from crm_desktop.core.i18n import N_
from crm_desktop.services.birthdays import BirthdayService, birth_keys
from crm_desktop.services.context import Services

TODAY = date(2026, 9, 23)


def people(services: Services, *birthdays: str) -> dict[int, str]:
    with services.write(N_("undo", "Test")) as work:
        return {services.customers.create(work, {"name": f"P{n}", "birthday": b}): b for n, b in enumerate(birthdays)}


def kept(services: Services, birthday: str, start: date, days: int = 7) -> list[tuple[date, int | None]]:
    people(services, birthday)
    return [(b.day, b.age) for b in BirthdayService(services).between(start, start + timedelta(days=days - 1))]


def test_the_week_includes_today_and_not_the_eighth_day(services: Services) -> None:
    people(services, "2001-09-22", "2001-09-23", "1990-09-29", "1990-09-30", "--09-25", "")
    found = BirthdayService(services).week(TODAY)
    assert [(b.day.isoformat(), b.age) for b in found] == [
        ("2026-09-23", 25), ("2026-09-25", None), ("2026-09-29", 36),
    ]  # fmt: skip


def test_a_lunar_birthday(services: Services) -> None:
    """The 13th of the eighth month of 2026 is 23 September."""
    assert kept(services, "L1964-08-13", TODAY) == [(TODAY, 62)]


def test_lunar_age_is_counted_in_lunar_years(services: Services) -> None:
    """The twelfth month of lunar 2025 lies in early 2026."""
    day = lunar.to_solar(2025, 12, 20)
    assert day.year == 2026
    assert kept(services, "L1985-12-20", day) == [(day, 40)]


def test_29_february_is_kept_on_the_28th(services: Services) -> None:
    assert kept(services, "2000-02-29", date(2027, 2, 25)) == [(date(2027, 2, 28), 27)]


def test_29_february_in_a_leap_year(services: Services) -> None:
    assert kept(services, "2000-02-29", date(2028, 2, 25)) == [(date(2028, 2, 29), 28)]
    found = BirthdayService(services).between(date(2028, 2, 28), date(2028, 2, 28))
    assert found == []


def test_a_leap_months_birthday_is_kept_in_the_ordinary_month_of_other_years(services: Services) -> None:
    """1987 had a leap sixth month, 2025 has one, 2026 has not."""
    people(services, "L1987-06+-10")
    service = BirthdayService(services)
    in_leap = lunar.to_solar(2025, 6, 10, leap=True)
    ordinary = lunar.to_solar(2025, 6, 10)
    assert [b.day for b in service.between(in_leap, in_leap)] == [in_leap]
    assert service.between(ordinary, ordinary) == []
    (found,) = service.between(lunar.to_solar(2026, 6, 1), lunar.to_solar(2026, 6, 29))
    assert found.day == lunar.to_solar(2026, 6, 10)
    assert found.moved


def test_the_30th_of_a_short_month_is_kept_on_the_29th(services: Services) -> None:
    year = next(y for y in range(2026, 2040) if lunar.month_length(y, 8) == 29)
    people(services, "L--08-30")
    last = lunar.to_solar(year, 8, 29)
    (found,) = BirthdayService(services).between(last, last)
    assert (found.day, found.age, found.moved) == (last, None, True)


def test_across_the_new_year(services: Services) -> None:
    people(services, "1990-12-31", "1990-01-02")
    found = BirthdayService(services).between(date(2026, 12, 29), date(2027, 1, 4))
    assert [(b.day.isoformat(), b.age) for b in found] == [("2026-12-31", 36), ("2027-01-02", 37)]


def test_customers_in_the_bin_are_left_out(services: Services) -> None:
    (customer,) = people(services, "2001-09-23")
    with services.write(N_("undo", "Delete")) as work:
        services.customers.delete(work, customer)
    assert BirthdayService(services).week(TODAY) == []


def test_what_the_page_needs(services: Services) -> None:
    with services.write(N_("undo", "Test")) as work:
        services.customers.create(
            work,
            {
                "name": "陈国华",
                "birthday": "L1964-08-13",
                "grade": "A",
                "preferences": "喝老白茶",
                "phone": ["13606519027"],
            },
        )
    (found,) = BirthdayService(services).week(TODAY)
    assert (found.name, found.grade, found.preferences, found.phone) == ("陈国华", "A", "喝老白茶", "+8613606519027")


@settings(max_examples=200)
@given(
    month=st.integers(1, 12),
    day=st.integers(1, 30),
    is_lunar=st.booleans(),
    leap=st.booleans(),
    start=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    length=st.integers(1, 42),
)
def test_the_keys_never_miss_a_birthday(
    month: int, day: int, is_lunar: bool, leap: bool, start: date, length: int
) -> None:
    """What the index is asked for holds every birthday that is really kept in the period."""
    if not is_lunar and (month, day) == (2, 30):
        day = 29
    birthday = lunar.Birthday(None, month, day, lunar=is_lunar, leap=is_lunar and leap)
    on = lunar.next_birthday(birthday, start)
    end = start + timedelta(days=length - 1)
    if on is not None and on <= end:
        key = f"{'L' if is_lunar else 'S'}{month:02d}{day:02d}"
        assert key in birth_keys(start, end)


@pytest.mark.parametrize("days", [1, 7, 42])
def test_few_keys_for_a_few_days(days: int) -> None:
    assert len(birth_keys(TODAY, TODAY + timedelta(days=days - 1))) <= 2 * days + 3
