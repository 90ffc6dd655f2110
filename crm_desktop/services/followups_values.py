"""A follow-up as callers see it, and the check of what is to be stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from crm_desktop.core.clock import from_ms, local_date, to_ms
from crm_desktop.core.entities import FOLLOW_UP_TYPES, PRIORITIES, choice_keys
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import TOO_LONG, is_too_long
from crm_desktop.core.text import whole
from crm_desktop.services import followups_rules as rules

State = Literal["overdue", "today", "later", "none", "done", "cancelled"]

_TYPES = choice_keys(FOLLOW_UP_TYPES)
_PRIORITIES = choice_keys(PRIORITIES)
_TIME = re.compile(r"(\d{1,2})[:：](\d{2})(?::\d{2})?")
_DAY_REMINDER = "09:00"
"""When a reminder of an all-day follow-up is counted from."""

SUBJECT_NEEDED = N_("followup", "Say in a word what is to be done.")
WRONG_TIME = N_("followup", "A time looks like 9:30 or 14:00.")
WRONG_DAY = N_("followup", "This is not a day of the calendar.")
WRONG_RULE = N_("followup", "This repetition can't be understood.")
RULE_NEEDS_DAY = N_("followup", "Something that repeats needs a first day.")
UNKNOWN_CHOICE = N_("followup", "{value} is not one of the choices.")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """``due`` is a local day, ``time`` ``HH:MM`` or empty for all day; ``remind_at`` and ``done_at`` are ms UTC.

    ``amount`` is the deal's value and ``owed`` what the customer owes, both in minor units. ``series_day`` is the day
    that a series has for it, where it was moved to another one.
    """

    id: int
    version: int
    customer_id: int | None
    customer: str
    deal_id: int | None
    deal: str
    type: str
    due: date | None
    time: str
    remind_at: int | None
    subject: str
    owner: str
    priority: str
    status: str
    result: str
    done_at: int | None
    recurrence: str
    notes: str
    amount: int | None
    owed: int
    deleted: bool
    series_day: date | None = None

    def state(self, today: date) -> State:
        """Which of the state shapes it has."""
        if self.status == "done":
            return "done"
        if self.status == "cancelled":
            return "cancelled"
        return state_of(self.due, today)

    def done_on(self) -> date | None:
        return local_date(self.done_at) if self.done_at is not None else None


def state_of(due: date | None, today: date) -> State:
    """The state of something open that is due then."""
    if due is None:
        return "none"
    return "overdue" if due < today else "today" if due == today else "later"


def read_time(value: object) -> str | None:
    """``9:30`` → ``09:30``; None for nothing. Raises ``ValueError``."""
    text = whole(str(value or "")).strip()
    if not text:
        return None
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(text)
    return f"{int(match[1]):02d}:{match[2]}"


def read_day(value: object) -> date | None:
    """A day or its ISO text; None for nothing. Raises ``ValueError``."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def local_moment(day: date, at: str | None) -> datetime:
    """A local day and time (09:00 for all day) without a zone, for reckoning with."""
    return datetime.fromisoformat(f"{day.isoformat()}T{at or _DAY_REMINDER}")


def to_instant(moment: datetime) -> int:
    """Ms UTC of a local moment."""
    return to_ms(moment.astimezone())


def to_local(ms: int) -> datetime:
    """The local moment of ms UTC, without a zone."""
    return from_ms(ms).astimezone().replace(tzinfo=None)


def read_instant(value: object) -> int | None:
    """Ms UTC from ms, a datetime (naive: local) or its ISO text; None for nothing. Raises ``ValueError``."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise ValueError(value)
    if isinstance(value, int):
        return value
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return to_instant(moment) if moment.tzinfo is None else to_ms(moment)


def shifted_reminder(
    remind_at: int | None, before: tuple[date | None, str | None], after: tuple[date | None, str | None]
) -> int | None:
    """The reminder moved along with its follow-up: as long before the new moment as before the old one."""
    if remind_at is None or before[0] is None or after[0] is None:
        return remind_at
    lead: timedelta = local_moment(before[0], before[1]) - to_local(remind_at)
    return to_instant(local_moment(after[0], after[1]) - lead)


def columns(values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """Database columns for ``values`` (field names of the entity, without ``owner``), checked.

    Raises :class:`ValidationError` with a reason for each wrong field, ``KeyError`` for an unknown one.
    """
    found: dict[str, Any] = {}
    problems: dict[str, Text] = {}
    for name, value in values.items():
        try:
            found[name] = _READERS[name](value)
        except _Problem as problem:
            problems[name] = problem.reason
        except (ValueError, OverflowError):
            problems[name] = _REASONS.get(name, WRONG_DAY)
    if (new or "subject" in found) and not found.get("subject") and "subject" not in problems:
        problems["subject"] = SUBJECT_NEEDED
    if found.get("recurrence") and "due" in found and found["due"] is None:
        problems["due"] = RULE_NEEDS_DAY
    if problems:
        raise ValidationError(N_("followup", "The follow-up can't be saved like this."), problems)
    return found


class _Problem(Exception):
    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _choice(keys: tuple[str, ...], default: str, value: object) -> str:
    text = whole(str(value or "")).strip() or default
    if text not in keys:
        raise _Problem(UNKNOWN_CHOICE.fill(value=text))
    return text


def _rule(value: object) -> str:
    text = whole(str(value or "")).strip()
    return rules.normal(text) if text else ""


def _day_text(value: object) -> str | None:
    day = read_day(value)
    return day.isoformat() if day else None


def _text(value: object) -> str:
    text = whole(str(value or "")).strip()
    if is_too_long(text):
        raise _Problem(TOO_LONG)
    return text


def _line(value: object) -> str:
    return " ".join(_text(value).split())


def _link(value: object) -> int | None:
    return int(value) if value else None  # type: ignore[call-overload]


_READERS: dict[str, Any] = {
    "customer": _link,
    "deal": _link,
    "type": lambda value: _choice(_TYPES, "call", value),
    "due": _day_text,
    "time": read_time,
    "remind_at": read_instant,
    "subject": _line,
    "priority": lambda value: _choice(_PRIORITIES, "normal", value),
    "status": lambda value: _choice(("open", "done", "cancelled"), "open", value),
    "result": _text,
    "done_at": read_instant,
    "recurrence": _rule,
    "notes": _text,
}
_REASONS = {"time": WRONG_TIME, "recurrence": WRONG_RULE}
