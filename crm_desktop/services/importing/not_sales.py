"""Rows of orders that were never sold, and buyers who are nobody: known by the words that tills and shops write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crm_desktop.core.text import fold
from crm_desktop.services.importing import reasons, synonyms
from crm_desktop.services.importing.mapping import ALTERNATIVE, forms
from crm_desktop.services.importing.model import CleaningNote, ImportResult
from crm_desktop.services.importing.notes import EXAMPLES

SOLD = "row.sold"
"""The field that says of a row of an order that it was sold, whatever became of others of the order."""

_STATES = frozenset(map(fold, synonyms.words(synonyms.ORDER_STATES)))
_ROW_STATES = frozenset(map(fold, synonyms.words(synonyms.ROW_STATES)))
_CALLED_OFF = frozenset(map(fold, synonyms.words(synonyms.CALLED_OFF)))
_WAYS = frozenset(map(fold, synonyms.words(synonyms.IN_OR_OUT)))
_SPENT = frozenset(map(fold, synonyms.words(synonyms.SPENT)))
_NOBODY = frozenset(map(fold, synonyms.words(synonyms.WALK_IN)))


def left_out(headers: Sequence[str], known: Mapping[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    """Column → the folded words by which a row is no sale: called off, given back, or money that went out.

    ``known`` is what the program that the file comes from says of its own columns; it is added to.
    """
    found = dict(known)
    for column, header in enumerate(headers):
        called = set(forms(header))
        words = _SPENT if called & _WAYS else _CALLED_OFF if called & _STATES else frozenset[str]()
        if words:
            found[column] = found.get(column, frozenset()) | words
    return found


def of_rows(headers: Sequence[str], columns: Iterable[int]) -> dict[int, bool]:
    """The ``columns`` that say what was not sold → whether a blank cell there says that its row was."""
    return {column: not _ROW_STATES.isdisjoint(forms(headers[column])) for column in columns}


def is_nobody(text: str) -> bool:
    """Whether what stands for the buyer says that nobody knows them: ``散客``, ``walk-in``."""
    return all(fold(part) in _NOBODY for part in text.split(ALTERNATIVE))


def somebody(text: str) -> str:
    """``text``, which stands for a buyer, without what says that nobody knows them: ``散客`` beside a phone."""
    known = [part for part in text.split(ALTERNATIVE) if fold(part) not in _NOBODY]
    return ALTERNATIVE.join(known) or text


def note(result: ImportResult, rows: Sequence[tuple[int, str]]) -> CleaningNote:
    """Tells of the ``(row, what stands there)`` whose buyer was taken for nobody."""
    column = next(index for index, target in sorted(result.targets.items()) if target == "customer")
    different = {text: (row, text, "") for row, text in reversed(rows)}
    examples = tuple(reversed(different.values()))[:EXAMPLES]
    header = result.headers[column] if column < len(result.headers) else ""
    return CleaningNote(column, header, reasons.WALK_IN, len(rows), examples)
