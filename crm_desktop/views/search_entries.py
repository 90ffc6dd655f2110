"""What the search lists: people first, commands that are called like that, the best of every other kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import N_, render
from crm_desktop.core.text import pinyin_full, pinyin_initials
from crm_desktop.views.actions import COMMANDS, CommandSpec, matching
from crm_desktop.views.pages import KINDS
from crm_desktop.views.pages.customers.list_parts import new_customer
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
CALLED_SHOWN = 4
"""Commands that stand among other results, before deals and orders: by their names they are as likely meant."""
PEOPLE_WITH_COMMANDS = 5
"""So many people leave them in sight."""
FIRST_COMMANDS = ("new_customer", "new_follow_up", "import", "backup", "history", "theme")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADING = N_("kind", "Commands")
_NOTHING = N_("kind", "Nothing found. Fewer letters find more.")


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
    """The rows of the list; without a text only the commands one begins with, without a hit the offer to add whoever
    was looked for.
    """
    if found is None:
        return _commands([spec for spec in COMMANDS if spec.name in FIRST_COMMANDS], text)
    named = called(text)
    if not named or not found.hits:
        rows = _hits(found.hits, text, today) + _commands(matching(text)[:COMMANDS_SHOWN], text)
        return rows or [_offer(text)]
    people = [hit for hit in found.hits if hit.kind == "customer"][:PEOPLE_WITH_COMMANDS]
    others = [hit for hit in found.hits if hit.kind != "customer"]
    return [
        *_hits(people, text, today), *_commands(named[:CALLED_SHOWN], text), *_hits(others, text, today),
    ]  # fmt: skip


def called(text: str) -> list[CommandSpec]:
    """The commands in whose names every word of ``text`` begins a word; none for a single letter."""
    needles = text.casefold().split()
    if len("".join(needles)) < 2 and text.isascii():
        return []

    def fits(spec: CommandSpec) -> bool:
        title = render(spec.title).casefold()
        starts = [*title.split(), *spec.title.source.casefold().split(), pinyin_full(title), pinyin_initials(title)]
        return all(
            any(word.startswith(needle) for word in starts) or (not needle.isascii() and needle in title)
            for needle in needles
        )

    return [spec for spec in matching(text) if fits(spec)]


def _offer(text: str) -> Entry:
    """Whoever calls and is not there yet is added with what was typed."""
    return Entry("new", "user-plus", new_customer(text), right="↵", heading=render(_NOTHING), query=text)


def _hits(hits: Iterable[Hit], text: str, today: date) -> list[Entry]:
    rows: list[Entry] = []
    seen: set[str] = set()
    for hit in hits:
        spec = KINDS[hit.kind]
        heading = "" if hit.kind in seen else render(spec.label)
        seen.add(hit.kind)
        customer = hit.id if hit.kind == "customer" else hit.customer_id
        line, right = _split(hit.subtitle, today)
        rows.append(Entry(hit.kind, spec.icon, hit.title, line, right, hit.id, customer, "", heading, text))
    return rows


def _commands(offered: Sequence[CommandSpec], text: str) -> list[Entry]:
    return [_command_entry(spec, text, first=spec is offered[0]) for spec in offered]


def _split(subtitle: str, today: date) -> tuple[str, str]:
    """The figure that ends the quiet line (a phone, an amount, a day) stands at the right edge."""
    parts = [
        words.list_day(date.fromisoformat(part), today) if _DAY.fullmatch(part) else part
        for part in subtitle.split(" · ")
    ]
    line, last = " · ".join(parts[:-1]), subtitle.rpartition(" · ")[2]
    return (line, parts[-1]) if any(char.isdigit() for char in last) else (" · ".join(parts), "")


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
