from __future__ import annotations

import contextlib
import time

import phonenumbers
import pytest
from hypothesis import given, settings
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
        ("13912345678_1234", "+8613912345678;ext=1234"),
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


@pytest.mark.parametrize(
    ("region", "cell", "stored"),
    [
        ("DE", "0171/2345678", "+491712345678"),
        ("DE", "0171/2345678, 0171/8765432", "+491712345678 +491718765432"),
        ("DE", "0171 / 2345678", "+491712345678"),
        ("DE", "0171-2345678; 030 123456", "+491712345678 +4930123456"),
        ("DE", "030/123456/0171/2345678", "+4930123456 +491712345678"),
        ("DE", "+49 171/2345678", "+491712345678"),
        ("DE", "+49/171/2345678", "+491712345678"),
        ("DE", "0049 30/123456", "+4930123456"),
        ("GB", "020 7946 0958 / 07700 900777", "+442079460958 +447700900777"),
        ("GB", "01225 318000/318001", "+441225318000 318001"),
        ("IT", "06 12345678 / 333 1234567", "+390612345678 +393331234567"),
        ("CN", "0531/88886666", "+8653188886666"),
        ("CN", "(0531)/88886666", "+8653188886666"),
        ("CN", "0531/88886666-8001", "+8653188886666;ext=8001"),
        ("CN", "13812345678/13912345678", "+8613812345678 +8613912345678"),
        ("CN", "0531-88886666/88887777", "+8653188886666 88887777"),
        ("CN", "0531-88886666/0532/88887777", "+8653188886666 +8653288887777"),
        ("CN", "13812345678/10086/", "+8613812345678 10086"),
    ],
)
def test_a_slash_parts_whole_numbers_only(region: str, cell: str, stored: str) -> None:
    assert phones.normalise_many(cell, region) == stored.split()


@pytest.mark.parametrize(
    ("region", "cell"),
    [
        ("DE", "0171/0171 8765432"),
        ("DE", "0171, 2345678"),
        ("DE", "030/1234567/8765432"),
        ("DE", "030 123456/789"),
        ("DE", "+49 171 2345678/8765432"),
        ("DE", "0171 mobil 2345678"),
        ("DE", "0171 234 (mobil) 5678"),
    ],
)
def test_where_a_number_ends_is_not_guessed(region: str, cell: str) -> None:
    with pytest.raises(phones.PhoneError) as caught:
        phones.normalise_many(cell, region)
    assert caught.value.reason == phones.UNCLEAR


@pytest.mark.parametrize(
    ("region", "cell", "stored"),
    [
        ("GB", "07700900777 (mobile)\n01225 318000 (home)", "+447700900777 +441225318000"),
        ("GB", "mobile 07700 900777 home 01225 318000", "+447700900777 +441225318000"),
        ("GB", "07700 900777 m / 01225 318000 h", "+447700900777 +441225318000"),
        ("GB", "M: +44 7700 900777", "+447700900777"),
        ("GB", "w 01225 318000 x12", "+441225318000;ext=12"),
        ("GB", "01225 318000 ext 4 (work)", "+441225318000;ext=4"),
        ("GB", "(mobile) (WhatsApp) 07700 900777", "+447700900777"),
        ("GB", "Work phone no.: 01225 318000", "+441225318000"),
        ("GB", "07700 900777 – mobile", "+447700900777"),
        ("DE", "Handy 0171/2345678, privat: 030/123456", "+491712345678 +4930123456"),
        ("CN", "Tel: 0531-88886666", "+8653188886666"),
        ("CN", "手机：13812345678", "+8613812345678"),
        ("CN", "13812345678（微信同号）", "+8613812345678"),
        ("CN", "13812345678【本人】", "+8613812345678"),
        ("CN", "电话Tel：0531-88886666", "+8653188886666"),
        ("CN", "手机/微信：13812345678", "+8613812345678"),
        ("CN", "办公室 0531-88886666", "+8653188886666"),
        ("CN", "手机13812345678座机0531-88886666转8", "+8613812345678 +8653188886666;ext=8"),
        ("CN", "同微信 13812345678、13912345678（家）", "+8613812345678 +8613912345678"),
        ("CN", "手机+44 7700 900777", "+447700900777"),
    ],
)
def test_words_that_say_whose_a_number_is_are_left_out(region: str, cell: str, stored: str) -> None:
    assert phones.normalise_many(cell, region) == stored.split()
    assert phones.is_labelled(cell)


@pytest.mark.parametrize(
    "cell",
    ["Fax: 0531-88886666", "电话/传真：0531-88886666", "Tel 0531-88886666 Fax 0531-88886667", "13812345678 王总",
     "张家13812345678", "139m5718842", "13812345678m", "手机", "home", "automobile 13812345678"],
)  # fmt: skip
def test_other_words_are_not_left_out(cell: str) -> None:
    with pytest.raises(phones.PhoneError):
        phones.normalise_many(cell)


_NUMBERS = st.lists(
    st.sampled_from(
        ["13812345678", "0531-88886666", "0532/88887777", "88886666", "+44 7700 900777", "010-54340612转8"]
    ),
    min_size=1,
    max_size=4,
)
_LABEL = st.sampled_from(["", "手机", "电话:", "（微信同号）", "(home)", " m ", "Tel. ", "[办公]"])


@given(_NUMBERS, st.lists(_LABEL, min_size=8, max_size=8), st.sampled_from(["/", " / ", ";", "、", "\n"]))
def test_signs_and_labels_change_no_number(numbers: list[str], labels: list[str], between: str) -> None:
    cell = between.join(f"{labels[2 * i]}{one}{labels[2 * i + 1]}" for i, one in enumerate(numbers))
    assert phones.normalise_many(cell) == list(dict.fromkeys(map(phones.normalise, numbers)))


@pytest.mark.parametrize("piece", [" ", "-", "(", "( ", "m ", "m/", "手机", "1/", "mobile(", "m  :"])
def test_long_cells_are_read_as_quickly_as_short_ones(piece: str) -> None:
    started = time.process_time()
    with contextlib.suppress(phones.PhoneError):
        phones.normalise_many("王" + piece * (30_000 // len(piece)) + "王")
    assert time.process_time() - started < 1


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


@settings(max_examples=300)
@given(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "+", "00", "011", "(", "+ "]),
            st.sampled_from(["", "1", "86", "49", "39", "44", "54", "55", "852", "886", "0", "7"]),
            st.sampled_from(["", " ", "0", "(0)", " (0) ", " 0", "-", "00"]),
            st.from_regex(r"[0-9]{3,8}[-. /]?[0-9]{0,7}", fullmatch=True),
            st.sampled_from(["", " ext 12", "-123", "转8", "#5"]),
        ),
    ),
    st.sampled_from(["CN", "US", "DE", "HK", "TW", "GB", "JP", "IT", "SG", "BR", "AR"]),
)
def test_a_stored_number_read_again_is_the_same(text: str, region: str) -> None:
    try:
        stored = phones.normalise(text, region)
    except phones.PhoneError:
        return
    assert phones.normalise(stored, region) == stored
    assert phones.normalise(phones.national(stored, region), region) == stored


@pytest.mark.parametrize("text", ["+490073854075270", "+49 (0) 0179 4775859", "+490031614", "+55000560623572"])
def test_zeros_that_each_reading_would_take_are_no_number(text: str) -> None:
    for region in ("CN", "US", "DE"):
        with pytest.raises(phones.PhoneError):
            phones.normalise(text, region)


@pytest.mark.parametrize(
    ("text", "region", "stored"),
    [
        ("+49 (0) 179 4775859", "CN", "+491794775859"),
        ("+49 0179 4775859", "US", "+491794775859"),
        ("+39 06 1234567", "US", "+39061234567"),
        ("+1 846 8361", "US", "+18468361"),
        ("846 8361", "US", "8468361"),
    ],
)
def test_one_zero_of_the_trunk_is_dropped_and_a_country_is_kept(text: str, region: str, stored: str) -> None:
    assert phones.normalise(text, region) == stored
    assert phones.normalise(stored, region) == stored


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_any_cell_is_a_phone_or_an_error_with_a_reason(value: object) -> None:
    reason = ""
    try:
        found = phones.normalise_many(value)
    except phones.PhoneError as error:
        found, reason = [], str(error.reason)
    assert all(number.lstrip("+")[0].isdigit() for number in found) if found else bool(reason) or not str(value).strip()
