"""The check box as painted in tables and headers."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from crm_desktop.views import theme


def paint_check(painter: QPainter, box: QRectF, state: Literal["on", "off", "some"]) -> None:
    """A box of 16 by 16 that is empty, ticked, or half (a dash)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "off":
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(box, 4, 4)
        theme.paint_icon(painter, "check" if state == "on" else "minus", box.adjusted(2, 2, -2, -2), "accent_text")
    painter.restore()
