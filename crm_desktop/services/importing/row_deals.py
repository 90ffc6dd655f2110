"""Deals that stand in the rows of their customers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.closing import new_deal
from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.model import ImportResult, RowError
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

    def sound(self, columns: Sequence[Sequence[Any]], result: ImportResult) -> Sequence[Sequence[Any]]:
        """The rows without those whose deal can't be stored: they are told, and their customers are not made either."""
        title = self._at.get("deal.title")
        if title is None:
            return columns
        good = [
            not named or self._is_sound(columns[0][row], {name: columns[at + 1][row] for name, at in self._at.items()},
                                        result)
            for row, named in enumerate(columns[title + 1])
        ]  # fmt: skip
        return columns if all(good) else [list(compress(column, good)) for column in columns]

    def _is_sound(self, number: int, values: dict[str, Any], result: ImportResult) -> bool:
        try:
            self._s.deals.check(new_deal({name.removeprefix("deal."): values[name] for name in values}))
        except ValidationError as error:
            for name, reason in error.problems.items():
                field = f"deal.{name}"
                result.errors.append(RowError(number, field, str(values.get(field) or ""), reason))
            result.failed += 1
            return False
        return True

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


def deals_of_customers(services: Services, work: UnitOfWork, deals: Sequence[tuple[int, dict[str, Any]]]) -> set[int]:
    """Make the deals that stood in customers' rows, unless they are there; returns the customers that got one."""
    known = {
        (customer, called(title))
        for customer, title in work.execute("SELECT customer_id, title FROM deal WHERE deleted_at IS NULL").fetchall()
    }
    touched = set()
    for customer, deal in deals:
        if (customer, called(deal["title"])) in known:
            continue
        known.add((customer, called(deal["title"])))
        given = new_deal({name: value for name, value in deal.items() if value is not None})
        services.deals.create(work, {"customer": customer, "source": tr_("import", "Imported"), **given})
        touched.add(customer)
    return touched
