"""Every step from an empty file to today's schema, in order. A step is frozen once released."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.models.migrations import m0001_initial, m0002_details, m0003_memory, m0004_figures


@dataclass(frozen=True, slots=True)
class Migration:
    """``sql`` holds the statements that lead to schema ``number``."""

    number: int
    sql: str


MIGRATIONS = (
    Migration(1, m0001_initial.SQL),
    Migration(2, m0002_details.SQL),
    Migration(3, m0003_memory.SQL),
    Migration(4, m0004_figures.SQL),
)

SCHEMA = MIGRATIONS[-1].number
"""The schema this program writes; it refuses newer files and migrates older ones on a copy."""
