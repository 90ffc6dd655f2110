"""What a workbook can't do: texts that are longer than its cells hold are written as far as they go, and told. So is a
workbook that is larger than an import reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.exporting.table import Column, Row

NAMED = 100
"""So many are named; the others are counted."""
_SHOWN = 3
_LONGEST_NAME = 40
_NAMES = ("name", "title", "subject", "order", "number", "customer")

ONE = N_("export", "1 text is longer than a cell of Excel can hold and was cut in the workbook:")
MANY = N_("export", "{n} texts are longer than a cell of Excel can hold and were cut in the workbook:")
KEPT = N_("export", "Here nothing is lost, and a CSV file holds all of it.")
TOO_LARGE = N_(
    "export",
    "This workbook is larger than an import reads at once. To bring all of it in elsewhere, export each list as CSV.",
)
PLACE = N_("export", "{sheet}, row {row} ({name}): {column}")
MORE = N_("export", "{n} more")


@dataclass(frozen=True, slots=True)
class Cut:
    """A cell that lacks the end of its text; ``row`` as Excel counts, ``name`` is what the record is called."""

    sheet: str
    row: int
    column: str
    name: str


@dataclass(slots=True)
class Cuts:
    """The cells that were cut: how many, and the first of them; whether the workbook is too large for an import."""

    count: int = 0
    named: list[Cut] = field(default_factory=list)
    too_large: bool = False

    def note(self, sheet: str, row: int, columns: Sequence[Column], values: Row, at: int) -> None:
        """The cell at place ``at`` of a row was cut."""
        self.count += 1
        if len(self.named) < NAMED:
            of = {column.name: str(value) for column, value in zip(columns, values, strict=True) if value}
            name = next((of[one] for one in _NAMES if one in of), "")
            self.named.append(Cut(sheet, row, columns[at].label, name[:_LONGEST_NAME]))

    def told(self) -> str:
        """In words; empty where there is nothing to tell."""
        return "\n\n".join(filter(None, (self._cut(), render(TOO_LARGE) if self.too_large else "")))

    def _cut(self) -> str:
        if not self.count:
            return ""
        places = [
            render(PLACE.fill(sheet=one.sheet, row=one.row, name=one.name, column=one.column))
            for one in self.named[:_SHOWN]
        ]
        if self.count > _SHOWN:
            places.append(render(MORE.fill(n=f"{self.count - _SHOWN:,}")))
        said = ONE if self.count == 1 else MANY.fill(n=f"{self.count:,}")
        return "\n".join((render(said), *places, render(KEPT)))
