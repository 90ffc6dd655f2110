"""Where an export goes: the file, the password of a workbook that gets one, and the way there afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import tr_
from crm_desktop.services.exporting.sealing import check_password
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.workbook_password import WorkbookPasswordDialog

Then = Callable[[Path, str], None]


def ask(ctx: AppContext, title: str, suggested: str, then: Then, *, csv: bool = True, protected: bool = False) -> None:
    """Ask for a file and call ``then(path, password)``; the password is empty for a file without one.

    A workbook with a password is a kind of file of its own in the chooser, ``protected`` asks for nothing else.
    """
    sealed = tr_("list_export", "Excel workbook with a password (*.xlsx)")
    kinds = [sealed] if protected else [tr_("list_export", "Excel workbook (*.xlsx)"), sealed]
    if csv and not protected:
        kinds.append(tr_("list_export", "CSV file (*.csv)"))
    path, kind = ctx.prompter.save_as(title, suggested, ";;".join(kinds))
    if path is None:
        return
    if not protected and kind != sealed:
        then(path, "")
        return
    try:
        check_password(path, "?")
    except UserError as error:
        ctx.prompter.error(error)
        return
    dialog = WorkbookPasswordDialog(path.name, ctx.window)
    dialog.chosen.connect(lambda password: then(path, password))
    dialog.open()


def tell_written(ctx: AppContext, text: str, path: Path, remark: str = "") -> None:
    """Say that ``path`` was written, with a way to its folder; ``remark`` says what the file can't do."""
    ctx.toasts.show(text, action=(tr_("list_export", "Open folder"), lambda: ctx.prompter.show_in_folder(path.parent)))
    if remark:
        ctx.prompter.inform(tr_("list_export", "What this workbook can't do"), remark)
