"""The indexes that lists, reports, the calendar and imports read; previews of schema 3 had part of them already.

A return is no purchase: the figures of who ever gave something back are reckoned again without it.
"""

from __future__ import annotations

SQL = """
DROP INDEX IF EXISTS "lookup_key_entity_record_id";
DROP INDEX IF EXISTS "customer_sort";
CREATE INDEX "customer_sort" ON "customer" ("deleted_at", "id", "company", "region", "industry", "source", "grade",
    "stage", "kind", "gender", "owner_id", "referrer_id", "created_at", "code", "name");
DROP INDEX IF EXISTS "sales_order_date";
CREATE INDEX IF NOT EXISTS "order_by_date"
    ON "sales_order" ("date", "deleted_at", "customer_id", "total", "staff_id", "channel");
DROP INDEX IF EXISTS "follow_up_status_due";
CREATE INDEX IF NOT EXISTS "follow_up_by_day"
    ON "follow_up" ("status", "due", "deleted_at", "customer_id", "owner_id", "time");
CREATE INDEX IF NOT EXISTS "follow_up_series" ON "follow_up" ("due") WHERE recurrence <> '';
CREATE INDEX "activity_deal" ON "activity" ("deal_id", "at") WHERE deal_id IS NOT NULL;
CREATE INDEX "order_in_bin" ON "sales_order" ("number") WHERE deleted_at IS NOT NULL;
CREATE INDEX "deal_in_bin" ON "deal" ("number") WHERE deleted_at IS NOT NULL;
CREATE INDEX "product_name_key" ON "product" ("name_key");
UPDATE customer_stats SET orders = bought.n, first_order = bought.first, last_order = bought.last,
    usual_days = CASE WHEN bought.days > 1 THEN
        CAST(round((julianday(bought.last) - julianday(bought.first)) / (bought.days - 1)) AS INTEGER) END
FROM (
    SELECT customer_id, count(*) FILTER (WHERE total >= 0) AS n, min(date) FILTER (WHERE total >= 0) AS first,
        max(date) FILTER (WHERE total >= 0) AS last, count(DISTINCT date) FILTER (WHERE total >= 0) AS days
    FROM sales_order WHERE deleted_at IS NULL AND customer_id IN
        (SELECT customer_id FROM sales_order WHERE total < 0 AND deleted_at IS NULL)
    GROUP BY customer_id
) AS bought
WHERE bought.customer_id = customer_stats.customer_id;
"""
