"""Which column of a file is which field: by header, then by what stands in the column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.core.text import fold
from crm_desktop.services.importing.model import IGNORED
from crm_desktop.services.importing.reading.layout import letter

_BRACKETS = re.compile(r"[(\[（【<][^)\]）】>]*[)\]）】>]")
_SIGNS = re.compile(r"[\s:：*_\-.。、#?？]+")
_MOBILE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?:\.0)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_ENOUGH = 0.6
SPECS = {"name.spec": "name", "product.spec": "product"}
"""What tells products of one name apart, size or sort → the field whose text it follows."""

MANY = frozenset({"phone", "email", "tags", "customer", "name.else", *SPECS})
"""Targets that several columns may fill."""

ALTERNATIVE = "\x1f"
"""Between the texts of several columns that name one customer: number, phone, name."""

_DEAL = "deal.title"
"""What makes a deal of a customer's row; the other columns of a deal only say more of it."""

_PARTS = frozenset({"name.first", "name.last", "name.middle"})


@dataclass(frozen=True, slots=True)
class Known:
    """A header that is recognised: the target and how good the match is (0 best)."""

    target: str
    rank: int


class Matcher:
    """Knows the headers of one kind of record. ``known`` maps folded headers to ``[target, rank]``.

    ``parts`` maps those that say but a part of a name beside certain others to ``[part, others]``.
    """

    def __init__(
        self,
        known: Mapping[str, Sequence[object]],
        read_only: Sequence[str],
        parts: Mapping[str, tuple[str, Sequence[str]]] | None = None,
    ) -> None:
        self._known = {header: Known(str(pair[0]), int(str(pair[1]))) for header, pair in known.items()}
        self._read_only = frozenset(read_only)
        self._parts = {header: (part, frozenset(others)) for header, (part, others) in (parts or {}).items()}

    def find(self, header: str) -> Known | None:
        for form in forms(header):
            found = self._known.get(form)
            if found is not None:
                return found
        return None

    def recognise(self, header: str) -> str:
        found = self.find(header)
        return found.target if found else ""

    def match(
        self,
        headers: Sequence[str],
        samples: Sequence[Sequence[str]],
        asked: Mapping[str, str],
        by_position: Mapping[int, str] | None = None,
    ) -> dict[int, str]:
        """Column → target for the columns that are imported; ``asked`` headers and positions come first.

        A read-only target stays in the answer as ``ignored``.
        """
        chosen: dict[int, str] = dict(by_position or {})
        wanted = {fold(header): target for header, target in asked.items()}
        for index, header in enumerate(headers):
            target = wanted.get(fold(header or letter(index)))
            if target is not None and index not in chosen:
                chosen[index] = target
        taken = {target for target in chosen.values() if target}
        said = set(chosen)
        self._by_header(headers, chosen, taken)
        if _DEAL not in taken:  # without it no deal is made: odd words in the columns beside must not stop customers
            beside = [index for index, target in chosen.items() if target.startswith("deal.") and index not in said]
            for index in beside:
                del chosen[index]
        self._by_content(headers, samples, chosen, taken)
        return {index: IGNORED if target in self._read_only else target for index, target in chosen.items() if target}

    def _by_header(self, headers: Sequence[str], chosen: dict[int, str], taken: set[str]) -> None:
        found = []
        present = {form for header in headers for form in forms(header)}
        targets = {known.target for header in headers if header and (known := self.find(header)) is not None}
        for index, header in enumerate(headers):
            known = self.find(header) if header and index not in chosen else None
            if known is not None:
                part, others = self._parts.get(fold(header), ("", frozenset[str]()))
                is_part = part and part not in targets and not others.isdisjoint(present)
                found.append((known.rank, index, part if is_part else known.target))
        for _, index, target in sorted(found):
            if target in taken and target not in MANY and target not in self._read_only:
                continue
            if (target == "name" and taken & _PARTS) or (target in _PARTS and "name" in taken):
                continue
            chosen[index] = target
            taken.add(target)

    def _by_content(
        self, headers: Sequence[str], samples: Sequence[Sequence[str]], chosen: dict[int, str], taken: set[str]
    ) -> None:
        targets = {known.target for known in self._known.values()}
        nameless = not any(headers)
        for index, values in enumerate(samples):
            if index in chosen or not values or (index < len(headers) and self._has_own_meaning(headers[index])):
                continue
            for target, pattern in (("phone", _MOBILE), ("email", _EMAIL), ("name", _CHINESE_NAME)):
                if target == "name" and not nameless:
                    continue
                share = sum(1 for value in values if pattern.match(value.strip())) / len(values)
                if target in targets and target not in taken and share >= _ENOUGH:
                    chosen[index] = target
                    taken.add(target)
                    break

    def _has_own_meaning(self, header: str) -> bool:
        return bool(header) and self.find(header) is not None


def forms(header: str) -> list[str]:
    """The header as it stands, without what is in brackets, without signs, and its parts around a stroke."""
    folded = fold(header)
    bare = fold(_BRACKETS.sub("", header))
    forms = [folded, bare, _SIGNS.sub(" ", bare).strip(), _SIGNS.sub("", bare)]
    if "/" in bare:
        forms.extend(part.strip() for part in bare.split("/"))
    return [form for form in dict.fromkeys(forms) if form]


def describe(headers: Sequence[str], targets: Mapping[int, str]) -> dict[str, str]:
    """``mapping`` of the answer: header → field, ``ignored`` for columns that are left out; parts of a name are one."""
    answer: dict[str, str] = {}
    for index, header in enumerate(headers):
        name = header or (letter(index) if index in targets else "")
        if not name:
            continue
        if name in answer:
            name = f"{name} ({letter(index)})"
        target = targets.get(index, IGNORED)
        answer[name] = "name" if target in _PARTS else target
    return answer
