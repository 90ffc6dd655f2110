"""Time travel: a window on an earlier state that can be searched, and from which single records are brought back."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, language, render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup.bring_back import Brought, OnConflict, bring_back
from crm_desktop.services.backup.past import Past, PastRecord
from crm_desktop.views import theme
from crm_desktop.views.dialogs.backup_parts import count_words
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.moments import moment
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import Line, label
from crm_desktop.views.widgets.search_field import SearchField

if TYPE_CHECKING:
    from crm_desktop.core.entities import FieldSpec
    from crm_desktop.services.context import Services
    from crm_desktop.views.app_context import AppContext

BAND = 44
SIZE = (960, 640)
LIST_WIDTH = 380
LABEL_WIDTH = 120
_STATES = {
    "only_there": N_("past", "gone now"),
    "in_bin": N_("past", "in the recycle bin"),
    "changed": N_("past", "changed since"),
    "same": N_("past", "the same now"),
}
_ICONS = {
    "customer": "user",
    "deal": "pipeline",
    "followup": "calendar",
    "order": "file",
    "activity": "message",
}


class Band(QWidget):
    """The unmistakable stripe on top: this is the past."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setFixedHeight(BAND)
        self.setObjectName("past_band")
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("warn"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.setOpacity(0.14)
        for left in range(-BAND, self.width(), 36):
            painter.drawPolygon(_stripe(left))
        painter.setOpacity(1.0)
        theme.paint_icon(painter, "history", QRect(20, (BAND - 18) // 2, 18, 18), "surface")
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("surface"))
        place = self.rect().adjusted(50, 0, -16, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


def _stripe(left: int) -> list[Any]:
    from PySide6.QtCore import QPoint

    return [QPoint(left, BAND), QPoint(left + BAND, 0), QPoint(left + BAND + 16, 0), QPoint(left + 16, BAND)]


class _FactRow(QWidget):
    """A label at the left, what it was, and below it what it is now where that differs."""

    def __init__(self, name: str, then: str, now: str | None) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        title = label(name, "body", "2")
        title.setFixedWidth(LABEL_WIDTH)
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(title)
        values = QVBoxLayout()
        values.setSpacing(2)
        for text, tone in ((then, ""), (tr_("past", "now: {value}", value=now) if now is not None else "", "warn")):
            if text:
                made = label(text, "body", tone)
                made.setWordWrap(True)
                values.addWidget(made)
        row.addLayout(values, 1)


class PastWindow(QWidget):
    """Over ``ctx.window``, read-only but for "Bring back". ``held`` keeps the past open until the window closes."""

    def __init__(self, ctx: AppContext, past: Past, held: ExitStack, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.ctx, self.past, self._held = ctx, past, held
        self._busy = False
        self._field_words = FieldWords(past.services)
        self.setObjectName("past_window")
        theme.set_ground(self, "surface")
        when = _when(past, ctx)
        text = self.tr("This is the past: {when}. Nothing is changed here.").format(when=when)
        self.setWindowTitle(text)
        self.setAccessibleName(text)
        self.resize(*SIZE)
        self.band = Band(text, self)
        self.search = SearchField(self.tr("Search this earlier state"), self)
        self.search.setObjectName("past_search")
        self.search.search.connect(self.reload)
        self.list = TwoLineList("past_list", self, several=True)
        self.list.setAccessibleName(text)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.chosen.connect(self._chosen)
        self.hint = label("", "small")
        self.hint.setWordWrap(True)
        self._facts = QVBoxLayout()
        self.take = Button("", "primary", "restore")
        self.take.setObjectName("bring_back")
        self.take.clicked.connect(self._keep_live)
        self.replace = Button(self.tr("Give it the values of then"), "plain", "history")
        self.replace.setObjectName("bring_back_replace")
        self.replace.clicked.connect(self._replace_live)
        leave = Button(self.tr("Back to today"), "plain")
        leave.setObjectName("back_to_today")
        leave.clicked.connect(self.close)
        self._lay_out(leave)
        self.reload()
        self.search.setFocus()

    def _lay_out(self, leave: Button) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.hint)
        left.addWidget(self.list, 1)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(8, 0, 16, 0)
        inside.setSpacing(8)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(leave)
        foot.addStretch(1)
        foot.addWidget(self.replace)
        foot.addWidget(self.take)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(ScrollArea(holder), 1)
        right.addWidget(Line())
        right.addLayout(foot)
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 16, 16, 16)
        middle.setSpacing(24)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.band)
        page.addLayout(middle, 1)

    # What is shown ----------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """What the search finds, or without words what today's data lack."""
        text = self.search.text()
        records = self.past.find(text)
        self.list.set_rows([self._row(record) for record in records])
        if text.strip():
            self.hint.setText("" if records else self.tr("Nothing found in this earlier state."))
        elif records:
            self.hint.setText(self.tr("Customers who are gone or were changed since then:"))
        else:
            held = count_words(self.past.counts())
            text = self.tr("All customers of then are as they are today. {held}").format(held=held)
            self.hint.setText(text)
        self.hint.setVisible(bool(self.hint.text()))
        self._chosen()

    def _row(self, record: PastRecord) -> Row:
        state = render(_STATES[record.state])
        return Row(record, record.title, record.subtitle, state, _ICONS[record.kind], record.state == "same")

    @Slot()
    def _chosen(self) -> None:
        records: list[PastRecord] = self.list.keys()
        self._show(records[0] if len(records) == 1 else None)
        words = self.tr("Bring back") if len(records) <= 1 else self.tr("Bring back {n} records")
        self.take.setText(words.format(n=len(records)))
        self.take.setEnabled(any(record.state != "same" for record in records))
        self.replace.setVisible(any(record.state == "changed" for record in records))
        self.take.setVisible(not records or any(record.state in ("only_there", "in_bin") for record in records))
        self.take.updateGeometry()

    def _show(self, record: PastRecord | None) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if record is None:
            return
        self._facts.addWidget(label(record.title, "title"))
        if record.kind == "customer":
            held = "、" if language().startswith("zh") else ", "
            parts = count_words(self.past.belongings(record.id))
            if parts:
                self._facts.addWidget(label(self.tr("With it: {what}").format(what=parts.replace(", ", held)), "small"))
        for fact in self.past.facts(record):
            then = self._words(fact.field, fact.then)
            now = self._words(fact.field, fact.now) if fact.differs else None
            self._facts.addWidget(_FactRow(render(fact.label), then, now))

    def _words(self, field: FieldSpec | None, value: object) -> str:
        """A value as people say it."""
        text = self._field_words.text(field, value) if field is not None else str(value)
        return text or self.tr("(empty)")

    # Bringing back ----------------------------------------------------------------------

    @Slot()
    def _keep_live(self) -> None:
        self._bring("keep")

    @Slot()
    def _replace_live(self) -> None:
        self._bring("replace")

    def _bring(self, conflict: OnConflict) -> None:
        chosen: list[PastRecord] = self.list.keys()
        roots: dict[str, list[int]] = {}
        from crm_desktop.services.backup.past import TABLES

        for record in chosen:
            roots.setdefault(TABLES[record.kind], []).append(record.id)
        if not roots:
            return
        self.take.setEnabled(False)
        self._busy = True
        work = partial(_bring_back, self.ctx.services, self.past, roots, conflict)
        self.ctx.jobs.run(work, self.tr("Bringing back"), self._brought, self._failed, lane="database")

    def _brought(self, result: Brought) -> None:
        self._busy = False
        customers = result.added.get("customer", 0) + result.changed.get("customer", 0)
        if not result.rows:
            text = self.tr("It is there already as it was.")
        elif customers:
            text = self.tr("Brought back: {what}").format(what=count_words({"customers": customers}))
        else:
            text = self.tr("Brought back.")
        self.ctx.toasts.show(text, undo_change=result.change)
        self.reload()
        self.hint.setText(text)
        self.hint.show()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._chosen()
        if not isinstance(error, UserError):
            raise error
        self.ctx.prompter.error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not while records are on their way."""
        if self._busy:
            event.ignore()
            return
        self._held.close()
        super().closeEvent(event)


def _when(past: Past, ctx: AppContext) -> str:
    today = ctx.services.clock.today()
    if past.newest_ms is not None:
        return moment(from_ms(past.newest_ms), today)
    return moment(datetime.fromisoformat(past.made), today) if past.made else tr_("past", "an earlier state")


def _bring_back(
    services: Services, past: Past, roots: dict[str, list[int]], conflict: OnConflict, _ctx: JobContext
) -> Brought:
    try:
        return bring_back(services, past, roots, conflict=conflict)
    finally:
        past.services.release()
