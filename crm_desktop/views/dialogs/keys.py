"""The sheet of keys, and what else can be done from the keyboard: all of it from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.text import pinyin_full, pinyin_initials
from crm_desktop.views.actions import ALIASES, COMMANDS
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.key_spec import KeySpec
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import KeyHint, SectionHeader, label
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.search_field import SearchField

HEIGHT = 440
MOST = 4
"""Keys shown in a row; of more the first and the last."""
SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "Del": "Delete"}


@dataclass(frozen=True, slots=True)
class Group:
    title: Text
    keys: tuple[KeySpec, ...]


def groups() -> list[Group]:
    """Every key there is, by where it works."""
    from crm_desktop.views.pages.calendar import grid, times
    from crm_desktop.views.pages.customers import page as customers
    from crm_desktop.views.pages.customers import quick_note
    from crm_desktop.views.pages.pipeline import column
    from crm_desktop.views.pages.today import rows
    from crm_desktop.views.widgets import table_keys

    everywhere = tuple(
        KeySpec(spec.title, (spec.shortcut, *(key for key, name in ALIASES if name == spec.name)))
        for spec in COMMANDS
        if spec.shortcut
    )
    return [
        Group(N_("keys", "Everywhere"), everywhere),
        Group(N_("keys", "Customers"), (*customers.KEYS, *quick_note.KEYS)),
        Group(N_("keys", "In every list"), table_keys.KEYS),
        Group(N_("keys", "Today, on a row"), rows.KEYS),
        Group(N_("keys", "Pipeline, on the board"), column.KEYS),
        Group(N_("keys", "Calendar"), (*grid.KEYS, *times.KEYS)),
    ]


def key_text(keys: str) -> str:
    """A key as it stands on the keyboard: ``Ctrl N``, ``↑``."""
    parts = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
    return " ".join(SIGNS.get(part, part) for part in (parts.split("+") if parts != "+" else [parts]))


class KeysDialog(ModalDialog):
    """Named ``keys_dialog``; what is typed into ``keys_filter`` narrows it."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, tr_("keys", "Keyboard shortcuts"), None, width=560)
        self.setObjectName("keys_dialog")
        self._ctx = ctx
        self.filter = SearchField(tr_("keys", "What do you want to do?"), self)
        self.filter.setObjectName("keys_filter")
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.search.connect(self._narrow)
        self.body.addWidget(self.filter)
        listed = QWidget()
        self._box = QVBoxLayout(listed)
        self._box.setContentsMargins(0, 4, 8, 0)
        self._box.setSpacing(0)
        self._groups: list[tuple[QWidget, list[tuple[QWidget, str]]]] = []
        for group in groups():
            self._add_group(render(group.title), [(self._key_row(spec), _words(spec)) for spec in group.keys])
        self._add_group(tr_("keys", "How do I …"), list(self._commands()))
        self._nothing = label(
            tr_("keys", "Nothing is called that. The search (Ctrl+K) finds customers too."), "body", "2"
        )
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._box.addWidget(self._nothing)
        self._box.addStretch(1)
        self.area = ScrollArea(listed, self)
        self.area.setFixedHeight(self.height_for(HEIGHT, 206))
        self.body.addWidget(self.area)
        self.cancel_button.setText(tr_("keys", "Close"))
        self.cancel_button.show()
        self.filter.setFocus()

    def shown(self) -> list[str]:
        """What can be read now, row by row."""
        return [row.accessibleName() for _head, rows in self._groups for row, _hay in rows if not row.isHidden()]

    def _add_group(self, title: str, rows: list[tuple[QWidget, str]]) -> None:
        head = SectionHeader(title)
        head.setContentsMargins(0, 12, 0, 4)
        self._box.addWidget(head)
        for row, _hay in rows:
            self._box.addWidget(row)
        self._groups.append((head, rows))

    def _key_row(self, spec: KeySpec) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(4)
        title = label(render(spec.title))
        title.setWordWrap(True)
        line.addWidget(title, 1)
        texts = [key_text(keys) for keys in spec.keys]
        for text in texts if len(texts) <= MOST else (texts[0], "…", texts[-1]):
            line.addWidget(label(text) if text == "…" else KeyHint(text))
        row.setAccessibleName(f"{render(spec.title)}: {', '.join(texts)}")
        return row

    def _commands(self) -> Iterator[tuple[QWidget, str]]:
        """What the search offers and no key does: a press does it."""
        for spec in COMMANDS:
            if spec.palette and not spec.shortcut:
                title = render(spec.title)
                button = Button(title, "quiet", spec.icon, small=True)
                button.setObjectName(f"how_{spec.name}")
                button.setAutoDefault(False)
                button.setAccessibleName(title)
                button.clicked.connect(partial(self._run, spec.name))
                yield button, _hay(title, spec.title.source, spec.words)

    def _run(self, name: str) -> None:
        self.accept()
        self._ctx.command(name)

    def _narrow(self, text: str) -> None:
        needles = text.casefold().split()
        some = False
        for head, rows in self._groups:
            found = False
            for row, hay in rows:
                fits = all(needle in hay for needle in needles)
                row.setVisible(fits)
                found = found or fits
            head.setVisible(found)
            some = some or found
        self._nothing.setVisible(not some)
        self.area.verticalScrollBar().setValue(0)


def _words(spec: KeySpec) -> str:
    return _hay(render(spec.title), spec.title.source, *spec.keys, *(key_text(keys) for keys in spec.keys))


def _hay(*texts: str) -> str:
    joined = " ".join(texts)
    return f"{joined} {pinyin_full(joined)} {pinyin_initials(joined)}".casefold()
