"""Deals: reading them, writing them, and the one way in which a deal changes its stage or its status.

Form, drag, keyboard, bulk action and import all end in :meth:`DealsService._enter` and :meth:`DealsService._close`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.models.deal import Deal as DealTable
from crm_desktop.models.deal import DealMove
from crm_desktop.services.deals_board import DealBoard
from crm_desktop.services.deals_model import BoardFilter, Card, Deal, ForecastMonth, Move, Sums
from crm_desktop.services.deals_position import is_same_place, slot, top
from crm_desktop.services.deals_values import REASON_NEEDED, check, clean, plan_next, with_note_of_loss
from crm_desktop.services.orders_lifecycle import bump
from crm_desktop.services.orders_model import NewLine
from crm_desktop.services.pipelines import StageInfo

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_SQL = """
SELECT d.id, d.row_version, d.number, d.title, coalesce(c.name, ''), d.customer_id, p.key, d.pipeline_id, st.key,
    d.stage_id, d.stage_entered_at, d.amount, d.probability, d.probability_manual, d.expected_close,
    coalesce(s.name, ''), d.owner_id, d.source, d.competitor, d.tags, ds.next_follow_up, d.status, d.reason, d.closed,
    d.notes, d.position, d.created_at, d.updated_at, d.deleted_at
FROM deal d JOIN stage st ON st.id = d.stage_id JOIN pipeline p ON p.id = d.pipeline_id
LEFT JOIN customer c ON c.id = d.customer_id LEFT JOIN staff s ON s.id = d.owner_id
LEFT JOIN deal_stats ds ON ds.deal_id = d.id
"""


class DealsService:
    """``values`` and patches take the entity's field names; ``customer`` is an id, ``stage`` an id, key or name."""

    def __init__(self, services: Services) -> None:
        self._s = services

    @cached_property
    def board(self) -> DealBoard:
        """Cards and sums of the board and the forecast."""
        return DealBoard(self._s)

    # -- reading

    def get(self, deal_id: int) -> Deal:
        """Raises :class:`UserError` ``not_found``; a deal in the recycle bin is returned (``deleted``)."""
        found = self.rows([deal_id])
        if not found:
            raise UserError("not_found", N_("deal", "This deal does not exist any more."))
        return found[0]

    def rows(self, ids: Sequence[int]) -> list[Deal]:
        """The deals ``ids`` in that order; unknown ids are left out."""
        found: dict[int, Deal] = {}
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            for row in self._s.db.execute_sql(f"{_SQL} WHERE d.id IN ({','.join('?' * len(part))})", part):
                found[row[0]] = _deal(row)
        return [found[deal_id] for deal_id in ids if deal_id in found]

    def for_customer(self, customer_id: int) -> list[Deal]:
        """The customer's live deals: open ones first, then the newest."""
        sql = f"{_SQL} WHERE d.customer_id = ? AND d.deleted_at IS NULL ORDER BY d.status <> 'open', d.id DESC"
        return [_deal(row) for row in self._s.db.execute_sql(sql, (customer_id,))]

    def moves(self, deal_id: int) -> list[Move]:
        """The deal's way so far, in the order in which it went it, whatever the clock said."""
        rows = self._s.db.execute_sql(
            "SELECT id, from_stage_id, to_stage_id, status, at FROM deal_move WHERE deal_id = ? ORDER BY id",
            (deal_id,),
        )
        return [Move(row[0], row[1], row[2], row[3], from_ms(row[4])) for row in rows]

    def suggestions(self, field: str, limit: int = 100) -> list[str]:
        """What stands in ``source`` or ``competitor`` of other deals, most used first."""
        if field not in ("source", "competitor"):
            raise KeyError(field)
        rows = self._s.db.execute_sql(
            f"SELECT {field}, count(*) FROM deal WHERE deleted_at IS NULL AND {field} <> '' "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            (limit,),
        )
        return [row[0] for row in rows]

    def columns(self, pipeline_id: int, where: BoardFilter | None = None) -> dict[int, Sums]:
        """Sums of every stage, see :meth:`DealBoard.columns`."""
        return self.board.columns(pipeline_id, where or BoardFilter())

    def cards(
        self, stage_id: int, where: BoardFilter | None = None, *, offset: int = 0, limit: int = 50, sort: str = "manual"
    ) -> list[Card]:
        """The column's cards from ``offset``, see :meth:`DealBoard.cards`."""
        return self.board.cards(stage_id, where or BoardFilter(), offset=offset, limit=limit, sort=sort)

    def forecast(self, pipeline_id: int | None = None, where: BoardFilter | None = None) -> list[ForecastMonth]:
        """Open deals by the month of their expected close."""
        return self.board.forecast(pipeline_id, where or BoardFilter())

    # -- writing

    def check(self, values: Mapping[str, Any]) -> None:
        """Raise :class:`ValidationError` where :meth:`create` would; nothing is written."""
        check(self._s, values, new=True)
        self._wanted_stage(values)

    def create(self, work: UnitOfWork, values: Mapping[str, Any]) -> int:
        """A new deal at the top of its column; raises :class:`ValidationError`.

        A ``status`` of won or lost (an imported deal) closes it at once, with ``closed`` and ``reason``.
        """
        good = clean(self._s, work, values, new=True)
        stage = self._wanted_stage(values) or self._s.pipelines.stages(self._s.pipelines.first().id)[0]
        columns = dict(good)
        columns["number"] = self._number(work, columns.get("number", ""))
        status = columns.pop("status", "open")
        closing = {name: columns.pop(name) for name in ("reason", "closed") if name in columns}
        if columns.get("probability") is None:
            columns["probability"] = stage.probability
        else:
            columns["probability_manual"] = int(columns["probability"] != stage.probability)
        columns.setdefault("value_at", work.now)
        deal_id = work.insert(
            DealTable, pipeline=stage.pipeline_id, stage=stage.id, stage_entered_at=work.now,
            position=top(work, stage.id), **columns,
        )  # fmt: skip
        self._record(work, deal_id, None, stage.id, "open")
        if status != "open":
            self._close(work, deal_id, status, closing.get("closed"), closing.get("reason", ""))
        if values.get("next_follow_up"):
            plan_next(self._s, work, self.get(deal_id), values["next_follow_up"])
        return deal_id

    def update(self, work: UnitOfWork, deal_id: int, patch: Mapping[str, Any], version: int | None = None) -> None:
        """Change fields; only ``status`` ``open`` opens a closed deal again. Raises :class:`ValidationError`, and
        :class:`ConflictError` where the deal was changed since ``version``.
        """
        deal = self.get(deal_id)
        work.expect(DealTable, deal_id, version)
        columns = clean(self._s, work, patch, own=deal)
        status = columns.pop("status", deal.status)
        stage = self._wanted_stage(patch, deal)
        if "probability" in columns:
            wanted = columns.pop("probability")
            if wanted is None:
                columns["probability"] = (stage or self._s.pipelines.stage(deal.stage_id)).probability
                columns["probability_manual"] = 0
            elif wanted != deal.probability:
                columns.update(probability=wanted, probability_manual=1)
        if "amount" in columns and columns["amount"] != deal.amount:
            columns["value_at"] = work.now
        turned = ("reason", "closed") if status != deal.status else ()
        closing = {name: columns.pop(name) for name in turned if name in columns}
        if columns:
            work.numbers("deal").reserve(columns.get("number", ""))
            work.update(DealTable, deal_id, columns)
        if stage is not None and stage.id != deal.stage_id:
            self._enter(work, self.get(deal_id), stage, top(work, stage.id))
        if status != deal.status:
            if status == "open":
                self.reopen(work, deal_id)
            else:
                self._close(work, deal_id, status, closing.get("closed"), closing.get("reason", deal.reason))
        if "next_follow_up" in patch and plan_next(self._s, work, self.get(deal_id), patch["next_follow_up"]):
            work.touch(DealTable, deal_id)

    def move(
        self, work: UnitOfWork, deal_id: int, stage_id: int, *, after_id: int | None = None,
        before_id: int | None = None,
    ) -> bool:  # fmt: skip
        """Put the deal into a stage, right after or right before another card, else at the top of a new column.

        Returns whether anything changed; the same place writes nothing. The one way of every change of stage.
        """
        if self.is_same_place(deal_id, stage_id, after_id=after_id, before_id=before_id):
            return False
        stage = self._s.pipelines.stage(stage_id)
        self._enter(work, self.get(deal_id), stage, slot(work, stage_id, deal_id, after_id, before_id))
        return True

    def move_many(self, work: UnitOfWork, deal_ids: Sequence[int], stage_id: int) -> int:
        """Put several deals into a stage, keeping their order; returns how many moved."""
        return sum(self.move(work, deal_id, stage_id) for deal_id in reversed(deal_ids))

    def is_same_place(
        self, deal_id: int, stage_id: int, *, after_id: int | None = None, before_id: int | None = None
    ) -> bool:
        """Whether :meth:`move` would change nothing: ask before opening a unit of work."""
        return is_same_place(self._s.db, deal_id, stage_id, after_id, before_id)

    def win(
        self, work: UnitOfWork, deal_id: int, *, amount: int | None = None, closed: date | None = None,
        create_order: bool = False,
    ) -> int | None:  # fmt: skip
        """Close as won; the customer becomes a first or repeat buyer. Returns the id of the order made, if any."""
        if amount is not None:
            self.update(work, deal_id, {"amount": amount})
        self._close(work, deal_id, "won", closed.isoformat() if closed else None, "")
        if not create_order:
            return None
        deal = self.get(deal_id)
        line = NewLine(product=deal.title, price=deal.amount or 0, free=True)
        values = {"customer": deal.customer_id, "date": deal.closed, "deal": deal_id, "staff": deal.owner}
        return self._s.orders.create(work, {**values, "lines": [line], "notes": ""})

    def lose(
        self, work: UnitOfWork, deal_id: int, reason: str, *, competitor: str = "", note: str = "",
        closed: date | None = None, contact_again: date | None = None, contact_subject: str = "",
    ) -> None:  # fmt: skip
        """Close as lost; ``reason`` (key or label; made when new) is required. ``contact_again`` plans a follow-up."""
        deal = self.get(deal_id)
        key = self._s.choices.add(work, "lost_reason", reason) if reason.strip() else ""
        patch = {"competitor": competitor} if competitor.strip() else {}
        if note.strip():
            patch["notes"] = with_note_of_loss(deal.notes, note, closed or self._s.clock.today())
        if patch:
            self.update(work, deal_id, patch)
        self._close(work, deal_id, "lost", closed.isoformat() if closed else None, key)
        if contact_again is not None:
            subject = contact_subject or deal.title
            self._s.followups.create(
                work, {"customer": deal.customer_id, "deal": deal_id, "due": contact_again, "subject": subject,
                       "owner": deal.owner, "type": "call"},
            )  # fmt: skip

    def reopen(self, work: UnitOfWork, deal_id: int) -> None:
        """Back to the top of its last stage; does nothing to an open deal."""
        deal = self.get(deal_id)
        if deal.status == "open":
            return
        stage = self._s.pipelines.stage(deal.stage_id)
        patch: dict[str, Any] = {
            "status": "open", "closed": None, "reason": "", "stage_entered_at": work.now,
            "position": top(work, stage.id),
        }  # fmt: skip
        if not deal.probability_manual:
            patch["probability"] = stage.probability
        work.update(DealTable, deal_id, patch)
        self._record(work, deal_id, deal.stage_id, deal.stage_id, "open")

    def delete(self, work: UnitOfWork, deal_id: int) -> None:
        """Into the recycle bin."""
        work.delete(DealTable, deal_id)

    def restore(self, work: UnitOfWork, deal_id: int) -> None:
        """Out of the recycle bin; a number that was given again meanwhile is replaced."""
        deal = self.get(deal_id)
        taken = self._s.db.execute_sql(
            "SELECT 1 FROM deal WHERE number = ? AND number <> '' AND deleted_at IS NULL AND id <> ?",
            (deal.number, deal_id),
        ).fetchone()
        if taken:
            work.update(DealTable, deal_id, {"number": self._number(work)})
        work.put_back(DealTable, deal_id)

    # -- the one way of every change of stage or status

    def _enter(self, work: UnitOfWork, deal: Deal, stage: StageInfo, position: float) -> None:
        patch: dict[str, Any] = {"position": position}
        if stage.id != deal.stage_id:
            patch.update(stage=stage.id, pipeline=stage.pipeline_id, stage_entered_at=work.now)
            if deal.status == "open" and not deal.probability_manual:
                patch["probability"] = stage.probability
            self._record(work, deal.id, deal.stage_id, stage.id, deal.status)
        work.update(DealTable, deal.id, patch)

    def _close(self, work: UnitOfWork, deal_id: int, status: str, closed: str | None, reason: str) -> None:
        if status == "lost" and not reason:
            raise ValidationError(REASON_NEEDED, {"reason": REASON_NEEDED})
        deal = self.get(deal_id)
        day = closed or self._s.clock.today().isoformat()
        work.update(DealTable, deal_id, {"status": status, "closed": day, "reason": reason if status == "lost" else ""})
        self._record(work, deal_id, deal.stage_id, deal.stage_id, status)
        if status == "won" and deal.customer_id is not None:
            bump(work, (deal.customer_id,), self._s.settings)

    def _number(self, work: UnitOfWork, typed: str = "") -> str:
        """The next free number of today where none is typed."""
        work.numbers("deal").reserve(typed)
        return typed or work.numbers("deal").give(self._s.clock.today().isoformat())

    def _record(self, work: UnitOfWork, deal_id: int, before: int | None, after: int, status: str) -> None:
        work.insert(DealMove, deal=deal_id, from_stage_id=before, to_stage_id=after, status=status, at=work.now)

    def _wanted_stage(self, patch: Mapping[str, Any], deal: Deal | None = None) -> StageInfo | None:
        """The stage that ``stage`` and ``pipeline`` of a patch name, or None where they name none."""
        pipeline_id = deal.pipeline_id if deal else None
        if patch.get("pipeline"):
            pipeline_id = self._s.pipelines.find_pipeline(patch["pipeline"]).id
        if patch.get("stage"):
            stage = patch["stage"]
            within = None if isinstance(stage, int) else pipeline_id or self._s.pipelines.first().id
            return self._s.pipelines.find(stage, within)
        if pipeline_id is not None and (deal is None or pipeline_id != deal.pipeline_id):
            return self._s.pipelines.stages(pipeline_id)[0]
        return None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _deal(row: tuple[Any, ...]) -> Deal:
    values: list[Any] = [
        *row[:10], from_ms(row[10]), row[11], row[12], bool(row[13]), _date(row[14]), *row[15:19],
        tuple(json.loads(row[19])), _date(row[20]), row[21], row[22], _date(row[23]), row[24], row[25],
        from_ms(row[26]), from_ms(row[27]), row[28] is not None,
    ]  # fmt: skip
    return Deal(*values)


__all__ = ["BoardFilter", "Card", "Deal", "DealsService", "ForecastMonth", "Move", "Sums"]
