"""The table now against after: a row for each kind of record, opened by a click to see which ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.services.backup.compare import Difference
from crm_desktop.views import theme
from crm_desktop.views.dialogs.backup_parts import entity_word
from crm_desktop.views.dialogs.restore_words import name_list, signed, what_differs
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.labels import label

NAME, NOW, AFTER, CHANGE, WORDS = 8, 124, 190, 254, 274
"""Left edge of the names and words, right edges of the numbers."""
ALWAYS = ("customers", "deals", "followups", "orders")


class RestoreTable(QWidget):
    def __init__(self, found: tuple[Difference, ...], currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heads = ("", self.tr("Now"), self.tr("After"), self.tr("Change"), self.tr("What differs"))
        column.addWidget(_Cells(heads, head=True))
        self.rows: list[DifferenceRow] = []
        for one in found:
            if one.entity in ALWAYS or not one.same:
                row = DifferenceRow(one, currency)
                self.rows.append(row)
                column.addWidget(row)

    def texts(self) -> list[tuple[str, ...]]:
        """The cells of every row, as shown."""
        return [row.cells.texts for row in self.rows]


class DifferenceRow(QWidget):
    """One kind of record; opens to the names of what goes and comes."""

    def __init__(self, found: Difference, currency: str) -> None:
        super().__init__()
        texts = (
            entity_word(found.entity),
            f"{found.now:,}",
            f"{found.after:,}",
            signed(found.after - found.now),
            what_differs(found, currency),
        )
        openable = bool(found.going.names or found.coming.names)
        self.cells = _Cells(texts, openable=openable)
        self.details = QWidget(self)
        inside = QVBoxLayout(self.details)
        inside.setContentsMargins(NAME, 4, 8, 8)
        inside.setSpacing(4)
        for side, text in (
            (found.coming, self.tr("Comes back: {names}")),
            (found.going, self.tr("Goes: {names}")),
        ):
            if side.names:
                line = label(text.format(names=name_list(side, 50)), "small")
                line.setWordWrap(True)
                inside.addWidget(line)
        self.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.cells)
        column.addWidget(self.details)
        self.cells.pressed.connect(self._toggle)

    def _toggle(self) -> None:
        shown = not self.details.isVisible()
        self.details.setVisible(shown)
        self.cells.set_open(shown)
        window = self.window()
        window.adjustSize()


class _Cells(QWidget):
    """The cells of a row, painted: numbers on their right edge, a chevron where there is more."""

    pressed = Signal()

    def __init__(self, texts: tuple[str, ...], *, head: bool = False, openable: bool = False) -> None:
        super().__init__()
        self.texts, self._head, self._openable, self._open = texts, head, openable, False
        self.setFixedHeight(28 if head else measures.ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("  ".join(text for text in texts if text))
        if openable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover, True)
        self.setToolTip("" if head else texts[-1])

    def sizeHint(self) -> QSize:
        return QSize(WORDS + 200, self.height())

    def set_open(self, shown: bool) -> None:
        self._open = shown
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._openable and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._openable and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, width = self.height(), self.width()
        if self._openable and self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        name, now, after, change, words = self.texts
        quiet, plain = "text_2", "text_2" if self._head else "text"
        font = theme.font("small") if self._head else theme.font("body")
        self._text(painter, name, NAME, NOW - 44, theme.font("strong"), plain)
        self._number(painter, now, NOW, font, quiet)
        self._number(painter, after, AFTER, theme.font("strong") if not self._head else font, plain)
        self._number(painter, change, CHANGE, font, plain)
        self._text(painter, words, WORDS, width - 32, font, plain)
        if self._openable:
            icon = "chevron-down" if self._open else "chevron-right"
            theme.paint_icon(painter, icon, QRectF(width - 28, height / 2 - 8, 16, 16), "text_2")
        painter.setPen(QPen(theme.color("line_strong" if self._head else "line"), 1))
        painter.drawLine(0, height - 1, width, height - 1)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), measures.RADIUS, measures.RADIUS)
        painter.end()

    def _number(self, painter: QPainter, text: str, right: int, font, role: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(role))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(right - 90, 0, 90, self.height()), flags, text)

    def _text(self, painter: QPainter, text: str, left: int, right: int, font, role: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRectF(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
