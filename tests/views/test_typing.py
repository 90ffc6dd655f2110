"""Forms filled in from the keyboard alone: Tab goes from field to field, and nothing that is typed gets lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.pages.calendar.page import CalendarPage
from crm_desktop.views.pages.customers.form import GROUPS
from crm_desktop.views.widgets.card import ScrollArea
from crm_desktop.views.widgets.editors import Found, LinkEditor, TagsEditor, TextEditor
from crm_desktop.views.widgets.modal import ModalDialog
from tests.views.test_customers_page import TODAY, Shop

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def shop(window: MainWindow, qtbot: QtBot, add_customer: Callable[..., int]) -> Shop:
    return Shop(window, qtbot, add_customer)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def in_front(shop: Shop, dialog: QWidget) -> None:
    dialog.activateWindow()
    shop.qtbot.waitUntil(dialog.isActiveWindow)


def tab(to: str = "") -> None:
    """Press Tab where the focus is; ``to`` is the field it must come to."""
    QApplication.processEvents()  # a line just added is shown by the event loop
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    if to:
        assert focused().objectName() == to


def type_on(text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type where the focus is, as an input method does where it must, and go on."""
    field = focused()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)  # type: ignore[attr-defined]
    QTest.keyClick(field, key)


def test_a_name_typed_with_blanks_is_found_by_name(shop: Shop) -> None:
    shop.ctx.navigator.new("customer")
    in_front(shop, shop.form())
    type_on(" 张 伟  ")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    type_on("13812345678", Qt.Key.Key_Return)
    shop.settle()
    assert "张伟" in shop.toast()
    assert [hit.title for hit in shop.services.search.find("张伟").results] == ["张伟"]


def test_tab_goes_through_every_field_of_a_new_customer_and_nothing_is_lost(shop: Shop) -> None:
    shop.ctx.navigator.new("customer")
    form = shop.form()
    in_front(shop, form)
    told = {
        "name": "Ann", "company": "Tea House", "phone": "13812345678", "email": "ann@x.com", "wechat": "ann_88",
        "address": "Main Street 1", "tags": "tea", "birthday": "1988-8-15", "region": "Suzhou", "industry": "Food",
        "source": "Fair", "preferences": "green", "special_requirements": "invoice", "next_follow_up": "2026-10-01",
        "code": "A-7", "notes": "She calls first.",
    }  # fmt: skip
    order = [name for _title, names in GROUPS for name in names]
    for name in order:
        assert focused() is form.form.editor(name).input(), name
        if name in told:
            QTest.keyClicks(focused(), told[name])
        tab()
    shop.click("save")
    (made,) = shop.services.search.find("Ann", kinds=["customer"]).results
    customer = shop.services.customers.get(made.id)
    assert customer is not None
    assert (customer.phone, customer.email, customer.tags) == (("+8613812345678",), ("ann@x.com",), ("tea",))
    assert (customer.company, customer.wechat, customer.birthday) == ("Tea House", "ann_88", "1988-08-15")
    assert (customer.region, customer.industry, customer.source) == ("Suzhou", "Food", "Fair")
    assert (customer.code, customer.notes, str(customer.next_follow_up)) == ("A-7", "She calls first.", "2026-10-01")
    assert (customer.preferences, customer.special_requirements) == ("green", "invoice")


def test_a_second_phone_is_reached_right_after_the_first(shop: Shop) -> None:
    made = shop.add(name="Ann", phone=["13812345678", "13812345679"])
    shop.page.edit(made)
    in_front(shop, shop.form())
    phones = shop.form().form.editor("phone")
    add = next(one for one in phones.findChildren(QAbstractButton) if one.accessibleName() == "Add another phone")
    shop.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    shop.settle()
    assert focused().objectName() == "field_phone_3"
    type_on("13812345670")
    assert focused().objectName() == "field_email"
    phones.input().setFocus()
    for name in ("field_phone_2", "field_phone_3", "field_email"):
        tab(to=name)
    shop.click("save")
    customer = shop.services.customers.get(made)
    assert customer is not None
    assert len(customer.phone) == 3


def test_the_lines_of_an_order_follow_each_other(shop: Shop) -> None:
    ann = shop.add(name="Ann")
    dialog = OrderDialog(shop.window.ctx, shop.window, customer_id=ann)
    dialog.open()
    in_front(shop, dialog)
    assert focused().objectName() == "field_product_1"
    for number, product in enumerate(("Tea", "Cup"), 1):
        for name, text in (("product", product), ("quantity", ""), ("price", f"{number}0"), ("discount", "")):
            assert focused().objectName() == f"field_{name}_{number}"
            QTest.keyClicks(focused(), text)
            tab()
    for name in ("product_3", "quantity_3", "price_3", "discount_3", "notes", "discount", "paid", "method"):
        assert focused().objectName() == f"field_{name}"
        tab()
    dialog.form.focus_first()
    for name in ("date", "channel", "staff", "product_1"):
        tab(to=f"field_{name}")
    dialog.accept()
    shop.settle()
    (order,) = shop.services.orders.for_customer(ann)
    assert [(line.product, line.price) for line in order.lines] == [("Tea", 1000), ("Cup", 2000)]
    assert order.date == TODAY.isoformat()


@pytest.mark.parametrize("kind", ["link", "text", "tags"])
def test_suggestions_lie_under_the_field_and_have_its_width(qtbot: QtBot, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    words = ["apple tea", "apple cake", "apple pie"]
    editor: LinkEditor | TextEditor | TagsEditor
    if kind == "link":
        found = [Found(at, word) for at, word in enumerate(words, 1)]
        editor = LinkEditor(window, find=lambda _text: found, title=lambda at: words[at - 1])
    elif kind == "text":
        editor = TextEditor(window, suggest=lambda _text: words)
    else:
        editor = TagsEditor(window, known=lambda: words)
    editor.setGeometry(20, 20, 300, 32)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor.input().setFocus()
    qtbot.keyClicks(editor.input(), "app")

    def shown() -> list[QListView]:
        lists = [one for one in QApplication.topLevelWidgets() if one.objectName() == "suggestions"]
        return [one for one in lists if one.isVisible() and isinstance(one, QListView)]

    qtbot.waitUntil(lambda: bool(shown()))
    (popup,) = shown()
    below = editor.mapToGlobal(editor.rect().bottomLeft())
    assert popup.x() == below.x()
    assert 2 <= popup.y() - below.y() <= 6
    assert popup.width() == editor.width()
    assert [popup.visualRect(popup.model().index(row, 0)).height() for row in range(3)] == [32, 32, 32]
    assert popup.viewport().height() == 3 * 32
    assert popup.verticalScrollBar().maximum() == 0
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not popup.isVisible())
    qtbot.waitUntil(lambda: editor.value() == {"link": 1, "text": "apple tea", "tags": ["apple tea"]}[kind])


def _bar(dialog: QWidget) -> int:
    """How far the form scrolls."""
    QTest.qWait(50)
    (area,) = [one for one in dialog.findChildren(ScrollArea) if one.isVisible()]
    return area.verticalScrollBar().maximum()


def test_a_dialog_grows_with_errors_fields_and_drafts_while_there_is_room(shop: Shop) -> None:
    ann = shop.add(name="Ann", preferences="green tea")
    shop.window.resize(1280, 900)
    dialog = FollowUpDialog(shop.ctx, shop.window)
    dialog.open()
    assert _bar(dialog) == 0
    before = dialog.height()
    dialog.form.editor("customer").set_value(ann)
    dialog.form.editor("due").setText("2-30")
    dialog.form.editor("time").setText("25:00")
    dialog.repeat.set_value("2weeks")
    dialog.accept()
    assert dialog.form.errors()
    assert _bar(dialog) == 0
    assert dialog.height() > before
    middle = shop.window.mapToGlobal(shop.window.rect().center())
    assert abs(dialog.geometry().center().y() - middle.y()) <= 1
    dialog.reject()
    again = FollowUpDialog(shop.ctx, shop.window)
    again.open()
    assert again.draft.restored()
    assert _bar(again) == 0
    again.draft.bar.button.click()
    again.reject()
    order = OrderDialog(shop.ctx, shop.window)
    order.open()
    assert _bar(order) == 0
    order.form.editor("date").setText("2-30")
    order.accept()
    assert order.form.errors()
    assert _bar(order) == 0
    order.reject()


def test_a_dialog_scrolls_where_the_window_is_low(shop: Shop) -> None:
    shop.window.resize(1024, 700)
    dialog = FollowUpDialog(shop.ctx, shop.window)
    dialog.open()
    dialog.form.editor("due").setText("2-30")
    dialog.repeat.set_value("2weeks")
    dialog.form.set_errors(dict.fromkeys(dialog.form.names(), "Look again"))
    assert _bar(dialog) > 0
    assert dialog.height() <= shop.window.height() + 32
    dialog.reject()


def _press_primary(shop: Shop) -> QWidget:
    """The page's button, pressed by the keyboard; returns the dialog that it opens."""
    button = shop.window.bar.primary
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    shop.settle()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ModalDialog) and one.isVisible()]
    in_front(shop, dialog)
    return dialog


def test_after_saving_the_keyboard_is_on_the_new_card(shop: Shop) -> None:
    shop.add(name="Ann")
    with shop.services.write(N_("undo", "Add deal")) as work:
        for number in range(3):
            shop.services.deals.create(work, {"title": f"Old {number}"})
    shop.ctx.navigator.go("pipeline")
    shop.settle()
    dialog = _press_primary(shop)
    assert isinstance(dialog, DealDialog)
    dialog.form.editor("title").setText("Ten boxes of tea")
    dialog.verb_button.click()
    shop.settle()
    shop.qtbot.waitUntil(shop.window.isActiveWindow)
    board = shop.window.page("pipeline").board  # type: ignore[attr-defined]
    assert board.current().title == "Ten boxes of tea"
    assert focused() is board.keyboard_place()


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
def test_after_saving_the_keyboard_is_on_the_new_follow_up(shop: Shop, view: str) -> None:
    shop.ctx.navigator.go("calendar")
    page = shop.window.page("calendar")
    assert isinstance(page, CalendarPage)
    page.view.set_current(view)
    page.refresh()
    shop.settle()
    dialog = _press_primary(shop)
    assert isinstance(dialog, FollowUpDialog)
    dialog.form.editor("subject").setText("Call back")
    dialog.form.editor("due").set_value(TODAY + timedelta(days=2))
    dialog.verb_button.click()
    shop.settle()
    shop.qtbot.waitUntil(shop.window.isActiveWindow)
    (made,) = shop.services.followups.between(TODAY, TODAY + timedelta(days=9))
    grid = page.shown_days()
    if grid is not None:
        assert focused() is grid
        assert (grid.day, grid.chosen) == (TODAY + timedelta(days=2), made.id)
    else:
        assert focused().objectName() == f"agenda_{made.id}"


def test_after_a_merge_the_keyboard_is_on_the_list(shop: Shop) -> None:
    one, two = shop.add(name="Ann", phone=["13812345678"]), shop.add(name="Ann Lee", phone=["13812345678"])
    for customer in (one, two):
        shop.page.list.model.set_checked(customer, True)
    shop.settle()
    button = shop.find("bulk_merge")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    shop.settle()
    (dialog,) = [at for at in QApplication.topLevelWidgets() if isinstance(at, ModalDialog) and at.isVisible()]
    in_front(shop, dialog)
    dialog.verb_button.click()
    shop.settle()
    shop.qtbot.waitUntil(shop.window.isActiveWindow)
    assert len(shop.names()) == 1
    assert focused() is shop.page.list.table
