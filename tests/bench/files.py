"""Rows about workbooks: importing and exporting, each import in a process of its own that tells its memory."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.listing import ListQuery
from tests.bench import yardsticks
from tests.bench.places import Place, seal
from tests.bench.timing import Figure, best, power, seconds

MOST_MEMORY = 600.0
"""MB of both processes of an import."""


def importing(place: Place) -> list[Figure]:
    book, small_book, floor = (place.folder / name for name in ("import.xlsx", "small.xlsx", "floor.db"))
    yardsticks.write_workbook(book, yardsticks.customers(place.rows))
    yardsticks.write_workbook(small_book, yardsticks.customers(max(1, place.rows // 10)))
    bare = best(lambda: _bare(book, floor), 2)
    plain = _into_empty(place, "imported", book)
    small = _into_empty(place, "imported-small", small_book)
    sealed = _into_empty(place, "imported-encrypted", book, encrypted=True)
    with place.services(place.folder / "imported") as services:
        change = services.history.last_undoable()
        assert change is not None
        undone = seconds(lambda: services.history.undo(change))
    what = f"import, {place.rows:,} × 12 xlsx"
    return [
        Figure(
            what, plain["seconds"], "calamine and one executemany", bare, goal=2.5, sealed=sealed["seconds"],
            growth=power(plain["seconds"], small["seconds"], 10),
        ),
        Figure(f"{what}, memory of both processes", plain["mb"], at_most=MOST_MEMORY, unit="MB"),
        Figure("undo of that import", undone, "the import", plain["seconds"]),
        *_stream(place),
    ]  # fmt: skip


def _bare(book: Path, floor: Path) -> None:
    for path in floor.parent.glob(f"{floor.name}*"):
        path.unlink()
    yardsticks.bare_import(book, floor)


def _stream(place: Place) -> list[Figure]:
    """Ten times the rows as a CSV file: memory may not follow them."""
    count = place.rows * 10
    path = place.folder / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("姓名", "电话", "备注"))
        for number in range(count):
            writer.writerow((f"客户{number}", f"13{number % 10}{number:08d}", f"第{number}位"))
    small = place.folder / "short.csv"
    with path.open(encoding="utf-8") as source, small.open("w", encoding="utf-8") as target:
        target.writelines(line for _, line in zip(range(count // 10 + 1), source, strict=False))
    long, short = _into_empty(place, "long", path, dry=True), _into_empty(place, "short", small, dry=True)
    reader = Figure(
        f"reading {count:,} rows of CSV, memory of the reader", long["child_mb"], "a tenth of the rows",
        short["child_mb"], goal=1.5, unit="MB",
    )  # fmt: skip
    whole = Figure(f"trying the import of {count:,} rows of CSV", long["seconds"], growth=power(
        long["seconds"], short["seconds"], 10))  # fmt: skip
    return [whole, reader]


def _into_empty(place: Place, name: str, book: Path, *, encrypted: bool = False, dry: bool = False) -> dict[str, Any]:
    folder = place.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    if encrypted:
        empty = place.folder / "empty-to-encrypt"
        shutil.rmtree(empty, ignore_errors=True)
        with place.services(empty):
            """Made before it is copied."""
        DataFolder(empty)
        seal(empty, folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bring_in", str(folder), str(book), "dry" if dry else "wet"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def exporting(place: Place) -> list[Figure]:
    book, theirs = place.folder / "export.xlsx", place.folder / "theirs.xlsx"
    rows = yardsticks.customers(place.rows)
    columns = ["code", "name", "phone", "email", "wechat", "gender", "birthday", "address", "source", "tags", "owner"]
    taken = {}
    for folder in (place.shop, place.sealed):
        with place.services(folder) as services:
            ids = services.listing.ids(ListQuery("customers"))[: place.rows]
            taken[folder] = best(
                lambda: export_entity(services, "customers", book, ids=ids, columns=[*columns, "notes"]),  # noqa: B023
                2,
            )
    bare = best(lambda: yardsticks.write_workbook(theirs, rows), 2)
    what = f"export, {place.rows:,} × 12 xlsx"
    against = "XlsxWriter, constant memory, rows at hand"
    return [Figure(what, taken[place.shop], against, bare, goal=0.5, sealed=taken[place.sealed])]
