"""The one search of the program: customers, deals, follow-ups, orders and commands, from any page by Ctrl+K."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from crm_desktop.core.jobs import JobContext
from crm_desktop.views import theme
from crm_desktop.views.actions import command
from crm_desktop.views.pages.customers.list_parts import values_of
from crm_desktop.views.search_entries import Found, entries_of, find_all
from crm_desktop.views.search_preview import Preview
from crm_desktop.views.search_results import Entry, ResultList
from crm_desktop.views.second_click import SecondClick
from crm_desktop.views.widgets.card import float_over
from crm_desktop.views.widgets.labels import KeyHint, label

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.jobrunner import Job

WIDTH, HEIGHT = 640, 538
HEAD, FOOT = 44, 36
LIST_WIDTH = 366


class SearchBox(QWidget):
    """The field ``search`` in the top bar; opened, it grows into a panel with ``search_results`` and a preview.

    Typing is never blocked: each search runs as a job, and the next letter stops it.
    """

    def __init__(self, ctx: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._place = QRect()
        self._open = False
        self._shown_for: str | None = None
        self._asked_for: str | None = None
        self._enter_pending = False
        self._job: Job | None = None
        self._shade = QFrame(parent)
        self._shade.setProperty("role", "floating")
        float_over(self._shade)
        self._shade.hide()
        self._grounds = (_Ground(parent), _Ground(parent))
        self.field = QLineEdit(self)
        self.field.setObjectName("search")
        self.field.setProperty("bare", True)
        self.field.installEventFilter(self)
        self._count = label("", "small", parent=self)
        self._key = KeyHint("Ctrl K", self)
        self.results = ResultList(self)
        self.results.installEventFilter(self)
        self.results.picked.connect(self._clicked)
        self.results.currentRowChanged.connect(self._preview_row)
        self.preview = Preview(ctx, self)
        self._second_click = SecondClick(self)
        self._foot = _Foot(self)
        self.field.textChanged.connect(self._typed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.retranslate()
        self._arrange()

    def retranslate(self) -> None:
        text = self.tr("Find customers, phone digits, commands")
        self.field.setPlaceholderText(text)
        self.field.setAccessibleName(text)
        self.results.setAccessibleName(self.tr("Results"))
        self._foot.retranslate()
        self._shown_for = None

    # Opening and closing ---------------------------------------------------------------

    def is_open(self) -> bool:
        return self._open

    def set_place(self, place: QRect) -> None:
        """Where the closed field lies, in the parent's coordinates."""
        self._place = place
        self._arrange()

    def open(self) -> None:
        """Grow into the panel, with the cursor in the field."""
        if not self._open:
            self._open = True
            self._key.setText("Esc")
            self._arrange()
            self._search()
        self._bring_up()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def prepare(self) -> None:
        """While nobody waits: the index is read from the drive before the phone rings."""
        self.ctx.jobs.run(self.ctx.services.search.warm, "", lane="files", quiet=True)

    def close_panel(self) -> None:
        if not self._open:
            return
        self._open = False
        self._stop_job()
        self._enter_pending = False
        self._key.setText("Ctrl K")
        self.field.clear()
        self.field.clearFocus()
        self._shown_for = self._asked_for = None
        self.results.show_entries([])
        self._arrange()

    def _arrange(self) -> None:
        parent = self.parentWidget()
        if self._open and parent is not None:
            width = min(WIDTH, parent.width() - 32)
            x = max(min(self._place.center().x() + 1 - width // 2, parent.width() - width - 16), 16)
            self.setGeometry(x, 6, width, min(HEIGHT, parent.height() - 24))
        else:
            self.setGeometry(self._place)
        self._shade.setGeometry(self.geometry())
        self._shade.setVisible(self._open)
        for ground in self._grounds:
            ground.setVisible(self._open)
        self._lay_out()
        for part in (self.results, self.preview, self._foot):
            part.setVisible(self._open)
        self._count.setVisible(self._open)
        if self._open:
            self._bring_up()

    def _bring_up(self) -> None:
        for part in (self._shade, *self._grounds, self):
            part.raise_()

    def _lay_out(self) -> None:
        head = HEAD if self._open else self.height()
        hint = self._key.sizeHint().width()
        right = self.width() - (12 if self._open else 8) - hint
        self._key.setGeometry(right, (head - 20) // 2, hint, 20)
        count = self._count.sizeHint().width() if self._open else 0
        self._count.setGeometry(right - count - 12, 0, count, head)
        left = 38 if self._open else 34
        self.field.setGeometry(left, 2, max(right - left - count - (24 if self._open else 8), 40), head - 4)
        if self._open:
            round_ = theme.measures.RADIUS_CARD
            self._grounds[0].setGeometry(self.geometry().adjusted(round_, 1, -round_, -1))
            self._grounds[1].setGeometry(self.geometry().adjusted(1, round_, -1, -round_))
            body = self.height() - HEAD - FOOT
            narrow = self.width() < 560
            list_width = self.width() - 2 if narrow else LIST_WIDTH
            self.results.setGeometry(1, HEAD + 1, list_width, body - 2)
            self.preview.setGeometry(list_width + 2, HEAD + 1, max(self.width() - list_width - 3, 0), body - 2)
            self._foot.setGeometry(0, self.height() - FOOT, self.width(), FOOT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus() and not self._open
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if focused else "line_strong"), 2 if focused else 1))
        painter.setBrush(theme.color("raised" if self._open else "surface"))
        radius = theme.measures.RADIUS_CARD if self._open else theme.measures.RADIUS
        painter.drawRoundedRect(box, radius, radius)
        head = HEAD if self._open else self.height()
        left = 13 if self._open else 9
        theme.paint_icon(painter, "search", QRectF(left, (head - 18) / 2, 18, 18), "accent" if self._open else "text_2")
        if self._open:
            line = theme.color("line")
            painter.fillRect(1, HEAD, self.width() - 2, 1, line)
            painter.fillRect(1, self.height() - FOOT, self.width() - 2, 1, line)
            if self.width() >= 560:
                painter.fillRect(LIST_WIDTH + 1, HEAD, 1, self.height() - HEAD - FOOT, line)
        painter.end()

    # Searching ---------------------------------------------------------------------------

    @Slot(str)
    def _typed(self, text: str) -> None:
        if text and not self._open:
            self._open = True
            self._key.setText("Esc")
            self._arrange()
        if self._open:
            if text and self._shown_for == "":
                self.results.show_entries([])  # the commands one begins with are no answer to a letter
            self._search()

    def _search(self) -> None:
        """Ask for what stands in the field, unless that is shown or asked for already."""
        text = self.field.text().strip()
        if text in (self._shown_for, self._asked_for):
            return
        self._asked_for = text
        self._stop_job()
        if not text:
            self._show(text, None)
            return
        services = self.ctx.services

        def find(job: JobContext) -> tuple[str, Found]:
            job.on_cancel(services.db.connection().interrupt)
            return text, find_all(services, text, job)

        self._job = self.ctx.jobs.run(find, "", self._found, lane="files", quiet=True)

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _found(self, answer: tuple[str, Found]) -> None:
        self._job = None
        text, result = answer
        if self._open and text == self.field.text().strip():
            self._show(text, result)

    def _show(self, text: str, result: Found | None) -> None:
        self._shown_for = text
        self._asked_for = None
        entries = entries_of(text, result, self.ctx.services.clock.today())
        self.results.show_entries(entries)
        total = result.total if result else 0
        if result is None or not result.more:
            total += sum(1 for entry in entries if entry.command)
        number = f"{total:,}+" if result and result.more else f"{total:,}"
        self._count.setText(self.tr("{n} found").format(n=number) if text else "")
        self._lay_out()
        if self._enter_pending:
            self._enter_pending = False
            self._enter()

    # Keys and choice ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key_pressed(event):
            return True
        if watched is self.field and event.type() == QEvent.Type.MouseButtonPress and not self._open:
            self.open()
        return False

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._open:
            self.close_panel()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self._open:
                self.open()
            else:
                self.results.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._open:
            rows = 8 if key == Qt.Key.Key_PageDown else -8
            row = self.results.currentRow() + rows
            self.results.setCurrentRow(max(0, min(row, self.results.count() - 1)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._open:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._note()
            else:
                self._enter()
            return True
        return False

    def _enter(self) -> None:
        """Open the chosen row; where the answer is still on its way, open its first row when it comes."""
        if self._shown_for != self.field.text().strip():
            self._enter_pending = True
            self._search()
            return
        entry = self.results.entry()
        if entry is not None:
            self._activate(entry)

    @Slot(object)
    def _clicked(self, entry: Entry) -> None:
        """One click opens; whoever clicks twice means the same."""
        self._second_click.swallow(self.results.clicked_at)
        self._activate(entry)

    def _activate(self, entry: Entry) -> None:
        self.close_panel()
        if entry.command:
            command(entry.command).run(self.ctx)
        elif entry.kind == "new":
            self.ctx.navigator.new("customer", **values_of(entry.query))
        else:
            self._open_record(entry)

    def _open_record(self, entry: Entry) -> None:
        """Notes and orders are read in their customer's story."""
        if entry.kind in ("activity", "order") and entry.customer_id is not None:
            self.ctx.navigator.open("customer", entry.customer_id)
        else:
            self.ctx.navigator.open(entry.kind, entry.record_id)

    def _note(self) -> None:
        """Ctrl+Enter: open the customer with the cursor in the note."""
        entry = self.results.entry()
        customer_id = entry.customer_id if entry is not None else None
        if customer_id is None:
            self._enter()
            return
        self.close_panel()
        self.ctx.navigator.note("customer", customer_id)

    @Slot(int)
    def _preview_row(self, row: int) -> None:
        entry = self.results.entry() if row >= 0 else None
        if entry is None:
            self.preview.show_nothing()
        else:
            self.preview.show_entry(entry)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.update()
        if self._open and now is not None and now is not self and not self.isAncestorOf(now):
            self.close_panel()


class _Ground(QWidget):
    """Nothing shines through the open panel: what lies below isn't painted again at every letter.

    Two of them lie right under the panel and leave its round corners free. Qt spares what opaque neighbours cover,
    but not what a neighbour's opaque children do.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("raised"))
        painter.end()


class _Foot(QWidget):
    """The keys that work here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._words: list[QLabel] = []
        for key in ("↑ ↓", "Enter", "Ctrl Enter"):
            word = label("", "small")
            self._words.append(word)
            row.addWidget(KeyHint(key))
            row.addWidget(word)
            row.addSpacing(8)
        row.addStretch(1)
        self._hint = label("", "small")
        row.addWidget(self._hint)
        self.retranslate()

    def retranslate(self) -> None:
        for word, text in zip(self._words, (self.tr("choose"), self.tr("open"), self.tr("add a note")), strict=True):
            word.setText(text)
        self._hint.setText(self.tr("Pinyin, last four digits or company"))
