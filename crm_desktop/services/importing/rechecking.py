"""Checking again after a correction: only the rows that it can concern."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from crm_desktop.core.jobs import JobContext
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import SHOWN_ROWS, ImportOptions, ImportResult, RowsByKey
from crm_desktop.services.importing.row_keys import of_key, put, together

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_Key = TypeVar("_Key")


class _OfRow(Protocol):
    @property
    def row(self) -> int: ...


_Told = TypeVar("_Told", bound=_OfRow)

_FATES = ("created", "updated", "unchanged", "skipped", "failed")
_MOST = 0.3
"""Where more than this part of the rows is concerned, all of them are checked."""


def check(
    services: Services,
    path: Path,
    options: ImportOptions,
    ctx: JobContext,
    plan: ImportResult | None = None,
    before: ImportOptions | None = None,
) -> ImportResult:
    """What an import would do. ``plan`` is what one with the options ``before`` would: where these differ from
    ``options`` in single rows only, only those are looked at, and the ones that share a phone, an e-mail, a number, a
    name or a customer with them.
    """
    rows = _concerned(options, plan, before)
    while rows is not None and plan is not None:
        if not rows:
            return plan
        if len(rows) > _MOST * plan.read:
            break
        part = import_file(services, path, replace(options, only=frozenset(rows)), ctx)
        more = together(plan.rows_by_key, rows | _met(plan.rows_by_key, part.rows_by_key))
        if more <= rows and not part.numbered_like_ours:
            return _put_together(plan, part, rows)
        if more <= rows:
            break
        rows = more
    return import_file(services, path, options, ctx)


def _concerned(options: ImportOptions, plan: ImportResult | None, before: ImportOptions | None) -> set[int] | None:
    """The rows whose outcome may differ from ``plan``; None for possibly all of them."""
    if plan is None or before is None or options.entity != "customers" or plan.numbered_like_ours:
        return None
    same = replace(before, edits=options.edits, excluded=options.excluded, decisions=options.decisions)
    if same != options or any(target == "referrer" or target.startswith("deal.") for target in plan.targets.values()):
        return None
    rows = {row for row, _ in _differing(before.edits, options.edits)}
    rows |= before.excluded ^ options.excluded
    rows |= set(_differing(before.decisions, options.decisions))
    return together(plan.rows_by_key, rows)


def _differing(before: Mapping[_Key, object], after: Mapping[_Key, object]) -> set[_Key]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _met(all_rows: RowsByKey, new: RowsByKey) -> set[int]:
    """Rows of the file that have a key which a corrected row has now."""
    return {row for key in new for row in of_key(all_rows, key)}


def _put_together(plan: ImportResult, part: ImportResult, rows: set[int]) -> ImportResult:
    """``plan`` with what it said of ``rows`` replaced by ``part``."""
    counts = {fate: getattr(plan, fate) + getattr(part, fate) for fate in _FATES}
    fates = {row: plan.fates[row] for row in rows if row in plan.fates}
    fates |= {one.row: "skipped" for one in plan.skips if one.row in rows}
    fates |= {one.row: one.kind for one in plan.errors if one.row in rows}
    for fate in fates.values():
        counts[fate] -= 1
    kept_keys: RowsByKey = {}
    for key, known in plan.rows_by_key.items():
        left = known - rows if isinstance(known, set) else known
        if isinstance(left, int):
            if left not in rows:
                kept_keys[key] = left
        elif left:
            kept_keys[key] = left
    for key, known in part.rows_by_key.items():
        for row in {known} if isinstance(known, int) else known:
            put(kept_keys, key, row)
    listed = {
        kind: sorted([*(one for one in plan.rows_of.get(kind, ()) if one[0] not in rows), *part.rows_of.get(kind, ())])[
            :SHOWN_ROWS
        ]
        for kind in plan.rows_of.keys() | part.rows_of.keys()
    }
    planned = (plan.planned - rows) | part.planned
    return replace(
        plan,
        **counts,
        errors=sorted(_joined(plan.errors, part.errors, rows), key=lambda one: (one.row, one.index)),
        skips=sorted(_joined(plan.skips, part.skips, rows), key=lambda one: one.row),
        updates=sorted(_joined(plan.updates, part.updates, rows), key=lambda one: one.row),
        duplicates=sorted(_joined(plan.duplicates, part.duplicates, rows), key=lambda one: one.row),
        rows_of=listed,
        raw={row: cells for row, cells in plan.raw.items() if row not in rows} | part.raw,
        entities={
            **plan.entities,
            "customers": counts["created"] + counts["updated"],
            **({"followups": len(planned)} if plan.planned or planned else {}),
        },
        planned=planned,
        fates={row: fate for row, fate in plan.fates.items() if row not in rows} | part.fates,
        rows_by_key=kept_keys,
        same_names=(plan.same_names - rows) | part.same_names,
        seconds=part.seconds,
    )


def _joined(before: Iterable[_Told], new: Iterable[_Told], rows: set[int]) -> list[_Told]:
    return [*(one for one in before if one.row not in rows), *new]
