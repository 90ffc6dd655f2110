"""The shop's people and its editable lists (grades, reasons)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.core.entities import DEFAULT_LISTS, Choice
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.text import fold, whole
from crm_desktop.models.shop import ChoiceValue, Staff

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StaffMember:
    id: int
    name: str
    role: str
    active: bool


class StaffService:
    """Names of people ↔ their ids. A name that comes up in a form or a file becomes a member."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def all(self, *, only_active: bool = True) -> list[StaffMember]:
        where = " WHERE active = 1" if only_active else ""
        rows = self._s.db.execute_sql(f"SELECT id, name, role, active FROM staff{where} ORDER BY id")
        return [StaffMember(row[0], row[1], row[2], bool(row[3])) for row in rows]

    def names(self) -> dict[int, str]:
        return dict(self._s.db.execute_sql("SELECT id, name FROM staff").fetchall())

    def id_of(self, work: UnitOfWork, name: str) -> int | None:
        """The id for ``name``, added when new; None for an empty name."""
        name = name.strip()
        if not name:
            return None
        found = self.find(name)
        return work.insert(Staff, name=name) if found is None else found

    def find(self, name: str) -> int | None:
        row = self._s.db.execute_sql("SELECT id FROM staff WHERE name = ?", (name.strip(),)).fetchone()
        return row[0] if row else None

    def add(self, work: UnitOfWork, name: str, role: str = "") -> int:
        name = whole(name)
        if not name.strip():
            raise ValidationError(N_("staff", "A name is needed."), {"name": N_("staff", "A name is needed.")})
        if self.find(name) is not None:
            raise UserError("exists", N_("staff", "{name} is in the list already.").fill(name=name.strip()))
        return work.insert(Staff, name=name.strip(), role=role)

    def update(
        self, work: UnitOfWork, staff_id: int, *, name: str | None = None, role: str | None = None,
        active: bool | None = None,
    ) -> None:  # fmt: skip
        patch: dict[str, object] = {}
        if name is not None and name.strip():
            found = self.find(name)
            if found not in (None, staff_id):
                raise UserError("exists", N_("staff", "{name} is in the list already.").fill(name=name.strip()))
            patch["name"] = name.strip()
        if role is not None:
            patch["role"] = role
        if active is not None:
            patch["active"] = int(active)
        work.update(Staff, staff_id, patch)


class ChoicesService:
    """Entries of editable lists: the shipped ones until the shop changes the list, then its own."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def entries(self, list_name: str) -> tuple[Choice, ...]:
        """Active entries in order."""
        rows = self._s.db.execute_sql(
            "SELECT key, label, active FROM choice WHERE list_name = ? ORDER BY position, id", (list_name,)
        ).fetchall()
        shipped = DEFAULT_LISTS.get(list_name, ())
        if not rows:
            return shipped
        labels = {choice.key: choice.label for choice in shipped}
        return tuple(Choice(key, label or labels.get(key, key)) for key, label, active in rows if active)

    def label(self, list_name: str, key: str) -> str:
        """What to show for ``key``; a key that is no longer in the list shows as itself."""
        for choice in self.entries(list_name):
            if choice.key == key:
                return render(choice.label)
        for choice in DEFAULT_LISTS.get(list_name, ()):
            if choice.key == key:
                return render(choice.label)
        return key

    def replace(self, work: UnitOfWork, list_name: str, entries: list[tuple[str, str]]) -> None:
        """Make ``entries`` (key, own label or empty) the list, in this order; entries left out become inactive."""
        known = {
            row[0]: row[1]
            for row in self._s.db.execute_sql("SELECT key, id FROM choice WHERE list_name = ?", (list_name,))
        }
        for position, (key, label) in enumerate(entries):
            if key in known:
                work.update(ChoiceValue, known.pop(key), {"label": label, "position": position, "active": 1})
            else:
                work.insert(ChoiceValue, list_name=list_name, key=key, label=label, position=position)
        for choice_id in known.values():
            work.update(ChoiceValue, choice_id, {"active": 0})

    def add(self, work: UnitOfWork, list_name: str, label: str) -> str:
        """The key of the entry called ``label`` in either language, added at the end when new."""
        wanted = fold(label)
        current = self.entries(list_name)
        for choice in current:
            if wanted in (fold(choice.key), fold(str(choice.label)), fold(render(choice.label))):
                return choice.key
        shipped = {choice.key for choice in DEFAULT_LISTS.get(list_name, ())}
        kept = [(c.key, "" if c.key in shipped and not isinstance(c.label, str) else str(c.label)) for c in current]
        self.replace(work, list_name, [*kept, (label.strip(), label.strip())])
        return label.strip()
