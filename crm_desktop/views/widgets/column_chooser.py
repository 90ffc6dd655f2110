"""Which columns a list shows and in which order, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.checkmark import paint_check
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Popover

Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole
ROW = 32


class _Entry(QStyledItemDelegate):
    """The tick as everywhere in the program, the title, and a handle that says that it can be dragged."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), measures.RADIUS, measures.RADIUS)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        on = Qt.CheckState(state) == Qt.CheckState.Checked if state is not None else True
        fixed = not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
        painter.setOpacity(0.45 if fixed else 1.0)
        paint_check(painter, QRectF(box.left() + 8, box.center().y() - 8, 16, 16), "on" if on else "off")
        painter.setOpacity(1.0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = box.adjusted(34, 0, -28, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if chosen or over:
            theme.paint_icon(painter, "drag", QRectF(box.right() - 24, box.center().y() - 8, 16, 16), "text_2")
        painter.restore()


class ColumnList(QListWidget):
    """Entries with ticks. Space ticks, Alt+Up and Alt+Down move, the mouse drags. ``arranged`` after each change."""

    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column_list")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Entry(self))
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.model().rowsMoved.connect(self.arranged)
        self.itemChanged.connect(self.arranged)
        self.itemClicked.connect(self._clicked)
        self._was: Qt.CheckState | None = None

    def fill(self, entries: Sequence[tuple[str, str]], chosen: Sequence[str], always: Sequence[str]) -> None:
        """``(key, title)`` of all columns: the ``chosen`` first, in their order; ``always`` can't be taken away."""
        titles = dict(entries)
        order = [key for key in chosen if key in titles]
        order += [key for key, _title in entries if key not in order]
        self.blockSignals(True)
        self.clear()
        for key in order:
            item = QListWidgetItem(titles[key])
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, ROW))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags if key in always else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        self.blockSignals(False)

    def chosen(self) -> list[str]:
        items = [self.item(at) for at in range(self.count())]
        return [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def item_of(self, key: str) -> QListWidgetItem | None:
        return next((self.item(at) for at in range(self.count()) if self.item(at).data(_KEY) == key), None)

    def move_current(self, step: int) -> None:
        at = self.currentRow()
        if at >= 0 and 0 <= at + step < self.count():
            item = self.takeItem(at)
            self.insertItem(at + step, item)
            self.setCurrentItem(item)
            self.arranged.emit()

    def mousePressEvent(self, event) -> None:
        item = self.itemAt(event.position().toPoint())
        self._was = item.checkState() if item is not None else None
        super().mousePressEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        """A click anywhere on the entry ticks it, not only one on the box."""
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and item.checkState() == self._was:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)


class ColumnChooser(Popover):
    """``changed(list)`` with the keys of the columns to show; ``reset`` asks for the beginning's."""

    changed = Signal(list)
    reset = Signal()

    def __init__(self, parent: QWidget, entries: Sequence[tuple[str, str]], always: Sequence[str] = ("name",)) -> None:
        super().__init__(parent, width=288)
        self.setObjectName("column_chooser")
        self._entries, self._always = entries, always
        self.list = ColumnList(self)
        self.list.setAccessibleName(tr_("widgets", "Columns"))
        self.list.setFixedHeight(min(12, len(entries)) * ROW + 8)
        self.list.arranged.connect(lambda: self.changed.emit(self.list.chosen()))
        theme.set_ground(self.list, "raised")
        up = icon_button("arrow-up", tr_("widgets", "Move up (Alt+Up)"), self)
        down = icon_button("arrow-down", tr_("widgets", "Move down (Alt+Down)"), self)
        up.setObjectName("column_up")
        down.setObjectName("column_down")
        up.clicked.connect(lambda: self.list.move_current(-1))
        down.clicked.connect(lambda: self.list.move_current(1))
        head = QHBoxLayout()
        head.addWidget(label(tr_("widgets", "Tick to show, drag to move"), "small"), 1)
        head.addWidget(up)
        head.addWidget(down)
        self.body.addLayout(head)
        self.body.addWidget(self.list)
        anew = Button(tr_("widgets", "Standard columns"), "quiet", "undo")
        anew.setObjectName("columns_reset")
        anew.clicked.connect(self.reset)
        self.body.addWidget(anew)
        self.list.setFocus()

    def show_chosen(self, keys: Sequence[str]) -> None:
        self.list.fill(self._entries, keys, self._always)
