"""The row over the list: the filter field, the conditions in force, and what can be done with the whole list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.listing import Filter
from crm_desktop.views import theme
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.flow import FlowLayout
from crm_desktop.views.widgets.pills import Chip
from crm_desktop.views.widgets.search_field import SearchField

_FIELD = 248
_LONGEST = 320
"""A chip gets no wider; the rest of its words stands in its tooltip."""


class FilterChip(Chip):
    """A condition: a click or Enter changes it, its cross or Delete takes it away."""

    def __init__(self, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(name, value, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name} {value}")
        self.setAccessibleDescription(tr_("filter", "Enter changes this condition, Delete removes it"))
        if self.sizeHint().width() > _LONGEST:
            name_width = self._name.sizeHint().width()
            room = max(60, _LONGEST - name_width - 50)
            shown = self._value.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, room)
            self._value.setText(shown)
            self._value.setToolTip(value)
            self.setToolTip(f"{name} {value}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, measures.RADIUS, measures.RADIUS)
            painter.end()


class FilterRow(QWidget):
    """``removed(index)`` is sent when a condition is taken away, ``edited(index)`` when it is to be changed,
    ``cleared`` when all of them go.
    """

    removed = Signal(int)
    edited = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField("", self, icon="filter")
        self.field.setObjectName("customer_filter")
        self.field.setFixedWidth(_FIELD)
        self.add = Button("", "quiet", "plus")
        self.add.setObjectName("add_condition")
        self.clear = Button("", "quiet")
        self.clear.setObjectName("clear_conditions")
        self.clear.clicked.connect(self.cleared)
        self.clear.hide()
        self.columns = Button("", "quiet", "columns")
        self.columns.setObjectName("choose_columns")
        self.imports = Button("", "quiet", "import")
        self.imports.setObjectName("import")
        self.exports = Button("", "quiet", "export")
        self.exports.setObjectName("export")
        self._chips: list[FilterChip] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(self.field)
        self._row.addWidget(self.add)
        self._row.addWidget(self.clear)
        self._row.addStretch(1)
        for part in (self.columns, self.imports, self.exports):
            self._row.addWidget(part)
        self._below = QWidget(self)
        self._flow = FlowLayout(self._below, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._below.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._row)
        box.addWidget(self._below)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.set_placeholder(tr_("customers", "Filter: name, pinyin, phone"))
        self.add.setText(tr_("customers", "Condition"))
        self.clear.setText(tr_("filter", "Clear"))
        self.clear.set_tooltip(tr_("filter", "Take all conditions away"))
        self._fit()

    def chips(self) -> list[FilterChip]:
        return list(self._chips)

    def show_chips(self, texts: list[tuple[str, str]]) -> None:
        """One chip for each ``(field, words)``; where the keyboard was on one, it goes to the one in its place."""
        focus = self.window().focusWidget()
        at_focus = next((at for at, chip in enumerate(self._chips) if chip is focus), -1)
        for chip in self._chips:
            self._row.removeWidget(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, (name, value) in enumerate(texts):
            chip = FilterChip(name, value, self)
            chip.hide()
            chip.setObjectName(f"condition_{at}")
            chip.removed.connect(lambda index=at: self.removed.emit(index))
            chip.clicked.connect(lambda index=at: self.edited.emit(index))
            self._chips.append(chip)
        self.clear.setVisible(len(texts) > 1)
        self._fit()
        if at_focus >= 0:
            (self._chips[min(at_focus, len(texts) - 1)] if texts else self.add).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it gets narrow the chips move into lines of their own, then the buttons keep their icon only."""
        texts = {
            self.columns: tr_("customers", "Columns"),
            self.imports: tr_("customers", "Import"),
            self.exports: tr_("customers", "Export"),
        }
        for made, text in texts.items():
            made.setText(text)
            made.set_tooltip("")
        self.field.setFixedWidth(_FIELD)
        parts = [self.field, self.add, *texts, *([self.clear] if len(self._chips) > 1 else [])]
        need = sum(part.sizeHint().width() + 8 for part in parts) + 8
        chips = sum(chip.sizeHint().width() + 8 for chip in self._chips)
        icons = sum(made.sizeHint().width() - measures.CONTROL for made in texts)
        inline = need + chips <= self.width() + (icons if len(self._chips) < 3 else 0)
        self._place_chips(inline)
        if need + (chips if inline else 0) > self.width():
            for made, text in texts.items():
                made.setText("")
                made.set_tooltip(text)
            over = need - icons + (chips if inline else 0) - self.width()
            self.field.setFixedWidth(max(160, _FIELD - max(0, over)))

    def _place_chips(self, inline: bool) -> None:
        """Into the row, or below it; those that stand right are left alone, so that none loses the keyboard."""
        place = self if inline else self._below
        for at, chip in enumerate(self._chips):
            if chip.parentWidget() is place and chip.isVisibleTo(place):
                continue
            self._row.removeWidget(chip)
            self._flow.removeWidget(chip)
            if inline:
                self._row.insertWidget(1 + at, chip)
            else:
                self._flow.addWidget(chip)
            chip.show()
        self._below.setVisible(bool(self._chips) and not inline)


def without(filters: tuple[Filter, ...], index: int) -> tuple[Filter, ...]:
    return tuple(one for at, one in enumerate(filters) if at != index)
