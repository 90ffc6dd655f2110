"""The outline of a chart: its columns in a quiet grey, until the library that draws the chart has loaded."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from crm_desktop.services.reports.base import ChartSpec
from crm_desktop.views import theme

LEFT, RIGHT, BELOW = 36, 52, 28
"""Room for the scale, the labels at the end and the names below, as the chart has them."""
LINES = 3


def paint_outline(painter: QPainter, place: QRect, spec: ChartSpec) -> None:
    """Paint grid and columns of the first series of ``spec`` into ``place``."""
    area = QRectF(place).adjusted(LEFT, 8, -RIGHT, -BELOW)
    values = [float(value or 0) for value in spec.series[0].values] if spec.series else []
    if area.width() <= 0 or area.height() <= 0 or not values:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    flat = spec.kind == "barh"
    line = theme.color("line")
    for step in range(LINES + 1):
        y = area.bottom() - area.height() * step / LINES
        if not flat or step == 0:
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("hover"))
    most = max((abs(value) for value in values), default=0) or 1
    room = (area.height() if flat else area.width()) / len(values)
    for at, value in enumerate(values):
        share = abs(value) / most
        if flat:
            bar = QRectF(area.left(), area.top() + room * (at + 0.25), area.width() * share, room / 2)
        else:
            height = area.height() * share
            bar = QRectF(area.left() + room * (at + 0.25), area.bottom() - height, room / 2, height)
        painter.drawRoundedRect(bar, 2, 2)
