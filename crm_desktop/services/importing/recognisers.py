"""Which program a file comes from, told by its columns, and which of our fields they are. Runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from crm_desktop.core.text import fold, has_han, strip_marks
from crm_desktop.services.importing.mapping import MANY
from crm_desktop.services.importing.model import Recipe
from crm_desktop.services.importing.systems import System
from crm_desktop.services.importing.systems_abroad import ABROAD
from crm_desktop.services.importing.systems_chinese import CHINESE
from crm_desktop.services.importing.systems_europe import EUROPEAN
from crm_desktop.services.importing.systems_payments import PAYMENTS

SYSTEMS: tuple[System, ...] = (*ABROAD, *CHINESE, *EUROPEAN, *PAYMENTS)

INSTEAD = "name.else"
"""The field that stands in for a name that is blank: a nickname, a company."""

_PARTS = frozenset({"name.first", "name.middle", "name.last"})
_NAMES = _PARTS | {"name"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """``columns`` is column → field ("" to ignore it); ``recipes`` make the columns that follow those of the file.

    ``values`` says what words of choice fields mean: field → word → key, "" for none. ``left_out`` is column → the
    folded words by which a row is to be left out.
    """

    system: str
    entity: str
    columns: dict[int, str]
    recipes: tuple[Recipe, ...] = ()
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: dict[int, frozenset[str]] = field(default_factory=dict)


def recognise(headers: Sequence[str], entity: str = "") -> Recognised | None:
    """The program whose columns these are, None where none is known; with ``entity`` for that kind of record only.

    Of several that fit, the one that knows the most columns; one without a name only knows addresses, and gives way.
    """
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        if header:
            found.setdefault(_key(header), index)
    best: tuple[tuple[bool, int], System] | None = None
    for system in SYSTEMS:
        if entity and system.entity != entity:
            continue
        if any(all(part in found for part in _folded(sign)) for sign in system.signs):
            named = len(_taken(system, found)) + sum(len(_named(_folded(names), found)) for _, names in system.join)
            if best is None or (system.name != "", named) > best[0]:
                best = (system.name != "", named), system
    return _applied(best[1], headers, found) if best else None


def _applied(system: System, headers: Sequence[str], found: dict[str, int]) -> Recognised:
    columns = _taken(system, found)
    recipes: list[Recipe] = []

    def make(target: str, places: Sequence[int]) -> None:
        by = "" if any(has_han(headers[index]) for index in places) else ", "
        columns[len(headers) + len(recipes)] = target
        recipes.append(Recipe("join", tuple(places), by))

    for target, names in system.join:
        places = _named(_folded(names), found)
        if not places or target in columns.values():
            continue
        if len(places) == 1 and not columns.get(places[0]):
            columns[places[0]] = target
        else:
            make(target, places)
        for index in places:
            columns.setdefault(index, "")
    for other in _named(dict(_columns(system.columns)).get(INSTEAD, ()), found):
        if _NAMES.isdisjoint(columns.values()):
            columns[other] = "name"
        elif columns.get(other):
            make(INSTEAD, [other])
        else:
            columns[other] = INSTEAD
    if system.closed:
        columns.update({index: "" for index in range(len(headers)) if index not in columns})
    status, words = system.left_out
    left_out = {found[_key(status)]: frozenset(map(fold, words.split("|")))} if _key(status) in found else {}
    return Recognised(system.name, system.entity, columns, tuple(recipes), system.values, left_out)


def _taken(system: System, found: dict[str, int]) -> dict[int, str]:
    """Column → field by the names of the columns; the parts of a name give way to the whole name."""
    columns: dict[int, str] = {}
    for target, names in _columns(system.columns):
        wanted = "" if target == "-" else target
        if target == INSTEAD:
            continue
        for index in _named(names, found):
            if index not in columns:
                columns[index] = wanted
                if wanted and wanted not in MANY:
                    break
    if "name" in columns.values():
        columns = {index: "" if target in _PARTS else target for index, target in columns.items()}
    return columns


def _named(names: Sequence[str], found: dict[str, int]) -> list[int]:
    """The columns with these names, in the order of the names; one in slashes is a pattern."""
    places: list[int] = []
    for name in names:
        if name.startswith("/"):
            pattern = re.compile(name.strip("/"))
            places += [index for header, index in found.items() if pattern.fullmatch(header)]
        elif name in found:
            places.append(found[name])
    return list(dict.fromkeys(places))


def _key(header: str) -> str:
    """A header for comparing; accents are left out in many files."""
    return strip_marks(fold(header))


@cache
def _folded(text: str) -> tuple[str, ...]:
    return tuple(part if part.startswith("/") else _key(part) for part in text.split("|"))


@cache
def _columns(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = (line.strip().partition(": ") for line in text.split("\n"))
    return tuple((target, _folded(names)) for target, _, names in pairs)
