"""A figure with its word under it, as on the check and result steps."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets import Card, label


class FigureCard(Card):
    """``tone`` colours the icon; an alarming card has a tint and a border of that colour too."""

    def __init__(self, icon: str, tone: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._word = icon, tone, word
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

    def set_figure(self, figure: int) -> None:
        self._figure.setText(f"{figure:,}")
        self.setAccessibleName(f"{figure} {self._word}")

    def figure(self) -> int:
        return int(self._figure.text().replace(",", ""))

    def set_alarm(self, on: bool) -> None:
        colours = theme.tokens()
        style = f"QFrame[role=card] {{ background: {colours.bad_soft}; border-color: {colours.bad}; }}" if on else ""
        self.setStyleSheet(style)

    def sizeHint(self) -> QSize:
        return QSize(120, 68)
