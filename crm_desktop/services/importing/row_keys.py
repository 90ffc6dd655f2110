"""By what the rows of a file hang together: remembered while it is checked, so that not all of it need be again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.customer_keys import Marks
from crm_desktop.services.importing.model import ImportResult, RowsByKey

_LIKE_OURS = re.compile(r"C\d{5,}")


class RowKeys:
    """Writes down what became of each row, and the rows of each phone, e-mail, number, name and customer there is."""

    def __init__(self, result: ImportResult) -> None:
        self.fates = result.fates
        self._rows = result.rows_by_key
        self._result = result

    def add(self, row: int, marks: Marks, code: str | None, name: str | None, customers: Iterable[int | None]) -> None:
        if name:
            put(self._rows, hash(("name", called(name))), row)
        for phone in marks[0]:
            put(self._rows, hash(("phone", phone)), row)
        for email in marks[1]:
            put(self._rows, hash(("email", email)), row)
        for customer in customers:
            put(self._rows, hash(("customer", customer)), row)
        if code:
            put(self._rows, hash(("code", code)), row)
            self._result.numbered_like_ours |= _LIKE_OURS.fullmatch(code) is not None


def put(rows: RowsByKey, key: int, row: int) -> None:
    """Most keys have one row: a set only where there are more."""
    known = rows.get(key)
    if known is None:
        rows[key] = row
    elif isinstance(known, set):
        known.add(row)
    elif known != row:
        rows[key] = {known, row}


def of_key(rows: Mapping[int, int | set[int]], key: int) -> set[int]:
    known = rows.get(key)
    return set() if known is None else {known} if isinstance(known, int) else known


def together(rows: Mapping[int, int | set[int]], wanted: Iterable[int]) -> set[int]:
    """``wanted`` and all rows that share a key with one of them, or with one that does."""
    found, before = set(wanted), -1
    shared = [known for known in rows.values() if isinstance(known, set)]
    while len(found) > before:
        before = len(found)
        for known in shared:
            if not found.isdisjoint(known):
                found |= known
    return found
