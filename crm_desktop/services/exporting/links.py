"""Where in the workbook of everything a linked record stands."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.entities import EntitySpec

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: its name and the records in it, in their order."""

    name: str
    spec: EntitySpec
    ids: Sequence[int] | array[int]


class Places:
    """Finds the row of a record by what an export writes for it: its name, or its number where names are shared."""

    def __init__(self, services: Services, sheets: Sequence[Sheet]) -> None:
        self._s, self._sheets = services, sheets
        self._places: dict[str, dict[str, tuple[str, int]]] = {}

    def of(self, spec: EntitySpec, field: str) -> Callable[[object], str | None] | None:
        """What leads from the cells of a field to the records they name; None for fields that name none."""
        target = spec.field(field).link
        if target is None or target not in _NAMED:
            return None

        def to(value: object) -> str | None:
            places = self._places.get(target)
            if places is None:
                places = self._places[target] = self._find(target)
            found = places.get(str(value))
            return place(*found) if found else None

        return to

    def _find(self, target: str) -> dict[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        for sheet in self._sheets:
            if sheet.spec.name == target:
                self._add(found, sheet, *_NAMED[target])
        return found

    def _add(self, found: dict[str, tuple[str, int]], sheet: Sheet, table: str, name: str, code: str) -> None:
        for start in range(0, len(sheet.ids), _CHUNK):
            part = sheet.ids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            cursor = self._s.db.execute_sql(
                f"SELECT id, {name}, {code} FROM {table} WHERE id IN ({marks})", tuple(part)
            )
            texts = {row[0]: row[1:] for row in cursor.fetchall()}
            for row, record in enumerate(part, start=start + 2):
                for text in texts.get(record, ()):
                    if text:
                        found[text] = sheet.name, row
