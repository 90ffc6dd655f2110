"""The files kept with a customer: added by button or by dropping, opened as a private copy, taken away with undo."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, tr_
from crm_desktop.services.attachments import ALLOWED, Attachment
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers.related import Line
from crm_desktop.views.pages.customers.shop import Shop
from crm_desktop.views.widgets import words

_KB = 1024


@lru_cache(maxsize=1)
def _copies() -> tempfile.TemporaryDirectory[str]:
    """Copies given to other programs; they are removed when this one ends."""
    return tempfile.TemporaryDirectory(prefix="crm-desktop-files-", ignore_cleanup_errors=True)


def size_text(size: int) -> str:
    """``4.7 MB``, ``12 KB``."""
    if size >= _KB * _KB:
        return f"{size / _KB / _KB:.1f} MB"
    return f"{max(1, round(size / _KB))} KB"


def file_lines(found: Sequence[Attachment], shop: Shop) -> list[Line]:
    return [
        Line(
            "file",
            one.id,
            one.name,
            day=words.short_day(local_date(to_ms(one.added)), shop.today),
            note=size_text(one.size),
            icon="file",
        )
        for one in found
    ]


class CustomerFiles(QObject):
    """What can be done with the files of one customer."""

    changed = Signal()

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx

    def of(self, customer_id: int) -> list[Attachment]:
        return self._ctx.services.attachments.of(customer_id=customer_id)

    def ask(self, customer_id: int) -> None:
        """Let the person choose a file and keep it."""
        endings = " ".join(f"*.{ending}" for ending in ALLOWED)
        kinds = tr_("customers", "Pictures and documents")
        path = self._ctx.prompter.open_file(tr_("customers", "Keep a file"), f"{kinds} ({endings})")
        if path is not None:
            self.add(customer_id, Path(path))

    def add(self, customer_id: int, path: Path) -> None:
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Keep a file"), origin=self) as work:
                services.attachments.add(work, path, customer_id=customer_id)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("customers", "{name} is kept here", name=path.name), undo_change=work.id)
        self.changed.emit()

    def open(self, file_id: int) -> None:
        """Hand a private copy to the program that opens such files."""
        try:
            path = self._ctx.services.attachments.copy_to(file_id, Path(_copies().name))
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.prompter.show_in_folder(path)

    def delete(self, file_id: int) -> None:
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Take a file away"), origin=self) as work:
                services.attachments.delete(work, file_id)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        self._ctx.toasts.show(tr_("customers", "The file is taken away"), undo_change=work.id)
        self.changed.emit()
