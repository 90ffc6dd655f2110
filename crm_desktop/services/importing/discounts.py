"""Whether the amounts of a list are before or after what was taken off: its own columns of what was paid tell.

Of one sale tills write ``金额 100, 优惠 10, 实收 90``, other programs ``90, 10, 90``. One list does it in one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from crm_desktop.services.importing.order_rows import by_row, is_of_whole, line_of, whole_discount, with_total

Rows = list[dict[str, Any]]

_ASKED = 2_000
"""Orders that are looked at: enough to tell how a list is written."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is still to be taken off the amounts: the discounts of the rows, that of the whole order."""

    of_rows: bool
    of_whole: bool


def taken_off(orders: Sequence[Rows]) -> list[Rows]:
    """The rows of each order with amounts as :mod:`order_rows` takes them: after the discounts of rows, before that of
    the whole order where rows have amounts of their own.
    """
    votes: Counter[tuple[bool, str]] = Counter()
    orders = list(map(by_row, orders))
    for rows in islice(filter(_has_discount, orders), _ASKED):
        _vote(rows, votes)
    return [_read(rows, _chosen(rows, votes)) if votes and _has_discount(rows) else rows for rows in orders]


def _has_discount(rows: Rows) -> bool:
    """Whether anything was taken off amounts that are given."""
    return any(row.get("discount") or row.get("order.discount") for row in rows) and any(
        row.get("amount") is not None or row.get("order.total") is not None for row in rows
    )


def _usual(rows: Rows) -> _Reading:
    return _Reading(of_rows=False, of_whole=not is_of_whole(rows))


def _vote(rows: Rows, votes: Counter[tuple[bool, str]]) -> None:
    """Count which of the readings of an order comes to what was paid, else to what its whole amount is said to be."""
    if not all(row.get("product") for row in rows):
        return
    usual = _usual(rows)
    ways = {
        "of_rows": (False, True) if any(row.get("discount") for row in rows) else (usual.of_rows,),
        "of_whole": (False, True) if whole_discount(rows) else (usual.of_whole,),
    }
    sums = {one: _total(_read(rows, one)) for one in (_Reading(*pair) for pair in product(*ways.values()))}
    for said in (_paid(rows), {row["order.total"] for row in rows if row.get("order.total") is not None}):
        fitting = [one for one, total in sums.items() if total and total in said]
        if len(fitting) == 1:
            for name, way in ways.items():
                if len(way) > 1:
                    votes[is_of_whole(rows), name] += 1 if getattr(fitting[0], name) else -1
            return


def _paid(rows: Rows) -> set[int]:
    """What may have been paid for an order: the sum of what its rows say, or what each of them repeats."""
    given = [row["paid"] for row in rows if row.get("paid") is not None]
    if not given or any(isinstance(one, bool) for one in given):
        return set()
    return {sum(given), given[0]} if len(given) == len(rows) and len(set(given)) == 1 else {sum(given)}


def _chosen(rows: Rows, votes: Counter[tuple[bool, str]]) -> _Reading:
    usual, kind = _usual(rows), is_of_whole(rows)
    said = [votes[kind, name] for name in ("of_rows", "of_whole")]
    return _Reading(
        *(vote > 0 if vote else way for vote, way in zip(said, (usual.of_rows, usual.of_whole), strict=True))
    )


def _read(rows: Rows, reading: _Reading) -> Rows:
    if is_of_whole(rows):
        off = sum(row.get("discount") or 0 for row in rows) if reading.of_rows else 0
        off += whole_discount(rows) if reading.of_whole else 0
        return [
            row if row.get("order.total") is None else {**row, "order.total": row["order.total"] - off} for row in rows
        ]
    if reading.of_rows:
        rows = [
            {**row, "amount": row["amount"] - row["discount"]} if row.get("amount") and row.get("discount") else row
            for row in rows
        ]
    return rows if reading.of_whole else [{**row, "order.discount": None} for row in rows]


def _total(rows: Rows) -> int:
    return sum(line_of(row).total() for row in with_total(rows)) - whole_discount(rows)
