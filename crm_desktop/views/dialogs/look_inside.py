"""What the dialogs that open an earlier state have in common: the list, the passphrase, a file of one's own, and
opening what was chosen in the background.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.services.backup import catalog
from crm_desktop.views.dialogs.backup_parts import SecretEditor, fit_height
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.two_line_list import TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext


class LookInsideDialog(ModalDialog):
    """A subclass fills ``list``, says in :meth:`ready` whether what is chosen can be opened, starts the work by
    :meth:`open_by` in its ``accept`` and takes the answer in :meth:`opened`.
    """

    def __init__(
        self, ctx: AppContext, parent: QWidget | None, name: str, title: str, subtitle: str, list_name: str
    ) -> None:
        super().__init__(parent, title, tr_("look_inside", "Look inside"), width=560, subtitle=subtitle)
        self.ctx = ctx
        self._job: Job | None = None
        self.setObjectName(name)
        self.list = TwoLineList(list_name, self)
        self.list.setAccessibleName(title)
        self.list.chosen.connect(self.judge)
        words = tr_("look_inside", "Passphrase or recovery code")
        self.secret = SecretEditor()
        self.secret.name("passphrase", words)
        self.secret.changed.connect(self.judge)
        self.form = FormGrid(self)
        self.form.add_field("secret", words, self.secret, required=True, wide=True)
        self.body.addWidget(self.list)
        self.body.addWidget(self.form)
        self._file = Button(tr_("look_inside", "Choose a file"), "quiet", "folder")
        self._file.setObjectName("choose_file")
        self._file.clicked.connect(self.choose_file)
        self.add_to_foot(self._file)

    def ready(self) -> bool:
        raise NotImplementedError

    def opened(self, found: Any) -> None:
        """What the work gave."""
        raise NotImplementedError

    def file_chosen(self, path: Path) -> None:
        """A file that is not in the list."""
        raise NotImplementedError

    def nothing_known(self) -> bool:
        """Whether there is nothing to choose but a file of one's own: the button then asks for it."""
        return self.list.count() == 0

    @Slot()
    def judge(self) -> None:
        self.set_error("")
        nothing = self.nothing_known()
        self.list.setHidden(nothing)
        self._file.setHidden(nothing)
        if nothing:
            self.form.hide()
        self._name_verb()
        self.verb_button.setEnabled((nothing or self.ready()) and self._job is None)

    def _name_verb(self, working: bool = False) -> None:
        text = tr_("look_inside", "Checking …") if working else tr_("look_inside", "Look inside")
        self.verb_button.setText(tr_("look_inside", "Choose a file") if self.nothing_known() else text)
        self.verb_button.updateGeometry()

    def open_by(self, work: Callable[..., Any], title: str) -> None:
        """Run ``work`` as a job; nothing can be changed meanwhile."""
        self._set_working(True)
        self._job = self.ctx.jobs.run(work, title, self._done, self._failed, lane="files")
        if self._job.finished:
            self._job = None

    def _set_working(self, working: bool) -> None:
        for widget in (self.list, self.secret, self.verb_button):
            widget.setEnabled(not working)
        self._name_verb(working)

    def _done(self, found: Any) -> None:
        self._job = None
        self.opened(found)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        self.judge()
        self.set_error(error.text())
        fit_height(self)
        self.secret.setFocus()
        self.secret.selectAll()

    @Slot()
    def choose_file(self) -> None:
        backups, every = tr_("look_inside", "Backups"), tr_("look_inside", "All files")
        filters = f"{backups} (*{catalog.SUFFIX});;{every} (*)"
        path = self.ctx.prompter.open_file(tr_("look_inside", "Which backup?"), filters)
        if path is not None:
            self.file_chosen(path.absolute())

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()
