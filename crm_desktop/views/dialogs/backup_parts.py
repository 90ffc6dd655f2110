"""What the dialogs about backups share: secret fields, the strength of a passphrase, words for sizes and counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.core.entities import entity
from crm_desktop.core.i18n import N_, language, render
from crm_desktop.services.backup import strength
from crm_desktop.views import theme
from crm_desktop.views.widgets.card import Card
from crm_desktop.views.widgets.editors.base import LineEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label

_WORDS = {
    "short": N_("strength", "Too short"),
    "weak": N_("strength", "Weak: make it longer"),
    "fair": N_("strength", "Good enough"),
    "good": N_("strength", "Strong"),
}
_ENOUGH = 8
"""Signs; a passphrase that has them and still is not accepted is made of runs, repeats or well-known words."""
_BARS = {"short": 1, "weak": 2, "fair": 3, "good": 4}
_ROLES = {"short": "bad", "weak": "warn", "fair": "good", "good": "good"}

_COUNTED = {
    "customers": N_("counted", "{n} customers"),
    "deals": N_("counted", "{n} deals"),
    "followups": N_("counted", "{n} follow-ups"),
    "orders": N_("counted", "{n} orders"),
}
_ONE = {
    "customers": N_("counted", "1 customer"),
    "deals": N_("counted", "1 deal"),
    "followups": N_("counted", "1 follow-up"),
    "orders": N_("counted", "1 order"),
}


def size_words(size: int) -> str:
    """``2.3 MB``."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def count_words(counts: Mapping[str, int]) -> str:
    """``486 customers, 15 deals``: what a shop holds, without what it has none of."""
    held = {name: counts[name] for name in _COUNTED if counts.get(name)}
    parts = [render(_ONE[name] if n == 1 else _COUNTED[name].fill(n=f"{n:,}")) for name, n in held.items()]
    return ("、" if language().startswith("zh") else ", ").join(parts)


def entity_word(name: str) -> str:
    """``Customers`` for ``customers``."""
    if name in _MORE:
        return render(_MORE[name])
    return render(entity(name).plural)


_MORE = {"activities": N_("entity", "Contacts")}


class SecretEditor(LineEditor):
    """A passphrase, hidden until the eye at its end is pressed. Its value is exactly what was typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(theme.icon("eye"), self.tr("Show what was typed"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        return self.text()

    def set_value(self, value: object) -> None:
        self.setText(str(value or ""))

    @Slot(bool)
    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(theme.icon("eye-off" if shown else "eye"))


class StrengthBar(QWidget):
    """Four pieces that fill up, and the word for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = ""
        self._word = label("", "small", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(4 * 32)
        row.addWidget(self._word, 1)
        self.setFixedHeight(theme.measures.LINE)

    def show_for(self, passphrase: str) -> None:
        self._level = strength.level(passphrase) if passphrase else ""
        word = render(_WORDS[self._level]) if self._level else ""
        self._word.setText(self.tr("Easy to guess") if _is_guessed(passphrase) else word)
        self.update()

    def level(self) -> str:
        return self._level

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        filled = _BARS.get(self._level, 0)
        for at in range(4):
            box = QRectF(at * 30, self.height() / 2 - 2, 26, 4)
            painter.setPen(theme.color("line_strong" if at >= filled else _ROLES[self._level]))
            painter.setBrush(theme.color("line" if at >= filled else _ROLES[self._level]))
            painter.drawRoundedRect(box, 2, 2)
        painter.end()


def _is_guessed(passphrase: str) -> bool:
    """Whether it is long enough, but nothing that would take a while to guess."""
    return len(passphrase.strip()) >= _ENOUGH and strength.level(passphrase) == "short"


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with its strength. ``changed`` when either is edited."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        text = text or self.tr("Passphrase")
        self.first, self.second = SecretEditor(), SecretEditor()
        self.first.name("passphrase", text)
        self.second.name("passphrase_again", self.tr("Once more"))
        self.form = FormGrid(self, two_from=360)
        self.form.add_field("passphrase", text, self.first, required=True)
        self.form.add_field("again", self.tr("Once more"), self.second, required=True)
        self.bar = StrengthBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form)
        column.addWidget(self.bar)
        self.first.changed.connect(self._edited)
        self.second.changed.connect(self._edited)

    @Slot()
    def _edited(self) -> None:
        self.bar.show_for(self.first.value())
        for name in ("passphrase", "again"):
            self.form.cell(name).set_error("")
        self.changed.emit()

    def complete(self) -> bool:
        """Whether there is something in both fields."""
        return bool(self.first.value() and self.second.value())

    def passphrase(self) -> str | None:
        """What was typed, or None with the reason under the field."""
        if strength.level(self.first.value()) == "short":
            text = self.tr("Too short: use several words, or at least 8 signs.")
            if _is_guessed(self.first.value()):
                text = self.tr("Easy to guess: use several words, no runs like 123456 and no repeats.")
            self.form.cell("passphrase").set_error(text)
            self.first.setFocus()
            return None
        if self.first.value() != self.second.value():
            self.form.cell("again").set_error(self.tr("This is not the same."))
            self.second.setFocus()
            return None
        return self.first.value()


class Note(Card):
    """A quiet box with an icon and a sentence."""

    def __init__(self, icon: str, text: str, role: str = "good", parent: QWidget | None = None) -> None:
        super().__init__(parent, role="note", padding=12)
        self._icon, self._role = icon, role
        self._picture = label("")
        self._picture.setFixedWidth(18)
        self.words = label(text)
        self.words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self._draw()
        theme.signals.changed.connect(self._draw)

    @Slot()
    def _draw(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, self._role, 18, self.devicePixelRatioF()))


class Fact(QWidget):
    """An icon and a few words in the colour of ``tone``; ``wrap`` lets a long text take several lines."""

    def __init__(
        self, icon: str, text: str, tone: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        picture = label("")
        picture.setFixedWidth(theme.measures.ICON)
        role = {"": "text_2", "2": "text_2"}.get(tone, tone)
        picture.setPixmap(theme.pixmap(icon, role, 18, self.devicePixelRatioF()))
        self.words = label(text, "body", tone)
        self.words.setWordWrap(wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)


def capital(text: str) -> str:
    """``Today 10:00``: an instant at the head of a line."""
    return text[:1].upper() + text[1:]


def fit_height(dialog: QWidget) -> None:
    """As high as the words need at the dialog's width: ``adjustSize`` forgets that long ones wrap."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        height = max(layout.totalHeightForWidth(dialog.width()), layout.totalMinimumSize().height())
        dialog.resize(dialog.width(), min(height, dialog.maximumHeight()))
