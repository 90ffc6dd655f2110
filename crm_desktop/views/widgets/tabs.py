"""Words side by side of which one is chosen: tabs with counts, and the segmented switch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.views import theme
from crm_desktop.views.theme import measures

_INSET = 6
"""Room beside the word for the focus ring."""
_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class _Tab(QAbstractButton):
    """Its ring is for who goes by the keyboard, and stands in the place of the line under the chosen one."""

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.count = key, ""
        self._ringed = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        self.count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        if self.count:
            width += 6 + QFontMetrics(theme.font("small")).horizontalAdvance(self.count)
        return QSize(width + 2 * _INSET, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen or self.underMouse() else "text_2"))
        box = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.count:
            x = QFontMetrics(painter.font()).horizontalAdvance(self.text()) + 6
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_2"))
            painter.drawText(box.adjusted(x, 0.5, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.count)
        if self._ringed and self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 5, -1, -5), 4, 4)
        elif chosen:
            painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), theme.color("accent"))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() not in _BY_MOUSE or (self._ringed and event.reason() != _BY_MOUSE[0])
        super().focusInEvent(event)


class Tabs(QWidget):
    """Tabs on a line, chosen by click or by the arrow keys. ``chosen(key)`` is sent on the person's choice only."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, line: bool = True) -> None:
        super().__init__(parent)
        self._line = line
        self._tabs: list[_Tab] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20 - 2 * _INSET)
        self._row.addStretch(1)
        self.setFixedHeight(40)

    def set_tabs(self, tabs: list[tuple[str, str]], current: str | None = None) -> None:
        """Replace the tabs by ``(key, word)`` pairs and keep the chosen key where it still is one."""
        keep = current if current is not None else self.current()
        for tab in self._tabs:
            self._group.removeButton(tab)
            self._row.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._tabs = [_Tab(key, text, self) for key, text in tabs]
        for index, tab in enumerate(self._tabs):
            self._group.addButton(tab)
            self._row.insertWidget(index, tab)
        keys = [key for key, _text in tabs]
        if keys:
            self.set_current(keep if keep in keys else keys[0])

    def set_count(self, key: str, count: str) -> None:
        for tab in self._tabs:
            if tab.key == key:
                tab.set_count(count)

    def set_tip(self, key: str, tip: str) -> None:
        """What is said of a tab under the pointer."""
        for tab in self._tabs:
            if tab.key == key:
                tab.setToolTip(tip)

    def current(self) -> str:
        return next((tab.key for tab in self._tabs if tab.isChecked()), "")

    def set_current(self, key: str) -> None:
        for tab in self._tabs:
            tab.setChecked(tab.key == key)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab.key == key else Qt.FocusPolicy.ClickFocus)

    def add_widget(self, widget: QWidget) -> None:
        """A quiet button at the right end of the line."""
        self._row.addWidget(widget)

    def _clicked(self, tab: _Tab) -> None:
        self.set_current(tab.key)
        self.chosen.emit(tab.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self._tabs:
            super().keyPressEvent(event)
            return
        keys = [tab.key for tab in self._tabs]
        at = (keys.index(self.current()) + step) % len(keys)
        self._tabs[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._clicked(self._tabs[at])

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line:
            painter = QPainter(self)
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
            painter.end()


class Segmented(QWidget):
    """Two to five words in one outlined box, one of them chosen: month | week | day."""

    chosen = Signal(str)

    def __init__(self, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = [key for key, _text in choices]
        self._texts = [text for _key, text in choices]
        self._at, self._over = 0, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def current(self) -> str:
        return self._keys[self._at]

    def set_current(self, key: str) -> None:
        self._at = self._keys.index(key)
        self._name()
        self.update()

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        keep = self.current()
        self._keys = [key for key, _text in choices]
        self._texts = [text for _key, text in choices]
        self._at = self._keys.index(keep) if keep in self._keys else 0
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self._texts[self._at])

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(theme.font("strong"))
        return [metrics.horizontalAdvance(text) + 24 for text in self._texts]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, measures.CONTROL)

    def _at_x(self, x: float) -> int:
        edge = 1.0
        for index, width in enumerate(self._widths()):
            edge += width
            if x < edge:
                return index
        return len(self._keys) - 1

    def _choose(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self._name()
            self.update()
            self.chosen.emit(self._keys[index])

    def mousePressEvent(self, event) -> None:
        self._choose(self._at_x(event.position().x()))

    def mouseMoveEvent(self, event) -> None:
        self._over = self._at_x(event.position().x())
        self.update()

    def leaveEvent(self, event) -> None:
        self._over = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose((self._at + step) % len(self._keys))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(outer, measures.RADIUS, measures.RADIUS)
        x = 1.0
        for index, width in enumerate(self._widths()):
            box = QRectF(x, 1, width, self.height() - 2)
            if index in (self._at, self._over):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("selected" if index == self._at else "hover"))
                painter.drawRoundedRect(box, measures.RADIUS - 1, measures.RADIUS - 1)
            painter.setPen(theme.color("text" if index == self._at else "text_2"))
            painter.setFont(theme.font("strong" if index == self._at else "body"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._texts[index])
            x += width
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
        painter.end()
