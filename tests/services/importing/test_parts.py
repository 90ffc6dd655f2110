"""What hangs on records goes out and comes back: payments, the log of contacts, relations, the day agreed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file
from crm_desktop.services.importing.model import ImportOptions, ImportResult
from crm_desktop.services.not_same import NotSameService
from crm_desktop.services.orders import NewLine

OTHER_SHOP = Callable[..., Services]


def wrote(services: Services, do: Callable[[Any], Any]) -> Any:
    with services.write(N_("undo", "Test")) as work:
        return do(work)


def people(services: Services) -> list[int]:
    """Ann and Bob, with numbers, in whichever shop."""
    made = []
    for at, name in enumerate(("Ann", "Bob")):
        values = {"name": name, "phone": [f"1380571204{at}"]}
        made.append(wrote(services, lambda work, values=values: services.customers.create(work, values)))
    return made


def bring(services: Services, path: Path, entity: str, **options: Any) -> ImportResult:
    return import_file(services, path, ImportOptions(entity=entity, tag=False, **options))


def bring_rows(services: Services, folder: Path, entity: str, text: str, **options: Any) -> ImportResult:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return bring(services, path, entity, **options)


def counts(result: ImportResult) -> tuple[int, ...]:
    return result.created, result.updated, result.unchanged, result.skipped, result.failed


# Orders


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_order_comes_back_with_its_day_of_payment_time_way_and_deal(
    services: Services, open_shop: OTHER_SHOP, tmp_path: Path, ending: str
) -> None:
    ann, _ = people(services)
    deal = wrote(services, lambda work: services.deals.create(work, {"title": "Tea for a year", "customer": ann}))
    wrote(services, lambda work: services.orders.create(work, {
        "customer": ann, "date": date(2026, 9, 1), "time": "11:17", "due": date(2026, 10, 1), "deal": deal,
        "lines": [NewLine("Tea", price=900), NewLine("Cup", price=100)], "paid": 300, "method": "Cash",
    }))  # fmt: skip
    export_entity(services, "orders", tmp_path / f"o.{ending}")
    other = open_shop(tmp_path / "other")
    ann = people(other)[0]
    deal = wrote(other, lambda work: other.deals.create(work, {"title": "Tea for a year", "customer": ann}))
    for expected in ((2, 0, 0, 0, 0), (0, 0, 2, 0, 0)):
        assert counts(bring(other, tmp_path / f"o.{ending}", "orders", existing="overwrite")) == expected
    (order,) = other.orders.for_customer(ann)
    assert (order.due, order.time, order.deal_id, order.paid) == ("2026-10-01", "11:17", deal, 300)
    assert [payment.method for payment in order.payments] == ["Cash"]


def test_the_day_of_payment_of_an_order_that_is_there_is_added(services: Services, tmp_path: Path) -> None:
    ann, _ = people(services)
    made = wrote(services, lambda work: services.orders.create(work, {
        "number": "A1", "customer": ann, "date": date(2026, 9, 1), "lines": [NewLine("Tea", price=900)],
    }))  # fmt: skip
    rows = "订单号,日期,客户,商品,单价,已付,约定付款日\nA1,2026-09-01,Ann,Tea,9,0,2026-10-01\n"
    assert counts(bring_rows(services, tmp_path, "orders", rows)) == (0, 1, 0, 0, 0)
    assert services.orders.get(made).due == "2026-10-01"
    later = rows.replace("10-01", "11-01")
    assert counts(bring_rows(services, tmp_path, "orders", later)) == (0, 0, 1, 0, 0)
    assert counts(bring_rows(services, tmp_path, "orders", later, existing="overwrite")) == (0, 1, 0, 0, 0)
    assert services.orders.get(made).due == "2026-11-01"


def test_a_deal_that_is_not_there_is_told(services: Services, tmp_path: Path) -> None:
    people(services)
    result = bring_rows(
        services, tmp_path, "orders", "Order number,Date,Customer,Product,Price,Deal\nA1,2026-09-01,Ann,Tea,9,Nope\n"
    )
    assert [(error.column, error.value) for error in result.errors] == [("Deal", "Nope")]
    assert result.change is None


# Payments


def paid_order(services: Services, customer: int, **more: Any) -> int:
    values = {"number": "A1", "customer": customer, "date": date(2026, 9, 1), "lines": [NewLine("Tea", price=90_00)]}
    return int(wrote(services, lambda work: services.orders.create(work, {**values, **more})))


def payments_of(services: Services, order: int) -> list[tuple[str, int, str, str]]:
    return [(one.date, one.amount, one.method, one.notes) for one in services.orders.get(order).payments]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_payments_take_the_place_of_the_one_that_an_import_of_orders_makes(
    services: Services, open_shop: OTHER_SHOP, tmp_path: Path, ending: str
) -> None:
    order = paid_order(services, people(services)[0])
    for amount, day, method, notes in (
        (60_00, 2, "WeChat", "deposit"),
        (40_00, 9, "Cash", ""),
        (-15_00, 9, "Cash", ""),
    ):
        wrote(services, lambda work, a=amount, d=day, m=method, n=notes: services.orders.pay(
            work, order, a, method=m, day=date(2026, 9, d), notes=n
        ))  # fmt: skip
    for what in ("orders", "payments"):
        export_entity(services, what, tmp_path / f"{what}.{ending}")
    other = open_shop(tmp_path / "other")
    people(other)
    bring(other, tmp_path / f"orders.{ending}", "orders")
    assert payments_of(other, 1) == [("2026-09-01", 85_00, "WeChat, Cash", "")]
    for expected in ((2, 1, 0, 0, 0), (0, 0, 3, 0, 0)):
        assert counts(bring(other, tmp_path / f"payments.{ending}", "payments")) == expected
        assert payments_of(other, 1) == payments_of(services, order)
        assert other.orders.get(1).paid == 85_00


def test_a_list_of_payments_is_added_to_orders_and_never_counted_twice(services: Services, tmp_path: Path) -> None:
    order = paid_order(services, people(services)[0])
    rows = "单号,收款日期,收款金额,收款方式\nA1,2026-09-03,30,微信\n"
    assert counts(bring_rows(services, tmp_path, "payments", rows)) == (1, 0, 0, 0, 0)
    rows += "A1,2026-09-05,50,现金\nA1,2026-09-06,50,现金\nB9,2026-09-06,1,\n,2026-09-06,1,\nA1,2026-09-06,,\n"
    result = bring_rows(services, tmp_path, "payments", rows)
    assert counts(result) == (1, 0, 1, 0, 4)
    assert [(error.row, error.column) for error in result.errors] == [
        (4, "收款金额"), (5, "单号"), (6, "单号"), (7, "收款金额"),
    ]  # fmt: skip
    assert services.orders.get(order).paid == 80_00


def test_a_lump_stays_where_nothing_may_be_changed(services: Services, tmp_path: Path) -> None:
    order = paid_order(services, people(services)[0], paid=90_00)
    rows = "Order number,Paid on,Amount received\nA1,2026-09-03,30\nA1,2026-09-04,60\n"
    assert counts(bring_rows(services, tmp_path, "payments", rows, existing="never")) == (0, 0, 0, 2, 0)
    assert counts(bring_rows(services, tmp_path, "payments", rows)) == (1, 1, 0, 0, 0)
    assert [one[:2] for one in payments_of(services, order)] == [("2026-09-03", 30_00), ("2026-09-04", 60_00)]


# The log of contacts


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_log_of_contacts_comes_back(services: Services, open_shop: OTHER_SHOP, tmp_path: Path, ending: str) -> None:
    ann, bob = people(services)
    at = datetime(2026, 9, 10, 9, 30).astimezone()

    def log(shop: Services, who: int | None, kind: str, text: str, answer: str = "", staff: str = "") -> None:
        wrote(shop, lambda work: shop.activities.log(work, who, kind, text, response=answer, at=at, staff=staff))

    for kind in ("call", "visit", "wechat", "sms", "email", "meeting", "note"):
        log(services, ann, kind, f"=说了 {kind}\n第二行", "好", "小林")
    log(services, ann, "call", "another in the same minute")
    log(services, bob, "call", "", "only an answer")
    export_entity(services, "activities", tmp_path / f"a.{ending}")
    other = open_shop(tmp_path / "other")
    people(other)
    for expected in ((9, 0, 0, 0, 0), (0, 0, 9, 0, 0)):
        assert counts(bring(other, tmp_path / f"a.{ending}", "activities", existing="overwrite")) == expected
    sql = (
        "SELECT c.name, a.type, a.at, a.content, a.response, s.name FROM activity a "
        "JOIN customer c ON c.id = a.customer_id LEFT JOIN staff s ON s.id = a.staff_id ORDER BY 1, 2, 4"
    )
    assert other.db.execute_sql(sql).fetchall() == services.db.execute_sql(sql).fetchall()


def test_a_log_of_another_program(services: Services, tmp_path: Path) -> None:
    ann, _ = people(services)
    rows = (
        "客户,联系时间,方式,沟通内容,客户反馈,记录人\nAnn,2026-09-10 09:30,电话,问好,要茶,小林\nAnn,,电话,没有日期,,\n"
    )
    result = bring_rows(services, tmp_path, "activities", rows)
    assert counts(result) == (1, 0, 0, 0, 1)
    assert [error.column for error in result.errors] == ["联系时间"]
    (entry,) = services.activities.timeline(ann)
    assert (entry.type, entry.text, entry.staff) == ("call", "问好\n要茶", "小林")


# Relations


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_relations_and_pairs_kept_apart_come_back(
    services: Services, open_shop: OTHER_SHOP, tmp_path: Path, zh: None, ending: str
) -> None:
    ann, bob = people(services)
    for kind in ("boss", "friend"):
        wrote(services, lambda work, kind=kind: services.relations.add(work, ann, bob, kind))
    wrote(services, lambda work: NotSameService(services).keep_apart(work, bob, ann))
    assert export_entity(services, "relations", tmp_path / f"r.{ending}").rows == 3
    other = open_shop(tmp_path / "other")
    ann, bob = people(other)
    for expected in ((3, 0, 0, 0, 0), (0, 0, 3, 0, 0)):
        assert counts(bring(other, tmp_path / f"r.{ending}", "relations", existing="overwrite")) == expected
    assert {(one.customer_id, one.kind) for one in other.relations.of(ann)} == {(bob, "boss"), (bob, "friend")}
    assert NotSameService(other).pairs() == {(ann, bob)}


def test_a_relation_is_known_from_either_side(services: Services, tmp_path: Path) -> None:
    people(services)
    rows = "Customer,Relation,Related customer\nAnn,Boss,Bob\nBob,Employee,Ann\nBob,Friend,Ann\nAnn,Friend,Bob\n"
    result = bring_rows(services, tmp_path, "relations", rows)
    assert counts(result) == (2, 0, 0, 2, 0)
    result = bring_rows(services, tmp_path, "relations", rows + "Ann,Friend,Ann\nAnn,,Bob\nAnn,Friend,Nobody\n")
    assert (result.created, result.failed) == (0, 3)


# Stages


def test_stages_that_swapped_their_shipped_names_stay_apart(services: Services, tmp_path: Path) -> None:
    ann, _ = people(services)
    stages = {stage.key: stage for stage in services.pipelines.stages()}
    for key, name in (("contacted", "?"), ("quoted", "Contacted"), ("contacted", "Quoted")):
        wrote(services, lambda work, key=key, name=name: services.pipelines.update_stage(
            work, stages[key].id, {"name": name}
        ))  # fmt: skip
    for key in stages:
        wrote(services, lambda work, key=key: services.deals.create(
            work, {"title": key, "customer": ann, "stage": key}
        ))  # fmt: skip
    assert {deal.title: deal.stage for deal in services.deals.rows(range(1, 6))} == {key: key for key in stages}
    export_entity(services, "deals", tmp_path / "d.xlsx")
    result = bring(services, tmp_path / "d.xlsx", "deals", existing="overwrite")
    assert counts(result) == (0, 0, 5, 0, 0), [change.fields for change in result.updates]


def test_an_unknown_kind_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        export_entity(services, "nothing", tmp_path / "n.csv")
    assert told.value.code == "not_found"


# The recycle bin


@pytest.mark.parametrize("existing", ["fill", "overwrite"])
def test_records_of_what_lies_in_the_recycle_bin_come_back_as_nothing_new(
    services: Services, open_shop: OTHER_SHOP, tmp_path: Path, existing: str
) -> None:
    """Orders, plans and contacts outlive the customer or deal that they name; a file can't make new ones of these."""
    ann, bob = people(services)
    deals = [
        wrote(
            services, lambda work, who=who, title=title: services.deals.create(work, {"title": title, "customer": who})
        )
        for who, title in ((ann, "D1"), (bob, "D2"))
    ]
    for who, deal in zip((ann, bob), deals, strict=True):
        paid_order(services, who, number=f"A{who}", deal=deal)
        values = {"subject": "Call", "customer": who, "deal": deal, "due": date(2026, 9, 30)}
        wrote(services, lambda work, values=values: services.followups.create(work, values))
    wrote(services, lambda work: services.activities.log(work, bob, "call", "x", deal_id=deals[1]))
    wrote(services, lambda work: services.customers.delete(work, ann))
    wrote(services, lambda work: services.deals.delete(work, deals[1]))
    for name in ("deals", "followups", "orders", "activities"):
        path = tmp_path / f"{name}.xlsx"
        rows = export_entity(services, name, path).rows
        assert counts(bring(services, path, name, existing=existing)) == (0, 0, rows, 0, 0), name
    other = open_shop(tmp_path / "other")
    ann, bob = people(other)
    wrote(other, lambda work: other.customers.delete(work, ann))
    for name in ("deals", "followups", "orders", "activities"):
        result = bring(other, tmp_path / f"{name}.xlsx", name)
        assert (result.created, result.updated, result.unchanged) == (0, 0, 0), name
        assert result.failed == result.read > 0, name
