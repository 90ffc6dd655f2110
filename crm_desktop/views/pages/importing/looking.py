"""Looking at a file: which one, how it is read, and how files with these headers were read before."""

from __future__ import annotations

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
from crm_desktop.services.importing.model import FilePreview, ImportOptions, Recipe
from crm_desktop.services.importing.reading.guards import KINDS
from crm_desktop.views.pages.importing.pasted import Pasted
from crm_desktop.views.pages.importing.session import COLUMNS, FILE, HOW, Session
from crm_desktop.views.pages.importing.working import Working

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class Looking(QObject):
    """Keeps the ``session``; ``found`` carries the step from which the file was looked at."""

    found = Signal(int)

    def __init__(self, ctx: AppContext, working: Working, entity: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._working, self._asked_entity = ctx, working, entity
        self._pasted = Pasted()
        self._repeat: SavedMapping | None = None
        self.session = Session(ImportOptions(entity=entity), kind=entity)

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
        self.session = Session(ImportOptions(entity=self._asked_entity), Path(path), kind=self._asked_entity)
        self._inspect(FILE)

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
        session = self.session
        if choices["sheet"] and session.preview is not None and choices["sheet"] != session.preview.sheet:
            session.kind = session.kind if session.kind_by_hand else ""
            session.remembered, session.tried_memory = None, False
        session.by_hand = False
        session.look(**{**_fresh(session.kind), **choices})
        self._inspect(FILE)

    @Slot(str)
    def set_kind(self, entity: str) -> None:
        self.session.look(**_fresh(entity))
        self.session.kind, self.session.kind_by_hand = entity, True
        self.session.tried_memory = self.session.by_hand = False
        self._inspect(HOW)

    @Slot(object)
    def use_mapping(self, saved: SavedMapping | None) -> None:
        """Read the columns as saved, or (None) as the program finds them by itself."""
        self.session.look(**_fresh(self.session.options.entity))
        self.session.remembered, self.session.tried_memory = saved, True
        if saved is None or not self._remember(saved, HOW):
            self._inspect(HOW)

    def make_columns(self, recipe: Recipe) -> None:
        self.session.add_recipe(recipe, self.session.options.columns)
        self._inspect(COLUMNS)

    def drop_columns(self, at: int) -> None:
        assert self.session.preview is not None
        self.session.drop_recipe(at, self.session.options.columns, self.session.preview.own_columns)
        self._inspect(COLUMNS)

    def _inspect(self, step: int) -> None:
        path, options, services = self.session.path, self.session.options, self._ctx.services
        assert path is not None
        remember = not self.session.tried_memory

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
            )
            headers = memory.own_headers(preview)
            return preview, memory.mapping_for(services, headers, preview.entity) if remember else None

        def seen(answer: tuple[FilePreview, SavedMapping | None]) -> None:
            self._inspected(*answer, step)

        self._working.run(tr_("wizard", "Reading the file"), look, seen, "files", mended=partial(self._unlock, step))

    def _unlock(self, step: int, error: UserError) -> bool:
        """Ask for the password of a workbook that has one and look again; whether that is so and one was typed."""
        path = self.session.path
        if path is None or "password" not in error.details:
            return False
        text = tr_("wizard", "Type the password that opens it. It is kept only until the import is over.")
        if self.session.options.password:
            text = tr_("wizard", "This was not the password. Try again.")
        typed = self._ctx.prompter.passphrase(tr_("wizard", "“{file}” has a password", file=path.name), text)
        if typed is None:
            return False
        self.session.look(password=typed)
        self._inspect(step)
        return True

    def _inspected(self, preview: FilePreview, saved: SavedMapping | None, step: int) -> None:
        self.session.found(preview)
        if not self.session.tried_memory:
            self.session.tried_memory = True
            wanted, self._repeat = self._repeat, None
            self.session.remembered = wanted or saved
            if self.session.remembered is not None and self._remember(self.session.remembered, step):
                return
        self.found.emit(step)

    def _remember(self, saved: SavedMapping, step: int) -> bool:
        """Read the file as it was read before; whether it has to be looked at once more for that."""
        assert self.session.preview is not None
        headers = memory.own_headers(self.session.preview)
        self.session.options = memory.applied(saved, headers, self.session.options)
        if self.session.options.recipes or saved.entity != self.session.preview.entity:
            self._inspect(step)
            return True
        return False


def _fresh(entity: str) -> dict[str, object]:
    """The options of a file that is read anew: nothing is matched yet."""
    nothing: dict[str, object] = {name: {} for name in ("columns", "values", "orders", "decimals")}
    return {"entity": entity, "recipes": (), "new_fields": (), **nothing}
