"""``python -m tests.bench``: measure, print the table, write it into the README.

--customers N   size of the shop (default 20,000); --big is 200,000
--rows N        rows of the imported and exported workbooks (default: half the customers)
--only NAMES    some rows only: start,use,data,import,export,backup,check
--rivals        install Vorta and Picard into environments of their own and start them too
--keep DIR      use and keep the shops there, instead of a temporary folder
--no-readme     print only
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2 as engine

from tests.bench import backups, measures
from tests.bench.timing import Figure, table

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
BIG, USUAL = 200_000, 20_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--customers", type=int, default=USUAL)
    parser.add_argument("--big", action="store_true")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-readme", action="store_true")
    args = parser.parse_args()
    customers = BIG if args.big else args.customers
    if args.big:
        backups.RUNS = 1  # minutes each
    rows = args.rows or customers // 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="crm-desktop-bench-") as folder:
        place = measures.Place(args.keep or Path(folder) / "shop", Path(folder), customers, rows, args.rivals)
        begun = time.monotonic()
        place.make()
        print(f"shops: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        figures: list[Figure] = []
        wanted = args.only.split(",") if args.only else [name for name, _ in measures.MEASURES]
        for name, measure in measures.MEASURES:
            if name in wanted:
                begun = time.monotonic()
                with tempfile.TemporaryDirectory(dir=folder) as room:  # gone at once: some fill gigabytes
                    figures += measure(replace(place, folder=Path(room)))
                print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        text = f"{heading(place)}\n\n{table(figures)}"
    print(text)
    if not args.no_readme and not args.only:
        write_readme(text)
    return 0


def heading(place: measures.Place) -> str:
    """What was measured with what."""
    names = ("PySide6-Essentials", "peewee", "sqlcipher3", "openpyxl", "python-calamine", "xlsxwriter", "pyrage")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    python = f"Python {platform.python_version()}, SQLite {engine.sqlite_version}, {versions}"
    return (
        f"A shop of {place.customers:,} customers (growth: beside one of {place.customers // 100:,}); "
        f"workbooks of {place.rows:,} × 12; {os.cpu_count()} cores, "
        f"{platform.system()}. {python}."
    )


def write_readme(text: str) -> None:
    before, begin, rest = README.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end:
        README.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
