"""What the texts of a column show about its way of writing days and numbers, with an example for a person to judge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from crm_desktop.core import dateforms, dates, money
from crm_desktop.services.importing.clean import ColumnCleaner, Evidence, Setting, Target

_LOOK_AT = 400


def column_format(target: Target, setting: Setting, evidence: Evidence) -> tuple[str, str, str, str, str]:
    """``(type, order, sign, example, meaning)``; the example is the text that says least by itself."""
    order = sign = ""
    texts = sorted(evidence.texts, key=lambda text: (len(text), text))[:_LOOK_AT]
    if target.type in ("date", "time"):
        asked = evidence.order or setting.date_order
        found = dates.detect_order(evidence.texts, asked, evidence.number_format)
        numeric = [text for text in texts if dateforms.numeric_parts(text) and not _year_first(text)]
        example = next((text for text in numeric if _either_way(text)), numeric[0] if numeric else texts[0])
        order = (found.order or found.short or "?") if numeric else ""
    else:
        sign = evidence.sign or money.detect_decimal_sign(evidence.texts) or ""
        signed = [text for text in texts if "," in text or "." in text]
        example = signed[0] if signed else texts[0]
        if signed and not sign:
            sign = "?" if any(_unclear(text) for text in signed) else "."
    return target.type, order, sign, example, _meaning(target, setting, evidence, example)


def _year_first(text: str) -> bool:
    parts = dateforms.numeric_parts(text)
    return bool(parts) and len(parts or ()) == 3 and len((parts or [""])[0]) == 4


def _either_way(text: str) -> bool:
    parts = dateforms.numeric_parts(text) or []
    return len(parts) >= 2 and all(part.isdecimal() and int(part) <= 12 for part in parts[:2]) and parts[0] != parts[1]


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
