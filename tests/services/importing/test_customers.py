"""Customers out of files: what is created, filled, skipped and refused, and that it can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from tests.services.importing.files import csv_file, workbook

HEAD = ["客户姓名", "联系电话", "公司/单位", "生日", "等级", "最近购买", "累计消费(元)", "微信号", "备注"]


def people(services: Services) -> dict[str, object]:
    ids = [row[0] for row in services.db.execute_sql("SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY id")]
    return {customer.name: customer for customer in services.customers.rows(ids)}


def counts(result: ImportResult) -> tuple[int, ...]:
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result.created, result.updated, result.unchanged, result.skipped, result.failed


def shop_list(tmp_path: Path) -> Path:
    rows = [
        ["小红花文具店 客户名单"],
        [],
        HEAD,
        ["何明", 17911029976.0, "第三小学", "1977.10.4", "vip ", "2024/11/29", "¥1,838.48", "wx_1", "送货"],
        ["曾芳艳", "159 2350 5557 / 010-54340612", "", "农历八月十五", "老客户", "23-01-03", 17169, "", ""],
        ["单娜", "13812345678", "", "6月7日", "潜在", "", "", "", ""],
        [],
        ["何明", "+86 179 1102 9976", "", "", "", "", "", "", "重复?"],
        ["李错", "1.38123E+10", "", "", "", "", "", "", ""],
        ["", "13900000001", "", "", "", "", "", "", ""],
        ["王二", "13900000002", "", "2月30日", "钻石", "", "", "", ""],
        ["张三", "13812345678", "", "", "", "", "", "", ""],
        ["合计", None, None, None, None, None, 99999],
    ]
    return workbook(tmp_path / "客户.xlsx", rows)


def test_a_shops_messy_list(services: Services, tmp_path: Path) -> None:
    result = import_file(services, shop_list(tmp_path))
    assert counts(result) == (3, 0, 0, 2, 3)
    assert result.mapping["累计消费(元)"] == "ignored"
    assert result.mapping["最近购买"] == "ignored"
    found = people(services)
    he, zeng, shan = found["何明"], found["曾芳艳"], found["单娜"]
    assert he.phone == ("+8617911029976",)
    assert he.birthday == "1977-10-04"
    assert he.grade == "A"
    assert he.tags == ("Import 2026-09-23",)
    assert zeng.phone == ("+8615923505557", "+861054340612")
    assert zeng.birthday == "L--08-15"
    assert zeng.grade == "B"
    assert shan.birthday == "--06-07"
    assert shan.grade == "C"
    reasons = {(error.row, error.column): (error.value, str(error.reason)) for error in result.errors}
    assert reasons[9, "联系电话"] == ("1.38123E+10", "Excel lost the last digits of this number")
    assert reasons[10, "客户姓名"][1] == "The name is missing"
    assert reasons[11, "生日"] == ("2月30日", "There is no such day")
    assert reasons[11, "等级"][0] == "钻石"
    assert reasons[12, "联系电话"][0] == "13812345678"
    assert "ossible duplicate" in reasons[12, "联系电话"][1]
    assert [(skip.row, str(skip.reason)) for skip in result.skips] == [(8, "Repeats row 4")]


def test_the_second_time_changes_nothing(services: Services, tmp_path: Path) -> None:
    path = shop_list(tmp_path)
    first = import_file(services, path)
    second = import_file(services, path)
    assert first.change is not None
    assert counts(second) == (0, 0, 3, 2, 3)
    assert second.change is None
    assert counts(import_file(services, path, ImportOptions(existing="overwrite")))[:2] == (0, 0)


def test_an_import_is_taken_back_as_one_change(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,电话,备注\n张伟,13812345678,\n")
    import_file(services, path)
    second = csv_file(tmp_path / "b.csv", "姓名,电话,备注\n张伟,13812345678,喜欢茶\n何明,13912345678,\n")
    result = import_file(services, second)
    assert counts(result) == (1, 1, 0, 0, 0)
    assert people(services)["张伟"].notes == "喜欢茶"
    assert result.change is not None
    services.history.undo(result.change)
    left = people(services)
    assert set(left) == {"张伟"}
    assert left["张伟"].notes == ""


def test_a_dry_run_says_what_would_happen_and_changes_nothing(services: Services, tmp_path: Path) -> None:
    path = shop_list(tmp_path)
    plan = import_file(services, path, ImportOptions(dry_run=True))
    assert people(services) == {}
    assert plan.change is None
    assert services.history.changes(10) == services.history.changes(10)[:0] or all(
        "mport" not in str(change.label) for change in services.history.changes(10)
    )
    real = import_file(services, path)
    assert counts(plan) == counts(real)


def test_fill_keeps_and_overwrite_replaces_and_blanks_change_nothing(services: Services, tmp_path: Path) -> None:
    import_file(services, csv_file(tmp_path / "a.csv", "姓名,电话,公司,备注\n张伟,13812345678,老公司,旧\n"))
    newer = csv_file(tmp_path / "b.csv", "姓名,电话,公司,备注\n张伟,13812345678;13900000000,新公司,\n")
    assert counts(import_file(services, newer)) == (0, 1, 0, 0, 0)
    kept = people(services)["张伟"]
    assert (kept.company, kept.notes, kept.phone) == ("老公司", "旧", ("+8613812345678", "+8613900000000"))
    assert counts(import_file(services, newer, ImportOptions(existing="overwrite"))) == (0, 1, 0, 0, 0)
    assert (people(services)["张伟"].company, people(services)["张伟"].notes) == ("新公司", "旧")


def test_overwritten_tags_keep_the_one_of_their_import(services: Services, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", "姓名,电话,标签\n张伟,13812345678,茶;大客户\n")
    import_file(services, first)
    assert people(services)["张伟"].tags == ("茶", "大客户", "Import 2026-09-23")
    over = ImportOptions(existing="overwrite")
    assert counts(import_file(services, first, over)) == (0, 0, 1, 0, 0)
    newer = csv_file(tmp_path / "b.csv", "姓名,电话,标签\n张伟,13812345678,咖啡\n")
    assert counts(import_file(services, newer, over)) == (0, 1, 0, 0, 0)
    assert people(services)["张伟"].tags == ("咖啡", "Import 2026-09-23")


def test_modes_only_new_and_only_update(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,电话\n张伟,13812345678\n")
    assert counts(import_file(services, path, ImportOptions(mode="update"))) == (0, 0, 0, 1, 0)
    assert counts(import_file(services, path, ImportOptions(mode="new"))) == (1, 0, 0, 0, 0)
    assert counts(import_file(services, path, ImportOptions(mode="new"))) == (0, 0, 0, 1, 0)


def test_known_by_email_then_by_number_never_by_name(services: Services, tmp_path: Path) -> None:
    import_file(services, csv_file(tmp_path / "a.csv", "姓名,电话,邮箱,编号\n张伟,13812345678,z@x.cn,K1\n"))
    by_mail = csv_file(tmp_path / "b.csv", "姓名,邮箱,微信\n张伟,Z@X.cn,wx1\n")
    assert counts(import_file(services, by_mail)) == (0, 1, 0, 0, 0)
    by_code = csv_file(tmp_path / "c.csv", "姓名,编号,地址\n张伟,K1,北路\n")
    assert counts(import_file(services, by_code)) == (0, 1, 0, 0, 0)
    by_name = csv_file(tmp_path / "d.csv", "姓名,备注\n张伟,另一个\n")
    assert counts(import_file(services, by_name)) == (1, 0, 0, 0, 0)


def test_the_same_phone_under_a_clearly_different_name_is_not_merged(services: Services, tmp_path: Path) -> None:
    import_file(services, csv_file(tmp_path / "a.csv", "姓名,电话\n张伟,13812345678\n"))
    result = import_file(services, csv_file(tmp_path / "b.csv", "姓名,电话\n李娜,13812345678\n张玮,13812345678\n"))
    assert counts(result) == (0, 0, 1, 1, 0)
    assert "张伟" in str(result.errors[0].reason)
    assert result.errors[0].row == 2


def test_lists_numbered_from_one_are_not_merged_by_their_numbers(services: Services, tmp_path: Path) -> None:
    import_file(services, csv_file(tmp_path / "a.csv", "编号,姓名,电话\n1,张伟,13812345678\n2,何明,13912345678\n"))
    other = csv_file(tmp_path / "b.csv", "编号,姓名,电话\n1,李娜,13700000001\n2,何明,13700000002\n")
    assert counts(import_file(services, other)) == (0, 1, 0, 1, 0)
    assert people(services)["何明"].phone == ("+8613912345678", "+8613700000002")
    renamed = csv_file(tmp_path / "c.csv", "编号,姓名\n1,张大伟\n")
    assert counts(import_file(services, renamed, ImportOptions(existing="overwrite"))) == (0, 1, 0, 0, 0)


def test_abort_stores_nothing_and_names_the_errors(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        import_file(services, shop_list(tmp_path), ImportOptions(on_error="abort"))
    assert caught.value.code == "invalid_rows"
    assert len(caught.value.details["errors"]) >= 4
    assert people(services) == {}


def test_cancel_leaves_nothing_behind(services: Services, tmp_path: Path) -> None:
    ctx = JobContext(lambda done, _total, _text: ctx.cancel() if done else None)
    with pytest.raises(Cancelled):
        import_file(services, shop_list(tmp_path), ctx=ctx)
    assert people(services) == {}


def test_failed_rows_come_back_as_a_workbook_that_can_be_imported(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "errors.xlsx"
    import_file(services, shop_list(tmp_path), ImportOptions(errors_to=out))
    sheet = openpyxl.load_workbook(out).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][: len(HEAD)] == HEAD
    assert [row[-1] for row in rows[1:]] == [9, 10, 11, 12]
    again = import_file(services, out)
    assert counts(again) == (0, 0, 0, 1, 3)


def test_day_and_month_are_asked_for(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Birthday\nAna,03/04/1988\nBob,05/06/1990\n")
    assert counts(import_file(services, path)) == (0, 0, 0, 0, 2)
    assert counts(import_file(services, path, ImportOptions(date_order="dmy"))) == (2, 0, 0, 0, 0)
    assert people(services)["Ana"].birthday == "1988-04-03"


def test_the_number_format_of_the_file_decides(services: Services, tmp_path: Path) -> None:
    rows = [["Name", "Birthday"], ["Ana", "03/04/1988"], ["Bob", date(1990, 1, 2)]]
    result = import_file(services, workbook(tmp_path / "a.xlsx", rows, date_format="mm/dd/yyyy"))
    assert counts(result) == (2, 0, 0, 0, 0)
    assert people(services)["Ana"].birthday == "1988-03-04"


def test_first_and_last_names_owners_and_a_deal_in_the_same_row(services: Services, tmp_path: Path) -> None:
    text = "First Name,Last Name,Mobile,Status,Owner,Next follow-up,Deal,Value (USD)\n"
    text += 'Ana,Müller,+1 415 555 3233,Lead,Sam,24/12/2026,Workshop,"$1,200.50"\n'
    path = csv_file(tmp_path / "a.csv", text)
    result = import_file(services, path)
    assert counts(result) == (1, 0, 0, 0, 0)
    assert result.entities == {"customers": 1, "deals": 1, "followups": 1}
    ana = people(services)["Ana Müller"]
    assert (ana.owner, ana.grade, ana.next_follow_up) == ("Sam", "C", date(2026, 12, 24))
    assert services.deals.for_customer(ana.id)[0].amount == 120_050
    assert counts(import_file(services, path)) == (0, 0, 1, 0, 0)


def test_referrers_are_linked_even_when_they_stand_lower_down(services: Services, tmp_path: Path) -> None:
    text = "姓名,电话,推荐人\n张伟,13812345678,何明\n何明,13912345678,\n李娜,13700000000,无此人\n"
    result = import_file(services, csv_file(tmp_path / "a.csv", text))
    assert counts(result) == (2, 0, 0, 0, 1)
    assert people(services)["张伟"].referrer == "何明"
    assert (result.errors[0].row, result.errors[0].column) == (4, "推荐人")


def test_mappings_by_hand_and_wrong_ones(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "甲,乙,电话\n张伟,北路1号,13812345678\n")
    with pytest.raises(UserError) as caught:
        import_file(services, path)
    assert caught.value.code == "bad_mapping"
    for mapping in ({"甲": "nothing"}, {"丙": "name"}, {"甲": "name", "乙": "name"}):
        with pytest.raises(UserError) as caught:
            import_file(services, path, ImportOptions(mapping=mapping))
        assert caught.value.code == "bad_mapping"
    result = import_file(services, path, ImportOptions(mapping={"甲": "name", "乙": "address", "电话": ""}))
    assert counts(result) == (1, 0, 0, 0, 0)
    assert people(services)["张伟"].phone == ()


def test_fields_of_the_shops_own(services: Services, tmp_path: Path) -> None:
    with services.write(_label()) as work:
        for label, kind, choices in (("鞋码", "number", ()), ("班级", "text", ()), ("校区", "choice", ("东", "西"))):
            services.custom_fields.add(work, "customers", label, kind, choices)  # type: ignore[arg-type]
    path = csv_file(
        tmp_path / "a.csv", "姓名,电话,鞋码,班级,校区\n张伟,13812345678,42.5,三班,东\n何明,13912345678,,,南\n"
    )
    result = import_file(services, path)
    assert counts(result) == (1, 0, 0, 0, 1)
    assert result.mapping["鞋码"] == "鞋码"
    custom = people(services)["张伟"].custom
    assert (str(custom["鞋码"]), custom["班级"], custom["校区"]) == ("42.5", "三班", "东")
    assert counts(import_file(services, path)) == (0, 0, 1, 0, 1)
    newer = csv_file(tmp_path / "b.csv", "姓名,电话,班级\n张伟,13812345678,四班\n")
    assert counts(import_file(services, newer)) == (0, 0, 1, 0, 0)
    assert counts(import_file(services, newer, ImportOptions(existing="overwrite"))) == (0, 1, 0, 0, 0)
    assert people(services)["张伟"].custom["班级"] == "四班"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_what_is_exported_is_imported_unchanged(
    services: Services, tmp_path: Path, ending: str, existing: str, request: pytest.FixtureRequest
) -> None:
    awkward = [
        {"name": "=cmd|' /C calc'!A0", "notes": "'=1+1", "phone": ["+861054340612;ext=803"], "code": "00012"},
        {"name": "张伟", "notes": "一\n二", "tags": ["a/b", "茶"], "birthday": "L1987-06+-10", "phone": ["5434061"]},
        {"name": 'O\'Brien, "Bob"', "email": ["bob@x.com", "b@y.com"], "birthday": "--02-29", "referrer": "00012"},
    ]
    with services.write(_label()) as work:
        for values in awkward:
            services.customers.create(work, values)
    out = tmp_path / f"out.{ending}"
    export_entity(services, "customers", out)
    request.getfixturevalue("zh") if existing == "overwrite" else None
    options = ImportOptions(existing="overwrite" if existing == "overwrite" else "fill")
    assert counts(import_file(services, out, options)) == (0, 0, 3, 0, 0)


def _label():  # noqa: ANN202
    from crm_desktop.core.i18n import N_

    return N_("undo", "Test")


def test_an_import_that_brings_nothing_leaves_no_trace(services: Services, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", "姓名,电话\n张伟,13812345678\n单娜,13912345678\n")
    import_file(services, file)
    before = services.history.changes(10)
    staff = services.staff.names()
    again = import_file(services, file, ImportOptions(existing="never", defaults={"owner": "小新"}))
    assert counts(again) == (0, 0, 2, 0, 0)
    assert again.to_json()["change"] is None
    assert services.history.changes(10) == before
    assert services.staff.names() == staff, "nobody was made for rows that bring nothing"
    left_out = import_file(services, file, ImportOptions(excluded=frozenset({2, 3}), defaults={"owner": "小新"}))
    assert (left_out.skipped, left_out.change) == (2, None)
    assert services.history.last_undoable() == before[0].id


def test_a_number_that_two_rows_claim_goes_to_the_first(services: Services, tmp_path: Path) -> None:
    people_file = "姓名,电话,编号\n张伟,13812345678,A1\n单娜,13912345678,A2\n"
    import_file(services, csv_file(tmp_path / "a.csv", people_file))
    again = "姓名,电话,编号\n张伟,13812345678,B1\n单娜,13912345678,B1\n"
    result = import_file(services, csv_file(tmp_path / "b.csv", again), ImportOptions(existing="overwrite"))
    assert counts(result) == (0, 1, 0, 0, 1)
    assert [(error.row, render(error.reason)) for error in result.errors] == [(3, "This number belongs to 张伟")]
    found = people(services)
    assert (found["张伟"].code, found["单娜"].code) == ("B1", "A2")
