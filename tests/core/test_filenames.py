"""Which names a file can't have, and how that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core import filenames
from crm_desktop.core.errors import UserError

BAD = ["a\0.xlsx", "a\n.xlsx", "a\ud83d.xlsx", "CON.xlsx", "nul", "com1.tar.gz", "LPT9 .csv", "Aux.csv", "a.xlsx.",
       "a.xlsx ", "x" * 252 + ".csv", "张" * 90 + ".csv"]  # fmt: skip
GOOD = ["a.xlsx", "客户 2026-09-23.xlsx", "console.xlsx", "com10.csv", "x" * 251 + ".csv", "张" * 80 + ".csv", "😀.csv"]


@pytest.mark.parametrize("name", BAD)
def test_names_that_no_file_can_have_are_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as told:
        filenames.check(tmp_path / name)
    assert told.value.code == "invalid"
    assert len(str(told.value)) < 200
    str(told.value).encode()


@pytest.mark.parametrize("name", GOOD)
def test_others_are_not(tmp_path: Path, name: str) -> None:
    filenames.check(tmp_path / name)
    (tmp_path / name).write_text("x")
