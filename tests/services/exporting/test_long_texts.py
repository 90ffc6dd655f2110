"""Texts that no cell of a workbook holds are cut there and told; the cut ones never overwrite what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.core.limits import LONGEST
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity, export_everything
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.reading import guards

LONG = "很长的备注，" * 6_000
EMOJIS = "😀" * 20_000


@pytest.fixture
def shop(services: Services) -> Services:
    """Two customers, a deal and a contact with texts as merges of older versions made them: forms refuse these."""
    with services.write(N_("undo", "Fill")) as work:
        for at, name in enumerate(("Ann", "Bob")):
            services.customers.create(work, {"name": name, "phone": [f"1380571204{at}"]})
        services.deals.create(work, {"title": "Sign", "customer": 1})
        services.activities.log(work, 2, "call", "short")
        field = services.custom_fields.add(work, "customers", "Story", "longtext")
        services.custom_fields.set(work, "customers", 1, {field: "short"})
        work.execute("UPDATE customer SET notes = ? WHERE id = 1", (LONG,))
        work.execute("UPDATE customer SET preferences = ? WHERE id = 2", (EMOJIS,))
        work.execute("UPDATE deal SET notes = ?", (LONG,))
        work.execute("UPDATE activity SET content = ?", (LONG,))
        work.execute("UPDATE custom_value SET text = ?", (LONG,))
    return services


def texts(services: Services) -> list[tuple[str, ...]]:
    sql = (
        "SELECT notes, preferences FROM customer UNION ALL SELECT notes, '' FROM deal "
        "UNION ALL SELECT content, '' FROM activity UNION ALL SELECT text, '' FROM custom_value"
    )
    return list(services.db.execute_sql(sql).fetchall())


def test_a_workbook_tells_what_it_cut(shop: Services, tmp_path: Path) -> None:
    cuts = export_everything(shop, tmp_path / "all.xlsx").cuts
    told = {(one.sheet, one.row, one.name, one.column) for one in cuts.named}
    assert cuts.count == len(cuts.named) == 5
    assert told == {
        ("Customers", 2, "Ann", "Notes"), ("Customers", 3, "Bob", "Preferences"), ("Customers", 2, "Ann", "Story"),
        ("Deals", 2, "Sign", "Notes"), ("Contact log", 2, "Bob", "Content"),
    }  # fmt: skip
    assert cuts.told().startswith("5 texts are longer than a cell of Excel can hold")
    assert cuts.told().split("\n")[1:5] == [
        "Customers, row 2 (Ann): Notes", "Customers, row 2 (Ann): Story", "Customers, row 3 (Bob): Preferences",
        "2 more",
    ]  # fmt: skip


def test_a_csv_holds_them_whole(shop: Services, tmp_path: Path) -> None:
    result = export_entity(shop, "customers", tmp_path / "c.csv")
    assert (result.cuts.count, result.cuts.told()) == (0, "")
    assert LONG in (tmp_path / "c.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_what_was_cut_overwrites_nothing(shop: Services, tmp_path: Path, existing: str) -> None:
    before = texts(shop)
    for name in ("customers", "deals", "activities"):
        path = tmp_path / f"{name}.xlsx"
        assert export_entity(shop, name, path).cuts.count
        result = import_file(shop, path, ImportOptions(entity=name, existing=existing, tag=False))  # type: ignore[arg-type]
        assert (result.created, result.updated, result.failed) == (0, 0, 0), (name, result.errors[:1])
    assert texts(shop) == before
    assert len(before[0][0]) > LONGEST


def test_a_workbook_that_no_import_reads_says_so(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not export_entity(shop, "deals", tmp_path / "d.xlsx").cuts.too_large
    for limit in ("MAX_ROWS", "MAX_CELLS", "MAX_WORKBOOK", "MAX_UNPACKED"):
        with monkeypatch.context() as patch:
            patch.setattr(guards, limit, 0)
            cuts = export_entity(shop, "deals", tmp_path / "d.xlsx").cuts
            assert cuts.too_large, limit
            assert "export each list as CSV" in cuts.told()
            assert not export_entity(shop, "deals", tmp_path / "d.csv").cuts.too_large
