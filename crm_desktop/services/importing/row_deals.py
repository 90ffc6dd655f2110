"""Deals that stand in the rows of their customers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.services.importing.model import ImportResult
from crm_desktop.services.importing.simple import deals_of_customers
from crm_desktop.services.importing.tables import DEAL_TARGETS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


class RowDeals:
    """Collects the deals of rows, whose values are in the order of ``fields``, and makes them at the end."""

    def __init__(self, services: Services, work: UnitOfWork, fields: Sequence[str]) -> None:
        self._s, self._work = services, work
        self._at = {name: index for index, name in enumerate(fields) if name in (*DEAL_TARGETS, "owner")}
        self._found: list[tuple[int, dict[str, Any]]] = []

    def add(self, customer: int, values: Sequence[Any]) -> None:
        title = self._at.get("deal.title")
        if title is not None and values[title]:
            deal = {name.removeprefix("deal."): values[at] for name, at in self._at.items()}
            self._found.append((customer, {**dict.fromkeys(_NAMES), **deal}))

    def make(self, result: ImportResult) -> Iterable[int]:
        """Write them; returns the customers who got one."""
        if not self._found:
            return ()
        before = self._count()
        customers = list(deals_of_customers(self._s, self._work, self._found))
        result.entities["deals"] = self._count() - before
        return customers

    def _count(self) -> int:
        return int(self._work.execute("SELECT count(*) FROM deal").fetchone()[0])


_NAMES = (*(name.removeprefix("deal.") for name in DEAL_TARGETS), "owner")
