"""The line under the list: how many, how many ticked and what can be done with them, and the sum under its column."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.dialogs.merge import MOST
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.labels import label


class ListFooter(QWidget):
    """``act(name)`` is sent for a button of the ticked rows: ``tag``, ``assign``, ``export`` or ``delete``."""

    act = Signal(str)

    def __init__(self, table: DataTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._sum = table, ""
        self.setFixedHeight(38)
        self.count = label("")
        self.count.setObjectName("customer_count")
        self.selected = label("", "body", "2")
        self.selected.setObjectName("customer_selected")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.count)
        row.addSpacing(12)
        row.addWidget(self.selected)
        row.addSpacing(4)
        self.buttons: dict[str, Button] = {}
        for name, icon in (
            ("tag", "tag"),
            ("assign", "user"),
            ("merge", "swap"),
            ("export", "upload"),
            ("delete", "trash"),
        ):
            made = Button("", "quiet", icon, self, small=True)
            made.setObjectName(f"bulk_{name}")
            made.clicked.connect(lambda _checked=False, what=name: self.act.emit(what))
            self.buttons[name] = made
            row.addWidget(made)
        row.addStretch(1)
        self.retranslate()
        self.show_selected(0)
        table.laid_out.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.horizontalHeader().sectionResized.connect(self.update)

    def retranslate(self) -> None:
        texts = {
            "tag": tr_("customers", "Tag the ticked customers"),
            "assign": tr_("customers", "Assign the ticked customers"),
            "merge": tr_("customers", "Merge the ticked customers"),
            "export": tr_("customers", "Export the ticked customers"),
            "delete": tr_("customers", "Delete the ticked customers"),
        }
        for name, text in texts.items():
            self.buttons[name].set_tooltip(text)

    def show_count(self, number: int | None) -> None:
        """``None`` while the list is still being counted."""
        if number is None:
            self.count.setText("")
        elif number == 1:
            self.count.setText(tr_("customers", "1 customer"))
        else:
            self.count.setText(tr_("customers", "{n} customers", n=f"{number:,}"))

    def show_selected(self, number: int) -> None:
        self.selected.setText(tr_("customers", "{n} selected", n=f"{number:,}") if number else "")
        for name, made in self.buttons.items():
            made.setVisible(1 < number <= MOST if name == "merge" else number > 0)

    def show_sum(self, text: str) -> None:
        self._sum = text
        self.setAccessibleDescription(text)
        self.update()

    def sum_text(self) -> str:
        return self._sum

    def paintEvent(self, event: QPaintEvent) -> None:
        at = self._table.paged().column_index("total_spent")
        if not self._sum or at < 0:
            return
        painter = QPainter(self)
        right = self._table.columnViewportPosition(at) + self._table.columnWidth(at) - 8
        font = theme.font("number_strong")
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        box = QRectF(0, 0, right, self.height())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, self._sum)
        room = QFontMetrics(font).horizontalAdvance(self._sum) + 8
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_2"))
        painter.drawText(box.adjusted(0, 0, -room, 0), side, tr_("customers", "Total"))
        painter.end()
