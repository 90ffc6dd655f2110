"""What stands behind a figure of the check step: changed values old and new, rows that are left out."""

from __future__ import annotations

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.phones import national
from crm_desktop.services.importing.model import ImportResult

SHOWN = 2_000
Table = tuple[list[str], list[list[str]], tuple[int, ...]]
"""Heads, rows and the widths of all columns but the last."""


def updates(result: ImportResult) -> Table:
    """One row a changed value: what it was and what it becomes."""
    labels = {field.name: render(field.label) for field in CUSTOMERS.fields}
    rows = [
        [str(change.row), change.name, labels.get(name, name), _shown(name, old), _shown(name, new)]
        for change in result.updates
        for name, (old, new) in change.fields.items()
    ]
    heads = [
        tr_("wizard", "Row"),
        tr_("wizard", "Name"),
        tr_("wizard", "Field"),
        tr_("wizard", "Now"),
        tr_("wizard", "Then"),
    ]
    return heads, rows[:SHOWN], (64, 140, 140, 240)


def _shown(field: str, value: str) -> str:
    return "; ".join(map(national, value.split("; "))) if field == "phone" and value else value


def left_out(result: ImportResult) -> Table:
    """Rows that repeat others or are not wanted, each with the reason."""
    rows = [[str(skip.row), render(skip.reason)] for skip in result.skips[:SHOWN]]
    return [tr_("wizard", "Row"), tr_("wizard", "Why it is left out")], rows, (64,)
