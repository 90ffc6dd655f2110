"""Instants in words: ``today 08:30``, ``yesterday 21:30``, ``3 Nov 09:15``."""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.core.dates import short_date
from crm_desktop.core.i18n import language


def moment(at: datetime, today: date) -> str:
    """The local day, short, and the time of an aware instant."""
    local = at.astimezone()
    return f"{short_date(local.date(), today, language())} {local:%H:%M}"
