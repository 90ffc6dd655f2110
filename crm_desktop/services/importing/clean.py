"""Cells into values: a cleaner for each column, made for its field's type. Runs in the child process.

Clean values are plain JSON: text, whole numbers (money in minor units, quantities in thousandths),
lists of texts, ISO days, canonical birthdays, choice keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from crm_desktop.core import dates, money, phones
from crm_desktop.core.dateforms import DateError
from crm_desktop.core.dates import ColumnDates, Order
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.money import MoneyError
from crm_desktop.core.phones import PhoneError
from crm_desktop.core.text import fold
from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP
from crm_desktop.services.importing.reading.guards import MAX_CELL

TOO_LONG = N_("import", "This text is longer than {limit} characters")
UNREADABLE = N_("import", "There are characters in it that can't be read")
NOT_AN_EMAIL = N_("import", "This is not an e-mail address")
NOT_IN_LIST = N_("import", "“{value}” is not in the list")
LEFT_OUT = N_("import", "Rows with “{value}” are left out, as you said")
NOT_YES_NO = N_("import", "This is neither yes nor no")
NOT_PERCENT = N_("import", "A probability lies between 0 and 100")

_SPLIT = re.compile(r"[;；,，、/|\n\r]+")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;.<>]+")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad\0")
_ERRORS = frozenset({"#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!"})
_CACHE = 50_000

Clean = Callable[[Any], Any]


class CellError(ValueError):
    """The cell can't be imported; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Setting:
    """What cleaning depends on beside the cell: the shop's region and currency, today, words for choices."""

    region: str
    currency: str
    today: date
    choices: Mapping[str, Mapping[str, str]]
    yes_no: Mapping[str, bool]
    date_order: Order | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A field as the cleaner needs it: ``name`` without the prefix of a second kind of record."""

    name: str
    type: str
    lunar: bool = False
    quantity: bool = False
    percent: bool = False
    timed: bool = False


@dataclass(slots=True)
class Evidence:
    """What the whole column shows: how it writes days and decimals."""

    texts: set[str] = field(default_factory=set)
    number_format: str | None = None
    order: Order | None = None
    sign: str | None = None


class ColumnCleaner:
    """Cleans one column. Values that come again are cleaned once."""

    def __init__(self, target: Target, setting: Setting, evidence: Evidence) -> None:
        self.target = target
        self._clean = _cleaner(target, setting, evidence)
        self._cache: dict[str, Any] = {}

    def column(self, values: Iterable[Any]) -> tuple[list[Any], dict[int, Text]]:
        """Clean values in order, blank ones None; position → reason for those that can't be imported."""
        clean, cache = self._clean, self._cache
        out: list[Any] = []
        errors: dict[int, Text] = {}
        for index, value in enumerate(values):
            if value == "" or value is None:
                out.append(None)
                continue
            is_text = type(value) is str
            if is_text and value in cache:
                found = cache[value]
            else:
                found = self._one(clean, value)
                if is_text:
                    if len(cache) >= _CACHE:
                        cache.clear()
                    cache[value] = found
            if isinstance(found, Text):
                errors[index] = found
                found = None
            out.append(found)
        return out, errors

    @staticmethod
    def _one(clean: Clean, value: Any) -> Any:
        try:
            if type(value) is str:
                value = value.strip()
                if not value:
                    return None
                if value in _ERRORS:
                    return money.FORMULA_ERROR
                if "\ufffd" in value:
                    return UNREADABLE
                if len(value) > MAX_CELL:
                    return TOO_LONG.fill(limit=MAX_CELL)
            return clean(value)
        except (CellError, PhoneError, DateError, MoneyError) as error:
            return error.reason


def wants_evidence(target: Target) -> bool:
    """Whether the column must be seen as a whole before its first cell can be cleaned."""
    return target.type in ("date", "money", "number", "time")


def _cleaner(target: Target, setting: Setting, evidence: Evidence) -> Clean:
    kind = target.type
    if kind == "phone":
        return lambda value: phones.normalise_many(value, setting.region)
    if kind == "email":
        return clean_emails
    if kind == "tags":
        return clean_tags
    if kind == "choice":
        return _choice(setting.choices.get(target.name, {}))
    if kind == "bool":
        return _yes_no(setting.yes_no)
    if kind in ("money", "number"):
        return _number(target, setting, evidence.sign or money.detect_decimal_sign(evidence.texts))
    if kind in ("date", "time"):
        asked = evidence.order or setting.date_order
        order = dates.detect_order(evidence.texts, asked, evidence.number_format)
        return _day(target, setting.today, order)
    if kind == "longtext":
        return clean_text
    return clean_line


def plain(value: Any) -> str:
    """Any cell as text: whole numbers without ``.0``, days as ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def clean_text(value: Any) -> str:
    """Text of several lines, without invisible characters."""
    text = plain(value).translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def clean_line(value: Any) -> str:
    """Text of one line, spaces made single."""
    return " ".join(plain(value).translate(_INVISIBLE).split())


def split_many(text: str) -> list[str]:
    """The entries of a cell with several values."""
    return [part.strip() for part in _SPLIT.split(text) if part.strip()]


def clean_emails(value: Any) -> list[str]:
    found = [part.removeprefix("mailto:") for part in re.split(r"[\s;；,，、/|]+", clean_line(value)) if part]
    for part in found:
        if not _EMAIL.fullmatch(part):
            raise CellError(NOT_AN_EMAIL)
    return list(dict.fromkeys(found))


def clean_tags(value: Any) -> list[str]:
    return list(dict.fromkeys(" ".join(part.split()) for part in split_many(plain(value).translate(_INVISIBLE))))


def _choice(words: Mapping[str, str]) -> Clean:
    def clean(value: Any) -> str | None:
        text = clean_line(value)
        key = words.get(fold(text)) or words.get(fold(text).replace(" ", ""))
        if key is None:
            raise CellError(NOT_IN_LIST.fill(value=text))
        if key == SKIP:
            raise CellError(LEFT_OUT.fill(value=text))
        return None if key == EMPTY else text if key == CREATE else key

    return clean


def _yes_no(words: Mapping[str, bool]) -> Clean:
    def clean(value: Any) -> bool:
        found = value if isinstance(value, bool) else words.get(fold(clean_line(value)))
        if found is None:
            raise CellError(NOT_YES_NO)
        return found

    return clean


def _number(target: Target, setting: Setting, sign: str | None) -> Clean:
    if target.type == "money":
        return lambda value: money.parse_money(value, setting.currency, sign)
    if target.quantity:
        return lambda value: money.parse_quantity(_bare_quantity(value), sign)
    if target.percent:
        return lambda value: _percent(value, sign)
    return lambda value: _plain_number(money.parse_number(value, sign))


def _plain_number(number: Decimal) -> str:
    """A number as the shortest text: ``1.50`` is ``1.5``."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_QUANTITY_UNIT = re.compile(r"(?<=\d)\s*(?:个|件|本|支|盒|包|箱|套|瓶|斤|公斤|kg|g|张|份|次|pcs?\.?|x)$", re.IGNORECASE)


def _bare_quantity(value: Any) -> Any:
    return _QUANTITY_UNIT.sub("", value) if isinstance(value, str) else value


def _percent(value: Any, sign: str | None) -> int:
    bare = value.replace("%", "").replace("％", "") if isinstance(value, str) else value
    number = money.parse_number(bare, sign)
    if not isinstance(value, str) and 0 < number < 1:
        number *= 100
    if not 0 <= number <= 100:
        raise CellError(NOT_PERCENT)
    return round(number)


def _day(target: Target, today: date, order: ColumnDates) -> Clean:
    if target.type == "time":
        if target.name == "time":
            return lambda value: dates.parse_time(value).strftime("%H:%M")
        return lambda value: dates.parse_datetime(value, order, today=today).isoformat(" ", "minutes")
    if target.lunar:
        return lambda value: dates.parse_birthday(value, order, today=today)
    if target.timed:
        return lambda value: _with_time(dates.parse_datetime(value, order, today=today))
    return lambda value: dates.parse_date(value, order, today=today).isoformat()


def _with_time(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
