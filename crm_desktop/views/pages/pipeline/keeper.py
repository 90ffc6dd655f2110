"""Pipelines set up, added and deleted, and filters of the board kept under a name; each one undoable change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.services.deals import BoardFilter
from crm_desktop.services.unit_of_work import UnitOfWork
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.dialogs.deal_stages import StagesDialog
from crm_desktop.views.pages.pipeline.saved import to_query
from crm_desktop.views.pages.pipeline.setup_dialogs import CardsDialog, GoalsDialog
from crm_desktop.views.toast import SECONDS_MOVE


class Keeper(QObject):
    """``made(pipeline_id)``: a new pipeline that should be shown."""

    made = Signal(object)

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._over = ctx, parent

    # Pipelines ---------------------------------------------------------------------------

    def add(self) -> None:
        name = self._ctx.prompter.ask_text(
            tr_("pipeline", "New pipeline"),
            tr_("pipeline", "For another way of selling, such as wholesale. It begins with the usual stages."),
            verb=tr_("pipeline", "Add pipeline"),
        )
        if name:
            made: list[int] = []
            pipelines = self._ctx.services.pipelines
            text = tr_("pipeline", "Pipeline added: {name}", name=name)
            if self._write(
                N_("undo", "Add pipeline"), lambda work: made.append(pipelines.add_pipeline(work, name)), text
            ):
                self.made.emit(made[0])

    def set_up(self, pipeline_id: int) -> None:
        StagesDialog(self._ctx, self._over, pipeline_id).open()

    def set_goals(self, pipeline_id: int) -> None:
        GoalsDialog(self._ctx, self._over, pipeline_id).open()

    def choose_card(self, pipeline_id: int) -> None:
        CardsDialog(self._ctx, self._over, pipeline_id).open()

    def put_stages(self, pipeline_id: int, moved: str, stage_ids: Sequence[int]) -> None:
        """The stages in another order; ``moved`` names the one that went. A chance that falls now is told."""
        pipelines = self._ctx.services.pipelines
        known = pipelines.warnings(pipeline_id)
        with self._ctx.services.write(N_("undo", "Reorder stages")) as work:
            pipelines.reorder(work, pipeline_id, stage_ids)
        text = tr_("pipeline", "Stage moved: {stage}", stage=moved)
        odd = [warning for warning in pipelines.warnings(pipeline_id) if warning not in known]
        self._ctx.toasts.show(render(odd[0]) if odd else text, undo_change=work.id, seconds=SECONDS_MOVE)

    def rename(self, pipeline_id: int) -> None:
        pipelines = self._ctx.services.pipelines
        old = pipelines.find_pipeline(pipeline_id).name
        name = self._ctx.prompter.ask_text(tr_("pipeline", "Rename pipeline"), tr_("pipeline", "Name"), old)
        if name and name != old:
            text = tr_("pipeline", "Pipeline renamed: {name}", name=name)
            self._write(
                N_("undo", "Rename pipeline"), lambda work: pipelines.rename_pipeline(work, pipeline_id, name), text
            )

    def delete(self, pipeline_id: int) -> None:
        pipelines = self._ctx.services.pipelines
        text = tr_("pipeline", "Pipeline deleted: {name}", name=pipelines.find_pipeline(pipeline_id).name)
        self._write(N_("undo", "Delete pipeline"), lambda work: pipelines.delete_pipeline(work, pipeline_id), text)

    # Filters -----------------------------------------------------------------------------

    def save_filter(self, where: BoardFilter, sort: str) -> None:
        name = self._ctx.prompter.ask_text(
            tr_("pipeline", "Keep this filter"), tr_("pipeline", "Name"), verb=tr_("pipeline", "Keep")
        )
        if name:
            services = self._ctx.services
            query = to_query(where, sort, services.clock.today())
            text = tr_("pipeline", "Filter kept: {name}", name=name)
            self._write(N_("undo", "Save view"), lambda work: services.saved_views.save(work, name, query), text)

    def forget_filter(self, view_id: int, name: str) -> None:
        views = self._ctx.services.saved_views
        text = tr_("pipeline", "Filter forgotten: {name}", name=name)
        self._write(N_("undo", "Delete view"), lambda work: views.delete(work, view_id), text)

    def _write(self, label: Text, change: Callable[[UnitOfWork], object], said: str) -> bool:
        try:
            with self._ctx.services.write(label) as work:
                change(work)
        except UserError as error:
            self._ctx.prompter.error(error)
            return False
        self._ctx.toasts.show(said, undo_change=work.id)
        return True
