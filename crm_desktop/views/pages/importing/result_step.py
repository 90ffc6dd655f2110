"""Last step: what was imported, and what one can do about the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import ImportResult
from crm_desktop.views import theme
from crm_desktop.views.pages.importing.cards import FigureCard
from crm_desktop.views.widgets import Button, label


class ResultStep(QWidget):
    """Counts that add up; ``undo`` takes the whole import back, ``export`` saves the failed rows."""

    undo = Signal()
    export = Signal()
    again = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label("", "title")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setObjectName("import_sentence")
        self.details = label("", "body", "2")
        self.details.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cards = {
            "created": FigureCard("plus", "good", tr_("wizard", "new")),
            "updated": FigureCard("pencil", "info", tr_("wizard", "updated")),
            "unchanged": FigureCard("check", "text_2", tr_("wizard", "same as now")),
            "skipped": FigureCard("copy", "text_2", tr_("wizard", "left out")),
            "failed": FigureCard("alert-triangle", "bad", tr_("wizard", "with errors")),
        }
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for name, card in self.cards.items():
            card.setObjectName(f"import_result_{name}")
            cards.addWidget(card, 1)
        self.undo_button = Button(tr_("wizard", "Undo this import"), "plain", "undo")
        self.undo_button.setObjectName("import_undo")
        self.undo_button.clicked.connect(self.undo)
        self.save_button = Button(tr_("wizard", "Save the failed rows"), "plain", "upload")
        self.save_button.setObjectName("import_save_failed")
        self.save_button.clicked.connect(self.export)
        self.again_button = Button(tr_("wizard", "Import another file"), "plain", "file")
        self.again_button.setObjectName("import_again")
        self.again_button.clicked.connect(self.again)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.undo_button, self.save_button, self.again_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addStretch(2)
        box.addWidget(self._picture)
        box.addWidget(self.sentence)
        box.addWidget(self.details)
        box.addSpacing(12)
        box.addLayout(cards)
        box.addSpacing(12)
        box.addLayout(buttons)
        box.addStretch(3)

    def show_result(self, result: ImportResult) -> None:
        good = result.created + result.updated
        self._picture.setPixmap(theme.pixmap("check-circle", "good" if good else "text_2", 48))
        self.sentence.setText(
            tr_("wizard", "{n} rows imported", n=f"{good:,}") if good else tr_("wizard", "Nothing new in this file")
        )
        speed = round(result.read / result.seconds) if result.read > 2_000 else 0
        text = tr_("wizard", "{read} rows read", read=f"{result.read:,}")
        if speed:
            text += " · " + tr_("wizard", "{speed} rows a second", speed=f"{speed:,}")
        self.details.setText(text)
        for name, card in self.cards.items():
            card.set_figure(getattr(result, name))
        self.cards["failed"].set_alarm(result.failed > 0)
        self.undo_button.setVisible(result.change is not None)
        self.save_button.setVisible(bool(result.errors))

    def show_undone(self) -> None:
        self._picture.setPixmap(theme.pixmap("undo", "text_2", 48))
        self.sentence.setText(tr_("wizard", "The import was undone"))
        self.details.setText(tr_("wizard", "Everything is as it was before."))
        self.undo_button.hide()
