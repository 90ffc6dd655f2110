"""One line of words read as a follow-up: ``周五 10点 电话 何佳``, ``Fri 10am call Anna about the tea``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core import dateforms, daywords
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
_HALF_DAYS = "上午|早上|中午|下午|晚上"
_TIME = re.compile(
    rf"(?:{_HALF_DAYS})?\s*\d{{1,2}}\s*(?:[:：]\s*\d{{2}}|[点时]\s*(?:半|\d{{1,2}}分?)?)\s*(?:am|pm)?", re.I
)
_SPOKEN_TIME = re.compile(rf"({_HALF_DAYS})([一二三四五六七八九两十]{{1,2}})(?=点(?![一二三四五六七八九十钟刻]))")
_HALF_DAY = re.compile(r"\b(\d{1,2})\s*(am|pm)\b", re.I)
_THING = (
    r"(?!\s*(?:元|块|公?斤|千?克|吨|箱|盒|瓶|杯|袋|件|个|折|毫?升|[厘毫]?米|份|次|岁|倍|%|％)"
    r"|\s*(?:of|off|k?g|mg|lbs?|oz|m?l|[ckm]?m|ft|in|pcs?|rmb|usd|eur|cny|percent|pounds?|dollars?|euros?|yuan|"
    r"inch(?:es)?|pieces?|box(?:es)?|bags?|bottles?|cups?|packs?|sets?|days?|weeks?|months?|years?|hours?|h|min)\b)"
)
"""Behind a number: not what it counts."""
_FULL_DATE = re.compile(r"(?<![\d/.-])(20\d\d)\s*([-/.年])\s*(\d{1,2})\s*(?:\2|月)\s*(\d{1,2})\s*[日号]?(?![\d/-])")
_MONTH_DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*月\s*(\d{{1,2}})(?:\s*[日号]|(?!\d){_THING})"
    rf"|(?<![a-z\d_/.$€£¥￥-])(\d{{1,2}})/(\d{{1,2}})(?![\d/-]|\.\d|[a-z]){_THING}",
    re.I,
)
_CUSTOMER = "\ue000"
"""Stands in the line for the customer's name, so that nothing in a name is taken for something else."""
_ACTING = "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_FIRST_DAY = re.compile(rf"\s*(\d{{1,2}})[-.](\d{{1,2}})(?=\s*$|\s+(?:{_CUSTOMER}|(?:{_ACTING})(?![a-z])))", re.I)
"""With a dash or a dot it is a day only where the line begins with it and what is to be done comes next: elsewhere
``2-3 boxes``, ``1.5 kg`` or ``3.8`` may be anything.
"""
_FIRST_AHEAD = re.compile(rf"\s*\+(\d{{1,3}})(?=\s*$|\s+\D){_THING}", re.I)
_DAY_OF_MONTH = re.compile(
    r"(?<![a-z\d_第上下每月/.-])(?:(?P<next>下个?月)|(?:这个?|本)月)?(?P<day>\d{1,2})[号日]"
    rf"(?=\s|$|{_CUSTOMER}|{_HALF_DAYS}|[给去和跟找约到请]|{_ACTING})",
    re.I,
)


def read_line(services: Services, text: str, today: date, day: date) -> dict[str, Any]:
    """Field values of a follow-up (``due``, ``time``, ``type``, ``customer``, ``subject``).

    What is no day, time or type stays as the subject, as do words that may be something else: ``sun-dried``,
    ``1.5 kg``, ``5-10 元``; a word that names exactly one customer links to it. Without a day in the line it is
    ``day``. Weekdays are the next ones after ``today``.
    """
    rest, customer, name = _take_customer(services, text.replace(_CUSTOMER, " ").strip())
    rest, at = _take_time(rest)
    rest, due = _take_day(rest, today)
    rest, kind = _take_type(rest)
    subject = " ".join(rest.replace(_CUSTOMER, " ").split()).lstrip(",:，：、 ") or name or text.strip()
    return {
        "due": due or day,
        "time": at,
        "type": kind or ("call" if customer is not None else "todo"),
        "customer": customer,
        "subject": subject or render(SUBJECT_NEEDED),
    }


def _take_time(text: str) -> tuple[str, str]:
    text = _SPOKEN_TIME.sub(lambda match: match[1] + str(_hour(match[2])), text)
    for match in _TIME.finditer(text):
        found = dateforms.time_part(match[0])
        if found is not None:
            return _cut(text, *match.span()), found.strftime("%H:%M")
    half = _HALF_DAY.search(text)
    if half and 1 <= int(half[1]) <= 12:
        hour = int(half[1]) % 12 + (12 if half[2].lower() == "pm" else 0)
        return _cut(text, *half.span()), f"{hour:02d}:00"
    return text, ""


def _hour(words: str) -> int | str:
    try:
        return dateforms.chinese_number(words.replace("两", "二"))
    except KeyError:
        return words


def _take_day(text: str, today: date) -> tuple[str, date | None]:
    said = daywords.find(text, today)
    if said is not None:
        return (text if said.every else _cut(text, said.start, said.end)), said.day
    for match in _FULL_DATE.finditer(text):
        day = _day(int(match[1]), int(match[3]), int(match[4]))
        if day is not None:
            return _cut(text, *match.span()), day
    for match in (*_MONTH_DAY.finditer(text), *filter(None, [_FIRST_DAY.match(text)])):
        month, number = (int(part) for part in match.groups() if part)
        day = _coming(month, number, today)
        if day is not None:
            return _cut(text, *match.span()), day
    ahead = _FIRST_AHEAD.match(text)
    if ahead:
        return _cut(text, *ahead.span()), today + timedelta(days=int(ahead[1]))
    for match in _DAY_OF_MONTH.finditer(text):
        day = _coming_number(int(match["day"]), today, next_month=bool(match["next"]))
        if day is not None:
            return _cut(text, *match.span()), day
    return text, None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(month: int, number: int, today: date) -> date | None:
    days = (_day(year, month, number) for year in range(today.year, min(today.year + 9, 10000)))
    return next((day for day in days if day is not None and day >= today), None)


def _coming_number(number: int, today: date, *, next_month: bool) -> date | None:
    """That day of next month; else of this month, or of the first one after it that has it."""
    months = (divmod(today.year * 12 + today.month - 1 + ahead, 12) for ahead in ((1,) if next_month else range(3)))
    days = (_day(year, month + 1, number) for year, month in months)
    return next((day for day in days if day is not None and day >= today), None)


def _take_type(text: str) -> tuple[str, str]:
    for word in sorted(_BY_WORD, key=len, reverse=True):
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word.isascii() else word, text, re.I)
        if found:
            return _cut(text, *found.span()), _BY_WORD[word]
    return text, ""


def _take_customer(services: Services, text: str) -> tuple[str, int | None, str]:
    """The longest run of words that is one customer's name; in Chinese a name may stand inside a word."""
    words = text.split()
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            ids = services.customers.by_name(name)
            if len(ids) == 1:
                return " ".join([*words[:start], _CUSTOMER, *words[start + length :]]), ids[0], name
    for word in words:
        if word.isascii():
            continue
        for length in range(min(8, len(word)), 1, -1):
            for start in range(len(word) - length + 1):
                name = word[start : start + length]
                ids = services.customers.by_name(name)
                if len(ids) == 1:
                    return text.replace(name, f" {_CUSTOMER} ", 1), ids[0], name
    return text, None, ""


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"
