"""A figure with its word under it, as on the check and result steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import Card, label


class FigureCard(Card):
    """``tone`` colours the icon; an alarming card has a tint and a border of that colour too."""

    clicked = Signal()

    def __init__(self, icon: str, tone: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._word = icon, tone, word
        self._chosen = self._alarm = False
        self._picture = QLabel()
        self._figure = label("0", "figure")
        self._text = label(word, "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._figure)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._text)
        self._paint_icon()
        theme.signals.changed.connect(self._paint_icon)

    def _paint_icon(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, self._tone, measures.ICON))

    def set_word(self, word: str) -> None:
        """Call the figure otherwise; before it is set."""
        self._word = word
        self._text.setText(word)

    def set_figure(self, figure: int) -> None:
        self._figure.setText(f"{figure:,}")
        self.setAccessibleName(f"{figure} {self._word}")

    def figure(self) -> int:
        return int(self._figure.text().replace(",", ""))

    def set_alarm(self, on: bool) -> None:
        colours = theme.tokens()
        style = f"QFrame[role=card] {{ background: {colours.bad_soft}; border-color: {colours.bad}; }}" if on else ""
        self.setStyleSheet(style)
        self._alarm = on

    def set_chosen(self, on: bool) -> None:
        """Whether the list behind this figure is the one that is shown."""
        self._chosen = on
        self.update()

    def set_clickable(self, on: bool) -> None:
        """Whether there is a list behind the figure."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or self._chosen:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = measures.FOCUS if self.hasFocus() or self._alarm else 1
            role = "bad" if self._alarm and not self.hasFocus() else "accent"
            painter.setPen(QPen(theme.color(role), width))
            half = width / 2
            ring = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(ring, measures.RADIUS_CARD - half, measures.RADIUS_CARD - half)
            painter.end()

    def sizeHint(self) -> QSize:
        return QSize(120, 68)
