"""What an import makes beside the rows' own people: referrers, values of own fields, regions of given addresses."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_, render
from crm_desktop.services.context import Services
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult

ADDRESS = "浙江省杭州市西湖区文三路1号"


def bring(services: Services, folder: Path, *rows: list[str], **options: Any) -> ImportResult:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return import_file(services, path, ImportOptions(region="CN", **{"tag": False, **options}))


def stored(services: Services, columns: str) -> list[tuple[Any, ...]]:
    return services.db.execute_sql(f"SELECT {columns} FROM customer ORDER BY id").fetchall()


def test_a_referrer_made_for_somebody_known_while_new_people_wait(services: Services, tmp_path: Path) -> None:
    bring(services, tmp_path, ["姓名", "电话"], ["张伟", "13812345678"])
    head, new = ["姓名", "电话", "介绍人"], ["王芳", "13912345678", ""]
    result = bring(services, tmp_path, head, new, ["张伟", "13812345678", "老陈"], unknown="create")
    assert (result.created, result.updated, result.failed) == (1, 1, 0)
    assert stored(services, "id, name, code, referrer_id") == [
        (1, "张伟", "C00001", 3), (2, "王芳", "C00002", None), (3, "老陈", "C00003", None),
    ]  # fmt: skip


@pytest.mark.parametrize("taken", ["C00002", "C00003"])
def test_a_referrer_that_is_made_takes_a_free_number(services: Services, tmp_path: Path, taken: str) -> None:
    rows = [[taken, "王芳", "13912345678", ""], ["", "张伟", "13812345678", "老陈"], ["", "李娜", "13712345678", ""]]
    result = bring(services, tmp_path, ["编号", "姓名", "电话", "介绍人"], *rows, unknown="create")
    assert (result.created, result.failed) == (3, 0)
    codes = [code for (code,) in stored(services, "code")]
    assert len(set(codes)) == 4
    assert taken in codes


def test_a_number_of_the_file_that_was_given_away_is_told_with_its_row(services: Services, tmp_path: Path) -> None:
    bring(services, tmp_path, ["姓名", "电话"], ["张伟", "13812345678"])
    head = ["编号", "姓名", "电话", "介绍人"]
    far = [["", f"甲{n}", f"1370010{n:04d}", ""] for n in range(2_100)]
    late = ["C00003", "李娜", "13712345678", ""]
    result = bring(services, tmp_path, head, ["", "张伟", "13812345678", "老陈"], *far, late, unknown="create")
    assert (result.created, result.updated, result.skipped) == (2_100, 1, 1)
    assert [one.row for one in result.errors] == [2_103]


def test_somebody_new_with_own_values_who_comes_again_far_below(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Add field")) as work:
        services.custom_fields.add(work, "customers", "Route", "text")
    bring(services, tmp_path, ["姓名", "电话"], ["张伟", "13812345678"])
    far = [[f"甲{n}", f"1370010{n:04d}", ""] for n in range(2_100)]
    first, again = ["王芳", "13912345678", "north"], ["王芳", "13912345678", "south"]
    known = ["张伟", "13812345678", "south"]
    result = bring(services, tmp_path, ["姓名", "电话", "Route"], known, first, *far, again)
    assert (result.created, result.updated, result.skipped) == (2_101, 1, 1)
    values = services.custom_fields.values("customers", [1, 2])
    assert [list(one.values()) for one in values.values()] == [["south"], ["north"]]


@pytest.mark.parametrize("head", [["姓名"], ["姓名", "地址"]])
def test_the_region_of_an_address_that_all_rows_get(services: Services, tmp_path: Path, head: list[str]) -> None:
    rows = [["王芳", ""][: len(head)], ["李娜", "上海市黄浦区南京东路1号"][: len(head)]]
    bring(services, tmp_path, head, *rows, defaults={"address": ADDRESS})
    own = "上海" if len(head) > 1 else "浙江杭州"
    assert stored(services, "name, region") == [("王芳", "浙江杭州"), ("李娜", own)]


def test_long_texts_in_every_row(services: Services, tmp_path: Path) -> None:
    """Their tokens are three times as long: all of a portion's at once would not fit into the reader's memory."""
    rows = [[f"甲{n}", f"1370010{n:04d}", "要发票周末不在" * 1_500] for n in range(400)]
    wrong = ["", "13712345678", "要发票" * 3_000]
    result = bring(services, tmp_path, ["姓名", "电话", "备注"], *rows, wrong, ["乙", "13712345679", "送货"])
    assert (result.created, result.failed) == (401, 1)
    assert [(one.row, render(one.reason)) for one in result.errors] == [(402, "The name is missing")]
    assert services.search.find("周末不在").total == 400
    assert services.search.find("送货").total == 1


@pytest.mark.parametrize("between", [0, 2_100, 6_100])
@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_two_rows_about_one_person_lose_nothing(
    services: Services, tmp_path: Path, between: int, existing: str
) -> None:
    """Notes are joined, an address is not stored again in capitals, and the file once more changes nothing."""
    head = ["姓名", "电话", "邮箱", "备注", "公司"]
    first = ["王芳", "13912345678", "Wang@Example.cn", "要发票", "小红花"]
    far = [[f"甲{n}", f"1370010{n:04d}", "", "", ""] for n in range(between)]
    again = ["王芳", "13912345678", "wang@example.cn; w@b.cn", "周末不在", "别的"]
    same = ["王芳", "13912345678", "", "要发票", ""]
    rows = [head, first, *far, again, same]
    result = bring(services, tmp_path, *rows, existing=existing)
    assert (result.created, result.updated, result.skipped) == (between + 1, 0, 2)
    wanted = [("要发票\n周末不在", '["Wang@Example.cn", "w@b.cn"]', "小红花")]
    assert stored(services, "notes, emails, company")[:1] == wanted
    result = bring(services, tmp_path, *rows, existing="fill")
    assert (result.created, result.updated) == (0, 0)
    assert stored(services, "notes, emails, company")[:1] == wanted
    assert services.search.find("周末不在").total == 1
