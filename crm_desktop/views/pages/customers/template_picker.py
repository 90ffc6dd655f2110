"""Ready-made texts picked by keyboard: type to narrow, arrows to choose, Enter to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.entities import ACTIVITY_TYPES
from crm_desktop.core.i18n import tr_
from crm_desktop.services.customers import Customer
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover
from crm_desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.templates import Template

WIDTH = 460
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TemplatePicker(Popover):
    """Named ``template_picker``. ``picked(kind, text)`` with the customer's name filled in; ``keep_wanted`` to keep
    what is typed in the note, ``manage_wanted`` for the settings.
    """

    picked = Signal(str, str)
    keep_wanted = Signal()
    manage_wanted = Signal()

    def __init__(self, parent: QWidget, services: Services, customer: Customer, kind: str, typed: str) -> None:
        super().__init__(parent, width=max(WIDTH, min(620, parent.width())))
        self.setObjectName("template_picker")
        self.setAccessibleName(tr_("templates", "Ready-made texts"))
        self._services, self._customer, self._kind = services, customer, kind
        self._found: list[Template] = []
        self.field = SearchField(tr_("templates", "Type to narrow, Enter takes the text"), delay_ms=0)
        self.field.setObjectName("template_find")
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = TwoLineList("template_list", self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr_("templates", "Ready-made texts"))
        self.list.itemClicked.connect(lambda _item: self.take())
        self._nothing = label(tr_("templates", "No text of that kind."), "small")
        self._nothing.setContentsMargins(8, 4, 0, 4)
        foot = QHBoxLayout()
        self.keep = Button(tr_("templates", "Keep what is typed as a text"), "quiet", "plus", self, small=True)
        self.keep.setObjectName("template_keep")
        self.keep.setVisible(bool(typed.strip()))
        self.keep.clicked.connect(self._keep)
        manage = Button(tr_("templates", "Change the texts"), "quiet", "sliders", small=True)
        manage.setObjectName("template_manage")
        manage.clicked.connect(self._manage)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        foot.addWidget(manage)
        for part in (self.field, self.list, self._nothing):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self._fill("")
        self.field.setFocus()

    def _fill(self, text: str) -> None:
        self._found = self._services.templates.find(text, self._kind)
        rows = []
        for number, one in enumerate(self._found):
            kind = words.choice_label(ACTIVITY_TYPES, one.kind) if one.kind and one.kind != self._kind else ""
            shown = self._services.templates.fill(one.content, self._customer)
            rows.append(Row(number, one.name, shown, kind, icon=one.kind or "note"))
        self.list.set_rows(rows)
        self.list.fit(5)
        if rows:
            self.list.setCurrentRow(0)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.adjustSize()

    def take(self) -> None:
        """The chosen text goes into the note."""
        at = self.list.key()
        if at is None:
            return
        chosen = self._found[at]
        text = self._services.templates.fill(chosen.content, self._customer)
        self.close()
        self.picked.emit(chosen.kind, text)

    def _keep(self) -> None:
        self.close()
        self.keep_wanted.emit()

    def _manage(self) -> None:
        self.close()
        self.manage_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            parent.window().activateWindow()  # not every platform gives the keyboard back by itself

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the keyboard; arrows move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return False
