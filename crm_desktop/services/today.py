"""What the morning needs to know: what is due, who has a birthday, money to collect, deals and customers going cold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import local_date
from crm_desktop.services import rhythm
from crm_desktop.services.birthdays import BirthdayOf, BirthdayService
from crm_desktop.services.care_plan import CareDue, CarePlans
from crm_desktop.services.followups import FollowUp
from crm_desktop.services.followups_values import to_instant

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LIST_ROWS = 50
BIRTHDAY_ROWS = 20
SIDE_ROWS = 6
BIG = 20_000
"""From this many customers on, loading may take longer than a frame or two."""

_BINNED = "SELECT id FROM customer WHERE deleted_at IS NOT NULL"


def days_overdue(due: date | None, today: date) -> int:
    """How long money is overdue; 0 before the day agreed on, and where none was."""
    return max(0, (today - due).days) if due else 0


@dataclass(frozen=True, slots=True)
class Receivable:
    """What one customer owes (minor units); ``due``: the earliest day agreed on; ``since``: the oldest unpaid order."""

    customer_id: int
    name: str
    owed: int
    due: date | None
    since: date

    def days_late(self, today: date) -> int:
        """How long it is overdue; 0 when it is not."""
        return days_overdue(self.due, today)


@dataclass(frozen=True, slots=True)
class ColdDeal:
    """An open deal nobody touched for as long as its stage allows. ``amount`` is minor units."""

    deal_id: int
    title: str
    customer_id: int | None
    customer: str
    amount: int
    days: int


@dataclass(frozen=True, slots=True)
class LateCustomer:
    """Somebody who usually buys every ``usual_days`` and has not for ``days``."""

    customer_id: int
    name: str
    usual_days: int
    days: int


@dataclass(frozen=True, slots=True)
class TodayData:
    """Lists are cut to what fits the page; the counts and totals are whole. Money in minor units."""

    day: date
    overdue: list[FollowUp]
    overdue_count: int
    due: list[FollowUp]
    due_count: int
    done: list[FollowUp]
    done_count: int
    birthdays: list[BirthdayOf]
    birthday_count: int
    care: list[CareDue]
    """Whom the plan of their grade says to get in touch with."""
    care_count: int
    receivables: list[Receivable]
    receivable_count: int
    receivable_total: int
    cold_deals: list[ColdDeal]
    cold_count: int
    cold_total: int
    late_customers: list[LateCustomer]
    late_count: int
    month_sales: int
    month_sales_before: int
    open_deals: int
    open_deals_total: int
    is_new_shop: bool
    never_planned: bool
    """No follow-up was ever planned: nothing to do does not mean that all is done."""

    def todo(self) -> int:
        return self.overdue_count + self.due_count

    def sales_change(self) -> float | None:
        """Growth against the same days of last year (0.4 = 40 % more); None where there is nothing to compare."""
        if self.month_sales_before <= 0:
            return None
        return self.month_sales / self.month_sales_before - 1


class TodayService:
    def __init__(self, services: Services) -> None:
        self._s = services
        self.care = CarePlans(services)

    def load(self, today: date) -> TodayData:
        """Everything the page shows, read from one state of the data."""
        with self._s.snapshot():
            return self._load(today)

    def is_big(self) -> bool:
        """Whether the shop is so big that a window should load in the background."""
        (last,) = self._one("SELECT max(id) FROM customer")
        return (last or 0) >= BIG

    def _load(self, today: date) -> TodayData:
        followups = self._s.followups
        counts = followups.due_counts(today)
        receivables, receivable_count, receivable_total = self._receivables(today)
        cold, cold_count, cold_total = self._cold_deals(today)
        late, late_count = self._late_customers(today)
        open_deals, open_total = self._one(
            "SELECT count(*), coalesce(sum(amount), 0) FROM deal WHERE status = 'open' AND deleted_at IS NULL"
        )
        birthdays, birthday_count = BirthdayService(self._s).find(today, today + timedelta(days=6), BIRTHDAY_ROWS)
        care, care_count = self.care.due(today, SIDE_ROWS)
        year_ago, month_start_ago = _year_before(today), _year_before(today.replace(day=1))
        return TodayData(
            day=today,
            overdue=followups.overdue(today, limit=LIST_ROWS),
            overdue_count=counts.overdue,
            due=followups.due_on(today, limit=LIST_ROWS),
            due_count=counts.today,
            done=followups.done_on(today, limit=LIST_ROWS),
            done_count=followups.done_count(today),
            birthdays=birthdays,
            birthday_count=birthday_count,
            care=care,
            care_count=care_count,
            receivables=receivables,
            receivable_count=receivable_count,
            receivable_total=receivable_total,
            cold_deals=cold,
            cold_count=cold_count,
            cold_total=cold_total,
            late_customers=late,
            late_count=late_count,
            month_sales=self._sales(today.replace(day=1), today),
            month_sales_before=self._sales(month_start_ago, year_ago),
            open_deals=open_deals,
            open_deals_total=open_total,
            is_new_shop=self._is_new_shop(),
            never_planned=not self._one("SELECT EXISTS (SELECT 1 FROM follow_up WHERE deleted_at IS NULL)")[0],
        )

    def _receivables(self, today: date) -> tuple[list[Receivable], int, int]:
        """The most pressing first: what is due by the day it was due, then the largest amounts.

        CROSS JOIN keeps the order of the tables: from the few who owe, by the index of ``owed``.
        """
        count, total = self._one(
            "SELECT count(*), coalesce(sum(owed), 0) FROM customer_stats "
            f"WHERE owed > 0 AND customer_id NOT IN ({_BINNED})"
        )
        rows = self._all(
            "SELECT s.customer_id, (SELECT name FROM customer WHERE id = s.customer_id), s.owed, min(o.due) AS due, "
            "min(o.date) FROM customer_stats s CROSS JOIN sales_order o ON o.customer_id = s.customer_id "
            "AND o.deleted_at IS NULL AND o.total > o.paid "
            f"WHERE s.owed > 0 AND s.customer_id NOT IN ({_BINNED}) "
            "GROUP BY s.customer_id ORDER BY due IS NULL OR due > ?, CASE WHEN due <= ? THEN due END, s.owed DESC, "
            "s.customer_id LIMIT ?",
            (today.isoformat(), today.isoformat(), SIDE_ROWS),
        )
        found = [
            Receivable(customer_id, name, owed, date.fromisoformat(due) if due else None, date.fromisoformat(since))
            for customer_id, name, owed, due, since in rows
        ]
        return found, count, total

    def _cold_deals(self, today: date) -> tuple[list[ColdDeal], int, int]:
        """The most valuable first. As on the board, a step planned for today or later keeps a deal warm."""
        midnight = to_instant(datetime.combine(today, datetime.min.time()))
        touched = "max(d.stage_entered_at, d.value_at, coalesce(ds.last_touch_at, 0), coalesce(cs.last_contact_at, 0))"
        cold = (
            f"SELECT d.id, d.title, d.customer_id, coalesce(d.amount, 0) AS amount, {touched} AS touched "
            "FROM deal d JOIN stage st ON st.id = d.stage_id LEFT JOIN deal_stats ds ON ds.deal_id = d.id "
            "LEFT JOIN customer_stats cs ON cs.customer_id = d.customer_id "
            "WHERE d.status = 'open' AND d.deleted_at IS NULL AND st.rot_days > 0 "
            "AND (ds.next_follow_up IS NULL OR ds.next_follow_up < ?) "
            f"AND {touched} < ? - (st.rot_days - 1) * 86400000"
        )
        rows = self._all(
            "SELECT id, title, customer_id, (SELECT name FROM customer WHERE id = customer_id), amount, touched, "
            f"count(*) OVER (), sum(amount) OVER () FROM ({cold}) ORDER BY amount DESC, touched, id LIMIT ?",
            (today.isoformat(), midnight, SIDE_ROWS),
        )
        found = [
            ColdDeal(deal_id, title, customer_id, customer or "", amount, (today - local_date(at)).days)
            for deal_id, title, customer_id, customer, amount, at, _, _ in rows
        ]
        return found, rows[0][6] if rows else 0, rows[0][7] if rows else 0

    def _late_customers(self, today: date) -> tuple[list[LateCustomer], int]:
        """Those who spent most first: they are worth a call."""
        late, params = rhythm.past(today)
        rows = self._all(
            "SELECT customer_id, (SELECT name FROM customer WHERE id = customer_id), usual_days, last_order, "
            f"count(*) OVER () FROM customer_stats WHERE {late} AND customer_id NOT IN ({_BINNED}) "
            "ORDER BY total_spent DESC, customer_id LIMIT ?",
            (*params, SIDE_ROWS),
        )
        found = [LateCustomer(row[0], row[1], row[2], (today - date.fromisoformat(row[3])).days) for row in rows]
        return found, rows[0][4] if rows else 0

    def _sales(self, start: date, end: date) -> int:
        (total,) = self._one(
            "SELECT coalesce(sum(total), 0) FROM sales_order WHERE date BETWEEN ? AND ? AND deleted_at IS NULL",
            (start.isoformat(), end.isoformat()),
        )
        return int(total)

    def _is_new_shop(self) -> bool:
        """Nothing was entered yet."""
        (found,) = self._one(
            "SELECT EXISTS (SELECT 1 FROM customer WHERE deleted_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM follow_up WHERE deleted_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM deal WHERE deleted_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM sales_order WHERE deleted_at IS NULL)"
        )
        return not found

    def _one(self, sql: str, params: Sequence[Any] = ()) -> Any:
        return self._s.db.execute_sql(sql, params).fetchone()

    def _all(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        return list(self._s.db.execute_sql(sql, params).fetchall())


def _year_before(day: date) -> date:
    """The same day a year ago; 28 February for the 29th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
