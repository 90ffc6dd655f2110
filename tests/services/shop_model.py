"""A shop in plain Python: dictionaries, loops and sums, to hold the program against.

It knows nothing of SQL, indexes, row images or derived tables. Records lie under ``(kind, id)``; every change is
remembered by what the shop was before and after, and taken back field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm_desktop.core.text import fold, sort_key
from tests.services.scan import holds, sounds

Key = tuple[str, Any]
Fields = dict[str, Any]
State = dict[Key, Fields]


class Clash(Exception):  # noqa: N818 - what the program calls a conflict
    """A change can't be taken back: what it made or set was changed again since."""


@dataclass
class Change:
    id: int
    undoes: int | None
    before: State
    after: State


@dataclass
class ModelShop:
    state: State = field(default_factory=dict)
    log: list[Change] = field(default_factory=list)

    # -- writing

    def put(self, key: Key, **fields: Any) -> None:
        """Make a record, or change some of its fields."""
        self.state = {**self.state, key: {**self.state.get(key, {}), **fields}}

    def drop(self, key: Key) -> None:
        self.state = {at: record for at, record in self.state.items() if at != key}

    def logged(self, change: int, before: State, undoes: int | None = None) -> None:
        self.log.append(Change(change, undoes, before, self.state))

    def take_back(self, change_id: int) -> None:
        """Raises :class:`Clash` where a field is neither as the change left it nor as it was before."""
        change = next(one for one in self.log if one.id == change_id)
        state = dict(self.state)
        for key in {*change.before, *change.after}:
            old, new = change.before.get(key), change.after.get(key)
            if old == new:
                continue
            if old is None or new is None:
                state = _swap(state, key, old, new)
            elif key in state:
                state[key] = _fields_back(state[key], old, new)
        self.state = state

    def undone(self, change_id: int) -> bool:
        takers = [one.id for one in self.log if one.undoes == change_id]
        return bool(takers) and not self.undone(max(takers))

    def to_undo(self) -> int | None:
        own = [one.id for one in self.log if one.undoes is None and not self.undone(one.id)]
        return max(own, default=None)

    def to_redo(self) -> int | None:
        edits = {one.id for one in self.log if one.undoes is None}
        newest = max(edits, default=0)
        undos = [one.id for one in self.log if one.undoes in edits and one.id > newest and not self.undone(one.id)]
        return max(undos, default=None)

    # -- reading

    def all(self, kind: str, *, deleted: bool = False) -> Iterator[tuple[Any, Fields]]:
        for (at, record_id), record in self.state.items():
            if at == kind and record.get("deleted", False) == deleted:
                yield record_id, record

    def of(self, kind: str, customer: int) -> list[tuple[Any, Fields]]:
        return [(one, record) for one, record in self.all(kind) if record["customer"] == customer]

    def customers(self, *, deleted: bool = False) -> list[int]:
        """Ids as the list shows them: by the sound of the name."""
        found = [(sort_key(record["name"]), one) for one, record in self.all("customer", deleted=deleted)]
        return [one for _, one in sorted(found)]

    def paid(self, order: int) -> int:
        return sum(payment["amount"] for _, payment in self.all("payment") if payment["order"] == order)

    def figures(self, customer: int) -> Fields:
        orders = [record for _, record in self.of("order", customer)]
        plans = [record for _, record in self.of("follow_up", customer)]
        touches = [record["at"] for _, record in self.of("activity", customer) if record["type"] != "note"]
        touches += [plan["done_at"] for plan in plans if plan["status"] == "done" and plan["type"] != "todo"]
        dues: list[date] = [plan["due"] for plan in plans if plan["status"] == "open"]
        return {
            "total_spent": sum(order["total"] for order in orders),
            "owed": sum(order["total"] - self.paid(one) for one, order in self.of("order", customer)),
            "orders": len(orders),
            "next_follow_up": min(dues, default=None),
            "last_contact": max(touches, default=None),
        }

    def found(self, kind: str, query: str) -> set[int]:
        return {
            one
            for one, record in self.all(kind)
            if holds(query, self._texts(kind, record), record.get("phone", ()), self._names(kind, record))
        }

    def _names(self, kind: str, record: Fields) -> Iterable[str]:
        if kind == "customer":
            return [f"{record['name']} {record['company']}", f"{record['wechat']} {record['code']}"]
        owner = self.state.get(("customer", record["customer"])) if kind != "activity" else None
        return [owner["name"] if owner else "", record.get("title", "")]

    def _texts(self, kind: str, record: Fields) -> Iterable[str]:
        if kind == "customer":
            own = [record[name] for name in ("name", "company", "region", "notes", "wechat", "code")]
            return [*own, *record["tags"], *record["email"], *sounds(record["name"], record["company"])]
        if kind == "activity":
            return [record["content"]]
        owner = self.state.get(("customer", record["customer"]))
        names = [owner["name"], *sounds(owner["name"])] if owner else []
        words = [record[name] for name in ("title", "number", "products") if name in record]
        return [*words, *names, *sounds(record.get("title", ""))]

    # -- merging

    def merge(self, ids: list[int]) -> None:
        """Into the first: its values, gaps filled from the next; several-valued fields joined; everything moves."""
        keep, others = ids[0], ids[1:]
        records = [self.state["customer", one] for one in ids]
        values: Fields = {}
        for name in ("company", "region", "wechat", "code", "name"):
            values[name] = next((record[name] for record in records if record[name]), "")
        values["notes"] = "\n".join(dict.fromkeys(record["notes"] for record in records if record["notes"]))
        for name in ("phone", "email", "tags"):
            joined: dict[str, str] = {}
            for record in records:
                for value in record[name]:
                    joined.setdefault(fold(value), value)
            values[name] = list(joined.values())
        values["referrer"] = next((r["referrer"] for r in records if r["referrer"] and r["referrer"] not in ids), None)
        for (kind, one), record in list(self.state.items()):
            column = "referrer" if kind == "customer" else "customer"
            if record.get(column) in others and (kind, one) not in {("customer", other) for other in ids}:
                self.put((kind, one), **{column: keep})
        for _, pair in [key for key in self.state if key[0] == "not_same"]:
            if set(pair) & set(others):
                self.drop(("not_same", pair))
                moved = tuple(sorted(keep if one in others else one for one in pair))
                if moved[0] != moved[1]:
                    self.put(("not_same", moved))
        for other in others:
            self.put(("customer", other), deleted=True)
        self.put(("customer", keep), **values)


def _swap(state: State, key: Key, old: Fields | None, new: Fields | None) -> State:
    """Take back that a record came (or went): it must still be as it was left (or still be away)."""
    if state.get(key) != new:
        raise Clash
    rest = {at: record for at, record in state.items() if at != key}
    return rest if old is None else {**rest, key: old}


def _fields_back(now: Fields, old: Fields, new: Fields) -> Fields:
    back = dict(now)
    for name in old:
        if old[name] != new[name] and now[name] == new[name]:
            back[name] = old[name]
        elif old[name] != new[name] and now[name] != old[name]:
            raise Clash
    return back
