"""Values of custom fields: checked, and in the two columns in which they are stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from crm_desktop.core.dateforms import DateError
from crm_desktop.core.dates import parse_date
from crm_desktop.core.entities import FieldSpec, choice_keys
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import TOO_LONG, is_too_long
from crm_desktop.core.money import MoneyError, parse_money, parse_number
from crm_desktop.core.text import fold

_YES = frozenset({"1", "yes", "y", "true", "是", "有", "对", "√", "✓"})
_NO = frozenset({"0", "no", "n", "false", "否", "没有", "无", "不", "×"})


class CustomValueError(ValueError):
    """``reason`` says why a value does not fit its field."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def clean(spec: FieldSpec, value: Any, *, today: date, currency: str) -> Any:
    """``value`` (typed or text) as the field's own type, None where empty; raises :class:`CustomValueError`.

    Numbers are ``Decimal``, money minor units, dates ``date``, yes/no ``bool``, everything else text.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return _clean(spec, value, today, currency)
    except (DateError, MoneyError) as error:
        raise CustomValueError(error.reason) from error


def _clean(spec: FieldSpec, value: Any, today: date, currency: str) -> Any:
    if spec.type == "bool":
        return _yes_or_no(value)
    if spec.type == "number":
        return parse_number(value)
    if spec.type == "money":
        return value if isinstance(value, int) and not isinstance(value, bool) else parse_money(value, currency)
    if spec.type == "date":
        return value if type(value) is date else parse_date(value, today=today)
    text = str(value).strip()
    if is_too_long(text):
        raise CustomValueError(TOO_LONG)
    if spec.type == "choice":
        for key in choice_keys(spec.choices):
            if fold(key) == fold(text):
                return key
        raise CustomValueError(N_("customer", "“{value}” is not in the list.").fill(value=text))
    return text


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(value))
    if word in _YES or word in _NO:
        return word in _YES
    raise CustomValueError(N_("custom", "Answer with yes or no."))


def to_stored(spec: FieldSpec, value: Any) -> tuple[str, float | None]:
    """``(text, number)``: the exact value as text, and a number where it can be sorted or summed."""
    if value is None or value == "":
        return "", None
    if spec.type == "bool":
        return str(int(value)), float(value)
    if spec.type in ("number", "money"):
        return str(value), float(value)
    if spec.type == "date":
        return value.isoformat() if isinstance(value, date) else str(value), None
    return str(value), None


def from_stored(spec: FieldSpec, text: str, number: float | None) -> Any:
    """The value as :func:`clean` gives it."""
    if not text:
        return None
    if spec.type == "bool":
        return bool(number)
    if spec.type == "number":
        return Decimal(text)
    if spec.type == "money":
        return int(text)
    return date.fromisoformat(text) if spec.type == "date" else text
