"""Three thousand files changed at random: each is read or refused, none takes the program with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.importing import fuzzing, oldbook
from tests.services.importing.bases import bases

COUNT = 3_000


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    from crm_desktop.services.importing.api import inspect

    rows: list[list[str | float]] = [
        ["姓名", "电话", "累计消费"],
        ["何明", "13912345678", 12.5],
        ["单娜", 13812345678.0, 3.0],
    ]
    found = inspect(oldbook.write(tmp_path / "a.xls", rows))
    assert found.kind == "xls"
    assert [column.target for column in found.columns] == ["name", "phone", "ignored"]
    assert found.columns[1].samples == ("13912345678", "13812345678")


@pytest.mark.slow
def test_files_changed_at_random(tmp_path: Path) -> None:
    """A child dies of some (the reader of workbooks aborts); the parent answers and goes on."""
    found = fuzzing.run(bases(tmp_path), tmp_path, COUNT)
    counts = fuzzing.summary(found)
    assert len(found) == COUNT
    assert fuzzing.bugs(found) == {}
    assert counts["read"] > COUNT / 5, counts
    assert counts["bad_file"] > COUNT / 10, counts
    assert counts["slow"] + counts["died"] + counts["panic"] + counts["memory"] < COUNT / 10, counts
