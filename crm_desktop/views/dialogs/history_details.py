"""Beside the history: the records that a change touched, field by field, and what stands in the way of its undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.change_details import WORDS, ChangeDetails, Touched, details
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.jobrunner import Job
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.undoing import AT_ONCE, conflict_lines, shown
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.labels import label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.history import ChangeInfo, UndoPreview
    from crm_desktop.views.app_context import AppContext

HAPPENED_ICONS = {"made": "plus", "changed": "pencil", "deleted": "trash", "restored": "restore", "removed": "x"}
CONFLICT_ICON = "alert-triangle"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the change touched; ``preview`` is None where it can't be taken back, ``why`` says so."""

    details: ChangeDetails
    preview: UndoPreview | None
    why: str


def judge(services: Services, change: int, target: int, job: JobContext) -> Judgement:
    """Look at ``change`` and at taking back ``target``; writes nothing."""
    told = details(services, change)
    try:
        return Judgement(told, services.history.preview_undo(target, job), "")
    except UserError as error:
        return Judgement(told, None, error.text())


class ChangePanel(QWidget):
    """``judged(possible)`` when it is known whether the change can be taken back. Its list is ``history_touched``."""

    judged = Signal(bool)

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._words = FieldWords(ctx.services)
        self._target: int | None = None
        self._change: ChangeInfo | None = None
        self._found: Judgement | None = None
        self._job: Job | None = None
        self._title = label("", "strong")
        self._title.setWordWrap(True)
        self._when = label("", "small", "2")
        self._when.setWordWrap(True)
        self._what = label("", "body")
        self._what.setObjectName("history_what")
        self._what.setWordWrap(True)
        self._what.setMinimumHeight(40)
        self._what.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.list = TwoLineList("history_touched", self)
        self.list.setAccessibleName(tr_("history", "What this change touched"))
        self.list.setSelectionMode(TwoLineList.SelectionMode.NoSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._when, self.list, self._what):
            column.addWidget(widget)
        column.insertSpacing(3, 4)
        column.setStretchFactor(self.list, 1)

    def show_change(self, target: int | None, change: ChangeInfo | None) -> None:
        """Show ``change``; taking back ``target`` is what is judged. A large one is looked at in the background."""
        self.stop()
        self._target, self._change, self._found = target, change, None
        self.list.clear()
        if change is None or target is None:
            for part in (self._title, self._when, self._what):
                part.setText("")
            self.judged.emit(False)
            return
        what = render(change.label)
        self._title.setText(
            tr_("history", "{what}: {name}", what=what, name=change.subject) if change.subject else what
        )
        when = moment(change.at, self._ctx.services.clock.today())
        when = when[:1].upper() + when[1:]
        self._when.setText(" · ".join(part for part in (when, change.user) if part))
        services = self._ctx.services
        if change.rows <= AT_ONCE:
            self._show(judge(services, change.id, target, JobContext()))
            return
        self._what.setText(tr_("history", "Looking at {n} records …", n=f"{change.rows:,}"))

        def look(job: JobContext) -> Judgement:
            return judge(services, change.id, target, job)

        self._job = self._ctx.jobs.run(look, "", on_done=self._show, quiet=True)

    def refresh(self) -> None:
        """Look again: something changed meanwhile."""
        self.show_change(self._target, self._change)

    def stop(self) -> None:
        """Look no further."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def conflicts(self) -> tuple[dict[str, Any], ...]:
        """What stands in the way, as far as it is known."""
        return self._found.preview.conflicts if self._found is not None and self._found.preview is not None else ()

    # Showing ----------------------------------------------------------------------------

    def _show(self, found: Judgement) -> None:
        self._job, self._found = None, found
        rows = [
            Row(("conflict", number), who, why, "", CONFLICT_ICON)
            for number, (who, why) in enumerate(conflict_lines(self._ctx, self.conflicts()))
        ]
        for touched in found.details.records:
            rows += self._rows(touched)
        if found.details.more() > 0:
            rows.append(Row(("more", 0), self._more(found.details), "", "", "info", True))
        self.list.set_rows(rows)
        for number, row in enumerate(rows):
            self.list.item(number).setToolTip(row.text())
        self._what.setText(found.why or self._promise(found))
        self.judged.emit(found.preview is not None)

    def _rows(self, touched: Touched) -> list[Row]:
        """The record, then each of its fields: what it was and what it became."""
        what = " · ".join((render(touched.what), _happened(touched.happened)))
        key = (touched.table, touched.id)
        rows = [Row((*key, ""), touched.name or "–", what, "", HAPPENED_ICONS[touched.happened])]
        for delta in touched.fields:
            before, after = shown(self._words, delta.spec, delta.before), shown(self._words, delta.spec, delta.after)
            name = render(delta.spec.label)
            text = tr_("history", "{field}: {before} → {after}", field=name, before=before, after=after)
            rows.append(Row((*key, delta.spec.name), text, "", "", "dot", True))
        return rows

    @staticmethod
    def _more(told: ChangeDetails) -> str:
        """How many there are of each kind, where they are too many to name."""
        parts = []
        for table, count in sorted(told.counts.items(), key=lambda item: -item[1])[:4]:
            one, many = WORDS[table]
            parts.append(f"{count:,} {render(one if count == 1 else many)}")
        return tr_("history", "In all: {what}", what=words.people_join(parts))

    def _promise(self, found: Judgement) -> str:
        assert found.preview is not None
        rows, conflicts = found.preview.rows, len(found.preview.conflicts)
        if conflicts:
            return tr_(
                "history", "{n} of {all} records were changed again later; you will be asked what to do with them.",
                n=f"{conflicts:,}", all=f"{rows:,}",
            )  # fmt: skip
        if self._change is not None and self._change.undone:
            return tr_("history", "It was taken back; now it can be done again.")
        if rows == 1:
            return tr_("history", "1 record goes back to what it was before.")
        return tr_("history", "{n} records go back to what they were before.", n=f"{rows:,}")


def _happened(how: str) -> str:
    return {
        "made": tr_("history", "new"),
        "changed": tr_("history", "changed"),
        "deleted": tr_("history", "into the recycle bin"),
        "restored": tr_("history", "out of the recycle bin"),
        "removed": tr_("history", "removed"),
    }[how]
