"""What an undo would do, row by row, and what stands in its way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from crm_desktop.models.audit import RANGE
from crm_desktop.services.orders_sums import SUMS

Key = tuple[str, int]
"""``(table, row id)``."""
Image = tuple[str, int, str, str | None, str | None]
"""``(table, row id, op, before, after)``."""

Later = Literal["refuse", "keep", "undo"]
"""What an undo does with records that were changed since: nothing at all is undone, they stay as they are, or what was
changed in them is lost with what is taken back.
"""

AT_ONCE = 1_000
_FOLLOWING = {"sales_order": frozenset(SUMS)}
"""Columns that follow from other rows: they are summed up again and can't stand in the way of an undo."""
_T = TypeVar("_T")


def portions(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """So many at a time as one statement takes."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def marks(values: Sequence[object]) -> str:
    """The question marks of a statement that takes ``values``."""
    return ",".join("?" * len(values))


@dataclass(slots=True)
class Net:
    """What one change did to one row, all its images taken together."""

    existed: bool
    exists: bool = True
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def add(self, op: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.exists = op != "D"
        self.before = {**before, **self.before}
        self.after.update(after)


def expanded(images: Iterable[Image]) -> Iterator[Image]:
    """Images of one row each: one of many rows inserted together becomes theirs."""
    for image in images:
        table, row_id, op, _, last = image
        if op == RANGE:
            yield from ((table, one, "I", None, None) for one in range(row_id, int(last or 0) + 1))
        else:
            yield image


def reduced(images: Iterable[Image]) -> dict[Key, Net]:
    """The net effect of the images, row by row."""
    nets: dict[Key, Net] = {}
    for table, row_id, op, before, after in expanded(images):
        net = nets.get((table, row_id))
        if net is None:
            net = nets[(table, row_id)] = Net(existed=op != "I")
        net.add(op, json.loads(before) if before else {}, json.loads(after) if after else {})
    return nets


def reduced_own(images: Iterable[Image]) -> dict[Key, Net]:
    """As :func:`reduced`, without what follows from other rows: an undo sums it up again."""
    nets = reduced(images)
    for (table, _), net in nets.items():
        if table in _FOLLOWING and net.existed and net.exists:
            net.before = {name: value for name, value in net.before.items() if name not in _FOLLOWING[table]}
            net.after = {name: value for name, value in net.after.items() if name not in _FOLLOWING[table]}
    return nets


@dataclass(slots=True)
class UndoPlan:
    """What an undo would do: rows to delete, to put back, to change; and what stands in the way.

    ``had_effect``: the change did something once, whether or not anything of it is left to take back.
    """

    delete: set[Key] = field(default_factory=set)
    insert: dict[Key, dict[str, Any]] = field(default_factory=dict)
    update: dict[Key, dict[str, Any]] = field(default_factory=dict)
    conflicts: list[dict[str, object]] = field(default_factory=list)
    had_effect: bool = False

    def count(self) -> int:
        return len(self.delete) + len(self.insert) + len(self.update)

    def drop(self, key: Key) -> None:
        """Leave this row as it is now."""
        self.delete.discard(key)
        self.insert.pop(key, None)
        self.update.pop(key, None)
