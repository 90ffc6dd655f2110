"""What is marked is what was matched."""

from __future__ import annotations

import pytest

from crm_desktop.views.marking import spans


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("张伟", "伟", ["伟"]),
        ("張偉", "张伟", ["張偉"]),
        ("ＡＢＣ店", "abc", ["ＡＢＣ"]),
        ("Anna Smith", "SMITH anna", ["Anna", "Smith"]),
        ("Anna Smith", "ＡＮＮＡ", ["Anna"]),
        ("138 0571 2046", "2046", ["2046"]),
        ("138 0571 2046", "05712", ["0571 2"]),
        ("138 0571 2046", "138-0571-2046", ["138 0571 2046"]),
        ("138 0571 2046", "+8613805712046", ["138 0571 2046"]),
        ("138 0571 2046", "+86 138 0571 2046", ["138", "0571", "2046"]),
        ("138 0571 2046", "138 0571", ["138", "0571"]),
        ("张伟", "zw", ["张伟"]),
        ("张伟", "zhangw", ["张伟"]),
        ("单雄信", "shan", ["单"]),
        ("Straße 5", "straße", []),
        ("张伟", "李", []),
        ("abc", "", []),
    ],
)
def test_marks(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked
