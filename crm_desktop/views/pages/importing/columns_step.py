"""Third step: which column is which field; columns can be cut, joined, left out or become a field of their own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing.formats import content_type
from crm_desktop.services.importing.mapping import MANY
from crm_desktop.services.importing.memory import SavedMapping
from crm_desktop.services.importing.model import IGNORED, ColumnInfo, FilePreview, ImportOptions, Recipe
from crm_desktop.views import theme
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.column_menu import ColumnMenu
from crm_desktop.views.pages.importing.new_field import NewFieldDialog
from crm_desktop.views.pages.importing.target_combo import TargetCombo
from crm_desktop.views.widgets import ElidedLabel, Line, ScrollArea, Segmented, StateShape, icon_button, label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

_FIRST, _PIECE = 2, 2
"""Columns; a piece takes about as long as a frame."""


class ColumnsStep(QWidget):
    """``problem()`` says in words why one can't go on; ``changed`` is sent whenever it may have changed.

    ``made`` asks for columns made of others, ``unmade`` for such columns to go again.
    """

    changed = Signal()
    made = Signal(object)
    unmade = Signal(int)

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._s = ctx, ctx.services
        self._preview: FilePreview | None = None
        self._updating = False
        self._targets: dict[int, str] = {}
        self._look_at = 0
        self._new: tuple[FieldSpec, ...] = ()
        self._choices: list[tuple[str, str]] = []
        self._waiting: list[ColumnInfo] = []
        self._combos: list[TargetCombo] = []
        self._shapes: list[StateShape] = []
        self._states: list[ElidedLabel] = []
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._scroll = ScrollArea(self._content, gap=8)
        self._pieces = QTimer(self)
        self._pieces.timeout.connect(self._build_piece)
        self.links: dict[str, Segmented] = {}
        self._link_rows: dict[str, QWidget] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._scroll, 1)
        self._foot_line = Line()
        box.addWidget(self._foot_line)
        foot = QHBoxLayout()
        foot.setSpacing(24)
        for target, caption, name in words.links():
            switch = Segmented([
                ("error", tr_("wizard", "Show as errors")),
                ("create", tr_("wizard", "Add them")),
                ("walk_in", tr_("wizard", "Leave empty")),
            ])  # fmt: skip
            switch.setObjectName(name)
            holder = QWidget(self)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(label(caption, "field"))
            column.addWidget(switch)
            self.links[target], self._link_rows[target] = switch, holder
            foot.addWidget(holder)
        foot.addStretch(1)
        box.addLayout(foot)

    # Columns ------------------------------------------------------------------------------

    def show_preview(self, preview: FilePreview, options: ImportOptions, remembered: SavedMapping | None) -> None:
        """The first columns at once, the others a few at a time: all of them would hold the window up."""
        self._preview, self._updating = preview, options.mode == "update"
        self._remembered = remembered is not None
        self._content = QWidget(self)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        heads = (
            tr_("wizard", "Column in the file"),
            tr_("wizard", "Examples"),
            tr_("wizard", "Goes to"),
            tr_("wizard", "Looks like"),
        )
        for column, text in enumerate(heads):
            self._grid.addWidget(label(text, "field", parent=self._content), 0, column)
        for column, stretch in ((0, 4), (1, 7), (2, 6), (3, 2), (4, 3), (5, 0)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowStretch(len(preview.columns) + 1, 1)
        self._combos, self._shapes, self._states = [], [], []
        self._new = options.new_fields
        self._choices = [("", tr_("wizard", "Not imported")), *words.targets(preview.entity, self._s, self._new)]
        known = {key for key, _ in self._choices}
        wanted = {info.index: options.columns.get(info.index, info.target) for info in preview.columns}
        self._targets = {index: target if target in known else "" for index, target in wanted.items()}
        self._waiting = list(preview.columns)
        self._scroll.setWidget(self._content)
        theme.set_ground(self._content, "raised")
        for target, switch in self.links.items():
            switch.set_current(options.link(target))
        self._build(_FIRST)
        look_at, self._look_at = min(self._look_at, len(preview.columns) - 1), 0
        if look_at > 0:
            self._complete()
            QTimer.singleShot(0, self._combos[look_at], partial(self._go_to, self._combos[look_at]))
        if self._combos:
            self.setFocusProxy(self._combos[look_at])
        self._pieces.start()

    def _go_to(self, combo: TargetCombo) -> None:
        """Called when it has its place."""
        combo.setFocus()
        self._scroll.ensureWidgetVisible(combo)

    @Slot()
    def _build_piece(self) -> None:
        self._build(_PIECE)
        if not self._waiting:
            self._pieces.stop()

    def _build(self, count: int) -> None:
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for info in now:
            self._add_row(len(self._combos) + 1, info)
        self._mark()

    def _complete(self) -> None:
        """What follows touches every column."""
        self._build(len(self._waiting))

    def _add_row(self, row: int, info: ColumnInfo) -> None:
        combo = TargetCombo(self._choices, self._content)
        combo.setObjectName(f"import_column_{info.index}")
        combo.setAccessibleName(tr_("wizard", "{column} goes to", column=info.header))
        combo.set_target(self._targets[info.index])
        combo.currentIndexChanged.connect(partial(self._chosen, info.index))
        status = QWidget(self._content)
        shape = StateShape("done", status)
        state = ElidedLabel("", "small", parent=status)
        line = QHBoxLayout(status)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(shape)
        line.addWidget(state, 1)
        more = icon_button("dots", tr_("wizard", "More for {column}", column=info.header), self._content)
        more.setObjectName(f"import_more_{info.index}")
        more.setAutoDefault(False)
        more.clicked.connect(partial(self._open_menu, info, more))
        name = ElidedLabel(info.header, "strong", parent=self._content)
        shown = "   ".join(sample.replace("\n", " ") for sample in info.samples)
        samples = ElidedLabel(shown, "body", "2", self._content)
        kind = ElidedLabel(words.content(content_type(info.samples)), "small", parent=self._content)
        for column, widget in enumerate((name, samples, combo, kind, status, more)):
            self._grid.addWidget(widget, row, column)
        self._combos.append(combo)
        self._shapes.append(shape)
        self._states.append(state)

    def columns(self) -> dict[int, str]:
        """Column → target; an empty one is not imported."""
        return dict(self._targets)

    def set_target(self, column: int, target: str) -> None:
        self._complete()
        self._combos[column].set_target(target)

    def apply(self, options: ImportOptions) -> ImportOptions:
        """``options`` with what is chosen here."""
        if self._preview is None:
            return options
        links = {target: switch.current() for target, switch in self.links.items() if self._is_linked(target)}
        chosen = replace(options, columns=self.columns(), links=links, unknown=links.get("customer", "error"))  # type: ignore[arg-type]
        return replace(chosen, new_fields=self._new)

    def _is_linked(self, target: str) -> bool:
        return target in self.columns().values()

    # What is possible with one column -------------------------------------------------------

    def _open_menu(self, info: ColumnInfo, button: QWidget) -> None:
        assert self._preview is not None
        menu = ColumnMenu(self._preview, info, button)
        menu.recipe.connect(self._make)
        menu.new_field.connect(self._new_field)
        menu.leave_out.connect(self._leave_out)
        menu.take_back.connect(self._unmake)
        menu.show_under(button, right=True)

    @Slot(object)
    def _make(self, recipe: Recipe) -> None:
        """What is made stands behind all others: that is where one goes on."""
        assert self._preview is not None
        self._look_at = len(self._preview.columns)
        self.made.emit(recipe)

    @Slot(int)
    def _unmake(self, at: int) -> None:
        assert self._preview is not None
        self._look_at = self._preview.recipes[at].columns[0]
        self.unmade.emit(at)

    @Slot(int)
    def _leave_out(self, column: int) -> None:
        self.set_target(column, "")

    @Slot(int)
    def _new_field(self, column: int) -> None:
        assert self._preview is not None
        info = self._preview.columns[column]
        dialog = NewFieldDialog(self._ctx, self._preview.entity, info, self, self._new)
        dialog.described.connect(partial(self._take_field, column))
        dialog.open()

    def _take_field(self, column: int, field: FieldSpec) -> None:
        """A field that was described is a target for every column, and this one's at once."""
        self._complete()
        self._new = (*self._new, field)
        for combo in self._combos:
            with QSignalBlocker(combo):
                combo.add(field.name, render(field.label))
        self.set_target(column, field.name)

    # What stands in the way -------------------------------------------------------------------

    def _chosen(self, column: int, _index: int) -> None:
        self._targets[column] = self._combos[column].target()
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """A tick beside what is imported, a triangle beside a field that two columns claim; a word for each."""
        assert self._preview is not None
        taken = [target for target in self._targets.values() if target]
        for info, shape, state in zip(self._preview.columns, self._shapes, self._states, strict=False):
            target = self._targets[info.index]
            twice = target not in MANY and taken.count(target) > 1
            shape.setVisible(bool(target))
            shape.set_state("overdue" if twice else "done")
            state.set_text(self._word(info, target, twice))
        for target, holder in self._link_rows.items():
            holder.setVisible(self._is_linked(target))
        self._foot_line.setVisible(any(self._is_linked(target) for target in self._link_rows))

    def _word(self, info: ColumnInfo, target: str, twice: bool) -> str:
        if twice:
            return tr_("wizard", "twice")
        if not target:
            return tr_("wizard", "read only") if info.target == IGNORED else ""
        if target != info.target:
            return tr_("wizard", "as before") if self._remembered else tr_("wizard", "chosen")
        return tr_("wizard", "found")

    def problem(self) -> str:
        if self._preview is None:
            return ""
        taken = [target for target in self.columns().values() if target]
        labels = dict(words.targets(self._preview.entity, self._s, self._new))
        for target in taken:
            if target not in MANY and taken.count(target) > 1:
                return tr_(
                    "wizard", "Two columns can't both be “{field}”: join them, or leave one out.", field=labels[target]
                )
        for name, text in words.required(self._preview.entity):
            parts = {name, "name.first", "name.last"} if name == "name" else {name}
            if not parts & set(taken) and not (self._updating and self._preview.entity == "customers"):
                return tr_("wizard", "Say which column holds “{field}”.", field=text)
        return ""

    def recipes(self) -> tuple[Recipe, ...]:
        return self._preview.recipes if self._preview is not None else ()
