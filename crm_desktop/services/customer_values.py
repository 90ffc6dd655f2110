"""Checking and tidying the values of a customer before they are stored.

Forms and commands bring texts, the importer brings clean values: both go through :func:`clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core import names
from crm_desktop.core.dateforms import DateError
from crm_desktop.core.dates import parse_birthday, parse_date
from crm_desktop.core.entities import FieldSpec, choice_keys
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import TOO_LONG, is_too_long
from crm_desktop.core.phones import PhoneError, normalise
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.core.text import whole
from crm_desktop.services.custom_values import CustomValueError
from crm_desktop.services.custom_values import clean as clean_custom

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")


def code_of(customer: int) -> str:
    """The number that a new customer gets, unless somebody has it."""
    return f"C{customer:05d}"


class _Problem(Exception):
    def __init__(self, reason: Text) -> None:
        self.reason = reason


def clean(
    services: Services, values: Mapping[str, Any], *, creating: bool, customer_id: int | None = None
) -> dict[str, Any]:
    """``values`` in stored shape (phones E.164, birthdays canonical, dates as ``date``, referrer as id).

    Raises :class:`ValidationError` naming every field that can't be stored; ``KeyError`` for an unknown field.
    Read-only fields are left out.
    """
    good: dict[str, Any] = {}
    problems: dict[str, Text] = {}
    entity = services.custom_fields.entity("customers")
    for name, value in values.items():
        spec = entity.field(name)
        if spec.read_only:
            continue
        try:
            good[name] = _clean(services, spec, value, customer_id)
        except (_Problem, CustomValueError) as problem:
            problems[name] = problem.reason
    if "name" not in problems and (creating or "name" in good) and not good.get("name"):
        problems["name"] = N_("customer", "A name is needed.")
    if good.get("code") and services.customers.by_code(good["code"]) not in (None, customer_id):
        problems["code"] = N_("customer", "Another customer has this number.")
    if problems:
        raise ValidationError(N_("customer", "Some fields need another look."), problems)
    return good


def _clean(services: Services, spec: FieldSpec, value: Any, customer_id: int | None) -> Any:
    if spec.custom:
        return clean_custom(spec, value, today=services.clock.today(), currency=services.settings.get(CURRENCY))
    if spec.type == "phone":
        return _phones(_texts(value), services.settings.get(REGION))
    if spec.type == "email":
        return _emails(_texts(value))
    if spec.type == "tags":
        return list(dict.fromkeys(" ".join(tag.split()) for tag in _texts(value) if tag.strip()))
    if spec.lunar:
        return _birthday(value, services.clock.today())
    if spec.type == "date":
        return _day(value, services.clock.today())
    if spec.name == "referrer":
        return _referrer(services, value, customer_id)
    text = "" if value is None else whole(str(value)).strip()
    if spec.name == "name":
        text = names.clean(text)
    if is_too_long(text):
        raise _Problem(TOO_LONG)
    if spec.type == "choice" and text:
        choices = services.choices.entries(spec.choice_list) if spec.choice_list else spec.choices
        if text not in choice_keys(choices):
            raise _Problem(N_("customer", "“{value}” is not in the list.").fill(value=text))
    return text


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        value = [value]
    return [text for part in value if (text := whole(str(part))).strip()]


def _phones(texts: Iterable[str], region: str) -> list[str]:
    try:
        return list(dict.fromkeys(normalise(text, region) for text in texts))
    except PhoneError as error:
        raise _Problem(error.reason) from error


def _emails(texts: Iterable[str]) -> list[str]:
    found = [text.strip() for text in texts]
    for text in found:
        if not _EMAIL.fullmatch(text):
            raise _Problem(N_("customer", "“{value}” is not an e-mail address.").fill(value=text))
    return list(dict.fromkeys(found))


def _birthday(value: Any, today: date) -> str:
    if value is None or not str(value).strip():
        return ""
    try:
        return parse_birthday(value, today=today)
    except DateError as error:
        raise _Problem(error.reason) from error


def _day(value: Any, today: date) -> date | None:
    if value is None or value == "":
        return None
    try:
        return value if type(value) is date else parse_date(value, today=today)
    except DateError as error:
        raise _Problem(error.reason) from error


def _referrer(services: Services, value: Any, customer_id: int | None) -> int | None:
    if value is None or value == "":
        return None
    found = int(value) if isinstance(value, int) else _by_text(services, str(value).strip())
    if found == customer_id:
        raise _Problem(N_("customer", "Nobody can refer themselves."))
    if not services.db.execute_sql("SELECT 1 FROM customer WHERE id = ?", (found,)).fetchone():
        raise _Problem(N_("customer", "There is no such customer."))
    return found


def _by_text(services: Services, text: str) -> int:
    code = services.customers.by_code(text)
    if code is not None:
        return code
    named = services.customers.by_name(text)
    if len(named) == 1:
        return named[0]
    if named:
        raise _Problem(N_("customer", "Several customers are called “{value}”: use the number.").fill(value=text))
    raise _Problem(N_("customer", "There is no customer called “{value}”.").fill(value=text))
