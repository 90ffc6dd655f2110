"""Whether somebody checked a customer's facts lately, and one click to say that they are still right."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.i18n import tr_
from crm_desktop.services.customers import Customer
from crm_desktop.services.quality import STALE_DAYS
from crm_desktop.views import theme
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.button import Button
from crm_desktop.views.widgets.labels import label


class VerifiedRow(QWidget):
    """Named ``verified``; ``confirmed`` when its button is pressed."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verified")
        self._icon = label()
        self._icon.setFixedWidth(18)
        self.text = label("", "small")
        self.text.setWordWrap(True)
        self.button = Button("", "plain", small=True)
        self.button.setObjectName("verify")
        self.button.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self._stale = False
        theme.signals.changed.connect(self._colour)

    def show_state(self, customer: Customer, today: date) -> None:
        """Say when the facts were checked; the button steps back on the day itself."""
        day = customer.verified_on
        since = day or local_date(to_ms(customer.created))
        self._stale = since < today - timedelta(days=STALE_DAYS)
        shown = words.list_day(day, today)
        if day is None:
            self.text.setText(tr_("customers", "Never verified"))
        elif self._stale:
            self.text.setText(tr_("customers", "Not verified since {day}", day=shown))
        else:
            self.text.setText(tr_("customers", "Checked {day}", day=shown))
        self.button.setText(tr_("customers", "Still right"))
        self.button.set_tooltip(tr_("customers", "Everything known about this customer is still right"))
        self.button.setVisible(day != today)
        self._colour()

    def _colour(self) -> None:
        name, tone = ("shield-alert", "warn") if self._stale else ("shield-check", "text_2")
        self._icon.setPixmap(theme.pixmap(name, tone, 18, self.devicePixelRatioF()))
