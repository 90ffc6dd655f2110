"""How buying moves a customer on: potential → first purchase → repeat buyer → loyal; never back by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm_desktop.core.settings import LOYAL_ORDERS

if TYPE_CHECKING:
    from crm_desktop.services.settings import SettingsService
    from crm_desktop.services.unit_of_work import UnitOfWork

_BUYS = (
    "(SELECT count(*) FROM sales_order o WHERE o.customer_id = customer.id AND o.deleted_at IS NULL "
    "AND o.total > 0) + "
    "(SELECT count(*) FROM deal d WHERE d.customer_id = customer.id AND d.deleted_at IS NULL AND d.status = 'won' "
    "AND NOT EXISTS (SELECT 1 FROM sales_order w WHERE w.deal_id = d.id AND w.deleted_at IS NULL))"
)
"""Orders that cost something (no returns, no gifts), and won deals that have no order of their own."""

_CHUNK = 5_000


def bump(work: UnitOfWork, customer_ids: Iterable[int], settings: SettingsService) -> None:
    """Raise the lifecycle of ``customer_ids`` to what they have bought; a lost customer who buys is back."""
    loyal = settings.get(LOYAL_ORDERS)
    ids = sorted(set(customer_ids))
    for start in range(0, len(ids), _CHUNK):
        marks = ",".join(map(str, ids[start : start + _CHUNK]))
        wanted = f"CASE WHEN buys >= {loyal:d} THEN 'loyal' WHEN buys >= 2 THEN 'repeat' ELSE 'first' END"
        rank = "CASE {} WHEN 'first' THEN 1 WHEN 'repeat' THEN 2 WHEN 'loyal' THEN 3 ELSE 0 END"
        rows = work.execute(
            f"SELECT id, wanted FROM (SELECT id, stage, {wanted} AS wanted FROM "
            f"(SELECT id, stage, {_BUYS} AS buys FROM customer WHERE id IN ({marks})) WHERE buys > 0) "
            f"WHERE {rank.format('wanted')} > {rank.format('stage')}"
        ).fetchall()
        work.execute_many(
            "UPDATE customer SET stage = ?, row_version = row_version + 1, updated_at = ? WHERE id = ?",
            [(stage, work.now, customer_id) for customer_id, stage in rows],
        )
