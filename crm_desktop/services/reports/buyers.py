"""Every live customer who bought in some days, with the figures that several reports start from."""

from __future__ import annotations

from crm_desktop.services.orders_model import BOUGHT
from crm_desktop.services.reports.base import Source
from crm_desktop.services.reports.period import Period

Buyer = tuple[int, str, str, int, int, int | None]
"""Id, name, last buying day (ISO), orders, amount, mean days between buying days (None below two of them)."""

OF_ORDERS = f"""
WITH bought AS (
    SELECT customer_id, min(date) FILTER (WHERE {BOUGHT}) AS first, max(date) FILTER (WHERE {BOUGHT}) AS last,
           count(DISTINCT date) FILTER (WHERE {BOUGHT}) AS days, count(*) FILTER (WHERE {BOUGHT}) AS orders,
           sum(total) AS amount
    FROM sales_order WHERE deleted_at IS NULL AND date BETWEEN ? AND ? AND customer_id IS NOT NULL
    GROUP BY customer_id HAVING max({BOUGHT})
)
SELECT b.customer_id, c.name, b.last, b.orders, b.amount,
       CASE WHEN b.days > 1 THEN
           CAST(round((julianday(b.last) - julianday(b.first)) / (b.days - 1)) AS INTEGER) END
FROM bought b CROSS JOIN customer c INDEXED BY customer_sort ON c.deleted_at IS NULL AND c.id = b.customer_id
ORDER BY b.customer_id
"""
OF_STATS = """
SELECT s.customer_id, c.name, s.last_order, s.orders, s.total_spent, s.usual_days
FROM customer c INDEXED BY customer_sort CROSS JOIN customer_stats s ON s.customer_id = c.id
WHERE c.deleted_at IS NULL AND s.orders > 0 ORDER BY c.id
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
