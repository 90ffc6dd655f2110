"""When a customer who comes at regular intervals has stayed away for too long: one rule for Today and for lists."""

from __future__ import annotations

from datetime import date, timedelta

LATE_FACTOR = 1.5
"""A customer is past the own rhythm after this many usual gaps without an order …"""
LOST_AFTER_DAYS = 365
"""… and is no longer hoped for after a year."""
LEAST_ORDERS = 3
"""From so many orders on there is a rhythm."""


def past(today: date, stats: str = "") -> tuple[str, list[object]]:
    """The condition on the rows of ``customer_stats``, whose columns ``stats`` names (``s.``), and its parameters."""
    day, oldest = today.isoformat(), (today - timedelta(days=LOST_AFTER_DAYS)).isoformat()
    sql = (
        f"+{stats}last_order BETWEEN ? AND ? AND {stats}usual_days > 0 AND {stats}orders >= {LEAST_ORDERS} "
        f"AND julianday(?) - julianday({stats}last_order) > ? * {stats}usual_days"
    )
    return sql, [oldest, day, day, LATE_FACTOR]
