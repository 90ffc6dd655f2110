"""Cells into values: a cleaner for each column, made for its field's type. Runs in the child process.

Clean values are plain JSON: text, whole numbers (money in minor units, quantities in thousandths),
lists of texts, ISO days, canonical birthdays, choice keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from crm_desktop.core import dates, money, names, phones
from crm_desktop.core.dateforms import DateError
from crm_desktop.core.dates import ColumnDates, Order
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import fitting
from crm_desktop.core.money import MoneyError
from crm_desktop.core.phones import LOST_DIGITS, PhoneError
from crm_desktop.core.text import INVISIBLE, fold, one_line
from crm_desktop.services.importing import numbered, paid_cells, plain_cells
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP
from crm_desktop.services.importing.reading.guards import MAX_CELL
from crm_desktop.services.importing.reasons import LEFT_OUT

TOO_LONG = N_("import", "This text is longer than {limit} characters")
UNREADABLE = N_("import", "There are characters in it that can't be read")
NOT_AN_EMAIL = N_("import", "This is not an e-mail address")
NOT_IN_LIST = N_("import", "“{value}” is not in the list")
NOT_YES_NO = N_("import", "This is neither yes nor no")
NOT_PERCENT = N_("import", "A probability lies between 0 and 100")

_SPLIT = re.compile(r"\s*:::\s*|[;；,，、/|\n\r]+")
_SPLIT_MAIL = re.compile(r"\s*:::\s*|[\s;；,，、/|]+")
_NAMED_MAIL = re.compile(r"[^<>;；,，]*<([^\s<>]+@[^\s<>]+)>")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;.<>]+")
_ERRORS = frozenset({"#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!"})
_CACHE = 50_000
_NOTHING = frozenset(
    {
        "-", "--", "---", "—", "——", "–", "/", "\\", "无", "無", "暂无", "没有", "未填", "未填写", "未知", "不详", "空",
        "n/a", "na", "none", "null", "nil", "-none-", "(none)", "unknown", "undefined",
    }
)  # fmt: skip
"""What people and programs write into a cell that should be blank."""

_LONGEST_NOTHING = max(map(len, _NOTHING))

_UNREADABLE = "\ufffd\ud800-\udfff"
_FOREIGN = f"\0\u00ad\u200b-\u200d\u2060\ufeff{_UNREADABLE}"
_unreadable = re.compile(f"[{_UNREADABLE}]").search
_ODD_LINE = re.compile(f"[{_FOREIGN}\u3000０-９Ａ-Ｚａ-ｚ]|[^\\S ]|  |^[ #]| \\Z|{numbered.SHORTENED}\\Z")
_ODD_NAME = re.compile(f"[{_FOREIGN}\u3000０-９Ａ-Ｚａ-ｚ]|\\s|^#|[{''.join(sorted(names.ENDS_OF_TITLES))}]\\Z")
_ODD_TEXT = re.compile(f"[{_FOREIGN}\\r]|^#|^\\s|\\s\\Z")
"""What cells have in them that are not taken as they stand."""

_AT_ONCE = 200
"""Cells that are recognised together: an odd one among them means that each is looked at."""

_NO_DAY = re.compile(r"0{1,4}[-/.年]0{1,2}[-/.月]0{1,4}日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_SAYS_NOTHING = frozenset({"phone", "email", "date", "time", "choice", "bool", "money", "number"})
_PLAIN_WORDS = frozenset({"company", "wechat", "address", "region", "industry", "source", "owner", "referrer"})
_GOOGLE_GROUPS = frozenset({"mycontacts", "my contacts", "starred", "starred in android"})

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
    labels: Mapping[str, Collection[str]] = field(default_factory=dict)

    def paid(self) -> Mapping[str, str]:
        """What words say of how much of an order is paid."""
        return self.choices.get("paid", {})


@dataclass(frozen=True, slots=True)
class Target:
    """A field as the cleaner needs it: ``name`` without the prefix of a second kind of record."""

    name: str
    type: str
    lunar: bool = False
    always_lunar: bool = False
    quantity: bool = False
    percent: bool = False
    settles: bool = False
    ticks: bool = False
    timed: bool = False
    person: bool = False
    region: bool = False


class ColumnCleaner:
    """Cleans one column. Values that come again are cleaned once."""

    def __init__(self, target: Target, setting: Setting, evidence: Evidence) -> None:
        self.target = target
        self._clean = _cleaner(target, setting, evidence)
        self._plain = _plain_cells(target, setting)
        self._cache: dict[str, Any] = {}

    def column(self, values: Sequence[Any]) -> tuple[list[Any], dict[int, Text]]:
        """Clean values in order, blank ones None; position → reason for those that can't be imported."""
        out: list[Any] = []
        errors: dict[int, Text] = {}
        if self._plain is None:
            self._each(values, out, errors)
            return out, errors
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            found = self._plain(part)
            if found is None:
                self._each(part, out, errors)
            else:
                out += found
        return out, errors

    def _each(self, values: Iterable[Any], out: list[Any], errors: dict[int, Text]) -> None:
        clean, cache = self._clean, self._cache
        for index, value in enumerate(values, start=len(out)):
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

    @staticmethod
    def _one(clean: Clean, value: Any) -> Any:
        try:
            if type(value) is str:
                value = value.strip()
                if not value:
                    return None
                if value in _ERRORS:
                    return money.FORMULA_ERROR
                if _unreadable(value):
                    return UNREADABLE
                if len(value) > MAX_CELL:
                    return TOO_LONG.fill(limit=MAX_CELL)
            found = clean(value)
            return None if found == [] else found
        except (CellError, PhoneError, DateError, MoneyError) as error:
            return error.reason


def wants_evidence(target: Target) -> bool:
    """Whether the column must be seen as a whole before its first cell can be cleaned."""
    return target.type in ("date", "money", "number", "time")


def says_nothing(target: Target, text: str) -> bool:
    """Whether a cell that is not blank means a blank one: ``无``, ``N/A``, ``0000-00-00``."""
    if target.type in _SAYS_NOTHING or target.name in _PLAIN_WORDS:
        if len(text) <= _LONGEST_NOTHING and text.lower() in _NOTHING:
            return True
        return target.type == "date" and text[:1] == "0" and _NO_DAY.fullmatch(text) is not None
    return False


def _cleaner(target: Target, setting: Setting, evidence: Evidence) -> Clean:
    """The cleaner for one column; words that say nothing are blank, but where a choice is called so."""
    clean = _cleaner_of(target, setting, evidence)
    words = setting.choices.get(target.name, {}) if target.type == "choice" else {}
    if target.type == "bool" or target.settles:
        words = {word: word for word in (setting.paid() if target.settles else setting.yes_no)}

    def checked(value: Any) -> Any:
        short = type(value) is str and (len(value) <= _LONGEST_NOTHING or value[0] == "0")
        if short and says_nothing(target, value) and fold(value) not in words:
            return None
        return clean(value)

    return checked if target.type in _SAYS_NOTHING or target.name in _PLAIN_WORDS else clean


def _plain_cells(target: Target, setting: Setting) -> plain_cells.Recogniser | None:
    """How cells of the column are recognised that are clean as they stand; None where a memory of them serves best."""
    kind = target.type
    if kind == "phone":
        return plain_cells.mobiles if setting.region == "CN" else None
    if kind == "email":
        return plain_cells.emails
    if kind == "longtext":
        return plain_cells.texts(_ODD_TEXT, MAX_CELL)
    if kind not in ("text", "link"):
        return None
    nothing = _NOTHING if target.name in _PLAIN_WORDS else frozenset[str]()
    return plain_cells.texts(_ODD_NAME if target.person else _ODD_LINE, MAX_CELL, nothing)


def _cleaner_of(target: Target, setting: Setting, evidence: Evidence) -> Clean:
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
        return _number(target, setting, evidence.decimal_sign())
    if kind in ("date", "time"):
        return _day(target, setting.today, evidence.dates(setting.date_order))
    if kind == "longtext":
        return clean_text
    return clean_name if target.person else _line


def _line(value: Any) -> str:
    """A line of text; a long number (of a card, an order, an article) of which only the beginning is left is none."""
    if numbered.lost_digits(value):
        raise CellError(LOST_DIGITS)
    return clean_line(value)


def plain(value: Any) -> str:
    """Any cell as text: whole numbers without ``.0``, days as ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < numbered.EXACT:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def clean_text(value: Any) -> str:
    """Text of several lines, without invisible characters."""
    text = plain(value).translate(INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def clean_line(value: Any) -> str:
    """Text of one line, spaces made single, full-width digits and letters made ordinary ones."""
    return one_line(plain(value))


def clean_name(value: Any) -> str:
    """The name of a person, without forms of address and stray spaces."""
    return names.clean(plain(value))


def is_same(field_name: str, stored: str, value: Any) -> bool:
    """Whether a stored text only differs from a cleaned one in what cleaning takes away, or an export cuts off."""
    stored = fitting(stored)
    return value in (stored, clean_text(stored), clean_line(stored)) or (
        field_name == "name" and clean_name(stored) == value
    )


def split_many(text: str) -> list[str]:
    """The entries of a cell with several values."""
    return [part.strip() for part in _SPLIT.split(text) if part.strip()]


def clean_emails(value: Any) -> list[str]:
    text = clean_line(value)
    if "<" in text:
        text = _NAMED_MAIL.sub(r" \1 ", text)
    found = [part.removeprefix("mailto:") for part in _SPLIT_MAIL.split(text) if part]
    for part in found:
        if not _EMAIL.fullmatch(part):
            raise CellError(NOT_AN_EMAIL)
    return list(dict.fromkeys(found))


def clean_tags(value: Any) -> list[str]:
    parts = (" ".join(part.split()) for part in split_many(plain(value).translate(INVISIBLE)))
    return list(dict.fromkeys(tag for part in parts if (tag := _own_tag(part))))


def _own_tag(part: str) -> str:
    """A tag as the shop means it: Google marks its groups with a star, and everybody is in ``myContacts``."""
    if not part.startswith("* "):
        return part
    group = part[2:].strip()
    return "" if group.lower() in _GOOGLE_GROUPS else group


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
        amount = partial(money.parse_money, currency=setting.currency, decimal_sign=sign)
        return paid_cells.cleaner(amount, setting.paid(), ticks=target.ticks) if target.settles else amount
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
        if target.name in ("time", "time_of_day"):
            return lambda value: dates.parse_time(value).strftime("%H:%M")
        return lambda value: dates.parse_datetime(value, order, today=today).isoformat(" ", "minutes")
    if target.always_lunar:
        return lambda value: dates.parse_lunar(value, order, today=today)
    if target.lunar:
        return lambda value: dates.parse_birthday(value, order, today=today)
    if target.timed:
        return lambda value: _with_time(dates.parse_datetime(value, order, today=today))
    return lambda value: dates.parse_date(value, order, today=today).isoformat()


def _with_time(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
