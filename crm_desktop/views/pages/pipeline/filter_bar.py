"""The row over the columns: which pipeline, what narrows it, and board, list or forecast."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.dates import plain_date
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import language, tr_
from crm_desktop.core.money import parse_money
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.deals import BoardFilter
from crm_desktop.views import prefs
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.pipeline.keeper import Keeper
from crm_desktop.views.pages.pipeline.saved import ENTITY, closing_days, from_query
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.flow import FlowLayout
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.pills import Chip, state_word
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Segmented

VIEWS = ("board", "list", "forecast")
FOLDED: prefs.Pref[list[str]] = prefs.Pref("pipeline/folded", cast("list[str]", []))
"""Object names of the columns that are folded."""


class FilterBar(QWidget):
    """``changed`` is sent when the filter or the pipeline differs, ``view_chosen(key)`` for another view."""

    changed = Signal()
    view_chosen = Signal(str)
    fold_asked = Signal(str)
    """Object name of a column."""

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.keeper = Keeper(ctx, self)
        self.keeper.made.connect(self._choose_pipeline)
        self.filter = BoardFilter()
        self.pipeline_id = 0
        self.sort = "manual"
        self._chips: list[Chip] = []
        self.pipeline = Button("", "plain", menu_arrow=True)
        self.pipeline.setObjectName("choose_pipeline")
        self.field = SearchField("", self, icon="filter")
        self.field.setObjectName("pipeline_filter")
        self.owner = Button("", "plain", menu_arrow=True)
        self.owner.setObjectName("choose_owner")
        self.add = Button("", "quiet", "plus")
        self.add.setObjectName("add_condition")
        self.more = Button("", "quiet", "dots")
        self.more.setObjectName("pipeline_more")
        self.views = Segmented([(key, key) for key in VIEWS], self)
        self.views.setObjectName("pipeline_view")
        self._first = QWidget(self)
        self._row = QHBoxLayout(self._first)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for widget in (self.pipeline, self.field, self.owner, self.add):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._tools: list[QWidget] = []
        for last in (self.more, self.views):
            self._row.addWidget(last)
        order = (self.pipeline, self.field, self.owner, self.add, self.more, self.views)
        for before, after in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._first.setFixedHeight(32)
        self._second = QWidget(self)
        self._flow = FlowLayout(self._second, 8, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._first)
        box.addWidget(self._second)
        self._second.hide()
        self.field.setFixedWidth(184)
        self.pipeline.clicked.connect(self._pipelines)
        self.owner.clicked.connect(self._owners)
        self.add.clicked.connect(self._conditions)
        self.more.clicked.connect(self._more)
        self.field.search.connect(lambda text: self.narrow(search=text))
        self.views.chosen.connect(self.view_chosen)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.set_placeholder(tr_("pipeline", "Filter this board"))
        self.add.setText(tr_("pipeline", "Condition"))
        self.more.set_tooltip(tr_("pipeline", "Sorting, stages, cards and goals"))
        words = (tr_("pipeline", "Board"), tr_("pipeline", "List"), tr_("pipeline", "Forecast"))
        self.views.set_choices(list(zip(VIEWS, words, strict=True)))

    def add_list_tool(self, button: QWidget) -> None:
        """A button that stands here while the list is shown."""
        self._row.insertWidget(self._row.indexOf(self.more), button)
        self._tools.append(button)
        QWidget.setTabOrder(self.add, button)
        QWidget.setTabOrder(button, self.more)
        button.setVisible(self.views.current() == "list")

    def narrow(self, **parts: object) -> None:
        """Change parts of the filter."""
        made = replace(self.filter, **parts)  # type: ignore[arg-type]
        if made != self.filter:
            self.filter = made
            self.changed.emit()

    def clear(self) -> None:
        """Show everything again."""
        self.field.clear()
        self.filter = BoardFilter()
        self.changed.emit()

    def refresh(self) -> None:
        """Names of pipeline and owner, and a chip for each further condition."""
        pipelines = self._ctx.services.pipelines.all()
        if self.pipeline_id not in {found.id for found in pipelines}:
            self.pipeline_id = pipelines[0].id
        self.pipeline.setText(next(found.name for found in pipelines if found.id == self.pipeline_id))
        names = self._ctx.services.staff.names()
        owner = self.filter.owner_id
        nobody, everybody = tr_("pipeline", "nobody"), tr_("pipeline", "everybody")
        who = everybody if owner is None else names.get(owner, nobody)
        self.owner.setText(tr_("pipeline", "Owner: {name}", name=who))
        for chip in self._chips:
            (self._row if chip.parentWidget() is self._first else self._flow).removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for name, text, parts in self._conditions_on():
            chip = Chip(name, text, self._first)
            chip.removed.connect(lambda empty=parts: self.narrow(**empty))
            self._chips.append(chip)
        for widget in (self.pipeline, self.owner, self.add):
            widget.updateGeometry()
        for tool in self._tools:
            tool.setVisible(self.views.current() == "list")
        self._place_chips()

    def _place_chips(self) -> None:
        """Beside the filter where they fit, else in a line of their own."""
        tools = [tool for tool in self._tools if not tool.isHidden()]
        fixed = (self.pipeline, self.field, self.owner, self.add, *tools, self.more, self.views)
        widths = [widget.sizeHint().width() for widget in (*fixed[:1], *fixed[2:], *self._chips)] + [self.field.width()]
        fits = sum(widths) + self._row.spacing() * len(widths) + 8 <= self.width()
        for at, chip in enumerate(self._chips):
            (self._row if chip.parentWidget() is self._first else self._flow).removeWidget(chip)
            chip.setParent(self._first if fits else self._second)
            if fits:
                self._row.insertWidget(3 + at, chip)
            else:
                self._flow.addWidget(chip)
            chip.show()
        self._second.setVisible(bool(self._chips) and not fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._chips:
            self._place_chips()

    def _conditions_on(self) -> list[tuple[str, str, dict[str, object]]]:
        """What each condition is about, what it says, and the parts that take it away again."""
        on: list[tuple[str, str, dict[str, object]]] = []
        f = self.filter
        if f.tag:
            on.append((tr_("pipeline", "Tag"), f.tag, {"tag": ""}))
        if f.close_to is not None:
            day = plain_date(f.close_to, language(), year=False)
            text = tr_("pipeline", "until {day}", day=day)
            on.append((tr_("pipeline", "Closing"), text, {"close_from": None, "close_to": None}))
        if f.min_amount is not None:
            least = words.amount(f.min_amount, self._ctx.services.settings.get(CURRENCY))
            on.append((tr_("pipeline", "Amount"), tr_("pipeline", "from {amount}", amount=least), {"min_amount": None}))
        if f.rotten:
            on.append((tr_("pipeline", "Deals"), tr_("pipeline", "idle"), {"rotten": False}))
        if f.attention:
            on.append((tr_("pipeline", "Deals"), tr_("pipeline", "need doing"), {"attention": False}))
        if f.state:
            on.append((tr_("pipeline", "Next step"), state_word(f.state), {"state": None}))
        return on

    # Menus ------------------------------------------------------------------------------

    def _pipelines(self) -> None:
        menu = Menu(self)
        every, chosen = self._ctx.services.pipelines.all(), self.pipeline_id
        for found in every:
            menu.add(found.name, partial(self._choose_pipeline, found.id), checked=found.id == chosen)
        menu.addSeparator()
        menu.add(tr_("pipeline", "Set up stages …"), partial(self.keeper.set_up, self.pipeline_id), "sliders")
        menu.add(tr_("pipeline", "Rename …"), partial(self.keeper.rename, chosen), "pencil")
        empty = len(every) > 1 and not self._ctx.services.pipelines.deals_of(chosen)
        if len(every) > 1:
            menu.add(
                tr_("pipeline", "Delete (only when empty)"), partial(self.keeper.delete, chosen), "trash", enabled=empty
            )
        menu.addSeparator()
        menu.add(tr_("pipeline", "New pipeline …"), self.keeper.add, "plus")
        menu.show_under(self.pipeline)

    def _choose_pipeline(self, pipeline_id: int) -> None:
        if pipeline_id != self.pipeline_id:
            self.pipeline_id = pipeline_id
            self.changed.emit()

    def _owners(self) -> None:
        menu, chosen = Menu(self), self.filter.owner_id
        menu.add(tr_("pipeline", "Everybody"), lambda: self.narrow(owner_id=None), checked=chosen is None)
        for member in self._ctx.services.staff.all():
            menu.add(member.name, partial(self.narrow, owner_id=member.id), checked=chosen == member.id)
        menu.add(tr_("pipeline", "Nobody"), lambda: self.narrow(owner_id=0), checked=chosen == 0)
        menu.show_under(self.owner)

    def _conditions(self) -> None:
        menu = Menu(self)
        self._add_saved(menu)
        menu.add(tr_("pipeline", "Without next step"), lambda: self.narrow(state="none"))
        menu.add(tr_("pipeline", "Overdue"), lambda: self.narrow(state="overdue"))
        menu.add(tr_("pipeline", "Due today"), lambda: self.narrow(state="today"))
        menu.add(tr_("pipeline", "Idle for too long"), lambda: self.narrow(rotten=True))
        menu.addSeparator()
        words_ = {
            "week": tr_("pipeline", "Closing this week"),
            "month": tr_("pipeline", "Closing this month"),
            "next_month": tr_("pipeline", "Closing until the end of next month"),
        }
        for key, until in closing_days(self._ctx.services.clock.today()).items():
            menu.add(words_[key], partial(self.narrow, close_from=None, close_to=until))
        menu.addSeparator()
        menu.add(tr_("pipeline", "From an amount …"), self._ask_amount)
        tags = self._ctx.services.deals.board.tags()
        if tags:
            menu.addSeparator()
        for tag in tags[:12]:
            menu.add(tr_("pipeline", "Tag {tag}", tag=tag), partial(self.narrow, tag=tag), "tag")
        menu.show_under(self.add)

    def _add_saved(self, menu: Menu) -> None:
        """Filters kept before, and keeping or forgetting the one in force."""
        services = self._ctx.services
        today, views = services.clock.today(), services.saved_views.for_entity(ENTITY)
        in_force = None
        for view in views:
            where = from_query(view.query, today)
            on = where == self.filter
            in_force = view if on else in_force
            menu.add(view.name, partial(self._use, where, view.query.sort), checked=on)
        if in_force is not None:
            text = tr_("pipeline", "Forget “{name}”", name=in_force.name)
            menu.add(text, partial(self.keeper.forget_filter, in_force.id, in_force.name), "trash")
        elif not self.filter.is_empty():
            keep = partial(self.keeper.save_filter, self.filter, self.sort)
            menu.add(tr_("pipeline", "Keep this filter …"), keep, "plus")
        if not menu.isEmpty():
            menu.addSeparator()

    def _use(self, where: BoardFilter, sort: str) -> None:
        self.field.setText(where.search)
        self.filter, self.sort = where, sort or "manual"
        self.changed.emit()

    def _ask_amount(self) -> None:
        """Deals from an amount on."""
        text = self._ctx.prompter.ask_text(
            tr_("pipeline", "Deals from an amount"), tr_("pipeline", "Amount"), verb=tr_("pipeline", "Narrow")
        )
        if text:
            try:
                self.narrow(min_amount=parse_money(text, self._ctx.services.settings.get(CURRENCY)))
            except UserError as error:
                self._ctx.prompter.error(error)

    def _more(self) -> None:
        menu = Menu(self)
        sorts = (
            ("manual", tr_("pipeline", "Sort by hand")),
            ("amount", tr_("pipeline", "Sort by amount")),
            ("date", tr_("pipeline", "Sort by closing date")),
            ("next", tr_("pipeline", "Sort by next step")),
        )
        for key, word in sorts:
            menu.add(word, partial(self._sort_by, key), checked=self.sort == key)
        menu.addSeparator()
        for stage in self._ctx.services.pipelines.stages(self.pipeline_id):
            column = f"stage_{stage.key}"
            if column in self._ctx.prefs.get(FOLDED):
                text = tr_("pipeline", "Open “{stage}”", stage=stage.name)
            else:
                text = tr_("pipeline", "Fold “{stage}”", stage=stage.name)
            menu.add(text, partial(self.fold_asked.emit, column))
        menu.addSeparator()
        keeper, shown = self.keeper, self.pipeline_id
        menu.add(tr_("pipeline", "Set up stages …"), partial(keeper.set_up, shown), "sliders")
        menu.add(tr_("pipeline", "What the cards say …"), partial(keeper.choose_card, shown), "columns")
        menu.add(tr_("pipeline", "Goals by month …"), partial(keeper.set_goals, shown), "target")
        menu.show_under(self.more, right=True)

    def _sort_by(self, key: str) -> None:
        if key != self.sort:
            self.sort = key
            self.changed.emit()
