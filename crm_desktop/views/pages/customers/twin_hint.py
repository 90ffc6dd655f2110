"""The line in the form that says: this customer may be in the list already, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.phones import national
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from crm_desktop.services.customers import Customer
    from crm_desktop.services.duplicates import Pair


class TwinHint(QFrame):
    """Named ``twin_hint``. ``chosen(id)`` to open the other record instead; where the form edits a customer that is
    there already also ``compare_wanted(id)`` and ``apart_wanted(id)``.
    """

    chosen = Signal(object)
    compare_wanted = Signal(object)
    apart_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("twin_hint")
        self.setProperty("role", "note")
        self._ids: list[int] = []
        self._text = ElidedLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        self._apart = self._button("apart_twin", tr_("merge", "Not the same"))
        self._apart.set_tooltip(tr_("merge", "They are two: don't show them as look-alikes again"))
        self._apart.clicked.connect(lambda: self.apart_wanted.emit(self._ids[0]))
        self._compare = self._button("compare_twin", tr_("customers", "Compare and merge"))
        self._compare.clicked.connect(lambda: self.compare_wanted.emit(self._ids[0]))
        self._open = self._button("open_twin", "")
        self._open.clicked.connect(lambda: self.chosen.emit(self._ids[0]))
        for button in (self._apart, self._compare, self._open):
            row.addWidget(button)

    @staticmethod
    def _button(name: str, text: str) -> Button:
        made = Button(text, "plain", small=True)
        made.setObjectName(name)
        made.setAutoDefault(False)
        return made

    def set_known(self, known: bool) -> None:
        """Whether the customer that is typed is in the list itself: only then both can be compared or kept apart."""
        self._compare.setVisible(known)
        self._apart.setVisible(known)

    def show_twins(self, found: Sequence[tuple[Customer, Pair]], region: str) -> None:
        """Name the likeliest and say why it looks the same; hidden where there is none."""
        self._ids = [customer.id for customer, _ in found]
        self.setVisible(bool(found))
        if not found:
            return
        first, pair = found[0]
        why = words.people_join(render(reason) for reason in pair.reasons)
        phone = national(first.phone[0], region) if first.phone else ""
        details = " · ".join(part for part in (why, first.company, phone) if part)
        more = tr_("customers", " and {n} more", n=len(found) - 1) if len(found) > 1 else ""
        text = tr_("customers", "Is it {name}? Already in the list", name=first.name) + more
        self._text.set_text(f"{text}  {details}".strip())
        self._open.setText(tr_("customers", "Open {name}", name=first.name))
        self._open.updateGeometry()

    def text(self) -> str:
        """What the line says, not shortened."""
        return self._text.full_text()

    def ids(self) -> list[int]:
        return list(self._ids)
