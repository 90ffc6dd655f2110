"""The editor of a link to another record: type a few letters, choose from what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.views.widgets.editors.base import LineEditor
from crm_desktop.views.widgets.editors.suggestions import Suggestions


@dataclass(frozen=True)
class Found:
    """A record to link to: what stands in the list is ``title`` with ``subtitle`` behind it."""

    id: int
    title: str
    subtitle: str = ""

    def shown(self) -> str:
        return f"{self.title}  {self.subtitle}".strip()


class LinkEditor(LineEditor):
    """Its value is the id of the record, ``None`` when empty.

    ``find(text)`` gives up to some 10 records for what was typed, ``title(id)`` the name of a record.
    ``extra(id)`` may add what else is known of the choice (shown as tooltip).
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        find: Callable[[str], Sequence[Found]],
        title: Callable[[int], str],
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._find, self._title = find, title
        self._id: int | None = None
        self._found: list[Found] = []
        self.setPlaceholderText(placeholder or tr_("widgets", "Name, pinyin or last four digits"))
        self._model = QStringListModel(self)
        self._completer = Suggestions(self._model, self, found=True)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._look_up)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._settle)

    def value(self) -> int | None:
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = int(value) if value else None
        self.setText(self._title(self._id) if self._id else "")

    def problem(self) -> str:
        if self.text().strip() and self._id is None:
            return tr_("widgets", "Nothing of that name. Choose one of the list.")
        return ""

    def found(self) -> list[Found]:
        """What stands in the list at the moment."""
        return list(self._found)

    def choose(self, found: Found) -> None:
        """Take ``found`` as the value, as a click on it does."""
        self._id = found.id
        self.setText(found.title)
        self.changed.emit()

    def _edited(self, text: str) -> None:
        if self._id is not None:
            self._id = None
            self.changed.emit()
        self._timer.start()
        if not text.strip():
            self._timer.stop()
            self._hide_list()

    def _hide_list(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _list_is_open(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _look_up(self) -> None:
        text = self.text().strip()
        self._found = list(self._find(text)) if text else []
        self._model.setStringList([found.shown() for found in self._found])
        if self._found and self.hasFocus():
            self._completer.complete()

    def _chosen(self, shown: str) -> None:
        for found in self._found:
            if found.shown() == shown:
                self.choose(found)
                return

    def _settle(self) -> None:
        """Leaving the field with exactly one record of that name, or one found at all, takes it."""
        text = self.text().strip()
        if not text or self._id is not None or self._list_is_open():
            return
        found = [one for one in self._find(text) if one.title.casefold() == text.casefold()]
        if len(found) == 1:
            self.choose(found[0])
