"""What stands behind a figure: changed values old and new, rows that are new, the same, left out or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.importing.model import ImportResult
from crm_desktop.views.pages.importing.words import Shown

SHOWN = 2_000
THERE = N_("wizard", "There already")

Table = tuple[list[str], list[list[str]], tuple[int, ...]]
"""Heads, rows and the widths of all columns but the last."""


def updates(result: ImportResult, labels: dict[str, str], shown: Shown, title: str) -> Table:
    """One row a changed value: what it was and what it becomes; ``title`` is what such records are called by."""
    rows = [
        [str(change.row), change.name, labels.get(name, name), shown(name, old), shown(name, new)]
        for change in result.updates
        for name, (old, new) in change.fields.items()
    ]
    heads = [
        tr_("wizard", "Row"),
        title,
        tr_("wizard", "Field"),
        tr_("wizard", "Now"),
        tr_("wizard", "Then"),
    ]
    return heads, rows[:SHOWN], (64, 140, 140, 240)


def left_out(result: ImportResult, title: str) -> Table:
    """Rows that repeat others or are not wanted, each with the reason."""
    doubtful = [error for error in result.errors if error.kind == "skipped"]
    skips = sorted([*result.skips, *doubtful], key=lambda skip: skip.row)[:SHOWN]
    rows = [[str(skip.row), skip.name, render(skip.reason)] for skip in skips]
    return [tr_("wizard", "Row"), title, tr_("wizard", "Why it is left out")], rows, (64, 180)


def noted(result: ImportResult, kind: str, title: str) -> Table:
    """Rows that are new (``created``) or as they were (``unchanged``)."""
    rows = [[str(row), name] for row, name in result.rows_of.get(kind, ())]
    return [tr_("wizard", "Row"), title], rows, (64,)


def cleaned(result: ImportResult) -> Table:
    """What was changed on the way, by column and kind, with an example."""
    rows = [
        [note.header, f"{note.count:,}", render(note.reason), *_example(note.examples)]
        for note in sorted(result.notes, key=lambda note: (note.column, -note.count))
    ]
    heads = [
        tr_("wizard", "Column"),
        tr_("wizard", "Cells"),
        tr_("wizard", "What was done"),
        tr_("wizard", "In the file"),
        tr_("wizard", "Becomes"),
    ]
    return heads, rows, (120, 64, 320, 180)


def _example(examples: Sequence[tuple[int, str, str]]) -> tuple[str, str]:
    return (examples[0][1], examples[0][2]) if examples else ("", "")


def failed(result: ImportResult, title: str) -> Table:
    """Cells that could not be imported."""
    rows = [
        [str(error.row), error.name, error.column, error.value, render(error.reason)]
        for error in result.errors
        if error.kind == "failed"
    ]
    heads = [
        tr_("wizard", "Row"),
        title,
        tr_("wizard", "Column"),
        tr_("wizard", "In the file"),
        tr_("wizard", "What is wrong"),
    ]
    return heads, rows[:SHOWN], (64, 140, 140, 160)
