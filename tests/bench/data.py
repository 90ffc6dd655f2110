"""Rows about reading the shop's data: each in the big shop, in its encrypted copy, and in smaller ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.core.i18n import N_
from crm_desktop.services.birthdays import BirthdayService
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.unit_of_work import UnitOfWork
from tests.bench.places import REGULAR, Place, read
from tests.bench.timing import Figure, best, middle, p95, power, timed

FIRST_ROWS, UNINDEXED, SEARCHED, OPENED, BOARD, REPORT, FRAME = 0.1, 0.18, 0.05, 0.05, 0.3, 1.0, 0.016
NEEDLES = (
    "wxh", "zhangwei", "5678", "13812", "王", "小红", "茶", "example", "C00123", "礼盒", "an", "linda", "1", "20",
    "138-1234", "zhang wei", "路88号",
)  # fmt: skip
FILTERS = (
    Filter("grade", "eq", "A"),
    Filter("region", "not_empty"),
    Filter("notes", "contains", "礼盒"),
    Filter("owed", "gt", 0),
    Filter("last_contact", "older_than_days", 60),
    Filter("birth_key", "month", 9),
    Filter("tags", "eq", "VIP"),
    Filter("phone", "contains", "138"),
    Filter("last_order", "empty"),
)
FILTER_SORTS = ("name", "total_spent", "last_contact", "phone", "notes")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one thing and of its yardstick."""

    ours: float
    theirs: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    measure: Callable[[Services], Measured]
    against: str = ""
    goal: float | None = None
    at_most: float | None = None
    sealed_at_most: float | None = None


def rows(place: Place) -> list[Figure]:
    """Every row of this module, for the table."""
    found: dict[str, list[Measured]] = {row.what: [] for row in ROWS}
    for folder in (place.shop, place.sealed, place.tenth, place.hundredth):
        read(folder)
        with place.services(folder) as services:
            for row in ROWS:
                found[row.what].append(row.measure(services))
    figures = []
    for row in ROWS:
        big, sealed, tenth, small = found[row.what]
        detail = f" ({big.detail})" if big.detail else ""
        growth = power(big.ours, small.ours, 100)
        steep = power(big.ours, tenth.ours, 10)
        figures.append(
            Figure(
                row.what + detail, big.ours, row.against, big.theirs, row.goal, row.at_most,
                sealed.ours, row.sealed_at_most, max(growth, steep) if growth and steep else growth,
            )
        )  # fmt: skip
    return figures


def _sql(services: Services, sql: str, *params: Any) -> Callable[[], object]:
    return lambda: services.db.execute_sql(sql, params).fetchall()


def _search(services: Services) -> Measured:
    """Each prefix of each needle, asked for as while typing: what matches in great numbers is not counted."""
    typed = [needle[:length] for needle in NEEDLES for length in range(1, len(needle) + 1)]
    services.search.find("x")
    times = {text: best(lambda t=text: services.search.find(t, exact=False), 2) for text in typed}  # type: ignore[misc]
    like = "SELECT id FROM customer WHERE deleted_at IS NULL AND (name LIKE ? OR phones LIKE ? OR notes LIKE ?)"
    plain = [timed(_sql(services, like, *(f"%{text}%",) * 3)) for text in typed[::4]]
    slowest = max(times, key=lambda text: times[text])
    return Measured(p95(list(times.values())), p95(plain), f"slowest “{slowest}”, {times[slowest] * 1000:.0f} ms")


def _first(services: Services, query: ListQuery) -> float:
    services.listing.first(query, 200)
    return best(lambda: services.listing.first(query, 200), 4)


def _first_rows(services: Services) -> Measured:
    sql = "SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY name_key LIMIT 200"
    return Measured(_first(services, ListQuery("customers")), middle(_sql(services, sql)))


def _every_sort(services: Services) -> Measured:
    names = list(services.listing.source("customers").columns)
    queries = [ListQuery("customers", sort=name, descending=down) for name in names for down in (False, True)]
    times = {(query.sort, query.descending): _first(services, query) for query in queries}
    slowest = max(times, key=lambda key: times[key])
    return Measured(times[slowest], detail=f"{len(names)} columns, slowest {slowest[0]}")


def _every_filter(services: Services) -> Measured:
    times = {}
    for one in FILTERS:
        for sort in FILTER_SORTS:
            query = ListQuery("customers", filters=(one,), sort=sort, descending=sort != "name")
            times[f"{one.field} {one.op} by {sort}"] = _first(services, query)
    slowest = max(times, key=lambda key: times[key])
    return Measured(times[slowest], detail=f"{len(times)} tried, slowest {slowest}")


def _all_ids(services: Services) -> Measured:
    sql = "SELECT id FROM customer WHERE deleted_at IS NULL"
    return Measured(middle(lambda: services.listing.ids(ListQuery("customers")), 3), middle(_sql(services, sql), 3))


def _record(services: Services) -> Measured:
    (regular,) = services.db.execute_sql("SELECT id FROM customer WHERE code = ?", (REGULAR,)).fetchone()

    def open_record() -> None:
        services.customers.get(regular)
        services.activities.timeline(regular)
        services.activities.timeline_count(regular)
        services.deals.for_customer(regular)

    open_record()
    return Measured(middle(open_record))


def _board(services: Services) -> Measured:
    pipeline = services.pipelines.first().id
    stages = [stage.id for stage in services.pipelines.stages(pipeline)]

    def open_board() -> None:
        services.deals.columns(pipeline)
        for stage in stages:
            services.deals.cards(stage)

    (deals,) = services.db.execute_sql("SELECT count(*) FROM deal WHERE status = 'open'").fetchone()
    return Measured(middle(open_board), detail=f"{deals:,} open deals")


def _calendar(services: Services) -> Measured:
    first, last = date(2026, 8, 31), date(2026, 10, 11)

    def turn() -> None:
        services.followups.by_day(first, last)
        BirthdayService(services).find(date(2026, 9, 23), date(2026, 9, 23), 20)

    return Measured(middle(turn, 3))


def _sales_report(services: Services) -> Measured:
    months = (
        "SELECT substr(date, 1, 7), count(*), sum(total) FROM sales_order WHERE deleted_at IS NULL "
        "AND date BETWEEN '2025-01-01' AND '2026-09-23' GROUP BY 1"
    )
    return Measured(middle(lambda: services.reports.run("sales_by_month"), 3), middle(_sql(services, months), 3))


def _every_report(services: Services) -> Measured:
    names = [info.name for info in services.reports.list()]
    times = {name: min(timed(lambda n=name: services.reports.run(n)) for _ in range(2)) for name in names}  # type: ignore[misc]
    slowest = max(times, key=lambda name: times[name])
    return Measured(times[slowest], detail=f"{len(names)}, slowest {slowest}")


def _one_change(services: Services) -> Measured:
    """Each kind of change several times, taken back in the end."""
    (regular,) = services.db.execute_sql("SELECT id FROM customer WHERE code = ?", (REGULAR,)).fetchone()
    here, there = services.pipelines.stages(services.pipelines.first().id)[:2]
    deal = services.deals.cards(here.id)[0].id
    (order,) = services.db.execute_sql("SELECT max(id) FROM sales_order WHERE deleted_at IS NULL").fetchone()
    lines = [{"product": "茶", "quantity": 1000, "price": 900}]
    day = date(2026, 9, 23)
    kinds: dict[str, Callable[[UnitOfWork, int], object]] = {
        "a customer made": lambda work, at: services.customers.create(work, {"name": f"新客{at}"}),
        "a customer changed": lambda work, at: services.customers.update(work, regular, {"notes": f"第{at}次"}),
        "a deal made": lambda work, _: services.deals.create(work, {"title": "茶叶", "customer": regular}),
        "a deal moved": lambda work, at: services.deals.move(work, deal, (there, here)[at % 2].id),
        "a call noted": lambda work, _: services.activities.log(work, regular, "call", "问价"),
        "a follow-up made": lambda work, _: services.followups.create(
            work, {"subject": "回访", "customer": regular, "due": day}
        ),
        "an order made": lambda work, _: services.orders.create(work, {"customer": regular, "lines": lines}),
        "an order paid": lambda work, at: services.orders.pay(work, order, at + 1),
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    made = []
    for at in range(5):
        for kind, write in kinds.items():
            begun = time.perf_counter()
            with services.write(N_("undo", "Write")) as work:
                write(work, at)
            times[kind].append(time.perf_counter() - begun)
            made.append(work.id)
    for change in reversed(made):
        services.history.undo(change)
    middles = {kind: sorted(taken)[len(taken) // 2] for kind, taken in times.items()}
    slowest = max(middles, key=lambda kind: middles[kind])
    return Measured(middles[slowest], detail=f"{len(kinds)} kinds, slowest {slowest}")


ROWS = (
    Row("search, each key as it is typed, p95", _search, "plain LIKE over three columns", at_most=SEARCHED),
    Row("list, first 200 rows by name", _first_rows, "plain SQL for their ids", at_most=FIRST_ROWS),
    Row("list, first 200 rows by any column", _every_sort, at_most=FIRST_ROWS, sealed_at_most=UNINDEXED),
    Row("list, filtered and sorted", _every_filter, at_most=FIRST_ROWS, sealed_at_most=UNINDEXED),
    Row("list, all ids in order", _all_ids, "plain SQL for all ids, unsorted"),
    Row("what a record with 2,000 timeline entries shows", _record, at_most=OPENED),
    Row("board, sums and cards of every column", _board, at_most=BOARD),
    Row("calendar, another month", _calendar, at_most=FIRST_ROWS),
    Row("report, sales by month", _sales_report, "its bare SQL", goal=1.5, at_most=REPORT),
    Row("report, any", _every_report, at_most=REPORT),
    Row("saving one change", _one_change, at_most=FRAME),
)
