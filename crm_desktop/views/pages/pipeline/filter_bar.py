"""The row over the columns: which pipeline, what narrows it, and board, list or forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import language, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.deals import BoardFilter
from crm_desktop.services.deals_board import last_day
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.pills import Chip, state_word
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Segmented

VIEWS = ("board", "list", "forecast")


class FilterBar(QWidget):
    """``changed`` is sent when the filter or the pipeline differs, ``view_chosen(key)`` for another view."""

    changed = Signal()
    view_chosen = Signal(str)
    set_up = Signal()
    fold_asked = Signal(str)
    """Object name of a column."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for widget in (self.pipeline, self.field, self.owner, self.add):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for last in (self.more, self.views):
            self._row.addWidget(last)
        order = (self.pipeline, self.field, self.owner, self.add, self.more, self.views)
        for before, after in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self.setFixedHeight(32)
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
        self.more.set_tooltip(tr_("pipeline", "Sorting and stages"))
        words = (tr_("pipeline", "Board"), tr_("pipeline", "List"), tr_("pipeline", "Forecast"))
        self.views.set_choices(list(zip(VIEWS, words, strict=True)))

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
        pipelines = self._services.pipelines.all()
        if self.pipeline_id not in {found.id for found in pipelines}:
            self.pipeline_id = pipelines[0].id
        self.pipeline.setText(next(found.name for found in pipelines if found.id == self.pipeline_id))
        names = self._services.staff.names()
        owner = self.filter.owner_id
        nobody, everybody = tr_("pipeline", "nobody"), tr_("pipeline", "everybody")
        who = everybody if owner is None else names.get(owner, nobody)
        self.owner.setText(tr_("pipeline", "Owner: {name}", name=who))
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, (name, text, parts) in enumerate(self._conditions_on()):
            chip = Chip(name, text, self)
            chip.removed.connect(lambda empty=parts: self.narrow(**empty))
            self._row.insertWidget(3 + at, chip)
            self._chips.append(chip)
        for widget in (self.pipeline, self.owner, self.add):
            widget.updateGeometry()

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
        for found in self._services.pipelines.all():
            menu.add(found.name, partial(self._choose_pipeline, found.id), checked=found.id == self.pipeline_id)
        menu.addSeparator()
        menu.add(tr_("pipeline", "Set up stages …"), self.set_up.emit, "sliders")
        menu.show_under(self.pipeline)

    def _choose_pipeline(self, pipeline_id: int) -> None:
        if pipeline_id != self.pipeline_id:
            self.pipeline_id = pipeline_id
            self.changed.emit()

    def _owners(self) -> None:
        menu, chosen = Menu(self), self.filter.owner_id
        menu.add(tr_("pipeline", "Everybody"), lambda: self.narrow(owner_id=None), checked=chosen is None)
        for member in self._services.staff.all():
            menu.add(member.name, partial(self.narrow, owner_id=member.id), checked=chosen == member.id)
        menu.add(tr_("pipeline", "Nobody"), lambda: self.narrow(owner_id=0), checked=chosen == 0)
        menu.show_under(self.owner)

    def _conditions(self) -> None:
        menu = Menu(self)
        menu.add(tr_("pipeline", "Without next step"), lambda: self.narrow(state="none"))
        menu.add(tr_("pipeline", "Overdue"), lambda: self.narrow(state="overdue"))
        menu.add(tr_("pipeline", "Due today"), lambda: self.narrow(state="today"))
        menu.add(tr_("pipeline", "Idle for too long"), lambda: self.narrow(rotten=True))
        menu.addSeparator()
        today = self._services.clock.today()
        for word, until in _closing_days(today):
            menu.add(word, partial(self.narrow, close_from=None, close_to=until))
        tags = self._services.deals.board.tags()
        if tags:
            menu.addSeparator()
        for tag in tags[:12]:
            menu.add(tr_("pipeline", "Tag {tag}", tag=tag), partial(self.narrow, tag=tag), "tag")
        menu.show_under(self.add)

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
        for stage in self._services.pipelines.stages(self.pipeline_id):
            text = tr_("pipeline", "Fold or open “{stage}”", stage=stage.name)
            menu.add(text, partial(self.fold_asked.emit, f"stage_{stage.key}"))
        menu.addSeparator()
        menu.add(tr_("pipeline", "Set up stages …"), self.set_up.emit, "sliders")
        menu.show_under(self.more, right=True)

    def _sort_by(self, key: str) -> None:
        if key != self.sort:
            self.sort = key
            self.changed.emit()


def _closing_days(today: date) -> list[tuple[str, date]]:
    month = last_day(today.strftime("%Y-%m"))
    following = last_day((month + timedelta(days=1)).strftime("%Y-%m"))
    return [
        (tr_("pipeline", "Closing this week"), today + timedelta(days=6 - today.weekday())),
        (tr_("pipeline", "Closing this month"), month),
        (tr_("pipeline", "Closing until the end of next month"), following),
    ]
