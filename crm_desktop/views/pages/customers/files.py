"""The files kept with a customer: added by button or by dropping, opened as a private copy, taken away with undo."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
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


def _nobody() -> int | None:
    return None


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
            remove=tr_("customers", "Take {name} away", name=one.name),
        )
        for one in found
    ]


class CustomerFiles(QObject):
    """What can be done with the files of one customer."""

    changed = Signal()

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._customer_id: Callable[[], int | None] = _nobody

    def take_drops(self, widget: QWidget, customer_id: Callable[[], int | None]) -> None:
        """Files dropped on ``widget`` are kept with the customer that ``customer_id()`` names."""
        self._customer_id = customer_id
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            customer_id = self._customer_id()
            if paths and customer_id is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.add(customer_id, *paths)
                return True
        return False

    def of(self, customer_id: int) -> list[Attachment]:
        return self._ctx.services.attachments.of(customer_id=customer_id)

    def ask(self, customer_id: int) -> None:
        """Let the person choose a file and keep it."""
        endings = " ".join(f"*.{ending}" for ending in ALLOWED)
        kinds = tr_("customers", "Pictures and documents")
        path = self._ctx.prompter.open_file(tr_("customers", "Keep a file"), f"{kinds} ({endings})")
        if path is not None:
            self.add(customer_id, Path(path))

    def add(self, customer_id: int, *paths: Path) -> None:
        """Keep all of ``paths``, or none where one of them can't be kept."""
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Keep a file"), origin=self) as work:
                for path in paths:
                    services.attachments.add(work, path, customer_id=customer_id)
        except UserError as error:
            self._ctx.prompter.error(error)
            return
        if len(paths) == 1:
            text = tr_("customers", "{name} is kept here", name=paths[0].name)
        else:
            text = tr_("customers", "{n} files are kept here", n=len(paths))
        self._ctx.toasts.show(text, undo_change=work.id)
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
