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


def with_total(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of an order of which only the whole amount is known: it stands with the first of them."""
    total = next((row["order.total"] for row in rows if row.get("order.total") is not None), None)
    if total is None or any(row.get("price") is not None or row.get("amount") is not None for row in rows):
        return rows
    whole = total + whole_discount(rows)
    return [{**row, "amount": 0 if at else whole} for at, row in enumerate(rows)]


def whole_discount(rows: list[dict[str, Any]]) -> int:
    """What was taken off the order as a whole: programs write it once, or the same into each of its rows.

    A sign before it only says that it is taken off.
    """
    given = [abs(row["order.discount"]) for row in rows if row.get("order.discount")]
    return given[0] if len(set(given)) == 1 else sum(given)


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
