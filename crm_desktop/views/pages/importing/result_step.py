"""Last step: what was imported, row by row, and what one can do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from crm_desktop.views import theme
from crm_desktop.views.pages.importing import lists, words
from crm_desktop.views.pages.importing.cards import FigureCard
from crm_desktop.views.pages.importing.table_model import TextTable, plain_table
from crm_desktop.views.widgets import Button, label

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class ResultStep(QWidget):
    """Counts that add up, each with its list; ``undo`` takes the import back, ``export`` saves the failed rows."""

    undo = Signal()
    export = Signal()
    save_mapping = Signal()
    again = Signal()
    earlier = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._s = services
        self._result, self._labels = ImportResult(), dict[str, str]()
        self.undone = False
        """Whether what is shown was taken back."""
        self._picture = QLabel()
        self.sentence = label("", "title")
        self.sentence.setObjectName("import_sentence")
        self.details = label("", "body", "2")
        head = QHBoxLayout()
        head.setSpacing(16)
        words_box = QVBoxLayout()
        words_box.setSpacing(2)
        words_box.addWidget(self.sentence)
        words_box.addWidget(self.details)
        head.addWidget(self._picture)
        head.addLayout(words_box, 1)
        self.cards = {
            "created": FigureCard("plus", "good", tr_("wizard", "new")),
            "updated": FigureCard("pencil", "info", tr_("wizard", "updated")),
            "unchanged": FigureCard("check", "text_2", tr_("wizard", "same as now")),
            "skipped": FigureCard("copy", "text_2", tr_("wizard", "left out")),
            "failed": FigureCard("alert-triangle", "bad", tr_("wizard", "with errors, not imported")),
        }
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for name, card in self.cards.items():
            card.setObjectName(f"import_result_{name}")
            card.clicked.connect(self._opener(name))
            cards.addWidget(card, 1)
        self._model = TextTable(self)
        self._model.right = frozenset({0})
        self.list = plain_table("import_result_list", self._model, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addLayout(head)
        box.addLayout(cards)
        box.addWidget(self.list, 1)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.undo_button = self._button("import_undo", tr_("wizard", "Undo this import"), "undo", self.undo)
        self.save_button = self._button(
            "import_save_failed", tr_("wizard", "Save the failed rows"), "upload", self.export
        )
        self.keep_button = self._button(
            "import_save_mapping", tr_("wizard", "Save how it was read"), "save", self.save_mapping
        )
        self.again_button = self._button("import_again", tr_("wizard", "Another file like this"), "repeat", self.again)
        self.earlier_button = self._button("import_history", tr_("wizard", "Imports so far"), "history", self.earlier)
        self.earlier_button.set_kind("quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        own = (self.undo_button, self.save_button, self.keep_button, self.again_button)
        self._all_buttons = (*own, self.earlier_button)
        for button in own:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.earlier_button)
        return row

    def buttons(self) -> tuple[Button, ...]:
        """What can be done now."""
        return self._all_buttons

    @staticmethod
    def _button(name: str, text: str, icon: str, signal: object) -> Button:
        button = Button(text, "plain", icon)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button

    def _opener(self, name: str) -> object:
        return lambda: self.open_list(name)

    def show_result(self, result: ImportResult, options: ImportOptions) -> None:
        self._result, self._labels, self.undone = result, words.labels(options.entity, self._s), False
        self._read, self._title = words.reader(options.entity, self._s), words.title(options.entity, self._s)
        good = result.created + result.updated
        self._picture.setPixmap(theme.pixmap("check-circle", "good" if good else "text_2", 40))
        sentence = tr_("wizard", "{n} rows imported", n=f"{good:,}")
        if good < 2:
            sentence = tr_("wizard", "1 row imported") if good else tr_("wizard", "Nothing new in this file")
        self.sentence.setText(sentence)
        read = tr_("wizard", "{read} rows read", read=f"{result.read:,}")
        parts = [tr_("wizard", "1 row read") if result.read == 1 else read]
        if result.read > 2_000:
            speed = round(result.read / max(0.001, result.seconds))
            parts.append(tr_("wizard", "{speed} rows a second", speed=f"{speed:,}"))
        names = dict(words.entities())
        parts += [
            tr_("wizard", "{what}: {n}", what=names[kind], n=f"{count:,}")
            for kind, count in result.entities.items()
            if count and kind in names
        ]
        self.details.setText(" · ".join(parts))
        behind = {
            "created": result.rows_of.get("created"),
            "updated": result.updates,
            "unchanged": result.rows_of.get("unchanged"),
            "skipped": result.skipped,
            "failed": result.failed,
        }
        self.cards["unchanged"].set_word(words.unchanged(options))
        for name, card in self.cards.items():
            card.set_figure(getattr(result, name))
            card.set_clickable(bool(behind[name]))
        self.cards["failed"].set_alarm(result.failed > 0)
        self.undo_button.setVisible(result.change is not None)
        self.save_button.setVisible(bool(result.errors))
        self.open_list(
            next((name for name in ("failed", "created", "updated", "skipped") if behind[name]), "unchanged")
        )

    @Slot()
    def open_list(self, name: str) -> None:
        """Show the rows behind one figure."""
        table = {
            "created": lambda: lists.noted(self._result, "created", self._title),
            "updated": lambda: lists.updates(self._result, self._labels, self._read, self._title),
            "unchanged": lambda: lists.noted(self._result, "unchanged", self._title),
            "skipped": lambda: lists.left_out(self._result, self._title),
            "failed": lambda: lists.failed(self._result, self._title),
        }[name]()
        heads, rows, widths = table
        self._model.fill(heads, rows)
        for column, width in enumerate(widths):
            self.list.setColumnWidth(column, width)
        self.list.setAccessibleName(self.cards[name].accessibleName())
        for key, card in self.cards.items():
            card.set_chosen(key == name)

    def set_busy(self, busy: bool) -> None:
        """While the import is being undone nothing else can be asked for."""
        for button in self._all_buttons:
            button.setEnabled(not busy)

    def show_undone(self, kept: int | None = None) -> None:
        """Nothing of it is new or updated any more; what was not imported can still be looked at and saved.

        ``kept`` records stayed as they were changed since, None where that is not known.
        """
        self.undone = True
        self._picture.setPixmap(theme.pixmap("undo", "text_2", 40))
        self.sentence.setText(tr_("wizard", "The import was undone"))
        text = tr_("wizard", "Everything is as it was before.")
        if kept:
            text = tr_("wizard", "{n} records were changed since and stayed as they are.", n=f"{kept:,}")
        if kept == 1:
            text = tr_("wizard", "1 record was changed since and stayed as it is.")
        self.details.setText("" if kept is None else text)
        self.undo_button.hide()
        for name in ("created", "updated"):
            self.cards[name].set_figure(0)
            self.cards[name].set_clickable(False)
        left = ("failed", "skipped", "unchanged")
        self.open_list(next((name for name in left if self.cards[name].figure()), "failed"))
