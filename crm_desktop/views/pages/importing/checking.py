"""Finding out what an import would do, again after each correction, and carrying it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services import importing
from crm_desktop.services.importing import rechecking
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from crm_desktop.views.pages.importing.looking import Looking
from crm_desktop.views.pages.importing.working import Working, Writing

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

_RECHECK_MS = 500


class Checking(QObject):
    """``options`` gives everything that was decided. ``checked`` says whether one came from the columns to it,
    ``rechecked`` that a correction was looked at, ``imported`` that the rows are in: the session holds what came of it.
    """

    checked = Signal(bool)
    rechecked = Signal()
    imported = Signal()

    def __init__(
        self,
        ctx: AppContext,
        working: Working,
        looking: Looking,
        options: Callable[[], ImportOptions],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._working, self._looking, self._options = ctx, working, looking, options
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)
        self._recheck.setInterval(_RECHECK_MS)
        self._recheck.timeout.connect(self._check_again)

    def due(self) -> bool:
        """Whether something was corrected that is not looked at yet."""
        return self._recheck.isActive()

    def check(self, *, from_columns: bool = False) -> None:
        """Look at every row; nothing is written."""

        def done() -> None:
            self.checked.emit(from_columns)

        self._look(done, None, None)

    def check_soon(self) -> None:
        """A cell was corrected or a row decided: check again once the hand rests."""
        self._recheck.start()

    def not_now(self) -> None:
        """One goes back: every row is looked at again on the way here."""
        self._recheck.stop()

    @Slot()
    def _check_again(self) -> None:
        session = self._looking.session
        self._look(self.rechecked.emit, session.plan, session.checked)

    def _look(self, done: Callable[[], None], known: ImportResult | None, before: ImportOptions | None) -> None:
        session, services = self._looking.session, self._ctx.services
        session.options = self._options()
        path, options = session.path, replace(session.options, dry_run=True, on_error="skip")
        assert path is not None

        def look(job: JobContext) -> ImportResult:
            return rechecking.check(services, path, options, job, known, before)

        def looked(plan: ImportResult) -> None:
            session.plan, session.checked = plan, options
            done()

        self._working.run(tr_("wizard", "Checking every row"), look, looked, "database", total=session.rows())

    def run(self) -> None:
        """Import."""
        session, services = self._looking.session, self._ctx.services
        options = session.options = self._options()
        path = session.path
        assert path is not None

        def run(job: JobContext) -> ImportResult:
            return importing.run(services, path, options, job)

        def ran(result: ImportResult) -> None:
            session.took(result)
            self.imported.emit()

        writing = Writing(
            tr_("wizard", "Stop the import?"),
            tr_("wizard", "Nothing of it is stored then."),
            tr_("wizard", "Go on importing"),
            tr_("wizard", "Stopped. Nothing was stored."),
            tr_("wizard", "An import is running. Nothing of it is stored if it is stopped now."),
        )
        self._working.run(tr_("wizard", "Importing"), run, ran, "database", total=session.rows(), writing=writing)
