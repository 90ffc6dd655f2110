"""From the rows of a source to clean records in chunks. Runs in the child process; speaks plain JSON values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import Any

from crm_desktop.core.i18n import Text
from crm_desktop.core.text import fold
from crm_desktop.services.importing import paid_cells, reasons
from crm_desktop.services.importing.cells import packed
from crm_desktop.services.importing.clean import (
    ColumnCleaner,
    Setting,
    Target,
    plain,
    wants_evidence,
)
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.formats import column_format
from crm_desktop.services.importing.mapping import ALTERNATIVE, MANY, SPECS
from crm_desktop.services.importing.not_sales import SOLD
from crm_desktop.services.importing.notes import Notes
from crm_desktop.services.importing.reading.layout import Layout, data_rows
from crm_desktop.services.importing.reading.source import Row, Source

CHUNK = 2_000
_EVIDENCE = 20_000
NAME_PARTS = ("name.first", "name.middle", "name.last")
INSTEAD = "name.else"

Chunk = dict[str, Any]
"""``columns``: the numbers of the good rows, then their values for each field; ``errors``: ``[row, column, value,
reason]``; ``raw``: row number → cells of the rows with errors; ``read``: how many rows it was."""


_LUNAR = re.compile(r"农历|農曆|阴历|陰曆|旧历|\blunar\b", re.IGNORECASE)
_SOLAR = re.compile(r"公历|公曆|阳历|陽曆|新历|\bsolar\b|\bgregorian\b", re.IGNORECASE)


def _is_lunar(header: str) -> bool:
    """Whether a header says that the days below are those of the lunar calendar, and no others."""
    return _LUNAR.search(header) is not None and _SOLAR.search(header) is None


class Edits:
    """Cells that a person corrected: ``(row, column) → text``."""

    def __init__(self, edits: Mapping[tuple[int, int], str]) -> None:
        self._of_row: dict[int, dict[int, str]] = {}
        for (row, column), text in edits.items():
            self._of_row.setdefault(row, {})[column] = text

    def applied(self, number: int, cells: list[Any]) -> list[Any]:
        """The cells of row ``number`` as they are now."""
        changes = self._of_row.get(number)
        if not changes:
            return cells
        cells = [*cells, *[""] * (max(changes) + 1 - len(cells))]
        for column, text in changes.items():
            cells[column] = text
        return cells


class Cleaner:
    """Cleans the data rows of ``source``; ``targets`` is column → field, ``types`` field → :class:`Target`.

    ``left_out`` is column → the folded words by which a row was not sold; where ``sold`` tells of such columns whether
    blank cells in them mean that their rows were, :attr:`fields` end with what was. In the ``ticked`` columns ``1`` and
    ``0`` are no amounts but yes and no.
    """

    def __init__(
        self,
        source: Source,
        layout: Layout,
        targets: Mapping[int, str],
        types: Mapping[str, Target],
        setting: Setting,
        *,
        edits: Edits | None = None,
        decided: Mapping[int, Mapping[str, Any]] | None = None,
        notes: Notes | None = None,
        left_out: Mapping[int, frozenset[str]] | None = None,
        sold: Mapping[int, bool] | None = None,
        ticked: Collection[int] = (),
        keep_totals: bool = False,
        only: frozenset[int] = frozenset(),
    ) -> None:
        self._notes = notes
        self._left_out, self._ticked, self._sold = left_out or {}, ticked, sold or {}
        self._keep_totals, self._only = keep_totals, only
        self._source, self._layout = source, layout
        self._decided = decided or {}
        named = {*types} & {*targets.values()}
        self._targets = {
            column: target
            for column, target in targets.items()
            if target in types and SPECS.get(target, target) in named
        }
        self._types, self._setting = types, setting
        self._edits = edits or Edits({})
        self._read = list(dict.fromkeys(_field(target) for target in self._targets.values()))
        self.fields = [*self._read, SOLD] if self._sold else self._read

    def chunks(self) -> Iterator[Chunk]:
        cleaners = self._cleaners
        batch: list[Row] = []
        for number, cells in data_rows(self._source, self._layout, keep_totals=self._keep_totals):
            if self._only and number not in self._only:
                continue
            batch.append((number, self._edits.applied(number, cells)))
            if len(batch) == CHUNK:
                yield self._chunk(batch, cleaners)
                batch = []
        if batch:
            yield self._chunk(batch, cleaners)

    @cached_property
    def _evidence(self) -> dict[int, Evidence]:
        """What each column shows; those without texts of interest are not looked at."""
        evidence = {
            column: Evidence(
                number_format=self._source.formats.get(column),
                read_as=self._source.read_as.get(self._layout.headers[column], ""),
                **self._decided.get(column, {}),
            )
            for column in self._targets
        }
        watched = {c: evidence[c].texts for c, target in self._targets.items() if wants_evidence(self._types[target])}
        if watched:
            for _, cells in data_rows(self._source, self._layout, keep_totals=self._keep_totals):
                for column, texts in watched.items():
                    value = cells[column] if column < len(cells) else ""
                    if type(value) is str and value and len(texts) < _EVIDENCE:
                        texts.add(value)
        for column, target in self._targets.items():
            if self._types[target].settles:
                evidence[column].texts = paid_cells.without_words(evidence[column].texts, self._setting.paid())
        return evidence

    @cached_property
    def _cleaners(self) -> dict[int, ColumnCleaner]:
        return {
            column: ColumnCleaner(self._type(column, target), self._setting, self._evidence[column])
            for column, target in self._targets.items()
        }

    def _type(self, column: int, target: str) -> Target:
        kind = self._types[target]
        if kind.lunar and _is_lunar(self._layout.headers[column]):
            return replace(kind, always_lunar=True)
        return replace(kind, ticks=True) if kind.settles and column in self._ticked else kind

    def formats(self) -> list[list[Any]]:
        """How columns of days and numbers are written: ``[column, target, type, order, sign, example, meaning]``."""
        found = []
        for column, evidence in self._evidence.items():
            if evidence.texts:
                target = self._type(column, self._targets[column])
                found.append([column, self._targets[column], *column_format(target, self._setting, evidence)])
        return found

    def read_as(self) -> dict[int, str]:
        """How columns of days and numbers are read, see :meth:`Evidence.written`."""
        watched = {c: self._types[target] for c, target in self._targets.items() if wants_evidence(self._types[target])}
        said = {c: self._evidence[c].written(target.type, self._setting.date_order) for c, target in watched.items()}
        return {column: text for column, text in said.items() if text}

    def _chunk(self, batch: list[Row], cleaners: Mapping[int, ColumnCleaner]) -> Chunk:
        clean: dict[str, list[list[Any]]] = {}
        bad: dict[int, list[tuple[int, Text]]] = {}
        numbers = [number for number, _ in batch]
        raw_columns = _turned([cells for _, cells in batch], list(cleaners))
        for (column, cleaner), raw_values in zip(cleaners.items(), raw_columns, strict=True):
            values, errors = cleaner.column(raw_values)
            if self._notes is not None:
                self._notes.add(column, cleaner.target, numbers, raw_values, values, errors)
            clean.setdefault(self._targets[column], []).append(values)
            for position, reason in errors.items():
                bad.setdefault(position, []).append((column, reason))
        for column, words in self._left_out.items():
            for position, (_, cells) in enumerate(batch):
                status = plain(cells[column]) if column < len(cells) else ""
                if status and fold(status) in words:
                    bad[position] = [(column, reasons.NEVER_SOLD.fill(value=status.strip()))]
        if self._notes is not None:
            self._note_regions(batch, clean)
        columns = [numbers, *(self._merged(field, clean) for field in self._read)]
        if self._sold:
            columns.append([self._is_sold(cells) or None for _, cells in batch])
        errors_out, raw = [], {}
        for position in sorted(bad):
            number, cells = batch[position]
            raw[str(number)] = packed(cells)
            for column, reason in sorted(bad[position], key=lambda pair: pair[0]):
                errors_out.append([number, column, plain(cells[column]), _packed(reason)])
        if bad:
            good = [position not in bad for position in range(len(batch))]
            columns = [list(compress(column, good)) for column in columns]
        return {"columns": columns, "errors": errors_out, "raw": raw, "read": len(batch)}

    def _is_sold(self, cells: Sequence[Any]) -> bool:
        """Whether a row that is not left out says itself that it was sold."""
        return any(
            blank_too or plain(cells[column] if column < len(cells) else "").strip()
            for column, blank_too in self._sold.items()
        )

    def _note_regions(self, batch: Sequence[Row], clean: Mapping[str, list[list[Any]]]) -> None:
        column = next((column for column, target in self._targets.items() if target == "address"), None)
        if column is None or self._notes is None or not self._types["address"].region:
            return
        named = clean.get("region", [[None] * len(batch)])
        for position, (address, region) in enumerate(zip(clean["address"][0], named[0], strict=True)):
            if address and not region:
                self._notes.region(column, batch[position][0], address)

    def _merged(self, field: str, clean: Mapping[str, list[list[Any]]]) -> list[Any]:
        specs = [column for target in SPECS if SPECS[target] == field for column in clean.get(target, ())]
        values = self._names(clean) if field == "name" else self._values(field, clean)
        return list(map(_specified, values, *specs)) if specs else values

    @staticmethod
    def _values(field: str, clean: Mapping[str, list[list[Any]]]) -> list[Any]:
        columns = clean[field]
        if len(columns) == 1:
            return columns[0]
        if field == "customer":
            return [ALTERNATIVE.join(part for part in parts if part) or None for parts in zip(*columns, strict=True)]
        if field in MANY:
            return [list(dict.fromkeys(one for part in parts if part for one in part)) or None
                    for parts in zip(*columns, strict=True)]  # fmt: skip
        return [next((part for part in parts if part is not None), None) for parts in zip(*columns, strict=True)]

    @staticmethod
    def _names(clean: Mapping[str, list[list[Any]]]) -> list[Any]:
        """Whole names or joined ones; where they are blank, what stands in for them."""
        whole = clean.get("name", [])
        parts = [clean[part][0] for part in NAME_PARTS if part in clean]
        columns = [*whole, *([joined_names(parts)] if parts else []), *clean.get(INSTEAD, [])]
        if len(columns) == 1:
            return columns[0]
        return [next((name for name in names if name is not None), None) for names in zip(*columns, strict=True)]


def _turned(rows: Sequence[Sequence[Any]], columns: Sequence[int]) -> list[Sequence[Any]]:
    """These columns of rows, blank where a row is shorter."""
    if len(columns) > 1 and min(map(len, rows)) > max(columns):
        return list(zip(*map(itemgetter(*columns), rows), strict=True))
    return [[cells[column] if column < len(cells) else "" for cells in rows] for column in columns]


def _field(target: str) -> str:
    return "name" if target in NAME_PARTS or target == INSTEAD else SPECS.get(target, target)


def _specified(name: str | None, *specs: str | None) -> str | None:
    """A product's name with what tells it from others of that name, where it does not say so itself: 铁观音 250g."""
    if not name:
        return None
    for spec in specs:
        if spec and fold(spec) not in fold(name):
            name = f"{name} {spec}"
    return name


def joined_names(parts: Sequence[list[str | None]]) -> list[str | None]:
    """First and last names in the order of their language: 张 + 伟 is 张伟, Ana + Müller is Ana Müller."""
    names: list[str | None] = []
    for row in zip(*parts, strict=True):
        given = [part for part in row if part]
        if given and all(not part.isascii() and "\u4e00" <= part[0] <= "\u9fff" for part in given):
            names.append("".join(reversed(given)))
        else:
            names.append(" ".join(given) or None)
    return names


def _packed(reason: Text) -> list[Any]:
    return [reason.context, reason.source, dict(reason.params)]


def unpacked(packed: Sequence[Any]) -> Text:
    """The reason that the child sent."""
    return Text(str(packed[0]), str(packed[1]), dict(packed[2]))
