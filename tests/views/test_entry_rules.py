"""Entry rules through the window: ticked in the settings, then asked for by the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.pages.customers.form import CustomerForm

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def shop(window: MainWindow, qtbot: Any) -> MainWindow:
    """``Phone`` and ``Notes`` are asked of customers, ``Amount`` of deals: ticked with the mouse."""
    window.ctx.navigator.show_part("settings", "rules")
    for name in ("customers_phone", "customers_notes", "deals_amount"):
        box = window.findChild(QCheckBox, f"rule_{name}")
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        assert box.isChecked()
    return window


def names(window: MainWindow) -> list[str]:
    return [row[0] for row in window.ctx.services.db.execute_sql("SELECT name FROM customer ORDER BY id")]


def test_a_new_customer_is_saved_once_everything_is_there(shop: MainWindow, qtbot: Any) -> None:
    page = shop.page("customers")
    shop.ctx.navigator.go("customers")
    page.new_record(name="李娜")
    form = shop.findChild(CustomerForm)
    assert form.form.cell("phone").label.text() == "Phone *"
    form.accept()
    assert form.form.errors() == {"phone": "Your shop asks for this.", "notes": "Your shop asks for this."}
    assert form.focusWidget() is form.form.editor("phone").input()
    assert names(shop) == []
    form.form.set_values({"phone": ["13812345678"]})
    form.accept()
    assert list(form.form.errors()) == ["notes"]
    qtbot.waitUntil(lambda: not form.form.cell("notes").visibleRegion().isEmpty())
    form.form.set_values({"notes": "regular"})
    form.accept()
    assert names(shop) == ["李娜"]


def test_who_lacks_it_since_before_can_be_changed_but_not_made_worse(shop: MainWindow) -> None:
    services = shop.ctx.services
    with services.write(N_("undo", "Test")) as work:
        old = services.customers.create(work, {"name": "Ann", "phone": ["13812345678"]})
    page = shop.page("customers")
    shop.ctx.navigator.go("customers")
    form = CustomerForm(shop.ctx, page.tags, page, customer=services.customers.get(old))
    form.open()
    form.form.set_values({"phone": []})
    form.accept()
    assert list(form.form.errors()) == ["phone"]
    form.form.set_values({"phone": ["13912345678"]})
    form.accept()
    changed = services.customers.get(old)
    assert changed is not None
    assert changed.phone == ("+8613912345678",)


def test_a_new_deal_is_saved_once_everything_is_there(shop: MainWindow) -> None:
    dialog = DealDialog(shop.ctx, shop)
    dialog.open()
    dialog.form.set_values({"title": "Tea"})
    dialog.accept()
    assert list(dialog.form.errors()) == ["amount"]
    dialog.form.set_values({"amount": 12_000})
    dialog.accept()
    assert shop.ctx.services.db.execute_sql("SELECT title, amount FROM deal").fetchall() == [("Tea", 12_000)]


def test_the_boxes_follow_undo_and_own_fields(shop: MainWindow) -> None:
    services = shop.ctx.services
    page = shop.page("settings")
    services.history.undo_last()
    assert not shop.findChild(QCheckBox, "rule_deals_amount").isChecked()
    with services.write(N_("undo", "New field")) as work:
        services.custom_fields.add(work, "customers", "Pet", "text")
    assert page.section().key == "rules"
    assert shop.findChild(QCheckBox, "rule_customers_pet").text() == "Pet"
    assert shop.findChild(QCheckBox, "rule_customers_phone").isChecked()
