from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core import money


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("¥1,838.48", 183_848),
        ("9,560.1", 956_010),
        ("13000元", 1_300_000),
        ("１２０元", 12_000),
        ("1.2万", 1_200_000),
        ("3千", 300_000),
        ("(1,200)", -120_000),
        ("-¥120", -12_000),
        ("120-", -12_000),
        ("$980", 98_000),
        ("1 200", 120_000),
        ("1.234,50", 123_450),
        ("1,234", 123_400),
        (17169.0, 1_716_900),
        (5120.08, 512_008),
        (0.1 + 0.2, 30),
        ("0.005", 1),
        ("RMB ¥5", 500),
        ("元120", 12_000),
        ("1.2万元", 1_200_000),
        ("(-5)", -500),
        ("(¥5)", -500),
    ],
)
def test_amounts_as_shops_write_them(typed: object, minor: int) -> None:
    assert money.parse_money(typed) == minor


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("99块9", 9_990),
        ("99块90", 9_990),
        ("12元50", 1_250),
        ("3块5", 350),
        ("3塊5", 350),
        ("-¥12元5", -1_250),
        ("1,200元05", 120_005),
        ("5元5角", 550),
        ("3元5角2分", 352),
        ("3块2毛5", 325),
        ("5毛", 50),
        ("5毛钱", 50),
    ],
)
def test_prices_as_people_say_them_have_decimals_behind_the_sign(typed: str, minor: int) -> None:
    assert money.parse_money(typed) == minor


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("100RMB200", "RMB"),
        ("5$3", "$"),
        ("¥12¥34", "¥"),
        ("12元500", "元"),
        ("1.5元5", "元"),
        ("3块5元", "块"),
        ("10元 20", "元"),
        ("1 USD 2", "USD"),
    ],
)
def test_a_sign_between_digits_that_nobody_would_say_is_refused(typed: str, sign: str) -> None:
    with pytest.raises(money.MoneyError) as caught:
        money.parse_money(typed)
    assert f"“{sign}”" in str(caught.value.reason)


def test_yen_as_shown_in_chinese_name_their_currency() -> None:
    assert money.format_money(171, "JPY", "zh_CN") == "JP¥171"
    assert money.currency_in("JP¥171") == "JPY"
    assert money.currency_in("¥171") == "CNY"


@pytest.mark.parametrize(
    "typed", ["约三千", "1,28O", "", "abc", "5 box", "#VALUE!", "1.2.3", "12,34,567", True, float("nan"), 1e20]
)
def test_what_is_no_amount_is_an_error_with_a_reason(typed: object) -> None:
    with pytest.raises(money.MoneyError) as caught:
        money.parse_money(typed)
    assert str(caught.value.reason)


def test_a_decimal_comma_is_never_read_as_thousands() -> None:
    with pytest.raises(money.MoneyError):
        money.parse_money("1,12")
    assert money.detect_decimal_sign(["1,12", "3,5", "12"]) == ","
    assert money.parse_money("1,12", decimal_sign=",") == 112


def test_a_column_with_both_readings_refuses_the_odd_one() -> None:
    sign = money.detect_decimal_sign(["1,12", "1.12", "3.5"])
    assert money.parse_money("1.12", decimal_sign=sign) == 112
    with pytest.raises(money.MoneyError):
        money.parse_money("1,12", decimal_sign=sign)


def test_one_clear_value_decides_for_its_column() -> None:
    sign = money.detect_decimal_sign(["1.200", "1.200,50"])
    assert money.parse_money("1.200", decimal_sign=sign) == 120_000


def test_currencies_without_decimals() -> None:
    assert money.parse_money("1,200", "JPY") == 1200
    assert money.format_money(1200, "JPY") == "¥1,200"
    assert money.to_json_money(1200, "JPY") == "1200.00"


def test_shown_and_json_forms() -> None:
    assert money.format_money(183_848, "CNY", "zh_CN") == "¥1,838.48"
    assert money.format_money(-120_000, "USD") == "-$1,200.00"
    assert money.to_json_money(123_450) == "1234.50"
    assert money.format_quantity(1500) == "1.5"


@given(st.integers(-(10**14), 10**14), st.sampled_from(["CNY", "USD", "JPY", "KWD"]), st.sampled_from(["en", "zh_CN"]))
def test_what_is_shown_reads_back_as_it_was(minor: int, currency: str, language: str) -> None:
    assert money.parse_money(money.format_money(minor, currency, language), currency) == minor
    assert money.to_minor(Decimal(str(money.to_decimal(minor, currency))), currency) == minor


@given(st.one_of(st.text(max_size=20), st.floats(), st.none(), st.booleans()))
def test_any_cell_is_an_amount_or_an_error(value: object) -> None:
    try:
        found = money.parse_money(value)
    except money.MoneyError as error:
        found = None
        reason = str(error.reason)
    assert isinstance(found, int) or reason
