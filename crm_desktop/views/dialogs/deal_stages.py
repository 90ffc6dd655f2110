"""Setting up the stages of a pipeline: names, order, probability, days until a card counts as idle."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.services.pipelines import StageInfo
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets.button import Button, icon_button
from crm_desktop.views.widgets.editors import NumberEditor, TextEditor
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.modal import ModalDialog


@dataclass
class _Row:
    """One line of the dialog; ``stage`` is None for a new one."""

    stage: StageInfo | None
    name: TextEditor
    probability: NumberEditor
    days: NumberEditor
    buttons: list[Button]


class StagesDialog(ModalDialog):
    """Named ``stages_dialog``. Everything is written in one change when it is saved."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, pipeline_id: int) -> None:
        super().__init__(parent, "", "", width=600)
        self.ctx = ctx
        self._pipeline_id = pipeline_id
        self._targets: dict[int, int] = {}
        self._rows: list[_Row] = []
        self.setObjectName("stages_dialog")
        title = self.tr("Stages of this pipeline")
        self.title_label.setText(title)
        self.setWindowTitle(title)
        self.set_subtitle(self.tr("A deal goes through them from left to right. Won and lost are always there."))
        self.verb_button.setText(self.tr("Save stages"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.warning = self.paragraph("", "warn")
        add = Button(self.tr("Add a stage"), "quiet", "plus")
        add.setObjectName("add_stage")
        add.setAutoDefault(False)
        add.clicked.connect(self._add)
        self.add_to_foot(add)
        for stage in ctx.services.pipelines.stages(pipeline_id):
            self._rows.append(self._make(stage))
        self._lay()
        self._rows[0].name.setFocus()

    # Lines ----------------------------------------------------------------------------

    def _make(self, stage: StageInfo | None) -> _Row:
        name = TextEditor(self)
        name.name("stage_name", self.tr("Name"))
        probability, days = NumberEditor(self, lowest=0, highest=100), NumberEditor(self, lowest=0, highest=999)
        probability.name("probability", self.tr("Probability in per cent"))
        days.name("rot_days", self.tr("Idle after days"))
        for editor in (probability, days):
            editor.setFixedWidth(84)
        name.set_value(stage.name if stage else "")
        probability.set_value(stage.probability if stage else 50)
        days.set_value(stage.rot_days if stage else 7)
        buttons = [
            icon_button("arrow-up", self.tr("Earlier"), self),
            icon_button("arrow-down", self.tr("Later"), self),
            icon_button("trash", self.tr("Delete stage"), self),
        ]
        row = _Row(stage, name, probability, days, buttons)
        for button in buttons:
            button.setAutoDefault(False)
        buttons[0].clicked.connect(partial(self._shift, row, -1))
        buttons[1].clicked.connect(partial(self._shift, row, 1))
        buttons[2].clicked.connect(partial(self._remove, row))
        probability.changed.connect(self._warn)
        return row

    def _lay(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget.property("role") == "field":
                widget.deleteLater()
        heads = (self.tr("Name"), self.tr("Probability %"), self.tr("Idle after days"))
        for column, text in enumerate(heads):
            self._grid.addWidget(label(text, "field"), 0, column)
        for at, row in enumerate(self._rows, 1):
            for column, widget in enumerate((row.name, row.probability, row.days, *row.buttons)):
                self._grid.addWidget(widget, at, column)
            row.buttons[0].setEnabled(at > 1)
            row.buttons[1].setEnabled(at < len(self._rows))
            row.buttons[2].setEnabled(len(self._rows) > 1)
        previous: QLineEdit | None = None
        for row in self._rows:
            for editor in (row.name, row.probability, row.days):
                if previous is not None:
                    QWidget.setTabOrder(previous, editor)
                previous = editor
        self._warn()
        self.adjustSize()

    def _add(self) -> None:
        row = self._make(None)
        self._rows.append(row)
        self._lay()
        row.name.setFocus()

    def _shift(self, row: _Row, step: int) -> None:
        at = self._rows.index(row)
        self._rows.insert(at + step, self._rows.pop(at))
        self._lay()

    def _remove(self, row: _Row) -> None:
        """A stage that holds deals asks first where they go."""
        if row.stage is not None and self.ctx.services.pipelines.deals_in(row.stage.id):
            menu = Menu(self)
            for other in self._rows:
                if other is not row and other.stage is not None:
                    text = self.tr("Move its deals to {stage}").format(stage=other.stage.name)
                    menu.add(text, partial(self._take_away, row, other.stage.id), "arrow-right")
            menu.show_under(row.buttons[2], right=True)
            return
        self._take_away(row, None)

    def _take_away(self, row: _Row, target: int | None) -> None:
        if row.stage is not None:
            self._targets[row.stage.id] = target or 0
        self._rows.remove(row)
        for widget in (row.name, row.probability, row.days, *row.buttons):
            widget.hide()
            widget.deleteLater()
        self._lay()

    def _warn(self) -> None:
        chances = [row.probability.value() or 0 for row in self._rows]
        falls = any(second < first for first, second in zip(chances, chances[1:], strict=False))
        self.warning.setText(self.tr("The probability falls along the way. Is that meant?") if falls else "")
        self.warning.setVisible(falls)

    # Saving ---------------------------------------------------------------------------

    def accept(self) -> None:
        for row in self._rows:
            problem = row.probability.problem() or row.days.problem()
            if problem:
                self.set_error(problem)
                return
        try:
            with self.ctx.services.write(N_("undo", "Set up stages")) as work:
                self._write(work)
        except UserError as error:
            self.set_error(render(error.message))
            return
        if work.rows:
            self.ctx.toasts.show(self.tr("Stages saved"), undo_change=work.id)
        super().accept()

    def _write(self, work: object) -> None:
        pipelines = self.ctx.services.pipelines
        gone = set(self._targets)
        for stage_id, target in self._targets.items():
            while target in gone:
                target = self._targets[target]
            pipelines.delete_stage(work, stage_id, target or None)  # type: ignore[arg-type]
        order = []
        for row in self._rows:
            values = {
                "name": row.name.value(),
                "probability": row.probability.value() or 0,
                "rot_days": row.days.value() or 0,
            }
            if row.stage is None:
                order.append(pipelines.add_stage(work, self._pipeline_id, **values))  # type: ignore[arg-type]
            else:
                pipelines.update_stage(work, row.stage.id, values)  # type: ignore[arg-type]
                order.append(row.stage.id)
        pipelines.reorder(work, self._pipeline_id, order)  # type: ignore[arg-type]
