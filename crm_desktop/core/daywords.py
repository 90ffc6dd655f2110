"""Days as people say them from today on: ``明天``, ``next Friday``, ``下周三``, ``in two weeks``, ``两周后``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from crm_desktop.core.dateforms import chinese_number

_NEAR = {
    "今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "tmr": 1, "后天": 2, "大后天": 3,
    "下周": 7, "next week": 7, "下下周": 14,
}  # fmt: skip
_ZH_DAYS, _EN_DAYS = "一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EN_NAMES = "monday mon tuesday tues tue wednesday weds wed thursday thurs thur thu friday fri saturday sat sunday sun"
_COUNTS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ZH = "一二三四五六七八九"
BEFORE_WORD, AFTER_WORD = r"(?<!\w)(?<!\w[-'’])", r"(?!\w|[-'’]\w)"
"""Around a whole word: neither ``sun`` in ``sunglasses`` and ``sun-dried`` nor ``today`` in ``today's``."""
_WEEKDAY = re.compile(
    rf"(?P<every>每|\bevery )?(?:(?P<weeks>下*)(?<![上半几两十{_ZH}\d])(?:[周週]|星期|礼拜)(?P<zh>[一二三四五六日天])"
    rf"|{BEFORE_WORD}(?P<next>next )?(?P<en>{_EN_NAMES.replace(' ', '|')}){AFTER_WORD}\.?)",
    re.I,
)
_WORDS = re.compile(
    "|".join(
        rf"{BEFORE_WORD}{word}{AFTER_WORD}" if word.isascii() else word for word in sorted(_NEAR, key=len, reverse=True)
    ),
    re.I,
)
_AHEAD = re.compile(
    rf"{BEFORE_WORD}in (?P<n>\d{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month)s?(?:['’]? time)?{AFTER_WORD}"
    rf"|(?<![\d十{_ZH}])(?P<zh_n>\d{{1,3}}|[{_ZH}]?十[{_ZH}]?|[两{_ZH}])\s*(?P<zh_unit>天|周|週|个?星期|个?礼拜|个月)(?:以后|之后|后)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A day that is said from ``start`` to ``end`` of a text; with ``every`` it comes again and again."""

    day: date
    start: int
    end: int
    every: bool = False


def find(text: str, today: date) -> Said | None:
    """The day said in ``text``, or None. A weekday is the next one after ``today``."""
    match = _WEEKDAY.search(text)
    if match:
        at = _ZH_DAYS.index(match["zh"].replace("天", "日")) if match["zh"] else _EN_DAYS.index(match["en"].lower()[:3])
        weeks = len(match["weeks"] or "") or (1 if match["next"] else 0)
        monday = today - timedelta(days=today.weekday())
        ahead = today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
        day = monday + timedelta(days=7 * weeks + at) if weeks else ahead
        return Said(day, *match.span(), every=bool(match["every"]))
    match = _WORDS.search(text)
    if match:
        return Said(today + timedelta(days=_NEAR[match[0].lower()]), *match.span())
    match = _AHEAD.search(text)
    if match:
        day = _after(today, _count(match["n"] or match["zh_n"]), match["unit"] or match["zh_unit"])
        return Said(day, *match.span())
    return None


def read(text: str, today: date) -> date | None:
    """The day that the whole of ``text`` says; also ``+3`` and ``3 days``."""
    bare = " ".join(text.lower().split())
    ahead = re.fullmatch(r"\+(\d{1,3})|(\d{1,3}) ?days?", bare)
    if ahead:
        return today + timedelta(days=int(ahead[1] or ahead[2]))
    said = find(bare, today)
    return said.day if said and not said.every and (said.start, said.end) == (0, len(bare)) else None


def _count(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text.isascii():
        return max(1, _COUNTS.index(text.lower()))
    return 2 if text == "两" else chinese_number(text)


def _after(today: date, count: int, unit: str) -> date:
    if unit.lower() in ("month", "个月"):
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    return today + timedelta(days=count * (1 if unit.lower() in ("day", "天") else 7))
