"""Drafts of new deals, orders and customers: there again after Esc and after the program went away without warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.pages.customers.form import CustomerForm

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


def test_a_deal_is_kept_while_one_types_and_gone_once_saved(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    customer = add_customer(services, name="张伟")
    typed = DealDialog(window.ctx, window)
    typed.open()
    qtbot.keyClicks(typed.form.editor("title").input(), "Tea for the office")
    typed.form.editor("customer").set_value(customer)
    typed.form.editor("expected_close").set_value(date(2026, 10, 1))
    qtbot.waitUntil(lambda: services.drafts.get("deal:new") is not None, timeout=3000)
    again = DealDialog(window.ctx, window)
    again.open()
    assert again.form.editor("title").value() == "Tea for the office"
    assert again.form.editor("customer").value() == customer
    assert again.form.editor("expected_close").value() == date(2026, 10, 1)
    again.accept()
    assert services.drafts.get("deal:new") is None
    assert [deal.title for deal in services.deals.for_customer(customer)] == ["Tea for the office"]
    typed.form.editor("title").set_value("")
    typed.reject()
    assert services.drafts.get("deal:new") is None


def test_the_lines_of_an_order_come_back(window: MainWindow, qtbot: Any) -> None:
    services = window.ctx.services
    typed = OrderDialog(window.ctx, window)
    typed.open()
    typed.lines.fill_last("White tea", 12_800, 2_000, 100)
    typed.notes.set_value("by hand")
    typed.reject()
    assert "draft" in window.ctx.toasts.text()
    again = OrderDialog(window.ctx, window)
    again.open()
    (line,) = again.lines.values()
    assert (line.product, line.price, line.quantity, line.discount) == ("White tea", 12_800, 2_000, 100)
    assert again.notes.value() == "by hand"
    again.accept()
    assert services.drafts.get("order:new") is None
    empty = OrderDialog(window.ctx, window)
    empty.open()
    assert empty.lines.values() == []
    empty.reject()
    assert services.drafts.get("order:new") is None


def test_a_customers_draft_holds_every_kind_of_field(window: MainWindow, qtbot: Any) -> None:
    services = window.ctx.services
    kinds = ("text", "number", "money", "date", "bool", "link", "choice", "longtext")
    with services.write(N_("undo", "New field")) as work:
        for kind in kinds:
            services.custom_fields.add(work, "customers", f"My {kind}", kind, ["a", "b"] if kind == "choice" else [])
    typed = {
        "name": "张伟",
        "phone": ["+8613805712046"],
        "tags": ["茶友", "VIP"],
        "birthday": "L1988-08-15",
        "next_follow_up": date(2026, 10, 1),
        "my_text": "x",
        "my_number": Decimal("42.5"),
        "my_money": 120_050,
        "my_date": date(2026, 3, 5),
        "my_bool": True,
        "my_link": "example.com",
        "my_choice": "b",
        "my_longtext": "one\ntwo",
    }
    window.ctx.navigator.new("customer")
    form = window.findChild(CustomerForm)
    form.form.set_values(typed)
    qtbot.waitUntil(lambda: services.drafts.get("customer:new") is not None, timeout=3000)
    shown = form.form.values()
    again = CustomerForm(window.ctx, form._tags, window.page("customers"))
    again.open()
    assert again.form.values() == shown
    assert {name: shown[name] for name in typed} == typed
    again.accept()
    assert services.drafts.get("customer:new") is None
    (made,) = services.customers.rows(services.customers.by_name("张伟"))
    assert made.custom["my_number"] == Decimal("42.5")
    form._draft.drop()
    form.reject()


def test_what_was_begun_for_one_customer_waits_with_that_customer(
    window: MainWindow, add_customer: Callable[..., int]
) -> None:
    services = window.ctx.services
    ann, bob = add_customer(services, name="Ann"), add_customer(services, name="Bob")
    typed = OrderDialog(window.ctx, window, customer_id=ann)
    typed.open()
    typed.lines.fill_last("White tea", 12_800)
    typed.reject()
    other = OrderDialog(window.ctx, window, customer_id=bob)
    other.open()
    assert other.lines.values() == []
    assert not other.findChild(QWidget, "draft_bar").isVisible()
    other.reject()
    again = OrderDialog(window.ctx, window, customer_id=ann)
    again.open()
    assert [line.product for line in again.lines.values()] == ["White tea"]
    assert again.form.editor("customer").value() == ann


def test_a_draft_is_announced_and_thrown_away(window: MainWindow, add_customer: Callable[..., int]) -> None:
    services = window.ctx.services
    ann = add_customer(services, name="Ann")
    cases: list[tuple[Callable[[], Any], str, Callable[[Any, str], None], Callable[[Any], str]]] = [
        (lambda: OrderDialog(window.ctx, window, customer_id=ann), f"order:new:{ann}",
         lambda form, text: form.notes.set_value(text), lambda form: form.notes.value()),
        (lambda: DealDialog(window.ctx, window, customer_id=ann), f"deal:new:{ann}",
         lambda form, text: form.form.editor("title").set_value(text), lambda form: form.form.editor("title").value()),
        (lambda: FollowUpDialog(window.ctx, window, customer_id=ann), f"followup:new:{ann}",
         lambda form, text: form.form.editor("subject").set_value(text),
         lambda form: form.form.editor("subject").value()),
    ]  # fmt: skip
    for make, key, write, read in cases:
        typed = make()
        typed.open()
        write(typed, "half")
        typed.reject()
        assert services.drafts.get(key) is not None, key
        again = make()
        again.open()
        assert read(again) == "half"
        bar = again.findChild(QWidget, "draft_bar")
        assert bar.isVisible()
        bar.button.click()
        assert read(again) == ""
        assert services.drafts.get(key) is None
        assert not bar.isVisible()
        again.reject()
        assert services.drafts.get(key) is None


def test_changes_of_an_order_that_is_there_survive_too(window: MainWindow, add_customer: Callable[..., int]) -> None:
    services = window.ctx.services
    ann = add_customer(services, name="Ann")
    with services.write(N_("undo", "New order")) as work:
        lines = [{"product": "Tea", "price": 1000}, {"product": "Pen", "price": 500}]
        made = services.orders.create(work, {"date": services.clock.today(), "customer": ann, "lines": lines})
    before = services.orders.get(made)
    typed = OrderDialog(window.ctx, window, made)
    typed.open()
    typed.lines.fill_last("Lamp", 9000)
    typed.notes.set_value("by hand")
    typed.reject()
    assert services.orders.get(made) == before
    again = OrderDialog(window.ctx, window, made)
    again.open()
    assert [(line.product, line.price) for line in again.lines.values()] == [
        ("Tea", 1000),
        ("Pen", 500),
        ("Lamp", 9000),
    ]
    assert [line.id for line in again.lines.values()][:2] == [line.id for line in before.lines]
    again.accept()
    after = services.orders.get(made)
    assert (after.total, after.notes) == (10_500, "by hand")
    assert services.drafts.get(f"order:{made}") is None


def test_what_is_only_half_typed_comes_back_too(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    customer = add_customer(window.ctx.services, name="张伟")
    page: Any = window.page("customers")
    dialogs: tuple[tuple[Callable[[], Any], dict[str, str]], ...] = (
        (lambda: DealDialog(window.ctx, window), {"title": "Tea", "expected_close": "2026-13", "customer": "nobody"}),
        (lambda: FollowUpDialog(window.ctx, window, customer_id=customer), {"subject": "Call", "due": "31.2."}),
        (lambda: CustomerForm(window.ctx, page.tags, page), {"name": "Li", "birthday": "1988-8-", "phone": "1380"}),
    )
    for make, typed in dialogs:
        first = make()
        first.open()
        for name, text in typed.items():
            field = first.form.editor(name).input()
            field.clear()
            qtbot.keyClicks(field, text)
        first.reject()
        again = make()
        again.open()
        assert {name: again.form.editor(name).input().text() for name in typed} == typed
        assert not again.form.check()
        again.reject()
