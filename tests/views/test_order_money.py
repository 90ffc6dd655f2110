"""The money side of orders on the screen: payments, returns, what was paid too much, days agreed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.dialogs.payment import PaymentDialog
from crm_desktop.views.dialogs.statement import StatementDialog

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow

LABEL = N_("undo", "Test")
TODAY = date(2026, 9, 23)
KEY = Qt.Key


@pytest.fixture
def window(make_window: Callable[..., MainWindow], qtbot: Any) -> MainWindow:
    made = make_window()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def ann(services: Services, add_customer: Callable[..., int]) -> int:
    return add_customer(services, name="Ann")


def order(services: Services, price: int, quantity: int = 1000, **values: Any) -> int:
    with services.write(LABEL) as work:
        line = {"product": "Tea", "price": price, "quantity": quantity}
        return services.orders.create(work, {"lines": [line], **values})


def shown(kind: type[QWidget]) -> Any:
    """The dialog of that kind that is open."""
    QApplication.processEvents()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def button(parent: QWidget, name: str) -> QPushButton:
    found = parent.findChild(QPushButton, name)
    assert found is not None, name
    return found


def opened(window: MainWindow, order_id: int) -> OrderDialog:
    window.ctx.navigator.open("order", order_id)
    return shown(OrderDialog)  # type: ignore[no-any-return]


def leave(form: OrderDialog) -> None:
    form._draft.drop()
    form.reject()


# Payments of an order ---------------------------------------------------------------------------


def test_payments_are_listed_recorded_corrected_and_taken_away(
    window: MainWindow, services: Services, ann: int
) -> None:
    made = order(services, 1_000_00, customer=ann, paid=300_00, method="Cash")
    form = opened(window, made)
    form.notes.set_value("typed before the payment")
    button(form, "record_payment").click()
    asked = shown(PaymentDialog)
    assert asked.form.values() == {"kind": "in", "amount": 700_00, "date": TODAY, "method": "", "notes": ""}
    asked.form.editor("amount").setText("200")
    assert asked.form.cell("amount").note.text() == "Then: owes ¥500.00"
    asked.form.editor("method").set_value("WeChat")
    QTest.keyClick(asked.form.editor("amount"), KEY.Key_Return)
    assert [(one.amount, one.method) for one in services.orders.get(made).payments] == [
        (300_00, "Cash"), (200_00, "WeChat"),
    ]  # fmt: skip
    assert "¥200.00 received from Ann" in window.ctx.toasts.text()
    assert (form.owed(), form.sums.received_label.text()) == (500_00, "¥500.00")
    second = services.orders.get(made).payments[1].id
    row = form.findChild(QWidget, f"payment_{second}")
    assert [one.text() for one in row.findChildren(QLabel) if one.text()] == ["Today", "WeChat", "¥200.00"]
    QTest.keyClick(row, KEY.Key_F2)
    asked = shown(PaymentDialog)
    assert (asked.form.values()["amount"], asked.form.values()["method"]) == (200_00, "WeChat")
    asked.form.editor("amount").setText("")
    asked.accept()
    assert set(asked.form.errors()) == {"amount"}
    asked.form.editor("amount").setText("700")
    asked.accept()
    assert services.orders.get(made).owed == 0
    QTest.keyClick(form.findChild(QWidget, f"payment_{second}"), KEY.Key_Delete)
    assert form.owed() == 700_00
    services.history.undo_last()
    QApplication.processEvents()
    assert form.owed() == 0
    form.accept()
    found = services.orders.get(made)
    assert (found.notes, found.paid, len(found.payments)) == ("typed before the payment", 1_000_00, 2)


def test_what_somebody_else_changed_is_still_a_conflict(window: MainWindow, services: Services) -> None:
    made = order(services, 1_000)
    form = opened(window, made)
    with services.write(LABEL) as work:
        services.orders.update(work, made, {"notes": "of the other"})
        services.orders.pay(work, made, 100)
    form.notes.set_value("mine")
    form.accept()
    assert form.isVisible()
    assert form.error_label.text()
    assert services.orders.get(made).notes == "of the other"
    leave(form)


def test_money_given_back_is_a_payment_below_zero(window: MainWindow, services: Services) -> None:
    made = order(services, 500, paid=500)
    form = opened(window, made)
    button(form, "record_payment").click()
    asked = shown(PaymentDialog)
    asked.form.editor("kind").set_value("back")
    asked.form.editor("amount").setText("2")
    assert asked.title_label.text() == "Give money back"
    asked.accept()
    assert [one.amount for one in services.orders.get(made).payments] == [500, -200]
    assert services.history.get(services.history.last_undoable()).label.source == "Give money back"  # type: ignore[arg-type]
    leave(form)


# Returns, paid too much, nothing to pay -----------------------------------------------------------


def test_a_return_says_what_is_to_give_back_and_is_saved(window: MainWindow, services: Services, ann: int) -> None:
    window.ctx.navigator.new("order", customer_id=ann)
    form = shown(OrderDialog)
    form.lines.fill_last("Tea", 450_00, -1000)
    assert (form.total(), form.paid.value()) == (-450_00, None)
    names = [form.sums._paid_name.text(), form.sums._owed_name.text(), form.sums.owed_label.text()]
    assert names == ["Given back", "To give back", "¥450.00"]
    assert form.sums.words() == "Total -¥450.00, to give back ¥450.00"
    form.accept()
    (made,) = services.orders.for_customer(ann)
    assert (made.total, made.paid, made.payments) == (-450_00, 0, ())
    assert services.customers.get(ann).stage == "lead"  # type: ignore[union-attr]
    form = opened(window, made.id)
    assert button(form, "record_payment").text() == "Give money back"
    button(form, "record_payment").click()
    asked = shown(PaymentDialog)
    assert (asked.form.values()["kind"], asked.form.values()["amount"]) == ("back", 450_00)
    asked.accept()
    assert services.orders.get(made.id).settlement == "given_back"
    leave(form)


def test_what_is_given_back_at_once_is_typed_as_it_is(window: MainWindow, services: Services) -> None:
    window.ctx.navigator.new("order")
    form = shown(OrderDialog)
    form.lines.fill_last("Tea", 450, -1000)
    QTest.keyClicks(form.paid, "-4")
    form.accept()
    assert form.isVisible()
    assert form.paid.property("error"), "the field that is wrong is marked"
    form.paid.clear()
    QTest.keyClicks(form.paid, "4")
    form.accept()
    row = services.db.execute_sql("SELECT total, paid FROM sales_order").fetchone()
    assert row == (-450, -400)


def test_paid_too_much_is_said_in_one_way_everywhere(window: MainWindow, services: Services, ann: int) -> None:
    made = order(services, 8_800_00, customer=ann, paid=10_000_00)
    form = opened(window, made)
    assert (form.sums._owed_name.text(), form.sums.owed_label.text()) == ("Overpaid", "¥1,200.00")
    assert form.sums.words() == "Total ¥8,800.00, overpaid ¥1,200.00"
    leave(form)
    window.ctx.navigator.open("customer", ann)
    record = window.page("customers").record
    figure = record.head.figures.shown()["owed"]
    assert (figure.text, figure.tone) == ("overpaid ¥1,200.00", "warn")
    assert record.facts.row("owed") is None  # not a field that is changed here: a plain fact
    record.side.show_tab("orders")
    (row,) = [one for one in record.lists["orders"].findChildren(QWidget) if "S-2026" in one.accessibleName()][:1]
    assert any(text.text() == "overpaid ¥1,200.00" for text in row.parentWidget().findChildren(QWidget) if
               hasattr(text, "text"))  # fmt: skip


def test_what_is_set_off_between_orders_is_told(window: MainWindow, services: Services, ann: int) -> None:
    order(services, 500, customer=ann)
    order(services, 500, customer=ann, paid=700)
    window.ctx.navigator.open("customer", ann)
    figure = window.page("customers").record.head.figures.shown()["owed"]
    assert (figure.text, figure.note) == ("¥3.00", "¥2.00 set off")
    order(services, 500, customer=ann, paid=800)
    QApplication.processEvents()
    figure = window.page("customers").record.head.figures.shown()["owed"]
    assert (figure.text, figure.note) == ("nothing", "¥5.00 set off")
    assert "¥5.00 owed on some orders" in figure.why


def test_a_forgotten_price_and_a_new_product_are_told_at_the_line(window: MainWindow, services: Services) -> None:
    with services.write(LABEL) as work:
        services.products.create(work, {"name": "Sample"})
    window.ctx.navigator.new("order")
    form = shown(OrderDialog)
    line = form.lines._lines[0]
    form.lines.focus_first()
    QTest.keyClicks(line.product, "Sample")
    assert line.note.isHidden(), "nobody is told anything while typing"
    line.product.completer().popup().hide()
    QTest.keyClick(line.product, KEY.Key_Tab)
    assert line.note.text() == "No price yet: this line counts as ¥0.00."
    QTest.keyClicks(line.price, "0")
    assert line.note.text() == "Free of charge."
    line.price.setText("5")
    assert line.note.isHidden()
    form.lines.fill_last("Sampler", 100)
    assert "added when you save" in form.lines._lines[1].note.text()
    line.price.setText("")
    form.lines._lines[1].price.setText("0")
    form.accept()
    assert services.db.execute_sql("SELECT total, paid FROM sales_order").fetchone() == (0, 0)


def test_a_discount_may_be_a_line(window: MainWindow, services: Services) -> None:
    window.ctx.navigator.new("order")
    form = shown(OrderDialog)
    form.lines.fill_last("Tea", 1_000)
    form.lines.fill_last("Rebate", -300)
    assert form.lines._lines[1].note.isHidden(), "it becomes no product"
    form.accept()
    assert services.db.execute_sql("SELECT total, paid FROM sales_order").fetchone() == (700, 700)
    assert services.products.find("Rebate") is None


@pytest.mark.parametrize("typed", ["bhyz", "baihao", "BH-1", "银针"])
def test_products_are_found_by_pinyin_initials_and_number(window: MainWindow, services: Services, typed: str) -> None:
    with services.write(LABEL) as work:
        services.products.create(work, {"name": "白毫银针", "code": "BH-1", "price": 45_000})
        services.products.create(work, {"name": "茉莉花茶", "price": 1_600})
    window.ctx.navigator.new("order")
    form = shown(OrderDialog)
    form.lines.focus_first()
    field = form.lines._lines[0].product
    if typed.isascii():
        QTest.keyClicks(field, typed)
    else:
        composed = QInputMethodEvent()
        composed.setCommitString(typed)
        QApplication.sendEvent(field, composed)
    QTest.qWait(20)
    assert field.offered() == ["白毫银针"]
    popup = field.completer().popup()
    assert popup.isVisible()
    if typed == "银针":
        QTest.keyClick(popup, KEY.Key_Down)
    QTest.keyClick(popup, KEY.Key_Return)
    QTest.qWait(20)
    assert (field.value(), form.lines._lines[0].price.value()) == ("白毫银针", 45_000)
    assert form.isVisible()
    leave(form)


# The day agreed on --------------------------------------------------------------------------------


def test_a_day_is_agreed_on_where_something_is_owed(window: MainWindow, services: Services, ann: int) -> None:
    window.ctx.navigator.new("order", customer_id=ann)
    form = shown(OrderDialog)
    form.lines.fill_last("Tea", 1_000)
    assert not form.sums.due.isVisible()
    QTest.keyClick(form.paid, KEY.Key_Backspace)
    form.paid.clear()
    assert form.sums.due.isVisible()
    form.sums.due.open_month()
    menu = form.sums.due.findChild(QMenu, "due_menu")
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Today", "In 7 days · 30 Sep", "In 30 days · 23 Oct", "At the end of the month · 30 Sep", "",
                     "Another day …"]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    form.accept()
    (made,) = services.orders.for_customer(ann)
    assert made.due == "2026-09-30"
    form = opened(window, made.id)
    form.sums.due.setText("yesterday")
    form.accept()
    assert services.orders.get(made.id).due == "2026-09-22"
    assert services.today.load(TODAY).receivables[0].days_late(TODAY) == 1
    form = opened(window, made.id)
    form.sums.due.clear()
    form.accept()
    assert services.orders.get(made.id).due is None


# From the customer and from Today -----------------------------------------------------------------


def test_a_payment_is_taken_from_the_list_of_orders(window: MainWindow, services: Services, ann: int) -> None:
    paid, owing = order(services, 500, customer=ann, paid=500), order(services, 700, customer=ann)
    window.ctx.navigator.open("customer", ann)
    record = window.page("customers").record
    record.side.show_tab("orders")
    lists = record.lists["orders"]
    assert lists.findChild(QPushButton, f"act_{paid}") is None
    row = button(lists, f"act_{owing}").parentWidget()
    assert row is not None
    QTest.keyClick(row, KEY.Key_P)
    asked = shown(PaymentDialog)
    assert asked.form.values()["amount"] == 700
    asked.reject()
    row.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = row.findChild(QMenu, "line_menu")
    assert [action.text().split("\t")[0] for action in menu.actions()] == ["Record payment", "Open"]
    menu.close()
    menu.actions()[0].trigger()
    shown(PaymentDialog).accept()
    assert services.orders.get(owing).owed == 0
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert lists.findChild(QPushButton, f"act_{owing}") is None


def test_today_takes_a_payment_and_leads_to_all_who_owe(
    window: MainWindow, services: Services, ann: int, add_customer: Callable[..., int]
) -> None:
    order(services, 900_00, customer=ann, date=TODAY - timedelta(days=3))
    order(services, 100_00, customer=ann, date=TODAY)
    for number in range(8):
        order(services, 100 + number, customer=add_customer(services, name=f"Small {number}"))
    page = window.page("today")
    QApplication.processEvents()
    assert len(page.money.rows) == 6
    more = button(page, "today_money_more")
    assert (more.isVisible(), more.text()) == (True, "… and 3 more")
    row = page.findChild(QWidget, f"side_customer_{ann}")
    row.setFocus()
    assert button(row, f"collect_{ann}").isVisible()
    QTest.keyClick(row, KEY.Key_P)
    asked = shown(PaymentDialog)
    assert (asked.form.values()["order"], asked.form.values()["amount"]) == ("", 1_000_00)
    asked.form.editor("amount").setText("950")
    assert asked.form.cell("amount").note.text() == "Then: owes ¥50.00"
    asked.accept()
    assert [one.owed for one in services.orders.for_customer(ann)] == [50_00, 0]
    QApplication.processEvents()
    row = page.findChild(QWidget, f"side_customer_{ann}")
    page.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, row.mapTo(page, QPoint(5, 5)), QPoint(5, 5))
    )
    menu = page.findChild(QMenu, "money_menu")
    menu.close()
    menu.actions()[0].trigger()
    asked = shown(PaymentDialog)
    assert asked.form.values()["amount"] == 50_00
    asked.reject()
    button(page, "today_money_more").click()
    assert window.ctx.navigator.current() == "customers"
    assert window.page("customers").list.views.current() == "owing"
    window.ctx.navigator.go("today")
    QTest.mouseClick(page.money.head, Qt.MouseButton.LeftButton)
    assert window.ctx.navigator.current() == "customers"


# Won deals ----------------------------------------------------------------------------------------


def test_the_order_of_a_won_deal_can_be_made_later(window: MainWindow, services: Services, ann: int) -> None:
    with services.write(LABEL) as work:
        deal = services.deals.create(work, {"title": "Gift boxes", "customer": ann, "amount": 900_00})
        services.deals.win(work, deal)

    def deal_form() -> DealDialog:
        DealDialog(window.ctx, window, deal).open()
        return shown(DealDialog)  # type: ignore[no-any-return]

    form = deal_form()
    assert button(form, "order").text() == "Make the order"
    button(form, "order").click()
    typed = shown(OrderDialog)
    assert typed.total() == 900_00
    typed.notes.set_value("half")
    typed.reject()
    form = deal_form()
    assert button(form, "order").text() == "Go on with the order"
    button(form, "order").click()
    typed = shown(OrderDialog)
    assert typed.notes.value() == "half"
    typed.accept()
    (made,) = services.orders.for_customer(ann)
    assert made.deal_id == deal
    form = deal_form()
    assert button(form, "order").text() == "Open the order"
    button(form, "order").click()
    assert shown(OrderDialog)._order.id == made.id
    leave(shown(OrderDialog))


def test_an_order_on_the_timeline_adds_up(window: MainWindow, services: Services, ann: int) -> None:
    order(services, 1_000, customer=ann, discount=100)
    window.ctx.navigator.open("customer", ann)
    model = window.page("customers").record.timeline.model
    items = [model.item(row) for row in range(model.rowCount())]
    (item,) = [one for one in items if one.entry is not None and one.entry.kind == "order"]
    assert item.lines == (("Tea", "× 1", "¥10.00"), ("Discount on the order", "", "-¥1.00"))
    assert item.amount == "¥9.00"


def test_the_statement_of_a_customer_goes_to_a_workbook_and_a_pdf(
    window: MainWindow, services: Services, ann: int, tmp_path: Path, qtbot: Any
) -> None:
    made = order(services, 500_00, customer=ann, date=date(2025, 12, 1))
    order(services, 200_00, customer=ann, paid=50_00)
    window.ctx.navigator.open("customer", ann)
    window.page("customers").record.act.emit("statement", ann)
    dialog = shown(StatementDialog)
    assert dialog.title_label.text() == "Statement of Ann"
    assert dialog.sentence.accessibleName() == "Ann owes ¥650 on 23 Sep 2026."
    assert dialog.result_shown.rows[0][-1] == 500_00
    dialog.picker.choose("all")
    assert len(dialog.result_shown.rows) == 3
    for name, suffix in (("excel", "xlsx"), ("pdf", "pdf")):
        path = tmp_path / f"ann.{suffix}"
        window.ctx.prompter.answer("save_file", path)
        button(dialog, f"statement_{name}").click()
        qtbot.waitUntil(path.exists, timeout=10_000)
    sheet = openpyxl.load_workbook(tmp_path / "ann.xlsx").worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Statement of Ann" in texts
    assert "Tea × 1" in texts
    dialog.rows.opened.emit(0)
    form = shown(OrderDialog)
    assert form._order.id == made
    leave(form)


def test_a_payment_is_taken_from_the_list_of_customers(window: MainWindow, services: Services, ann: int) -> None:
    made = order(services, 500, customer=ann)
    window.page("customers").list.act.emit("payment", ann)
    shown(PaymentDialog).accept()
    assert services.orders.get(made).owed == 0
    window.page("customers").list.act.emit("payment", ann)
    assert window.ctx.toasts.text() == "Nothing is owed."


def test_goods_that_come_back_are_a_step_from_their_order(window: MainWindow, services: Services, ann: int) -> None:
    with services.write(LABEL) as work:
        lines = [
            {"product": "Tea", "price": 1_000, "quantity": 3_000, "discount": 600},
            {"product": "Cup", "price": 1_600, "free": True},
        ]
        made = services.orders.create(
            work, {"customer": ann, "lines": lines, "discount": 400, "paid": 3_600, "channel": "Shop"}
        )
    number = services.orders.get(made).number
    OrderDialog(window.ctx, window, record_id=made).open()
    shown(OrderDialog).findChild(QPushButton, "return").click()
    dialog = shown(OrderDialog)
    assert number in dialog.title_label.text()
    assert dialog.form.editor("customer").value() == ann
    assert [(line.product, line.quantity, line.price) for line in dialog.lines.values()] == [
        ("Tea", -3_000, 720), ("Cup", -1_000, 1_440),
    ]  # fmt: skip
    assert dialog.total() == -3_600, "what was paid for them, without what was taken off"
    assert not any("list of products" in one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    dialog.sums.paid.setText("36")
    dialog.accept()
    back = max(services.orders.for_customer(ann), key=lambda one: one.id)
    assert (back.total, back.paid, back.channel) == (-3_600, -3_600, "Shop")
    assert number in back.notes
    assert [one.name for one in services.products.all()] == ["Tea"]
    OrderDialog(window.ctx, window, record_id=back.id).open()
    assert shown(OrderDialog).findChild(QPushButton, "return") is None, "a return does not come back"
    shown(OrderDialog).reject()
