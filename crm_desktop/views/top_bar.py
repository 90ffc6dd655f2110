"""The bar over the page: its title, the way back and forth in time, and the page's one primary button."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm_desktop.views import theme
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.labels import ElidedLabel

SEARCH_WIDTH = 360
SEARCH_LEAST = 220
LEFT_GAP = 4
"""Before the search, besides the spacing after the words."""
SUBTITLE_KEPT = 64
"""What the quiet words beside a long title get of the room at least."""


class TopBar(QWidget):
    """Leaves a place in its middle for the search box, which lies above it: :meth:`search_place`."""

    placed = Signal()

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_ground(self, "surface")
        self.setFixedHeight(theme.measures.TOP_BAR)
        self._action: QAction | None = None
        self.title = ElidedLabel("", "title")
        self.title.setObjectName("head_title")
        self.subtitle = ElidedLabel("", "body", "2")
        self.bell = Button("", "quiet", "bell", self, tooltip=" ")
        self.bell.setObjectName("reminders_waiting")
        self.bell.set_icon("bell", "accent")
        self.bell.hide()
        self.undo = icon_button("undo", "", self, small=False)
        self.undo.setObjectName("undo")
        self.redo = icon_button("redo", "", self, small=False)
        self.redo.setObjectName("redo")
        self.more = icon_button("dots", "", self, small=False)
        self.more.setObjectName("main_menu")
        self.more.setMenu(menu)
        self.primary = Button("", "primary", parent=self)
        self.primary.setObjectName("primary")
        self.primary.clicked.connect(self._press)
        self._left, self._right = QWidget(self), QWidget(self)
        left, right = QHBoxLayout(self._left), QHBoxLayout(self._right)
        self._left_row = left
        for row in (left, right):
            row.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.title)
        left.addWidget(self.subtitle)
        left.addStretch(1)
        right.setSpacing(4)
        right.addStretch(1)
        for widget in (self.bell, self.undo, self.redo, self.more):
            right.addWidget(widget)
        right.addSpacing(8)
        right.addWidget(self.primary)
        self.retranslate()

    def retranslate(self) -> None:
        self.undo.set_tooltip(self.tr("Undo (Ctrl+Z)"))
        self.redo.set_tooltip(self.tr("Redo (Ctrl+Y)"))
        self.more.set_tooltip(self.tr("More"))
        self.bell.set_tooltip(self.tr("Show the reminders"))
        self.bell.setAccessibleName(self.tr("Show the reminders"))

    @Slot(int)
    def show_reminders(self, count: int) -> None:
        """So many wait in the folded card; none: no bell."""
        self.bell.setText(str(count))
        self.bell.setVisible(count > 0)
        self._arrange()

    def show_head(self, title: str, subtitle: str, action: QAction | None, steps_back: bool) -> None:
        self.title.set_text(title)
        self.subtitle.set_text(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        if self._action is not action:
            if self._action is not None:
                self._action.changed.disconnect(self._follow)
            self._action = action
            if action is not None:
                action.changed.connect(self._follow)
        self.primary.set_kind("plain" if steps_back else "primary")
        self._follow()

    def forget_action(self) -> None:
        """The page that the primary button belongs to is going away."""
        self.show_head(self.title.full_text(), "", None, False)

    @Slot()
    def _follow(self) -> None:
        """Look like the page's primary action."""
        action = self._action
        self.primary.setVisible(action is not None and action.isVisible())
        if action is not None:
            self.primary.setText(action.text())
            self.primary.setObjectName(str(action.property("widget_name") or "primary"))
            self.primary.set_icon(str(action.property("icon_name") or "plus"))
            self.primary.setEnabled(action.isEnabled())
            self.primary.setToolTip(action.toolTip() if action.toolTip() != action.text() else "")
            self.primary.setAccessibleName(action.text())
        self._arrange()

    @Slot()
    def _press(self) -> None:
        if self._action is not None:
            self._action.trigger()

    def search_place(self) -> QRect:
        """Where the closed search box lies, in this widget's coordinates: in the middle, further to the right where the
        name of a customer needs the room.
        """
        margin = theme.measures.page_margin(self.window().width())
        right = self._right.sizeHint().width() + margin + 16
        width = min(SEARCH_WIDTH, self.width() - 2 * right)
        if width < SEARCH_LEAST:
            width = max(min(SEARCH_LEAST, self.width() - right - margin - 96), 96)
        end = margin + self.title.sizeHint().width() + self._left_row.spacing() + LEFT_GAP
        if self.subtitle.full_text():
            end += self._left_row.spacing() + min(self.subtitle.sizeHint().width(), SUBTITLE_KEPT)
        x = min(max((self.width() - width) // 2, end), self.width() - right - width)
        return QRect(x, (self.height() - 32) // 2, width, 32)

    def _arrange(self) -> None:
        margin = theme.measures.page_margin(self.window().width())
        place = self.search_place()
        right = self._right.sizeHint().width()
        self._right.setGeometry(self.width() - margin - right, 0, right, self.height() - 1)
        self._left_row.activate()
        self._left.setGeometry(margin, 0, max(place.left() - margin - LEFT_GAP, 40), self.height() - 1)
        self.placed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(320)
        return hint

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
