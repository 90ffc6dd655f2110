"""The failed rows as a workbook: same columns, the reason and the original row beside them, importable again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.table import Column, Table
from crm_desktop.services.exporting.xlsx_writer import write_xlsx
from crm_desktop.services.importing.clean import plain
from crm_desktop.services.importing.evidence import READ_AS
from crm_desktop.services.importing.model import ImportResult
from crm_desktop.services.importing.reading.layout import letter

REASON, ORIGINAL_ROW = N_("import", "Why it was not imported"), N_("import", "Original row")
"""What stands over the two columns beside those of the file."""

_PHONES = frozenset({"phone", "customer", "referrer"})
"""Where phones stand, alone or among names: long numbers, which a spreadsheet would show as 1.38E+10."""


def write_errors(result: ImportResult, path: Path) -> int:
    """Write every row with an error to ``path``; returns how many. Raises :class:`UserError`.

    Cells stay what they were, days and numbers among them; phones are texts. What the whole file shows of its columns,
    and these rows perhaps don't, is kept beside them.
    """
    raw = result.raw
    reasons: dict[int, list[str]] = {}
    for error in result.errors:
        where = f"{error.column}: " if error.column else ""
        reasons.setdefault(error.row, []).append(where + render(error.reason))
    own = result.own_columns
    width = max([own, *(0 if own < len(result.headers) else len(raw.get(number, ())) for number in reasons)], default=0)
    headers = [header or letter(at) for at, header in enumerate([*result.headers[:own], *[""] * (width - own)])]
    columns = [Column(f"c{index}", header, "any") for index, header in enumerate(headers)]
    columns += [Column("reason", render(REASON)), Column("row", render(ORIGINAL_ROW), "number")]
    phones = {column for column, target in result.targets.items() if target in _PHONES}

    def rows() -> Iterator[list[Any]]:
        for number in sorted(reasons):
            cells = [None if cell in (None, "") else plain(cell) if column in phones else cell
                     for column, cell in enumerate(raw.get(number, ())[:width])]  # fmt: skip
            yield [*cells, *[None] * (width - len(cells)), "; ".join(reasons[number]), number]

    said = {f"{READ_AS}{headers[column]}": text for column, text in result.read_as.items() if column < own}
    with replacing(path) as part:
        return write_xlsx([Table(tr_("import", "Failed rows"), tuple(columns), rows())], part, properties=said)
