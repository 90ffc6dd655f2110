"""What the texts of a column show about its way of writing days and numbers, with an example for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from crm_desktop.core import dateforms, dates, money
from crm_desktop.services.importing.clean import ColumnCleaner, Setting, Target
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.model import ColumnFormat

_LOOK_AT = 400
_MOST = 0.6
_CONTENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}.*|\+\d[\d ()-]{6,}|0\d{2,3}[- ]\d{7,8}.*")),
    ("phone", re.compile(r"\(\d{3}\) ?\d{3}-\d{4}")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("web", re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)),
    ("money", re.compile(r"[¥￥$€£]\s*-?[\d,.]+|-?[\d,.]+\s*(?:元|万|万元)")),
    ("number", re.compile(r"-?\d{1,12}(?:[.,]\d+)*%?")),
    ("yes_no", re.compile(r"是|否|有|无|yes|no|true|false|y|n|√|×", re.IGNORECASE)),
)
"""What a column looks like, the surest first."""


def content_type(samples: Sequence[str]) -> str:
    """What examples look like: phone, email, date, money, number, yes_no, web or text; "" without any."""
    texts = [sample.strip() for sample in samples if sample.strip()]
    if not texts:
        return ""
    days = sum(1 for text in texts if _is_day(text))
    if days / len(texts) >= _MOST:
        return "date"
    for kind, pattern in _CONTENTS:
        if sum(1 for text in texts if pattern.fullmatch(text)) / len(texts) >= _MOST:
            return kind
    return "text"


def _is_day(text: str) -> bool:
    parts = dateforms.numeric_parts(text)
    if parts is not None:
        return len(parts) == 3 or "/" in text
    try:
        dateforms.read(text, "dmy", "dmy")
    except dateforms.DateError:
        return False
    return not text.isdecimal()


def column_format(target: Target, setting: Setting, evidence: Evidence) -> tuple[str, str, str, str, str]:
    """``(type, order, sign, example, meaning)``; the example is the text that says least by itself."""
    order = sign = ""
    texts = sorted(evidence.texts, key=lambda text: (len(text), text))[:_LOOK_AT]
    if target.type in ("date", "time"):
        found = evidence.dates(setting.date_order)
        numeric = [text for text in texts if dateforms.numeric_parts(text) and not _year_first(text)]
        numeric = [text for text in numeric if _is_possible(text)]
        example = min(filter(_either_way, numeric), key=lambda text: _is_settled(text, found), default="")
        example = example or (numeric[0] if numeric else texts[0])
        order = (_order_of(example, found) or "?") if numeric else ""
    else:
        sign = evidence.decimal_sign() or ""
        signed = [text for text in texts if "," in text or "." in text]
        example = signed[0] if signed else texts[0]
        if signed and not sign:
            sign = "?" if any(_unclear(text) for text in signed) else "."
    return target.type, order, sign, example, _meaning(target, setting, evidence, example)


def readings(one: ColumnFormat, today: date) -> list[tuple[str, str]]:
    """The ways in which the example of a column can be read: ``(order or sign, what it is then)``."""
    found: list[tuple[str, str]] = []
    if one.type in ("date", "time"):
        for order in dates.ORDERS:
            try:
                value = dates.parse_birthday(one.example, dates.ColumnDates(order, order, order, order), today=today)
            except dateforms.DateError:
                continue
            if all(value != known for _, known in found) or order == one.order:
                found.append((order, value))
        return found
    for sign in (".", ","):
        try:
            found.append((sign, f"{money.parse_number(one.example, sign):f}"))
        except money.MoneyError:
            continue
    return found


def _year_first(text: str) -> bool:
    parts = dateforms.numeric_parts(text)
    return bool(parts) and len(parts or ()) == 3 and len((parts or [""])[0]) == 4


def _is_possible(text: str) -> bool:
    """Whether some order of day, month and year makes a day of it."""
    for order in dates.ORDERS:
        try:
            dates.parse_birthday(text, dates.ColumnDates(order, order, order, order), today=date.max)
        except dateforms.DateError:
            continue
        return True
    return False


def _either_way(text: str) -> bool:
    parts = dateforms.numeric_parts(text) or []
    return len(parts) >= 2 and dateforms.is_either_way(parts)


def _order_of(text: str, found: dates.ColumnDates) -> dates.Order | None:
    order, short = found.orders_for(text)
    return order or short


def _is_settled(text: str, found: dates.ColumnDates) -> tuple[bool, bool]:
    """Texts that need an answer come first; those with dots last, so that the answer is shown with what it is for."""
    return _order_of(text, found) is not None, dateforms.is_dotted(text)


def _unclear(text: str) -> bool:
    """Whether one sign in a text may part thousands as well as decimals."""
    try:
        return money.parse_number(text, ".") != money.parse_number(text, ",")
    except money.MoneyError:
        return False


def _meaning(target: Target, setting: Setting, evidence: Evidence, example: str) -> str:
    """The example as it is read, for showing; empty where it can't be."""
    (value,), errors = ColumnCleaner(target, setting, evidence).column([example])
    if errors or value is None:
        return ""
    if target.type == "money":
        return str(money.to_decimal(value, setting.currency))
    if target.quantity:
        return f"{Decimal(value) / 1000:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
