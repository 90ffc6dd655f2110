"""What the rows of one order come to: its lines, what was taken off it, and what was paid."""

from __future__ import annotations

from typing import Any

from crm_desktop.core.text import fold
from crm_desktop.services.importing import synonyms
from crm_desktop.services.orders_model import QUANTITY_ONE, NewLine, line_amount

CREDIT = frozenset(map(fold, synonyms.words(synonyms.ON_CREDIT)))
"""Ways of payment that mean: not paid yet."""


def line_of(values: dict[str, Any]) -> NewLine:
    """Quantity, price and amount, each worked out from the others where the file leaves it out."""
    quantity = values.get("quantity")
    quantity = QUANTITY_ONE if quantity is None else quantity
    price, amount, discount = values.get("price"), values.get("amount"), values.get("discount") or 0
    if price is None and amount is None and not isinstance(values.get("paid"), bool):
        amount = values.get("paid")
    if price is None:
        price = 0 if amount is None or not quantity else round((amount + discount) * QUANTITY_ONE / quantity)
    if amount is not None and amount == line_amount(quantity, price, discount):
        amount = None
    return NewLine(product=values["product"], quantity=quantity, price=price, discount=discount, amount=amount)


def by_row(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an order; whole amounts that differ are those of its rows, whatever stands over them."""
    if not is_of_whole(rows) or len({row["order.total"] for row in rows if row.get("order.total") is not None}) == 1:
        return rows
    return [{**row, "amount": row.get("order.total") or 0, "order.total": None} for row in rows]


def is_of_whole(rows: list[dict[str, Any]]) -> bool:
    """Whether only the whole amount of an order is known, not those of its rows."""
    return any(row.get("order.total") is not None for row in rows) and not any(
        row.get("price") is not None or row.get("amount") is not None for row in rows
    )


def with_total(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an order of which only the whole amount is known: it stands with the first of them."""
    if not is_of_whole(rows):
        return rows
    whole = next(row["order.total"] for row in rows if row.get("order.total") is not None) + whole_discount(rows)
    return [{**row, "amount": 0 if at else whole} for at, row in enumerate(rows)]


def whole_discount(rows: list[dict[str, Any]]) -> int:
    """What was taken off the order as a whole: programs write it once, or the same into each of its rows.

    A sign before it only says that it is taken off; off a return, so that less was given back.
    """
    given: list[int] = [abs(row["order.discount"]) for row in rows if row.get("order.discount")]
    off = given[0] if len(set(given)) == 1 else sum(given)
    return -off if _is_return(rows) else off


def _is_return(rows: list[dict[str, Any]]) -> bool:
    for name in ("amount", "order.total", "quantity"):
        said: list[int] = [row[name] for row in rows if row.get(name)]
        if said:
            return sum(said) < 0
    return False


def paid_of(rows: list[dict[str, Any]], totals: list[int]) -> tuple[int | None, str]:
    """``(paid, method)``: what the column says, nothing for sales on credit, else everything (None).

    The column holds amounts, or only whether it is paid: that goes for the whole order, or for each line where they
    differ.
    """
    methods = list(dict.fromkeys(str(row["method"]) for row in rows if row.get("method")))
    shown = ", ".join(method for method in methods if fold(method) not in CREDIT)
    stated = [row.get("paid") for row in rows]
    given = [amount for amount in stated if amount is not None]
    total = sum(totals)
    if any(isinstance(one, bool) for one in given):
        if len(set(map(str, given))) == 1:
            return (total if given[0] else 0), shown
        return sum(whole if one is True else one or 0 for one, whole in zip(stated, totals, strict=True)), shown
    if given:
        if len(given) == len(rows) > 1 and len(set(given)) == 1 and sum(given) != total:
            return given[0], shown
        return sum(given), shown
    credit = [bool(row.get("method")) and fold(str(row["method"])) in CREDIT for row in rows]
    if not any(credit):
        return None, shown
    return sum(total for total, owed in zip(totals, credit, strict=True) if not owed), shown
