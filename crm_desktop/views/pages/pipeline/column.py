"""One column of the board: its head and its cards, painted by a delegate and so cheap at any number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollBar, QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.deals import Card
from crm_desktop.views import theme
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.pages.pipeline.card_model import CardModel
from crm_desktop.views.pages.pipeline.card_painter import SPACE, CardDelegate
from crm_desktop.views.pages.pipeline.column_head import ColumnHead
from crm_desktop.views.theme import measures

_NARROWEST = 172
_FOLDED = 44


KEYS = (
    KeySpec(N_("keys", "From card to card"), ("Left", "Right")),
    KeySpec(N_("keys", "Open"), ("Return",)),
    KeySpec(N_("keys", "Move the card"), ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down")),
    KeySpec(N_("keys", "Move the whole column"), ("Ctrl+Shift+Left", "Ctrl+Shift+Right")),
    KeySpec(N_("keys", "Mark several cards"), ("Ctrl+Space",)),
    KeySpec(N_("keys", "Delete"), ("Del",)),
)


class CardList(QListView):
    """The cards. Keys: arrows choose, Enter opens, Ctrl+arrows move, Ctrl+Space marks, Delete deletes."""

    key_pressed = Signal(str)
    """``open``, ``delete``, ``mark``, ``left``, ``right``, ``move_left``, ``move_right``, ``move_up``,
    ``move_down``; with Shift too ``stage_left`` and ``stage_right``: the whole column.
    """

    _KEYS = {
        (Qt.Key.Key_Return, False): "open",
        (Qt.Key.Key_Enter, False): "open",
        (Qt.Key.Key_Delete, False): "delete",
        (Qt.Key.Key_Left, False): "left",
        (Qt.Key.Key_Right, False): "right",
        (Qt.Key.Key_Space, True): "mark",
        (Qt.Key.Key_Left, True): "move_left",
        (Qt.Key.Key_Right, True): "move_right",
        (Qt.Key.Key_Up, True): "move_up",
        (Qt.Key.Key_Down, True): "move_down",
    }
    _SHIFTED = {Qt.Key.Key_Left: "stage_left", Qt.Key.Key_Right: "stage_right"}

    def __init__(self, model: CardModel, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().setSingleStep(24)
        self._thumb = QScrollBar(Qt.Orientation.Vertical, self)
        self._thumb.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._thumb.hide()
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._fit_thumb)
        bar.valueChanged.connect(self._thumb.setValue)
        self._thumb.valueChanged.connect(bar.setValue)

    def _fit_thumb(self, low: int, high: int) -> None:
        """The bar lies in the margin beside the cards, so that it takes no room from them."""
        self._thumb.setRange(low, high)
        self._thumb.setPageStep(self.verticalScrollBar().pageStep())
        self._thumb.setSingleStep(24)
        self._thumb.setGeometry(self.width() - 9, 0, 9, self.height())
        self._thumb.setVisible(high > low and self.underMouse())
        self._thumb.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._thumb.setVisible(self._thumb.maximum() > self._thumb.minimum())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._thumb.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        self._fit_thumb(bar.minimum(), bar.maximum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = ctrl and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        name = self._SHIFTED.get(key) if shift else self._KEYS.get((key, ctrl))
        if name:
            self.key_pressed.emit(name)
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are no short cuts here: they would get in the way of an input method."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.selectionModel().hasSelection() and self.model().rowCount():
            self.choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def choose(self, row: int) -> None:
        """Make the card at ``row`` the current one and scroll to it."""
        index = self.model().index(max(0, min(row, self.model().rowCount() - 1)), 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def forget(self) -> None:
        """No card is chosen."""
        self.selectionModel().clear()


class Column(QWidget):
    """Named ``stage_<key>`` (``month_<YYYY-MM>`` in the forecast)."""

    def __init__(self, name: str, place: int, model: CardModel, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumWidth(_NARROWEST)
        self.model = model
        self._delegate = delegate
        model.setParent(self)
        self.head = ColumnHead(place, self)
        self.list = CardList(model, delegate, self)
        self.list.setObjectName(f"cards_{name}")
        self._target = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(9)
        box.addWidget(self.head)
        box.addWidget(self.list, 1)

    def set_folded(self, folded: bool) -> None:
        """Narrow, without its cards; a card can still be dropped on it."""
        self.head.set_folded(folded)
        self.list.setVisible(not folded)
        self.setMinimumWidth(_FOLDED if folded else _NARROWEST)
        self.setMaximumWidth(_FOLDED if folded else 16_777_215)

    def is_folded(self) -> bool:
        return self.list.isHidden()

    def set_target(self, target: bool) -> None:
        """Whether a dragged card would land here."""
        if target != self._target:
            self._target = target
            self.update()

    def is_target(self) -> bool:
        return self._target

    def current(self) -> Card | None:
        return self.model.card_at(self.list.currentIndex().row())

    def card_under(self, global_pos: QPoint) -> tuple[int, QRect] | None:
        """Row and global rectangle of the card under the mouse, None beside the cards."""
        viewport = self.list.viewport()
        at = viewport.mapFromGlobal(global_pos)
        if self.is_folded() or not viewport.rect().contains(at):
            return None
        index = self.list.indexAt(at)
        if not index.isValid() or self.model.card_at(index.row()) is None:
            return None
        rect = self.list.visualRect(index).adjusted(SPACE, 0, -SPACE, -SPACE)
        return (index.row(), QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())) if rect.contains(at) else None

    def slot_for(self, global_y: int) -> int:
        """The row before which a card whose middle is at this height belongs, counted without the slot."""
        if self.is_folded():
            return 0
        y = self.list.viewport().mapFromGlobal(QPoint(0, global_y)).y() + self.list.verticalScrollBar().value()
        rows = self.model.without_slot()
        top = 0
        for at, row in enumerate(rows):
            height = self._delegate.height(row) + SPACE
            if y < top + height / 2:
                return at
            top += height
        return len(rows)

    def scroll_near_edge(self, global_pos: QPoint, edge: int = 44) -> bool:
        """Scroll a little where the mouse is near the top or the bottom of the cards; True where it did."""
        y = self.list.viewport().mapFromGlobal(global_pos).y()
        bar = self.list.verticalScrollBar()
        step = -14 if y < edge else 14 if y > self.list.viewport().height() - edge else 0
        before = bar.value()
        bar.setValue(before + step)
        return bar.value() != before

    def index_of(self, deal_id: int) -> QModelIndex:
        return self.model.index(self.model.row_of(deal_id))

    def centre_of(self, deal_id: int) -> QPointF:
        """Where the card's middle is on the screen."""
        rect = self.list.visualRect(self.index_of(deal_id))
        return QPointF(self.list.viewport().mapToGlobal(rect.center()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._target:
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.setBrush(theme.color("accent_soft"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(box, measures.RADIUS_CARD, measures.RADIUS_CARD)
        painter.end()
