"""The steps of the wizard as a line: done ones with a tick, the current one filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.views import theme

_DISC = 20
_GAP = 8


class Stepper(QWidget):
    """Shows where one is; it is no control."""

    def __init__(self, steps: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, at: int) -> None:
        self._at = at
        self.setAccessibleName(f"{at + 1}/{len(self._steps)} {self._steps[at]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = [_DISC + _GAP + self._width(index) for index in range(len(self._steps))]
        space = max(16.0, (self.width() - sum(widths)) / max(1, len(self._steps) - 1))
        x, middle = 0.0, self.height() / 2
        for index, step in enumerate(self._steps):
            self._disc(painter, index, QPointF(x + _DISC / 2, middle))
            painter.setFont(theme.font("strong" if index == self._at else "body"))
            painter.setPen(theme.color("text" if index == self._at else "text_2"))
            box = QRectF(x + _DISC + _GAP, 0, self._width(index) + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, step)
            end = x + widths[index]
            if index < len(self._steps) - 1 and space > 24:
                painter.setPen(QPen(theme.color("line"), 1))
                painter.drawLine(QPointF(end + 10, middle), QPointF(end + space - 10, middle))
            x = end + space
        painter.end()

    def _width(self, index: int) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(self._steps[index])

    def _disc(self, painter: QPainter, index: int, centre: QPointF) -> None:
        radius = _DISC / 2 - 1
        current, done = index == self._at, index < self._at
        painter.setPen(QPen(theme.color("accent" if current or done else "line_strong"), 1.2))
        painter.setBrush(theme.color("accent") if current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        if done:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawPolyline([centre + QPointF(-4, 0), centre + QPointF(-1, 3), centre + QPointF(4, -3)])
            return
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("accent_text" if current else "text_2"))
        box = QRectF(centre.x() - 10, centre.y() - 10, 20, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index + 1))
