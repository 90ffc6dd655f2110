"""A titled list of rows, and the list of all rows of the page for walking through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views.pages.today.rows import INSET, Row
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import SectionHeader

_HEIGHT = measures.CONTROL_ROW


class Section(QWidget):
    """A head with a count and rows under it; hidden while it has none. ``more`` leads to where all of them are: by
    the last line, and by the head where ``leads`` says what a click on it shows.
    """

    more = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, tone: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.head = SectionHeader("", self, tone=tone)
        self.rows: list[Row] = []
        self._more = Button("", "quiet", parent=self, small=True)
        self._more.setObjectName(f"{name}_more")
        self._more.clicked.connect(self.more)
        self._more.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addLayout(self._list)
        box.addWidget(self._more)
        self.hide()

    def set_leads(self, tip: str) -> None:
        """A click on the head leads to all of them, as ``tip`` says."""
        self.head.setToolTip(tip)
        self.head.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        if released and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            self.more.emit()
        return False

    def fill(self, rows: Sequence[Row], title: str, count: str, *, hidden: int = 0, more: str = "") -> None:
        """Show ``rows`` in place of those before; ``hidden`` more are only counted, ``more`` says where they are."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.setObjectName("")
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for row in self.rows:
            self._list.addWidget(row)
            row.show()
        if self.rows:
            self.rove(self.rows[0])
        self.head.set_title(title)
        self.head.set_count(count)
        self._more.setText((more or tr_("today", "{n} more in the calendar", n=hidden)) if hidden else "")
        self._more.setVisible(hidden > 0)
        self.setAccessibleName(f"{title} {count}".strip())
        self.setVisible(bool(self.rows))

    def rove(self, to: Row) -> None:
        """Tab stops once in a list: at ``to``; the arrow keys walk on from there."""
        if to in self.rows:
            for row in self.rows:
                row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is to else Qt.FocusPolicy.ClickFocus)


class FoldedSection(Section):
    """Rows that only show after a click on the head."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.fold = Button("", "quiet", "chevron-right", self, small=True)
        self.fold.setObjectName(f"{name}_fold")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._toggled)
        self.head.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 4)
        row.addWidget(self.fold)
        row.addStretch(1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, row)

    def fill(self, rows: Sequence[Row], title: str, count: str, *, hidden: int = 0, more: str = "") -> None:
        super().fill(rows, title, count, hidden=hidden, more=more)
        self.fold.setText(f"{title}  {count}")
        self._toggled(self.fold.isChecked())

    def _toggled(self, shown: bool) -> None:
        self.fold.set_icon("chevron-down" if shown else "chevron-right")
        for row in self.rows:
            row.setVisible(shown)


class RowActions(QWidget):
    """The buttons that lie over the right end of the row that has the pointer or the focus."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: Row | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.buttons: dict[str, Button] = {}
        for key in "DSN":
            button = Button("", "plain", parent=self, small=True, key=key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setObjectName(f"row_action_{key}")
            button.clicked.connect(self._clicked)
            line.addWidget(button)
            self.buttons[key] = button
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        words = {"D": tr_("today", "Done"), "S": tr_("today", "Put off"), "N": tr_("today", "Note")}
        tips = {
            "D": tr_("today", "Done, without a note (D)"),
            "S": tr_("today", "Put off to tomorrow (S); right click for other days"),
            "N": tr_("today", "Write down what was said and the next step (N)"),
        }
        for key, button in self.buttons.items():
            button.setText(words[key])
            button.setToolTip(tips[key])
            button.setAccessibleName(words[key])

    def attach(self, row: Row) -> None:
        """Show over ``row``."""
        if self.row is row:
            return
        self.detach()
        self.row = row
        self.setParent(row)
        row.installEventFilter(self)
        self._place()
        self.show()
        row.update()

    def detach(self, back_to: QWidget | None = None) -> None:
        """Leave the row it lies on; ``back_to`` keeps it alive when that row goes."""
        row, self.row = self.row, None
        if row is not None:
            row.removeEventFilter(self)
            row.reserved = 0
            row.update()
        self.hide()
        if back_to is not None:
            self.setParent(back_to)

    def _place(self) -> None:
        """At the right end; where the words of the row need the room, the buttons don't name their keys."""
        row = self.row
        if row is None:
            return
        for named in (True, False):
            for key, button in self.buttons.items():
                button.set_key(key if named else "")
            width = sum(button.sizeHint().width() for button in self.buttons.values()) + 2 * measures.GAP_XS
            if row.words_end() <= row.width() - width - 2 * INSET - measures.GAP_XS:
                break
        row.reserved = width + measures.GAP_S
        self.setGeometry(row.width() - width - INSET, (row.height() - _HEIGHT) // 2, width, _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.row and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _clicked(self) -> None:
        sender = self.sender()
        for key, button in self.buttons.items():
            if button is sender:
                self.pressed.emit(key)


def walk(rows: Sequence[Row], start: Row, step: int) -> None:
    """Give the focus to the next row that can be seen, in the direction of ``step``."""
    shown = [row for row in rows if row.isVisible()]
    if start in shown:
        at = shown.index(start) + step
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.OtherFocusReason)


def focus_near(rows: Sequence[Row], at: int) -> None:
    """Give the focus to the row at place ``at``, or the last one."""
    if rows and at >= 0:
        rows[min(at, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
