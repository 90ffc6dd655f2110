"""Where a customer stands (potential, first purchase, repeat, loyal, lost), judged from what was bought, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.settings import LOYAL_ORDERS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.customers import Customer

LOST_DAYS = 365
"""Without a rhythm of their own, so many days away make a customer lost."""
LOST_GAPS = 4
"""With one, so many times the usual gap, but never less than :data:`LOST_AT_LEAST` days."""
LOST_AT_LEAST = 120

SHARE_A, SHARE_B = 0.2, 0.5
"""The parts of all buyers who are of priority A, and of A or B."""

_WAY = ("lead", "first", "repeat", "loyal")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``stage`` is a key of the lifecycle; ``why`` says what it rests on."""

    stage: str
    why: Text


@dataclass(frozen=True, slots=True)
class Conversion:
    """How often a visit ended in a purchase: days with an order of days seen (visits written down or bought)."""

    bought: int
    visits: int


@dataclass(frozen=True, slots=True)
class Priorities:
    """What the customers of priority A and B spent at least (minor units): A are the fifth who spend most, B those
    above the middle, C the other buyers.
    """

    a: int
    b: int

    def of(self, spent: int) -> str:
        """``A``, ``B`` or ``C``; empty for who has not bought."""
        if spent <= 0:
            return ""
        return "A" if spent >= self.a else "B" if spent >= self.b else "C"


def priorities(services: Services) -> Priorities:
    """Worked out over all live buyers; in a large shop worth keeping until orders change."""
    buyers = "FROM customer_stats WHERE total_spent > 0"
    count = services.db.execute_sql(f"SELECT count(*) {buyers}").fetchone()[0]

    def at(share: float) -> int:
        row = services.db.execute_sql(
            f"SELECT total_spent {buyers} ORDER BY total_spent DESC LIMIT 1 OFFSET ?",
            (max(0, round(count * share) - 1),),
        ).fetchone()
        return int(row[0]) if row else 0

    return Priorities(at(SHARE_A), at(SHARE_B))


def judge(
    customer: Customer, today: date, loyal_orders: int = LOYAL_ORDERS.default, purchases: int | None = None
) -> Judgement:
    """What the figures say, whatever stage is written down. ``purchases``: those of the orders that cost something."""
    bought = customer.orders if purchases is None else purchases
    if bought == 0 or customer.last_order is None:
        return Judgement("lead", N_("lifecycle", "has not bought yet"))
    away = (today - customer.last_order).days
    usual = customer.usual_days
    limit = max(LOST_AT_LEAST, usual * LOST_GAPS) if usual else LOST_DAYS
    if away > limit and usual:
        why = N_("lifecycle", "usually every {usual} days, now {n} days away").fill(usual=usual, n=away)
        return Judgement("lost", why)
    if away > limit:
        return Judgement("lost", N_("lifecycle", "last bought {n} days ago").fill(n=away))
    if bought == 1:
        return Judgement("first", N_("lifecycle", "bought once"))
    stage = "loyal" if bought >= loyal_orders else "repeat"
    return Judgement(stage, N_("lifecycle", "bought {n} times").fill(n=bought))


def moves_on(stage: str, judged: str) -> bool:
    """Whether the figures take a customer further than what is written down: along the way, or out of sight.

    Nobody is put back (won deals count too, which orders do not show), nor taken out of a stage of the shop's own.
    """
    if judged == "lost" or stage == "lost":
        return judged != stage and stage in (*_WAY, "lost")
    return stage in _WAY and _WAY.index(judged) > _WAY.index(stage)


def conversion(services: Services, customer_id: int) -> Conversion:
    """Purchases of visits: a day with an order counts as a visit even where nobody wrote the visit down.

    A return is a visit, but no purchase.
    """
    row = services.db.execute_sql(
        "SELECT count(*) FILTER (WHERE bought), count(*) FROM (SELECT day, max(bought) AS bought FROM ("
        "SELECT date AS day, total > 0 AS bought FROM sales_order WHERE customer_id = ? AND deleted_at IS NULL "
        "UNION ALL SELECT date(at / 1000, 'unixepoch', 'localtime'), 0 FROM activity "
        "WHERE customer_id = ? AND deleted_at IS NULL AND type = 'visit') GROUP BY day)",
        (customer_id, customer_id),
    ).fetchone()
    return Conversion(int(row[0]), int(row[1]))
