"""A database of every schema ever released opens in today's program with everything it held.

``golden/schema-NNN.db`` is a small demo shop written by the program of that schema.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models import schema
from crm_desktop.models.db import open_database
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services import opening
from crm_desktop.services.context import Services
from crm_desktop.services.upkeep.check import check

GOLDEN = sorted((Path(__file__).parent / "golden").glob("schema-*.db"))
TABLES = ("customer", "activity", "deal", "follow_up", "sales_order", "order_line", "payment", "product", "change_row")


def place(golden: Path, data_dir: Path) -> DataFolder:
    """A data folder whose live generation is a copy of ``golden``."""
    folder = DataFolder(data_dir)
    folder.create_if_missing()
    generation = folder.new_generation("test")
    shutil.copy(golden, generation / DATABASE)
    folder.flip(generation)
    return folder


def counts(path: Path) -> dict[str, int]:
    db = open_database(path, read_only=True, frozen=path in GOLDEN)
    found = {table: db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    db.close()
    return found


def test_every_released_schema_but_the_newest_has_a_golden_database() -> None:
    numbers = [int(path.stem.split("-")[1]) for path in GOLDEN]
    assert set(range(1, SCHEMA)) <= set(numbers)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_an_older_shop_opens_with_everything_in_it(
    golden: Path, data_dir: Path, open_shop: Callable[..., Services]
) -> None:
    folder = place(golden, data_dir)
    before, old = counts(golden), folder.current()
    services = open_shop(data_dir)
    assert schema.version(services.db) == SCHEMA
    assert counts(folder.database_path()) == before
    assert services.search.find("改名").results[0].title == "改名"
    assert check(services).problems == []
    assert folder.current() != old
    assert counts(old / DATABASE) == before, "the old generation stays as it was"
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, 1, {"notes": "新"})
    edits = [change for change in services.history.changes() if change.kind == "edit"]
    for change in edits:
        services.history.undo(change.id)
    assert services.search.find("改名").total == 0


def test_returns_leave_the_figures_of_who_gave_something_back(
    data_dir: Path, open_shop: Callable[..., Services]
) -> None:
    place(Path(__file__).parent / "golden" / "schema-003.db", data_dir)
    services = open_shop(data_dir)
    found = {
        one.name: (one.orders, str(one.last_order), one.usual_days, one.total_spent)
        for one in (services.customers.get(record_id) for record_id in (13, 14))
        if one is not None
    }
    assert found == {"只退过货": (0, "None", None, -10_000), "买两次退一次": (2, "2026-10-11", 10, 20_000)}


def test_a_migration_that_fails_leaves_the_old_shop(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = place(GOLDEN[0], data_dir)
    old = folder.current()

    def broken(_db: object) -> None:
        raise UserError("damaged", N_("database", "The shop's data file is damaged."))

    monkeypatch.setattr(opening, "verify", broken)
    with pytest.raises(UserError):
        opening.open_current(folder, None, create=True, busy_ms=100)
    assert folder.current() == old
    assert schema.version(open_database(folder.database_path(), read_only=True)) == 1
    folder.clean_orphans()
    assert folder.generations() == [old]
