"""Days on which rows ask to get in touch again: follow-ups that an import plans besides what it brings in."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import tr_
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.services.importing.model import ImportResult

if TYPE_CHECKING:
    from crm_desktop.services.unit_of_work import UnitOfWork


def is_planned(work: UnitOfWork, customer: int, due: str) -> bool:
    """Whether there is a follow-up of that day, be it open, done or called off: a list that comes again plans no
    second one.
    """
    sql = "SELECT 1 FROM follow_up f WHERE f.customer_id = ? AND f.due = ? AND f.deleted_at IS NULL LIMIT 1"
    return work.execute(sql, (customer, due)).fetchone() is not None


class NewSteps:
    """Collects them for customers who are new, and plans them at the end."""

    def __init__(self, work: UnitOfWork, result: ImportResult) -> None:
        self._work, self._result = work, result
        self._found: dict[int, tuple[int, str]] = {}

    def add(self, customer: int, row: int, due: str | None) -> None:
        """The first day that rows about somebody name counts."""
        if due:
            self._found.setdefault(customer, (row, due))

    def make(self, known: Collection[int]) -> None:
        """Write them; ``known`` are the rows of those planned for customers who were there."""
        if self._found:
            subject, types = tr_("followup", "Follow up"), self._preferred()
            self._work.insert_many(
                FollowUp,
                ["customer_id", "due", "subject", "status", "type"],
                ((one, due, subject, "open", types.get(one, "call")) for one, (_row, due) in self._found.items()),
            )
        self._result.planned |= {row for row, _due in self._found.values()} | set(known)
        if self._result.planned:
            self._result.entities["followups"] = len(self._result.planned)

    def _preferred(self) -> dict[int, str]:
        """How customers want to be reached, where they said it."""
        rows = self._work.execute("SELECT id, preferred_channel FROM customer WHERE preferred_channel <> ''")
        return dict(rows.fetchall())


def after_contact(work: UnitOfWork, customer: int, due: str, *, fresh: bool) -> bool:
    """Whether a row about a contact is to plan the next one: not where that day has one already, nor, where the contact
    itself was known, while something else is planned for the customer.
    """
    if is_planned(work, customer, due):
        return False
    sql = "SELECT 1 FROM follow_up f WHERE f.customer_id = ? AND +f.status = 'open' AND f.deleted_at IS NULL LIMIT 1"
    return fresh or work.execute(sql, (customer,)).fetchone() is None


def step_of(values: dict[str, Any], customer: int, due: str) -> dict[str, Any]:
    """The follow-up to plan after the contact that ``values`` tell of."""
    kept = {name: values[name] for name in ("type", "owner", "deal") if values.get(name)}
    kind = kept.get("type")
    if kind is not None and kind not in ("call", "visit", "wechat", "sms", "email", "meeting"):
        del kept["type"]
    return {"customer": customer, "due": due, "subject": tr_("followup", "Follow up"), **kept}
