"""Rows for the clipboard: tabs and lines for every program, and a table whose phones stay text in a spreadsheet."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from crm_desktop.core.i18n import render
from crm_desktop.views.qtmodels.columns import Cell, Column

AT_ONCE = 400
"""Rows that are copied without a background job."""
SHORT_LIST = 5_000
"""Lists up to this length are looked through at once."""
MOST = 50_000
"""Rows that are copied at most; more belong into a file."""

_TEXT = "style=\"mso-number-format:'\\@'\""
"""Tells Excel and its like that a cell is text, whatever it looks like."""


def shown(columns: Sequence[Column]) -> list[Column]:
    """The columns that have something to copy."""
    return [column for column in columns if column.kind not in ("check", "actions")]


def cells(columns: Sequence[Column], rows: Iterable[Any]) -> list[list[str]]:
    """The texts of ``rows``, headed by the titles of the columns."""
    table = [[render(column.title) for column in columns]]
    table += [[_text(column.cell(row)) for column in columns] for row in rows]
    return table


def _text(made: Cell | str) -> str:
    text = made if isinstance(made, str) else made.text or ", ".join(made.pills)
    return " ".join(text.split())


def texts(columns: Sequence[Column], table: Sequence[Sequence[str]]) -> tuple[str, str]:
    """``table``, whose first line are the heads, as plain text and as HTML."""
    plain = "\n".join("\t".join(line) for line in table)
    heads = "".join(f"<th {_TEXT}>{html.escape(text)}</th>" for text in table[0])
    marks = ["" if column.right_aligned() else f" {_TEXT}" for column in columns]
    lines = (
        "".join(f"<td{mark}>{html.escape(text)}</td>" for mark, text in zip(marks, line, strict=True))
        for line in table[1:]
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return plain, f'<meta charset="utf-8"><table><tr>{heads}</tr>{body}</table>'


def put(plain: str, marked_up: str) -> None:
    """Onto the clipboard; each program takes the form that it knows."""
    data = QMimeData()
    data.setText(plain)
    data.setHtml(marked_up)
    QGuiApplication.clipboard().setMimeData(data)
