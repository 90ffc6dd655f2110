"""Writing what a list shows into a file: for every list with a query of the list service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import entity
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.listing import ListQuery
from crm_desktop.views import save_target
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.widgets.button import Button

Find = Callable[[JobContext], Sequence[int]]


def export_query(ctx: AppContext, query: ListQuery) -> None:
    """Ask for a file and write the records of ``query`` in their order; a toast says how many they were."""
    _export(ctx, query.entity, query, None)


def export_found(ctx: AppContext, name: str, find: Find) -> None:
    """The same for records that no query gives: ``find`` looks for their ids in the background."""
    _export(ctx, name, None, find)


def _export(ctx: AppContext, name: str, query: ListQuery | None, find: Find | None) -> None:
    plural = render(entity(name).plural)
    services = ctx.services

    def write(file: Path, password: str) -> None:
        def work(job: JobContext) -> Any:
            ids = find(job) if find else None
            return export_entity(services, name, file, query=query, ids=ids, ctx=job, password=password)

        def done(result: Any) -> None:
            written = tr_("list_export", "{n} rows written to {name}", n=f"{result.rows:,}", name=file.name)
            one = tr_("list_export", "1 row written to {name}", name=file.name)
            save_target.tell_written(ctx, one if result.rows == 1 else written, file, result.cuts.told())

        ctx.jobs.run(work, tr_("list_export", "Writing {name}", name=file.name), on_done=done)

    save_target.ask(ctx, tr_("list_export", "Export: {what}", what=plural), f"{plural}.xlsx", write)


class ExportButton(Button):
    """A quiet button that exports what ``query()`` says at the time: put it where the list's other actions are.

    ``query()`` may also be the name of an entity with what finds the ids.
    """

    def __init__(
        self, ctx: AppContext, query: Callable[[], ListQuery | tuple[str, Find]], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr_("list_export", "Export"), "quiet", "export", parent)
        self._ctx, self._query = ctx, query
        self.setObjectName("export_list")
        self.clicked.connect(self._run)

    def retranslate(self) -> None:
        self.setText(tr_("list_export", "Export"))

    def _run(self) -> None:
        wanted = self._query()
        if isinstance(wanted, ListQuery):
            export_query(self._ctx, wanted)
        else:
            export_found(self._ctx, *wanted)
