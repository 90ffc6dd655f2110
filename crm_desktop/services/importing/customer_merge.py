"""Adding a file's values to customers who are there: fill what is empty, or overwrite."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.entities import exchanged
from crm_desktop.core.i18n import Text
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, sort_key
from crm_desktop.services.importing import reasons
from crm_desktop.services.importing.clean import clean_tags, is_same
from crm_desktop.services.importing.customer_keys import CustomerKeys
from crm_desktop.services.importing.model import Change, ImportOptions
from crm_desktop.services.importing.next_steps import is_planned
from crm_desktop.services.importing.prepared import LISTS
from crm_desktop.services.importing.tables import COLUMN_OF

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

NOTES = "notes"
_NEVER_CLEARED = frozenset({"name", "code", "kind", "stage"})
_BATCH = 500
_SHOWN_CHANGES = 2_000
_AUTOMATIC = re.compile(r"(?:Import|导入) \d{4}-\d\d-\d\d")
"""Tags that an import gave: a file imported again does not take them away."""


def merged(fields: Sequence[str], first: Sequence[Any], later: Sequence[Any]) -> list[Any]:
    """The values of two rows about one person together."""
    pairs = zip(fields, first, later, strict=True)
    return [b if a is None else a if b is None else joined(name, a, b) for name, a, b in pairs]


def joined(field: str, first: Any, later: Any) -> Any:
    """What two rows about one person say of ``field``: lists and notes are joined, else the first value counts."""
    if field in LISTS:
        known = {fold(one) for one in first}
        return [*first, *(one for one in later if fold(one) not in known)]
    if field == NOTES:
        lines = set(first.splitlines())
        return "\n".join([first, *(line for line in later.splitlines() if line not in lines)])
    return first


class Merger:
    """Compares rows with stored customers and writes what differs; ``updated`` are the ids it has counted, ``planned``
    the rows that name a day on which to get in touch again.
    """

    def __init__(
        self,
        services: Services,
        work: UnitOfWork,
        options: ImportOptions,
        fields: Sequence[str],
        keys: CustomerKeys,
        made: Callable[[str], int],
        *,
        same_file: bool = False,
    ) -> None:
        """``made`` makes a customer of this name. In the ``same_file`` rows complete those whom earlier rows made:
        nothing of these is written over.
        """
        self._s, self._work, self._keys, self._made = services, work, keys, made
        self._same_file = same_file
        self._overwrite = options.existing == "overwrite" and not same_file
        self._clears = self._overwrite and options.blank_clears
        self._link = options.link("referrer")
        known = set(exchanged("customers").names()) - {"next_follow_up"}
        self._fields = [name for name in fields if name in known]
        self._at = {name: index for index, name in enumerate(fields)}
        self._plans = "next_follow_up" in self._at
        self._staff_names = services.staff.names()
        self._staff = {fold(name): staff for staff, name in self._staff_names.items()}
        self._follow_ups: list[tuple[int, date]] = []
        self.updated: set[int] = set()
        self.planned: set[int] = set()
        self.changes: list[Change] = []

    def apply(self, held: Mapping[int, tuple[int, list[Any]]]) -> dict[int, bool | Text]:
        """Customer → whether it changed, or the reason why the row can't be imported."""
        outcome: dict[int, bool | Text] = {}
        updates: dict[tuple[str, ...], list[list[Any]]] = {}
        for customer, current in self._stored(list(held)):
            number, values = held[customer]
            patch = self._patch(customer, current, values)
            if isinstance(patch, Text):
                outcome[customer] = patch
                continue
            planned = self._plan(customer, current, values)
            if planned:
                self.planned.add(number)
            outcome[customer] = bool(patch) or planned
            if patch:
                updates.setdefault(tuple(patch), []).append([*patch.values(), self._work.now, customer])
                self._remember(number, current, patch)
        for columns, rows in updates.items():
            pairs = ", ".join(f'"{column}" = ?' for column in columns)
            self._work.execute_many(
                f"UPDATE customer SET {pairs}, row_version = row_version + 1, updated_at = ? WHERE id = ?", rows
            )
        return outcome

    def finish(self) -> None:
        """Follow-ups of known customers: theirs are moved or made by the service."""
        for customer, due in self._follow_ups:
            self._s.customers.update(self._work, customer, {"next_follow_up": due})
        self._follow_ups = []

    def _stored(self, ids: list[int]) -> Any:
        columns = ["name", *(f'"{COLUMN_OF.get(name, name)}"' for name in self._fields)]
        names = ["_name", *self._fields]
        extra = ", r.name, (SELECT min(due) FROM follow_up f WHERE f.customer_id = c.id AND +f.status = 'open' "
        extra += "AND f.deleted_at IS NULL AND f.due IS NOT NULL)"
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            marks = ",".join("?" * len(part))
            sql = f"SELECT c.id, {', '.join('c.' + c for c in columns)}{extra} FROM customer c "
            sql += f"LEFT JOIN customer r ON r.id = c.referrer_id WHERE c.id IN ({marks})"
            for row in self._work.execute(sql, part).fetchall():
                current = dict(zip((*names, "_referrer", "_due"), row[1:], strict=True))
                yield row[0], current

    def _patch(self, customer: int, current: Mapping[str, Any], values: Sequence[Any]) -> dict[str, Any] | Text:
        patch: dict[str, Any] = {}
        for name in self._fields:
            value = values[self._at[name]]
            if value is None:
                if self._clears and name not in _NEVER_CLEARED:
                    self._clear(name, current, patch)
                continue
            if name in LISTS:
                self._many(name, current, value, patch)
            elif name == "owner":
                self._owner(current, value, patch)
            elif name == "referrer":
                problem = self._referrer(customer, current, value, patch)
                if problem is not None:
                    return problem
            elif name == "code" or not self._overwrite:
                if current[name] in ("", None):
                    patch[name] = value
                elif self._same_file and (together := joined(name, current[name], value)) != current[name]:
                    patch[name] = together
            elif name == "name" and self._stands_in(value, values):
                continue
            elif current[name] != value and not is_same(name, current[name] or "", value):
                patch[name] = value
        if "name" in patch:
            patch["name_key"] = sort_key(patch["name"])
        if self._overwrite and "code" in self._at and values[self._at["code"]] not in (None, current.get("code")):
            patch["code"] = values[self._at["code"]]
        return patch

    def _stands_in(self, name: str, values: Sequence[Any]) -> bool:
        """Whether a name only says a number or an address: it stands in for one, and replaces none."""
        if not any(char.isalpha() for char in name):
            return True
        emails = values[self._at["email"]] if "email" in self._at else None
        return any(fold(name) in (fold(one), fold(one.partition("@")[0])) for one in emails or ())

    def _clear(self, name: str, current: Mapping[str, Any], patch: dict[str, Any]) -> None:
        """A blank cell that empties what is there; tags that an import gave stay."""
        if name in LISTS:
            kept = [one for one in json.loads(current[name]) if name == "tags" and _AUTOMATIC.fullmatch(one)]
            if json.loads(current[name]) != kept:
                patch[COLUMN_OF.get(name, name)] = json.dumps(kept, ensure_ascii=False)
        elif current[name] not in ("", None):
            patch[COLUMN_OF.get(name, name)] = None if name in ("owner", "referrer", "verified_on") else ""

    def _many(self, name: str, current: Mapping[str, Any], value: list[str], patch: dict[str, Any]) -> None:
        stored: list[str] = json.loads(current[name])
        form = digits if name == "phone" else fold
        known = {form(one) for one in stored}
        if name == "tags" and len(stored):
            known |= _parts(stored)
        added = [one for one in value if form(one) not in known]
        if self._overwrite and name == "tags":
            own = [one for one in stored if _AUTOMATIC.fullmatch(one)]
            wanted = {fold(one) for one in (*value, *own)}
            if wanted not in (known, {fold(one) for one in stored}) and wanted != _parts(stored):
                patch["tags"] = json.dumps(list(dict.fromkeys([*value, *own])), ensure_ascii=False)
        elif self._overwrite:
            wanted = {form(one) for one in value}
            if wanted != known:
                patch[COLUMN_OF[name]] = json.dumps(value, ensure_ascii=False)
        elif added:
            patch[COLUMN_OF.get(name, name)] = json.dumps([*stored, *added], ensure_ascii=False)

    def _owner(self, current: Mapping[str, Any], value: str, patch: dict[str, Any]) -> None:
        if current["owner"] is not None and not self._overwrite:
            return
        staff = self._staff.get(fold(value))
        if staff is None:
            staff = self._s.staff.id_of(self._work, value)
            assert staff is not None
            self._staff[fold(value)] = staff
            self._staff_names[staff] = value
        if current["owner"] != staff:
            patch["owner_id"] = staff

    def _referrer(self, customer: int, current: Mapping[str, Any], value: str, patch: dict[str, Any]) -> Text | None:
        if current["referrer"] is not None and (not self._overwrite or fold(current["_referrer"] or "") == fold(value)):
            return None
        found, problem = self._keys.referrer(value)
        if problem is not None and reasons.is_missing(problem) and self._link != "error":
            found, problem = self._made(value) if self._link == "create" else None, None
        if problem is not None:
            return problem
        if found == customer:
            return reasons.SELF_REFERRER
        if found is not None and found != current["referrer"]:
            patch["referrer_id"] = found
        return None

    def _plan(self, customer: int, current: Mapping[str, Any], values: Sequence[Any]) -> bool:
        due = values[self._at["next_follow_up"]] if self._plans else None
        if due is None or (current["_due"] and not self._overwrite) or is_planned(self._work, customer, due):
            return False
        self._follow_ups.append((customer, date.fromisoformat(due)))
        return True

    def _in_words(self, name: str, value: Any) -> str:
        if name == "owner" and value is not None:
            return self._staff_names.get(value, "")
        return self._keys.name(value) if name == "referrer" and value is not None else _shown(value)

    def _remember(self, number: int, current: Mapping[str, Any], patch: Mapping[str, Any]) -> None:
        """Old and new values for the preview; names of fields, not of columns."""
        if len(self.changes) >= _SHOWN_CHANGES:
            return
        names = {column: name for name, column in COLUMN_OF.items()}
        fields = {}
        for column, new in patch.items():
            name = names.get(column, column)
            if name in current:
                fields[name] = (self._in_words(name, current[name]), self._in_words(name, new))
        self.changes.append(Change(number, str(current["_name"]), fields))


def _parts(tags: Sequence[str]) -> set[str]:
    """Tags as a file's cell would be read: one with a stroke in it counts as two, invisible signs don't count."""
    return {fold(one) for one in clean_tags(";".join(tags))}


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return "; ".join(json.loads(text)) if text.startswith("[") and text.endswith("]") else text
