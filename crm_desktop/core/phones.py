"""Telephone numbers: one stored shape, one shown shape, and the digits by which they are found.

Stored is E.164 (``+8613812345678``, an extension as ``;ext=12``); a local number without its area
code is stored as the digits that were typed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.core import phonecells
from crm_desktop.core.i18n import N_, Text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LOST_DIGITS = N_("phone", "Excel lost the last digits of this number")
NOT_A_PHONE = N_("phone", "This is not a phone number")
HAS_LETTER = N_("phone", "There is a letter “{letter}” in the number")
HIDDEN = N_("phone", "Some digits of this number are hidden")
TOO_SHORT = N_("phone", "The number has too few digits")
TOO_LONG = N_("phone", "The number has too many digits")
UNCLEAR = N_("phone", "It is not clear where one number ends and the next begins")

_MASKED = re.compile(r"\d{2,}\s*[*＊×xX•]{3,}\s*\d*")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\+86|0086)?0(10|2\d|[3-9]\d\d)(\d{7,8})")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d+)")
_WHOLE_FLOAT = re.compile(r"(\d{5,})[.,]0+")
_EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|ext\.?|extension|;ext=|#|x|(?<=\d)_)\s*[:：.]?\s*(\d{1,7})$", re.IGNORECASE
)
_DASH_EXTENSION = re.compile(r"^(\+?(?:86-?)?0?\d{2,3}-\d{7,8})-(\d{1,6})$")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_MAX_EXACT = 2**53
_SHORTEST = 6


class PhoneError(ValueError):
    """The text can't be a phone number; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def as_text(value: object) -> str:
    """The digits of a cell, be it a text, a whole number or a float such as ``13812345678.0``.

    Raises :class:`PhoneError` where a number has lost digits (``1.38123E+10``) or has a fraction.
    """
    if isinstance(value, bool):
        raise PhoneError(NOT_A_PHONE)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not value.is_integer() or abs(value) >= _MAX_EXACT:
            raise PhoneError(NOT_A_PHONE)
        return str(int(value))
    text = str(value).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).strip()
    if text[:1] in ("'", "’", "`"):
        text = text[1:].strip()
    if text.isdecimal():
        return text
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific:
        digits = scientific[1] + (scientific[2] or "")
        if len(digits) <= int(scientific[3]):
            raise PhoneError(LOST_DIGITS)
        return digits
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def split(value: object) -> list[str]:
    """The texts of the numbers in one cell, as :func:`phonecells.parts` finds them."""
    text = as_text(value)
    return [text] if text.isdecimal() else [part.text for part in phonecells.parts(text)]


def is_labelled(value: object) -> bool:
    """Whether words stand beside the numbers that say whose they are: ``mobile``, ``办公``."""
    text = as_text(value)
    return phonecells.without_labels(text) != text


def normalise_many(value: object, region: str = "CN") -> list[str]:
    """Every number in a cell in its stored shape, without repeats; raises :class:`PhoneError`."""
    text = as_text(value)
    if text.isdecimal():
        return [normalise(text, region)]
    parts = phonecells.parts(text)
    if len(parts) == 1:
        return [normalise(parts[0].text, region)]
    if not parts and str(value).strip():
        raise PhoneError(NOT_A_PHONE)
    if any(phonecells.is_opening(part.text) for part in parts):
        raise PhoneError(UNCLEAR)
    found = [normalise(part.text, region) for part in parts]
    if region != "CN" and any(part.loose for part in parts):
        _check_whole(parts, found)
    return list(dict.fromkeys(found))


def _check_whole(parts: list[phonecells.Part], found: list[str]) -> None:
    """Raise where a part may be the rest of the one before it, or lacks the area code that it has.

    Chinese numbers need no such check: their lengths tell whole ones from others.
    """
    longest = max(len(number.partition(";")[0]) for number in found)
    for part, number in zip(parts, found, strict=True):
        bare, _, extension = number.partition(";ext=")
        typed = sum(map(str.isdecimal, part.text)) - len(extension)
        lacks_code = bare[0] == "+" and part.text.lstrip("( ")[:1] not in ("0", "+") and len(bare) < longest - 1
        if part.loose and (lacks_code or typed < _SHORTEST):
            raise PhoneError(UNCLEAR)


def normalise(value: object, region: str = "CN") -> str:
    """The stored shape of one number; raises :class:`PhoneError` for what cannot be a phone.

    What phonenumbers calls possible is accepted. A number without a country belongs to ``region``. The stored shape
    read again is itself.
    """
    text = as_text(value)
    return _quickly(text, region) or _normalise_slowly(text, region)


@lru_cache(maxsize=4096)
def _normalise_slowly(text: str, region: str) -> str:
    stored = _read(text, region)
    try:
        again = _quickly(stored, region) or _read(stored, region)
    except PhoneError as error:
        raise PhoneError(NOT_A_PHONE) from error
    if again != stored:
        raise PhoneError(NOT_A_PHONE)  # such as +49 00…, of which each reading would take another zero
    return stored


def _quickly(text: str, region: str) -> str:
    """The stored shape of what is plainly a number of China; empty for all others."""
    bare = text.translate(phonecells.FILLING)
    if region == "CN" or bare.startswith("+86"):
        mobile = _MOBILE.fullmatch(bare)
        if mobile:
            return "+86" + mobile[1]
        landline = _LANDLINE.fullmatch(bare) if "(" not in text or region == "CN" else None
        if landline and not _DASH_EXTENSION.match(text):
            return f"+86{landline[1]}{landline[2]}"
    return ""


def _read(text: str, region: str) -> str:
    import phonenumbers
    from phonenumbers import ValidationResult

    text = phonecells.without_labels(text).strip()
    extension = ""
    dashed = _DASH_EXTENSION.match(text) if region == "CN" else None
    if dashed:
        text, extension = dashed.groups()
    else:
        found = _EXTENSION.search(text)
        if found:
            text, extension = text[: found.start()], found[1]
    if _MASKED.search(text):
        raise PhoneError(HIDDEN)
    letter = phonecells.LETTER.search(text)
    if letter:
        raise PhoneError(HAS_LETTER.fill(letter=letter[0]) if _mostly_digits(text) else NOT_A_PHONE)
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        digits = sum(map(str.isdecimal, text))
        if digits > 15 and error.error_type == phonenumbers.NumberParseException.TOO_LONG:
            raise PhoneError(TOO_LONG) from error
        raise PhoneError(TOO_SHORT if 0 < digits < 5 else NOT_A_PHONE) from error
    if not _keeps_digits(text, number, region):
        raise PhoneError(NOT_A_PHONE)
    outcome = phonenumbers.is_possible_number_with_reason(number)
    if region == "CN" and _is_local_chinese(text):
        outcome = ValidationResult.IS_POSSIBLE_LOCAL_ONLY
    local = outcome == ValidationResult.IS_POSSIBLE_LOCAL_ONLY
    if local and "+" not in text:
        stored = re.sub(r"\D", "", text)
    elif local or outcome == ValidationResult.IS_POSSIBLE:
        stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    elif outcome == ValidationResult.TOO_LONG:
        raise PhoneError(TOO_LONG)
    else:
        raise PhoneError(TOO_SHORT if outcome == ValidationResult.TOO_SHORT else NOT_A_PHONE)
    extension = extension or number.extension or ""
    return f"{stored};ext={extension}" if extension else stored


def _keeps_digits(text: str, number: PhoneNumber, region: str) -> bool:
    """False where digits were taken for a carrier's prefix or for the way abroad, which nobody writes into a list."""
    import phonenumbers

    typed = _NOT_DIGITS.sub("", text)
    country, local = str(number.country_code), str(number.national_number)
    whole = phonenumbers.national_significant_number(number)
    if country == "86" and whole.startswith("0"):
        return False  # no number within China begins so
    for abroad in ("00", "011", ""):
        if typed.startswith(abroad + country) and (abroad or "+" in text):
            return typed.removeprefix(abroad) in (country + whole, f"{country}0{whole}")
    if number.country_code != phonenumbers.country_code_for_region(region):
        return False
    if region != "CN":
        return True
    return typed.lstrip("0") in (local.lstrip("0"), country + local, f"{country}0{local}")


def _is_local_chinese(text: str) -> bool:
    """Seven or eight digits are a landline without its area code, although the plan has service numbers as short."""
    found = re.sub(r"\D", "", text)
    return len(found) in (7, 8) and found[0] != "0" and "+" not in text


def _mostly_digits(text: str) -> bool:
    return sum(map(str.isdecimal, text)) > len(text) // 2


def digits(text: str) -> str:
    """The digits by which a number is looked for, as a person at home dials them.

    ``+86 138-1234-5678`` → ``13812345678``, ``+861054340612`` → ``01054340612``, ``+14155553233`` →
    ``14155553233``; also right for what is typed in a search field. Extensions are left out.
    """
    if len(text) == 14 and text.startswith("+861") and text[4] != "0" and text[1:].isdecimal():
        return text[3:]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.partition("ext")[0]
    found = text if text.isdecimal() else _NOT_DIGITS.sub("", text)
    plus = text.lstrip(" (").startswith("+")
    if found.startswith("0086"):
        found, plus = found[2:], True
    if not found.startswith("86") or not (plus or len(found) == 13):
        return found
    national = found[2:]
    if not plus and not national.startswith("1"):
        return found
    return national if _dialled_as_is(national) else "0" + national


def _dialled_as_is(national: str) -> bool:
    """Mobiles and service numbers have no trunk 0 before them; landlines of China have one."""
    return (
        not national
        or national[0] in "0"
        or national.startswith(("400", "800", "95"))
        or (national[0] == "1" and not national.startswith("10"))
    )


def keys(stored: str) -> tuple[str, ...]:
    """Every shape under which a stored number is looked up: as dialled, with the country, without the trunk 0."""
    dialled = digits(stored)
    full = "".join(char for char in stored.partition(";ext=")[0] if "0" <= char <= "9")
    return tuple(dict.fromkeys((dialled, full, dialled.lstrip("0"))))


def national(stored: str, region: str = "CN") -> str:
    """The number as shown and exported: nationally for ``region``, else with its country.

    Reading the result with the same region always gives ``stored`` again.
    """
    if region == "CN" and stored.startswith("+861") and len(stored) == 14 and stored[4] in "3456789":
        return f"{stored[3:6]} {stored[6:10]} {stored[10:]}"
    if not stored.startswith("+"):
        return stored
    return _national_slowly(stored, region)


@lru_cache(maxsize=4096)
def _national_slowly(stored: str, region: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(stored, region)
    except phonenumbers.NumberParseException:
        return stored
    shown = phonenumbers.format_number(number, _shape(number, region))
    try:
        same = normalise(shown, region) == stored
    except PhoneError:
        same = False
    return shown if same else stored


def _shape(number: PhoneNumber, region: str) -> int:
    import phonenumbers

    home = phonenumbers.country_code_for_region(region) == number.country_code
    shapes = phonenumbers.PhoneNumberFormat
    return int(shapes.NATIONAL if home else shapes.INTERNATIONAL)


def is_usual(stored: str, region: str = "CN") -> bool:
    """Whether the numbering plan knows this prefix; others are only marked for the quality report."""
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(stored, region)))
    except phonenumbers.NumberParseException:
        return False
