"""What restoring would change, before it is done; and afterwards the way back."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.backup import api
from crm_desktop.views import theme
from crm_desktop.views.dialogs.backup_parts import Fact, Note, count_words, size_words
from crm_desktop.views.dialogs.restore_table import RestoreTable
from crm_desktop.views.dialogs.restore_words import name_list
from crm_desktop.views.moments import moment, with_moment
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel, label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.services.backup.api import RestorePreview
    from crm_desktop.services.backup.compare import Side
    from crm_desktop.services.backup.keys import ShopKey
    from crm_desktop.services.backup.restore import RestoreResult
    from crm_desktop.services.backup.work import Candidate
    from crm_desktop.views.app_context import AppContext


@dataclass
class Opened:
    """A verified backup that lies unpacked until :meth:`close`."""

    candidate: Candidate
    preview: RestorePreview
    held: ExitStack = field(repr=False)

    def close(self) -> None:
        self.held.close()


def look_inside(data_dir: Path, path: Path, secret: str, key: ShopKey | None, ctx: JobContext) -> Opened:
    """As a job: open and check a backup in full, and compare it with what is there."""
    with ExitStack() as stack:
        candidate = stack.enter_context(api.open_for_restore(data_dir, path, secret, ctx))
        preview = api.preview_of(data_dir, candidate, key)
        ctx.check()
        return Opened(candidate, preview, stack.pop_all())


class RestorePreviewDialog(ModalDialog):
    """Its button replaces the live data by the backup; the window opens on them."""

    def __init__(self, ctx: AppContext, opened: Opened, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=656)
        self.ctx, self._opened = ctx, opened
        self._working = False
        self.setObjectName("restore_preview")
        preview = opened.preview
        self._when = moment(datetime.fromisoformat(preview.created), ctx.services.clock.today())
        title = with_moment(self.tr("Back to {when}"), self._when)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.verb_button.setText(self.tr("Restore this backup"))
        self.cancel_button.setText(self.tr("Leave it as it is"))
        self.body.addLayout(self._facts(preview))
        self.body.addSpacing(4)
        self.table = RestoreTable(preview.differences, ctx.services.settings.get(CURRENCY), self)
        self.table.setObjectName("restore_table")
        self.body.addWidget(self.table)
        self.body.addSpacing(4)
        customers = next(one for one in preview.differences if one.entity == "customers")
        if preview.comparable:
            self._people("plus", "good", self.tr("Come back"), customers.coming)
            self._people("x", "bad", self.tr("Go"), customers.going)
        for text in self._warnings(preview):
            self.body.addWidget(Note("alert-triangle", text, "warn"))
        promise = self.tr("What is there now is kept. If you are not happy afterwards, “Undo restore” brings it back.")
        self.body.addWidget(Note("shield-check", promise))
        some = Button(self.tr("Only some customers"), "quiet", "users")
        some.setObjectName("restore_some")
        some.clicked.connect(self._only_some)
        self.add_to_foot(some)
        self.verb_button.setFocus()

    @Slot()
    def _only_some(self) -> None:
        """Nothing is replaced: the backup opens as the past, and what is chosen there is brought back."""
        from crm_desktop.services.backup.past import open_candidate
        from crm_desktop.views.dialogs.past import PastWindow

        ctx, held = self.ctx, self._opened.held.pop_all()
        past = held.enter_context(open_candidate(ctx.services, self._opened.candidate))
        super().done(ModalDialog.DialogCode.Accepted)
        PastWindow(ctx, past, held, ctx.window).show()

    def _facts(self, preview: RestorePreview) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        icon = "usb" if _removable(preview.path) else "folder"
        own = preview.path.is_relative_to(self.ctx.services.data_dir)
        row.addWidget(Fact(icon, self.tr("This computer") if own else _place(preview.path), "2"))
        row.addWidget(label(size_words(preview.size), "body", "2"))
        row.addWidget(Fact("check-circle", self.tr("Opened and checked, sound"), "good"))
        row.addStretch(1)
        return row

    def _people(self, icon: str, role: str, word: str, side: Side) -> None:
        if not side.count:
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(0, 0, 0, 0)
        picture = label("")
        picture.setPixmap(theme.pixmap(icon, role, 18, self.devicePixelRatioF()))
        row.addWidget(picture)
        row.addWidget(label(word, "strong"))
        names = ElidedLabel(name_list(side), "body", "2")
        names.setObjectName(f"names_{role}")
        row.addWidget(names, 1)
        self.body.addLayout(row)

    def _warnings(self, preview: RestorePreview) -> list[str]:
        found = []
        if preview.other_shop:
            found.append(self.tr("This backup comes from another shop. Your own backups keep their passphrase."))
        if preview.older_schema:
            found.append(self.tr("It was made by an older version; the data were brought up to date for this."))
        if not preview.comparable:
            found.append(self.tr("The present data can't be read, so everything comes from the backup."))
        return found

    def accept(self) -> None:
        self._set_working(True)
        services = self.ctx.services
        self.ctx.jobs.run(
            partial(_restore, services.data_dir, self._opened.candidate, services.clock, services.key),
            self.tr("Restoring"),
            self._done,
            self._failed,
            lane="files",
            cancellable=False,
        )

    def _set_working(self, working: bool) -> None:
        self._working = working
        self.verb_button.setEnabled(not working)
        self.cancel_button.setEnabled(not working)

    def _failed(self, error: BaseException) -> None:
        self._set_working(False)
        if not isinstance(error, UserError):
            raise error
        self.set_error(error.text())

    def _done(self, result: RestoreResult) -> None:
        ctx, when = self.ctx, self._when
        self._working = False
        super().accept()
        ctx.reopen(self._opened.candidate.key if ctx.services.key is None else None)
        RestoredDialog(ctx, when, result, ctx.window).open()

    def reject(self) -> None:
        if not self._working:
            super().reject()

    def done(self, result: int) -> None:
        self._opened.close()
        super().done(result)


class RestoredDialog(ModalDialog):
    """Says that it worked, and offers the way back while it is fresh in mind."""

    def __init__(self, ctx: AppContext, when: str, result: RestoreResult, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx = ctx
        self.setObjectName("restored")
        title = with_moment(self.tr("Back at {when}"), when)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        held = count_words(result.counts) or self.tr("An empty shop")
        self.body.addWidget(Fact("check-circle", held, "good", wrap=True))
        if result.previous is not None:
            self.paragraph(self.tr("What was there before is kept for at least 30 days."), "2")
        self.verb_button.setText(self.tr("Done"))
        self.cancel_button.hide()
        self._undo = Button(self.tr("Undo restore"), "quiet", "undo")
        self._undo.setObjectName("undo_restore")
        self._undo.setVisible(result.previous is not None)
        self._undo.clicked.connect(self._go_back)
        self.add_to_foot(self._undo)

    @Slot()
    def _go_back(self) -> None:
        undo_restore(self.ctx, self)


def undo_restore(ctx: AppContext, dialog: ModalDialog) -> None:
    """Bring back what the last restore replaced, and close ``dialog``; a refusal is shown in it."""
    try:
        api.undo_restore(ctx.services.data_dir, held=True, key=ctx.services.key)
    except UserError as error:
        dialog.set_error(error.text())
        return
    dialog.done(ModalDialog.DialogCode.Accepted)
    ctx.reopen()
    ctx.toasts.show(tr_("restore", "The restore is undone."))


def _restore(data_dir: Path, candidate: Candidate, clock, key, _ctx: JobContext) -> RestoreResult:
    return api.restore_opened(data_dir, candidate, clock=clock, held=True, key=key)


def _place(path: Path) -> str:
    return path.drive or path.parent.name or str(path.parent)


def _removable(path: Path) -> bool:
    return path.parts[:2] in (("/", "media"), ("/", "mnt"), ("/", "Volumes")) or path.parts[:3] == ("/", "run", "media")
