"""The list of the global search: hits by kind, then commands, each row with what matched marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.views import theme
from crm_desktop.views.marking import Span, spans

ROW = 36
HEADING = 32
INSET = 8
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``heading`` is drawn above the first row of a kind; ``command`` is set for commands instead of an id;
    the kind ``new`` offers a customer with what was typed.
    """

    kind: str
    icon: str
    title: str
    subtitle: str = ""
    right: str = ""
    record_id: int = 0
    customer_id: int | None = None
    command: str = ""
    heading: str = ""
    query: str = ""

    def text(self) -> str:
        return "  ".join(part for part in (self.title, self.subtitle, self.right) if part)


class ResultDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(0, ROW + (HEADING if entry.heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if entry.heading:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_2"))
            head = QRect(box.left() + 20, box.top() + 4, box.width() - 40, HEADING - 4)
            painter.drawText(head, left, entry.heading)
            box.setTop(box.top() + HEADING)
        box = box.adjusted(INSET, 0, -INSET, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        theme.paint_icon(painter, entry.icon, QRect(box.left() + 12, box.center().y() - 8, 18, 18))
        place = box.adjusted(42, 0, -12, 0)
        if entry.right:
            width = marked_width(entry.right, entry.query, theme.font("number"))
            corner = QRect(place.right() + 1 - width, place.top(), width + 2, place.height())
            role = "text" if selected else "text_2"
            paint_marked(painter, corner, entry.right, entry.query, theme.font("number"), role, selected)
            place.setRight(corner.left() - 12)
        used = paint_marked(painter, place, entry.title, entry.query, theme.font("strong"), "text", selected)
        place.setLeft(place.left() + used + 10)
        if entry.subtitle and place.width() > 24:
            role = "text" if selected else "text_2"
            shown = _whole_parts(entry.subtitle, place.width())
            paint_marked(painter, place, shown, entry.query, theme.font("small"), role, selected)
        painter.restore()


def _whole_parts(line: str, room: int) -> str:
    """The parts of a quiet line that fit: a day cut to its first digit tells nothing."""
    metrics = QFontMetrics(theme.font("small"))
    while " · " in line and metrics.horizontalAdvance(line) > room:
        line = line.rpartition(" · ")[0]
    return line


def paint_marked(painter: QPainter, place: QRect, text: str, query: str, font: QFont, role: str, selected: bool) -> int:
    """Draw ``text`` with what ``query`` matched in bold accent; returns the width used."""
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    kept = len(shown) if shown == text else max(len(shown) - 1, 0)
    marked = [(start, min(end, kept)) for start, end in spans(text, query) if start < kept]
    x = place.left()
    bold = _bold(font)
    bold.setUnderline(selected)
    for start, end, hit in _pieces(len(shown), marked):
        piece = shown[start:end]
        painter.setFont(bold if hit else font)
        painter.setPen(theme.color("accent" if hit and not selected else role))
        width = painter.fontMetrics().horizontalAdvance(piece)
        painter.drawText(
            QRect(x, place.top(), width + 2, place.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip,
            piece,
        )
        x += width
    return x - place.left()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def marked_width(text: str, query: str, font: QFont) -> int:
    """What :func:`paint_marked` takes where nothing is cut."""
    plain, bold = QFontMetrics(font), QFontMetrics(_bold(font))
    return sum(
        (bold if hit else plain).horizontalAdvance(text[start:end])
        for start, end, hit in _pieces(len(text), spans(text, query))
    )


def _pieces(length: int, marked: Sequence[Span]) -> list[tuple[int, int, bool]]:
    pieces, at = [], 0
    for start, end in marked:
        if start > at:
            pieces.append((at, start, False))
        pieces.append((start, end, True))
        at = end
    if at < length:
        pieces.append((at, length, False))
    return pieces


class ResultList(QListWidget):
    """Named ``search_results``. ``picked`` carries the entry that was clicked or entered."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked_at = QPoint()
        """Where on the screen the mouse was let go last."""
        self.setObjectName("search_results")
        self.setItemDelegate(ResultDelegate(self))
        self.setMouseTracking(True)
        self.setProperty("ground", "raised")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._pick)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace what is shown; the first row is chosen."""
        with QSignalBlocker(self):  # a row that goes makes the next one the chosen one for a moment
            self.clear()
            for entry in entries:
                item = QListWidgetItem(entry.text(), self)
                item.setData(ENTRY_ROLE, entry)
                item.setToolTip(entry.text())
        if entries:
            self.setCurrentRow(0)
        else:
            self.currentRowChanged.emit(-1)

    def entry(self) -> Entry | None:
        """The chosen row."""
        item = self.currentItem()
        return item.data(ENTRY_ROLE) if item is not None else None

    def entries(self) -> list[Entry]:
        return [self.item(row).data(ENTRY_ROLE) for row in range(self.count())]

    def step(self, rows: int) -> None:
        """Move the choice; past an end it goes on at the other one."""
        if self.count():
            self.setCurrentRow((self.currentRow() + rows) % self.count())
            self.scrollToItem(self.currentItem())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked_at = event.globalPosition().toPoint()
        super().mouseReleaseEvent(event)

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        """Rows are emptied by whoever takes the entry: no item is passed around meanwhile."""
        self.picked.emit(index.data(ENTRY_ROLE))
