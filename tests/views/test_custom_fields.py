"""The shop's own fields through the window: made in the settings, then at once in form, facts, list and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.listing import Filter
from crm_desktop.views.pages.customers.condition_popover import ConditionPopover
from crm_desktop.views.pages.customers.conditions import ChipWords, subjects
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.pages.customers.past import PastPopover
from crm_desktop.views.pages.settings.field_dialog import FieldDialog
from crm_desktop.views.prompter import web_url
from crm_desktop.views.widgets.menu import Menu

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow

KINDS = (("Pet", "text"), ("Size", "number"), ("Deposit", "money"), ("Since", "date"), ("Milk", "bool"),
         ("Page", "link"), ("Taste", "choice"))  # fmt: skip


@pytest.fixture
def shop(window: MainWindow, qtbot: Any) -> MainWindow:
    """The fields made one by one in the dialog of the settings."""
    for label, kind in KINDS:
        dialog = FieldDialog(window.ctx, "customers", window)
        dialog.open()
        qtbot.keyClicks(dialog.form.editor("label").input(), label)
        dialog.form.editor("kind").set_value(kind)
        dialog.form.editor("choices").set_value("light\nstrong")
        dialog.accept()
    assert [field.spec.name for field in window.ctx.services.custom_fields.fields("customers")] == [
        label.lower() for label, _kind in KINDS
    ]
    window.ctx.navigator.go("customers")
    return window


def page(window: MainWindow) -> Any:
    return window.page("customers")


def new_customer(window: MainWindow, **values: Any) -> int:
    page(window).new_record(name="张伟")
    form = window.findChild(CustomerForm)
    form.form.set_values(values)
    form.accept()
    return int(page(window).list.model.ids()[-1])


def test_the_form_takes_every_kind(shop: MainWindow, qtbot: Any) -> None:
    page(shop).new_record(name="李娜")
    form = shop.findChild(CustomerForm)
    qtbot.keyClicks(form.form.editor("size").input(), "42.5")
    qtbot.keyClicks(form.form.editor("deposit").input(), "1200.50")
    qtbot.keyClicks(form.form.editor("since").input(), "2026-03-05")
    qtbot.keyClicks(form.form.editor("page").input(), "example.com/tea")
    form.form.editor("taste").set_value("strong")
    form.form.editor("milk").set_value(True)
    form.accept()
    services = shop.ctx.services
    (customer,) = services.customers.rows(services.customers.by_name("李娜"))
    shown = {name: str(value) for name, value in customer.custom.items()}
    assert shown == {
        "size": "42.5", "deposit": "120050", "since": "2026-03-05", "page": "example.com/tea", "taste": "strong",
        "milk": "True",
    }  # fmt: skip


def test_the_list_is_narrowed_by_own_fields(shop: MainWindow, qtbot: Any) -> None:
    services = shop.ctx.services
    with services.write(N_("undo", "Import")) as work:
        ids = [
            services.customers.create(
                work, {"name": f"P{n}", "size": n, "milk": n > 1, "taste": "light" if n else "strong",
                       "since": f"2026-0{n + 1}-10", "deposit": n * 100, "page": f"p{n}.cn"}
            )
            for n in range(3)
        ]  # fmt: skip
    wanted = {
        "size ge": ("1", ids[1:]), "milk eq": ("1", ids[2:]), "taste any_of": (["strong"], ids[:1]),
        "since ge": ("2026-02-10", ids[1:]), "deposit ge": (200, ids[2:]), "page contains": ("p0", ids[:1]),
        "size between": ([0, 1], ids[:2]), "since empty": (None, []),
    }  # fmt: skip
    view = page(shop).list
    for key, (value, found) in wanted.items():
        field, op = key.split()
        popover = ConditionPopover(view, services, view._tags, "CNY")
        popover.done.connect(view.add_filter)
        popover.show_under(view.row.add)
        popover.choose(field, op)
        if value is not None:
            popover.value.set_value(value)
        popover.add.click()
        qtbot.waitUntil(lambda found=found: sorted(view.model.ids()) == found)
        name, text = ChipWords(services, "CNY").of(view.query.filters[0])
        assert name == services.custom_fields.entity("customers").field(field).label.source
        assert text
        view.row.removed.emit(0)


def test_the_list_is_sorted_by_own_fields_of_every_kind(shop: MainWindow, qtbot: Any) -> None:
    services = shop.ctx.services
    values = {"pet": "Cat", "size": 9, "deposit": 900, "since": "2026-01-02", "milk": False, "page": "a.cn",
              "taste": "light"}  # fmt: skip
    larger = {"pet": "Dog", "size": 10, "deposit": 1000, "since": "2026-02-01", "milk": True, "page": "b.cn",
              "taste": "strong"}  # fmt: skip
    with services.write(N_("undo", "Import")) as work:
        ids = [services.customers.create(work, {"name": f"P{n}", **own}) for n, own in
               enumerate((larger, {}, values))]  # fmt: skip
    view = page(shop).list
    view.set_columns(["name", *values])
    for field in values:
        at = view.model.column_index(field)
        assert view.model.columns()[at].sort == field
        for descending, found in ((False, [ids[2], ids[0], ids[1]]), (True, [ids[0], ids[2], ids[1]])):
            view.table.sort_wanted.emit(field, descending)
            qtbot.waitUntil(lambda found=found: list(view.model.ids()) == found)


def test_a_view_whose_field_was_deleted_still_opens(shop: MainWindow, qtbot: Any) -> None:
    services = shop.ctx.services
    made = new_customer(shop, pet="Cat")
    view = page(shop).list
    view.add_filter(Filter("pet", "contains", "dog"))
    with services.write(N_("undo", "Save view")) as work:
        services.saved_views.save(work, "Dogs", view.query)
    assert list(view.model.ids()) == []
    field = services.custom_fields.fields("customers")[0]
    with services.write(N_("undo", "Delete a field")) as work:
        services.custom_fields.delete(work, field.id)
    qtbot.waitUntil(lambda: list(view.model.ids()) == [made])
    assert "pet" not in subjects(services)
    assert "Dogs" not in [shown.name for shown in view.views.views()]
    shop.run_command("undo")
    assert "Dogs" in [shown.name for shown in view.views.views()]


def test_a_web_address_opens_by_a_click(shop: MainWindow, qtbot: Any) -> None:
    made = new_customer(shop, page="example.com/tea")
    shop.ctx.prompter.answer("open_web", None)
    shop.ctx.navigator.open("customer", made)
    row = page(shop).record.facts.row("page")
    with qtbot.waitSignal(row.url_opened) as opened:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, row.height() - 8))
    assert opened.args == ["example.com/tea"]
    assert not row.is_editing()
    qtbot.keyClick(row, Qt.Key.Key_F2)
    assert row.is_editing()
    row.leave()
    for wrong in ("javascript:alert(1)", "file:///etc/passwd", "just words", ""):
        assert web_url(wrong) is None
    assert web_url("example.com").scheme() in ("http", "https")


def test_what_a_fact_was_before_stands_beside_it(shop: MainWindow, qtbot: Any) -> None:
    services = shop.ctx.services
    made = new_customer(shop, wechat="old_name", size="38")
    for values in ({"wechat": "new_name"}, {"wechat": "newest", "size": "39"}):
        with services.write(N_("undo", "Edit customer")) as work:
            services.customers.update(work, made, values)
    shop.ctx.navigator.open("customer", made)
    record = page(shop).record
    row = record.facts.row("wechat")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 40, row.height() // 2))
    popover = record.findChild(PastPopover, "past_values")
    assert [value for value, _until in popover.lines] == ["new_name", "old_name"]
    assert popover.lines[0][1] == "until Today"
    popover.close()
    size = record.facts.row("size")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), size.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(size, event)
    menu = size.findChild(Menu)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Change\tF2", "Copy", "What it was before"]
    menu.actions()[-1].trigger()
    menu.close()
    found = [one.lines for one in record.findChildren(PastPopover) if one.isVisible()]
    assert found[0][0][0] == "38"


def test_one_click_says_that_the_facts_are_right(shop: MainWindow, qtbot: Any) -> None:
    made = new_customer(shop)
    shop.ctx.navigator.open("customer", made)
    record = page(shop).record
    assert record.verified.text.text() == "Never verified"
    record.findChild(QPushButton, "verify").click()
    qtbot.waitUntil(lambda: record.verified.text.text() == "Checked Today")
    assert not record.verified.button.isVisible()
    assert shop.ctx.services.customers.get(made).verified_on == shop.ctx.services.clock.today()


def test_ticked_customers_and_look_alikes_of_the_form_are_merged(shop: MainWindow, qtbot: Any) -> None:
    services = shop.ctx.services
    with services.write(N_("undo", "Import")) as work:
        ids = [services.customers.create(work, {"name": n, "phone": [p]}) for n, p in
               (("张伟", "13805712046"), ("章伟", "13805712047"))]  # fmt: skip
    view = page(shop).list
    qtbot.waitUntil(lambda: len(view.model.ids()) == 2)
    merge = view.footer.buttons["merge"]
    view.model.set_checked(ids[0], True)
    assert not merge.isVisible()
    view.model.set_checked(ids[1], True)
    assert merge.isVisible()
    merge.click()
    shop.findChild(QWidget, "merge").reject()
    page(shop).edit(ids[1])
    form = shop.findChild(CustomerForm)
    form.form.editor("phone").set_value(["13805712046"])
    qtbot.waitUntil(lambda: form.twins() == [ids[0]])
    form.findChild(QPushButton, "compare_twin").click()
    qtbot.waitUntil(lambda: shop.findChild(CustomerForm) is None)
    dialog = shop.findChild(QWidget, "merge")
    assert dialog.table.ids() == [ids[1], ids[0]]
    dialog.accept()
    assert services.customers.get(ids[0]).deleted
    assert page(shop).record.customer_id() == ids[1]
