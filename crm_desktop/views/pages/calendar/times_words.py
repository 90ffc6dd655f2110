"""The words of a follow-up at its hour."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from crm_desktop.services.followups import FollowUp
from crm_desktop.views import theme
from crm_desktop.views.dialogs.followup_parts import who
from crm_desktop.views.pages.calendar.chip_text import ChipText, Line, broken
from crm_desktop.views.pages.calendar.layout import CHIP_LINE, Chip
from crm_desktop.views.pages.calendar.times_layout import SLOT, minutes
from crm_desktop.views.pages.calendar.times_paint import NARROW, words_room

_TELLS_MORE = 160
"""A follow-up wider than this says its time, and whose it is, too."""


def time_words(follow_up: FollowUp, *, tell_time: bool, tell_owner: bool) -> tuple[str, str]:
    """Who, and what, for a place whose height says the time; ``tell_time`` puts it before them all the same."""
    person, task = who(follow_up), follow_up.subject
    if tell_time and follow_up.time:
        person = f"{follow_up.time} {person}"
    return person, f"{task} · {follow_up.owner}" if tell_owner and follow_up.owner else task


class TimesWords:
    """Keeps the lines of what is shown. ``tell_owner``: whose a follow-up is, where there is room."""

    def __init__(self) -> None:
        self.tell_owner = False
        self._lines: dict[tuple[int, float, float], tuple[Line, ...]] = {}

    def clear(self) -> None:
        """Something else is shown."""
        self._lines.clear()

    def are_longer(self, follow_up: FollowUp, width: float) -> bool:
        """Whether it needs more than a line of that width."""
        joined = " ".join(self._words(follow_up, width))
        return QFontMetrics(theme.font("small")).horizontalAdvance(joined) > _room(follow_up, width)

    def lines(self, chip: Chip) -> tuple[Line, ...]:
        """In as many lines as there is room for; of one line, who and what for beside each other."""
        found, rect = chip.follow_up, chip.rect
        key = (found.id, rect.width(), rect.height())
        if key not in self._lines:
            person, task = self._words(found, rect.width())
            fits = int((rect.height() - 2) // CHIP_LINE)
            if fits > 1:
                font, room = theme.font("small"), _room(found, rect.width())
                tasks = broken(task, font, room) if rect.width() >= NARROW else ()  # there at least who it is
                text = ChipText(f"{person} {task}", broken(person, font, room), tasks)
                self._lines[key] = text.lines(min(fits, text.count))
            else:
                self._lines[key] = (Line(person), Line(task, quiet=True))
        return self._lines[key]

    def _words(self, found: FollowUp, width: float) -> tuple[str, str]:
        wide = width >= _TELLS_MORE
        tell_time = wide or (width >= NARROW and bool(found.time) and minutes(found.time) % SLOT != 0)
        return time_words(found, tell_time=tell_time, tell_owner=wide and self.tell_owner)


def _room(follow_up: FollowUp, width: float) -> float:
    return words_room(width, repeats=bool(follow_up.recurrence))
