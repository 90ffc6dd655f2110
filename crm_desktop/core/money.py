"""Amounts of money: whole minor units (分, cents) with Decimal in between, never floats.

One formatter for everything a person sees, one for JSON, one reader for what people type and export.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from crm_desktop.core.i18n import N_, Text

NOT_A_NUMBER = N_("money", "This is not a number")
TOO_LARGE = N_("money", "The number is too large")
SEPARATOR_UNCLEAR = N_("money", "It is not clear whether “{sign}” stands before decimals or between thousands")
SIGN_UNCLEAR = N_("money", "It is not clear what “{sign}” between the digits means")
HAS_LETTER = N_("money", "There is a letter “{letter}” in the number")
FORMULA_ERROR = N_("money", "Excel could not work out this formula")

_DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "TND": 3}
_SYMBOLS = {
    "CNY": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "MOP": "MOP$",
    "SGD": "S$", "KRW": "₩", "THB": "฿", "INR": "₹", "VND": "₫", "AUD": "A$", "CAD": "C$", "RUB": "₽",
}  # fmt: skip
_WORDS = r"人民币|人民幣|元整?|圆整?|圓整?|块[錢钱]?|塊[錢钱]?|RMB|HK\$|NT\$|US\$|S\$|A\$|C\$|MOP\$|JP¥|[¥€£$₩฿₹₫₽]"
_SIGN = f"(?:{_WORDS}|{'|'.join({**_DECIMALS, **_SYMBOLS})})"
_BEFORE = re.compile(_SIGN, re.IGNORECASE)
_AFTER = re.compile(f"{_SIGN}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\d\s*({_SIGN})\s*\d", re.IGNORECASE)
_JIAO = r"(?P<{0}jiao>\d)[角毛](?:(?P<{0}fen>\d)分?)?[钱錢]?"
_SPOKEN = re.compile(rf"(?P<yuan>\d[\d.,]*)[元圆圓块塊](?:(?P<tail>\d\d?)|{_JIAO.format('')})|{_JIAO.format('only_')}")
"""Prices as people say them: 99块9, 12元50, 5元5角, 3块2毛5, 5毛."""
_UNITS = {"万": 10_000, "萬": 10_000, "w": 10_000, "千": 1_000, "k": 1_000, "亿": 100_000_000, "億": 100_000_000}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[.,]\d+")
_LETTER = re.compile(r"[^\W\d_]")
_MINUS = "-−–—﹣"
_LIMIT = 10**15
_FORMULA_ERRORS = ("#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


class MoneyError(ValueError):
    """The text is no number; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def decimals(currency: str) -> int:
    """How many decimals a currency has: 2 for most, 0 for yen."""
    return _DECIMALS.get(currency, 2)


def symbol(currency: str) -> str:
    """``¥``, ``$`` …; the code itself for currencies without a sign of their own."""
    return _SYMBOLS.get(currency, currency + " ")


def currency_in(text: str) -> str:
    """The currency that an amount names: ``$980`` is USD, ``HK$ 5`` HKD; empty where it names none."""
    upper = text.upper().replace("￥", "¥").replace("＄", "$")
    if "JP¥" in upper:
        return "JPY"
    for code in (*_SYMBOLS, *_DECIMALS):
        if code in upper:
            return code
    if "¥" in upper or re.search(r"人民币|人民幣|RMB|元|圆|圓|块|塊", upper):
        return "CNY"
    signs = sorted(((sign, code) for code, sign in _SYMBOLS.items() if sign != "¥"), key=lambda pair: -len(pair[0]))
    return next((code for sign, code in signs if sign in upper), "")


def parse_number(value: object, decimal_sign: str | None = None) -> Decimal:
    """The number in a cell: ``¥1,838.48``, ``1.2万``, ``(1,200)``, ``１２０元``, ``1 200,50``.

    ``decimal_sign`` is the column's (see :func:`detect_decimal_sign`); None decides by the text alone.
    Raises :class:`MoneyError`.
    """
    if isinstance(value, bool) or value is None:
        raise MoneyError(NOT_A_NUMBER)
    if isinstance(value, (int, Decimal)):
        return _checked(Decimal(value))
    if isinstance(value, float):
        return _checked(Decimal(repr(value)))
    text = str(value).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).strip()
    if text.upper() in _FORMULA_ERRORS:
        raise MoneyError(FORMULA_ERROR)
    negative, bare, named = _unwrapped(text)
    number = None if named or text.isascii() else _spoken(bare, decimal_sign)
    if number is None:
        digits, factor = _with_unit(bare)
        number = Decimal(_plain(digits, decimal_sign)) * factor
    return _checked(-number if negative else number)


def _unwrapped(text: str) -> tuple[bool, str, bool]:
    """Whether it is below zero, what is left without brackets, minus and the signs of money at the ends, and whether
    one stood at the very end: ``1.2万元``.

    ``(-5)`` says twice that it is below zero, not that it is above.
    """
    bare, marks, named = text, "", False
    while not _NUMBER.fullmatch(bare):
        if bare[:1] == "(" and bare[-1:] == ")" and "(" not in marks:
            marks, bare = marks + "(", bare[1:-1].strip()
        elif bare and bare[0] in _MINUS and "-" not in marks:
            marks, bare = marks + "-", bare[1:].strip()
        elif bare and bare[-1] in _MINUS and "-" not in marks:
            marks, bare = marks + "-", bare[:-1].strip()
        elif found := _BEFORE.match(bare):
            bare = bare[found.end() :].strip()
        elif found := _AFTER.search(bare):
            bare, named = bare[: found.start()].strip(), True
        else:
            break
    return bool(marks), bare, named


def _spoken(bare: str, decimal_sign: str | None) -> Decimal | None:
    """``99块9`` is 99.90; None where nobody says a price like this."""
    found = _SPOKEN.fullmatch(bare)
    whole = _plain(found["yuan"] or "0", decimal_sign) if found else ""
    if found is None or not whole.isdecimal():
        return None
    jiao, fen = found["jiao"] or found["only_jiao"], found["fen"] or found["only_fen"]
    return Decimal(f"{whole}.{found['tail'] or jiao + (fen or '')}")


def _with_unit(bare: str) -> tuple[str, int]:
    """Bare digits with separators, and the unit (万 = 10,000)."""
    if between := _BETWEEN.search(bare):
        raise MoneyError(SIGN_UNCLEAR.fill(sign=between[1]))
    bare = bare.removeprefix("+").strip()
    factor = 1
    while bare and (unit := _UNITS.get(bare[-1].lower())) is not None:
        factor, bare = factor * unit, bare[:-1].strip()
    bare = re.sub(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))", "", bare)
    if not _NUMBER.fullmatch(bare):
        letter = _LETTER.search(bare)
        if letter and sum(map(str.isdecimal, bare)) * 2 > len(bare):
            raise MoneyError(HAS_LETTER.fill(letter=letter[0]))
        raise MoneyError(NOT_A_NUMBER)
    return bare, factor


def _plain(digits: str, decimal_sign: str | None) -> str:
    """``1.234,50`` → ``1234.50``; raises where the separators make no sense."""
    if digits.isdecimal():
        return digits
    sign = decimal_sign or _own_sign(digits)
    other = "," if sign == "." else "."
    whole, found, fraction = digits.rpartition(sign) if sign in digits else (digits, "", "")
    if sign in whole or other in fraction:
        raise MoneyError(SEPARATOR_UNCLEAR.fill(sign=other if other in fraction else sign))
    groups = whole.split(other)
    if len(groups) > 1 and not _thousands(groups):
        raise MoneyError(SEPARATOR_UNCLEAR.fill(sign=other))
    return f"{''.join(groups) or '0'}.{fraction}" if found else "".join(groups)


def _thousands(groups: list[str]) -> bool:
    """Whether the parts are groups of three digits, the first of one to three."""
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _own_sign(digits: str) -> str:
    """The decimal sign that a text shows by itself; ``.`` where both readings are possible."""
    sign = sure_sign(digits)
    if sign is None and digits.count(",") == 1 and "." not in digits and not _thousands(digits.split(",")):
        raise MoneyError(SEPARATOR_UNCLEAR.fill(sign=","))
    return sign or "."


def sure_sign(digits: str) -> str | None:
    """``.`` or ``,`` where the text can only be read one way: both signs, or one repeated."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots > 1:
        return ","
    if commas > 1 or (dots == 1 and not _thousands(digits.split("."))):
        return "."
    return None


def detect_decimal_sign(values: Iterable[object]) -> str | None:
    """The decimal sign of a column of texts; None where nothing in it decides or both stand in it.

    A lone ``1,12`` is a decimal comma only if no value of the column says otherwise.
    """
    found: set[str] = set()
    lone_comma = False
    for value in values:
        if not isinstance(value, str) or not value:
            continue
        match = _NUMBER.search(value if value.isascii() else unicodedata.normalize("NFKC", value))
        if match is None:
            continue
        sign = sure_sign(match[0])
        if sign:
            found.add(sign)
        elif match[0].count(",") == 1 and not _thousands(match[0].split(",")):
            lone_comma = True
    if found:
        return found.pop() if len(found) == 1 else None
    return "," if lone_comma else None


def _checked(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise MoneyError(NOT_A_NUMBER)
    if abs(number) >= _LIMIT:
        raise MoneyError(TOO_LARGE)
    return number


def parse_money(value: object, currency: str = "CNY", decimal_sign: str | None = None) -> int:
    """The amount in minor units, rounded half up; raises :class:`MoneyError`."""
    return to_minor(parse_number(value, decimal_sign), currency)


def to_minor(amount: Decimal, currency: str = "CNY") -> int:
    """An amount in the currency's unit as minor units."""
    try:
        return int(amount.scaleb(decimals(currency)).quantize(Decimal(1), ROUND_HALF_UP))
    except InvalidOperation as error:
        raise MoneyError(TOO_LARGE) from error


def parse_quantity(value: object, decimal_sign: str | None = None) -> int:
    """A quantity in thousandths; raises :class:`MoneyError`."""
    return int(parse_number(value, decimal_sign).scaleb(3).quantize(Decimal(1), ROUND_HALF_UP))


def to_decimal(minor: int, currency: str = "CNY") -> Decimal:
    return Decimal(minor).scaleb(-decimals(currency))


def format_money(minor: int, currency: str = "CNY", language: str = "en", *, symbols: bool = True) -> str:
    """``¥1,838.48``: as shown everywhere. Without ``symbols`` for columns whose header names the currency."""
    places = decimals(currency)
    text = f"{abs(to_decimal(minor, currency)):,.{places}f}"
    sign = "-" if minor < 0 else ""
    if language.startswith("zh") and currency == "JPY" and symbols:
        return f"{sign}JP¥{text}"
    return f"{sign}{symbol(currency)}{text}" if symbols else sign + text


def to_json_money(minor: int, currency: str = "CNY") -> str:
    """``1234.50``: how money stands in JSON, always with two decimals."""
    return f"{to_decimal(minor, currency).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def format_quantity(thousandths: int) -> str:
    """``1500`` → ``1.5``: without needless zeros."""
    text = f"{Decimal(thousandths).scaleb(-3):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
