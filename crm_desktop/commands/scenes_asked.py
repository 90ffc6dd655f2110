"""What the window asks and says while it works: questions, the choosers of files, and how far a long job is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from crm_desktop.commands import stage
from crm_desktop.commands.scenes import Scene
from crm_desktop.core.i18n import tr_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from crm_desktop.views.jobrunner import Job, JobRunner
    from crm_desktop.views.main_window import MainWindow

DONE, ALL = 41_200, 66_000


def scenes() -> Iterator[Scene]:
    for name, page, make in (
        ("confirm", "settings", _confirm),
        ("choose", "customers", _choose),
        ("ask-text", "settings", _ask),
        ("file-open", "customers", _open_file),
        ("file-save", "customers", _save_file),
        ("export-password", "customers", _new_password),
        ("import-password", "customers", _password),
    ):
        yield Scene(name, partial(_over, page, make))
    job = _LongJob()
    yield Scene("progress", job.in_window)
    yield Scene("progress-dialog", job.over(job.in_dialog))


def _over(page: str, make: Callable[[MainWindow], QDialog], window: MainWindow) -> bool:
    window.ctx.navigator.go(page)
    make(window).open()
    return True


def _confirm(window: MainWindow) -> QDialog:
    title = tr_("RecycleBinDialog", "Delete all {n} records in the bin for good?", n=12)
    text = tr_(
        "RecycleBinDialog",
        "This can't be undone. With a customer go its timeline, plans, files and everything the history says about "
        "it. Sales and deals stay in the figures, without the name. Backups made before still hold it all.",
    )
    return window.ctx.prompter.confirm_dialog(title, text, tr_("RecycleBinDialog", "Delete for good"), danger=True)


def _choose(window: MainWindow) -> QDialog:
    from crm_desktop.services.listing import ListQuery
    from crm_desktop.views.undoing import later_options, later_warning
    from crm_desktop.views.widgets.words import people_join

    names = people_join(one.name for one in window.ctx.services.listing.first(ListQuery("customers"), 3))
    title = tr_("wizard", "Some records were changed since")
    text = tr_("wizard", "{names}: these can stay as they are while the rest is undone.", names=names)
    return window.ctx.prompter.choose_dialog(title, f"{text}\n{later_warning()}", later_options())


def _ask(window: MainWindow) -> QDialog:
    title, label = tr_("PeopleSection", "Add a person"), tr_("PeopleSection", "Name")
    return window.ctx.prompter.ask_dialog(title, label, "", tr_("PeopleSection", "Add"))


def _open_file(window: MainWindow) -> QDialog:
    """Qt's own: seen where the system has none."""
    return _chooser(window, tr_("look_inside", "Which backup?"), saving=False)


def _save_file(window: MainWindow) -> QDialog:
    return _chooser(window, tr_("wizard", "An empty workbook to fill in"), saving=True)


def _new_password(window: MainWindow) -> QDialog:
    from crm_desktop.views.dialogs.workbook_password import WorkbookPasswordDialog

    return WorkbookPasswordDialog(tr_("customers", "Customers") + ".xlsx", window)


def _password(window: MainWindow) -> QDialog:
    title = tr_("wizard", "“{file}” has a password", file=tr_("customers", "Customers") + ".xlsx")
    text = tr_("wizard", "Type the password that opens it. It is kept only until the import is over.")
    return window.ctx.prompter.ask_dialog(title, text, "", tr_("Prompter", "Unlock"), secret=True)


def _chooser(window: MainWindow, title: str, *, saving: bool) -> QDialog:
    from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - for its picture, nothing is asked

    chooser = QFileDialog(window, title, str(window.ctx.services.data_dir), "Excel (*.xlsx)" if saving else "")
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if saving else QFileDialog.AcceptMode.AcceptOpen)
    chooser.move(window.geometry().center() - chooser.rect().center())
    return chooser


class _LongJob:
    """Its panel is shown without the job, which would be over at once."""

    def __init__(self) -> None:
        self._job: Job | None = None

    def over(self, show: Callable[[MainWindow], bool]) -> Callable[[MainWindow], bool]:
        """The job shown before is over when ``show`` begins."""

        def shown(window: MainWindow) -> bool:
            job, self._job = self._job, None
            if job is not None:
                _runner(window).ended.emit(job)
            return show(window)

        return shown

    def in_window(self, window: MainWindow) -> bool:
        window.ctx.navigator.go("reports")
        return self._show(window, tr_("list_export", "Writing {name}", name="customers.xlsx"))

    def in_dialog(self, window: MainWindow) -> bool:
        window.ctx.navigator.go("settings")
        window.run_command("backup")
        stage.settle(window)
        return self._show(window, tr_("BackupDialog", "Backing up"))

    def _show(self, window: MainWindow, title: str) -> bool:
        from crm_desktop.views.jobrunner import Job

        self._job = Job(lambda _ctx: None, title, None, None, cancellable=True, quiet=False)
        self._job.latest = (DONE, ALL, None)
        _runner(window).shown.emit(self._job)
        return True


def _runner(window: MainWindow) -> JobRunner:
    from crm_desktop.views.jobrunner import JobRunner

    runner = window.ctx.jobs
    assert isinstance(runner, JobRunner)
    return runner
