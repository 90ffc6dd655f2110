"""The only place that opens file choosers and message boxes, so that tests and commands can answer for the person."""

from __future__ import annotations

from collections import defaultdict, deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from crm_desktop.core.errors import UserError

if TYPE_CHECKING:
    from crm_desktop.views.prefs import Prefs


class Prompter(QObject):
    """Questions to the person; every method waits for the answer and returns None or False for "not now".

    ``answer("save_file", path)`` prepares the answer to the next call of that method (first in, first out): the
    question is then not shown. ``asked`` lists what was asked, as ``(method, title)``.
    """

    def __init__(self, prefs: Prefs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefs = prefs
        self._answers: dict[str, deque[Any]] = defaultdict(deque)
        self.asked: list[tuple[str, str]] = []

    def answer(self, method: str, value: Any) -> None:
        self._answers[method].append(value)

    def _prepared(self, method: str, title: str) -> tuple[bool, Any]:
        self.asked.append((method, title))
        queue = self._answers[method]
        return (True, queue.popleft()) if queue else (False, None)

    def over(self) -> QWidget | None:
        """The window that a question belongs to."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or _parent_widget(self)

    # Files --------------------------------------------------------------------------

    def open_file(self, title: str, filters: str = "", start: Path | str = "") -> Path | None:
        """``filters`` as Qt writes them: ``"Workbooks (*.xlsx *.csv);;All files (*)"``."""
        done, value = self._prepared("open_file", title)
        if done:
            return value
        chosen, _filter = QFileDialog.getOpenFileName(self.over(), title, self._start(start), filters)
        return self._remember(chosen)

    def save_file(self, title: str, suggested: Path | str = "", filters: str = "") -> Path | None:
        """Where to write; the chooser itself asks before replacing. Adds the first filter's ending if none is typed."""
        done, value = self._prepared("save_file", title)
        if done:
            return value
        chosen, used = QFileDialog.getSaveFileName(self.over(), title, self._start(suggested), filters)
        if chosen and not Path(chosen).suffix and "*." in used:
            chosen += "." + used.split("*.", 1)[1].split(")")[0].split()[0]
        return self._remember(chosen)

    def choose_folder(self, title: str, start: Path | str = "") -> Path | None:
        done, value = self._prepared("choose_folder", title)
        if done:
            return value
        return self._remember(QFileDialog.getExistingDirectory(self.over(), title, self._start(start)))

    def show_in_folder(self, path: Path) -> None:
        """Open ``path`` (a folder, or a file with its own program)."""
        done, _value = self._prepared("show_in_folder", str(path))
        if not done:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _start(self, wanted: Path | str) -> str:
        from crm_desktop.views.prefs import LAST_FOLDER

        path = Path(wanted) if wanted else Path()
        if path.is_absolute():
            return str(path)
        folder = Path(self._prefs.get(LAST_FOLDER)) if self._prefs else Path()
        base = folder if self._prefs and folder.is_dir() else Path.home()
        return str(base / path) if wanted else str(base)

    def _remember(self, chosen: str) -> Path | None:
        from crm_desktop.views.prefs import LAST_FOLDER

        if not chosen:
            return None
        path = Path(chosen)
        if self._prefs is not None:
            self._prefs.set(LAST_FOLDER, str(path if path.is_dir() else path.parent))
        return path

    # Questions ----------------------------------------------------------------------

    def confirm(self, title: str, text: str, verb: str, danger: bool = False) -> bool:
        """Only for what cannot be undone. ``verb`` stands on the button that does it."""
        done, value = self._prepared("confirm", title)
        if done:
            return bool(value)
        box = self._box(title, text)
        role = QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
        act = box.addButton(verb, role)
        keep = box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep if danger else act)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is act

    def choose(self, title: str, text: str, options: list[str]) -> int | None:
        """One button per option; the index of the one pressed, None for "not now"."""
        done, value = self._prepared("choose", title)
        if done:
            return value
        box = self._box(title, text)
        buttons = [box.addButton(option, QMessageBox.ButtonRole.AcceptRole) for option in options]
        box.setEscapeButton(box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        clicked = box.clickedButton()
        return next((index for index, button in enumerate(buttons) if button is clicked), None)

    def ask_text(self, title: str, label: str, value: str = "") -> str | None:
        done, prepared = self._prepared("ask_text", title)
        if done:
            return prepared
        text, accepted = QInputDialog.getText(self.over(), title, label, QLineEdit.EchoMode.Normal, value)
        return text.strip() if accepted and text.strip() else None

    def passphrase(self, title: str, text: str, new: bool = False) -> str | None:
        """Ask for the backup passphrase; ``new`` asks twice and judges its strength."""
        done, value = self._prepared("passphrase", title)
        if done:
            return value
        entered, accepted = QInputDialog.getText(self.over(), title, text, QLineEdit.EchoMode.Password)
        return entered if accepted and entered else None

    def inform(self, title: str, text: str) -> None:
        done, _value = self._prepared("inform", title)
        if not done:
            box = self._box(title, text)
            box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
            box.exec()

    def error(self, error: UserError, title: str = "") -> None:
        """Say what a person can fix: what happened and what to do."""
        self.inform(title or self.tr("That did not work"), error.text())

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self.over())
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        return box


def _parent_widget(prompter: QObject) -> QWidget | None:
    parent = prompter.parent()
    return parent if isinstance(parent, QWidget) else None
