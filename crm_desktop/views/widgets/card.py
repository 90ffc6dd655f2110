"""Surfaces: a card for what can be clicked or moved, a note, a scroll area with thin bars."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QEnterEvent, QGuiApplication, QPainter, QPainterPath, QRegion
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures


class Card(QFrame):
    """A bordered surface with a radius of 10 and padding of 12; ``body`` is its layout."""

    def __init__(
        self, parent: QWidget | None = None, *, role: str = "card", padding: int = measures.CARD_PADDING
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(measures.GAP_S)


def float_over(widget: QWidget) -> None:
    """The one shadow there is, for what floats: menus, toasts, dialogs, a dragged card."""
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(24)
    effect.setOffset(0, 6)
    shade = QColor(theme.tokens().shadow)
    shade.setAlpha(40 if theme.tokens().scheme == "light" else 120)
    effect.setColor(shade)
    widget.setGraphicsEffect(effect)


def clip_on_x11(window: QWidget, card: QRect, radius: int) -> None:
    """X11 may have nobody to blend windows, and then shows black where one is translucent: cut those parts off."""
    if QGuiApplication.platformName() != "xcb":
        return
    path = QPainterPath()
    path.addRoundedRect(QRectF(card), radius, radius)
    window.setMask(QRegion(path.toFillPolygon().toPolygon()))


def fill_clipped(window: QWidget, role: str) -> None:
    """Before a clipped ``window`` paints itself: smooth edges then blend with ``role``, not with black."""
    if not window.mask().isEmpty():
        painter = QPainter(window)
        painter.fillRect(window.rect(), theme.color(role))
        painter.end()


class ScrollArea(QScrollArea):
    """Scrolls ``widget`` up and down without a frame; never sideways. ``quiet``: the bar shows under the mouse only.
    ``gap`` keeps the bar away from what scrolls, where there is one.
    """

    def __init__(
        self, widget: QWidget | None = None, parent: QWidget | None = None, *, quiet: bool = False, gap: int = 0
    ) -> None:
        super().__init__(parent)
        self._quiet, self._gap = quiet, gap
        if gap:
            self.verticalScrollBar().rangeChanged.connect(self._leave_gap)
        self._hide_bar(quiet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        if widget is not None:
            self.setWidget(widget)
            widget.setAutoFillBackground(False)

    @Slot(int, int)
    def _leave_gap(self, _first: int, last: int) -> None:
        self.setViewportMargins(0, 0, self._gap if last > 0 else 0, 0)

    def _hide_bar(self, on: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setProperty("quiet", on)
        bar.style().unpolish(bar)
        bar.style().polish(bar)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._quiet:
            self._hide_bar(False)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._quiet:
            self._hide_bar(True)
