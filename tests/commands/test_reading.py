"""``fields``, ``list``, ``find``, ``show``, ``report``, ``history``: what reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from tests.commands.conftest import Run

CUSTOMER_FIELDS = [
    "code",
    "name",
    "kind",
    "company",
    "phone",
    "email",
    "wechat",
    "gender",
    "birthday",
    "address",
    "region",
    "industry",
    "source",
    "grade",
    "stage",
    "owner",
    "tags",
    "preferred_channel",
    "referrer",
    "preferences",
    "notes",
    "next_follow_up",
    "total_spent",
    "last_contact",
    "created",
]
DEAL_FIELDS = [
    "number",
    "title",
    "customer",
    "pipeline",
    "stage",
    "amount",
    "probability",
    "expected_close",
    "owner",
    "source",
    "competitor",
    "tags",
    "next_follow_up",
    "status",
    "reason",
    "closed",
    "notes",
    "created",
]
FOLLOW_UP_FIELDS = [
    "customer",
    "deal",
    "type",
    "due",
    "time",
    "remind_at",
    "subject",
    "owner",
    "priority",
    "status",
    "result",
    "done_at",
    "recurrence",
    "notes",
]
ORDER_FIELDS = [
    "number",
    "date",
    "customer",
    "product",
    "quantity",
    "price",
    "amount",
    "discount",
    "channel",
    "staff",
    "paid",
    "notes",
]
PRODUCT_FIELDS = ["code", "name", "category", "unit", "price", "cost", "active", "notes"]
TYPES = {"text", "longtext", "number", "money", "date", "time", "bool", "choice", "phone", "email", "tags", "link"}


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        ("customers", CUSTOMER_FIELDS),
        ("deals", DEAL_FIELDS),
        ("followups", FOLLOW_UP_FIELDS),
        ("orders", ORDER_FIELDS),
        ("products", PRODUCT_FIELDS),
    ],
)
def test_fields_are_those_of_the_interface(crm: Run, entity: str, names: list[str]) -> None:
    fields = {field["name"]: field for field in crm("fields", entity).json["fields"]}
    assert set(names) <= set(fields)
    assert {field["type"] for field in fields.values()} <= TYPES
    assert all(isinstance(field["required"], bool) and field["label"] for field in fields.values())


def test_choices_have_both_labels(crm: Run) -> None:
    fields = {field["name"]: field for field in crm("fields", "customers", lang="zh_CN").json["fields"]}
    gender = {choice["key"]: choice for choice in fields["gender"]["choices"]}
    assert set(gender) == {"M", "F"}
    assert gender["F"]["labels"] == {"en": "Female", "zh_CN": "女"}
    assert gender["F"]["label"] == "女"
    stages = {field["name"]: field for field in crm("fields", "deals").json["fields"]}["stage"]["choices"]
    assert len(stages) >= 3


def test_an_unknown_list_is_not_found(crm: Run) -> None:
    for command in ("fields", "list"):
        outcome = crm(command, "spaceships")
        assert (outcome.code, outcome.error) == (1, "not_found")
        assert "spaceships" in outcome.err


def test_list_gives_the_fields_in_their_shapes(shop: Run) -> None:
    answer = shop("list", "customers", "--sort", "code", "--limit", 60).json
    assert answer["total"] == 60
    assert len(answer["rows"]) == 60
    for row in answer["rows"]:
        assert set(CUSTOMER_FIELDS) <= set(row)
        assert all(phone.startswith("+") for phone in row["phone"])
        assert isinstance(row["tags"], list)
        assert row["total_spent"].split(".")[1].isdigit()
        assert len(row["total_spent"].split(".")[1]) == 2
        assert datetime.fromisoformat(row["created"]).utcoffset() is not None
    assert [row["code"] for row in answer["rows"]] == sorted(row["code"] for row in answer["rows"])


def test_total_ignores_the_limit_and_conditions_join(shop: Run) -> None:
    assert shop("list", "customers", "--limit", 3).json["total"] == 60
    assert len(shop("list", "customers", "--limit", 3).json["rows"]) == 3
    everyone = shop("list", "customers", "--limit", 1000).json["rows"]
    wanted = [row for row in everyone if row["gender"] == "F" and row["grade"] == "C"]
    found = shop("list", "customers", "--where", "gender=F", "--where", "grade=C", "--limit", 1000).json
    assert found["total"] == len(wanted)
    assert {row["id"] for row in found["rows"]} == {row["id"] for row in wanted}


def test_conditions_on_phones_money_and_tags(shop: Run) -> None:
    rows = shop("list", "customers", "--sort", "total_spent", "--descending", "--limit", 1000).json["rows"]
    spent = [float(row["total_spent"]) for row in rows]
    assert spent == sorted(spent, reverse=True)
    best = rows[0]
    for condition in (f"phone={best['phone'][0]}", f"total_spent={best['total_spent']}", f"code={best['code']}"):
        assert best["id"] in {row["id"] for row in shop("list", "customers", "--where", condition).json["rows"]}
    tagged = next(row for row in rows if row["tags"])
    found = shop("list", "customers", "--where", f"tags={tagged['tags'][0]}", "--limit", 1000).json["rows"]
    assert {row["id"] for row in found} == {row["id"] for row in rows if tagged["tags"][0] in row["tags"]}


def test_a_wrong_field_or_value_is_refused(shop: Run) -> None:
    assert shop("list", "customers", "--where", "shoe_size=44").error == "not_found"
    assert shop("list", "customers", "--sort", "shoe_size").error == "not_found"
    assert shop("list", "customers", "--where", "total_spent=many").error == "invalid"
    assert shop("list", "customers", "--where", "created=yesterday").error == "invalid"


@pytest.mark.parametrize("condition", ["orders=999999999999999999999999", "orders=2.5", "orders=NaN", "orders=1e400"])
def test_a_number_that_no_customer_can_have_is_refused(shop: Run, condition: str) -> None:
    assert shop("list", "customers", "--where", condition).error == "invalid"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "condition", ["customers last_contact", "customers created", "followups due", "followups done_at"]
)
def test_the_ends_of_the_calendar_are_days_on_which_nothing_is(crm: Run, condition: str, day: str) -> None:
    entity, name = condition.split()
    assert crm("list", entity, "--where", f"{name}={day}").json["total"] == 0


@pytest.mark.parametrize("entity", ["deals", "followups", "orders", "products"])
def test_every_list_can_be_listed(shop: Run, entity: str) -> None:
    answer = shop("list", entity, "--limit", 5).json
    assert answer["total"] >= len(answer["rows"]) > 0


def test_find_by_phone_digits_and_whole_name(shop: Run) -> None:
    row = next(row for row in shop("list", "customers").json["rows"] if row["phone"])
    for text in (row["phone"][0], row["phone"][0][-7:], row["name"]):
        results = shop("find", text).json["results"]
        assert ("customer", row["id"]) in {(hit["kind"], hit["id"]) for hit in results}
    assert "phone" in shop("find", row["phone"][0][-7:]).json["results"][0]["matched"]


@pytest.mark.parametrize("text", ["%", "_", "*", '"zz"', "zzqqxxyy", "' OR 1=1 --", "("])
def test_signs_are_ordinary_characters(shop: Run, text: str) -> None:
    answer = shop("find", "--", text).json
    assert answer["total"] == 0
    assert answer["results"] == []
    assert answer["elapsed_ms"] >= 0


def test_find_keeps_to_the_limit(shop: Run) -> None:
    answer = shop("find", "a", "--limit", 3).json
    assert len(answer["results"]) == 3
    assert answer["total"] > 3


def test_show_is_the_whole_record(shop: Run) -> None:
    best = shop("list", "customers", "--sort", "total_spent", "--descending", "--limit", 1).json["rows"][0]
    answer = shop("show", "customer", best["id"]).json
    assert answer["customer"]["name"] == best["name"]
    times = [datetime.fromisoformat(entry["at"]) for entry in answer["timeline"]]
    assert len(times) > 1
    assert times == sorted(times, reverse=True)
    orders = [entry for entry in answer["timeline"] if entry["kind"] == "order"]
    assert len(orders) == best["orders"]
    assert shop("show", "customer", best["code"]).json["customer"]["id"] == best["id"]


def test_show_nobody(shop: Run) -> None:
    assert shop("show", "customer", 999999).error == "not_found"
    assert shop("show", "customer", "9" * 40).error == "not_found"


def test_reports(shop: Run) -> None:
    names = [info["name"] for info in shop("report", "--list").json["reports"]]
    assert {"sales_by_month", "sales_by_product", "rfm", "churn"} <= set(names)
    for name in names:
        answer = shop("report", name).json
        assert answer["name"] == name
        assert all(len(row) == len(answer["columns"]) for row in answer["rows"])
        assert isinstance(answer["totals"], dict)


def test_report_of_some_days(shop: Run) -> None:
    whole = shop("report", "sales_by_month", "--from", "2025-01-01", "--to", "2025-12-31").json
    assert (whole["from"], whole["to"]) == ("2025-01-01", "2025-12-31")
    assert shop("report", "sales_by_month", "--from", "2026-02-01", "--to", "2026-01-01").code == 1
    assert shop("report", "nonsense").error == "not_found"


def test_reports_reach_from_the_first_day_to_the_last(shop: Run) -> None:
    """0001-01-01 and 9999-12-31 are how scripts say from the beginning and to the end."""
    for name in [one["name"] for one in shop("report", "--list").json["reports"]]:
        everything = shop("report", name, "--from", "0001-01-01", "--to", "9999-12-31").json
        assert everything["to"] == "2199-12-31"
        assert shop("report", name, "--to", "0001-01-01").code == 0, name
        for today in ("1900-01-01", "2199-12-31"):
            assert shop("report", name, "--today", today).code == 0, (name, today)


@pytest.mark.parametrize("command", [("import",), ("export", "customers"), ("backup",)])
def test_a_name_too_long_for_a_file_is_said(crm: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    outcome = crm(
        *command, tmp_path / f"{'很' * 300}.crmbackup" if command == ("backup",) else tmp_path / f"{'a' * 300}.csv"
    )
    assert outcome.code == 1
    assert outcome.error == "invalid"
    assert "too long" in outcome.err
    assert len(outcome.err) < 200


def test_history_tells_what_was_done(shop: Run) -> None:
    newest = shop("history", "--limit", 1).json["changes"]
    assert len(newest) == 1
    assert newest[0]["undone"] is False
    assert newest[0]["rows"] > 60
    assert datetime.fromisoformat(newest[0]["at"]).utcoffset() is not None
    assert shop("history", lang="zh_CN").json["changes"][0]["label"] != newest[0]["label"]


@pytest.mark.parametrize(
    "command",
    [
        ("list", "customers"), ("find", "a"), ("fields", "deals"), ("report", "sales_by_month"), ("report", "--list"),
        ("history",), ("show", "customer", "1"),
    ],
)  # fmt: skip
def test_without_json_there_are_words(shop: Run, command: tuple[str, ...]) -> None:
    outcome = shop(*command, as_json=False)
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) > 2
    assert not outcome.out.startswith("{")
    assert outcome.err == ""


def test_the_shops_own_fields_are_listed_and_filtered(
    crm: Run, data_dir: Path, open_shop: Callable[..., Services]
) -> None:
    services = open_shop(data_dir)
    with services.write(N_("undo", "New field")) as work:
        services.custom_fields.add(work, "customers", "Shoe size", "number")
    key = services.custom_fields.fields("customers")[0].spec.name
    with services.write(N_("undo", "New customer")) as work:
        services.customers.create(work, {"name": "Anna", key: 38})
        services.customers.create(work, {"name": "Ben", key: 44})
        services.customers.create(work, {"name": "Cleo", key: "36.5"})
    services.close()
    fields = {field["name"]: field for field in crm("fields", "customers").json["fields"]}
    assert (fields[key]["label"], fields[key]["type"]) == ("Shoe size", "number")
    found = crm("list", "customers", "--where", f"{key}=44").json
    assert [row["name"] for row in found["rows"]] == ["Ben"]
    assert found["rows"][0][key] == 44
    assert crm("show", "customer", found["rows"][0]["id"]).json["customer"][key] == 44
    ordered = crm("list", "customers", "--sort", key, "--descending").json["rows"]
    assert [row["name"] for row in ordered] == ["Ben", "Anna", "Cleo"]
    halves = crm("list", "customers", "--where", f"{key}=36.5").json["rows"]
    assert [row["name"] for row in halves] == ["Cleo"]
    assert crm("list", "customers", "--where", f"{key}=large").error == "invalid"
