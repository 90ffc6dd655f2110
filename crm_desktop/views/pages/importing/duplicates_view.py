"""Rows that may be somebody known: both sides side by side, and what becomes of each of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing.model import Decision, Duplicate
from crm_desktop.views.pages.importing import lists
from crm_desktop.views.pages.importing.table_model import ON_A_DIALOG, TextTable, plain_table
from crm_desktop.views.pages.importing.words import Shown
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets import Button, Segmented, label

_FIELD = 120


class DuplicatesView(QWidget):
    """``decisions`` holds what was said of single rows, ``same_name`` of all who have but a name in common with
    another; ``decided`` tells that there is something new to check.
    """

    decided = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.decisions: dict[int, Decision] = {}
        self.same_name: Decision = "create"
        self._same_names = 0
        self._shown: list[Duplicate] = []
        self._labels: dict[str, str] = {}
        self._read: Shown = _as_it_is
        self.rows = TwoLineList("import_duplicates", self)
        self.rows.setAccessibleName(tr_("wizard", "Rows that may be known"))
        self.rows.setFixedWidth(300)
        self.rows.setStyleSheet(ON_A_DIALOG)
        self.rows.chosen.connect(self._show_one)
        self._model = TextTable(self)
        self._model.strong_columns = frozenset({0})
        self.table = plain_table("import_compare", self._model, self)
        self.table.setAccessibleName(tr_("wizard", "Both side by side"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fate = Segmented(_fates())
        self.fate.setObjectName("import_fate")
        self.fate.chosen.connect(self._decide)
        self.for_all = Button("", "quiet")
        self.for_all.setObjectName("import_fate_all")
        self.for_all.setAutoDefault(False)
        self.for_all.clicked.connect(self._decide_all)
        controls = QHBoxLayout()
        controls.setSpacing(12)
        controls.addWidget(self.fate)
        controls.addWidget(self.for_all)
        controls.addStretch(1)
        self._line = label("", "small")
        self._line.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.table, 1)
        right.addWidget(self._line)
        right.addLayout(controls)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.rows)
        row.addLayout(right, 1)

    def forget(self) -> None:
        """Another file: nothing was decided yet."""
        self.decisions, self.same_name = {}, "create"

    def show_duplicates(
        self, duplicates: Sequence[Duplicate], labels: dict[str, str], read: Shown, same_names: int = 0
    ) -> None:
        """``same_names`` is how many rows there are of people who have but a name in common with another: of many only
        the first are among the ``duplicates``.
        """
        self._same_names = same_names
        kept = self.rows.key()
        self._shown, self._labels, self._read = list(duplicates), labels, read
        words = {
            "skip": tr_("wizard", "is left out"),
            "update": tr_("wizard", "added to it"),
            "create": tr_("wizard", "created"),
        }
        self.rows.set_rows([
            Row(
                one.row,
                one.name or tr_("wizard", "(no name)"),
                tr_("wizard", "Row {n}", n=one.row) + " · " + _met(one),
                words[one.fate],
            )
            for one in self._shown
        ])  # fmt: skip
        if kept is not None and any(one.row == kept for one in self._shown):
            self.rows.choose(kept)
        count = same_names or len(self._shown)
        self.for_all.setText(tr_("wizard", "The same for all {n}", n=f"{count:,}"))
        self.for_all.setVisible(count > 1)
        self._line.setText(self._told() if same_names else "")
        self._line.setVisible(same_names > 0)
        self._show_one()

    def _one(self) -> Duplicate | None:
        key = self.rows.key()
        return next((one for one in self._shown if one.row == key), None)

    @Slot()
    def _show_one(self) -> None:
        one = self._one()
        self.fate.setEnabled(one is not None)
        if one is None:
            self._model.fill([], [])
            return
        self.fate.set_choices(_fates(sure=one.same_name < 2))
        self.fate.set_current(one.fate)
        heads = [
            tr_("wizard", "Field"),
            tr_("wizard", "Row {n}", n=one.row),
            tr_("wizard", "Row {n}", n=one.earlier) if one.earlier else tr_("wizard", "There already"),
        ]
        rows = [
            [self._labels.get(name, name), self._read(name, new), self._read(name, old)]
            for name, (new, old) in one.fields.items()
        ]
        self._model.fill(heads, rows, lambda row: rows[row][1] != rows[row][2] and all(rows[row]))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, _FIELD)

    @Slot(str)
    def _decide(self, fate: Decision) -> None:
        one = self._one()
        if one is not None:
            self.decisions[one.row] = fate
            self.decided.emit()

    @Slot()
    def _decide_all(self) -> None:
        fate: Decision = self.fate.current()  # type: ignore[assignment]
        if self._same_names:
            self.same_name = fate
            for one in self._shown:
                self.decisions.pop(one.row, None)
        else:
            self.decisions.update({one.row: fate for one in self._shown})
        self.decided.emit()

    def _told(self) -> str:
        """What becomes of people who have but a name in common with another."""
        text = tr_("wizard", "Nothing but the name is the same: each is somebody new unless you say otherwise.")
        if self._same_names > len(self._shown):
            more = tr_("wizard", "The first {n} of {all} are listed.", n=f"{len(self._shown):,}",
                       all=f"{self._same_names:,}")  # fmt: skip
            text = f"{text} {more}"
        return text


def _fates(*, sure: bool = True) -> list[tuple[str, str]]:
    """What may become of a row; only where it is ``sure`` whom it meets it can be added to somebody."""
    fates = [
        ("skip", tr_("wizard", "Leave the row out")),
        ("update", tr_("wizard", "Same: add to it")),
        ("create", tr_("wizard", "Somebody else: create")),
    ]
    return [fate for fate in fates if sure or fate[0] != "update"]


def _as_it_is(_field: str, value: str) -> str:
    return value


def _met(one: Duplicate) -> str:
    if one.earlier is not None:
        return tr_("wizard", "as row {n}", n=one.earlier)
    if one.same_name > 1:
        return tr_("wizard", "{n} are called so", n=one.same_name)
    if one.same_name:
        return render(lists.THERE)
    name = one.fields.get("name", ("", ""))[1]
    return tr_("wizard", "as {name}", name=name) if name else render(lists.THERE)
