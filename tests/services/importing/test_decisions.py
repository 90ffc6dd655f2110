"""What a person may decide about a file: words, columns, links, duplicates, defaults, and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.choices import unknown_names, unknown_words
from crm_desktop.services.importing.error_file import write_errors
from crm_desktop.services.importing.formats import content_type
from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP, ImportOptions, ImportResult, Recipe
from crm_desktop.services.importing.repairs import suggestion
from tests.services.importing.files import csv_file


def counts(result: ImportResult) -> tuple[int, ...]:
    assert result.read == result.created + result.updated + result.unchanged + result.skipped + result.failed
    return result.created, result.updated, result.unchanged, result.skipped, result.failed


def customer(services: Services, name: str, **values: object) -> int:
    with services.write(N_("undo", "Test")) as work:
        return services.customers.create(work, {"name": name, **values})


def rows(services: Services, sql: str) -> list[tuple[object, ...]]:
    return list(services.db.execute_sql(sql).fetchall())


# -- words -------------------------------------------------------------------------------------


def test_words_that_no_choice_has_are_listed_with_counts(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,等级,性别\n甲,钻石,男\n乙,钻石,x\n丙,vip,女\n丁,铁,\n")
    plan = import_file(services, path, ImportOptions(dry_run=True))
    assert [(one.target, one.word, one.count) for one in unknown_words(plan)] == [
        ("grade", "钻石", 2),
        ("grade", "铁", 1),
        ("gender", "x", 1),
    ]


def test_words_become_choices_nothing_or_leave_their_rows_out(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,等级\n甲,钻石\n乙,铁牌\n丙,?\n丁,内部\n戊,B\n")
    options = ImportOptions(values={"grade": {"钻石": "A", "铁牌": CREATE, "?": EMPTY, "内部": SKIP}})
    plan = import_file(services, path, ImportOptions(values=options.values, dry_run=True))
    assert [one.key for one in services.choices.entries("grade")] == ["A", "B", "C"]
    result = import_file(services, path, options)
    assert counts(plan) == counts(result) == (4, 0, 0, 1, 0)
    assert rows(services, "SELECT name, grade FROM customer ORDER BY id") == [
        ("甲", "A"), ("乙", "铁牌"), ("丙", ""), ("戊", "B"),
    ]  # fmt: skip
    assert [one.key for one in services.choices.entries("grade")] == ["A", "B", "C", "铁牌"]
    assert result.change is not None
    services.history.undo(result.change)
    assert [one.key for one in services.choices.entries("grade")] == ["A", "B", "C"]
    assert rows(services, "SELECT count(*) FROM customer") == [(0,)]


def test_a_field_of_the_shop_gets_the_new_choice(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test")) as work:
        services.custom_fields.add(work, "customers", "口味", "choice", ["甜"])
    path = csv_file(tmp_path / "a.csv", "姓名,口味\n甲,甜\n乙,辣\n")
    assert counts(import_file(services, path, ImportOptions(dry_run=True))) == (1, 0, 0, 0, 1)
    result = import_file(services, path, ImportOptions(values={"口味": {"辣": CREATE}}))
    assert counts(result) == (2, 0, 0, 0, 0)
    ids = [row[0] for row in rows(services, "SELECT id FROM customer ORDER BY id")]
    assert [one.custom["口味"] for one in services.customers.rows(ids)] == ["甜", "辣"]  # type: ignore[arg-type]


# -- columns -----------------------------------------------------------------------------------


def test_a_column_is_cut_and_others_are_joined(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "客户,省,市\n张伟（花店）,江苏,苏州\n何明,浙江,\n李四（书店）（老）,,杭州\n")
    recipes = (Recipe("split", (0,), "()", 2), Recipe("join", (1, 2), "·"))
    seen = inspect(path, entity="customers", recipes=recipes, services=services)
    assert seen.headers == ("客户", "省", "市", "客户 · 1", "客户 · 2", "省 + 市")
    assert seen.own_columns == 3
    assert seen.columns[5].samples == ("江苏·苏州", "浙江", "杭州")
    options = ImportOptions(recipes=recipes, columns={0: "", 1: "", 2: "", 3: "name", 4: "company", 5: "region"})
    assert counts(import_file(services, path, options)) == (3, 0, 0, 0, 0)
    assert rows(services, "SELECT name, company, region FROM customer ORDER BY id") == [
        ("张伟", "花店", "江苏·苏州"),
        ("何明", "", "浙江"),
        ("李四", "书店 老", "杭州"),
    ]


def test_failed_rows_come_out_with_the_columns_of_the_file_and_go_in_again(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "客户,生日\n张伟/13812345678,2月30日\n何明/13912345678,1990-01-01\n")
    recipes = (Recipe("split", (0,), "/", 2),)
    options = ImportOptions(recipes=recipes, columns={0: "", 2: "name", 3: "phone", 1: "birthday"})
    result = import_file(services, path, options)
    assert counts(result) == (1, 0, 0, 0, 1)
    out = tmp_path / "bad.xlsx"
    assert write_errors(result, out) == 1
    sheet = openpyxl.load_workbook(out).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["客户", "生日", "Why it was not imported", "Original row"],
        ["张伟/13812345678", "2月30日", "生日: There is no such day", 2],
    ]
    sheet["B2"] = "2月28日"
    book = sheet.parent
    book.save(out)
    headers = inspect(out, services=services).headers
    saved = memory.mapping_for(services, headers)
    assert saved is not None
    assert counts(import_file(services, out, memory.applied(saved, headers, ImportOptions()))) == (1, 0, 0, 0, 0)


def test_what_a_column_looks_like() -> None:
    assert content_type(["13812345678", "139 1234 5678", ""]) == "phone"
    assert content_type(["a@b.cn"]) == "email"
    assert content_type(["2024-01-02", "1977.10.4", "农历八月十五"]) == "date"
    assert content_type(["¥12.50", "3元"]) == "money"
    assert content_type(["12", "3.5", "1,200"]) == "number"
    assert content_type(["是", "否"]) == "yes_no"
    assert content_type(["https://a.cn/x"]) == "web"
    assert content_type(["老客户", "2024"]) == "text"
    assert content_type(["", " "]) == ""


def test_letters_that_look_like_digits_are_offered_as_digits_only_where_that_makes_a_number() -> None:
    assert suggestion("139O5718842") == "13905718842"
    assert suggestion("l990-01-O2") == "1990-01-02"
    assert suggestion("１３９０５７１８８４２") == "13905718842"
    assert suggestion("电话同上") == ""
    assert suggestion("OIl") == ""
    assert suggestion("13905718842") == ""


# -- days and numbers ----------------------------------------------------------------------------


def test_each_column_has_its_own_order_of_day_and_month(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Birthday,Next follow-up\nAna,03/04/1988,05/06/2027\n")
    plan = import_file(services, path, ImportOptions(dry_run=True))
    assert [(one.target, one.order, one.example) for one in plan.formats] == [
        ("birthday", "?", "03/04/1988"),
        ("next_follow_up", "?", "05/06/2027"),
    ]
    result = import_file(services, path, ImportOptions(orders={1: "mdy", 2: "dmy"}))
    assert counts(result) == (1, 0, 0, 0, 0)
    assert rows(services, "SELECT birthday FROM customer") == [("1988-03-04",)]
    assert rows(services, "SELECT due FROM follow_up") == [("2027-06-05",)]


def test_a_column_with_dots_and_slashes_shows_what_the_answer_is_for(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Birthday\nAna,5.7.1975\nBo,03/04/1988\n")
    for orders, order in (({}, "?"), ({1: "mdy"}, "mdy")):
        (shown,) = import_file(services, path, ImportOptions(dry_run=True, orders=orders)).formats
        assert (shown.order, shown.example) == (order, "03/04/1988")
    import_file(services, path, ImportOptions(orders={1: "mdy"}))
    assert rows(services, "SELECT birthday FROM customer ORDER BY id") == [("1975-07-05",), ("1988-03-04",)]


def test_the_order_of_a_dotted_column_can_be_said(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "Name,Birthday\nAna,5.7.1975\nBo,12/25/1985\n")
    (shown,) = import_file(services, path, ImportOptions(dry_run=True)).formats
    assert (shown.order, shown.example, shown.meaning) == ("dmy", "5.7.1975", "1975-07-05")
    import_file(services, path, ImportOptions(orders={1: "mdy"}))
    assert rows(services, "SELECT birthday FROM customer ORDER BY id") == [("1975-05-07",), ("1985-12-25",)]


def test_the_decimal_sign_of_one_column_can_be_said(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "名称;售价\n茶;1.234\n")
    plan = import_file(services, path, ImportOptions(entity="products", dry_run=True))
    (price,) = plan.formats
    assert (price.sign, price.example) == ("?", "1.234")
    import_file(services, path, ImportOptions(entity="products", decimals={1: ","}))
    assert rows(services, "SELECT price FROM product") == [(123_400,)]


# -- who is known ----------------------------------------------------------------------------------


def test_a_rule_that_changes_nothing_still_adds_a_deal(services: Services, tmp_path: Path) -> None:
    customer(services, "张伟", phone=["13812345678"], notes="旧")
    path = csv_file(
        tmp_path / "a.csv",
        "姓名,电话,备注,公司,deal.title,deal.amount\n张伟,13812345678,新,小店,装修,100\n何明,,新,,,\n",
    )
    result = import_file(services, path, ImportOptions(existing="never"))
    assert counts(result) == (1, 1, 0, 0, 0)
    assert rows(services, "SELECT name, notes, company FROM customer ORDER BY id") == [
        ("张伟", "旧", ""), ("何明", "新", ""),
    ]  # fmt: skip
    assert rows(services, "SELECT title, amount FROM deal") == [("装修", 10_000)]


def test_a_deal_in_a_customers_row_has_its_stage_and_day(services: Services, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a.csv",
        "姓名,电话,deal.title,deal.amount,deal.stage,deal.expected_close,deal.notes\n"
        "张伟,13812345678,装修,100,报价,2027-01-02,急\n",
    )
    stage = services.pipelines.stages()[1]
    options = ImportOptions(values={"deal.stage": {"报价": stage.key}})
    result = import_file(services, path, options)
    assert counts(result) == (1, 0, 0, 0, 0)
    assert rows(services, "SELECT stage_id, expected_close, notes FROM deal") == [(stage.id, "2027-01-02", "急")]
    assert counts(import_file(services, path, options)) == (0, 0, 1, 0, 0)


def test_a_blank_cell_empties_only_when_that_is_asked(services: Services, tmp_path: Path) -> None:
    customer(services, "张伟", phone=["13812345678"], notes="旧", tags=["茶"], owner="小林", grade="A")
    path = csv_file(tmp_path / "a.csv", "姓名,电话,备注,标签,负责人,等级\n张伟,13812345678,,,,\n")
    assert counts(import_file(services, path, ImportOptions(existing="overwrite"))) == (0, 0, 1, 0, 0)
    clearing = ImportOptions(existing="overwrite", blank_clears=True)
    plan = import_file(services, path, ImportOptions(existing="overwrite", blank_clears=True, dry_run=True))
    assert plan.updates[0].fields == {
        "notes": ("旧", ""),
        "tags": ("茶", ""),
        "owner": ("小林", ""),
        "grade": ("A", ""),
    }
    result = import_file(services, path, clearing)
    assert counts(result) == (0, 1, 0, 0, 0)
    assert rows(services, "SELECT notes, tags, owner_id, grade, phones FROM customer") == [
        ("", "[]", None, "", '["+8613812345678"]')
    ]
    assert counts(import_file(services, path, clearing)) == (0, 0, 1, 0, 0)
    assert counts(import_file(services, path, ImportOptions(blank_clears=True))) == (0, 0, 1, 0, 0)


def test_a_blank_cell_empties_a_field_of_a_product_too(services: Services, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", "编号,名称,分类,售价\nP1,茶,饮品,10\n")
    import_file(services, first, ImportOptions(entity="products"))
    second = csv_file(tmp_path / "b.csv", "编号,名称,分类,售价\nP1,茶,,12\n")
    options = ImportOptions(entity="products", existing="overwrite", blank_clears=True)
    result = import_file(services, second, options)
    assert counts(result) == (0, 1, 0, 0, 0)
    assert result.updates[0].fields == {"category": ("饮品", ""), "price": ("10.00", "12.00")}
    assert rows(services, "SELECT category, price FROM product") == [("", 1200)]


def test_defaults_fill_what_the_file_leaves_open_and_a_second_time_changes_nothing(
    services: Services, tmp_path: Path
) -> None:
    customer(services, "张伟", phone=["13812345678"], tags=["茶"], grade="B")
    path = csv_file(tmp_path / "a.csv", "姓名,电话,负责人\n张伟,13812345678,\n何明,13912345678,小王\n李四,,\n")
    options = ImportOptions(defaults={"owner": "小林", "grade": "vip", "tags": "展会;茶", "source": "微信"}, tag=False)
    assert counts(import_file(services, path, options)) == (2, 1, 0, 0, 0)
    sql = "SELECT c.name, s.name, c.grade, c.tags, c.source FROM customer c LEFT JOIN staff s ON s.id = c.owner_id"
    assert rows(services, sql + " ORDER BY c.id") == [
        ("张伟", "小林", "B", '["茶", "展会"]', "微信"),
        ("何明", "小王", "A", '["展会", "茶"]', "微信"),
        ("李四", "小林", "A", '["展会", "茶"]', "微信"),
    ]
    again = import_file(services, path, options)
    assert (again.created, again.updated) == (1, 0)  # who has neither phone nor number is never known


@pytest.mark.parametrize("defaults", [{"phone": "13812345678"}, {"nothing": "x"}, {"grade": "no such grade"}])
def test_defaults_that_make_no_sense_are_refused(services: Services, tmp_path: Path, defaults: dict[str, str]) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名\n张伟\n")
    with pytest.raises(UserError) as caught:
        import_file(services, path, ImportOptions(defaults=defaults))
    assert caught.value.code == "bad_mapping"
    assert rows(services, "SELECT count(*) FROM customer") == [(0,)]


# -- duplicates --------------------------------------------------------------------------------------


def test_rows_in_doubt_are_left_out_added_or_created_as_said(services: Services, tmp_path: Path) -> None:
    customer(services, "张伟", phone=["13812345678"])
    path = csv_file(tmp_path / "a.csv", "姓名,电话,公司\n李四光,13812345678,地质所\n王小二,13812345678,面馆\n")
    plan = import_file(services, path, ImportOptions(dry_run=True))
    assert counts(plan) == (0, 0, 0, 2, 0)
    assert [(one.row, one.known, one.doubtful, one.fate) for one in plan.duplicates] == [
        (2, 1, True, "skip"), (3, 1, True, "skip"),
    ]  # fmt: skip
    assert plan.duplicates[0].fields["company"] == ("地质所", "")
    assert plan.duplicates[0].fields["name"] == ("李四光", "张伟")
    result = import_file(services, path, ImportOptions(decisions={2: "create", 3: "update"}))
    assert counts(result) == (1, 1, 0, 0, 0)
    assert rows(services, "SELECT name, company FROM customer ORDER BY id") == [("张伟", "面馆"), ("李四光", "地质所")]


def test_one_answer_for_all_rows_in_doubt(services: Services, tmp_path: Path) -> None:
    customer(services, "张伟", phone=["13812345678"])
    path = csv_file(tmp_path / "a.csv", "姓名,电话\n李四光,13812345678\n王小二,13812345678\n")
    result = import_file(services, path, ImportOptions(doubtful="create"))
    assert counts(result) == (2, 0, 0, 0, 0)


def test_a_repeated_row_is_folded_unless_it_is_said_otherwise(services: Services, tmp_path: Path) -> None:
    text = "姓名,电话,公司\n张伟,13812345678,\n张伟,13812345678,花店\n张伟,13812345678,书店\n"
    path = csv_file(tmp_path / "a.csv", text)
    plan = import_file(services, path, ImportOptions(dry_run=True))
    assert [(one.row, one.earlier, one.doubtful, one.fate) for one in plan.duplicates] == [
        (3, 2, False, "update"), (4, 2, False, "update"),
    ]  # fmt: skip
    result = import_file(services, path, ImportOptions(decisions={3: "skip", 4: "create"}))
    assert counts(result) == (2, 0, 0, 1, 0)
    assert rows(services, "SELECT name, company FROM customer ORDER BY id") == [("张伟", ""), ("张伟", "书店")]


# -- links --------------------------------------------------------------------------------------------


def test_names_that_several_have_are_asked_about_and_picked(services: Services, tmp_path: Path) -> None:
    flower, book = customer(services, "王芳", company="花店"), customer(services, "王芳", company="书店")
    path = csv_file(tmp_path / "a.csv", "商机名称,客户\n装修,王芳\n进货,王芳\n开业,赵六\n")
    plan = import_file(services, path, ImportOptions(entity="deals", dry_run=True))
    asked = unknown_names(services, plan)
    assert [(one.target, one.name, one.count, [c.id for c in one.candidates]) for one in asked] == [
        ("customer", "王芳", 2, [flower, book]),
        ("customer", "赵六", 1, []),
    ]
    options = ImportOptions(entity="deals", picks={"王芳": book}, links={"customer": "create"})
    assert counts(import_file(services, path, options)) == (3, 0, 0, 0, 0)
    found = rows(services, "SELECT d.title, c.name, c.company FROM deal d JOIN customer c ON c.id = d.customer_id")
    assert sorted(found) == [("开业", "赵六", ""), ("装修", "王芳", "书店"), ("进货", "王芳", "书店")]


def test_a_new_customer_of_a_deal_gets_the_phone_of_its_row(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "商机名称,客户,电话\n装修,赵六,13812345678\n")
    result = import_file(services, path, ImportOptions(entity="deals", links={"customer": "create"}))
    assert counts(result) == (1, 0, 0, 0, 0)
    assert rows(services, "SELECT name, phones FROM customer") == [("赵六", '["+8613812345678"]')]


@pytest.mark.parametrize(("link", "expected"), [("error", 1), ("create", 2), ("walk_in", 1)])
def test_a_referrer_who_is_not_there(services: Services, tmp_path: Path, link: str, expected: int) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,电话,介绍人\n张伟,13812345678,老李\n")
    result = import_file(services, path, ImportOptions(links={"referrer": link}))  # type: ignore[dict-item]
    assert result.failed == (1 if link == "error" else 0)
    assert rows(services, "SELECT count(*) FROM customer")[0][0] == (0 if link == "error" else expected)
    if link == "create":
        sql = "SELECT r.name FROM customer c JOIN customer r ON r.id = c.referrer_id"
        assert rows(services, sql) == [("老李",)]
        assert counts(import_file(services, path, ImportOptions(links={"referrer": "create"}))) == (0, 0, 1, 0, 0)


def test_a_referrer_who_is_made_in_between_disturbs_no_number(services: Services, tmp_path: Path) -> None:
    lines = "".join(f"客户{n},139{n:08d},{'新人' + str(n) if n % 7 == 0 else ''}\n" for n in range(40))
    path = csv_file(tmp_path / "a.csv", "姓名,电话,介绍人\n" + lines)
    result = import_file(services, path, ImportOptions(links={"referrer": "create"}))
    assert counts(result) == (40, 0, 0, 0, 0)
    assert rows(services, "SELECT count(*), count(DISTINCT code) FROM customer") == [(46, 46)]
    again = import_file(services, path, ImportOptions(links={"referrer": "create"}))
    assert counts(again) == (0, 0, 40, 0, 0)


# -- what is remembered ----------------------------------------------------------------------------------


def test_a_file_is_read_as_one_with_its_headers_was_read_before(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "甲,乙,生日\n张伟/13812345678,茶,03/04/1988\n")
    recipes = (Recipe("split", (0,), "/", 2),)
    columns = {0: "", 1: "preferences", 2: "birthday", 3: "name", 4: "phone"}
    options = ImportOptions(recipes=recipes, columns=columns, orders={2: "dmy"}, values={"grade": {"钻": "A"}})
    result = import_file(services, path, options)
    assert counts(result) == (1, 0, 0, 0, 0)
    other = csv_file(tmp_path / "b.csv", "生日,甲,乙\n05/06/1990,何明/13912345678,咖啡\n")
    headers = inspect(other, entity="customers", services=services).headers
    last = memory.mapping_for(services, headers, "customers")
    assert last is not None
    assert last.name == ""
    again = memory.applied(last, headers, ImportOptions())
    assert again.columns == {1: "", 2: "preferences", 0: "birthday", 3: "name", 4: "phone"}
    assert (again.orders, again.values) == ({0: "dmy"}, {"grade": {"钻": "A"}})
    assert counts(import_file(services, other, again)) == (1, 0, 0, 0, 0)
    assert rows(services, "SELECT name, birthday FROM customer ORDER BY id")[1] == ("何明", "1990-06-05")
    with services.write(N_("undo", "Test")) as work:
        memory.save_mapping(services, work, " 我的  表 ", headers, again, {0: "birthday"})
    named = memory.mapping_for(services, ["乙", "生日", "甲"], "customers")
    assert named is not None
    assert named.name == "我的 表"
    assert memory.mapping_for(services, ["乙", "生日"], "customers") is None
    assert memory.mapping_called(services, "我的 表").id == named.id
    with services.write(N_("undo", "Test")) as work:
        memory.save_mapping(services, work, "我的 表", headers, again, {1: "name"})
    (only,) = memory.saved_mappings(services)
    assert {column: target for column, target in only.choices["columns"].items() if target} == {"1": "name"}
    with services.write(N_("undo", "Test")) as work:
        memory.delete_mapping(work, named.id)
    with pytest.raises(UserError) as caught:
        memory.mapping_called(services, "我的 表")
    assert caught.value.code == "not_found"


def test_every_import_is_kept_also_when_it_was_undone(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "客户.csv", "姓名,电话,公司\n张伟,13812345678,花店\n何明,13912345678,\n")
    first = import_file(services, path)
    import_file(services, path)  # nothing new: no change, nothing to keep
    (run,) = memory.runs(services)
    assert (run.file_name, run.entity, run.change, run.undone) == ("客户.csv", "customers", first.change, False)
    assert run.counts == {"read": 2, "created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "failed": 0}
    assert first.change is not None
    services.history.undo(first.change)
    (run,) = memory.runs(services)
    assert (run.undone, run.undoable) == (True, False)
    undo = memory.undo_of(services, run.change)
    assert undo is not None
    services.history.undo(undo)
    (run,) = memory.runs(services)
    assert (run.undone, run.undoable) == (False, True)
    assert rows(services, "SELECT count(*) FROM customer WHERE deleted_at IS NULL") == [(2,)]


def test_undo_of_an_import_restores_changed_records_and_keeps_those_changed_since(
    services: Services, tmp_path: Path
) -> None:
    known, later = customer(services, "张伟", phone=["13812345678"]), customer(services, "何明", phone=["13912345678"])
    path = csv_file(tmp_path / "a.csv", "姓名,电话,公司\n张伟,13812345678,花店\n何明,13912345678,书店\n李四,,面馆\n")
    result = import_file(services, path)
    assert counts(result) == (1, 2, 0, 0, 0)
    with services.write(N_("undo", "Test")) as work:
        services.customers.update(work, later, {"company": "大书店"})
    assert result.change is not None
    with pytest.raises(ConflictError) as caught:
        services.history.undo(result.change)
    assert [one["name"] for one in caught.value.conflicts] == ["何明"]
    services.history.undo(result.change, later="keep")
    assert rows(services, "SELECT name, company FROM customer WHERE deleted_at IS NULL ORDER BY id") == [
        ("张伟", ""), ("何明", "大书店"),
    ]  # fmt: skip
    assert known == 1


def test_undo_of_an_import_takes_back_what_was_changed_since_where_that_is_said(
    services: Services, tmp_path: Path
) -> None:
    known = customer(services, "张伟", phone=["13812345678"])
    path = csv_file(tmp_path / "a.csv", "姓名,电话,公司\n张伟,13812345678,花店\n李四,,面馆\n王五,,茶馆\n")
    result = import_file(services, path)
    with services.write(N_("undo", "Test")) as work:
        services.customers.update(work, known, {"company": "大花店", "notes": "later"})
        services.customers.update(work, known + 1, {"company": "大面馆"})
        services.activities.log(work, known + 2, "call", "asked for prices")
    everything = "SELECT id, name, company, notes FROM customer WHERE deleted_at IS NULL ORDER BY id"
    before = rows(services, everything)
    assert result.change is not None
    undone = services.history.undo(result.change, later="undo")
    assert [one["name"] for one in undone.kept] == ["王五"]
    assert rows(services, everything) == [(known, "张伟", "", "later"), (known + 2, "王五", "茶馆", "")]
    assert undone.change is not None
    services.history.undo(undone.change)
    assert rows(services, everything) == before


def test_rows_of_sums_are_data_when_that_is_said(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "姓名,电话\n张伟,13812345678\n合计,1\n")
    assert inspect(path, services=services).totals == (3,)
    assert counts(import_file(services, path, ImportOptions(dry_run=True))) == (1, 0, 0, 0, 0)
    plan = import_file(services, path, ImportOptions(keep_totals=True, dry_run=True, columns={0: "name", 1: "notes"}))
    assert counts(plan) == (2, 0, 0, 0, 0)


def test_one_row_is_called_one_row(services: Services, tmp_path: Path) -> None:
    result = import_file(services, csv_file(tmp_path / "a.csv", "姓名\n张伟\n"))
    assert result.change is not None
    assert str(services.history.get(result.change).label) == "Import 1 row"
