"""Fifth step: what will happen, in figures that add up, and what can be done about every row that is in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import Duplicate, ImportOptions, ImportResult
from crm_desktop.views.pages.importing import lists, words
from crm_desktop.views.pages.importing.cards import FigureCard
from crm_desktop.views.pages.importing.duplicates_view import DuplicatesView
from crm_desktop.views.pages.importing.errors_view import ErrorsView
from crm_desktop.views.pages.importing.table_model import TextTable, plain_table
from crm_desktop.views.widgets import Button, EmptyState, label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class CheckStep(QWidget):
    """``decided`` is sent when a cell was corrected or a row decided: check again with :meth:`apply`."""

    decided = Signal()
    export = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._s = services
        self._result = ImportResult()
        self._labels: dict[str, str] = {}
        self._view = ""
        self._held: tuple[ImportResult, ImportOptions] | None = None
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
        self.errors = ErrorsView(self)
        self.errors.decided.connect(self.decided)
        self.errors.export.connect(self.export)
        self.errors.rested.connect(self._show_held)
        self.duplicates = DuplicatesView(self)
        self.duplicates.decided.connect(self.decided)
        self._fine = EmptyState("check-circle", tr_("wizard", "Nothing is wrong with this file."))
        self.views = QStackedWidget(self)
        for view in (self._fine, self.errors, self.duplicates, self._list_view()):
            self.views.addWidget(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(row)
        box.addWidget(self.views, 1)
        box.addLayout(self._more())
        box.addLayout(self._choices())
        self.cards["created"].clicked.connect(self._show_created)
        self.cards["updated"].clicked.connect(self._show_updates)
        self.cards["unchanged"].clicked.connect(self._show_unchanged)
        self.cards["repeated"].clicked.connect(self._show_left_out)
        self.cards["doubtful"].clicked.connect(self._show_doubtful)
        self.cards["failed"].clicked.connect(self._show_errors)

    def _list_view(self) -> QWidget:
        self._list_holder = QWidget(self)
        self._list_model = TextTable(self)
        self._list_model.right = frozenset({0})
        self.list = plain_table("import_list", self._list_model, self)
        self.list.selectionModel().currentChanged.connect(self._follow_row)
        self.take_in = Button(tr_("wizard", "Take this row in again"), "plain")
        self.take_in.setObjectName("import_take_in")
        self.take_in.setAutoDefault(False)
        self.take_in.clicked.connect(self._take_in)
        self.compare = Button(tr_("wizard", "Compare the repeated rows"), "plain", "copy")
        self.compare.setObjectName("import_compare_repeated")
        self.compare.setAutoDefault(False)
        self.compare.clicked.connect(self._show_repeated)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.take_in)
        row.addWidget(self.compare)
        row.addStretch(1)
        box = QVBoxLayout(self._list_holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        return self._list_holder

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

    def _more(self) -> QHBoxLayout:
        """What no figure shows: what was cleaned, people of one name, and what orders come to."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.cleaned = Button("", "quiet", "eye")
        self.cleaned.setObjectName("import_cleaned")
        self.cleaned.setAutoDefault(False)
        self.cleaned.clicked.connect(self._show_cleaned)
        row.addWidget(self.cleaned)
        self.same_names = Button("", "quiet", "users")
        self.same_names.setObjectName("import_same_names")
        self.same_names.setAutoDefault(False)
        self.same_names.clicked.connect(self._show_same_names)
        row.addWidget(self.same_names)
        row.addStretch(1)
        self.control = label("", "strong")
        self.control.setObjectName("import_control")
        row.addWidget(self.control)
        return row

    # Decisions ------------------------------------------------------------------------------

    def forget(self) -> None:
        """Other columns, or another file: corrections and decisions no longer fit."""
        self.errors.forget()
        self.duplicates.forget()
        self._held = None
        self._view = ""

    def has_answers(self) -> bool:
        """Whether a cell was corrected or a row decided."""
        duplicates = self.duplicates
        said = duplicates.decisions or duplicates.same_name != "create"
        return bool(self.errors.edits or self.errors.excluded or said)

    def apply(self, options: ImportOptions) -> ImportOptions:
        """``options`` with what is decided here."""
        return replace(
            options,
            on_error="abort" if self.all_rows.isChecked() else "skip",
            edits=dict(self.errors.edits),
            excluded=frozenset(self.errors.excluded),
            decisions=dict(self.duplicates.decisions),
            same_name=self.duplicates.same_name,
        )

    # Showing ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Keep what is being typed into a cell."""
        self.errors.settle()

    @Slot()
    def _show_held(self) -> None:
        if self._held is not None:
            self.show_result(*self._held)

    def show_result(self, result: ImportResult, options: ImportOptions) -> None:
        """While a cell is being typed into it waits: the table is filled anew, and the typing would be lost."""
        self._held = (result, options) if self.errors.is_editing() else None
        if self._held is not None:
            return
        self._result, self._labels = result, words.labels(options.entity, self._s, options.new_fields)
        self._read = words.reader(options.entity, self._s, options.new_fields)
        self._title = words.title(options.entity, self._s)
        doubtful = sum(1 for error in result.errors if error.kind == "skipped")
        figures = {
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "repeated": result.skipped - doubtful,
            "doubtful": doubtful,
            "failed": result.failed,
        }
        self.cards["unchanged"].set_word(words.unchanged(options))
        for name, figure in figures.items():
            self.cards[name].set_figure(figure)
        self.cards["failed"].set_alarm(result.failed > 0)
        good = result.created + result.updated
        text = tr_(
            "wizard", "{read} rows read: {good} will be imported. One step, can be undone.",
            read=f"{result.read:,}", good=f"{good:,}",
        )  # fmt: skip
        if result.read == 1:
            text = tr_("wizard", "1 row read: {good} will be imported. One step, can be undone.", good=good)
        self.summary.setText(text)
        behind = {
            "created": result.rows_of.get("created"),
            "updated": result.updates,
            "unchanged": result.rows_of.get("unchanged"),
            "repeated": result.skips,
            "doubtful": self._of_base(),
            "failed": result.failed,
        }
        for name, found in behind.items():
            self.cards[name].set_clickable(bool(found))
        self.good_rows.setVisible(result.failed > 0)
        self.all_rows.setVisible(result.failed > 0)
        count = sum(note.count for note in result.notes)
        self.cleaned.setText(tr_("wizard", "What was cleaned: {n}", n=f"{count:,}"))
        self.cleaned.setVisible(count > 0)
        self.same_names.setText(tr_("wizard", "Same name: {n}", n=f"{len(result.same_names):,}"))
        self.same_names.setVisible(bool(result.same_names))
        self.control.setText(words.besides(result, self._s))
        self.control.setVisible(bool(self.control.text()))
        self.errors.show_result(result)
        views = {
            "failed": (self._show_errors, result.failed), "doubtful": (self._show_doubtful, self._of_base()),
            "updated": (self._show_updates, result.updates), "repeated": (self._show_left_out, result.skips),
            "compare": (self._show_repeated, self._in_file()), "created": (self._show_created, False),
            "unchanged": (self._show_unchanged, False), "cleaned": (self._show_cleaned, result.notes),
            "same_names": (self._show_same_names, result.same_names),
        }  # fmt: skip
        wanted = self._view if self._view in views and views[self._view][1] else ""
        alike = "same_names" if any(one.bare for one in result.duplicates) else ""
        first = next((name for name in ("failed", "doubtful", alike, "updated") if name and views[name][1]), "")
        if wanted or first:
            views[wanted or first][0]()
        else:
            self._open("", self._fine)

    def _of_base(self) -> list[Duplicate]:
        """Rows that may be somebody who is known under another name, decided or not."""
        return [one for one in self._result.duplicates if one.doubtful]

    def _in_file(self) -> list[Duplicate]:
        """Rows that repeat an earlier one of the file."""
        return [one for one in self._result.duplicates if not one.doubtful and not one.same_name]

    def _namesakes(self) -> list[Duplicate]:
        """New rows of people of one name, those first that nothing sets apart."""
        return sorted((one for one in self._result.duplicates if one.same_name), key=lambda one: not one.bare)

    def _open(self, name: str, view: QWidget) -> None:
        self._view = name
        self.views.setCurrentWidget(view)
        for card, figure in self.cards.items():
            figure.set_chosen(card == ("repeated" if name == "compare" else name))

    @Slot()
    def _show_errors(self) -> None:
        self._open("failed", self.errors)

    @Slot()
    def _show_doubtful(self) -> None:
        self.duplicates.show_duplicates(self._of_base(), self._labels, self._read)
        self._open("doubtful", self.duplicates)

    @Slot()
    def _show_same_names(self) -> None:
        self.duplicates.show_duplicates(self._namesakes(), self._labels, self._read, len(self._result.same_names))
        self._open("same_names", self.duplicates)

    @Slot()
    def _show_repeated(self) -> None:
        self.duplicates.show_duplicates(self._in_file(), self._labels, self._read)
        self._open("compare", self.duplicates)

    @Slot()
    def _show_updates(self) -> None:
        table = lists.updates(self._result, self._labels, self._read, self._title)
        self._show_list("updated", table, tr_("wizard", "Values that change"))

    @Slot()
    def _show_left_out(self) -> None:
        self._show_list("repeated", lists.left_out(self._result, self._title), tr_("wizard", "Rows that are left out"))

    @Slot()
    def _show_cleaned(self) -> None:
        self._show_list("cleaned", lists.cleaned(self._result), tr_("wizard", "What was cleaned"))

    @Slot()
    def _show_created(self) -> None:
        self._show_list("created", lists.noted(self._result, "created", self._title), tr_("wizard", "New"))

    @Slot()
    def _show_unchanged(self) -> None:
        self._show_list("unchanged", lists.noted(self._result, "unchanged", self._title), tr_("wizard", "Same as now"))

    def _show_list(self, view: str, table: lists.Table, name: str) -> None:
        heads, rows, widths = table
        self._list_model.right = frozenset({1 if view == "cleaned" else 0})
        self._list_model.fill(heads, rows)
        for column, width in enumerate(widths):
            self.list.setColumnWidth(column, width)
        self.list.setAccessibleName(name)
        self.compare.setVisible(view == "repeated" and bool(self._in_file()))
        self._open(view, self._list_holder)
        self._follow_row()

    @Slot()
    def _follow_row(self) -> None:
        self.take_in.setVisible(self._view == "repeated" and self._chosen_row() in self.errors.excluded)

    def _chosen_row(self) -> int:
        index = self.list.currentIndex()
        return int(index.siblingAtColumn(0).data()) if index.isValid() else 0

    @Slot()
    def _take_in(self) -> None:
        self.errors.take_in(self._chosen_row())
