"""``demo``, ``import``, ``export``, ``undo``: what changes the shop or makes files."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.commands.samples import EN, ZH, Sample, write_customers
from tests.commands.conftest import Run

WAIT_S = 10
"""How long a write waits for another one."""


def workbook(path: Path, texts: Sample = ZH) -> Path:
    write_customers(texts, path)
    return path


def test_demo_counts_are_true_and_only_for_an_empty_folder(crm: Run) -> None:
    made = crm("demo", "--customers", 40).json
    for entity in ("customers", "deals", "followups"):
        assert crm("list", entity).json["total"] == made[entity]
    orders = {row["number"] for row in crm("list", "orders", "--limit", 100000).json["rows"]}
    assert len(orders) == made["orders"]
    again = crm("demo", "--customers", 40)
    assert (again.code, again.error) == (1, "not_empty")


def test_demo_is_the_same_for_one_seed_and_day(crm: Run, tmp_path: Path) -> None:
    def rows(name: str, seed: int) -> object:
        folder = tmp_path / name
        crm("demo", "--customers", 30, "--seed", seed, data=folder)
        return [crm("list", entity, "--limit", 9999, data=folder).json for entity in ("customers", "deals", "orders")]

    assert rows("a", 5) == rows("b", 5)
    assert rows("c", 6) != rows("d", 5)


@pytest.mark.parametrize(("texts", "region"), [(ZH, "CN"), (EN, "US")])
def test_import_answers_with_true_counts(crm: Run, tmp_path: Path, texts: Sample, region: str) -> None:
    file = workbook(tmp_path / "old.xlsx", texts)
    answer = crm("import", file, "--region", region).json
    parts = ("created", "updated", "unchanged", "skipped", "failed")
    assert answer["read"] == sum(answer[part] for part in parts) == len(texts.people)
    assert answer["mapping"][texts.header[0]] == "name"
    assert answer["mapping"][texts.header[1]] == "phone"
    assert answer["change"] is not None
    assert crm("list", "customers").json["total"] == answer["created"]
    again = crm("import", file, "--region", region).json
    assert (again["created"], again["updated"], again["change"]) == (0, 0, None)


def test_import_can_be_tried_and_taken_back(crm: Run, tmp_path: Path) -> None:
    file = workbook(tmp_path / "old.xlsx")
    tried = crm("import", file, "--dry-run").json
    assert tried["created"] > 0
    assert tried["change"] is None
    assert crm("list", "customers").json["total"] == 0
    done = crm("import", file).json
    undone = crm("undo", done["change"]).json
    assert undone["rows"] > 0
    assert crm("list", "customers").json["total"] == 0
    changes = {change["id"]: change for change in crm("history").json["changes"]}
    assert changes[done["change"]]["undone"] is True


def test_a_named_column_goes_where_it_is_sent(crm: Run, tmp_path: Path) -> None:
    file = workbook(tmp_path / "old.xlsx")
    answer = crm("import", file, "--map", "备注=preferences").json
    assert answer["mapping"]["备注"] == "preferences"
    likes = [row["preferences"] for row in crm("list", "customers").json["rows"]]
    assert "只喝春茶" in likes
    wrong = crm("import", file, "--map", "备注=shoe_size")
    assert (wrong.code, wrong.error) == (1, "bad_mapping")


def test_abort_stores_nothing_and_names_the_cells(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("姓名,电话\n张三,13800000001\n李四,not a phone\n", "utf-8")
    outcome = crm("import", file, "--on-error", "abort")
    assert outcome.code == 1
    assert outcome.json["errors"][0]["row"] == 3
    assert outcome.json["errors"][0]["column"] == "电话"
    assert crm("list", "customers").json["total"] == 0
    kept = crm("import", file, "--errors", tmp_path / "errors.xlsx")
    assert kept.code == 0
    assert (kept.json["created"], kept.json["failed"]) == (1, 1)
    assert (tmp_path / "errors.xlsx").exists()


def test_people_of_one_name_are_told_and_decided(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("姓名,备注\n张三,a\n张三,b\n李四,c\n", "utf-8")
    told = crm("import", file, "--dry-run")
    assert (told.json["created"], told.json["same_names"]) == (3, 1)
    assert "same_names" not in crm("import", file, "--same-name", "update").json
    assert [row["name"] for row in crm("list", "customers").json["rows"]] == ["李四", "张三"]


@pytest.mark.parametrize("name", ["customers.xlsx", "customers.csv"])
def test_what_is_exported_is_imported_unchanged(shop: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert shop("export", "customers", file).json["rows"] == 60
    answer = shop("import", file, "--existing", "overwrite").json
    assert (answer["created"], answer["updated"], answer["failed"]) == (0, 0, 0)
    other = tmp_path / "other"
    fresh = shop("import", file, "--region", "US", data=other).json
    assert (fresh["created"], fresh["failed"]) == (60, 0)


@pytest.mark.parametrize("entity", ["customers", "deals", "followups", "orders", "products"])
def test_every_list_can_be_exported(shop: Run, tmp_path: Path, entity: str) -> None:
    file = tmp_path / f"{entity}.xlsx"
    answer = shop("export", entity, file).json
    assert answer["rows"] == shop("list", entity, "--limit", 1).json["total"]
    assert answer["path"] == str(file)
    book = openpyxl.load_workbook(file, read_only=True)
    assert len(list(book.worksheets[0].iter_rows())) == answer["rows"] + 1
    book.close()


def test_a_report_becomes_a_workbook(shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "sales.xlsx"
    assert shop("export", "report:sales_by_month", file).json["rows"] > 0
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert len(sheet._charts) == 1


def test_some_columns_of_some_records_in_an_order(shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    wanted = shop("list", "customers", "--where", "kind=company", "--sort", "name", "--descending").json
    options = ("--where", "kind=company", "--sort", "name", "--descending", "--columns", "name,phone")
    assert shop("export", "customers", file, *options).json["rows"] == wanted["total"] > 0
    with file.open(encoding="utf-8-sig", newline="") as text:
        names, *rows = list(csv.reader(text))
    assert len(names) == 2
    assert [row[0] for row in rows] == [record["name"] for record in wanted["rows"]]
    assert shop("export", "customers", file, "--columns", "name,nonsense").error == "not_found"


def test_a_raw_export_is_for_programs(crm: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("name,phone,notes\nAnna Lee,13800000001,=1+1\n", "utf-8")
    crm("import", source)
    for flags, written in (((), "'=1+1"), (("--raw",), "=1+1")):
        crm("export", "customers", tmp_path / "out.csv", "--columns", "name,notes", *flags)
        assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1] == f"Anna Lee,{written}"


def test_a_template_for_every_list(crm: Run, tmp_path: Path) -> None:
    for entity in ("customers", "deals", "followups", "orders", "products"):
        file = tmp_path / f"{entity}.xlsx"
        answer = crm("template", entity, file).json
        assert answer["columns"] == len(list(openpyxl.load_workbook(file).worksheets[0][1]))
        assert crm("import", file, "--as", entity, "--dry-run").json["read"] == 0
    assert crm("template", "spaceships", tmp_path / "x.xlsx").error == "not_found"
    assert crm("template", "customers", tmp_path / "x.pdf").error == "unsupported"


def test_export_refusals(shop: Run, tmp_path: Path) -> None:
    assert shop("export", "customers", tmp_path / "x.pdf").error == "unsupported"
    assert shop("export", "spaceships", tmp_path / "x.xlsx").error == "not_found"
    assert shop("export", "report:nonsense", tmp_path / "x.xlsx").error == "not_found"
    assert shop("export", "customers", tmp_path / "nowhere" / "x.xlsx").error == "not_found"
    assert list(tmp_path.glob("*.x*")) == []


def test_a_workbook_with_a_password_goes_out_and_comes_back(shop: Run, tmp_path: Path) -> None:
    file, secret, other = tmp_path / "c.xlsx", tmp_path / "secret.txt", tmp_path / "other.txt"
    secret.write_text("松间 tea 2026\nnot this\n", encoding="utf-8")
    other.write_text("松间 tea 2027", encoding="utf-8")
    answer = shop("export", "customers", file, "--password-file", secret)
    told = {"cut": 0, "cut_cells": [], "too_large_to_import": False}
    assert answer.json == {"rows": 60, "path": str(file), "encrypted": True, **told}
    assert file.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    refused = shop("import", file)
    assert (refused.code, refused.error) == (1, "unsupported")
    assert "--password-file" in refused.json["error"]["message"]
    assert shop("import", file, "--password-file", other).error == "wrong_passphrase"
    tried = shop("import", file, "--password-file", secret).json
    assert (tried["read"], tried["unchanged"], tried["change"]) == (60, 60, None)
    shop("import", file, "--password-file", secret, "--save-as", "ours")
    again = shop("import", file, "--password-file", secret, "--saved", "ours").json
    assert again["unchanged"] == 60


def test_a_password_that_can_not_be_is_refused(shop: Run, tmp_path: Path) -> None:
    secret, empty = tmp_path / "secret.txt", tmp_path / "empty.txt"
    secret.write_text("松间 tea 2026", encoding="utf-8")
    empty.write_text("\n", encoding="utf-8")
    assert shop("export", "customers", tmp_path / "x.csv", "--password-file", secret).error == "unsupported"
    assert shop("export", "customers", tmp_path / "x.xlsx", "--password-file", empty).error == "bad_file"
    assert shop("export", "customers", tmp_path / "x.xlsx", "--password-file", tmp_path / "no.txt").error == "bad_file"
    assert shop("export", "report:rfm", tmp_path / "x.csv", "--password-file", secret).error == "unsupported"
    assert list(tmp_path.glob("x.*")) == []


def test_undo_names_what_stands_in_the_way(crm: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("name,phone,notes\nAnna Lee,13800000001,old\n", "utf-8")
    second.write_text("name,phone,notes\nAnna Lee,13800000001,new\n", "utf-8")
    created = crm("import", first).json["change"]
    changed = crm("import", second, "--existing", "overwrite").json["change"]
    refused = crm("undo", created)
    assert (refused.code, refused.error) == (1, "conflict")
    assert refused.json["error"]["conflicts"]
    assert crm("list", "customers").json["rows"][0]["notes"] == "new"
    assert crm("undo", changed).code == 0
    assert crm("list", "customers").json["rows"][0]["notes"] == "old"
    assert crm("undo", created).code == 0
    assert crm("list", "customers").json["total"] == 0
    assert crm("undo", created).error == "conflict"
    assert crm("undo", 4711).error == "not_found"


def test_a_write_waits_and_then_is_busy(shop: Run, process: Run, data_dir: Path, tmp_path: Path) -> None:
    """Another process holds the write lock: reads go on, a write answers ``busy`` after its wait."""
    database = next(data_dir.glob("gen-*/crm.db"))
    code = (
        "import sys\nfrom sqlcipher3 import dbapi2 as engine\n"
        "c = engine.connect(sys.argv[1], isolation_level=None)\nc.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\nsys.stdin.readline()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        begun = time.perf_counter()
        assert process("list", "customers", "--json").json["total"] == 60
        assert process("find", "a", "--json").code == 0
        assert time.perf_counter() - begun < WAIT_S, "reading must not wait for the one who writes"
        assert process("export", "customers", tmp_path / "x.csv", "--json").json["rows"] == 60
        refused = process("undo", "2", "--json")
        assert (refused.code, refused.error) == (1, "busy")
    finally:
        holder.communicate("\n", timeout=10)
    assert process("undo", "2", "--json").code == 0


def test_what_hangs_on_records_is_exchanged_too(crm: Run, tmp_path: Path) -> None:
    crm("demo", "--customers", 20)
    for kind in ("activities", "payments", "relations"):
        names = [field["name"] for field in crm("fields", kind).json["fields"]]
        assert crm("template", kind, tmp_path / f"{kind}.xlsx").json["columns"] <= len(names)
        wrote = crm("export", kind, tmp_path / f"{kind}.csv").json
        assert wrote["rows"] > 0 or kind == "relations"
        if wrote["rows"]:
            read = crm("import", tmp_path / f"{kind}.csv", "--as", kind).json
            assert (read["unchanged"], read["read"]) == (wrote["rows"], wrote["rows"])
    assert crm("list", "payments").error == "not_found"
    assert {"due", "time_of_day", "method", "deal"} <= crm("list", "orders", "--limit", 1).json["rows"][0].keys()
