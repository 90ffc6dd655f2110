"""New rows of somebody who is called as another and has nothing else in common: two people, or one twice.

A name alone never makes two one. Such rows are new all the same, unless somebody says otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.services.importing.customer_keys import CustomerKeys
from crm_desktop.services.importing.model import Decision, ImportOptions


class Namesake(NamedTuple):
    """Somebody of the same name, how many such there are, and what becomes of the row."""

    customer: int
    called_so: int
    fate: Decision


class Namesakes:
    """Looks for them where somebody wants to know, or has decided: in checks, and for what was said of a row or of all.

    Customers from the number ``first`` on are made by this import.
    """

    def __init__(self, keys: CustomerKeys, options: ImportOptions, first: int) -> None:
        self._keys, self._options, self._first = keys, options, first
        self.everywhere = options.dry_run or options.same_name != "create"

    def concern(self, rows: Sequence[int]) -> bool:
        """Whether one of these rows must be looked at."""
        decisions = self._options.decisions
        return self.everywhere or (bool(decisions) and not decisions.keys().isdisjoint(rows))

    def of(self, row: int, name: str) -> Namesake | None:
        """Who is called so: those who were there before come before earlier rows of the file.

        Where several were there, nobody knows which of them is meant: the row stays new.
        """
        found = self._keys.named(name) if self.concern([row]) else ()
        if not found:
            return None
        there = bisect_left(found, self._first)
        fate = self._options.decisions.get(row, self._options.same_name)
        if fate == "update" and there > 1:
            fate = "create"
        return Namesake(found[0], max(1, there), fate)
