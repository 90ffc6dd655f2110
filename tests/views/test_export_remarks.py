"""After an export the window says what the file can't do, and refuses names that no file can have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.listing import ListQuery
from crm_desktop.views.list_export import export_query
from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def shop(window: MainWindow, add_customer: Callable[..., int]) -> MainWindow:
    made = add_customer(window.ctx.services, name="Ann")
    with window.ctx.services.write(N_("undo", "Test")) as work:
        work.execute("UPDATE customer SET notes = ? WHERE id = ?", ("x" * 40_000, made))
    return window


def export(qtbot: Any, shop: MainWindow, path: Path, told: int = 1) -> list[tuple[str, str]]:
    """The messages after an export to ``path``, once there are ``told``."""
    prompter = shop.ctx.prompter
    prompter.asked.clear()
    prompter.answer("save_file", path)
    prompter.answer("inform", None)
    export_query(shop.ctx, ListQuery("customers"))
    qtbot.waitUntil(lambda: shop.ctx.jobs.idle() and len(prompter.asked) > told)
    return prompter.asked[1:]


def test_texts_that_excel_cuts_are_told(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    assert export(qtbot, shop, tmp_path / "c.xlsx") == [("inform", "What this workbook can't do")]
    assert (tmp_path / "c.xlsx").exists()


def test_a_csv_has_nothing_to_tell(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    assert export(qtbot, shop, tmp_path / "c.csv", told=0) == []
    assert (tmp_path / "c.csv").exists()


@pytest.mark.parametrize("name", ["CON.xlsx", "a\0.xlsx", "a\ud83d.csv", "x" * 300 + ".xlsx"])
def test_a_name_that_no_file_can_have(qtbot: Any, shop: MainWindow, tmp_path: Path, name: str) -> None:
    assert export(qtbot, shop, tmp_path / name) == [("inform", "That did not work")]
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".xlsx", ".csv")] == []
