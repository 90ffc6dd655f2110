"""Third step: what will happen, in figures that add up, and every cell that can't be imported."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.core.dateforms import AMBIGUOUS
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing.model import ImportResult, RowError
from crm_desktop.views.pages.importing import lists
from crm_desktop.views.pages.importing.cards import FigureCard
from crm_desktop.views.pages.importing.delegates import COUNT_ROLE, CountDelegate, WrongCellDelegate
from crm_desktop.views.pages.importing.table_model import ON_A_DIALOG, TextTable, plain_table
from crm_desktop.views.widgets import Button, EmptyState, label

_CALLED = ("name", "name.first", "number", "title", "subject")
"""Fields by which a row is known beside its number."""

SHOWN = 2_000
"""Errors shown at once; all of them are in the exported workbook."""


class CheckStep(QWidget):
    """``order_chosen`` says which of day and month comes first, ``corrected`` is ``(row, column, text)``."""

    order_chosen = Signal(str)
    corrected = Signal(int, int, str)
    export = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._errors: list[RowError] = []
        self._shown: list[RowError] = []
        self._result = ImportResult()
        self.cards = {
            "created": FigureCard("plus", "good", tr_("wizard", "new")),
            "updated": FigureCard("pencil", "info", tr_("wizard", "updated")),
            "unchanged": FigureCard("check", "text_2", tr_("wizard", "same as now")),
            "repeated": FigureCard("copy", "text_2", tr_("wizard", "left out")),
            "doubtful": FigureCard("users", "warn", tr_("wizard", "maybe known")),
            "failed": FigureCard("alert-triangle", "bad", tr_("wizard", "with errors")),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, card in self.cards.items():
            card.setObjectName(f"import_card_{name}")
            row.addWidget(card, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(row)
        box.addWidget(self._question())
        box.addWidget(self._lists(), 1)
        self._fine = EmptyState("check-circle", tr_("wizard", "Nothing is wrong with this file."))
        box.addWidget(self._fine, 1)
        self._list_model = TextTable(self)
        self._list_model.right = frozenset({0})
        self.list = plain_table("import_list", self._list_model, self)
        box.addWidget(self.list, 1)
        self.cards["updated"].clicked.connect(self._show_updates)
        self.cards["repeated"].clicked.connect(self._show_left_out)
        self.cards["doubtful"].clicked.connect(self._show_errors)
        self.cards["failed"].clicked.connect(self._show_errors)
        box.addLayout(self._choices())

    def _question(self) -> QWidget:
        """Which comes first, day or month: asked once, with an example from the file."""
        self.question = QWidget(self)
        self._example = label("", "strong")
        self._day_first = Button("", "plain")
        self._day_first.setObjectName("import_day_first")
        self._month_first = Button("", "plain")
        self._month_first.setObjectName("import_month_first")
        self._day_first.clicked.connect(self._choose_day_first)
        self._month_first.clicked.connect(self._choose_month_first)
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._example)
        row.addWidget(self._day_first)
        row.addWidget(self._month_first)
        row.addStretch(1)
        return self.question

    def _lists(self) -> QWidget:
        self._panel = QWidget(self)
        self.reasons = QListWidget()
        self.reasons.setObjectName("import_reasons")
        self.reasons.setAccessibleName(tr_("wizard", "Kinds of errors"))
        self.reasons.setFixedWidth(208)
        self.reasons.setStyleSheet(ON_A_DIALOG)
        self.reasons.setItemDelegate(CountDelegate(self.reasons))
        self.reasons.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reasons.currentRowChanged.connect(self._filter)
        self.save = Button(tr_("wizard", "Save these rows"), "quiet", "upload")
        self.save.setObjectName("import_save_errors")
        self.save.clicked.connect(self.export)
        hint = label(tr_("wizard", "Correct a value in the table: it is checked again at once."), "small")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.reasons, 1)
        left.addWidget(hint)
        left.addWidget(self.save)
        self.model = TextTable(self)
        self.model.right = frozenset({0})
        self.model.editable = self.model.wrong = 3
        self.model.edited.connect(self._edited)
        self.table = plain_table("import_errors", self.model, self)
        self.table.setAccessibleName(tr_("wizard", "Cells that can't be imported"))
        self.table.setItemDelegate(WrongCellDelegate(self.table, 3))
        row = QHBoxLayout(self._panel)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(self.table, 1)
        return self._panel

    def _choices(self) -> QHBoxLayout:
        self.good_rows = QRadioButton(tr_("wizard", "Import the good rows only"))
        self.good_rows.setObjectName("import_good_rows")
        self.all_rows = QRadioButton(tr_("wizard", "All rows or none"))
        self.all_rows.setObjectName("import_all_rows")
        self.good_rows.setChecked(True)
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        for button in (self.good_rows, self.all_rows):
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.summary = label("", "body", "2")
        row.addWidget(self.summary)
        return row

    # Showing ------------------------------------------------------------------------------

    def show_result(self, result: ImportResult) -> None:
        self._result, self._errors = result, result.errors
        doubtful = sum(1 for error in result.errors if error.kind == "skipped")
        figures = {
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "repeated": result.skipped - doubtful,
            "doubtful": doubtful,
            "failed": result.failed,
        }
        for name, figure in figures.items():
            self.cards[name].set_figure(figure)
        self.cards["failed"].set_alarm(result.failed > 0)
        text = tr_(
            "wizard",
            "{read} rows read: {good} will be imported. One step, can be undone.",
            read=f"{result.read:,}",
            good=f"{result.created + result.updated:,}",
        )
        self.summary.setText(text)
        for name, behind in (
            ("updated", result.updates),
            ("repeated", result.skips),
            ("doubtful", doubtful),
            ("failed", result.failed),
        ):
            self.cards[name].set_clickable(bool(behind))
        if self._errors or not result.updates:
            self._show_errors()
        else:
            self._show_updates()
        self.good_rows.setEnabled(result.failed > 0)
        self.all_rows.setEnabled(result.failed > 0)
        self._ask()
        self._list_reasons()

    @Slot()
    def _show_errors(self) -> None:
        self._panel.setVisible(bool(self._errors))
        self._fine.setVisible(not self._errors)
        self.list.hide()

    @Slot()
    def _show_updates(self) -> None:
        self._show_list(lists.updates(self._result), tr_("wizard", "Values that change"))

    @Slot()
    def _show_left_out(self) -> None:
        self._show_list(lists.left_out(self._result), tr_("wizard", "Rows that are left out"))

    def _show_list(self, table: lists.Table, name: str) -> None:
        heads, rows, widths = table
        self._list_model.fill(heads, rows)
        for column, width in enumerate(widths):
            self.list.setColumnWidth(column, width)
        self.list.setAccessibleName(name)
        self._panel.hide()
        self._fine.hide()
        self.list.show()

    def _ask(self) -> None:
        found = next((e for e in self._errors if e.reason.source == AMBIGUOUS.source), None)
        self.question.setVisible(found is not None)
        if found is None:
            return
        self._example.setText(tr_("wizard", "“{value}” in {column}:", value=found.value, column=found.column))
        self._day_first.setText(tr_("wizard", "Day first"))
        self._month_first.setText(tr_("wizard", "Month first"))

    @Slot()
    def _choose_day_first(self) -> None:
        self.order_chosen.emit("dmy")

    @Slot()
    def _choose_month_first(self) -> None:
        self.order_chosen.emit("mdy")

    def _list_reasons(self) -> None:
        """Columns with errors, the most first; the tooltip says what is wrong in them."""
        counts = Counter(error.column for error in self._errors)
        self.reasons.clear()
        self._kinds: list[str | None] = [None, *(column for column, _ in counts.most_common())]
        self._add_reason(tr_("wizard", "Everything"), len(self._errors), "")
        for column, count in counts.most_common():
            found = dict.fromkeys(render(error.reason) for error in self._errors if error.column == column)
            self._add_reason(column or next(iter(found)), count, "\n".join(list(found)[:8]))
        self.reasons.setCurrentRow(0)

    def _add_reason(self, text: str, count: int, tip: str) -> None:
        item = QListWidgetItem(text)
        item.setData(COUNT_ROLE, f"{count:,}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {count}")
        item.setToolTip(tip or text)
        self.reasons.addItem(item)

    @Slot(int)
    def _filter(self, at: int) -> None:
        kind = self._kinds[at] if 0 <= at < len(self._kinds) else None
        self._shown = [e for e in self._errors if kind is None or e.column == kind][:SHOWN]
        targets = self._result.targets
        name_at = next((i for i, target in sorted(targets.items()) if target in _CALLED), -1)
        rows = []
        for error in self._shown:
            cells = self._result.raw.get(error.row, [])
            who = str(cells[name_at]) if 0 <= name_at < len(cells) else ""
            rows.append([str(error.row), who, error.column, error.value, render(error.reason)])
        heads = [
            tr_("wizard", "Row"),
            self._result.headers[name_at] if name_at >= 0 else tr_("wizard", "Name"),
            tr_("wizard", "Column"),
            tr_("wizard", "In the file"),
            tr_("wizard", "What is wrong"),
        ]
        self.model.fill(heads, rows)
        for column, width in enumerate((56, 110, 110, 170)):
            self.table.setColumnWidth(column, width)

    @Slot(int, str)
    def _edited(self, row: int, text: str) -> None:
        error = self._shown[row]
        if error.index >= 0:
            self.corrected.emit(error.row, error.index, text)
