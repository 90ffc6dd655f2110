"""Buttons: one primary on a screen, everything else plain (outlined) or quiet (no outline)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QRadioButton, QSizePolicy, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.theme.schemes import Tokens

Kind = Literal["primary", "plain", "quiet", "danger"]
_BOX_RING = 4
"""What the style sheet leaves before a box for its focus ring."""


class Button(QPushButton):
    """A button 32 high (28 with ``small``) with an optional icon before the word and a key hint after it.

    Without a text it is square and needs ``tooltip``, which becomes its accessible name.
    ``menu_arrow`` draws a chevron at the right for buttons that open a menu.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "plain",
        icon: str | None = None,
        parent: QWidget | None = None,
        *,
        small: bool = False,
        tooltip: str = "",
        key: str = "",
        menu_arrow: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon_name = icon
        self._icon_role: str | None = None
        self._small, self._key, self._arrow = small, key, menu_arrow
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        if tooltip:
            self.set_tooltip(tooltip)

    def set_tooltip(self, text: str) -> None:
        self.setToolTip(text)
        if not self.text():
            self.setAccessibleName(text)

    def kind(self) -> Kind:
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str | None, role: str | None = None) -> None:
        """Another icon; ``role`` overrides the colour that goes with the kind."""
        self._icon_name, self._icon_role = name, role
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """The key that does the same, drawn small at the right."""
        self._key = key
        self.updateGeometry()

    def label_font(self) -> QFont:
        found = theme.font("body")
        if self._kind in ("primary", "danger") or self.isChecked():
            found.setWeight(QFont.Weight.Medium)
        return found

    def sizeHint(self) -> QSize:
        height = measures.CONTROL_ROW if self._small else measures.CONTROL
        if not self.text():
            return QSize(height, height)
        width = QFontMetrics(self.label_font()).horizontalAdvance(self._shown()) + 2 * self._pad()
        if self._icon_name:
            width += measures.ICON + 8
        if self._key:
            width += self._key_width() + 8
        if self._arrow:
            width += 14 + 6
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _pad(self) -> int:
        return 8 if self._small else 12

    def hang(self) -> int:
        """How far it stands out of a :class:`Row` at whose end it is: a quiet one's word keeps to the edge."""
        return self._pad() if self._kind == "quiet" and self.text() else 0

    def _shown(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _key_width(self) -> int:
        return QFontMetrics(theme.font("small")).horizontalAdvance(self._key) + 10

    # Painting -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border, ink = self._colours(t)
        focused = self.hasFocus() and self.isEnabled()
        filled = self._kind in ("primary", "danger") and self.isEnabled()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if focused and filled:
            box = box.adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = measures.RADIUS - (2 if focused and filled else 0)
        painter.drawRoundedRect(box, radius, radius)
        if focused:
            painter.setPen(QPen(QColor(t.accent), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
        self._paint_content(painter, ink)
        painter.end()

    def _colours(self, t: Tokens) -> tuple[str | None, str | None, str]:
        """Fill, border and ink for the state the button is in."""
        if not self.isEnabled():
            grey = t.hover if t.scheme == "light" else t.line  # in the dark the ground of a dialog is as light as hover
            return (
                (grey if self._kind in ("primary", "danger") else None),
                (t.line if self._kind == "plain" else None),
                t.text_3,
            )
        over, down = self.underMouse(), self.isDown()
        if self._kind == "primary":
            return (t.accent_pressed if down else t.accent_hover if over else t.accent), None, t.accent_text
        if self._kind == "danger":
            return (t.bad_hover if over or down else t.bad), None, t.accent_text
        if self.isChecked():
            return t.selected, t.line_strong if self._kind == "plain" else None, t.text
        if self._kind == "plain":
            return (t.selected if down else t.hover if over else t.surface), t.line_strong, t.text
        return (t.selected if down else t.hover if over else None), None, t.text_2

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        painter.setFont(self.label_font())
        metrics = QFontMetrics(self.label_font())
        role = self._icon_role or ink if self.isEnabled() else "text_3"
        if self._kind == "plain" and not self._icon_role and self.isEnabled():
            role = "text_2"
        height, middle = self.height(), self.height() / 2
        if not self.text():
            side = measures.ICON if not self._small else 16
            if self._icon_name:
                box = QRectF((self.width() - side) / 2, middle - side / 2, side, side)
                theme.paint_icon(painter, self._icon_name, box, role)
            return
        trailing = (self._key_width() + 8 if self._key else 0) + (20 if self._arrow else 0)
        leading = measures.ICON + 8 if self._icon_name else 0
        room = max(0, self.width() - 2 * self._pad() - leading - trailing)
        text = metrics.elidedText(self._shown(), Qt.TextElideMode.ElideRight, room + 1)
        used = leading + metrics.horizontalAdvance(text) + trailing
        x = max(float(self._pad()), (self.width() - used) / 2)
        if self._icon_name:
            theme.paint_icon(painter, self._icon_name, QRectF(x, middle - 9, 18, 18), role)
            x += leading
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(x, 0, room + 2, height), Qt.AlignmentFlag.AlignVCenter, text)
        x += metrics.horizontalAdvance(text)
        if self._key:
            self._paint_key(painter, x + 8, middle)
        if self._arrow:
            theme.paint_icon(painter, "chevron-down", QRectF(self.width() - self._pad() - 14, middle - 7, 14, 14), role)

    def _paint_key(self, painter: QPainter, x: float, middle: float) -> None:
        t = theme.tokens()
        box = QRectF(QPointF(x + 0.5, middle - 8.5), QSize(self._key_width() - 1, 17).toSizeF())
        painter.setPen(QPen(QColor(t.line_strong), 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(t.text_2))
        painter.setFont(theme.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)


def icon_button(name: str, tooltip: str, parent: QWidget | None = None, *, small: bool = True) -> Button:
    """A quiet square button that shows only an icon; ``tooltip`` is also what a screen reader says."""
    return Button("", "quiet", name, parent, small=small, tooltip=tooltip)


class Row(QHBoxLayout):
    """Controls side by side. Words and boxes keep to the edges of what is above: the ground of a quiet button and
    the room for the focus ring of a box stand out over the ends of the row, so its parent needs a margin there.
    """

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self.setSpacing(spacing)

    def setGeometry(self, place: QRect) -> None:
        places = range(self.count())
        super().setGeometry(place.adjusted(-self._hang(places), 0, self._hang(reversed(places)), 0))

    def _hang(self, places: Iterable[int]) -> int:
        """That of the first control that is shown; none where there is room before it."""
        for at in places:
            item = self.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is None or not widget.isHidden():
                return _hang(widget)
        return 0


def _hang(widget: QWidget | None) -> int:
    if isinstance(widget, Button):
        return widget.hang()
    return _BOX_RING if isinstance(widget, QCheckBox | QRadioButton) else 0
