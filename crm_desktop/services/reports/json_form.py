"""A report as commands print it."""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.core.i18n import Text, render
from crm_desktop.core.money import to_json_money
from crm_desktop.services.exporting.table import CellType
from crm_desktop.services.reports.base import Keyed, ReportResult


def to_json(result: ReportResult) -> dict[str, object]:
    """Names of columns, rows of plain values (money ``"1234.50"``, dates ISO), totals by name."""
    types: list[CellType] = [column.type for column in result.columns]
    return {
        "name": result.name,
        "title": render(result.title),
        "from": result.period.start.isoformat(),
        "to": result.period.end.isoformat(),
        "columns": [column.name for column in result.columns],
        "rows": [
            [plain(value, kind, result.currency) for value, kind in zip(row, types, strict=True)] for row in result.rows
        ],
        "totals": {name: plain(total.value, total.type, result.currency) for name, total in result.totals.items()},
        "sentence": render(result.sentence),
    }


def plain(value: object, kind: CellType, currency: str) -> object:
    """One value as JSON holds it; choices as their keys."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        if kind == "money":
            return to_json_money(value, currency)
        return value if kind != "quantity" or value % 1000 else value // 1000
    if isinstance(value, Keyed):
        return value.key
    if isinstance(value, Text):
        return render(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()[:7] if kind == "month" else value.isoformat()
    return str(value)
