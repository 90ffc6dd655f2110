"""CSV as spreadsheets open it: UTF-8 with a byte order mark, RFC 4180 quoting, formula-like texts guarded."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting.table import Column, Table, decimal_text, number_text, quantity_text

EVERY = 500
"""Rows between two looks at the job's cancel button."""

_FORMULA_LIKE = re.compile(r"'*[=+\-@\t\r\0]").match
_GUARDED = re.compile(r"'+[=+\-@\t\r\0]").match


def guard(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula: one ``'`` before a formula sign, or before such a guard.

    Guarding what already looks guarded makes it reversible by :func:`unguard` for every text.
    """
    return "'" + text if _FORMULA_LIKE(text) else text


def unguard(text: str) -> str:
    """The text that :func:`guard` was given."""
    return text[1:] if _GUARDED(text) else text


def write_csv(table: Table, path: Path, *, ctx: JobContext | None = None, raw: bool = False, total: int = 0) -> int:
    """Write ``table`` to ``path`` and return the number of rows.

    ``raw`` leaves formula-like texts unguarded, for programs other than spreadsheets. Raises ``Cancelled``.
    """
    cells = [_cell(column, table.money_digits, raw) for column in table.columns]
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.label if raw else guard(column.label) for column in table.columns])
        for row in table.rows:
            writer.writerow([cell(value) for cell, value in zip(cells, row, strict=True)])
            count += 1
            if ctx is not None and count % EVERY == 0:
                ctx.progress(count, total)
    return count


def _cell(column: Column, digits: int, raw: bool) -> Callable[[object], str]:
    make = _PLAIN.get(column.type, str)
    if column.type == "money":
        return lambda value: "" if value is None else decimal_text(int(str(value)), digits)
    if column.type in _PLAIN:
        return lambda value: "" if value is None else make(value)
    if raw:
        return lambda value: "" if value is None else str(value)
    return lambda value: "" if value is None else guard(str(value))


def _date(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else guard(str(value))


def _month(value: object) -> str:
    return value.strftime("%Y-%m") if isinstance(value, date) else str(value)


def _instant(value: object) -> str:
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else guard(str(value))


_PLAIN: dict[str, Callable[[object], str]] = {
    "number": number_text,
    "quantity": lambda value: quantity_text(int(str(value))),
    "percent": lambda value: number_text(round(float(str(value)), 6)),
    "date": _date,
    "month": _month,
    "datetime": _instant,
    "bool": lambda value: "TRUE" if value else "FALSE",
}
