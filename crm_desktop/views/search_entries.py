"""What the search lists: the best of every kind, people first, then the commands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, render
from crm_desktop.views.actions import COMMANDS, CommandSpec, matching
from crm_desktop.views.pages import KINDS
from crm_desktop.views.search_results import Entry
from crm_desktop.views.widgets import words

if TYPE_CHECKING:
    from crm_desktop.core.jobs import JobContext
    from crm_desktop.services.context import Services
    from crm_desktop.services.search_hits import Hit

ROWS = 18
"""Hits shown of all kinds together; more are a sign to type another letter."""
LEAST = {"customer": 6}
LEAST_OTHER = 3
COMMANDS_SHOWN = 6
FIRST_COMMANDS = ("new_customer", "new_follow_up", "import", "backup", "history", "theme")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADING = N_("kind", "Commands")


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` counts every match, or (``more``) so many at least; ``hits`` are those to show, kind by kind."""

    total: int
    hits: tuple[Hit, ...]
    more: bool = False


def find_all(services: Services, text: str, job: JobContext) -> Found:
    """Search every kind: each gets a few rows, and what one leaves free goes to those before it."""
    answers = {}
    for kind in KINDS:
        job.check()
        answers[kind] = services.search.find(text, ROWS, kinds=(kind,), exact=False)
    rows = {kind: min(len(answer.results), LEAST.get(kind, LEAST_OTHER)) for kind, answer in answers.items()}
    free = ROWS - sum(rows.values())
    for kind, answer in answers.items():
        more = min(free, len(answer.results) - rows[kind])
        if more > 0:
            rows[kind] += more
            free -= more
    hits = tuple(hit for kind, answer in answers.items() for hit in answer.results[: rows[kind]])
    total = sum(answer.total for answer in answers.values())
    more = any(answer.more for answer in answers.values())
    return Found(total // 100 * 100 if more else total, hits, more)


def entries_of(text: str, found: Found | None, today: date) -> list[Entry]:
    """The rows of the list; without a text only the commands one begins with."""
    rows: list[Entry] = []
    seen: set[str] = set()
    for hit in found.hits if found else ():
        spec = KINDS[hit.kind]
        heading = "" if hit.kind in seen else render(spec.label)
        seen.add(hit.kind)
        customer = hit.id if hit.kind == "customer" else hit.customer_id
        line, right = _split(hit.subtitle, today)
        rows.append(Entry(hit.kind, spec.icon, hit.title, line, right, hit.id, customer, "", heading, text))
    offered = matching(text) if text else [spec for spec in COMMANDS if spec.name in FIRST_COMMANDS]
    return rows + [_command_entry(spec, text, first=spec is offered[0]) for spec in offered[:COMMANDS_SHOWN]]


def _split(subtitle: str, today: date) -> tuple[str, str]:
    """The figure that ends the quiet line (a phone, an amount, a day) stands at the right edge."""
    line, _dot, last = subtitle.rpartition(" · ")
    if _DAY.fullmatch(last):
        return line, words.list_day(date.fromisoformat(last), today)
    return (line, last) if any(char.isdigit() for char in last) else (subtitle, "")


def _command_entry(spec: CommandSpec, query: str, *, first: bool) -> Entry:
    return Entry(
        "command",
        spec.icon,
        render(spec.title),
        right=spec.shortcut.replace("+", " "),
        command=spec.name,
        heading=render(_HEADING) if first else "",
        query=query,
    )
