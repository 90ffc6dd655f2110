"""The board's queries: sums over all cards of each column, and the cards themselves a page at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.text import fold
from crm_desktop.services.deals_model import WEIGHTED, BoardFilter, Card, ForecastMonth, Sums
from crm_desktop.services.grams import needle

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_DAY_MS = 86_400_000

_FROM = (
    " FROM deal d JOIN stage st ON st.id = d.stage_id LEFT JOIN deal_stats ds ON ds.deal_id = d.id "
    "LEFT JOIN customer_stats cs ON cs.customer_id = d.customer_id"
)
_TOUCH = "max(d.stage_entered_at, d.value_at, coalesce(ds.last_touch_at, 0), coalesce(cs.last_contact_at, 0))"
"""The rotting clock: the last contact with the customer, note, change of stage or edit of the value."""

_STATE = (
    "CASE WHEN ds.next_follow_up IS NULL THEN 'none' WHEN ds.next_follow_up < :today THEN 'overdue' "
    "WHEN ds.next_follow_up = :today THEN 'today' ELSE 'later' END"
)
_ROTTEN = (
    "(st.rot_days > 0 AND (ds.next_follow_up IS NULL OR ds.next_follow_up < :today) "
    f"AND {_TOUCH} < :midnight - (st.rot_days - 1) * {_DAY_MS})"
)
"""A step planned for today or later stops the rot until it is due."""

_SORTS = {
    "manual": "d.position, d.id",
    "amount": "d.amount IS NULL, d.amount DESC, d.id",
    "date": "d.expected_close IS NULL, d.expected_close, d.id",
    "next": "ds.next_follow_up IS NULL, ds.next_follow_up, d.id",
}


@dataclass(frozen=True, slots=True)
class _Where:
    sql: str
    params: dict[str, Any]


class DealBoard:
    """Reads only; every figure comes from the database and so counts cards that are not loaded too."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def columns(self, pipeline_id: int, where: BoardFilter) -> dict[int, Sums]:
        """Sums by stage id; every stage of the pipeline has an entry."""
        found = self._where(where, "d.pipeline_id = :pipeline", {"pipeline": pipeline_id})
        states = "".join(f", sum({_STATE} = '{state}')" for state in ("overdue", "today", "later", "none"))
        rows = self._run(
            "SELECT d.stage_id, count(*), coalesce(sum(d.amount), 0), "
            f"sum({WEIGHTED}), sum({_ROTTEN}){states}, "
            f"sum(max(0, (:midnight + {_DAY_MS} - 1 - d.stage_entered_at) / {_DAY_MS}))"
            f"{_FROM}{found.sql} GROUP BY d.stage_id",
            found.params,
        )
        sums = {row[0]: Sums(*row[1:]) for row in rows}
        return {stage.id: sums.get(stage.id, Sums()) for stage in self._s.pipelines.stages(pipeline_id)}

    def cards(
        self, stage_id: int, where: BoardFilter, *, offset: int = 0, limit: int = 50, sort: str = "manual"
    ) -> list[Card]:
        """``limit`` cards of the column from ``offset`` on."""
        found = self._where(where, "d.stage_id = :stage", {"stage": stage_id})
        return self._cards(found, _SORTS[sort], offset, limit)

    def month_cards(
        self, pipeline_id: int | None, month: str, where: BoardFilter, *, offset: int = 0, limit: int = 50
    ) -> list[Card]:
        """Cards of one column of the forecast (see :class:`ForecastMonth`)."""
        condition, params = self._pipeline(pipeline_id)
        found = self._where(where, f"{condition}{_MONTH} = :month", {**params, "month": month})
        return self._cards(found, _SORTS["date"], offset, limit)

    def forecast(self, pipeline_id: int | None, where: BoardFilter) -> list[ForecastMonth]:
        """One entry a month in order: those past their date first, those without a date last."""
        condition, params = self._pipeline(pipeline_id)
        found = self._where(where, f"{condition}1", params)
        rows = self._run(
            f"SELECT {_MONTH} AS month, count(*), coalesce(sum(d.amount), 0), "
            f"sum({WEIGHTED}){_FROM}{found.sql} GROUP BY 1",
            found.params,
        )
        months = [ForecastMonth(*row) for row in rows]
        rank = {"overdue": 0, "none": 2}
        return sorted(months, key=lambda month: (rank.get(month.month, 1), month.month))

    def place_of(self, deal_id: int, where: BoardFilter, sort: str = "manual") -> int | None:
        """How many cards stand above the deal in its column; None when the filter hides it or it is not open."""
        row = self._s.db.execute_sql("SELECT stage_id FROM deal WHERE id = ?", (deal_id,)).fetchone()
        if row is None:
            return None
        found = self._where(where, "d.stage_id = :stage", {"stage": row[0]})
        ids = self._run(f"SELECT d.id{_FROM}{found.sql} ORDER BY {_SORTS[sort]}", found.params)
        return next((place for place, (other,) in enumerate(ids) if other == deal_id), None)

    def attention_count(self) -> int:
        """Open deals of all pipelines that need doing: their next step is overdue, or there is none."""
        sql = (
            "SELECT count(*) FROM deal d LEFT JOIN deal_stats ds ON ds.deal_id = d.id WHERE d.status = 'open' "
            "AND d.deleted_at IS NULL AND (ds.next_follow_up IS NULL OR ds.next_follow_up < ?)"
        )
        return int(self._s.db.execute_sql(sql, (self._s.clock.today().isoformat(),)).fetchone()[0])

    def tags(self) -> list[str]:
        """Tags used on open deals."""
        rows = self._s.db.execute_sql(
            "SELECT DISTINCT j.value FROM deal d, json_each(d.tags) j WHERE d.status = 'open' AND d.deleted_at IS NULL "
            "AND d.tags <> '[]' ORDER BY 1"
        )
        return [row[0] for row in rows]

    def _cards(self, found: _Where, order: str, offset: int, limit: int) -> list[Card]:
        rows = self._run(
            "SELECT d.id, d.title, coalesce(c.name, ''), d.customer_id, d.amount, d.probability, coalesce(s.name, ''), "
            f"d.tags, d.expected_close, d.stage_id, d.stage_entered_at, {_STATE}, ds.next_follow_up, "
            f"coalesce(f.time, ''), {_ROTTEN}, {_TOUCH}{_FROM} LEFT JOIN customer c ON c.id = d.customer_id "
            "LEFT JOIN staff s ON s.id = d.owner_id LEFT JOIN follow_up f ON f.id = ds.next_follow_up_id"
            f"{found.sql} ORDER BY {order} LIMIT :limit OFFSET :offset",
            {**found.params, "limit": limit, "offset": offset},
        )
        today = self._s.clock.today()
        return [_card(row, today) for row in rows]

    def _pipeline(self, pipeline_id: int | None) -> tuple[str, dict[str, Any]]:
        return ("", {}) if pipeline_id is None else ("d.pipeline_id = :pipeline AND ", {"pipeline": pipeline_id})

    def _where(self, where: BoardFilter, condition: str, params: dict[str, Any]) -> _Where:
        today = self._s.clock.today()
        midnight = to_ms(datetime(today.year, today.month, today.day).astimezone())
        params = {**params, "today": today.isoformat(), "midnight": midnight}
        parts = ["d.deleted_at IS NULL", "d.status = 'open'", condition]
        simple = {
            "d.owner_id = :owner": where.owner_id or None,
            "d.expected_close >= :close_from": where.close_from.isoformat() if where.close_from else None,
            "d.expected_close <= :close_to": where.close_to.isoformat() if where.close_to else None,
            "d.amount >= :min_amount": where.min_amount,
            f"{_STATE} = :state": where.state,
            "EXISTS (SELECT 1 FROM json_each(d.tags) j WHERE j.value = :tag)": where.tag or None,
        }
        for sql, value in simple.items():
            if value is not None:
                parts.append(sql)
                params[sql.rpartition(":")[2].rstrip(")")] = value
        if where.owner_id == 0:
            parts.append("d.owner_id IS NULL")
        if where.rotten:
            parts.append(_ROTTEN)
        if where.attention:
            parts.append("(ds.next_follow_up IS NULL OR ds.next_follow_up < :today)")
        for place, word in enumerate(fold(where.search).split()):
            name = f"word{place}"
            params[name] = needle(word)
            parts.append(f"d.id IN (SELECT rowid FROM search_deal WHERE search_deal MATCH :{name})")
        return _Where(" WHERE " + " AND ".join(parts), params)

    def _run(self, sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._s.db.execute_sql(sql, params).fetchall()
        return rows


_MONTH = (
    "CASE WHEN d.expected_close IS NULL THEN 'none' WHEN d.expected_close < :today THEN 'overdue' "
    "ELSE substr(d.expected_close, 1, 7) END"
)


def last_day(month: str) -> date:
    """The last day of ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _card(row: tuple[Any, ...], today: date) -> Card:
    entered, touched = local_date(row[10]), local_date(row[15])
    values: list[Any] = [
        *row[:7], tuple(json.loads(row[7])), date.fromisoformat(row[8]) if row[8] else None, row[9],
        max(0, (today - entered).days), row[11], date.fromisoformat(row[12]) if row[12] else None, row[13],
        (today - touched).days if row[14] else 0,
    ]  # fmt: skip
    return Card(*values)
