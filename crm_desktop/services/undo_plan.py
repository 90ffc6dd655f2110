"""What an undo would do, row by row, and what stands in its way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.models.audit import RANGE

Key = tuple[str, int]
"""``(table, row id)``."""
Image = tuple[str, int, str, str | None, str | None]
"""``(table, row id, op, before, after)``."""


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


def keep_conflicting(plan: UndoPlan) -> None:
    """Leave out of ``plan`` every row that stands in a conflict, so that the rest can be undone."""
    for conflict in plan.conflicts:
        table, _, row_id = str(conflict["key"]).partition(":")
        plan.drop((table, int(row_id)))
    plan.conflicts.clear()
