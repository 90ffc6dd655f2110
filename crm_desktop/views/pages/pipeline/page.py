"""The Pipeline page: the board of open deals, the list of all of them, and the forecast by month."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_, tr_
from crm_desktop.services.deals import BoardFilter, Card, Sums
from crm_desktop.services.deals_board import last_day
from crm_desktop.services.pipelines import StageInfo
from crm_desktop.views import prefs, theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.deal_close import LostDialog, WonDialog
from crm_desktop.views.list_export import ExportButton
from crm_desktop.views.page import Page
from crm_desktop.views.pages.pipeline.board import Board, ColumnSpec
from crm_desktop.views.pages.pipeline.closing_bar import ClosingBar
from crm_desktop.views.pages.pipeline.filter_bar import FOLDED, VIEWS, FilterBar
from crm_desktop.views.pages.pipeline.forecast import aim_of, month_specs, moved_to_month
from crm_desktop.views.pages.pipeline.list_view import DealList
from crm_desktop.views.pages.pipeline.strip import Strip
from crm_desktop.views.pages.pipeline.words import Words
from crm_desktop.views.theme import measures
from crm_desktop.views.toast import SECONDS_MOVE
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.menu import Menu

CHOSEN: prefs.Pref[int] = prefs.Pref("pipeline/chosen", 0)
"""Id of the pipeline that was shown last."""
VIEW: prefs.Pref[str] = prefs.Pref("pipeline/view", "board")


class PipelinePage(Page):
    """Named ``page_pipeline``; the board ``board``, its columns ``stage_<key>``."""

    key = "pipeline"
    touches = ("deals", "followups", "customers", "pipelines", "staff", "settings", "activities")

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.words = Words.of(ctx.services)
        self._sums = Sums()
        self._stages: list[StageInfo] = []
        self._new = QAction(theme.icon("plus", "accent_text"), "", self)
        self._new.setObjectName("new_deal")
        self._new.triggered.connect(self._new_deal)
        self.strip = Strip(self)
        self.bar = FilterBar(ctx, self)
        self.board = Board(self.words, self._describe, self)
        self.list = DealList(ctx, self)
        self.export = ExportButton(ctx, self.list.query, self)
        self.bar.add_list_tool(self.export)
        self.empty = EmptyState("pipeline", "", "", self, button_icon="plus")
        self.nothing = EmptyState("filter", "", "", self, primary=False)
        self.views = QStackedWidget(self)
        for view in (self.board, self.list, self.nothing):
            self.views.addWidget(view)
        self.closing = ClosingBar(self)
        self._build()
        self._connect()
        self.retranslate()
        self.bar.pipeline_id = ctx.prefs.get(CHOSEN)
        self.bar.views.set_current(ctx.prefs.get(VIEW) if ctx.prefs.get(VIEW) in VIEWS else VIEWS[0])

    def _build(self) -> None:
        self._whole = QWidget(self)
        self._box = QVBoxLayout(self._whole)
        self._box.setSpacing(0)
        self._box.addWidget(self.strip)
        self._box.addSpacing(12)
        self._box.addWidget(self.bar)
        self._box.addSpacing(12)
        self._box.addWidget(self.views, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.closing)
        self._set_margins()

    def _connect(self) -> None:
        board = self.board
        board.drag.set_zones(self.closing)
        board.moved.connect(self._moved)
        board.zone_dropped.connect(self._zone_dropped)
        board.opened.connect(self._open_card)
        board.deleted.connect(self._delete)
        board.add_asked.connect(self._add_in)
        board.part_asked.connect(self._filter_part)
        board.menu_asked.connect(self._card_menu)
        board.fold_asked.connect(self._fold)
        self.bar.fold_asked.connect(self._fold)
        board.stage_moved.connect(self._stage_moved)
        board.drag_started.connect(self._drag_started)
        board.drag_ended.connect(self._drag_ended)
        self.bar.changed.connect(board.unmark)
        self.bar.changed.connect(self.refresh)
        self.bar.view_chosen.connect(self._view_chosen)
        self.strip.attention.connect(lambda: self.bar.narrow(attention=not self.bar.filter.attention))
        self.strip.rotten.connect(lambda: self.bar.narrow(rotten=not self.bar.filter.rotten))
        self.strip.everything.connect(self.bar.clear)
        self.strip.goals.connect(self._goals)
        self.empty.clicked.connect(self._new_deal)
        self.ctx.navigator.made.connect(self._made)
        self.nothing.clicked.connect(self.bar.clear)
        theme.signals.changed.connect(self.update)

    # What the window asks ----------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Pipeline")

    def primary(self) -> QAction:
        return self._new

    def primary_steps_back(self) -> bool:
        return self._stack.currentWidget() is self.empty

    def is_editing(self) -> bool:
        return self.board.drag.is_dragging() or self.board.stages.is_dragging()

    def keyboard_place(self) -> QWidget | None:
        return self.board.keyboard_place() if self.board.isVisible() else None

    def retranslate(self) -> None:
        self._new.setText(self.tr("New deal"))
        self.empty.set_texts(
            self.tr("No deals yet. Write down who wants what, and drag it on as it gets closer."), self.tr("New deal")
        )
        self.nothing.set_texts(self.tr("No open deal fits the filter."), self.tr("Show everything"))
        self.bar.retranslate()
        self.closing.retranslate()
        self.list.retranslate()
        self.export.retranslate()

    def open_record(self, record_id: int) -> None:
        """Show the deal in its form, chosen on the board where it is open."""
        self._edit(record_id)

    def new_record(self, **defaults: Any) -> None:
        self.ctx.navigator.new("deal", **defaults)

    # Filling -----------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        services = self.ctx.services
        self.words = Words.of(services)
        self.bar.refresh()
        self.ctx.prefs.set(CHOSEN, self.bar.pipeline_id)
        self.board.delegate.compact = self.ctx.prefs.get(prefs.COMPACT)
        self.board.delegate.fields = services.pipelines.cards.fields(self.bar.pipeline_id)
        self._stages = services.pipelines.stages(self.bar.pipeline_id)
        none_yet = not services.db.execute_sql("SELECT 1 FROM deal WHERE deleted_at IS NULL LIMIT 1").fetchone()
        self._stack.setCurrentWidget(self.empty if none_yet else self._whole)
        if none_yet:
            self.head_changed.emit()
        where = self.bar.filter
        columns = services.deals.columns(self.bar.pipeline_id, where)
        self._sums = _add(list(columns.values()))
        self.strip.show_sums(self._sums, self.words, attention=where.attention, rotten=where.rotten)
        month = services.clock.today().strftime("%Y-%m")
        self.strip.show_aim(aim_of(services, self.bar.pipeline_id, month), self.words)
        self.closing.set_several(len(services.pipelines.all()) > 1)
        view = self.bar.views.current()
        if view == "list":
            self.list.show_filter(self.bar.pipeline_id, where, self.words)
            self.views.setCurrentWidget(self.list)
            return
        if not self._sums.count and not where.is_empty():
            self.views.setCurrentWidget(self.nothing)
            return
        self.board.stages.enabled = view == "board"
        self.board.drag.reorders = view == "board" and self.bar.sort == "manual"
        specs = self._stage_specs(columns) if view == "board" else month_specs(services, self.bar.pipeline_id, where)
        self.board.show_columns(specs, self.words)
        self.board.fold(self.ctx.prefs.get(FOLDED) if view == "board" else ())
        self.views.setCurrentWidget(self.board)

    def _stage_specs(self, columns: dict[int, Sums]) -> list[ColumnSpec]:
        return [
            ColumnSpec(
                f"stage_{stage.key}", stage.name, f"{stage.probability}%", columns.get(stage.id, Sums()),
                partial(self._load, stage.id),
            )
            for stage in self._stages
        ]  # fmt: skip

    def _load(self, stage_id: int, offset: int, limit: int) -> list[Card]:
        return self.ctx.services.deals.cards(
            stage_id, self.bar.filter, offset=offset, limit=limit, sort=self.bar.sort
        )  # fmt: skip

    def _describe(self, card: Card) -> str:
        """What a screen reader and the tooltip say of a card."""
        parts = (card.title, card.customer, self.words.money(card.amount), self.words.next_step(card), card.owner)
        return tr_("pipeline", ", ").join(part for part in parts if part)

    # Acting: each one change, with a toast that takes it back ------------------------------

    @Slot(object, str, object, object)
    def _moved(self, card: Card, name: str, above: int | None, below: int | None) -> None:
        if name.startswith("month_"):
            moved_to_month(self.ctx, card, name.removeprefix("month_"))
            return
        stage = next(stage for stage in self._stages if f"stage_{stage.key}" == name)
        deals = self.ctx.services.deals
        beside = {"after_id": above} if above is not None else {"before_id": below}
        group = self.board.group(card)
        if len(group) == 1 and deals.is_same_place(card.id, stage.id, **beside):
            return
        self.board.unmark()
        try:
            with self.ctx.services.write(N_("undo", "Move deal"), origin=self) as work:
                for before, deal_id in zip([None, *group], group, strict=False):
                    deals.move(work, deal_id, stage.id, **({"after_id": before} if before is not None else beside))
        except BaseException:
            self.refresh()
            raise
        self.board.choose(card.id)
        if stage.id != card.stage_id or len(group) > 1:
            text = self.tr("“{title}” moved to {stage}").format(title=card.title, stage=stage.name)
            if len(group) > 1:
                text = self.tr("{n} deals moved to {stage}").format(n=len(group), stage=stage.name)
            self.ctx.toasts.show(text, undo_change=work.id or None, seconds=SECONDS_MOVE)

    @Slot(object, str)
    def _zone_dropped(self, card: Card, zone: str) -> None:
        if zone == "won":
            WonDialog(self.ctx, self.window(), card.id).open()
        elif zone == "lost":
            LostDialog(self.ctx, self.window(), card.id).open()
        elif zone == "delete":
            self._delete(card)
        else:
            self._pipeline_menu(card).popup(self.closing.mapToGlobal(QPoint(self.closing.width() - 240, -80)))

    @Slot(object)
    def _delete(self, card: Card) -> None:
        group = self.board.group(card)
        self.board.unmark()
        with self.ctx.services.write(N_("undo", "Delete deal")) as work:
            for deal_id in group:
                self.ctx.services.deals.delete(work, deal_id)
        text = self.tr("“{title}” deleted").format(title=card.title)
        if len(group) > 1:
            text = self.tr("{n} deals deleted").format(n=len(group))
        self.ctx.toasts.show(text, undo_change=work.id, seconds=SECONDS_MOVE)

    @Slot(object)
    def _open_card(self, card: Card) -> None:
        self._edit(card.id)

    def _edit(self, deal_id: int) -> None:
        from crm_desktop.views.dialogs.deal import DealDialog

        self.board.choose(deal_id)
        DealDialog(self.ctx, self.window(), deal_id).open()

    @Slot(str, object)
    def _made(self, kind: str, record_id: int) -> None:
        """The keyboard goes on to the card of the new deal."""
        if kind == "deal" and self.board.isVisible() and self.board.choose(record_id):
            place = self.board.keyboard_place()
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _new_deal(self) -> None:
        self.ctx.navigator.new("deal", pipeline_id=self.bar.pipeline_id)

    @Slot(str)
    def _add_in(self, name: str) -> None:
        if name.startswith("month_"):
            day = last_day(name.removeprefix("month_"))
            self.ctx.navigator.new("deal", pipeline_id=self.bar.pipeline_id, expected_close=day)
            return
        stage = next(stage for stage in self._stages if f"stage_{stage.key}" == name)
        self.ctx.navigator.new("deal", stage=stage.id)

    @Slot(str)
    def _filter_part(self, state: str) -> None:
        self.bar.narrow(state=None if self.bar.filter.state == state else state)

    @Slot(str)
    def _fold(self, name: str) -> None:
        """Fold an open column, open a folded one; folding says nothing about its deals."""
        if not name.startswith("stage_"):
            return
        folded = self.ctx.prefs.get(FOLDED)
        folded = [one for one in folded if one != name] if name in folded else [*folded, name]
        self.ctx.prefs.set(FOLDED, folded)
        self.board.fold(folded)

    @Slot(str)
    def _view_chosen(self, view: str) -> None:
        self.ctx.prefs.set(VIEW, view)
        self.refresh()

    @Slot(str, int)
    def _stage_moved(self, name: str, to: int) -> None:
        """A column was dragged, or moved by keys, to another place."""
        moved = next(stage for stage in self._stages if f"stage_{stage.key}" == name)
        order = [stage.id for stage in self._stages if stage is not moved]
        order.insert(to, moved.id)
        self.bar.keeper.put_stages(self.bar.pipeline_id, moved.name, order)

    @Slot()
    def _goals(self) -> None:
        self.bar.keeper.set_goals(self.bar.pipeline_id)

    @Slot(object, QPoint)
    def _card_menu(self, card: Card, at: QPoint) -> None:
        menu = Menu(self)
        menu.add(self.tr("Open"), lambda: self._edit(card.id), "pencil", key=self.tr("Enter"))
        if card.customer_id is not None:
            menu.add(self.tr("Customer"), lambda: self.ctx.navigator.open("customer", card.customer_id or 0), "user")
        follow_up = {"customer_id": card.customer_id, "deal_id": card.id}
        menu.add(self.tr("Plan next step …"), lambda: self.ctx.navigator.new("follow_up", **follow_up), "calendar")
        menu.addSeparator()
        for stage in self._stages:
            if stage.id != card.stage_id:
                text = self.tr("Move to {stage}").format(stage=stage.name)
                menu.add(text, partial(self._moved, card, f"stage_{stage.key}", None, None), "arrow-right")
        others = [one for one in self.ctx.services.pipelines.all() if one.id != self.bar.pipeline_id]
        if others:
            menu.add(self.tr("To another pipeline …"), lambda: self._pipeline_menu(card).popup(at), "board")
        menu.addSeparator()
        menu.add(self.tr("Won …"), lambda: self._zone_dropped(card, "won"), "check-circle")
        menu.add(self.tr("Lost …"), lambda: self._zone_dropped(card, "lost"), "x")
        menu.add(self.tr("Delete"), lambda: self._delete(card), "trash", key=self.tr("Del"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _pipeline_menu(self, card: Card) -> Menu:
        menu = Menu(self)
        for pipeline in self.ctx.services.pipelines.all():
            if pipeline.id != self.bar.pipeline_id:
                for stage in self.ctx.services.pipelines.stages(pipeline.id):
                    menu.add(f"{pipeline.name} · {stage.name}", partial(self._to_pipeline, card, stage))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _to_pipeline(self, card: Card, stage: StageInfo) -> None:
        with self.ctx.services.write(N_("undo", "Move deal")) as work:
            self.ctx.services.deals.move(work, card.id, stage.id)
        text = self.tr("“{title}” moved to {stage}").format(title=card.title, stage=stage.name)
        self.ctx.toasts.show(text, undo_change=work.id, seconds=SECONDS_MOVE)

    # The drag and the size ---------------------------------------------------------------

    @Slot()
    def _drag_started(self) -> None:
        self.closing.setVisible(self.bar.views.current() == "board")

    @Slot()
    def _drag_ended(self) -> None:
        self.closing.hide()
        self.refresh_if_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        margin = measures.page_margin(self.window().width())
        self._box.setContentsMargins(margin, 0, margin, measures.GAP)
        self.closing.set_margin(margin)


def _add(parts: list[Sums]) -> Sums:
    names = Sums.__dataclass_fields__
    return Sums(**{name: sum(getattr(part, name) for part in parts) for name in names})


__all__ = ["BoardFilter", "PipelinePage"]
