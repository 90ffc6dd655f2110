"""Lists that say when to get in touch again plan it: once, told before, and taken back with the import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from crm_desktop.services.listing import ListQuery
from tests.services.importing.files import workbook

LABEL = N_("undo", "Test")
HEAD = ["姓名", "电话", "下次回访日期"]
ROWS = [HEAD, ["张三", "13800138001", date(2026, 12, 5)], ["李四", "13800138002", None]]


def bring(services: Services, path: Path, entity: str = "customers", **options: object) -> ImportResult:
    return import_file(services, path, ImportOptions(entity=entity, **options))  # type: ignore[arg-type]


def plans(services: Services) -> list[tuple[str, str, str]]:
    rows = services.listing.first(ListQuery("followups"), 50)
    return sorted((one.customer, one.due.isoformat(), one.status) for one in rows)


@pytest.mark.parametrize("header", ["下次回访", "下次跟进", "下次回访时间", "预约回访", "下次联系日期", "Next contact"])
def test_the_day_in_a_list_of_customers_is_known(services: Services, tmp_path: Path, header: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "电话", header], *ROWS[1:]])
    assert [one.target for one in inspect(path, services=services).columns] == ["name", "phone", "next_follow_up"]


def test_it_is_told_before_and_taken_back_with_the_import(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    plan = bring(services, path, dry_run=True)
    assert plan.planned == {2}
    assert plan.entities["followups"] == 1
    assert plans(services) == []
    result = bring(services, path)
    assert plans(services) == [("张三", "2026-12-05", "open")]
    assert result.change is not None
    services.history.undo(result.change)
    assert plans(services) == []


def test_the_same_list_plans_nothing_twice_even_when_it_is_done(services: Services, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS)
    bring(services, path)
    again = bring(services, path)
    assert (again.unchanged, again.planned) == (2, set())
    (made,) = services.listing.first(ListQuery("followups"), 5)
    with services.write(LABEL) as work:
        services.followups.complete(work, made.id)
    assert bring(services, path).planned == set()
    assert plans(services) == [("张三", "2026-12-05", "done")]
    later = workbook(tmp_path / "b.xlsx", [HEAD, ["张三", "13800138001", date(2027, 1, 9)]])
    assert bring(services, later).planned == {2}
    assert plans(services) == [("张三", "2026-12-05", "done"), ("张三", "2027-01-09", "open")]


def test_a_list_of_calls_logs_the_call_and_plans_the_next(services: Services, tmp_path: Path) -> None:
    bring(services, workbook(tmp_path / "a.xlsx", [["姓名", "电话"], *(row[:2] for row in ROWS[1:])]))
    rows = [
        ["客户姓名", "电话", "回访日期", "回访内容", "回访结果", "回访人", "下次回访"],
        ["张三", "13800138001", date(2026, 9, 1), "问茶喝得如何", "想再要两罐", "小周", date(2026, 12, 5)],
        ["李四", "13800138002", date(2026, 9, 2), "问候", "没接", "小周", None],
    ]
    path = workbook(tmp_path / "回访.xlsx", rows)
    assert inspect(path, services=services).entity == "followups"
    plan = bring(services, path, "followups", dry_run=True)
    assert (plan.created, plan.planned) == (2, {2})
    result = bring(services, path, "followups")
    assert plans(services) == [
        ("张三", "2026-09-01", "done"), ("张三", "2026-12-05", "open"), ("李四", "2026-09-02", "done"),
    ]  # fmt: skip
    planned = next(one for one in services.listing.first(ListQuery("followups"), 9) if one.status == "open")
    assert planned.owner == "小周"
    assert bring(services, path, "followups").planned == set()
    assert result.change is not None
    services.history.undo(result.change)
    assert plans(services) == []
