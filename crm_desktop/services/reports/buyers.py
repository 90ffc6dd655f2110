"""Every live customer who bought in some days, with the figures that several reports start from."""

from __future__ import annotations

from crm_desktop.services.reports.base import Source
from crm_desktop.services.reports.period import Period

Buyer = tuple[int, str, str, int, int, int | None]
"""Id, name, last buying day (ISO), orders, amount, mean days between buying days (None below two of them)."""

OF_ORDERS = """
SELECT o.customer_id, c.name, max(o.date), count(*), sum(o.total),
       CASE WHEN count(DISTINCT o.date) > 1 THEN
           CAST(round((julianday(max(o.date)) - julianday(min(o.date))) / (count(DISTINCT o.date) - 1)) AS INTEGER) END
FROM sales_order o JOIN customer c ON c.id = o.customer_id AND c.deleted_at IS NULL
WHERE o.deleted_at IS NULL AND o.date BETWEEN ? AND ? GROUP BY o.customer_id ORDER BY 1
"""
OF_STATS = """
SELECT s.customer_id, c.name, s.last_order, s.orders, s.total_spent, s.usual_days
FROM customer_stats s JOIN customer c ON c.id = s.customer_id AND c.deleted_at IS NULL WHERE s.orders > 0 ORDER BY 1
"""
OUTSIDE = """
SELECT EXISTS (SELECT 1 FROM sales_order WHERE date < ? AND deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM sales_order WHERE date > ? AND deleted_at IS NULL)
"""


def buyers(source: Source, period: Period) -> list[Buyer]:
    """In the order of their ids. Where all orders lie in the days, the customers' own figures are the answer."""
    days = (period.start.isoformat(), period.end.isoformat())
    found: list[Buyer] = (
        source.query(OF_ORDERS, *days) if source.query(OUTSIDE, *days)[0][0] else source.query(OF_STATS)
    )
    return found


def fifths(values: list[int], *, high: bool = True) -> dict[int, int]:
    """Value → score of 5 (the best fifth) to 1; equal values get equal scores. ``high``: more is better."""
    score: dict[int, int] = {}
    better = 0
    ordered = sorted(values, reverse=high)
    for place, value in enumerate(ordered):
        if place == 0 or value != ordered[place - 1]:
            better = place
            score[value] = 5 - better * 5 // len(ordered)
    return score
