"""Looking at a file: which one, how it is read, and how files with these headers were read before."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.importing import api, memory
from crm_desktop.services.importing.memory import SavedMapping
from crm_desktop.services.importing.model import FilePreview, ImportOptions, Recipe, SheetTable
from crm_desktop.services.importing.reading.guards import KINDS
from crm_desktop.views.pages.importing import words
from crm_desktop.views.pages.importing.pasted import Pasted
from crm_desktop.views.pages.importing.session import COLUMNS, FILE, HOW, Session
from crm_desktop.views.pages.importing.working import Working

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class Looking(QObject):
    """Keeps the ``session``; ``found`` carries the step from which the file was looked at.

    Before that ``renewed`` says that what was answered is about other rows. What can't be read, or is stopped, leaves
    everything as it was: ``kept``.
    """

    found = Signal(int)
    renewed = Signal()
    kept = Signal()

    def __init__(self, ctx: AppContext, working: Working, entity: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._working, self._asked_entity = ctx, working, entity
        self._pasted = Pasted()
        self._repeat: SavedMapping | None = None
        self.session = Session(ImportOptions(entity=entity), kind=entity)
        self._looks = False
        working.dropped.connect(self._dropped)

    # Which file -----------------------------------------------------------------------------

    def choose(self) -> Path | None:
        """Ask for a file."""
        pattern = " ".join(f"*.{kind}" for kind in KINDS)
        filters = f"{tr_('wizard', 'Tables and contacts')} ({pattern})"
        return self._ctx.prompter.open_file(tr_("wizard", "Choose a file"), filters)

    def pasted(self) -> Path:
        """What lies in the clipboard, as a file. Raises :class:`UserError` where there is no table."""
        return self._pasted.file()

    def forget(self) -> None:
        self._pasted.forget()

    def open_file(self, path: Path) -> None:
        fresh = Session(ImportOptions(entity=self._asked_entity), Path(path), kind=self._asked_entity)
        self._inspect(FILE, fresh)

    def open_sheet(self, table: SheetTable) -> None:
        """The next sheet of a workbook of which one was imported."""
        self._inspect(HOW, self.session.another_sheet(table))

    def repeat(self) -> None:
        """The next file is read like this one."""
        session = self.session
        if session.preview is not None and session.result is not None:
            choices = memory.choices_of(session.options, session.result.targets)
            headers = memory.own_headers(session.preview)
            self._repeat = SavedMapping(0, "", session.options.entity, headers, choices)
        self.session = Session(ImportOptions(entity=self._asked_entity), kind=self._asked_entity)

    # How it is read ---------------------------------------------------------------------------

    def look_again(self, choices: dict[str, object]) -> None:
        """Another sheet, other letters, another row of names.

        What is in it is recognised anew; on another sheet also what the screen asked for, unless a person chose it.
        """
        session = copy(self.session)
        if choices["sheet"] and session.preview is not None and choices["sheet"] != session.preview.sheet:
            session.kind = session.kind if session.kind_by_hand else ""
            session.remembered, session.tried_memory = None, False
        session.by_hand = False
        session.look(**{**_fresh(session.kind), **choices})
        self._inspect(FILE, session)

    def set_kind(self, entity: str) -> None:
        session = copy(self.session)
        session.look(**_fresh(entity))
        session.kind, session.kind_by_hand = entity, True
        session.tried_memory = session.by_hand = False
        self._inspect(HOW, session)

    def use_mapping(self, saved: SavedMapping | None) -> None:
        """Read the columns as saved, or (None) as the program finds them by itself."""
        session = copy(self.session)
        session.look(**_fresh(session.options.entity))
        session.remembered, session.tried_memory, session.by_hand = saved, True, False
        if saved is not None:
            _remember(saved, session)
        self._inspect(HOW, session)

    def make_columns(self, recipe: Recipe, columns: ImportOptions) -> None:
        """``columns`` says what is chosen for those that are there."""
        session = replace(self.session, options=columns, by_hand=True)
        session.add_recipe(recipe, columns.columns)
        self._inspect(COLUMNS, session, same_rows=True)

    def drop_columns(self, at: int, columns: ImportOptions) -> None:
        assert self.session.preview is not None
        session = replace(self.session, options=columns)
        session.drop_recipe(at, columns.columns, self.session.preview.own_columns)
        self._inspect(COLUMNS, session, same_rows=True)

    def _inspect(self, step: int, session: Session, *, same_rows: bool = False) -> None:
        """``session`` is the one in force as soon as the file was read so."""
        path, options, services = session.path, session.options, self._ctx.services
        assert path is not None
        remember, survey = not session.tried_memory, not session.surveyed

        def look(job: JobContext) -> tuple[FilePreview, SavedMapping | None]:
            preview = api.inspect(
                path,
                entity=options.entity,
                sheet=options.sheet,
                encoding=options.encoding,
                delimiter=options.delimiter,
                header_row=options.header_row,
                recipes=options.recipes,
                password=options.password,
                services=services,
                ctx=job,
                survey=survey,
            )
            headers = memory.own_headers(preview)
            return preview, memory.mapping_for(services, headers, preview.entity) if remember else None

        def seen(answer: tuple[FilePreview, SavedMapping | None]) -> None:
            if self._inspected(*answer, session):
                self._inspect(step, session, same_rows=same_rows)
                return
            self.session, self._looks = session, False
            if not same_rows:
                self.renewed.emit()
            self.found.emit(step)

        self._looks = True
        unlock = partial(self._unlock, step, session)
        shown = self.session.path
        refused = path.name if shown is not None and path != shown else ""
        self._working.run(tr_("wizard", "Reading the file"), look, seen, "files", mended=unlock, about=refused)

    @Slot()
    def _dropped(self) -> None:
        if self._looks:
            self._looks = False
            self.kept.emit()

    def _unlock(self, step: int, session: Session, error: UserError) -> bool:
        """Ask for the password of a workbook that has one and look again; whether that is so and one was typed."""
        path = session.path
        if path is None or "password" not in error.details:
            return False
        text = tr_("wizard", "Type the password that opens it. It is kept only until the import is over.")
        if session.options.password:
            text = tr_("wizard", "This was not the password. Try again.")
        typed = self._ctx.prompter.passphrase(tr_("wizard", "“{file}” has a password", file=path.name), text)
        if typed is None:
            return False
        session.look(password=typed)
        self._inspect(step, session)
        return True

    def _inspected(self, preview: FilePreview, saved: SavedMapping | None, session: Session) -> bool:
        """Whether the file has to be looked at once more, to be read as it was before."""
        session.found(words.with_names(preview))
        if session.tried_memory:
            return False
        session.tried_memory = True
        wanted, self._repeat = self._repeat, None
        session.remembered = wanted or saved
        return session.remembered is not None and _remember(session.remembered, session)


def _remember(saved: SavedMapping, session: Session) -> bool:
    """Read the file as it was read before; whether it has to be looked at once more for that."""
    assert session.preview is not None
    session.options = memory.applied(saved, memory.own_headers(session.preview), session.options)
    return bool(session.options.recipes) or saved.entity != session.preview.entity


def _fresh(entity: str) -> dict[str, object]:
    """The options of a file that is read anew: nothing is matched yet."""
    nothing: dict[str, object] = {name: {} for name in ("columns", "values", "orders", "decimals")}
    return {"entity": entity, "recipes": (), "new_fields": (), **nothing}
