"""The written forms of a day and of a time of day: digits, Chinese, lunar, English month names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from typing import Literal

from crm_desktop.core.i18n import N_, Text

NOT_A_DATE = N_("date", "This is not a date")
NOT_A_TIME = N_("date", "This is not a time")
NO_YEAR = N_("date", "The year is missing")
IMPOSSIBLE = N_("date", "There is no such day")
NO_MONTH = N_("date", "There is no month {month}")
ONLY_YEAR = N_("date", "This is only a year")
AMBIGUOUS = N_("date", "Day and month could be swapped: say which comes first")
OUTSIDE_TABLE = N_("date", "Lunar dates are known from {first} to {last} only")

Order = Literal["dmy", "mdy", "ymd"]


class DateError(ValueError):
    """The text can't be a day; ``reason`` says why, ``ambiguous`` that only the order is missing."""

    def __init__(self, reason: Text, *, ambiguous: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.ambiguous = ambiguous


@dataclass(frozen=True, slots=True)
class Parts:
    """A day as written; ``short_year`` marks two digits, ``lunar`` the lunar calendar, ``leap`` a leap month."""

    year: int | None
    month: int
    day: int
    lunar: bool = False
    leap: bool = False
    short_year: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,4})\s?[-/.\\]\s?(\d{1,2})(?:\s?[-/.\\]\s?(\d{1,4}))?")
_DOTTED = re.compile(r"\d{1,4}\s?\.\s?\d{1,2}(?:\s?\.\s?\d{1,4})?")
_COMPACT = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)")
_CHINESE = re.compile(r"(?:(\d{4}|\d{2})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号號]?")
_WORD_FIRST = re.compile(r"([a-z]{3,9})\.?[\s,-]*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,'-]+(\d{4}|\d{2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?([a-z]{3,9})\.?(?:[\s,'-]+(\d{4}|\d{2}))?")
_YEAR_WORD = re.compile(r"(\d{4})[\s,-]+([a-z]{3,9})\.?[\s,-]*(\d{1,2})(?:st|nd|rd|th)?")
_WEEKDAY = re.compile(
    r"[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?",
    re.IGNORECASE,
)
_LUNAR = re.compile(
    r"[(（]?(?:农历|農曆|阴历|陰曆|旧历|老历|夏历|lunar|^农|^阴|^L(?=[\d-]))[)）]?[:：]?", re.IGNORECASE
)
_SOLAR = re.compile(r"[(（]?(?:公历|公曆|阳历|陽曆|新历|国历)[)）]?[:：]?")
_LUNAR_WORDS = re.compile(
    r"(?:([〇零一二三四五六七八九]{4}|\d{4})年?)?(闰|閏)?(正|冬|腊|臘|十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月"
    r"(初[一二三四五六七八九十]|[廿卄][一二三四五六七八九]?|卅|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})([日号號])?"
)
_STORED_LUNAR = re.compile(r"(?:(\d{4})-|--)?(\d{1,2})(\+?)-(\d{1,2})")
_TIME = re.compile(
    r"(?:(上午|下午|晚上|早上|中午|凌晨|[ap]\.?m\.?)\s*)?(?<![\d:/.-])(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d+)?)?"
    r"\s*([ap]\.?m\.?)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(上午|下午|晚上|早上|中午|凌晨)?\s*(\d{1,2})\s*[点點时時](?:\s*(\d{1,2}|半)\s*分?)?$")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def numeric_parts(text: str) -> list[str] | None:
    """The two or three numbers of a day written with digits only; None for other forms."""
    bare = _without_time(_plain(text))
    match = _NUMERIC.fullmatch(bare)
    return [part for part in match.groups() if part] if match else None


def is_dotted(text: str) -> bool:
    """Whether dots part the numbers of a day: those who write so put the day first, whatever others do with slashes."""
    if text.isascii() and "." not in text:
        return False
    return _DOTTED.fullmatch(_without_time(_plain(text))) is not None


def is_full(parts: list[str]) -> bool:
    """Whether a year of four digits stands behind day and month."""
    return len(parts) == 3 and len(parts[2]) == 4


def is_solar(text: str) -> bool:
    """Whether ``text`` says that its day is not one of the lunar calendar: ``公历1990-05-06``."""
    return _SOLAR.search(_plain(text)) is not None


def is_either_way(parts: list[str]) -> bool:
    """Whether the first two numbers could each be the month."""
    return len(parts[0]) < 3 and int(parts[0]) <= 12 and int(parts[1]) <= 12 and parts[0] != parts[1]


def read(text: str, order: Order | None, short: Order | None) -> Parts:
    """The day in ``text``; raises :class:`DateError`."""
    plain = _plain(text)
    if not plain:
        raise DateError(NOT_A_DATE)
    lunar = _LUNAR.search(plain)
    if lunar:
        return _read_lunar((plain[: lunar.start()] + plain[lunar.end() :]).strip())
    bare = _without_time(_SOLAR.sub("", plain).strip())
    compact = _COMPACT.fullmatch(bare)
    if compact:
        return Parts(int(compact[1] + compact[2]), int(compact[3]), int(compact[4]))
    if bare.isdecimal():
        raise DateError(ONLY_YEAR if len(bare) == 4 else NOT_A_DATE)
    numeric = _NUMERIC.fullmatch(bare)
    if numeric:
        return _from_numbers([part for part in numeric.groups() if part], order, short)
    return _read_words(bare)


def _plain(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _without_time(text: str) -> str:
    text = _WEEKDAY.sub("", text).strip() if not text.replace("-", "").replace("/", "").isdecimal() else text
    if ":" in text:
        match = _TIME.search(text)
        if match and match.start() > 0:
            text = text[: match.start()].rstrip(" Tt,")
    return text.strip().rstrip(",")


def _from_numbers(parts: list[str], order: Order | None, short: Order | None) -> Parts:
    if len(parts) == 2:
        return _month_day(int(parts[0]), int(parts[1]), order or short, len(parts[0]) == 4)
    first, second, third = parts
    if len(first) == 4:
        return Parts(int(first), int(second), int(third)) if len(third) <= 2 else _refuse()
    if len(third) == 4:
        month_day = _month_day(int(first), int(second), order)
        return Parts(int(third), month_day.month, month_day.day)
    if len(first) > 2 or len(third) > 2:
        _refuse()
    if short is None:
        fitting = [one for one in ("ymd", "dmy", "mdy") if _possible(parts, one)]
        if len(fitting) != 1:
            raise DateError(AMBIGUOUS if fitting else IMPOSSIBLE, ambiguous=bool(fitting))
        short = fitting[0]  # type: ignore[assignment]
    values = dict(zip(str(short), map(int, parts), strict=True))
    return Parts(values["y"], values["m"], values["d"], short_year=True)


def _possible(parts: list[str], order: str) -> bool:
    values = dict(zip(order, map(int, parts), strict=True))
    return 1 <= values["m"] <= 12 and 1 <= values["d"] <= 31


def _refuse() -> Parts:
    raise DateError(NOT_A_DATE)


def _month_day(first: int, second: int, order: str | None, year_first: bool = False) -> Parts:
    """Two numbers of which one is the month; equal ones need no order."""
    if year_first:
        raise DateError(NOT_A_DATE)
    if first > 12 >= second >= 1:
        return Parts(None, second, first)
    if second > 12 >= first >= 1 or first == second:
        return Parts(None, first, second)
    if first > 12 or second > 12 or not first or not second:
        raise DateError(IMPOSSIBLE)
    if order is None:
        raise DateError(AMBIGUOUS, ambiguous=True)
    return Parts(None, second, first) if order == "dmy" else Parts(None, first, second)


def _read_words(bare: str) -> Parts:
    chinese = _CHINESE.fullmatch(bare)
    if chinese:
        return _with_year(chinese[1], int(chinese[2]), int(chinese[3]))
    words = _LUNAR_WORDS.fullmatch(bare)
    if words:
        if words[5] and not words[2] and words[3] not in "正冬腊臘":
            return Parts(_chinese_year(words[1]), _chinese_month(words[3]), _chinese_day(words[4]))
        return _from_lunar_words(words)
    lowered = bare.lower().strip()
    if lowered.isascii():
        for pattern, places in ((_WORD_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1)), (_YEAR_WORD, (1, 2, 3))):
            match = pattern.fullmatch(lowered)
            month = _MONTHS.get(match[places[1]]) if match else None
            if match and month:
                return _with_year(match[places[0]], month, int(match[places[2]]))
    raise DateError(NOT_A_DATE)


def _with_year(year: str | None, month: int, day: int) -> Parts:
    if year is None:
        return Parts(None, month, day)
    return Parts(int(year), month, day, short_year=len(year) == 2)


def _read_lunar(text: str) -> Parts:
    words = _LUNAR_WORDS.fullmatch(text)
    if words:
        return _from_lunar_words(words)
    stored = _STORED_LUNAR.fullmatch(text)
    if stored:
        year = int(stored[1]) if stored[1] else None
        return Parts(year, int(stored[2]), int(stored[4]), lunar=True, leap=bool(stored[3]))
    chinese = _CHINESE.fullmatch(text)
    if chinese and len(chinese[1] or "1900") == 4:
        year = int(chinese[1]) if chinese[1] else None
        return Parts(year, int(chinese[2]), int(chinese[3]), lunar=True)
    raise DateError(NOT_A_DATE)


def _from_lunar_words(match: re.Match[str]) -> Parts:
    return Parts(
        _chinese_year(match[1]), _chinese_month(match[3]), _chinese_day(match[4]), lunar=True, leap=bool(match[2])
    )


def _chinese_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else int("".join(str(_DIGITS[char]) for char in text))


def _chinese_month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return {"正": 1, "冬": 11, "腊": 12, "臘": 12}.get(text) or chinese_number(text)


def _chinese_day(text: str) -> int:
    if text.isdecimal():
        return int(text)
    text = text.removeprefix("初").replace("廿", "二十").replace("卄", "二十").replace("卅", "三十")
    return chinese_number(text)


def chinese_number(text: str) -> int:
    """1 to 99 in Chinese, as in days and months: ``五``, ``十二``, ``二十五``."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def time_part(text: str) -> time | None:
    """The time of day in ``text``; None where there is none or it is impossible."""
    plain = _plain(text)
    match = _TIME.search(plain)
    if match:
        before, hour, minute, second, after = match.groups()
        return _clock(int(hour), int(minute), int(second or 0), (before or after or "").lower().replace(".", ""))
    match = _HOUR.search(plain)
    if match:
        minutes = 30 if match[3] == "半" else int(match[3] or 0)
        return _clock(int(match[2]), minutes, 0, match[1] or "")
    return None


def _clock(hour: int, minute: int, second: int, half: str) -> time | None:
    if half in ("pm", "下午", "晚上", "中午") and hour < 12 and not (half == "中午" and hour > 3):
        hour += 12
    elif half in ("am", "上午", "凌晨") and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
