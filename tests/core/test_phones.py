from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.core import phones


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13812345678", "+8613812345678"),
        (13812345678, "+8613812345678"),
        (13812345678.0, "+8613812345678"),
        ("13812345678.0", "+8613812345678"),
        ("+86 138 1234 5678", "+8613812345678"),
        ("0086-138-1234-5678", "+8613812345678"),
        ("8613812345678", "+8613812345678"),
        ("１３８１２３４５６７８", "+8613812345678"),
        ("1.3812345678E+10", "+8613812345678"),
        ("手机：13812345678", "+8613812345678"),
        ("010-54340612", "+861054340612"),
        ("+86 10 5434 0612", "+861054340612"),
        ("0755 12345678", "+8675512345678"),
        ("010-54340612-803", "+861054340612;ext=803"),
        ("010-54340612转803", "+861054340612;ext=803"),
        ("+861054340612;ext=803", "+861054340612;ext=803"),
        ("400-820-8820", "+864008208820"),
        ("+1 415 555 3233", "+14155553233"),
        ("54340612", "54340612"),
        ("5434-0612", "54340612"),
    ],
)
def test_every_way_of_writing_a_number_has_one_stored_shape(typed: object, stored: str) -> None:
    assert phones.normalise(typed) == stored


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1.38123E+10", phones.LOST_DIGITS),
        ("1.38E+10", phones.LOST_DIGITS),
        ("电话同上", phones.NOT_A_PHONE),
        ("123", phones.TOO_SHORT),
        ("138123456789012345", phones.TOO_LONG),
        (1.5, phones.NOT_A_PHONE),
        (True, phones.NOT_A_PHONE),
        ("-", phones.NOT_A_PHONE),
    ],
)
def test_what_cannot_be_a_phone_says_why(typed: object, reason: object) -> None:
    with pytest.raises(phones.PhoneError) as caught:
        phones.normalise(typed)
    assert caught.value.reason == reason


def test_a_letter_in_a_number_is_named() -> None:
    with pytest.raises(phones.PhoneError, match="“O”"):
        phones.normalise("139O5718842")


@pytest.mark.parametrize("between", [" / ", ";", "；", ",", "，", "、", "\n", " "])
def test_several_numbers_in_a_cell(between: str) -> None:
    assert phones.normalise_many(f"13812345678{between}13912345678") == ["+8613812345678", "+8613912345678"]


def test_a_mobile_with_a_landline_and_its_extension_in_one_cell() -> None:
    assert phones.normalise_many("13812345678;010-54340612;ext=3") == ["+8613812345678", "+861054340612;ext=3"]


def test_the_region_decides_for_numbers_without_a_country() -> None:
    assert phones.normalise("(415) 555-2071", "US") == "+14155552071"
    assert phones.national("+14155552071", "US") == "(415) 555-2071"
    assert phones.national("+14155552071", "CN") == "+1 415-555-2071"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+8613812345678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("5678", "5678"),
        ("+861054340612", "01054340612"),
        ("010-5434 0612", "01054340612"),
        ("+864008208820", "4008208820"),
        ("+14155552071", "14155552071"),
        ("+861054340612;ext=803", "01054340612"),
    ],
)
def test_digits_are_those_that_a_person_dials(text: str, expected: str) -> None:
    assert phones.digits(text) == expected


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_direct_way_for_mobiles_agrees_with_phonenumbers(number: str) -> None:
    parsed = phonenumbers.parse(number, "CN")
    expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    assert phones.normalise(number) == expected
    assert phones.normalise(phones.national(expected)) == expected
    assert phones.digits(phones.national(expected)) == number


@given(st.from_regex(r"0(10|2[0-9]|[3-9][0-9][0-9])-?[2-8][0-9]{6,7}", fullmatch=True))
def test_the_direct_way_for_landlines_agrees_with_phonenumbers(number: str) -> None:
    parsed = phonenumbers.parse(number, "CN")
    expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    assert phones.normalise(number) == expected
    assert phones.normalise(phones.national(expected)) == expected


@given(st.text(alphabet="0123456789+-() .;/exttel转", max_size=24), st.sampled_from(["CN", "US", "GB"]))
def test_shown_numbers_read_back_as_stored(text: str, region: str) -> None:
    try:
        stored = phones.normalise(text, region)
    except phones.PhoneError:
        return
    assert phones.normalise(phones.national(stored, region), region) == stored


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_any_cell_is_a_phone_or_an_error_with_a_reason(value: object) -> None:
    reason = ""
    try:
        found = phones.normalise_many(value)
    except phones.PhoneError as error:
        found, reason = [], str(error.reason)
    assert all(number.lstrip("+")[0].isdigit() for number in found) if found else bool(reason) or not str(value).strip()
