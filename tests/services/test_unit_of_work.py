"""The one way to write: audited, all or nothing, published after the commit."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from crm_desktop.core.changes import Changes
from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.customer import Customer
from crm_desktop.models.db import DatabaseError
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.unit_of_work import chain_hash
from tests.people import add_people

ADD = N_("undo", "Add customer")
EDIT = N_("undo", "Edit customer")


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


def test_a_write_outside_a_unit_of_work_is_refused(services: Services) -> None:
    add(services)
    with pytest.raises(DatabaseError):
        services.db.execute_sql("UPDATE customer SET name = 'x'")
    services.db.execute_sql("PRAGMA query_only=0")
    with pytest.raises(DatabaseError):
        services.db.execute_sql("UPDATE customer SET name = 'x'")
    assert services.customers.rows([1])[0].name == "张伟"


def test_an_error_rolls_everything_back_and_publishes_nothing(services: Services) -> None:
    heard: list[Changes] = []
    services.bus.subscribe(lambda changes, _origin: heard.append(changes))

    def fail_after_writing() -> None:
        with services.write(ADD) as work:
            services.customers.create(work, {"name": "李娜"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0
    assert services.search.find("李娜").total == 0
    assert heard == []
    assert add(services) == 1


def test_changes_name_what_was_touched_and_who_did_it(services: Services) -> None:
    heard: list[tuple[Changes, object]] = []
    services.bus.subscribe(lambda changes, origin: heard.append((changes, origin)))
    me = object()
    with services.write(ADD, origin=me) as work:
        customer = services.customers.create(work, {"name": "张伟", "owner": "小李"})
    changes, origin = heard[0]
    assert origin is me
    assert changes.of("customers") == {customer}
    assert changes.touches("staff")
    assert not changes.touches("deals")


def test_work_that_changes_nothing_leaves_no_trace(services: Services) -> None:
    customer = add(services)
    before = len(services.history.changes())
    with services.write(EDIT) as work:
        assert not services.customers.update(work, customer, {"name": "张伟"})
    assert len(services.history.changes()) == before


def test_a_stale_version_is_a_conflict(services: Services) -> None:
    customer = add(services)
    seen = services.customers.rows([customer])[0].version
    with services.write(EDIT) as work:
        services.customers.update(work, customer, {"name": "张大伟"}, seen)
    with pytest.raises(ConflictError), services.write(EDIT) as work:
        services.customers.update(work, customer, {"name": "张小伟"}, seen)
    assert services.customers.rows([customer])[0].name == "张大伟"


def test_bulk_sql_is_audited_column_by_column(services: Services) -> None:
    customer = add(services, region="杭州")
    with services.write(EDIT) as work:
        work.execute("UPDATE customer SET region = '上海', row_version = row_version + 1")
    row = services.db.execute_sql(
        "SELECT tbl, row_id, op, before, after FROM change_row WHERE change_id = ?", (work.id,)
    ).fetchall()
    assert [(r[0], r[1], r[2], json.loads(r[3]), json.loads(r[4])) for r in row] == [
        ("customer", customer, "U", {"region": "杭州"}, {"region": "上海"})
    ]


def test_the_log_can_only_grow_and_its_chain_holds(services: Services) -> None:
    for name in "甲乙丙":
        add(services, name=name)
    names = ("id", "at", "user", "kind", "context", "label", "params", "rows", "undoes", "previous_hash", "hash")
    rows = services.db.execute_sql(f"SELECT {', '.join(names)} FROM audit_log ORDER BY id").fetchall()
    previous = ""
    for row in rows:
        entry = dict(zip(names, row, strict=True))
        assert entry["previous_hash"] == previous
        assert chain_hash(entry) == entry["hash"]
        previous = entry["hash"]
    with pytest.raises(DatabaseError), services.write(EDIT) as work:
        work.execute("DELETE FROM audit_log")
    with pytest.raises(DatabaseError), services.write(EDIT) as work:
        work.execute("UPDATE audit_log SET user = 'x'")


def test_a_second_writer_waits_then_is_told_busy(data_dir: Path, open_shop: Callable[..., Services]) -> None:
    first = open_shop(data_dir)
    second = open_shop(data_dir, wait_ms=200)
    with first.write(ADD) as work:
        first.customers.create(work, {"name": "张伟"})
        with pytest.raises(UserError) as caught, second.write(ADD):
            raise AssertionError("unreachable")
    assert caught.value.code == "busy"
    add(second, name="李娜")
    assert {c.name for c in first.customers.rows([1, 2])} == {"张伟", "李娜"}


def test_threads_of_one_process_take_turns(services: Services) -> None:
    def work_a_lot() -> None:
        for n in range(10):
            add(services, name=f"{threading.get_ident()} {n}")
        services.release()

    threads = [threading.Thread(target=work_a_lot) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 30


def test_nothing_is_written_into_a_generation_that_was_replaced(data_dir: Path, services: Services) -> None:
    from crm_desktop.core.datafolder import DATABASE
    from crm_desktop.services.opening import fill_new

    add(services)
    new = services.folder.new_generation("test")
    fill_new(new / DATABASE, None)
    services.folder.flip(new)
    with pytest.raises(UserError) as caught:
        add(services, name="李娜")
    assert caught.value.code == "busy"
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 1
    other = open_services(data_dir)
    assert other.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0
    other.close()


def test_bookkeeping_of_inserts(services: Services) -> None:
    with services.write(ADD) as work:
        assert work.next_id(Customer) == 1
        add_people(services, work, [{"name": "甲"}, {"name": "乙", "phone": ["+8613812345678"]}])
    rows = services.customers.rows([1, 2])
    assert [row.code for row in rows] == ["C00001", "C00002"]
    assert len({row.uid for row in rows}) == 2
    assert rows[1].phone == ("+8613812345678",)


def test_many_rows_inserted_at_once_have_one_image_and_are_undone(services: Services) -> None:
    with services.write(EDIT) as work:
        columns = ["name", "code"]
        assert work.insert_many(Customer, columns, ((f"客户{n}", f"N{n}") for n in range(700))) == 700
        first = services.db.execute_sql("SELECT min(id) FROM customer").fetchone()[0]
        work.execute("UPDATE customer SET name = '改名', row_version = 2 WHERE id = ?", (first,))
        work.execute("DELETE FROM customer WHERE id = ?", (first + 1,))
    ops = "SELECT op, count(*) FROM change_row WHERE change_id = ? GROUP BY op ORDER BY op"
    assert services.db.execute_sql(ops, (work.id,)).fetchall() == [("D", 1), ("R", 1), ("U", 1)]
    assert (work.rows, len(work.changes.of("customers"))) == (702, 700)
    assert services.search.find("客户").total == 698
    single = add(services, name="单独")
    images = services.db.execute_sql("SELECT op FROM change_row WHERE tbl = 'customer' AND row_id = ?", (single,))
    assert images.fetchall() == [("I",)], "the trigger is back"
    undone = services.history.undo(work.id)
    assert undone.rows == 699
    assert services.search.find("客户").total == 0
    services.history.redo_last()
    assert services.search.find("客户").total == 698
    assert services.customers.rows([first])[0].name == "改名"


def test_many_rows_of_which_one_is_refused_leave_nothing(services: Services) -> None:
    with pytest.raises(engine.IntegrityError), services.write(EDIT) as work:
        work.insert_many(Customer, ["name", "code"], ((f"客户{n}", "same" if n > 600 else f"{n}") for n in range(700)))
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0
    add(services, name="单独")
    assert services.history.last_undoable() is not None


def test_a_full_disk_is_told_however_rows_are_written(services: Services) -> None:
    pages = services.db.execute_sql("PRAGMA page_count").fetchone()[0]
    services.db.execute_sql(f"PRAGMA max_page_count={pages + 5}")
    rows = ((f"客户{n}", "x" * 2_000) for n in range(700))
    with pytest.raises(UserError) as told, services.write(EDIT) as work:
        work.insert_many(Customer, ["name", "notes"], rows)
    assert told.value.code == "disk_full"
    assert services.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 0
