"""Where in the workbook of everything a linked record stands."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from crm_desktop.core.entities import EntitySpec
from crm_desktop.services.exporting.xlsx_writer import MAX_ROWS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_NAMED = {
    "customers": ("customer", "name", "code"),
    "deals": ("deal", "title", "number"),
    "products": ("product", "name", "code"),
}
_CHUNK = 1_000


def place(sheet: str, row: int) -> str:
    """A cell of the first column, as links name it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!A{row}"


class Places:
    """Finds the row of a record by what an export writes for it: its name, or its number where names are shared."""

    def __init__(
        self, services: Services, sheets: Mapping[str, str], ids: Mapping[str, Sequence[int] | array[int]]
    ) -> None:
        self._s, self._sheets, self._ids = services, sheets, ids
        self._rows: dict[str, dict[str, int]] = {}

    def of(self, spec: EntitySpec, field: str) -> Callable[[object], str | None] | None:
        """What leads from the cells of a field to the records they name; None for fields that name none."""
        target = spec.field(field).link
        if target is None or target not in _NAMED:
            return None
        sheet = self._sheets[target]

        def to(value: object) -> str | None:
            rows = self._rows.get(target)
            if rows is None:
                rows = self._rows[target] = self._find(target)
            row = rows.get(str(value))
            return place(sheet, row) if row else None

        return to

    def _find(self, target: str) -> dict[str, int]:
        table, name, code = _NAMED[target]
        ids = self._ids[target]
        found: dict[str, int] = {}
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            cursor = self._s.db.execute_sql(
                f"SELECT id, {name}, {code} FROM {table} WHERE id IN ({marks})", tuple(part)
            )
            texts = {row[0]: row[1:] for row in cursor.fetchall()}
            for row, record in enumerate(part, start=start + 2):
                if row < MAX_ROWS:
                    for text in texts.get(record, ()):
                        if text:
                            found[text] = row
        return found
