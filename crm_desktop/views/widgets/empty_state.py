"""What stands where there is nothing yet: one drawing, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.views import theme
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label


class Drawing(QWidget):
    """Two sheets lying on each other in line colour with a round badge that holds an icon in accent."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(112, 92)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 2))
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(QRectF(14, 2, 84, 64), 7, 7)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(6, 10, 84, 64), 7, 7)
        painter.drawLine(6, 26, 90, 26)
        painter.drawLine(34, 26, 34, 74)
        for index, y in enumerate((38, 50, 62)):
            painter.drawLine(14, y, 26, y)
            painter.drawLine(43, y, (78, 70, 74)[index], y)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("selected" if t.scheme == "light" else "surface"))
        painter.drawEllipse(QRectF(70, 52, 36, 36))
        theme.paint_icon(painter, self._icon, QRectF(78, 60, 20, 20), "accent")
        painter.end()


class EmptyState(QWidget):
    """Centred in the place it is given; ``button`` is the one primary button of the screen."""

    clicked = Signal()

    def __init__(
        self,
        icon: str,
        sentence: str,
        button_text: str = "",
        parent: QWidget | None = None,
        *,
        button_icon: str | None = None,
        primary: bool = True,
    ) -> None:
        super().__init__(parent)
        self.sentence = label(sentence, parent=self)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(button_text, "primary" if primary else "plain", button_icon, self)
        self.button.setVisible(bool(button_text))
        self.button.clicked.connect(self.clicked)
        box = QVBoxLayout(self)
        box.setSpacing(16)
        box.addStretch(5)
        box.addWidget(Drawing(icon, self), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(8)
        box.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(6)
        self._fit()

    def _fit(self) -> None:
        """One line where it is short, else as many as 560 pixels need: never cut."""
        self.sentence.ensurePolished()
        wide = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text()) + 8
        self.sentence.setFixedWidth(min(560, wide))
        self.sentence.setFixedHeight(max(20, self.sentence.heightForWidth(min(560, wide))))

    def set_texts(self, sentence: str, button_text: str = "") -> None:
        self.sentence.setText(sentence)
        self._fit()
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))
        self.button.updateGeometry()
