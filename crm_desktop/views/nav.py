"""The navigation at the left: the pages, what is due on them, the state of the backup and who is at the counter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.core.i18n import render
from crm_desktop.views import theme
from crm_desktop.views.pages import PAGES, PageSpec

ROW = 36
GAP = 4
SECTION_GAP = 8
FOOT_ROW = 44
SECOND_LINE = 16
INSET = 8
ICON_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
KEY_ROLE = Qt.ItemDataRole.UserRole + 3
GAP_ROLE = Qt.ItemDataRole.UserRole + 4

Index = QModelIndex | QPersistentModelIndex


class NavDelegate(QStyledItemDelegate):
    """Icon, word and count; the current page with an accent bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW + GAP + (SECTION_GAP if index.data(GAP_ROLE) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        nav = self.parent()
        folded = isinstance(nav, Nav) and nav.is_folded()
        box = QRect(option.rect)
        box.setTop(box.bottom() - ROW - GAP + 1)
        box = box.adjusted(INSET, 0, -INSET, -GAP)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, box, current)
        role = "accent" if current else "text_2"
        left = box.center().x() - 8 if folded else box.left() + 12
        theme.paint_icon(painter, index.data(ICON_ROLE), QRect(left, box.center().y() - 8, 18, 18), role)
        count = index.data(COUNT_ROLE)
        if folded:
            if count:
                painter.setFont(theme.font("small_strong"))
                painter.setPen(theme.color("text"))
                wide = painter.fontMetrics().horizontalAdvance(_short(count))
                left = min(box.center().x() + 9, option.rect.right() - 1 - wide)
                place = QRect(left, box.top() - 3, wide + 2, 18)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _short(count))
            painter.restore()
            return
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text"))
        place = box.adjusted(42, 0, -44 if count else -8, 0)
        text = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if count:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text" if current else "text_2"))
            place = box.adjusted(0, 0, -12, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _short(count))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, current: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if current or hovered:
            painter.setBrush(theme.color("selected" if current else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if current:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRect(box.left(), box.top() + 8, 4, box.height() - 16), 2, 2)
        if option.state & QStyle.StateFlag.State_HasFocus and _keyboard(option.widget):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)


def _keyboard(widget: QWidget | None) -> bool:
    return isinstance(widget, Nav) and widget.focus_by_key


def _short(count: int) -> str:
    return "99+" if count > 99 else str(count)


class Nav(QListWidget):
    """Named ``nav``: arrow keys and clicks choose a page. ``chosen`` carries its key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, pages: Sequence[PageSpec] = PAGES) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        self.focus_by_key = False
        self._folded = False
        self._pages = tuple(pages)
        self.setProperty("ground", "window")
        self.setMouseTracking(True)
        self.setItemDelegate(NavDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        section = self._pages[0].section
        for spec in self._pages:
            item = QListWidgetItem(self)
            item.setData(KEY_ROLE, spec.key)
            item.setData(ICON_ROLE, spec.icon)
            item.setData(GAP_ROLE, spec.section != section)
            section = spec.section
        self.retranslate()
        self.currentRowChanged.connect(self._choose)
        self.clicked.connect(self._clicked)

    def is_folded(self) -> bool:
        return self._folded

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.viewport().update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Pages"))
        for row, spec in enumerate(self._pages):
            item = self.item(row)
            title = render(spec.title)
            item.setText(title)
            item.setToolTip(f"{title}  Ctrl+{row + 1}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, title)

    def set_current(self, key: str) -> None:
        """Show which page is open without choosing it again."""
        row = next(row for row, spec in enumerate(self._pages) if spec.key == key)
        if row != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(row)
            self.blockSignals(False)
            self.viewport().update()

    def set_count(self, key: str, count: int) -> None:
        for row, spec in enumerate(self._pages):
            if spec.key == key:
                self.item(row).setData(COUNT_ROLE, count)

    def sizeHint(self) -> QSize:
        gaps = sum(SECTION_GAP for row in range(self.count()) if self.item(row).data(GAP_ROLE))
        return QSize(theme.measures.NAV, self.count() * (ROW + GAP) + gaps)

    @Slot(int)
    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._pages[row].key)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        """The page that is open may show a record: its word leads to the list."""
        self._choose(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)


class FootRow(QWidget):
    """One line at the foot of the navigation: a picture, a line and a quieter one, which takes two lines where it is
    long. Pressed by mouse or Enter.
    """

    pressed = Signal()
    resized = Signal()
    """The words need another height (:meth:`height_needed`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role = "", "text_2"
        self._initial = ""
        self._line = self._second = ""
        self._folded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_icon(self, name: str, role: str) -> None:
        self._icon, self._role = name, role
        self.update()

    def set_initial(self, text: str) -> None:
        """The first character of ``text`` in a disc instead of an icon."""
        self._initial = text[:1].upper()
        self.update()

    def set_lines(self, line: str, second: str = "") -> None:
        self._line, self._second = line, second
        self.setAccessibleName(" ".join(filter(None, (line, second))))
        self.setToolTip(self.accessibleName())
        self.resized.emit()
        self.update()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.update()

    def height_needed(self) -> int:
        return FOOT_ROW + (SECOND_LINE if self._is_long() else 0)

    def _is_long(self) -> bool:
        """Whether the quieter line does not fit into one."""
        room = theme.measures.NAV - 1 - 2 * INSET - 50
        return not self._folded and QFontMetrics(theme.font("small")).horizontalAdvance(self._second) > room

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(INSET, 0, -INSET, 0)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 6, 6)
        centre = self.width() // 2 if self._folded else box.left() + 21
        middle = self.height() // 2
        if self._is_long():
            middle -= SECOND_LINE // 2
        if self._initial:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawEllipse(QRect(centre - 12, middle - 12, 24, 24))
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("small_strong"))
            painter.drawText(QRect(centre - 12, middle - 12, 24, 24), Qt.AlignmentFlag.AlignCenter, self._initial)
        elif self._icon:
            theme.paint_icon(painter, self._icon, QRect(centre - 9, middle - 9, 18, 18), self._role)
        if not self._folded:
            self._paint_lines(painter, box.adjusted(42, 0, -8, 0), middle)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_lines(self, painter: QPainter, place: QRect, middle: int) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        top = QRect(place.left(), middle - (19 if self._second else 10), place.width(), 20)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(top, flags, painter.fontMetrics().elidedText(self._line, elide, place.width()))
        if self._second:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_2"))
            low = QRect(place.left(), middle + 1, place.width(), 18)
            if self._is_long():
                low.setHeight(18 + SECOND_LINE)
                painter.drawText(low, flags | Qt.TextFlag.TextWordWrap, self._second)
            else:
                painter.drawText(low, flags, painter.fontMetrics().elidedText(self._second, elide, place.width()))

    def mouseReleaseEvent(self, event) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event) -> None:
        self.update()

    def leaveEvent(self, event) -> None:
        self.update()


class Brand(QWidget):
    """The mark of the program and the shop's name, above the navigation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._folded = False
        self.setFixedHeight(theme.measures.TOP_BAR)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRect((self.width() - 28) // 2 if self._folded else 16, 12, 28, 28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(tile, 6, 6)
        theme.paint_icon(painter, "leaf", tile.adjusted(5, 5, -5, -5), "accent_text")
        if self._folded:
            return
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        place = QRect(52, 0, self.width() - 60, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        first, second = _two_lines(self._name, place.width())
        if not second:
            painter.drawText(place, flags, first)
            return
        upper, lower = QRect(place.x(), 8, place.width(), 18), QRect(place.x(), 26, place.width(), 18)
        painter.drawText(upper, flags, first)
        painter.drawText(lower, flags, metrics.elidedText(second, elide, place.width()))


def _two_lines(text: str, width: int) -> tuple[str, str]:
    """What fits into the first line, and the rest: broken between words, inside one only where it fills the line."""
    layout = QTextLayout(text, theme.font("strong"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    cut = line.textLength()
    layout.endLayout()
    return text[:cut].strip(), text[cut:].strip()


class SidePanel(QWidget):
    """Brand, ``nav`` and foot on the window's ground, with a line at its right; folds to icons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_ground(self, "window")
        self.brand = Brand(self)
        self.nav = Nav(self)
        self.backup = FootRow(self)
        self.backup.setObjectName("backup_light")
        self.staff = FootRow(self)
        self.staff.setObjectName("staff")
        self._folded = False
        for row in (self.backup, self.staff):
            row.resized.connect(self._lay_out)

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.setFixedWidth(theme.measures.NAV_FOLDED if folded else theme.measures.NAV)
        for part in (self.brand, self.nav, self.backup, self.staff):
            part.set_folded(folded)
        self._lay_out()

    def is_folded(self) -> bool:
        return self._folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _foot_height(self) -> int:
        return self.backup.height_needed() + self.staff.height_needed() + 16

    @Slot()
    def _lay_out(self) -> None:
        width, top = self.width() - 1, theme.measures.TOP_BAR
        foot = self.height() - self._foot_height()
        self.brand.setGeometry(0, 0, width, top)
        self.nav.setGeometry(0, top, width, max(foot - top - 8, 40))
        light = self.backup.height_needed()
        self.backup.setGeometry(0, foot + 8, width, light)
        self.staff.setGeometry(0, foot + 8 + light, width, self.staff.height_needed())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))
        painter.fillRect(INSET, self.height() - self._foot_height(), self.width() - 2 * INSET, 1, theme.color("line"))
