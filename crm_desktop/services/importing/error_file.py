"""The failed rows as a workbook: same columns, the reason and the original row beside them, importable again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.table import Column, Table
from crm_desktop.services.exporting.xlsx_writer import write_xlsx
from crm_desktop.services.importing.model import ImportResult
from crm_desktop.services.importing.reading.layout import letter

REASON, ORIGINAL_ROW = N_("import", "Why it was not imported"), N_("import", "Original row")
"""What stands over the two columns beside those of the file."""


def write_errors(result: ImportResult, path: Path) -> int:
    """Write every row with an error to ``path``; returns how many. Raises :class:`UserError`."""
    raw = result.raw
    reasons: dict[int, list[str]] = {}
    for error in result.errors:
        where = f"{error.column}: " if error.column else ""
        reasons.setdefault(error.row, []).append(where + render(error.reason))
    own = result.own_columns
    width = max([own, *(0 if own < len(result.headers) else len(raw.get(number, ())) for number in reasons)], default=0)
    headers = [*result.headers[:own], *[""] * (width - own)]
    columns = [Column(f"c{index}", header or letter(index)) for index, header in enumerate(headers)]
    columns += [Column("reason", render(REASON)), Column("row", render(ORIGINAL_ROW), "number")]

    def rows() -> Any:
        for number in sorted(reasons):
            cells = [str(cell) if cell not in (None, "") else None for cell in raw.get(number, ())[:width]]
            cells += [None] * (width - len(cells))
            yield (*cells, "; ".join(reasons[number]), number)

    with replacing(path) as part:
        return write_xlsx([Table(tr_("import", "Failed rows"), tuple(columns), rows())], part)
