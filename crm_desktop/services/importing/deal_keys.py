"""Deals that rows name: by number, else by exact title, among several of one title by the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.core.i18n import Text
from crm_desktop.services.importing import reasons
from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.model import Unknown

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


class DealKeys:
    """Looks deals up; ``missing`` says what becomes of a row that names one who is not there."""

    def __init__(self, services: Services, work: UnitOfWork, missing: Unknown) -> None:
        self._s, self._work, self._missing = services, work, missing
        self._deals: dict[str, list[int]] | None = None
        self._binned: dict[str, set[int]] | None = None

    def find(self, text: str | None, customer: int | None) -> tuple[int | None, Text | None]:
        """The deal that ``text`` means for a record of ``customer``, or None; else why the row is refused."""
        if not text:
            return None, None
        known = self._known()
        deals = known.get(called(text), [])
        if len(deals) > 1 and customer:
            deals = self._of_customer(deals, customer)
        if not deals and self._missing == "create" and customer:
            made = self._s.deals.create(self._work, {"title": text, "customer": customer})
            deals = known[called(text)] = [made]
        if len(deals) == 1:
            return deals[0], None
        return None, None if self._missing == "walk_in" else reasons.NO_DEAL.fill(value=text)

    def in_bin(self, text: str) -> int | None:
        """The one deal in the recycle bin with this number or title, which records of others may still name."""
        if self._binned is None:
            self._binned = {}
            rows = self._work.execute("SELECT id, title, number FROM deal WHERE deleted_at IS NOT NULL").fetchall()
            for deal, title, number in rows:
                for word in {called(title), called(number)} - {""}:
                    self._binned.setdefault(word, set()).add(deal)
        found = self._binned.get(called(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def _known(self) -> dict[str, list[int]]:
        if self._deals is None:
            self._deals = {}
            rows = self._work.execute("SELECT id, title, number FROM deal WHERE deleted_at IS NULL").fetchall()
            for deal, title, _ in rows:
                self._deals.setdefault(called(title), []).append(deal)
            self._deals.update({called(number): [deal] for deal, _, number in rows if number})
        return self._deals

    def _of_customer(self, deals: list[int], customer: int) -> list[int]:
        marks = ",".join(map(str, deals))
        rows = self._work.execute(f"SELECT id FROM deal WHERE id IN ({marks}) AND customer_id = ?", (customer,))
        return [row[0] for row in rows.fetchall()]
