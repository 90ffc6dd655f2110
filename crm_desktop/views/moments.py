"""Instants in words: ``today 08:30``, ``yesterday 21:30``, ``3 Nov 09:15``, and sentences with one in them."""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language


def moment(at: datetime, today: date) -> str:
    """The local day, short, and the time of an aware instant."""
    local = at.astimezone()
    return f"{short_date(local.date(), today, language())} {local:%H:%M}"


def with_moment(text: str, when: str) -> str:
    """``text`` with its ``{when}``: in Chinese a word such as 今天 follows without the space that a number has."""
    if "\u4e00" <= when[:1] <= "\u9fff":
        text = text.replace(" {when}", "{when}")
    return text.format(when=when)
