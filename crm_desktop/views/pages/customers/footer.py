"""The line under the list: how many, how many ticked and what can be done with them, and the sum under its column."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.entities import CUSTOMERS
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views import theme
from crm_desktop.views.dialogs.merge import MOST
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.labels import label

ACTIONS = (
    ("change", "pencil"),
    ("tag", "tag"),
    ("assign", "user"),
    ("plan", "calendar"),
    ("segment", "users"),
    ("merge", "swap"),
    ("export", "upload"),
    ("delete", "trash"),
)


_GAP = 4


class ListFooter(QWidget):
    """``act(name)`` is sent for a button of the ticked rows, one of :data:`ACTIONS`."""

    act = Signal(str)

    def __init__(self, table: DataTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._ticked = table, 0
        self._sums: dict[str, str] = {}
        self.setFixedHeight(38)
        self.count = label("")
        self.count.setObjectName("customer_count")
        self.selected = label("", "body", "2")
        self.selected.setObjectName("customer_selected")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.count)
        row.addSpacing(12)
        row.addWidget(self.selected)
        row.addSpacing(4)
        self.buttons: dict[str, Button] = {}
        for name, icon in ACTIONS:
            made = Button("", "quiet", icon, self, small=True)
            made.setObjectName(f"bulk_{name}")
            made.clicked.connect(lambda _checked=False, what=name: self.act.emit(what))
            self.buttons[name] = made
            row.addWidget(made)
        row.addStretch(1)
        self.show_selected(0)
        table.laid_out.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.horizontalHeader().sectionResized.connect(self.update)

    def retranslate(self) -> None:
        self.show_selected(self._ticked)

    def place_of(self, name: str) -> QWidget:
        """Where a popover of an action opens: its button, else the count."""
        made = self.buttons[name]
        return made if made.isVisible() else self.count

    def show_count(self, number: int | None) -> None:
        """``None`` while the list is still being counted."""
        if number is None:
            self.count.setText("")
        elif number == 1:
            self.count.setText(tr_("customers", "1 customer"))
        else:
            self.count.setText(tr_("customers", "{n} customers", n=f"{number:,}"))

    def show_selected(self, number: int, everything: bool = False) -> None:
        """``everything``: all that the query finds are ticked, seen or not."""
        self._ticked = number
        n = f"{number:,}"
        text = tr_("customers", "all {n} selected", n=n) if everything else tr_("customers", "{n} selected", n=n)
        self.selected.setText(text if number else "")
        texts = {
            "change": tr_("customers", "Change a field of the {n} ticked customers", n=n),
            "tag": tr_("customers", "Tag the {n} ticked customers", n=n),
            "assign": tr_("customers", "Assign the {n} ticked customers", n=n),
            "plan": tr_("customers", "Plan a follow-up for the {n} ticked customers", n=n),
            "segment": tr_("customers", "Put the {n} ticked customers into a segment", n=n),
            "merge": tr_("customers", "Merge the {n} ticked customers", n=n),
            "export": tr_("customers", "Export the {n} ticked customers", n=n),
            "delete": tr_("customers", "Delete the {n} ticked customers", n=n),
        }
        for name, made in self.buttons.items():
            made.set_tooltip(texts[name])
            made.setVisible(1 < number <= MOST if name == "merge" else number > 0)
        self._fit()

    def _fit(self) -> None:
        """Words beside the icons of the buttons where they and the sum have room."""
        for name, made in self.buttons.items():
            made.setText(self._words().get(name, ""))
        shown = [made for made in self.buttons.values() if not made.isHidden()]
        wide = sum(made.sizeHint().width() + _GAP for made in shown)
        before = self.count.sizeHint().width() + self.selected.sizeHint().width() + 32
        if before + wide + self._sum_width() > self.width():
            for made in shown:
                made.setText("")
        for made in shown:
            made.updateGeometry()
        self.update()

    def show_sums(self, sums: Mapping[str, str]) -> None:
        """Column → what the ticked rows, or all rows of the list, come to in it, in words."""
        self._sums = dict(sums)
        heads = {column.key: render(column.title) for column in self._table.paged().columns()}
        self.setAccessibleDescription("; ".join(f"{heads.get(name, '')} {text}".strip() for name, text in sums.items()))
        self._fit()

    def _words(self) -> dict[str, str]:
        return {
            "change": tr_("customers", "Change"),
            "tag": tr_("customers", "Tag"),
            "assign": tr_("customers", "Assign"),
            "plan": tr_("customers", "Follow-up"),
            "segment": tr_("customers", "Segment"),
            "merge": tr_("customers", "Merge"),
            "export": tr_("customers", "Export"),
            "delete": tr_("customers", "Delete"),
        }

    def _sum_width(self) -> int:
        small, strong = QFontMetrics(theme.font("small")), QFontMetrics(theme.font("number_strong"))
        texts = self._sums.values()
        return sum(small.horizontalAdvance(self._word()) + strong.horizontalAdvance(text) + 32 for text in texts)

    def _word(self) -> str:
        """What the sum is of."""
        return tr_("customers", "Ticked") if self._ticked else tr_("customers", "Total")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.update()

    def sums(self) -> dict[str, str]:
        """What stands under which column."""
        return dict(self._sums)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        parts = [self.count, *([self.selected, *self.buttons.values()] if self._ticked else [])]
        taken = max(part.geometry().right() for part in parts if part.isVisible())
        paged, view = self._table.paged(), self._table
        places = []
        for name, text in self._sums.items():
            at = paged.column_index(name)
            if at >= 0:
                places.append((view.columnViewportPosition(at) + view.columnWidth(at), text, self._word()))
            elif name == "owed":  # what the list was narrowed by, though its column is not shown
                places.append((self.width(), text, render(CUSTOMERS.field(name).label)))
        if len(places) == 1 and self._ticked:  # the buttons stand under the column
            places = [(self.width(), *places[0][1:])]
        for right, text, word in sorted(places):
            taken = self._paint_sum(painter, right - 8, text, word, taken)
        painter.end()

    def _paint_sum(self, painter: QPainter, right: int, text: str, word: str, taken: int) -> int:
        """Where there is room right of ``taken``; returns where it ends."""
        font, small = theme.font("number_strong"), theme.font("small")
        used = QFontMetrics(font).horizontalAdvance(text) + 8
        if right - used < taken + 8:
            return taken
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        box = QRectF(0, 0, right, self.height())
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(box, side, text)
        if right - used - QFontMetrics(small).horizontalAdvance(word) > taken + 8:
            painter.setFont(small)
            painter.setPen(theme.color("text_2"))
            painter.drawText(box.adjusted(0, 0, -used, 0), side, word)
        return right
