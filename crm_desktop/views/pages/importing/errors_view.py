"""Rows with errors: grouped at the left, as they stand in the file at the right, with what helps below."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.core.i18n import Text, language, render, tr_
from crm_desktop.services.importing.clean import plain
from crm_desktop.services.importing.model import ImportResult, RowError
from crm_desktop.services.importing.repairs import suggestion
from crm_desktop.views.pages.importing.delegates import COUNT_ROLE, LINE_ROLE, CountDelegate, WrongCellDelegate
from crm_desktop.views.pages.importing.rows_grid import GridRow, RowsGrid
from crm_desktop.views.pages.importing.table_model import ON_A_DIALOG, plain_table
from crm_desktop.views.widgets import Button, Card, label

_CALLED = ("name", "name.first", "title", "subject", "number")
_COLUMNS, _NARROWEST = 6, 116
SHOWN = 2_000
"""Rows shown at once; all of them are in the exported workbook."""


class ErrorsView(QWidget):
    """``edits`` and ``excluded`` hold what was decided; ``decided`` tells that there is something new to check.

    ``rested`` tells that no cell is being typed into any more.
    """

    decided = Signal()
    rested = Signal()
    export = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edits: dict[tuple[int, int], str] = {}
        self.excluded: set[int] = set()
        self._result = ImportResult()
        self._kinds: list[tuple[str, str] | None] = []
        self._of_kind: dict[tuple[str, str] | None, list[RowError]] = {}
        self._read: dict[tuple[int, int], str] = {}
        self._last: tuple[int, str, str] | None = None
        self._fix: tuple[int, int, str] | None = None
        left = QVBoxLayout()
        left.setSpacing(8)
        self._build_left(left)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.model = RowsGrid(self)
        self.model.edited.connect(self._edited)
        self.table = plain_table("import_errors", self.model, self)
        self.table.setAccessibleName(tr_("wizard", "Rows that can't be imported"))
        self.table.setSelectionBehavior(self.table.SelectionBehavior.SelectItems)
        delegate = WrongCellDelegate(self.table)
        delegate.tabbed.connect(self._next_wrong)
        delegate.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._rest))
        self.table.setItemDelegate(delegate)
        self.table.selectionModel().currentChanged.connect(self._show_cell)
        self.table.installEventFilter(self)
        right.addWidget(self.table, 1)
        right.addWidget(self._bar())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _build_left(self, box: QVBoxLayout) -> None:
        self.reasons = QListWidget()
        self.reasons.setObjectName("import_reasons")
        self.reasons.setAccessibleName(tr_("wizard", "Kinds of errors"))
        self.reasons.setFixedWidth(216)
        self.reasons.setStyleSheet(ON_A_DIALOG)
        self.reasons.setItemDelegate(CountDelegate(self.reasons))
        self.reasons.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reasons.currentRowChanged.connect(self._filter)
        self.save = Button(tr_("wizard", "Save these rows"), "quiet", "upload")
        self.save.setObjectName("import_save_errors")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.export)
        hint = label(tr_("wizard", "Correct a value in the table: it is checked again at once."), "small")
        hint.setWordWrap(True)
        hint.setFixedWidth(216)
        hint.setContentsMargins(12, 0, 12, 0)
        box.addWidget(self.reasons, 1)
        box.addWidget(hint)
        box.addWidget(self.save)

    def _bar(self) -> QWidget:
        """What is wrong with the chosen cell, and what can be done with one press."""
        self._where = label("", "strong")
        self._why = QLabel()
        self._why.setWordWrap(True)
        self.fix = Button("", "plain")
        self.fix.setObjectName("import_fix")
        self.fix.clicked.connect(self._take_fix)
        self.same = Button("", "plain")
        self.same.setObjectName("import_same_fix")
        self.same.clicked.connect(self._same_fix)
        self.put_back = Button("", "plain", "undo")
        self.put_back.setObjectName("import_put_back")
        self.put_back.clicked.connect(self._put_back)
        self.leave_out = Button(tr_("wizard", "Leave this row out"), "quiet")
        self.leave_out.setObjectName("import_exclude")
        self.leave_out.clicked.connect(self._exclude)
        self._note = Card(self, role="note", padding=8)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._where)
        row.addWidget(self._why, 1)
        for button in (self.fix, self.same, self.put_back, self.leave_out):
            button.setAutoDefault(False)
            row.addWidget(button)
        self._note.body.addLayout(row)
        return self._note

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter corrects the chosen cell instead of importing; Tab leads to the next wrong one, Ctrl+Tab away."""
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, keys = event.key(), event.modifiers()
        plain = keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.is_editing():
                self.table.edit(self.table.currentIndex())
            return True
        if plain and key == Qt.Key.Key_Delete:
            self.model.setData(self.table.currentIndex(), "")
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            forward = key == Qt.Key.Key_Tab
            if keys & Qt.KeyboardModifier.ControlModifier:
                return self.table.focusNextPrevChild(forward)
            return self._next_wrong(forward)
        return False

    def is_editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self.table.state() == QAbstractItemView.State.EditingState

    def settle(self) -> None:
        """Keep what is being typed."""
        if self.is_editing():
            self.table.setFocus()

    @Slot()
    def _rest(self) -> None:
        if not self.is_editing():
            self.rested.emit()

    @Slot(bool)
    def _next_wrong(self, forward: bool) -> bool:
        """Choose the next cell that is wrong and was not corrected; False where there is none."""
        at, step = self.table.currentIndex(), 1 if forward else -1
        for number in range(max(0, at.row()), self.model.rowCount() if forward else -1, step):
            for section in self._wrong_sections(number)[::step]:
                if number != at.row() or (section - at.column()) * step > 0:
                    self.table.setCurrentIndex(self.model.index(number, section))
                    return True
        return False

    def _wrong_sections(self, number: int) -> list[int]:
        """Where the wrong cells of a row of the table stand; 0 for what is wrong with the row as a whole."""
        row = self.model.row(number)
        if row is None:
            return []
        return sorted({self.model.section_of(column) for column in row.wrong if (row.number, column) not in self.edits})

    # Showing --------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another file: nothing was corrected yet."""
        self.edits, self.excluded, self._read = {}, set(), {}
        self._last = None

    def show_result(self, result: ImportResult) -> None:
        kept = self._kinds[self.reasons.currentRow()] if 0 <= self.reasons.currentRow() < len(self._kinds) else None
        at = self.table.currentIndex()
        chosen, place = self.model.row(at.row()), self.model.file_column(at.column())
        self._result = result
        failed = [error for error in result.errors if error.kind == "failed"]
        self._of_kind.clear()
        self._of_kind[None] = failed
        for error in failed:
            self._of_kind.setdefault(_kind(error), []).append(error)
        counts = Counter({kind: len(errors) for kind, errors in self._of_kind.items() if kind is not None})
        self.reasons.blockSignals(True)
        self.reasons.clear()
        self._kinds = [None, *(kind for kind, _ in counts.most_common())]
        self._add_kind(tr_("wizard", "All errors"), "", len({error.row for error in failed}))
        for (column, reason), count in counts.most_common():
            self._add_kind(column or reason, reason if column else "", count)
        self.reasons.setCurrentRow(self._kinds.index(kept) if kept in self._kinds else 0)
        self.reasons.blockSignals(False)
        self._filter(self.reasons.currentRow())
        if chosen is not None:
            self._return_to(chosen.number, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit now, not only when a row is corrected: they would move under the mouse then."""
        super().resizeEvent(event)
        if self.model.rowCount() and not self.is_editing():
            at = self.table.currentIndex()
            chosen, place = self.model.row(at.row()), self.model.file_column(at.column())
            self._filter(self.reasons.currentRow())
            if chosen is not None:
                self._return_to(chosen.number, place)

    def _return_to(self, number: int, column: int) -> None:
        """To the cell one was at; where its row is right by now, to what is wrong after it."""
        shown = range(self.model.rowCount())
        at = next((place for place in shown if self._number(place) >= number), len(shown) - 1)
        if self._number(at) == number:
            self.table.setCurrentIndex(self.model.index(at, self.model.section_of(column)))
        elif at >= 0:
            self.table.setCurrentIndex(self.model.index(at, next(iter(self._wrong_sections(at)), 0)))

    def _number(self, at: int) -> int:
        row = self.model.row(at)
        return row.number if row is not None else 0

    def _add_kind(self, text: str, line: str, count: int) -> None:
        item = QListWidgetItem(text)
        item.setData(COUNT_ROLE, f"{count:,}")
        item.setData(LINE_ROLE, line)
        full = f"{text}: {line}" if line else text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{full} {count}")
        item.setToolTip(full)
        self.reasons.addItem(item)

    @Slot(int)
    def _filter(self, at: int) -> None:
        kind = self._kinds[at] if 0 <= at < len(self._kinds) else None
        chosen = sorted({error.row for error in self._of_kind.get(kind, ())})[:SHOWN]
        wrong: dict[int, dict[int, RowError]] = {row: {} for row in chosen}
        for error in self._of_kind.get(None, ()):
            if error.row in wrong:
                wrong[error.row].setdefault(error.index, error)
        raw = self._result.raw
        rows = [GridRow(row, [plain(cell) for cell in raw.get(row, ())], wrong[row]) for row in chosen]
        self.model.fill(rows, self._result.headers, self._columns(rows), self.edits)
        self.table.setColumnWidth(0, 56)
        width = max(_NARROWEST, min(170, self._room() // max(1, self.model.columnCount() - 2)))
        for section in range(1, self.model.columnCount() - 1):
            self.table.setColumnWidth(section, width)
        if rows:
            first = next((column for column in rows[0].wrong if column >= 0), -1)
            self.table.setCurrentIndex(self.model.index(0, self.model.section_of(first)))
        else:
            self._show_cell(QModelIndex())

    def _columns(self, rows: list[GridRow]) -> list[int]:
        """What one needs to judge a row: its name, the wrong and corrected columns, then as many others as fit."""
        targets = self._result.targets
        named = [column for column, target in sorted(targets.items()) if target in _CALLED][:2]
        wrong = Counter(column for row in rows for column in row.wrong if column >= 0)
        wrong.update(column for _, column in self.edits)  # one that is right by now stays under the mouse
        others = [column for column in sorted(targets) if column not in named and column not in wrong]
        fitting = max(3, self._room() // _NARROWEST)
        first = list(dict.fromkeys([*named, *(column for column, _ in wrong.most_common())]))[: max(fitting, _COLUMNS)]
        return sorted([*first, *others[: max(0, fitting - len(first))]])

    def _room(self) -> int:
        """What the columns of the file may take up beside the row's number and the reason."""
        return self.table.width() - 56 - 160

    # One cell ---------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _show_cell(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        self._note.setVisible(row is not None)
        self._fix = None
        if row is None:
            self._where.clear()
            self._why.clear()
            for button in (self.fix, self.same, self.put_back):
                button.hide()
            return
        column = self.model.file_column(index.column())
        error = row.wrong.get(column) or next(iter(row.wrong.values()))
        self._where.setText(tr_("wizard", "Row {n}", n=row.number))
        reason = render(error.reason)
        if error.column:
            reason = tr_("wizard", "{column}: {reason}", column=error.column, reason=reason)
        self._why.setText(reason)
        better = suggestion(self.model.text(row, error.index)) if error.index >= 0 else ""
        if better:
            self._fix = (row.number, error.index, better)
            self.fix.setText(tr_("wizard", "Make it {value}", value=better))
        self.fix.setVisible(bool(better))
        read = self._read.get((row.number, column))
        self.put_back.setVisible(read is not None)
        if read is not None:
            self.put_back.setText(tr_("wizard", "Back to “{value}”", value=read[:20]))
        self._offer_same()

    def _offer_same(self) -> None:
        """A value that was corrected and stands in other rows too can be corrected there at once."""
        equal = self._equal()
        self.same.setVisible(bool(equal))
        if equal and self._last is not None:
            self.same.setText(
                tr_("wizard", "The same for {n} more “{value}”", n=f"{len(equal):,}", value=self._last[1][:20])
            )

    def _equal(self) -> list[RowError]:
        if self._last is None:
            return []
        column, old, _new = self._last
        return [
            error
            for error in self._result.errors
            if error.index == column and error.value == old and (error.row, column) not in self.edits
        ]

    @Slot(int, int, str, str)
    def _edited(self, row: int, column: int, old: str, new: str) -> None:
        self._correct(row, column, old, new)
        self._last = (column, old, new)
        self.model.refresh()
        self._show_cell(self.table.currentIndex())
        self.decided.emit()

    def _correct(self, row: int, column: int, old: str, new: str) -> None:
        self._read.setdefault((row, column), old)
        self.edits[row, column] = new

    @Slot()
    def _put_back(self) -> None:
        """What stands in the file counts again."""
        at = self.table.currentIndex()
        row, column = self.model.row(at.row()), self.model.file_column(at.column())
        self.table.setFocus()
        if row is not None and (row.number, column) in self._read:
            del self._read[row.number, column], self.edits[row.number, column]
            self._last = None
            self.decided.emit()

    @Slot()
    def _take_fix(self) -> None:
        self.table.setFocus()
        if self._fix is not None:
            row, column, text = self._fix
            at = self.table.currentIndex()
            shown = self.model.row(at.row())
            self._edited(row, column, self.model.text(shown, column) if shown is not None else "", text)

    @Slot()
    def _same_fix(self) -> None:
        self.table.setFocus()  # the button goes: the next one, which leaves a row out, must not have the keys then
        if self._last is not None:
            column, _old, new = self._last
            for error in self._equal():
                self._correct(error.row, column, error.value, new)
            self.model.refresh()
            self._offer_same()
            self.decided.emit()

    @Slot()
    def _exclude(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.excluded.add(row.number)
            self.decided.emit()

    def take_in(self, row: int) -> None:
        """A row that was left out by hand is taken again."""
        self.excluded.discard(row)
        self.decided.emit()


def _kind(error: RowError) -> tuple[str, str]:
    """Errors of one kind: the column and the sentence without the value in it."""
    reason = error.reason
    params = tuple((name, "…" if name == "value" else value) for name, value in reason.params.items())
    return error.column, _sentence(reason.context, reason.source, params, language())


@lru_cache(maxsize=1024)
def _sentence(context: str, source: str, params: tuple[tuple[str, object], ...], _language: str) -> str:
    return render(Text(context, source, dict(params)))
