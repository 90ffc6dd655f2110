"""The value of any customer field in words: for comparing customers and for telling what a field was before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.dates import format_birthday, plain_date
from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.i18n import language, tr_
from crm_desktop.core.phones import national
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.views.widgets import words

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class FieldWords:
    """Reads the shop's lists and formats once; make a new one for each window."""

    def __init__(self, services: Services) -> None:
        self._s = services
        self._region = services.settings.get(REGION)
        self._currency = services.settings.get(CURRENCY)

    def text(self, spec: FieldSpec, value: Any) -> str:
        """``value`` as a person reads it, several values one a line (tags in one); empty for no value."""
        if value is None or value == "" or value == [] or value == ():
            return ""
        if spec.link:
            found = self._s.customers.get(value) if isinstance(value, int) else None
            return found.name if found else str(value)
        if spec.type == "phone":
            return "\n".join(national(phone, self._region) for phone in _listed(value))
        if spec.type == "email":
            return "\n".join(_listed(value))
        if spec.type == "tags":
            return words.people_join(_listed(value))
        if spec.type == "choice":
            choices = self._s.choices.entries(spec.choice_list) if spec.choice_list else spec.choices
            return words.choice_label(choices, str(value))
        return self._plain(spec, value)

    def _plain(self, spec: FieldSpec, value: Any) -> str:
        if spec.lunar:
            return format_birthday(str(value), language())
        if isinstance(value, bool):
            return tr_("field_words", "yes") if value else tr_("field_words", "no")
        if isinstance(value, date):
            return plain_date(value, language())
        if spec.type == "money" and isinstance(value, int):
            return words.amount(value, self._currency)
        return str(value)


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
