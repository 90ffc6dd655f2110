"""What a fact was before: a short list that floats beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.field_history import FieldHistory, PastValue
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.widgets import words
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.labels import Line, label
from crm_desktop.views.widgets.menu import Popover

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

WIDTH = 300
TALLEST = 280


class PastPopover(Popover):
    """Named ``past_values``: each earlier value with the day until which it held and who changed it."""

    def __init__(self, parent: QWidget, services: Services, customer_id: int, field: str) -> None:
        super().__init__(parent, width=WIDTH)
        self.setObjectName("past_values")
        self._today = services.clock.today()
        spec = services.custom_fields.entity("customers").field(field)
        found = FieldHistory(services).past(customer_id, field)
        self.setAccessibleName(tr_("customers", "{title} before", title=render(spec.label)))
        self.body.addWidget(label(self.accessibleName(), "small"))
        self.lines: list[tuple[str, str]] = []
        if not found:
            self.body.addWidget(label(tr_("customers", "It was never anything else."), "body", "2"))
            return
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        field_words = FieldWords(services)
        for number, one in enumerate(found):
            if number:
                column.addWidget(Line())
            self._add(column, field_words.text(spec, one.value), one)
        area = ScrollArea(inside)
        area.setFixedHeight(min(TALLEST, inside.sizeHint().height() + 4))
        self.body.addWidget(area)

    def _add(self, column: QVBoxLayout, text: str, one: PastValue) -> None:
        value = label(text or tr_("customers", "empty"), "body", "" if text else "2")
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        day = words.short_day(local_date(to_ms(one.until)), self._today)
        if one.user:
            until = tr_("customers", "until {day} · {name}", day=day, name=one.user)
        else:
            until = tr_("customers", "until {day}", day=day)
        column.addWidget(value)
        column.addWidget(label(until, "small"))
        self.lines.append((text, until))
