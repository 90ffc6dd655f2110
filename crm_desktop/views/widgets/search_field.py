"""The field one types into to find or to filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import icon_button
from crm_desktop.views.widgets.labels import KeyHint


class SearchField(QLineEdit):
    """A line with an icon, a placeholder and a hint of the key that leads here.

    ``search(text)`` is sent after a pause of ``delay_ms`` and never while an input method is composing,
    and only when the text differs from what was sent last. Esc empties the field.
    """

    search = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "search",
        key: str = "",
        delay_ms: int = 120,
    ) -> None:
        super().__init__(parent)
        self._icon, self._sent = icon, ""
        self._hint = KeyHint(key, self) if key else None
        self._clear = icon_button("x", tr_("widgets", "Clear"), self)
        self._clear.setFixedSize(22, 22)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self.clear_now)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._send)
        self.textChanged.connect(self._on_text)
        self.set_placeholder(placeholder)
        self.setFixedHeight(measures.CONTROL)
        self._set_margins()

    def set_placeholder(self, text: str) -> None:
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def clear_now(self) -> None:
        """Empty the field and say so at once."""
        self.clear()
        self._send()

    def send_now(self) -> None:
        """Don't wait for the pause."""
        self._send()

    def sizeHint(self) -> QSize:
        return QSize(248, measures.CONTROL)

    def event(self, event: QEvent) -> bool:
        """Esc empties the field before it means anything to the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() == Qt.Key.Key_Escape and bool(self.text())
            event.setAccepted(mine)
            if mine:
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_now()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = self.width() - 8
        if self._hint is not None:
            size = self._hint.sizeHint()
            self._hint.setGeometry(QRect(right - size.width(), (self.height() - 20) // 2, size.width(), 20))
        self._clear.move(right - 20, (self.height() - 22) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role = "accent" if self.hasFocus() else "text_2"
        theme.paint_icon(painter, self._icon, QRectF(9, (self.height() - 18) / 2, 18, 18), role)
        painter.end()

    def _set_margins(self) -> None:
        """Room for what stands at the right at the moment: the cross, the key, or nothing."""
        right = 24 if self.text() else self._hint.sizeHint().width() + 8 if self._hint is not None else 0
        self.setTextMargins(26, 0, right, 0)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._set_margins()
        if self._hint is not None:
            self._hint.setVisible(not text)
        self._timer.start()

    def _send(self) -> None:
        self._timer.stop()
        if self.text() != self._sent:
            self._sent = self.text()
            self.search.emit(self._sent)
