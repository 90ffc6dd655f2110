"""The left column of a record: facts with the label above the value; a click edits in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.core.entities import CUSTOMERS, FieldSpec
from crm_desktop.core.i18n import tr_
from crm_desktop.views import theme
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.editors import EditorSources, make_editor
from crm_desktop.views.widgets.flow import FlowLayout, empty
from crm_desktop.views.widgets.labels import SectionHeader, label
from crm_desktop.views.widgets.menu import Menu
from crm_desktop.views.widgets.pills import Pill


@dataclass(frozen=True)
class Fact:
    """``text`` is what is shown, ``note`` follows quietly, ``pills`` are tags; ``link`` is a customer's id, ``url`` a
    web page.

    ``field`` is edited on a click; empty for values that are worked out. ``value`` is what the editor starts with.
    """

    title: str
    text: str
    field: str = ""
    value: Any = None
    note: str = ""
    pills: tuple[str, ...] = ()
    link: int | None = None
    tone: str = ""
    url: str = ""
    spec: FieldSpec | None = None

    def editor_spec(self) -> FieldSpec:
        """What the editor is made from: the shop's own field, else one of the field list."""
        return self.spec or CUSTOMERS.field(self.field)


Save = Callable[[str, Any], str]
"""Stores a value of a field; returns why it can't be stored, else empty."""


class FactRow(QWidget):
    """One fact. Enter or a click puts its editor in its place; Enter saves, Esc leaves it as it was."""

    link_opened = Signal(object)
    url_opened = Signal(str)
    past_wanted = Signal(str)
    editing_changed = Signal()
    go_on = Signal(str, int)
    """Tab: save, then edit the next fact (1) or the one before (-1)."""

    def __init__(
        self, fact: Fact, sources: EditorSources, save: Save, parent: QWidget | None = None, *, changed: bool = False
    ) -> None:
        super().__init__(parent)
        self._fact, self._sources, self._save, self._changed = fact, sources, save, changed
        self._editor: Any = None
        self._over = False
        self.setObjectName(f"fact_{fact.field}" if fact.field else "")
        self.setAccessibleName(f"{fact.title}: {fact.text or '、'.join(fact.pills)}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if fact.field or fact.link else Qt.FocusPolicy.NoFocus)
        if fact.field:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(tr_("customers", "Press Enter to change it"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 3, 30, 3)
        self._box.setSpacing(0)
        self._error = label("", "error")
        self._error.setWordWrap(True)
        self._build()

    def _build(self) -> None:
        self._title = label(self._fact.title, "small")
        self._box.addWidget(self._title)
        self._shown = QWidget()
        if self._fact.pills:
            flow = FlowLayout(self._shown, gap=4)
            flow.setContentsMargins(0, 2, 0, 2)
            for text in self._fact.pills:
                flow.addWidget(Pill(text))
        else:
            self._build_text()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._shown.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._box.addWidget(self._shown)
        self._box.addWidget(self._error)
        self._error.hide()

    def _build_text(self) -> None:
        empty_one = not self._fact.text and bool(self._fact.field)
        shown = tr_("customers", "Add") if empty_one else self._fact.text
        tone = "accent" if self._follows() else "3" if empty_one else self._fact.tone
        text: QLabel = label(shown, "body", tone)
        text.setWordWrap(len(self._fact.text) > 24)
        text.setMinimumWidth(220 if len(self._fact.text) > 24 else 0)
        if not self._fact.note:
            only = QVBoxLayout(self._shown)
            only.setContentsMargins(0, 0, 0, 0)
            only.addWidget(text)
        else:
            flow = FlowLayout(self._shown, gap=10, line_gap=0)
            flow.addWidget(text)
            note = label(self._fact.note, "small")
            note.setMinimumHeight(text.sizeHint().height())
            flow.addWidget(note)

    # Editing --------------------------------------------------------------------------

    def field(self) -> str:
        """The field that is edited here; empty for what is worked out."""
        return self._fact.field

    def is_editing(self) -> bool:
        return self._editor is not None

    def edit(self) -> None:
        """Put the editor where the value is."""
        if not self._fact.field or self._editor is not None:
            return
        self._editor = make_editor(self._fact.editor_spec(), self._sources, self)
        self._editor.set_value(self._fact.value)
        self._shown.hide()
        self._box.setContentsMargins(8, 3, 8, 7)
        self._box.insertWidget(1, self._editor)
        where = self._editor.input()
        where.installEventFilter(self)
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        if hasattr(where, "selectAll"):
            where.selectAll()
        self.editing_changed.emit()
        self.update()

    def save(self) -> None:
        """Store what was typed, or say under the field what is wrong."""
        if self._editor is None:
            return
        problem = self._editor.problem()
        value = self._editor.value()
        if not problem and value != self._plain(self._fact.value):
            problem = self._save(self._fact.field, value)
            if not problem:
                return
        if problem:
            self._editor.set_error(problem)
            self._error.setText(problem)
            self._error.show()
            return
        self.leave()

    @staticmethod
    def _plain(value: Any) -> Any:
        return list(value) if isinstance(value, tuple) else value

    def leave(self) -> None:
        """Show the value again, as it was."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        editor.input().removeEventFilter(self)
        self._box.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._error.hide()
        self._shown.show()
        self._box.setContentsMargins(8, 3, 30, 3)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editing_changed.emit()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._editor is not None and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            several = isinstance(watched, QPlainTextEdit) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            pending = self._fact.field == "tags" and getattr(watched, "text", str)().strip()
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._one_input():
                step = -1 if event.key() == Qt.Key.Key_Backtab else 1
                QTimer.singleShot(0, self, lambda: self.go_on.emit(self._fact.field, step))
                return True
            if enter and not several and not pending:
                QTimer.singleShot(0, self, self.save)
                return True
        if self._editor is not None and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._focus_left)
        return False

    def _one_input(self) -> bool:
        """Tab goes through the lines of a fact with several first."""
        return len(self._editor.findChildren(QLineEdit)) <= 1

    def _focus_left(self) -> None:
        """Going elsewhere saves; a popup or another line of the same editor does not count as elsewhere."""
        focus = self.window().focusWidget()
        if self._editor is not None and self.isActiveWindow() and focus is not None and not self.isAncestorOf(focus):
            self.save()

    # Looks ----------------------------------------------------------------------------

    def enterEvent(self, event) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._editor is not None:
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        if self._changed and self.width() - 56 <= x < self.width() - 30:
            self.past_wanted.emit(self._fact.field)
        elif x < self.width() - 30 and self._follows():
            self._follow()
        else:
            self.edit()

    def _follows(self) -> bool:
        """Whether the value leads somewhere: to a record or a web page."""
        return self._fact.link is not None or bool(self._fact.url)

    def _follow(self) -> None:
        if self._fact.link is not None:
            self.link_opened.emit(self._fact.link)
        else:
            self.url_opened.emit(self._fact.url)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._fact.field or self._editor is not None:
            return
        menu = Menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.add(tr_("customers", "Change"), self.edit, "pencil", key="F2")
        if self._fact.url:
            menu.add(tr_("customers", "Open the web page"), self._follow, "external")
        if self._fact.text:
            menu.add(tr_("customers", "Copy"), lambda: QGuiApplication.clipboard().setText(self._fact.text), "copy")
        field = self._fact.field
        menu.add(tr_("customers", "What it was before"), lambda: self.past_wanted.emit(field), "history")
        at = event.globalPos() if event.reason() == event.Reason.Mouse else self.mapToGlobal(self.rect().bottomLeft())
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._editor is None:
            if self._follows() and event.key() != Qt.Key.Key_F2:
                self._follow()
            else:
                self.edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        active = (self._over or self.hasFocus()) and self._editor is None and bool(self._fact.field)
        if not active:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(box, 6, 6)
        theme.paint_icon(painter, "pencil", QRectF(box.right() - 26, box.center().y() - 9, 18, 18), "text_2")
        if self._changed:
            theme.paint_icon(painter, "history", QRectF(box.right() - 52, box.center().y() - 9, 18, 18), "text_2")
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class FactsColumn(QWidget):
    """Groups of facts one under the other."""

    link_opened = Signal(object)
    url_opened = Signal(str)
    past_wanted = Signal(str)
    editing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FactRow] = []
        self._unasked: list[Fact] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 16)
        self._box.setSpacing(2)

    def show_facts(
        self,
        groups: list[tuple[str, list[Fact]]],
        sources: EditorSources,
        save: Save,
        changed: frozenset[str] = frozenset(),
        unasked: Sequence[Fact] = (),
    ) -> None:
        """``changed``: the fields that were something else before; ``unasked``: empty facts that may be added."""
        empty(self._box)
        self._rows = []
        self._sources, self._save, self._unasked = sources, save, list(unasked)
        for number, (title, facts) in enumerate(groups):
            header = SectionHeader(title, line=False)
            header.setContentsMargins(8, 12 if number else 0, 0, 2)
            self._box.addWidget(header)
            for fact in facts:
                self._add_row(fact, changed=fact.field in changed)
        if self._unasked:
            self.add = Button(tr_("customers", "Add a fact"), "quiet", "plus", small=True)
            self.add.setObjectName("add_fact")
            self.add.clicked.connect(self._choose_fact)
            self._box.addSpacing(8)
            self._box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)

    def _add_row(self, fact: Fact, *, changed: bool = False, at: int = -1) -> FactRow:
        row = FactRow(fact, self._sources, self._save, changed=changed)
        row.link_opened.connect(self.link_opened)
        row.url_opened.connect(self.url_opened)
        row.past_wanted.connect(self.past_wanted)
        row.editing_changed.connect(self.editing_changed)
        row.go_on.connect(self._go_on)
        self._rows.append(row)
        if at < 0:
            self._box.addWidget(row)
        else:
            self._box.insertWidget(at, row)
        return row

    def _choose_fact(self) -> None:
        menu = Menu(self)
        for fact in self._unasked:
            menu.add(fact.title, partial(self.add_fact, fact.field))
        menu.show_under(self.add)

    def add_fact(self, field: str) -> None:
        """Begin an empty fact at the end of the column; raises ``StopIteration`` for one that is shown already."""
        fact = next(one for one in self._unasked if one.field == field)
        row = self.row(field) or self._add_row(fact, at=self._box.indexOf(self.add) - 1)
        row.edit()

    def _go_on(self, field: str, step: int) -> None:
        """Save what is typed; where that went well, edit the neighbour, which may be made anew meanwhile."""
        fields = [row.field() for row in self._rows if row.field()]
        if field not in fields:
            return
        wanted = fields[(fields.index(field) + step) % len(fields)]
        row = self.row(field)
        if row is None:
            return
        row.save()
        again = self.row(field)
        if again is None or not again.is_editing():
            QTimer.singleShot(0, self, partial(self._edit, wanted))

    def _edit(self, field: str) -> None:
        row = self.row(field)
        if row is not None:
            row.edit()

    def is_editing(self) -> bool:
        return any(row.is_editing() for row in self._rows)

    def row(self, field: str) -> FactRow | None:
        return next((row for row in self._rows if row.objectName() == f"fact_{field}"), None)

    def leave(self) -> bool:
        """Give up editing; True where something was being edited."""
        editing = [row for row in self._rows if row.is_editing()]
        for row in editing:
            row.leave()
        return bool(editing)
