"""All deals of a pipeline as a list, closed ones too: what the board can't show."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.core.entities import DEALS
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.deals import BoardFilter, Deal
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.pipeline.words import Words
from crm_desktop.views.qtmodels.columns import Cell, Column, ColumnKind
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.table_memory import TableMemory
from crm_desktop.views.widgets import words as shown
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState


class _Source:
    """The list service with a query bound to it."""

    def __init__(self, services: Services, query: ListQuery) -> None:
        self._services, self._query = services, query

    def first(self, limit: int) -> Sequence[Any]:
        return self._services.listing.first(self._query, limit)

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._services.listing.ids(self._query, ctx)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._services.listing.rows("deals", ids)


class DealList(QWidget):
    """Named ``deal_table`` inside; Enter opens the deal."""

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._words: Words | None = None
        self.table = DataTable(self)
        self.table.setObjectName("deal_table")
        self.memory = TableMemory(self.table, ctx.prefs, "deals")
        kept = self.memory.arrangement()
        self._query = ListQuery("deals", sort=kept.sort or "created", descending=kept.descending or not kept.sort)
        self.model = PagedModel([], self)
        self.nothing = EmptyState("filter", "", "", self, primary=False)
        listed = QWidget(self)
        box = QVBoxLayout(listed)
        box.setContentsMargins(0, 0, 0, 8)
        box.addWidget(self.table)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(listed)
        self._stack.addWidget(self.nothing)
        self.table.opened.connect(self._open)
        self.table.sort_wanted.connect(self._sort)
        self._has_model = False

    def retranslate(self) -> None:
        self.table.setAccessibleName(tr_("pipeline", "Deals"))
        self.nothing.set_texts(tr_("pipeline", "No deal fits the filter."))

    def show_filter(self, pipeline_id: int, where: BoardFilter, words: Words) -> None:
        """List what the board's filter lets through, open and closed."""
        self._words = words
        services = self._ctx.services
        key = next(found.key for found in services.pipelines.all() if found.id == pipeline_id)
        filters = [Filter("pipeline", "eq", key)]
        if where.owner_id:
            filters.append(Filter("owner", "eq", services.staff.names().get(where.owner_id, "")))
        if where.owner_id == 0:
            filters.append(Filter("owner", "empty"))
        if where.tag:
            filters.append(Filter("tags", "eq", where.tag))
        if where.close_to is not None:
            filters.append(Filter("expected_close", "le", where.close_to))
        today = services.clock.today()
        if where.attention or where.state == "none":
            filters.append(Filter("status", "eq", "open"))
        if where.state == "none":
            filters.append(Filter("next_follow_up", "empty"))
        elif where.state == "overdue":
            filters.append(Filter("next_follow_up", "lt", today))
        elif where.state == "today":
            filters.append(Filter("next_follow_up", "eq", today))
        self._query = self._query.with_(search=where.search, filters=tuple(filters))
        self._load()

    def query(self) -> ListQuery:
        """What is listed now, in its order."""
        return self._query

    def _load(self) -> None:
        self.model.set_columns(self.memory.arrange(self._columns()))
        if not self._has_model:
            self.table.setModel(self.model)
            self._has_model = True
        self.table.set_sorted(self._query.sort, self._query.descending)
        self.model.load(_Source(self._ctx.services, self._query), self._run_ids)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _run_ids(self, fn: Callable[[JobContext], array[int]], done: Callable[[array[int]], None]) -> None:
        self._ctx.jobs.run(fn, tr_("pipeline", "Loading the list"), on_done=done, quiet=True)

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        self._query = self._query.with_(sort=key, descending=descending)
        self.memory.set_sort(key, descending)
        self._load()

    @Slot(object)
    def _open(self, deal_id: int) -> None:
        self._ctx.navigator.open("deal", deal_id)

    def _columns(self) -> list[Column]:
        words = self._words
        assert words is not None
        stages = {stage.id: stage.name for stage in self._ctx.services.pipelines.stages()}

        def status(deal: Deal) -> Cell:
            said = {"open": tr_("pipeline", "Open"), "won": tr_("pipeline", "Won"), "lost": tr_("pipeline", "Lost")}
            won = deal.status == "won"
            return Cell(said[deal.status], state="done" if won else "", tone="good" if won else "")

        def next_step(deal: Deal) -> Cell:
            if deal.status != "open" or deal.next_follow_up is None:
                return Cell()
            state = shown.day_state(deal.next_follow_up, words.today)
            return Cell(words.day(deal.next_follow_up), state=state, tone="bad" if state == "overdue" else "")

        def chance(deal: Deal) -> str:
            return f"{deal.probability}%" if deal.status == "open" else ""

        def day(deal: Deal) -> str:
            return words.day(deal.expected_close) if deal.expected_close else ""

        return [
            _column("title", "name", 170, 3, lambda deal: Cell(deal.title, strong=True)),
            _column("customer", "text", 132, 3, lambda deal: deal.customer),
            _column("amount", "money", 88, 0, lambda deal: words.money(deal.amount)),
            _column("stage", "text", 110, 1, lambda deal: stages.get(deal.stage_id, "")),
            _column("probability", "number", 78, 0, chance),
            _column("expected_close", "date", 106, 0, day),
            _column("next_follow_up", "state", 100, 0, next_step),
            _column("status", "state", 62, 0, status),
            _column("owner", "text", 80, 1, lambda deal: deal.owner),
        ]


def _column(key: str, kind: ColumnKind, width: int, stretch: int, cell: Callable[[Deal], Cell | str]) -> Column:
    return Column(key, DEALS.field(key).label, cell, kind, width, stretch, sort=key)
