"""``check`` finds what is wrong; ``--repair`` puts it right in a new generation and keeps the old one."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.db import open_database
from crm_desktop.services.context import Services, open_services
from crm_desktop.services.upkeep import check, check_folder
from tests.services.backup.conftest import CLOCK


def fill(services: Services, count: int) -> None:
    with services.write(N_("undo", "Fill")) as work:
        for number in range(count):
            values = {"name": f"客户{number}", "phone": [f"+86138{number:08d}"], "notes": f"{number} likes tea. " * 20}
            services.customers.create(work, values)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    services = open_services(tmp_path / "data", clock=FixedClock(CLOCK.now()))
    fill(services, 300)
    return services


def tamper(folder: DataFolder, *statements: str) -> None:
    db = open_database(folder.database_path())
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql("PRAGMA foreign_keys=0")
    for statement in statements:
        db.execute_sql(statement)
    db.close()


def test_sound_data_have_no_problems_and_stay_untouched(services: Services) -> None:
    services.close()
    before = services.folder.database_path().read_bytes()
    result = check(services)
    assert result.ok
    assert result.problems == []
    assert check(services, repair=True).repaired == []
    assert services.folder.database_path().read_bytes() == before
    assert not list(services.folder.recovery.iterdir())


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE customer_stats SET orders = 9 WHERE customer_id = 5", "Figures"),
        ("DELETE FROM lookup_key WHERE record_id = 7", "Phones"),
        ("DELETE FROM search_customer WHERE rowid = 3", "search index"),
        ("INSERT INTO deal_stats(deal_id) VALUES (99)", "Next steps"),
    ],
)
def test_stale_derived_values_are_found_and_rebuilt(services: Services, statement: str, word: str) -> None:
    services.close()
    tamper(services.folder, statement)
    old = services.folder.current()
    found = check(services)
    assert len(found.problems) == 1
    assert word in str(found.problems[0])
    result = check(services, repair=True)
    assert result.ok
    assert len(result.repaired) == 1
    assert services.folder.current() != old
    assert old in services.folder.kept()
    assert check(services).ok


def test_broken_links_are_found_and_mended(services: Services) -> None:
    services.close()
    tamper(
        services.folder,
        "UPDATE audit_state SET change_id = 1",
        "UPDATE customer SET referrer_id = 12345 WHERE id = 1",
        "UPDATE audit_state SET change_id = NULL",
    )
    assert "points to a missing row" in str(check(services).problems[0])
    assert check(services, repair=True).ok


def test_orders_that_do_not_add_up_are_found_and_summed_up_again(services: Services) -> None:
    with services.write(N_("undo", "Fill")) as work:
        lines = [{"product": "tea", "price": 5_000}, {"product": "cup", "price": 700}]
        orders = [services.orders.create(work, {"lines": lines, "paid": 2_000}) for _ in range(3)]
    services.close()
    tamper(
        services.folder,
        "UPDATE audit_state SET change_id = 1",
        f"DELETE FROM payment WHERE order_id = {orders[0]}",
        f"UPDATE sales_order SET total = 9 WHERE id = {orders[1]}",
        "UPDATE audit_state SET change_id = NULL",
    )
    problems = [str(problem) for problem in check(services).problems]
    assert problems == ["The amounts of 2 orders are not those of their lines and payments."]
    result = check(services, repair=True)
    assert result.ok
    assert "Summed up 2 orders again." in [str(line) for line in result.repaired]
    with closing(open_services(services.data_dir, clock=services.clock)) as again:
        assert [(one.total, one.paid) for one in again.orders.many(orders)] == [
            (5_700, 0),
            (5_700, 2_000),
            (5_700, 2_000),
        ]


def test_what_an_order_without_lines_came_to_is_kept(services: Services) -> None:
    with services.write(N_("undo", "Fill")) as work:
        order = services.orders.create(work, {"lines": [{"product": "tea", "price": 5_000}], "paid": 2_000})
    services.close()
    tamper(
        services.folder,
        "UPDATE audit_state SET change_id = 1",
        "DELETE FROM order_line",
        "DELETE FROM payment",
        "DELETE FROM lookup_key WHERE record_id = 7",
        "UPDATE audit_state SET change_id = NULL",
    )
    assert "1 order has lost its lines." in [str(problem) for problem in check(services).problems]
    result = check(services, repair=True)
    assert result.ok, result.problems
    with closing(open_services(services.data_dir, clock=services.clock)) as again:
        found = again.orders.get(order)
        assert (found.total, found.paid) == (5_000, 2_000)
        assert [(line.product, line.amount) for line in found.lines] == [("Lost when the data were damaged", 5_000)]
        assert [one.amount for one in found.payments] == [2_000]


def test_altered_log_is_reported_with_its_place(services: Services) -> None:
    services.close()
    tamper(services.folder, "DROP TRIGGER audit_log_no_update", "UPDATE audit_log SET rows = 1 WHERE id = 2")
    result = check(services, repair=True)
    assert not result.ok
    assert [str(problem) for problem in result.problems] == ["The log of changes was altered at entry 2."]


@pytest.mark.parametrize("pages", [1, 5, 20])
def test_destroyed_pages_cost_few_rows(services: Services, pages: int) -> None:
    fill(services, 900)
    services.close()
    path = services.folder.database_path()
    data = bytearray(path.read_bytes())
    rng = random.Random(pages)
    total = len(data) // 4096
    for page in rng.sample(range(total // 2, total), pages):
        data[page * 4096 : (page + 1) * 4096] = rng.randbytes(4096)
    path.write_bytes(data)
    damaged = bytes(data)
    result = check_folder(services.data_dir, repair=True)
    kept = services.folder.recovery / f"before-repair-{path.parent.name}" / "crm.db"
    if result.repaired:
        assert kept.read_bytes() == damaged
        assert path.read_bytes() == damaged
    reopened = open_services(services.data_dir, clock=services.clock)
    saved = reopened.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0]
    assert saved >= 1200 - 12 * pages
    fill(reopened, 1)
    reopened.close()


def test_hopeless_data_are_told_and_left_alone(services: Services) -> None:
    services.close()
    path = services.folder.database_path()
    for content in (b"", b"junk" * 5000):
        path.write_bytes(content)
        assert not check_folder(services.data_dir).ok
        with pytest.raises(UserError) as caught:
            check_folder(services.data_dir, repair=True)
        assert caught.value.code in ("damaged", "bad_file")
        assert path.read_bytes() == content
        assert len(services.folder.generations()) == 1


def test_lost_pointer_is_repaired_from_the_newest_generation(services: Services) -> None:
    services.close()
    (services.data_dir / "CURRENT").unlink()
    assert not check_folder(services.data_dir).ok
    assert check_folder(services.data_dir, repair=True).ok
    reopened = open_services(services.data_dir, clock=services.clock)
    assert reopened.db.execute_sql("SELECT count(*) FROM customer").fetchone()[0] == 300
    reopened.close()


def test_repair_while_the_window_is_open_is_refused(services: Services) -> None:
    with services.folder.lock(), pytest.raises(UserError) as caught:
        check(services, repair=True)
    assert caught.value.code == "busy"
    services.close()
