"""How customers belong together: family, colleagues, a company's people, and who brought whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.models.details import Relation as RelationModel

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

INVERSE = {"parent": "child", "child": "parent", "boss": "employee", "employee": "boss"}
"""Kinds that read differently from the other side; every other shipped kind is its own inverse."""

_BETWEEN = ("/", "／")
"""A kind of the shop's own may name both sides: ``Teacher / pupil``."""


@dataclass(frozen=True, slots=True)
class RelationKind:
    """One word to choose. ``backward``: it is the second side of a kind that names both."""

    key: str
    label: str
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Somebody who belongs to a customer: ``label`` is what they are to that customer; ``id`` is the relation's."""

    id: int
    customer_id: int
    name: str
    label: str
    kind: str
    company: str
    total_spent: int


@dataclass(frozen=True, slots=True)
class Brought:
    """The customers that somebody referred: how many, and what they spent (minor units)."""

    count: int
    spent: int


class RelationsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    # -- reading

    def kinds(self) -> list[RelationKind]:
        """The words one can choose from, in the order of the list; both sides of a kind that names two."""
        found = []
        for choice in self._s.choices.entries("relation"):
            first, second = _sides(render(choice.label))
            found.append(RelationKind(choice.key, first))
            if second != first:
                found.append(RelationKind(choice.key, second, backward=True))
        return found

    def of(self, customer_id: int) -> list[Related]:
        """Everybody live who belongs to the customer, whichever side wrote it down, in the order it was."""
        rows = self._s.db.execute_sql(
            "SELECT r.id, c.id, c.name, r.kind, r.customer_id <> ?1, c.company, coalesce(s.total_spent, 0) "
            "FROM relation r JOIN customer c ON c.id = CASE WHEN r.customer_id = ?1 THEN r.other_id "
            "ELSE r.customer_id END LEFT JOIN customer_stats s ON s.customer_id = c.id "
            "WHERE (r.customer_id = ?1 OR r.other_id = ?1) AND c.deleted_at IS NULL ORDER BY r.id",
            (customer_id,),
        )
        return [
            Related(relation_id, other_id, name, self.label(kind, backward=bool(back)), kind, company, spent)
            for relation_id, other_id, name, kind, back, company, spent in rows
        ]

    def label(self, kind: str, *, backward: bool = False) -> str:
        """The word for ``kind``; seen from the other side with ``backward``."""
        key = INVERSE.get(kind, kind) if backward else kind
        first, second = _sides(self._s.choices.label("relation", key))
        return second if backward and kind not in INVERSE else first

    def is_mutual(self, kind: str) -> bool:
        """Whether one word serves both sides, as of friends."""
        first, second = _sides(self._s.choices.label("relation", kind))
        return kind not in INVERSE and first == second

    def people_of(self, company: str, skip: int) -> list[Related]:
        """The live persons whose company is called ``company``, by name; ``id`` is 0: no relation was written."""
        if not company:
            return []
        rows = self._s.db.execute_sql(
            "SELECT c.id, c.name, c.company, coalesce(s.total_spent, 0) FROM customer c "
            "LEFT JOIN customer_stats s ON s.customer_id = c.id "
            "WHERE c.deleted_at IS NULL AND c.company = ? AND c.id <> ? ORDER BY +c.name_key, c.id LIMIT 200",
            (company, skip),
        )
        return [Related(0, other_id, name, "", "", at, spent) for other_id, name, at, spent in rows]

    def company_id(self, company: str) -> int | None:
        """The customer who is the company of that name; None where there is none or there are several."""
        found = self._s.customers.by_name(company) if company else []
        firms = [one.id for one in self._s.customers.rows(found) if one.kind == "company"]
        return firms[0] if len(firms) == 1 else None

    def brought(self, customer_id: int) -> Brought:
        """How many live customers this one referred, and what they spent."""
        row = self._s.db.execute_sql(
            "SELECT count(*), coalesce(sum(s.total_spent), 0) FROM customer c "
            "LEFT JOIN customer_stats s ON s.customer_id = c.id WHERE c.referrer_id = ? AND c.deleted_at IS NULL",
            (customer_id,),
        ).fetchone()
        return Brought(int(row[0]), int(row[1]))

    # -- writing

    def add(self, work: UnitOfWork, customer_id: int, other_id: int, kind: str, *, backward: bool = False) -> int:
        """``other_id`` is the ``kind`` of ``customer_id`` (``child``: is their child).

        Raises ``ValidationError`` for oneself, a missing customer or an unknown kind, ``exists`` where it is known.
        """
        wrong = N_("relations", "This can't be written down.")
        if customer_id == other_id:
            raise ValidationError(wrong, {"other": N_("relations", "Choose somebody else.")})
        if len(self._s.customers.rows([customer_id, other_id])) != 2:  # noqa: PLR2004 - both
            raise ValidationError(wrong, {"other": N_("relations", "There is no such customer.")})
        if kind not in {choice.key for choice in self._s.choices.entries("relation")}:
            raise ValidationError(wrong, {"kind": N_("relations", "Choose how they belong together.")})
        if backward:
            customer_id, other_id = other_id, customer_id
        if self._known(customer_id, other_id, kind):
            raise UserError("exists", N_("relations", "That is written down already."))
        return work.insert(RelationModel, customer=customer_id, other=other_id, kind=kind)

    def change(self, work: UnitOfWork, relation_id: int, seen_from: int, kind: str, *, backward: bool = False) -> None:
        """They belong together in another way, seen from the customer ``seen_from``."""
        row = self._s.db.execute_sql(
            "SELECT customer_id, other_id FROM relation WHERE id = ?", (relation_id,)
        ).fetchone()
        if row is None:
            raise _gone()
        other = row[1] if row[0] == seen_from else row[0]
        pair = (other, seen_from) if backward else (seen_from, other)
        work.update(RelationModel, relation_id, {"customer": pair[0], "other": pair[1], "kind": kind})

    def remove(self, work: UnitOfWork, relation_id: int) -> None:
        """They are not related any more. Raises ``not_found``."""
        if not self._s.db.execute_sql("SELECT 1 FROM relation WHERE id = ?", (relation_id,)).fetchone():
            raise _gone()
        work.delete(RelationModel, relation_id)

    def _known(self, customer_id: int, other_id: int, kind: str) -> bool:
        """Whether it stands there already, written down from either side."""
        ways = [(customer_id, other_id, kind)]
        if kind in INVERSE or self.is_mutual(kind):
            ways.append((other_id, customer_id, INVERSE.get(kind, kind)))
        sql = "SELECT 1 FROM relation WHERE customer_id = ? AND other_id = ? AND kind = ?"
        return any(self._s.db.execute_sql(sql, way).fetchone() for way in ways)


def _sides(label: str) -> tuple[str, str]:
    """What each side is called: ``Teacher / pupil`` has two words, ``Friend`` one for both."""
    for mark in _BETWEEN:
        first, found, second = label.partition(mark)
        if found and first.strip() and second.strip():
            return first.strip(), second.strip()
    return label, label


def _gone() -> UserError:
    return UserError("not_found", N_("relations", "This is no longer written down."))
