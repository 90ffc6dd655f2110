"""Recovery codes survive typing, and weak passphrases are told from strong ones."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.services.backup import recovery_code, strength

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_code_is_130_bits_in_seven_groups_and_never_the_same() -> None:
    codes = {recovery_code.generate() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4] * 7
        assert set(code) <= set(ALPHABET + "-")
        assert recovery_code.parse(code) == code


def test_code_is_read_however_it_was_typed() -> None:
    for _ in range(50):
        code = recovery_code.generate()
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert recovery_code.parse(typed) == code
        assert recovery_code.parse(code.replace("-", "")) == code


def test_typing_errors_are_found() -> None:
    rng = random.Random(1)
    missed = 0
    for _ in range(2000):
        code = recovery_code.generate().replace("-", "")
        at = rng.randrange(28)
        wrong = code[:at] + rng.choice(ALPHABET.replace(code[at], "")) + code[at + 1 :]
        assert recovery_code.looks_like(wrong)
        missed += recovery_code.parse(wrong) is not None
    assert missed <= 8  # one in 1,024


@given(st.text(max_size=40))
def test_other_texts_are_no_codes(text: str) -> None:
    if len(text) < 28:
        assert recovery_code.parse(text) is None


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", "short"),
        ("12345678", "short"),
        ("aaaaaaaaaaaaaa", "short"),
        ("password", "short"),
        ("woaini520", "short"),
        ("sunny7", "weak"),
        ("松间茶铺", "fair"),
        ("three quiet cups of tea", "good"),
        ("松间 three quiet cups", "good"),
    ],
)
def test_strength(passphrase: str, level: str) -> None:
    assert strength.level(passphrase) == level
