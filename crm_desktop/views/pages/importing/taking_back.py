"""Undoing an import, or bringing it back: a small one at once, a large one with a bar; what was changed since asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.pages.importing.working import Working, Writing
from crm_desktop.views.undoing import AT_ONCE, ask_about_later
from crm_desktop.views.widgets.words import people_join

if TYPE_CHECKING:
    from crm_desktop.services.history import UndoResult
    from crm_desktop.services.undo_plan import Later
    from crm_desktop.views.app_context import AppContext

_NAMED = 12

Done = Callable[["UndoResult"], None]
Failed = Callable[[UserError], None]


class TakingBack(QObject):
    """Undoes changes for a window whose bar is ``working``; ``again`` where the import comes back by that."""

    def __init__(self, ctx: AppContext, working: Working, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._working = ctx, working

    def start(self, change: int, done: Done, failed: Failed, *, again: bool = False, later: Later = "refuse") -> None:
        """Undo ``change``; ``done`` or ``failed`` hears of it, neither where the person thinks better of it."""
        history, origin = self._ctx.services.history, self.parent()

        def work(job: JobContext) -> UndoResult:
            return history.undo(change, origin=origin, later=later, ctx=job)

        def asked(error: UserError) -> bool:
            if later != "refuse" or not isinstance(error, ConflictError) or not error.conflicts:
                return False
            answer = self._ask(error)
            if answer is not None:
                self.start(change, done, failed, again=again, later=answer)
            return True

        try:
            if history.get(change).rows <= AT_ONCE:
                done(work(JobContext()))
                return
        except UserError as error:
            if not asked(error):
                failed(error)
            return
        title = tr_("wizard", "Bringing the import back") if again else tr_("wizard", "Undoing the import")
        self._working.run(title, work, done, "database", mended=asked, writing=_back() if again else _undo())

    def _ask(self, error: ConflictError) -> Later | None:
        """What becomes of records changed since."""
        title = tr_("wizard", "Some records were changed since")
        text = tr_(
            "wizard", "{names}: these can stay as they are while the rest is undone.", names=named(error.conflicts)
        )
        return ask_about_later(self._ctx, title, text, list(error.conflicts))


def named(conflicts: object) -> str:
    """The records that stand in the way, by name, the first of many."""
    names = list(dict.fromkeys(str(one.get("name") or one.get("id")) for one in conflicts))  # type: ignore[attr-defined]
    shown = people_join(names[:_NAMED])
    return f"{shown} …" if len(names) > _NAMED else shown


def _undo() -> Writing:
    return Writing(
        tr_("wizard", "Stop undoing?"),
        tr_("wizard", "Nothing of the import is undone then."),
        tr_("wizard", "Go on undoing"),
        tr_("wizard", "Stopped. Nothing was undone."),
        tr_("wizard", "An import is being undone. Nothing of it is undone if that is stopped now."),
    )


def _back() -> Writing:
    return Writing(
        tr_("wizard", "Stop bringing it back?"),
        tr_("wizard", "Nothing of the import comes back then."),
        tr_("wizard", "Go on"),
        tr_("wizard", "Stopped. Nothing was brought back."),
        tr_("wizard", "An import is being brought back. Nothing of it comes back if that is stopped now."),
    )
