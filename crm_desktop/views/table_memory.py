"""What this PC remembers of a list: which columns, in which order and how wide, and what it is sorted by.

Any list with a :class:`DataTable` can have it: make one, arrange the columns by it before they are shown, and give
it the sort when a head is clicked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject

from crm_desktop.views.prefs import Pref, Prefs
from crm_desktop.views.qtmodels.columns import Column
from crm_desktop.views.widgets.data_table import DataTable


@dataclass(frozen=True)
class Arrangement:
    """``columns`` in order (empty: as the list offers them), ``widths`` only those that a person chose."""

    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


class TableMemory(QObject):
    """Remembers for ``table`` under ``name``; each view of a list (:meth:`use`) has its own arrangement, beginning
    with that of the list itself.
    """

    def __init__(self, table: DataTable, prefs: Prefs, name: str) -> None:
        super().__init__(table)
        self._table, self._prefs, self._name = table, prefs, name
        self._view, self._inherit = "", True
        table.columns.changed.connect(self._take)

    def use(self, view: str, *, inherit: bool = True) -> None:
        """Go on with the arrangement of ``view``; without ``inherit`` it does not begin with that of the list."""
        self._view, self._inherit = view, inherit

    def arrangement(self) -> Arrangement:
        """What is remembered of the view; the columns of the list where nothing is."""
        own = _read(self._prefs.get(self._pref(self._view)))
        if own is not None:
            return own
        base = _read(self._prefs.get(self._pref(""))) if self._inherit else None
        return replace(base, sort="", descending=False) if base is not None else Arrangement()

    def arrange(self, offered: Sequence[Column], shown: Sequence[str] = ()) -> list[Column]:
        """``offered`` as the person wants them: those chosen, in that order; without a choice those of ``shown``,
        else all. Columns without a field (the tick) stay first. Their widths are set too.
        """
        self._table.columns.set_widths(self.arrangement().widths)
        by_key = {column.key: column for column in offered}
        fixed = [column for column in offered if column.kind in ("check", "actions")]
        wanted = [key for key in self.arrangement().columns if key in by_key] or [key for key in shown if key in by_key]
        if not wanted:
            return list(offered)
        return [*fixed, *(by_key[key] for key in wanted if by_key[key] not in fixed)]

    def set_columns(self, keys: Sequence[str]) -> None:
        self._keep(replace(self.arrangement(), columns=tuple(keys)))

    def set_sort(self, key: str, descending: bool) -> None:
        self._keep(replace(self.arrangement(), sort=key, descending=descending))

    def copy_to(self, view: str) -> None:
        """Another view begins with what is shown now."""
        self._prefs.set(self._pref(view), _text(self.arrangement()))

    def reset(self) -> None:
        """As at the beginning; the sort stays."""
        now = self.arrangement()
        self._keep(Arrangement(sort=now.sort, descending=now.descending))
        self._table.columns.set_widths({})

    def _take(self) -> None:
        """A person moved or sized a column."""
        columns = self._table.columns
        self._keep(replace(self.arrangement(), columns=tuple(columns.order()), widths=columns.widths()))

    def _keep(self, now: Arrangement) -> None:
        self._prefs.set(self._pref(self._view), _text(now))

    def _pref(self, view: str) -> Pref[str]:
        return Pref(f"tables/{self._name}{f'.{view}' if view else ''}", "")


def _text(now: Arrangement) -> str:
    return json.dumps(asdict(now), ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Arrangement | None:
    """None for what was never kept or can't be read: then the list begins anew."""
    try:
        found: dict[str, Any] = json.loads(text) if text else {}
        if not found:
            return None
        widths = {str(key): int(width) for key, width in found["widths"].items()}
        columns = tuple(str(key) for key in found["columns"])
        return Arrangement(columns, widths, str(found["sort"]), bool(found["descending"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
