"""The only place that opens file choosers and message boxes, so that tests and commands can answer for the person."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.core.errors import UserError
from crm_desktop.views.prefs import LAST_FOLDER
from crm_desktop.views.widgets.button import Button, Kind
from crm_desktop.views.widgets.labels import FieldLabel
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.prefs import Prefs

_ENDING = re.compile(r"\*(\.\w+)")


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

    def forget_answers(self) -> None:
        """Prepared ones that no question came for."""
        self._answers.clear()

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
        chosen, _filter = QFileDialog.getOpenFileName(self.over(), title, self.start_folder(start), filters)
        return self._remember(chosen)

    def save_file(self, title: str, suggested: Path | str = "", filters: str = "") -> Path | None:
        """Where to write; asks before replacing. A name without one gets the ending of the kind that was chosen."""
        return self.save_as(title, suggested, filters)[0]

    def save_as(self, title: str, suggested: Path | str = "", filters: str = "") -> tuple[Path | None, str]:
        """The same with the filter that was chosen. Prepared as ``save_file``, with a path or both."""
        done, value = self._prepared("save_file", title)
        if done:
            return value if isinstance(value, tuple) else (value, "")
        begin, used = self.start_folder(suggested), ""
        while True:
            chosen, used = QFileDialog.getSaveFileName(self.over(), title, begin, filters, used)
            path = with_ending(chosen, used, filters)
            if path == chosen or not Path(path).exists() or self._may_replace(Path(path).name):
                return self._remember(path), used
            begin = path

    def _may_replace(self, name: str) -> bool:
        """Asked where the ending that was added makes it the name of a file that is there: the chooser can't know."""
        text = self.tr("There is a file of this name already. What it holds would be lost.")
        return self.confirm(self.tr("Replace “{name}”?").format(name=name), text, self.tr("Replace"), danger=True)

    def choose_folder(self, title: str, start: Path | str = "") -> Path | None:
        done, value = self._prepared("choose_folder", title)
        if done:
            return value
        return self._remember(QFileDialog.getExistingDirectory(self.over(), title, self.start_folder(start)))

    def show_in_folder(self, path: Path) -> None:
        """Open ``path`` (a folder, or a file with its own program)."""
        done, _value = self._prepared("show_in_folder", str(path))
        if not done:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def open_web(self, address: str) -> None:
        """Open a web page in the browser; what is no address of one is left alone."""
        done, _value = self._prepared("open_web", address)
        url = web_url(address)
        if not done and url is not None:
            QDesktopServices.openUrl(url)

    def start_folder(self, wanted: Path | str = "") -> str:
        """Where a file chooser begins: ``wanted``, in the folder used last unless it says where."""
        path = Path(wanted) if wanted else Path()
        if path.is_absolute():
            return str(path)
        last = self._prefs.get(LAST_FOLDER) if self._prefs else ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        base = next((Path(at) for at in (last, documents) if at and Path(at).is_dir()), Path.home())
        return str(base / path) if wanted else str(base)

    def _remember(self, chosen: str) -> Path | None:
        if not chosen:
            return None
        path = Path(chosen)
        if self._prefs is not None:
            self._prefs.set(LAST_FOLDER, str(path if path.is_dir() else path.parent))
        return path

    # Questions ----------------------------------------------------------------------

    def confirm(
        self,
        title: str,
        text: str,
        verb: str,
        danger: bool = False,
        cancel: str = "",
        until: SignalInstance | None = None,
    ) -> bool:
        """Only for what cannot be undone. ``verb`` stands on the button that does it, ``cancel`` on the other one.

        ``until`` says that there is nothing left to ask: the question goes, unanswered.
        """
        done, value = self._prepared("confirm", title)
        if done:
            return bool(value)
        dialog = self.confirm_dialog(title, text, verb, danger, cancel)
        if until is not None:
            until.connect(dialog.reject)
        return dialog.exec() == ModalDialog.DialogCode.Accepted

    def confirm_dialog(self, title: str, text: str, verb: str, danger: bool = False, cancel: str = "") -> ModalDialog:
        """What :meth:`confirm` shows."""
        dialog = self._dialog(title, text, verb, cancel or self.tr("Not now"), "danger" if danger else "primary")
        if danger:
            dialog.cancel_button.setFocus()
        return dialog

    def choose(self, title: str, text: str, options: list[str]) -> int | None:
        """One button per option, the first one primary; the index of the one pressed, None for "not now"."""
        done, value = self._prepared("choose", title)
        if done:
            return value
        code = self.choose_dialog(title, text, options).exec()
        return code - 1 if code else None

    def choose_dialog(self, title: str, text: str, options: list[str]) -> ModalDialog:
        """What :meth:`choose` shows."""
        dialog = self._dialog(title, text, options[0], self.tr("Not now"))
        for index, option in enumerate(options[1:], 1):
            button = Button(option, "plain")
            button.clicked.connect(lambda _checked=False, code=index: dialog.done(code + 1))
            dialog.foot.insertWidget(dialog.foot.count() - 1, button)
        return dialog

    def ask_text(self, title: str, label: str, value: str = "", verb: str = "") -> str | None:
        """One line of text, without spaces around it; None when nothing was typed."""
        done, prepared = self._prepared("ask_text", title)
        return prepared if done else self._ask(title, label, value, verb or self.tr("Save"), secret=False)

    def passphrase(self, title: str, text: str, new: bool = False) -> str | None:
        """Ask for a passphrase that exists; ``new`` only changes the word on the button."""
        done, value = self._prepared("passphrase", title)
        verb = self.tr("Set passphrase") if new else self.tr("Unlock")
        return value if done else self._ask(title, text, "", verb, secret=True)

    def inform(self, title: str, text: str) -> ModalDialog | None:
        """Does not wait: the person reads and closes the dialog, which is given back where one is shown."""
        done, _value = self._prepared("inform", title)
        if done:
            return None
        dialog = self._dialog(title, text, self.tr("Close"), "")
        dialog.cancel_button.hide()
        dialog.open()
        return dialog

    def error(self, error: UserError, title: str = "") -> None:
        """Say what a person can fix: what happened and what to do."""
        self.inform(title or self.tr("That did not work"), error.text())

    def details(self, details: str) -> None:
        """An error of the program: an apology, and what to send to whoever helps."""
        done, _value = self._prepared("details", details.splitlines()[0])
        if done:
            return
        dialog = self._dialog(
            self.tr("Something went wrong in the program"),
            self.tr("Your data is safe: what was saved stays saved. These details name no customer."),
            self.tr("Close"),
            "",
        )
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setObjectName("error_details")
        text.setAccessibleName(self.tr("Details"))
        text.setMinimumHeight(160)
        dialog.body.addWidget(text)
        dialog.cancel_button.hide()
        copy = Button(self.tr("Copy"), "quiet", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        dialog.add_to_foot(copy)
        dialog.open()

    def _ask(self, title: str, text: str, value: str, verb: str, *, secret: bool) -> str | None:
        dialog = self.ask_dialog(title, text, value, verb, secret=secret)
        field = dialog.findChildren(QLineEdit, "answer")[0]
        entered: list[str] = []
        dialog.accepted.connect(lambda: entered.append(field.text() if secret else field.text().strip()))
        dialog.exec()
        return entered[0] if entered and entered[0] else None

    def ask_dialog(self, title: str, text: str, value: str, verb: str, *, secret: bool = False) -> ModalDialog:
        """What :meth:`ask_text` and :meth:`passphrase` show; its field is named ``answer``."""
        dialog = self._dialog(title, "", verb, self.tr("Cancel"))
        field = _secret_field(dialog) if secret else QLineEdit(value)
        caption = FieldLabel(text, field)
        caption.setWordWrap(True)
        caption.setVisible(bool(text))
        dialog.body.setSpacing(4)
        dialog.body.addWidget(caption)
        field.setObjectName("answer")
        field.setAccessibleName(text or title)
        dialog.body.addWidget(field)
        field.selectAll()
        field.setFocus()
        return dialog

    def _dialog(self, title: str, text: str, verb: str, cancel: str, kind: Kind = "primary") -> ModalDialog:
        dialog = ModalDialog(self.over(), title, verb, kind=kind, cancel=cancel or None)
        if text:
            dialog.paragraph(text)
        return dialog


def _secret_field(dialog: ModalDialog) -> QLineEdit:
    """Hidden, with an eye; what was not typed opens nothing."""
    from crm_desktop.views.dialogs.backup_parts import SecretEditor

    field = SecretEditor()
    field.textChanged.connect(lambda text: dialog.verb_button.setEnabled(bool(text)))
    dialog.verb_button.setEnabled(False)
    return field


def with_ending(chosen: str, used: str, filters: str) -> str:
    """``chosen`` with the ending of the kind ``used``, unless it has that of one of the ``filters``.

    A name with dots ("customers 2026.11") has none.
    """
    if not chosen or chosen.lower().endswith(tuple(_ENDING.findall(filters))):
        return chosen
    ending = _ENDING.search(used or filters)
    return chosen + ending[1] if ending else chosen


def web_url(text: str) -> QUrl | None:
    """The web page that ``text`` names (``example.com`` too); None for any other text, and for other schemes."""
    url = QUrl.fromUserInput(text.strip())
    return url if url.isValid() and url.scheme() in ("http", "https") and "." in url.host() else None


def _parent_widget(prompter: QObject) -> QWidget | None:
    parent = prompter.parent()
    return parent if isinstance(parent, QWidget) else None
