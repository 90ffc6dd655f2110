"""All measurements, by name, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.services.upkeep.check import check
from tests.bench import backups, data, files, window
from tests.bench.places import Place
from tests.bench.timing import Figure, seconds


def checking(place: Place) -> list[Figure]:
    with place.services() as services:
        return [Figure("check of the whole shop, every derived value made anew", seconds(lambda: check(services)))]


MEASURES: tuple[tuple[str, Callable[[Place], list[Figure]]], ...] = (
    ("start", window.start),
    ("use", window.use),
    ("data", data.rows),
    ("import", files.importing),
    ("export", files.exporting),
    ("backup", backups.tools),
    ("check", checking),
)
__all__ = ["MEASURES", "Place"]
