"""The rows of the table, each with its yardstick."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_desktop.core.clock import FixedClock
from crm_desktop.services.backup import api as backup
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.importing import run as import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.listing import Filter, ListQuery
from tests.bench import yardsticks
from tests.bench.timing import Figure, best, middle, p95, seconds

CLOCK = FixedClock(datetime(2026, 9, 23, 10, 0))
PASSPHRASE = "bench"
NEEDLES = ("wxh", "zhangwei", "5678", "13812", "王", "小红", "茶", "example", "C00123", "礼盒", "an", "linda")
SORTS = ("name", "code", "total_spent", "last_order", "last_contact", "next_follow_up", "region", "created", "owner")
FRAME, FIRST_ROWS, SEARCHED = 0.016, 0.1, 0.05


@dataclass(frozen=True, slots=True)
class Place:
    """``shop`` holds the demo data, ``folder`` is for everything else."""

    shop: Path
    folder: Path
    customers: int
    rows: int

    def make(self) -> None:
        """The demo shop, unless it is kept from an earlier run."""
        from crm_desktop.services.demo import make_demo

        with self.services() as services:
            if services.listing.count(ListQuery("customers")) == 0:
                make_demo(services, self.customers, 1, "zh_CN")

    @contextlib.contextmanager
    def services(self, folder: Path | None = None) -> Iterator[Services]:
        opened = open_services(folder or self.shop, clock=CLOCK)
        try:
            yield opened
        finally:
            opened.close()


def start(place: Place) -> list[Figure]:
    """From starting the interpreter to the first painted window; the second start counts, with a warm disk."""
    empty = place.folder / "empty"
    with place.services(empty):
        """Made before the clock runs."""
    bare = min(yardsticks.until_painted(yardsticks.BARE_WINDOW) for _ in range(4))
    small = min(yardsticks.until_painted(yardsticks.OUR_WINDOW, str(empty)) for _ in range(4))
    big = min(yardsticks.until_painted(yardsticks.OUR_WINDOW, str(place.shop)) for _ in range(4))
    return [
        Figure("start to a painted window, empty shop", small, "a bare Qt window with a table", bare),
        Figure("start, this shop", big, "start, empty shop", small, goal=1.2),
    ]


def search(place: Place) -> list[Figure]:
    """Each prefix of each needle, as it is typed."""
    with place.services() as services:
        typed = [needle[:length] for needle in NEEDLES for length in range(1, len(needle) + 1)]
        services.search.find("x")
        times = [seconds(lambda text=text: services.search.find(text)) for text in typed]  # type: ignore[misc]
        like = "SELECT id FROM customer WHERE deleted_at IS NULL AND (name LIKE ? OR phones LIKE ? OR notes LIKE ?)"
        plain = [
            seconds(lambda t=text: services.db.execute_sql(like, (f"%{t}%",) * 3).fetchall())  # type: ignore[misc]
            for text in typed
        ]
    return [Figure("search, each key, p95", p95(times), "plain LIKE over three columns", p95(plain), at_most=SEARCHED)]


def lists(place: Place) -> list[Figure]:
    with place.services() as services:

        def rows(query: ListQuery) -> float:
            services.listing.first(query, 200)
            return middle(lambda: services.listing.first(query, 200))

        sql = "SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY name_key LIMIT 200"
        plain = middle(lambda: services.db.execute_sql(sql).fetchall())
        first = rows(ListQuery("customers"))
        slowest = max(rows(ListQuery("customers", sort=sort, descending=True)) for sort in SORTS)
        filters = (Filter("grade", "eq", "A"), Filter("region", "not_empty"))
        filtered = rows(ListQuery("customers", filters=filters, sort="total_spent", descending=True))
        everything = middle(lambda: services.listing.ids(ListQuery("customers")))
        every_id = middle(
            lambda: services.db.execute_sql("SELECT id FROM customer WHERE deleted_at IS NULL").fetchall()
        )
    return [
        Figure("list, first 200 rows", first, "plain SQL for their ids", plain, at_most=FIRST_ROWS),
        Figure(f"list, slowest of {len(SORTS)} sorts", slowest, "plain SQL for 200 ids", plain, at_most=FIRST_ROWS),
        Figure("list, filtered and sorted", filtered, "plain SQL for 200 ids", plain, at_most=FIRST_ROWS),
        Figure("list, all ids in order", everything, "plain SQL for all ids, unsorted", every_id),
    ]


def board(place: Place) -> list[Figure]:
    with place.services() as services:
        pipeline = services.pipelines.first().id
        stages = [stage.id for stage in services.pipelines.stages(pipeline)]

        def open_board() -> None:
            services.deals.columns(pipeline)
            for stage in stages:
                services.deals.cards(stage)

        opened = middle(open_board)
    return [Figure("board, sums and cards of every column", opened, at_most=0.3)]


def reports(place: Place) -> list[Figure]:
    with place.services() as services:
        names = [info.name for info in services.reports.list()]
        times = {name: middle(lambda n=name: services.reports.run(n), 3) for name in names}  # type: ignore[misc]
        slowest = max(times, key=lambda name: times[name])
        months = (
            "SELECT substr(date, 1, 7), count(*), sum(total) FROM sales_order WHERE deleted_at IS NULL "
            "AND date BETWEEN '2025-01-01' AND '2026-09-23' GROUP BY 1"
        )
        bare = middle(lambda: services.db.execute_sql(months).fetchall(), 3)
    return [
        Figure("report, sales by month", times["sales_by_month"], "its bare SQL", bare, goal=1.5, at_most=1.0),
        Figure(f"report, the slowest of {len(names)} ({slowest})", times[slowest], at_most=1.0),
    ]


def importing(place: Place) -> list[Figure]:
    book, floor = place.folder / "import.xlsx", place.folder / "floor.db"
    yardsticks.write_workbook(book, yardsticks.customers(place.rows))
    bare = seconds(lambda: yardsticks.bare_import(book, floor))
    with place.services(place.folder / "imported") as services:

        def bring_in() -> None:
            result = import_file(services, book, ImportOptions(region="CN"))
            assert result.created == place.rows, result.to_json()["errors"][:3]

        ours = seconds(bring_in)
        change = services.history.last_undoable()
        assert change is not None
        undone = seconds(lambda: services.history.undo(change))
    return [
        Figure(f"import, {place.rows:,} × 12 xlsx", ours, "calamine and one executemany", bare, goal=2.5),
        Figure("undo of that import", undone, "the import", ours),
    ]


def exporting(place: Place) -> list[Figure]:
    book, theirs = place.folder / "export.xlsx", place.folder / "theirs.xlsx"
    rows = yardsticks.customers(place.rows)
    columns = ["code", "name", "phone", "email", "wechat", "gender", "birthday", "address", "source", "tags", "owner"]
    with place.services() as services:
        ids = services.listing.ids(ListQuery("customers"))[: place.rows]
        ours = best(lambda: export_entity(services, "customers", book, ids=ids, columns=[*columns, "notes"]), 2)
    bare = best(lambda: yardsticks.write_workbook(theirs, rows), 2)
    what = f"export, {len(ids):,} × 12 xlsx"
    return [Figure(what, ours, "XlsxWriter, constant memory, rows at hand", bare, goal=0.5)]


def backups(place: Place) -> list[Figure]:
    file = place.folder / "shop.crmbackup"
    figures = []
    with place.services() as services:
        backup.create(services, file, PASSPHRASE)  # the first one makes the key, which takes seconds on purpose
        ours = best(lambda: backup.create(services, file, None, replace=True), 2)
        database = services.db.path
    verified = best(lambda: backup.verify(file, PASSPHRASE), 2)
    stock, sealed = None, None
    back: float | None = None
    if yardsticks.stock_tools():
        stock = best(lambda: yardsticks.stock_backup(database, place.folder), 2)
        sealed = yardsticks.stock_backup(database, place.folder)
        back = best(lambda: yardsticks.stock_verify(sealed, place.folder), 2)
    figures.append(Figure("backup, written and verified", ours, "VACUUM INTO, zstd -3, age (not verified)", stock))
    figures.append(Figure("backup, verified", verified, "age -d, zstd -d, integrity_check", back, goal=1.2))
    other = place.folder / "restored"
    shutil.rmtree(other, ignore_errors=True)
    restored = seconds(lambda: backup.restore(other, file, PASSPHRASE))
    figures.append(Figure("restore into an empty folder", restored, "age -d, zstd -d, integrity_check", back))
    return figures


MEASURES: tuple[tuple[str, Callable[[Place], list[Figure]]], ...] = (
    ("start", start),
    ("search", search),
    ("list", lists),
    ("board", board),
    ("report", reports),
    ("import", importing),
    ("export", exporting),
    ("backup", backups),
)
