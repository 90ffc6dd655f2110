"""The bar at the bottom that appears while a card is dragged: won, lost, deleted, or to another pipeline."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures

HEIGHT = 64


class _Zone(QWidget):
    """One dashed field with an icon, a word and a quiet hint."""

    def __init__(self, key: str, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"zone_{key}")
        self.key, self._icon, self._role = key, icon, role
        self._word = self._hint = ""
        self._active = False
        self.setFixedHeight(40)

    def set_texts(self, word: str, hint: str) -> None:
        self._word, self._hint = word, hint
        self.setAccessibleName(word)
        self.update()

    def set_active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        plain = self._role == "text"
        if self._active:
            painter.setPen(QPen(theme.color("text" if plain else self._role), 1.5))
            painter.setBrush(theme.color("hover" if plain else f"{self._role}_soft"))
        else:
            pen = QPen(theme.color("line_strong" if plain else self._role), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
        strong, small = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("small"))
        word = strong.horizontalAdvance(self._word)
        hint = small.horizontalAdvance(self._hint) + 9 if self._hint else 0
        if 26 + word + hint > self.width() - 16:
            hint = 0
        x = max(8.0, (self.width() - 26 - word - hint) / 2)
        theme.paint_icon(painter, self._icon, QRectF(x, 11, 18, 18), self._role)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(x + 26, 0, word + 4, 40), Qt.AlignmentFlag.AlignVCenter, self._word)
        if hint:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_2"))
            painter.drawText(QRectF(x + 26 + word + 9, 0, hint + 4, 40), Qt.AlignmentFlag.AlignVCenter, self._hint)
        painter.end()


class ClosingBar(QWidget):
    """Zones ``won``, ``lost``, ``delete`` and, where there are several pipelines, ``pipeline``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("closing_bar")
        self.setFixedHeight(HEIGHT)
        self.zones = [
            _Zone("won", "check-circle", "good", self),
            _Zone("lost", "x", "bad", self),
            _Zone("delete", "trash", "text", self),
            _Zone("pipeline", "swap", "text", self),
        ]
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        for zone in self.zones:
            self._row.addWidget(zone, 1)
        self.set_margin(measures.MARGIN)
        self.set_several(False)
        self.retranslate()
        self.hide()

    def set_margin(self, margin: int) -> None:
        self._row.setContentsMargins(margin, 12, margin, 12)

    def set_several(self, several: bool) -> None:
        """Whether there is another pipeline to move to."""
        self.zones[3].setVisible(several)

    def retranslate(self) -> None:
        texts = (
            (tr_("pipeline", "Won"), tr_("pipeline", "amount, and an order if you like")),
            (tr_("pipeline", "Lost"), tr_("pipeline", "choose a reason")),
            (tr_("pipeline", "Delete"), tr_("pipeline", "can be undone")),
            (tr_("pipeline", "To another pipeline"), ""),
        )
        for zone, (word, hint) in zip(self.zones, texts, strict=True):
            zone.set_texts(word, hint)

    def zone_at(self, global_pos: QPoint) -> str:
        """The zone under the mouse, empty beside them."""
        if not self.isVisible():
            return ""
        for zone in self.zones:
            if zone.isVisible() and zone.rect().contains(zone.mapFromGlobal(global_pos)):
                return zone.key
        return ""

    def set_active(self, zone: str) -> None:
        for found in self.zones:
            found.set_active(found.key == zone)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        painter.end()
