"""Goods that come back: the lines of an order as those of its return."""

from __future__ import annotations

from crm_desktop.services.orders_model import Order


def returned_lines(order: Order) -> list[tuple[str, int, int]]:
    """``(product, quantity below zero, unit price in minor units)`` of what was sold, the price being what was paid for
    it: without its discount and without its part of what was taken off the whole order.
    """
    sold = [line for line in order.lines if line.quantity > 0 and line.amount > 0]
    whole = sum(line.amount for line in order.lines)
    share = order.total / whole if 0 < order.total <= whole else 1.0
    return [(line.product, -line.quantity, round(line.amount * share * 1000 / line.quantity)) for line in sold]
