"""Menus and popovers: what floats for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.card import clip_on_x11, fill_clipped


class Menu(QMenu):
    """A menu with the program's rounded look; entries are added by :meth:`add`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)

    def add(
        self,
        text: str,
        call: Callable[[], object] | None = None,
        icon: str | None = None,
        *,
        key: str = "",
        checked: bool | None = None,
        enabled: bool = True,
    ) -> QAction:
        """Add an entry that calls ``call()``; ``key`` is only shown."""
        action = QAction(text, self)
        if icon:
            action.setIcon(theme.icon(icon))
        if key:
            action.setText(f"{text}\t{key}")
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.setEnabled(enabled)
        if call is not None:
            action.triggered.connect(lambda _checked=False, do=call: do())
        self.addAction(action)
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        clip_on_x11(self, self.rect(), measures.RADIUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_clipped(self, "line_strong")
        super().paintEvent(event)

    def show_under(self, widget: QWidget, *, right: bool = False) -> None:
        """Pop up under ``widget``, with ``right`` along its right edge; deletes itself when closed."""
        self.aboutToHide.connect(self.deleteLater)
        size = self.sizeHint()
        corner = widget.rect().bottomRight() if right else widget.rect().bottomLeft()
        at = widget.mapToGlobal(corner + QPoint(1 if right else 0, 4))
        self.popup(at - QPoint(size.width(), 0) if right else at)


class Popover(QFrame):
    """A floating panel under a widget for a short form or list; closes on Esc or a click elsewhere.

    ``body`` is its layout.
    """

    def __init__(self, parent: QWidget, *, width: int = 280) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setFixedWidth(width)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(8)

    def show_under(self, widget: QWidget, *, right: bool = False) -> None:
        self.adjustSize()
        corner = widget.mapToGlobal(widget.rect().bottomRight() if right else widget.rect().bottomLeft())
        at = corner + QPoint(-self.width() + 1 if right else 0, 4)
        screen = widget.screen().availableGeometry()
        at.setX(max(screen.left() + 4, min(at.x(), screen.right() - self.width() - 4)))
        if at.y() + self.height() > screen.bottom():
            at.setY(max(screen.top(), widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4))
        self.move(at)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        clip_on_x11(self, self.rect(), measures.RADIUS_CARD)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_clipped(self, "line_strong")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), measures.RADIUS_CARD, measures.RADIUS_CARD
        )
        painter.end()
