"""The board: columns side by side, cards dragged by mouse and moved by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from crm_desktop.services.deals import Card, Sums
from crm_desktop.views.pages.pipeline.card_model import CardModel
from crm_desktop.views.pages.pipeline.card_painter import CardDelegate
from crm_desktop.views.pages.pipeline.column import Column
from crm_desktop.views.pages.pipeline.column_head import Aim
from crm_desktop.views.pages.pipeline.drag import DragHandler
from crm_desktop.views.pages.pipeline.stage_drag import StageDrag
from crm_desktop.views.pages.pipeline.words import Words

_GAP = 8


@dataclass(frozen=True)
class ColumnSpec:
    """What a column shows: ``name`` is its object name, ``note`` stands at the right of its head."""

    name: str
    title: str
    note: str
    sums: Sums
    load: Callable[[int, int], list[Card]]
    addable: bool = True
    aim: Aim | None = None
    dotted: bool = True
    """A dot in the colour of the stage stands before the title."""


class Board(QScrollArea):
    """Named ``board``. It only shows and asks: the page writes."""

    moved = Signal(object, str, object, object)
    """Card, name of the column, ids of the cards above and below the new place (None at an end)."""
    zone_dropped = Signal(object, str)
    opened = Signal(object)
    deleted = Signal(object)
    add_asked = Signal(str)
    part_asked = Signal(str)
    menu_asked = Signal(object, QPoint)
    fold_asked = Signal(str)
    stage_moved = Signal(str, int)
    """Name of a column and the place where it should stand, counted without it."""
    drag_started = Signal()
    drag_ended = Signal()

    def __init__(self, words: Words, describe: Callable[[Card], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._describe = describe
        self.delegate = CardDelegate(words)
        self.columns: list[Column] = []
        self._body = QWidget()
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.setWidget(self._body)
        self.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        self.drag = DragHandler(self, self.delegate, self.scroll_near_edge)
        self.drag.started.connect(self.drag_started)
        self.drag.ended.connect(self.drag_ended)
        self.drag.opened.connect(self.opened)
        self.drag.zone_dropped.connect(self.zone_dropped)
        self.drag.dropped.connect(self._dropped)
        self.drag.toggled.connect(self._toggle)
        self.drag.pressed_alone.connect(self.unmark)
        for widget in (self, self.viewport(), self._body):
            widget.installEventFilter(self.drag)
        self.stages = StageDrag(self, self._body, self.scroll_near_edge)
        self.stages.moved.connect(self.stage_moved)
        self.stages.ended.connect(self.drag_ended)

    # Filling --------------------------------------------------------------------------

    def show_columns(self, specs: Sequence[ColumnSpec], words: Words) -> None:
        """Show these columns; columns of the same names keep their place, their choice and what was loaded."""
        self.drag.cancel()
        self.stages.cancel()
        self.delegate.words = words
        shown, wanted = [column.objectName() for column in self.columns], [spec.name for spec in specs]
        if set(shown) != set(wanted):
            self._rebuild(specs)
        elif shown != wanted:
            self._put_in_order(wanted)
        chosen = self.current()
        place = self.place()
        for column, spec in zip(self.columns, specs, strict=True):
            column.setAccessibleName(spec.title)
            column.list.setAccessibleName(spec.title)
            column.head.dotted = spec.dotted
            column.head.show_stage(spec.title, spec.note, spec.sums, words, addable=spec.addable, aim=spec.aim)
            self._loads[spec.name] = spec.load
            bar = column.list.verticalScrollBar()
            before = bar.value()
            column.model.reload()
            bar.setValue(before)
        if chosen is not None and not self.choose(chosen.id) and place is not None:
            self.columns[place[0]].list.choose(place[1])
        for column in self.columns:
            if column.list.hasFocus() and self.place() is None:
                column.list.choose(0)

    def _rebuild(self, specs: Sequence[ColumnSpec]) -> None:
        for column in self.columns:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._loads: dict[str, Callable[[int, int], list[Card]]] = {}
        self.columns = []
        for place, spec in enumerate(specs):
            model = CardModel(self._loader(spec.name), self._describe, self)
            column = Column(spec.name, place, model, self.delegate, self._body)
            column.list.key_pressed.connect(self._key)
            column.list.customContextMenuRequested.connect(self._menu)
            column.head.add_clicked.connect(self._add)
            column.head.part_clicked.connect(self.part_asked)
            column.head.fold_clicked.connect(self._fold)
            column.head.step_asked.connect(self._step_stage)
            column.head.walked.connect(self._walk_heads)
            self._row.addWidget(column, 1)
            self.columns.append(column)
        self.drag.watch(self.columns)
        self.stages.watch(self.columns)
        self._body.updateGeometry()  # or many columns would share the width of a few

    def _put_in_order(self, names: Sequence[str]) -> None:
        """The same columns in another order; what is chosen and focused stays so."""
        self.columns.sort(key=lambda column: names.index(column.objectName()))
        before: QWidget | None = None
        for place, column in enumerate(self.columns):
            self._row.removeWidget(column)
            self._row.insertWidget(place, column, 1)
            column.head.set_place(place)
            for widget in (column.head, column.list):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        self.drag.watch(self.columns)
        self.stages.watch(self.columns)

    def _loader(self, name: str) -> Callable[[int, int], list[Card]]:
        def load(offset: int, limit: int) -> list[Card]:
            return self._loads[name](offset, limit)

        return load

    # Choosing -------------------------------------------------------------------------

    def column(self, name: str) -> Column:
        """The column of that object name; raises ``KeyError``."""
        for column in self.columns:
            if column.objectName() == name:
                return column
        raise KeyError(name)

    def place(self) -> tuple[int, int] | None:
        """Column and row of the chosen card."""
        for at, column in enumerate(self.columns):
            if column.list.selectionModel().hasSelection():
                return at, column.list.currentIndex().row()
        return None

    def current(self) -> Card | None:
        place = self.place()
        return self.columns[place[0]].model.card_at(place[1]) if place else None

    def choose(self, deal_id: int) -> bool:
        """Choose the card of that deal; False where it is not loaded. Keyboard focus follows it."""
        had_focus = any(column.list.hasFocus() for column in self.columns)
        for column in self.columns:
            row = column.model.row_of(deal_id)
            if row >= 0:
                for other in self.columns:
                    if other is not column:
                        other.list.forget()
                column.list.choose(row)
                if had_focus:
                    column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(column, 0, 0)
                return True
        return False

    # Several cards together -------------------------------------------------------------

    def group(self, card: Card) -> list[int]:
        """The deals that move together with ``card``, in the board's order; it alone where it is not marked."""
        marked = self.delegate.marked
        if card.id not in marked:
            return [card.id]
        found = [other.id for column in self.columns for other in column.model.cards() if other.id in marked]
        return found or [card.id]

    def _toggle(self, card: Card) -> None:
        self.delegate.marked ^= {card.id}
        self._repaint()

    def unmark(self) -> None:
        """No card is marked."""
        if self.delegate.marked:
            self.delegate.marked.clear()
            self._repaint()

    def _repaint(self) -> None:
        for column in self.columns:
            column.list.viewport().update()

    # Keys and menus -------------------------------------------------------------------

    def _sender_place(self) -> tuple[int, int]:
        at = next(at for at, column in enumerate(self.columns) if column.list is self.sender())
        return at, self.columns[at].list.currentIndex().row()

    def _key(self, name: str) -> None:
        at, row = self._sender_place()
        card = self.columns[at].model.card_at(row)
        if name in ("left", "right"):
            self._step(at, row, 1 if name == "right" else -1)
        elif name in ("stage_left", "stage_right"):
            self.stages.step(self.columns[at], 1 if name == "stage_right" else -1)
        elif card is None:
            return
        elif name == "mark":
            self._toggle(card)
        elif name == "open":
            self.opened.emit(card)
        elif name == "delete":
            self.deleted.emit(card)
        elif name in ("move_left", "move_right"):
            self.move_beside(card, 1 if name == "move_right" else -1)
        else:
            self._move_within(at, row, card, 1 if name == "move_down" else -1)

    def keyboard_place(self) -> QWidget | None:
        """The list of the chosen card, else the first one that has any."""
        place = self.place()
        if place is not None:
            return self.columns[place[0]].list
        return next((each.list for each in self.columns if each.model.rowCount() and not each.is_folded()), None)

    def _step(self, at: int, row: int, step: int) -> None:
        """Choose the card in the nearest column that has any."""
        beside = range(at + step, len(self.columns) if step > 0 else -1, step)
        for other in beside:
            column = self.columns[other]
            if column.model.rowCount() and not column.is_folded():
                self.columns[at].list.forget()
                column.list.setFocus(Qt.FocusReason.OtherFocusReason)
                column.list.choose(row)
                self.ensureWidgetVisible(column, 0, 0)
                return

    def move_beside(self, card: Card, step: int) -> None:
        """To the next (or, with -1, the previous) column."""
        at = next((at for at, column in enumerate(self.columns) if column.model.row_of(card.id) >= 0), -1)
        if at >= 0 and 0 <= at + step < len(self.columns):
            self.moved.emit(card, self.columns[at + step].objectName(), None, None)

    def _move_within(self, at: int, row: int, card: Card, step: int) -> None:
        """One place up or down in the same column."""
        beside = self.columns[at].model.card_at(row + step)
        if beside is not None and self.drag.reorders:
            above, below = (beside.id, None) if step > 0 else (None, beside.id)
            self.moved.emit(card, self.columns[at].objectName(), above, below)

    def _menu(self, at: QPoint) -> None:
        sender = self.sender()
        column = next(column for column in self.columns if column.list is sender)
        index = column.list.indexAt(at)
        if not index.isValid():
            index = column.list.currentIndex()
            at = column.list.visualRect(index).center()
        card = column.model.card_at(index.row())
        if card is not None:
            self.choose(card.id)
            self.menu_asked.emit(card, column.list.viewport().mapToGlobal(at))

    def _add(self) -> None:
        column = next(column for column in self.columns if column.head is self.sender())
        self.add_asked.emit(column.objectName())

    def _fold(self) -> None:
        column = next(column for column in self.columns if column.head is self.sender())
        self.fold_asked.emit(column.objectName())

    def _step_stage(self, step: int) -> None:
        column = next(column for column in self.columns if column.head is self.sender())
        self.stages.step(column, step)

    def _walk_heads(self, step: int) -> None:
        """The keyboard goes to the head beside."""
        at = next(at for at, column in enumerate(self.columns) if column.head is self.sender()) + step
        if 0 <= at < len(self.columns):
            self.columns[at].head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.columns[at], 0, 0)

    def fold(self, names: Collection[str]) -> None:
        """Fold the columns of these names and open the others."""
        for column in self.columns:
            column.set_folded(column.objectName() in names)
        self._body.updateGeometry()

    def scroll_near_edge(self, at: QPoint, edge: int = 56) -> bool:
        """Scroll a little where a point of the screen is near the left or the right edge; True where it did."""
        x = self.viewport().mapFromGlobal(at).x()
        bar = self.horizontalScrollBar()
        step = -18 if x < edge else 18 if x > self.viewport().width() - edge else 0
        before = bar.value()
        bar.setValue(before + step)
        return bar.value() != before

    def _dropped(self, card: Card, column: Column, above: int | None, below: int | None) -> None:
        self.moved.emit(card, column.objectName(), above, below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag.is_dragging():
            self.drag.cancel()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._body.setFixedHeight(self.viewport().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
