"""Reminders that wait for an answer. One waits from its moment on until it is opened, done or put off; what nobody
answered is still waiting at the next start.

A follow-up keeps the moment of its reminder, also once that was answered: a series reckons the next one from it. The
answers lie beside the drafts, in the same database, and are no change of the shop's records.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms, to_ms
from crm_desktop.services.followups_values import FollowUp

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_KEY = "reminders"
_BEFORE = timedelta(hours=12)
"""How old a reminder may be when the program is asked for the first time."""
_LONGEST = timedelta(days=60)
"""What nobody answered for so long is overdue on the Today page, and that is enough."""


class RemindersService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def waiting(self) -> list[FollowUp]:
        """Open follow-ups whose reminder came and was not answered, and those put off until now; the oldest first."""
        now = self._s.clock.now()
        state = self._state(now)
        answers: dict[str, list[int]] = state["answers"]
        since = max(from_ms(state["since"]), now - _LONGEST)
        came = {found.id: found for found in self._s.followups.reminders_due(now, since)}
        again = [int(key) for key, (_for, until) in answers.items() if 0 < until <= to_ms(now)]
        for found in self._s.followups.rows([key for key in again if key not in came]):
            if found.status == "open" and not found.deleted:
                came[found.id] = found
        waiting = [found for found in came.values() if _waits(found, answers.get(str(found.id)), to_ms(now))]
        return sorted(waiting, key=lambda found: (found.remind_at or 0, found.id))

    def came_since(self, moment: datetime) -> bool:
        """Whether :meth:`waiting` holds more than at ``moment``. Quick enough to be asked every other second."""
        now = self._s.clock.now()
        if now < moment:
            return True  # the clock went back
        answers = self._state(now)["answers"].values()
        if any(to_ms(moment) < until <= to_ms(now) for _for, until in answers):
            return True
        return bool(self._s.followups.reminders_due(now, moment))

    def answer(self, *follow_ups: FollowUp) -> None:
        """Seen: these wait no more, unless they are given another reminder."""
        self._keep(follow_ups, 0)

    def put_off(self, until: datetime, *follow_ups: FollowUp) -> None:
        """Remind again at ``until``; the follow-ups themselves stay on their day."""
        self._keep(follow_ups, to_ms(until))

    def _keep(self, follow_ups: tuple[FollowUp, ...], until: int) -> None:
        state = self._state(self._s.clock.now())
        known = {int(key): value for key, value in state["answers"].items()}
        current = {found.id: found for found in self._s.followups.rows(list(known))}
        kept = {key: value for key, value in known.items() if key in current and _holds(current[key], value)}
        kept.update((found.id, [found.remind_at or 0, until]) for found in follow_ups)
        self._s.drafts.keep(_KEY, {"since": state["since"], "answers": {str(key): kept[key] for key in kept}})

    def _state(self, now: datetime) -> dict[str, Any]:
        """What was answered; kept for the first time where nothing is."""
        found = self._s.drafts.get(_KEY)
        if found is None:
            found = {"since": to_ms(now - _BEFORE), "answers": {}}
            self._s.drafts.keep(_KEY, found)
        return found


def _holds(found: FollowUp, answer: list[int]) -> bool:
    """Whether an answer still belongs to the reminder that the follow-up has now."""
    return not found.deleted and found.status == "open" and found.remind_at == answer[0]


def _waits(found: FollowUp, answer: list[int] | None, now: int) -> bool:
    if found.remind_at is None or found.remind_at > now:
        return False
    if answer is None or answer[0] != found.remind_at:
        return True
    return 0 < answer[1] <= now
