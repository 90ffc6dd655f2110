"""What the whole column shows: how it writes days and decimals.

A few rows of a file may not show it any more: a workbook with the rows that failed says beside them how their columns
were read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_desktop.core import dates, money
from crm_desktop.core.dates import ColumnDates, Order

READ_AS = "read as: "
"""How the properties of a workbook begin that say of a column, by its header, how it is read."""


@dataclass(slots=True)
class Evidence:
    """``order`` and ``sign`` are what a person decided; ``read_as`` is what the file itself says (:meth:`written`)."""

    texts: set[str] = field(default_factory=set)
    number_format: str | None = None
    order: Order | None = None
    sign: str | None = None
    read_as: str = ""

    def dates(self, asked: Order | None) -> ColumnDates:
        """How the column writes its days; ``asked`` is for columns that don't show it."""
        found = dates.detect_order(self.texts, asked, self.number_format, self.order)
        said = self.read_as.split(",") if self.order is None else []
        if len(said) != 4 or not all(one in ("", *dates.ORDERS) for one in said):
            return found
        order, short, dots, short_dots = (one or None for one in said)
        return ColumnDates(
            order or found.order,  # type: ignore[arg-type]
            short or found.short,  # type: ignore[arg-type]
            dots or found.dots,  # type: ignore[arg-type]
            short_dots or found.short_dots,  # type: ignore[arg-type]
        )

    def decimal_sign(self) -> str | None:
        said = self.read_as if self.read_as in (".", ",") else None
        return self.sign or said or money.detect_decimal_sign(self.texts)

    def written(self, kind: str, asked: Order | None) -> str:
        """How a column of this type is read, as a workbook keeps it; "" where nothing needs to be told."""
        if kind not in ("date", "time"):
            return self.decimal_sign() or ""
        found = self.dates(asked)
        if found == dates.UNKNOWN:
            return ""
        return ",".join(one or "" for one in (found.order, found.short, found.dots, found.short_dots))
