"""What new orders come to: a list that was read wrongly shows it in its sum and its days first."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.services.importing.model import ControlTotal
from crm_desktop.services.orders_model import NewOrder


def total(orders: Sequence[NewOrder]) -> ControlTotal | None:
    """None where nothing is new."""
    if not orders:
        return None
    days = [order.date for order in orders]
    return ControlTotal(len(orders), sum(order.total() for order in orders), min(days), max(days))
