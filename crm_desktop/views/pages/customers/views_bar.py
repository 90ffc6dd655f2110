"""The views of the list as tabs with live counts; what does not fit stands in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.list_sources import SOURCES
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views.pages.customers.shop import own_fields
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.tabs import Tabs

_GAP = 20


@dataclass(frozen=True)
class View:
    """A tab: built in (key) or saved by the shop (``saved`` is its id, ``fixed`` a segment of chosen people).

    ``columns`` are shown until the person chooses others; empty for the list's usual ones.
    """

    key: str
    name: Text | str
    query: ListQuery
    saved: int | None = None
    fixed: bool = False
    columns: tuple[str, ...] = ()
    tip: Text | None = None
    """By which rule it counts, where its name does not say so."""


NOT_LATELY = N_(
    "customers",
    "Everybody who ordered before and not in the last 60 days. Today counts those who are late for their own rhythm, "
    "the report “Who may be leaving” those twice as late as usual.",
)


def built_in(today: date) -> list[View]:
    """The tabs every shop has."""
    sunday = today + timedelta(days=6 - today.weekday())
    due = (Filter("next_follow_up", "le", sunday.isoformat()),)
    late = (Filter("last_order", "older_than_days", 60), Filter("orders", "ge", 1))
    owing = ListQuery("customers", filters=(Filter("owed", "gt", 0),), sort="owed", descending=True)
    columns = ("name", "phone", "tags", "grade", "owed", "last_contact", "next_follow_up", "owner")
    seldom = ("name", "phone", "tags", "grade", "total_spent", "last_order", "next_follow_up", "owner")
    return [
        View("all", N_("customers", "All"), ListQuery("customers", sort="name")),
        View("due", N_("customers", "Due this week"), ListQuery("customers", filters=due, sort="next_follow_up")),
        View("owing", N_("customers", "Owing"), owing, columns=columns),
        View(
            "late",
            N_("customers", "Not seen lately"),
            ListQuery("customers", filters=late, sort="last_order"),
            columns=seldom,
            tip=NOT_LATELY,
        ),
    ]


def possible(services: Services, query: ListQuery) -> ListQuery:
    """``query`` without what rests on a field or a segment that was deleted meanwhile."""
    known = {*SOURCES["customers"].columns, *(spec.name for spec in own_fields(services))}
    filters = tuple(one for one in query.filters if one.field in known)
    if any(one.op in ("segment", "not_segment") for one in filters):
        there = {view.id for view in services.saved_views.for_entity("customers")}
        filters = tuple(one for one in filters if one.op not in ("segment", "not_segment") or one.value in there)
    sort = query.sort if query.sort in known else "name"
    return query.with_(filters=filters, sort=sort)


def views_of(services: Services, today: date) -> list[View]:
    """The tabs; a saved view waits unseen while a field that it asks for is deleted."""
    saved = [one for one in services.saved_views.for_entity("customers") if possible(services, one.query) == one.query]
    return [*built_in(today), *(View(f"view:{one.id}", one.name, one.query, one.id, one.fixed) for one in saved)]


class ViewsBar(QWidget):
    """``chosen(key)`` on the person's choice; ``act(name, key)`` for ``rename``, ``update``, ``delete``, ``left``,
    ``right`` and ``freeze`` of a view; ``save_wanted`` for a new one. The tabs are named ``customer_views``.
    """

    chosen = Signal(str)
    act = Signal(str, str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: list[View] = []
        self._counts: dict[str, str] = {}
        self._changed = False
        self.tabs = Tabs(line=True)
        self.tabs.setObjectName("customer_views")
        self.more = Button("", "quiet", "chevron-down")
        self.more.setObjectName("more_views")
        self.more.clicked.connect(self._show_more)
        self.save = Button("", "quiet", "plus")
        self.save.setObjectName("save_view")
        self.save.clicked.connect(self._save)
        self.manage = Button("", "quiet", "dots")
        self.manage.setObjectName("manage_view")
        self.manage.clicked.connect(lambda: self._open_menu(self.tabs.current()))
        self.manage.hide()
        self.more.hide()
        for part in (self.more, self.save, self.manage):
            self.tabs.add_widget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tabs)
        self.setFixedHeight(40)
        self.tabs.chosen.connect(self.chosen)
        self.retranslate()

    def retranslate(self) -> None:
        self.more.setText(tr_("customers", "More"))
        self.more.set_tooltip(tr_("customers", "Views that do not fit here"))
        self.save.setText(tr_("customers", "Save view"))
        self.manage.set_tooltip(tr_("customers", "Rename, move or delete this view"))
        self._fit()

    def views(self) -> list[View]:
        return list(self._views)

    def view(self, key: str) -> View | None:
        return next((one for one in self._views if one.key == key), None)

    def current(self) -> str:
        return self.tabs.current()

    def set_views(self, views: Sequence[View]) -> None:
        if list(views) != self._views:
            self._views = list(views)
            self._counts = {key: text for key, text in self._counts.items() if self.view(key)}
            self._fit()

    def set_current(self, key: str) -> None:
        if key in self._shown_keys():
            self.tabs.set_current(key)
        else:
            self._fit(key)

    def _show_tips(self) -> None:
        for view in self._views:
            self.tabs.set_tip(view.key, render(view.tip) if view.tip is not None else "")

    def set_count(self, key: str, number: int) -> None:
        if self._counts.get(key) != f"{number:,}":
            self._counts[key] = f"{number:,}"
            self.tabs.set_count(key, f"{number:,}")

    def show_changed(self, changed: bool) -> None:
        """Whether what is shown differs from the view that is chosen."""
        self._changed = changed
        self.manage.setVisible((self.view(self.current()) or built_in(date.min)[0]).saved is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, current: str | None = None) -> None:
        """Show as many tabs as there is room for, the chosen one always."""
        key = current or self.tabs.current() or "all"
        key = key if self.view(key) is not None else "all"
        self.tabs.set_tabs([(one.key, _title(one)) for one in self._views], key)
        self._show_tips()
        for one, text in self._counts.items():
            self.tabs.set_count(one, text)
        made = {one.key: button for one, button in zip(self._views, self._buttons(), strict=False)}
        side = self.save.sizeHint().width() + self.manage.sizeHint().width() + 2 * _GAP
        room = self.width() - side - _GAP
        fit: list[str] = []
        used = made[key].sizeHint().width() + _GAP if key in made else 0
        for view in self._views:
            need = made[view.key].sizeHint().width() + _GAP
            more = self.more.sizeHint().width() + _GAP if view is not self._views[-1] else 0
            if view.key != key and used + need + more > room:
                break
            used += need if view.key != key else 0
            fit.append(view.key)
        if key not in fit:
            fit.append(key)
        self.more.setVisible(len(fit) < len(self._views))
        if len(fit) < len(self._views):
            self.tabs.set_tabs([(one.key, _title(one)) for one in self._views if one.key in fit], key)
            self._show_tips()
            for one, text in self._counts.items():
                self.tabs.set_count(one, text)

    def _buttons(self) -> list[QAbstractButton]:
        """The tabs as they stand, without the buttons at the end of the line."""
        layout = self.tabs.layout()
        items = [] if layout is None else [layout.itemAt(at) for at in range(layout.count())]
        found = [item.widget() for item in items if item is not None]
        return [one for one in found if isinstance(one, QAbstractButton) and not isinstance(one, Button)]

    def _show_more(self) -> None:
        shown = self._shown_keys()
        menu = Menu(self)
        for one in self._views:
            if one.key not in shown:
                count = self._counts.get(one.key, "")
                entry = menu.add(_title(one), partial(self.chosen.emit, one.key), key=count)
                entry.setObjectName(f"more_{one.key}")
        menu.show_under(self.more)

    def _shown_keys(self) -> list[str]:
        return [str(getattr(button, "key", "")) for button in self._buttons()]

    # Menus --------------------------------------------------------------------------------

    def _save(self) -> None:
        """A changed view of the shop's own is updated or made into another one; everything else is a new one."""
        view = self.view(self.current())
        if view is None or view.saved is None or not self._changed:
            self.save_wanted.emit()
            return
        menu = Menu(self)
        text = tr_("customers", "Change “{name}” to what is shown", name=_title(view))
        menu.add(text, lambda: self.act.emit("update", view.key), "check").setObjectName("view_update")
        menu.add(tr_("customers", "Save as a new view"), self.save_wanted.emit, "plus").setObjectName("view_new")
        menu.show_under(self.save, right=True)

    def _open_menu(self, key: str, at: QPoint | None = None) -> None:
        view = self.view(key)
        if view is None or view.saved is None:
            return
        menu = Menu(self)
        own = [one.key for one in self._views if one.saved is not None]
        entries = [
            ("rename", tr_("customers", "Rename"), "pencil", True),
            ("update", tr_("customers", "Change to what is shown"), "check", self._changed and key == self.current()),
            ("freeze", tr_("customers", "Keep these people as a fixed segment"), "users", not view.fixed),
            ("left", tr_("customers", "Move to the left"), "arrow-left", own.index(key) > 0),
            ("right", tr_("customers", "Move to the right"), "arrow-right", own.index(key) < len(own) - 1),
            ("delete", tr_("customers", "Delete view"), "trash", True),
        ]
        for name, text, icon, enabled in entries:
            if name == "delete":
                menu.addSeparator()
            entry = menu.add(text, partial(self.act.emit, name, key), icon, enabled=enabled)
            entry.setObjectName(f"view_{name}")
        if at is None:
            menu.show_under(self.manage, right=True)
        else:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        for button in self._buttons():
            if button.rect().contains(button.mapFromGlobal(event.globalPos())):
                self._open_menu(str(getattr(button, "key", "")), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames and Delete deletes the view whose tab has the keyboard."""
        name = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete"}.get(Qt.Key(event.key()))
        view = self.view(self.current())
        if name is None or view is None or view.saved is None:
            super().keyPressEvent(event)
        else:
            self.act.emit(name, view.key)


def _title(view: View) -> str:
    return render(view.name)
