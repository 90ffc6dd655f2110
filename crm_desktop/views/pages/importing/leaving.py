"""Asking before something that a person worked out in the import wizard is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desktop.core.i18n import tr_
from crm_desktop.views.pages.importing.session import RESULT

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.pages.importing.wizard import ImportWizard


class Leaving(QObject):
    """Nothing is asked where nothing would be lost."""

    def __init__(self, ctx: AppContext, wizard: ImportWizard) -> None:
        super().__init__(wizard)
        self._ctx, self._wizard = ctx, wizard

    def has_answers(self) -> bool:
        """Whether columns or values were matched by hand, cells corrected, rows left out or decided."""
        wizard = self._wizard
        return wizard.step != RESULT and (wizard.session.by_hand or wizard.check_step.has_answers())

    def may_leave(self) -> bool:
        return self._ask(tr_("wizard", "Leave this import?"), tr_("wizard", "Leave"))

    def may_take_file(self) -> bool:
        """Another file, or a table that was copied."""
        return self._ask(tr_("wizard", "Take another file?"), tr_("wizard", "Take the other file"))

    def may_read_anew(self) -> bool:
        """Another sheet, other letters, another kind of record."""
        return self._ask(tr_("wizard", "Read the file in another way?"), tr_("wizard", "Read it anew"))

    def _ask(self, title: str, verb: str) -> bool:
        text, stay = tr_("wizard", "Your corrections are lost."), tr_("wizard", "Go on correcting")
        return not self.has_answers() or self._ctx.prompter.confirm(title, text, verb, danger=True, cancel=stay)
