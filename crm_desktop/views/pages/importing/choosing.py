"""Which file is brought in and how it is read, chosen by hand: what would be lost by that is asked about first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from crm_desktop.core.errors import UserError
from crm_desktop.services.importing.memory import SavedMapping
from crm_desktop.services.importing.model import Recipe
from crm_desktop.views.pages.importing.leaving import Leaving
from crm_desktop.views.pages.importing.looking import Looking
from crm_desktop.views.pages.importing.session import FILE, HOW

if TYPE_CHECKING:
    from crm_desktop.views.pages.importing.wizard import ImportWizard


class Choosing(QObject):
    """Stands between the first three steps and what looks at the file."""

    def __init__(self, looking: Looking, leaving: Leaving, wizard: ImportWizard) -> None:
        super().__init__(wizard)
        self._looking, self._leaving, self._wizard = looking, leaving, wizard
        self._file, self._how, self._columns = wizard.file_step, wizard.how_step, wizard.columns_step
        self._file.chosen.connect(self.open_file)
        self._file.choose.connect(self.choose)
        self._file.paste.connect(self.paste)
        self._file.changed.connect(self._read_anew)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self._file).activated.connect(self.paste)
        self._how.kind_chosen.connect(self._set_kind)
        self._how.mapping_chosen.connect(self._use_mapping)
        self._columns.made.connect(self._make_columns)
        self._columns.unmade.connect(self._drop_columns)
        looking.kept.connect(self._as_before)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Look at ``path`` and show what is in it."""
        if self._leaving.may_take_file():
            self._looking.open_file(path)

    @Slot()
    def choose(self) -> None:
        path = self._looking.choose()
        if path is not None:
            self.open_file(path)

    @Slot()
    def paste(self) -> None:
        if self._wizard.step != FILE or self._wizard.working.busy():
            return
        try:
            path = self._looking.pasted()
        except UserError as error:
            self._wizard.set_error(error.text())
            return
        self.open_file(path)

    @Slot()
    def _read_anew(self) -> None:
        if self._leaving.may_read_anew():
            self._looking.look_again(self._file.choices())
        else:
            self._as_before()

    @Slot(str)
    def _set_kind(self, entity: str) -> None:
        if self._leaving.may_read_anew():
            self._looking.set_kind(entity)
        else:
            self._as_before()

    @Slot(object)
    def _use_mapping(self, saved: SavedMapping | None) -> None:
        if self._leaving.may_read_anew():
            self._looking.use_mapping(saved)
        else:
            self._as_before()

    @Slot()
    def _as_before(self) -> None:
        """The file is read as it was: what was chosen goes back to that."""
        if self._wizard.step == FILE:
            self._file.reading.take_back()
        elif self._wizard.step == HOW:
            self._how.take_back()

    @Slot(object)
    def _make_columns(self, recipe: Recipe) -> None:
        self._looking.make_columns(recipe, self._columns.apply(self._looking.session.options))

    @Slot(int)
    def _drop_columns(self, at: int) -> None:
        """The columns behind those are counted anew, so corrections don't fit any more."""
        step = self._wizard.check_step
        if step.has_answers() and not self._leaving.may_read_anew():
            return
        step.forget()
        self._looking.drop_columns(at, self._columns.apply(self._looking.session.options))
