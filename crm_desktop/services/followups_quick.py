"""One line of words read as a follow-up: ``周五 10点 电话 何佳``, ``Fri 10am call Anna about the tea``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core import dateforms
from crm_desktop.core.i18n import render
from crm_desktop.services.followups_values import SUBJECT_NEEDED

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_TYPES = {
    "call": ("电话", "打电话", "致电", "call", "phone", "ring"),
    "visit": ("拜访", "上门", "到访", "visit"),
    "wechat": ("发微信", "微信", "wechat", "wx"),
    "sms": ("发短信", "短信", "sms", "text"),
    "email": ("发邮件", "邮件", "email", "e-mail", "mail"),
    "meeting": ("见面", "会议", "开会", "meeting", "meet"),
    "todo": ("待办", "todo", "to-do"),
}
_BY_WORD = {word: key for key, words in _TYPES.items() for word in words}
_NEAR = {
    "今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "tmr": 1, "后天": 2, "大后天": 3,
    "下周": 7, "next week": 7,
}  # fmt: skip
_ZH_DAYS, _EN_DAYS = "一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?P<next>下|next )?(?:(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])|\b(?P<en>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)",
    re.I,
)
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*[日号]?(?!\d)")
_TIME = re.compile(
    r"(?:上午|早上|中午|下午|晚上)?\s*\d{1,2}\s*(?:[:：]\s*\d{2}|[点时]\s*(?:半|\d{1,2}分?)?)\s*(?:am|pm)?", re.I
)
_HALF_DAY = re.compile(r"\b(\d{1,2})\s*(am|pm)\b", re.I)


def read_line(services: Services, text: str, today: date, day: date) -> dict[str, Any]:
    """Field values of a follow-up (``due``, ``time``, ``type``, ``customer``, ``subject``).

    What is no day, time or type stays as the subject; a word that names exactly one customer links to it. Without a
    day in the line it is ``day``. Weekdays are the next ones after ``today``.
    """
    rest = f" {text.strip()} "
    rest, at = _take_time(rest)
    rest, due = _take_day(rest, today)
    rest, kind = _take_type(rest)
    rest, customer, name = _take_customer(services, rest)
    subject = " ".join(rest.split()) or name or text.strip()
    return {
        "due": due or day,
        "time": at,
        "type": kind or ("call" if customer is not None else "todo"),
        "customer": customer,
        "subject": subject or render(SUBJECT_NEEDED),
    }


def _take_time(text: str) -> tuple[str, str]:
    for match in _TIME.finditer(text):
        found = dateforms.time_part(match[0])
        if found is not None:
            return _cut(text, match), found.strftime("%H:%M")
    half = _HALF_DAY.search(text)
    if half and 1 <= int(half[1]) <= 12:
        hour = int(half[1]) % 12 + (12 if half[2].lower() == "pm" else 0)
        return _cut(text, half), f"{hour:02d}:00"
    return text, ""


def _take_day(text: str, today: date) -> tuple[str, date | None]:
    match = _WEEKDAY.search(text)
    if match:
        at = _ZH_DAYS.index(match["zh"].replace("天", "日")) if match["zh"] else _EN_DAYS.index(match["en"].lower())
        monday = today - timedelta(days=today.weekday())
        ahead = today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
        return _cut(text, match), monday + timedelta(days=7 + at) if match["next"] else ahead
    for word in sorted(_NEAR, key=len, reverse=True):
        found = re.search(rf"\b{word}\b" if word.isascii() else word, text, re.I)
        if found:
            return _cut(text, found), today + timedelta(days=_NEAR[word])
    match = _MONTH_DAY.search(text)
    if match:
        day = _coming(int(match[1]), int(match[2]), today)
        if day is not None:
            return _cut(text, match), day
    return text, None


def _coming(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, today.year + 5):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _take_type(text: str) -> tuple[str, str]:
    for word in sorted(_BY_WORD, key=len, reverse=True):
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word.isascii() else word, text, re.I)
        if found:
            return _cut(text, found), _BY_WORD[word]
    return text, ""


def _take_customer(services: Services, text: str) -> tuple[str, int | None, str]:
    """The longest run of words that is one customer's name; in Chinese a name may stand inside a word."""
    words = text.split()
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            ids = services.customers.by_name(name)
            if len(ids) == 1:
                return " ".join(words[:start] + words[start + length :]), ids[0], name
    for word in words:
        if word.isascii():
            continue
        for length in range(min(8, len(word)), 1, -1):
            for start in range(len(word) - length + 1):
                name = word[start : start + length]
                ids = services.customers.by_name(name)
                if len(ids) == 1:
                    return text.replace(name, " ", 1), ids[0], name
    return text, None, ""


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " + text[match.end() :]
