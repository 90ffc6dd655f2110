"""What one must know of a customer before selling, visiting or calling: special requirements, likes, last contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm_desktop.core.dates import short_date
from crm_desktop.core.entities import ACTIVITY_TYPES, FOLLOW_UP_TYPES
from crm_desktop.core.i18n import language, tr_
from crm_desktop.views import theme
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.flow import empty
from crm_desktop.views.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from crm_desktop.services.activities import TimelineEntry
    from crm_desktop.services.context import Services

_LONGEST = 240


class CustomerNote(QFrame):
    """Named ``customer_note``; hidden where there is nothing to know. ``contacts``: how many last contacts to tell;
    ``likes``: whether to tell preferences.
    """

    def __init__(
        self, services: Services, parent: QWidget | None = None, *, contacts: int = 0, likes: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName("customer_note")
        self.setProperty("role", "note")
        self._services, self._contacts, self._likes = services, contacts, likes
        self._shown: int | None = None
        self._icon = label()
        self._icon.setFixedSize(18, 20)
        self.requirements = _wrapped("strong", "special_requirements_text")
        self.preferences = _wrapped("small", "preferences_text")
        self._last = QVBoxLayout()
        self._last.setSpacing(0)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.requirements)
        texts.addWidget(self.preferences)
        texts.addLayout(self._last)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        theme.signals.changed.connect(self._colour)
        self.hide()

    def show_customer(self, customer_id: int | None) -> None:
        """What is known of this customer; nothing for None."""
        customer = self._services.customers.get(customer_id) if customer_id else None
        self._shown = customer.id if customer else None
        required = _line(customer.special_requirements) if customer else ""
        likes = _line(customer.preferences) if customer and self._likes else ""
        self.requirements.setText(required)
        self.requirements.setVisible(bool(required))
        self.preferences.setText(tr_("customer_note", "Likes: {text}", text=likes) if likes else "")
        self.preferences.setVisible(bool(likes))
        empty(self._last)
        wanted = self._shown is not None and self._contacts > 0
        last = self._services.activities.last_contacts(self._shown or 0, self._contacts) if wanted else []
        for entry in last:
            line = ElidedLabel(self._contact(entry), "small")
            line.setObjectName("last_contact")
            self._last.addWidget(line)
        said = [part for part in (required, self.preferences.text()) if part]
        self.setAccessibleName("; ".join(said) or tr_("customer_note", "Last contacts"))
        self.setVisible(bool(said or self._last.count()))
        self._colour()

    def _contact(self, entry: TimelineEntry) -> str:
        day = short_date(entry.at.astimezone().date(), self._services.clock.today(), language())
        kind = words.choice_label((*ACTIVITY_TYPES, *FOLLOW_UP_TYPES), entry.type)
        said = " · ".join(part for part in (entry.title, entry.text.replace("\n", " · ")) if part)
        return tr_("customer_note", "{day}, {type}: {said}", day=day[:1].upper() + day[1:], type=kind, said=said)

    def _colour(self) -> None:
        name, role = ("alert-circle", "warn") if self.requirements.text() else ("info", "text_2")
        self._icon.setPixmap(theme.pixmap(name, role, 18, self.devicePixelRatioF()))


def _wrapped(role: str, name: str) -> QLabel:
    made = label("", role)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
