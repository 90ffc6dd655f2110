"""What cleaning did to the cells of a column, told with examples: nothing is changed behind anybody's back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from crm_desktop.core import dateforms, money, phones, regions
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.text import fold
from crm_desktop.services.importing import paid_cells
from crm_desktop.services.importing.clean import Setting, Target, plain, says_nothing

SEVERAL = N_("import", "Several values in one cell were parted")
EXTENSION = N_("import", "The extension was told apart from the number")
BESIDE = N_("import", "Words beside the number were left out")
PARTED = N_("import", "Several numbers in one cell were parted, and the words beside them left out")
WHOLE = N_("import", "The “.0” that a spreadsheet put behind the number was left out")
HOME = N_("import", "No country was given: taken for numbers of {region}")
LOCAL = N_("import", "No area code was given: kept as it stands")
WIDTH = N_("import", "Full-width signs became ordinary ones")
SPACES = N_("import", "Spaces and invisible signs were taken out")
TITLE = N_("import", "The form of address was left out of the name")
NOTHING = N_("import", "Taken as blank")
SERIAL = N_("import", "A day number of the spreadsheet became a date")
LUNAR = N_("import", "Taken as a day of the lunar calendar")
NO_YEAR = N_("import", "Kept without a year")
CENTURY = N_("import", "The first two digits of the year were added")
ORDER = N_("import", "Day and month were told apart by the rest of the column")
DOTS = N_("import", "Written with dots: the first number was taken for the day")
NO_TIME = N_("import", "The time of day was left out")
TIMES = N_("import", "万, 千, k and the like were worked out")
NEGATIVE = N_("import", "Brackets mean less than nothing")
DECIMALS = N_("import", "“,” was taken for the decimal sign")
FOREIGN = N_("import", "Another currency: taken as {currency} without converting")
ROUNDED = N_("import", "Rounded to what the currency has")
WORDS = N_("import", "Units and signs beside the number were left out")
CALLED = N_("import", "Taken for a choice that is called otherwise")
ADDRESS = N_("import", "Only the address was taken from a name with an address")
REGION = N_("import", "The region of new customers was taken from their address")

EXAMPLES = 5
_UNITS = re.compile(r"[万萬千亿億wWkK]\s*(?:元|块|圆)?$")
_TITLE = re.compile(r"先生|女士|小姐|太太|^(?:mr|mrs|ms|miss|mx)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_FRACTION = re.compile(r"[.,](\d+)\D*$")
_DIGITS = re.compile(r"\d")


@dataclass(slots=True)
class _Found:
    count: int = 0
    examples: list[tuple[int, str, str]] = field(default_factory=list)


class Notes:
    """Collects what was changed; one for a whole file."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._found: dict[tuple[int, str], _Found] = {}
        self._reasons: dict[str, Text] = {}
        self._known: dict[tuple[int, str], Text | None] = {}

    def add(
        self,
        column: int,
        target: Target,
        numbers: Sequence[int],
        before: Sequence[Any],
        after: Sequence[Any],
        errors: Mapping[int, Text],
    ) -> None:
        """Compare the cells of a column with what became of them; ``numbers`` are their rows."""
        for position, (old, new) in enumerate(zip(before, after, strict=True)):
            if old == "" or old is None or position in errors:
                continue
            reason = self._why(column, target, old, new)
            if reason is not None:
                self._note(column, reason, numbers[position], plain(old), shown(target, new, self._setting))

    def region(self, column: int, number: int, address: str) -> None:
        """An address whose row has no region: new customers get the one it names."""
        found = regions.of_address(address)
        if found:
            self._note(column, REGION, number, address, found)

    def _why(self, column: int, target: Target, old: Any, new: Any) -> Text | None:
        if type(old) is not str:
            return explain(target, old, new, self._setting)
        key = (column, old)
        if key not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[key] = explain(target, old, new, self._setting)
        return self._known[key]

    def _note(self, column: int, reason: Text, number: int, before: str, after: str) -> None:
        found = self._found.setdefault((column, reason.source), _Found())
        self._reasons[reason.source] = reason
        found.count += 1
        if len(found.examples) < EXAMPLES and all(before != other for _, other, _ in found.examples):
            found.examples.append((number, before, after))

    def packed(self) -> list[list[Any]]:
        """``[column, reason, count, [[row, before, after], …]]``, in the order of the columns."""
        answer = []
        for (column, source), found in sorted(self._found.items(), key=lambda item: item[0][0]):
            reason = self._reasons[source]
            packed = [reason.context, reason.source, dict(reason.params)]
            answer.append([column, packed, found.count, [list(example) for example in found.examples]])
        return answer


def shown(target: Target, value: Any, setting: Setting) -> str:
    """A clean value as a person knows it."""
    if value is None:
        return ""
    if target.type == "phone":
        return "; ".join(phones.national(one, setting.region) for one in value)
    if isinstance(value, list):
        return "; ".join(value)
    if target.settles and isinstance(value, bool):
        return paid_cells.shown(value)
    if target.type == "money":
        return f"{money.to_decimal(value, setting.currency):f}"
    if target.quantity:
        return money.format_quantity(value)
    return str(value)


def explain(target: Target, before: Any, after: Any, setting: Setting) -> Text | None:
    """Why a clean value is not what stands in the cell; None where it says the same."""
    text = before.strip() if isinstance(before, str) else plain(before)
    if after is None:
        return NOTHING if text and says_nothing(target, text) else None
    kind = target.type
    if kind == "phone":
        return _phone(text, after, setting)
    if kind in ("date", "time"):
        return _day(target, before, text, after)
    if target.settles and isinstance(after, bool):
        return paid_cells.explain(after)
    if kind in ("money", "number"):
        return _amount(target, before, text, setting)
    if kind == "email":
        if len(after) > 1:
            return SEVERAL
        return None if [text] == after else ADDRESS if "<" in text else BESIDE
    if kind == "tags":
        return None
    if kind == "choice":
        called = fold(text) in setting.labels.get(target.name, ())
        return None if called or not isinstance(after, str) or text == after else CALLED
    return _line(target, text, after) if isinstance(after, str) else None


def _phone(text: str, after: Sequence[str], setting: Setting) -> Text | None:
    labelled = _LETTERS.search(text) is not None and phones.is_labelled(text)
    if len(after) > 1:
        return PARTED if labelled else SEVERAL
    if labelled:
        return BESIDE
    if not text.isascii() and text != unicodedata.normalize("NFKC", text):
        return WIDTH
    stored = after[0]
    if ";ext=" in stored:
        return EXTENSION
    if re.fullmatch(r"\d+[.,]0+", text):
        return WHOLE
    if _LETTERS.search(text):
        return BESIDE
    if not stored.startswith("+"):
        return LOCAL if len(stored) > 6 else None
    if setting.region != "CN" and "+" not in text and not text.startswith("00"):
        return HOME.fill(region=setting.region)
    return None


def _day(target: Target, before: Any, text: str, after: str) -> Text | None:
    if after.startswith("L"):
        return LUNAR
    if isinstance(before, (int, float)) and not isinstance(before, bool):
        return SERIAL if target.type == "date" else None
    if isinstance(before, (date, time)):
        with_time = isinstance(before, datetime) and before.time() != time()
        return NO_TIME if with_time and ":" not in after else None
    if target.type == "time":
        return None
    if after.startswith("--"):
        return NO_YEAR
    if ":" in text and ":" not in after:
        return NO_TIME
    parts = dateforms.numeric_parts(text)
    if parts and len(parts) == 3 and all(len(part) < 3 for part in parts):
        return CENTURY
    if parts and len(parts) == 3 and len(parts[2]) == 4 and parts[0] != parts[1]:
        if int(parts[0]) > 12 or int(parts[1]) > 12:
            return None
        return DOTS if dateforms.is_dotted(text) and int(parts[0]) == int(after[8:10]) else ORDER
    return None


def _amount(target: Target, before: Any, text: str, setting: Setting) -> Text | None:
    if not isinstance(before, str):
        return None
    if not text.isascii() and any("\uff01" <= char <= "\uff5e" for char in text.replace("￥", "")):
        return WIDTH
    if _UNITS.search(text):
        return TIMES
    if text[:1] in "(（" and text[-1:] in ")）":
        return NEGATIVE
    if target.type == "money":
        other = money.currency_in(text)
        if other and other != setting.currency:
            return FOREIGN.fill(currency=setting.currency)
        fraction = _FRACTION.search(text)
        if fraction and len(fraction[1]) > money.decimals(setting.currency) and fraction[0][0] == ".":
            return ROUNDED
    elif _LETTERS.search(text):
        return WORDS
    comma = text.rpartition(",")
    return DECIMALS if comma[1] and "." not in comma[2] and len(_DIGITS.findall(comma[2])) != 3 else None


def _line(target: Target, text: str, after: str) -> Text | None:
    if text == after:
        return None
    if target.person and _TITLE.search(text) and not _TITLE.search(after):
        return TITLE
    if any("\uff01" <= char <= "\uff5e" and char not in after for char in text):
        return WIDTH
    return SPACES if text.split() != [after] and target.type != "longtext" else None
