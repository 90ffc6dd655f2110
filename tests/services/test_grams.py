"""Grams of many texts at once are the grams of each."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.services.grams import grams, grams_of_many

AWKWARD = 'ab 1é\n\t\u3000中國国ＡßİǅΣς\u00a8\u0301\u1100\u1161\x01\x1c\x85\u2028\u200b😀\U00020000ﬁ㎏½."'


@given(st.lists(st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(codec="utf-8")), max_size=12), max_size=20))
@example(["", " ", "\n", "上海 小红花", "O'Brien"])
def test_many_at_once(texts: list[str]) -> None:
    many = [*texts, *["filling"] * 300]
    assert [found.rstrip() for found in grams_of_many(many)] == [grams(text) for text in many]


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=12), max_size=20))
def test_many_plain_ones_at_once(texts: list[str]) -> None:
    many = [*texts, *["filling"] * 300]
    assert [found.rstrip() for found in grams_of_many(many)] == [grams(text) for text in many]
