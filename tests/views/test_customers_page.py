"""The Customers page through its real widgets on a real shop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.core.i18n import N_
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.orders_model import NewLine
from tests.people import add_people

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.customers.form import CustomerForm
    from crm_desktop.views.pages.customers.page import CustomersPage

TODAY = date(2026, 9, 23)


class Shop:
    """The window with its Customers page in front, and a person's hands on it."""

    def __init__(self, window: MainWindow, qtbot: QtBot, add: Callable[..., int]) -> None:
        self.window, self.qtbot, self._add = window, qtbot, add
        window.resize(1280, 800)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        self.ctx = window.ctx
        self.services: Services = window.ctx.services
        self.ctx.navigator.go("customers")
        self.settle()

    @property
    def page(self) -> CustomersPage:
        return self.window.page("customers")  # type: ignore[return-value]

    def settle(self) -> None:
        """Until the window has heard of the change and background jobs have answered."""
        QApplication.processEvents()
        self.qtbot.waitUntil(self.ctx.jobs.idle, timeout=20_000)
        QApplication.processEvents()

    def add(self, **values: Any) -> int:
        made = self._add(self.services, **values)
        self.settle()
        return made

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = self.page.findChild(kind, name) or self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def names(self) -> list[str]:
        model = self.page.list.model
        at = model.column_index("name")
        return [model.index(row, at).data() for row in range(model.rowCount())]

    def form(self) -> CustomerForm:
        form = self.find("customer_form")
        self.qtbot.waitUntil(form.isVisible)
        return form  # type: ignore[no-any-return]

    def type(self, name: str, text: str, key: Qt.Key | None = None) -> None:
        field = self.find(name, QLineEdit)
        field.setFocus()
        field.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            field.insert(text)  # as an input method does
        if key is not None:
            self.qtbot.keyClick(field, key)

    def key(self, widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.qtbot.keyClick(widget, key, *modifiers)
        self.settle()

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def toast(self) -> str:
        return self.ctx.toasts.text()


@pytest.fixture
def shop(window: MainWindow, qtbot: QtBot, add_customer: Callable[..., int]) -> Shop:
    return Shop(window, qtbot, add_customer)


# List -----------------------------------------------------------------------------------


def test_an_empty_shop_offers_the_import_and_the_top_button_steps_back(shop: Shop) -> None:
    assert shop.page.list.is_empty()
    assert shop.page.primary_steps_back()
    assert shop.find("import_first").isVisible()
    shop.add(name="Ann")
    assert not shop.page.list.is_empty()
    assert not shop.page.primary_steps_back()


def test_list_shows_rows_count_sum_and_tabs(shop: Shop) -> None:
    first = shop.add(
        name="陈国华", phone=["13606519027"], tags=["老茶"], owner="林岚", next_follow_up=date(2026, 9, 22)
    )
    shop.add(name="Ann")
    with shop.services.write(N_("undo", "New order")) as work:
        shop.services.orders.create(
            work, {"date": TODAY, "customer": first, "lines": [{"product": "Tea", "price": 12050}], "paid": 2050}
        )
    shop.settle()
    assert shop.names() == ["Ann", "陈国华"]
    model = shop.page.list.model
    cells = [model.index(1, at).data() for at in range(model.columnCount())]
    assert cells[1:6] == ["陈国华", "136 0651 9027", "老茶", "", "¥120.50"]
    step = model.cell(1, model.column_index("next_follow_up"))
    assert (step.text, step.state, step.tone) == ("Yesterday", "overdue", "bad")
    assert shop.find("customer_count", QLabel).text() == "2 customers"
    assert shop.page.list.footer.sums() == {"total_spent": "¥120.50"}
    shop.page.list.tabs.chosen.emit("owing")
    shop.settle()
    assert shop.names() == ["陈国华"]
    assert shop.page.list.footer.sums() == {"total_spent": "¥120.50", "owed": "¥100.00"}
    assert "¥100.00" in shop.page.list.footer.accessibleDescription()


@pytest.mark.parametrize("typed", ["wang", "wxy", "4460", "秀英", "王秀英", "wangxy"])
def test_filter_matches_what_find_matches(shop: Shop, typed: str) -> None:
    shop.add(name="王秀英", phone=["13588124460"])
    shop.add(name="刘思琪", phone=["15924687713"])
    found = {hit.id for hit in shop.services.search.find(typed, kinds=("customer",)).results}
    shop.type("customer_filter", typed, Qt.Key.Key_Return)
    shop.settle()
    assert set(shop.page.list.model.ids()) == found
    shop.key(shop.find("customer_filter"), Qt.Key.Key_Escape)
    assert len(shop.names()) == 2


def test_from_the_filter_to_the_record_by_keyboard(shop: Shop) -> None:
    shop.add(name="Ann", phone=["13588124460"])
    wanted = shop.add(name="Bob", phone=["15924687713"])
    shop.key(shop.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = shop.find("customer_filter")
    assert field.hasFocus()
    shop.qtbot.keyClicks(field, "7713")
    shop.key(field, Qt.Key.Key_Return)
    shop.key(field, Qt.Key.Key_Down)
    table = shop.page.list.table
    assert table.hasFocus()
    shop.key(table, Qt.Key.Key_Return)
    assert shop.page.record.customer_id() == wanted


def test_conditions_stack_and_are_taken_away(shop: Shop) -> None:
    shop.add(name="Ann", tags=["tea"], grade="A")
    shop.add(name="Bob", tags=["tea"], grade="B")
    shop.add(name="Cid", tags=["pens"], grade="A")
    shop.page.list.add_filter(Filter("tags", "eq", "tea"))
    shop.page.list.add_filter(Filter("grade", "eq", "A"))
    shop.settle()
    assert shop.names() == ["Ann"]
    shop.page.list.row.removed.emit(0)
    shop.settle()
    assert shop.names() == ["Ann", "Cid"]


def test_a_condition_is_added_in_the_popover(shop: Shop) -> None:
    shop.add(name="Ann", region="Hangzhou")
    shop.add(name="Bob")
    shop.click("add_condition")
    popover = shop.page.list.popover
    popover.choose("region", "any_of")
    shop.qtbot.mouseClick(popover.add, Qt.MouseButton.LeftButton)
    assert popover.isVisible(), "without a value nothing is added"
    shop.qtbot.keyClicks(popover.value.input(), "Hangzhou")
    shop.qtbot.mouseClick(popover.add, Qt.MouseButton.LeftButton)
    shop.settle()
    assert shop.page.list.query.filters == (Filter("region", "any_of", ["Hangzhou"]),)
    assert shop.names() == ["Ann"]


def test_nobody_fits_and_back_to_everybody(shop: Shop) -> None:
    shop.add(name="Ann")
    shop.page.list.add_filter(Filter("tags", "eq", "nothing has this"))
    shop.settle()
    assert shop.page.list.nothing.isVisible()
    shop.page.list.nothing.clicked.emit()
    shop.settle()
    assert shop.names() == ["Ann"]


def test_sort_by_a_click_on_the_head(shop: Shop) -> None:
    shop.add(name="Ann", owner="Zoe")
    shop.add(name="Bob", owner="Al")
    shop.page.list.table.sort_wanted.emit("owner", False)
    shop.settle()
    assert shop.names() == ["Bob", "Ann"]


def test_columns_are_chosen_and_remembered(shop: Shop) -> None:
    shop.add(name="Ann", wechat="ann_tea")
    shop.page.list.set_columns([*shop.page.list.table.columns.order(), "wechat"])
    model = shop.page.list.model
    assert model.index(0, model.column_index("wechat")).data() == "ann_tea"
    shop.page.list.refresh()
    shop.settle()
    assert model.column_index("wechat") > 0
    shop.page.list.reset_columns()
    assert model.column_index("wechat") == -1


def test_a_view_is_saved_and_shown_as_a_tab(shop: Shop) -> None:
    shop.add(name="Ann", tags=["tea"])
    shop.add(name="Bob")
    shop.page.list.add_filter(Filter("tags", "eq", "tea"))
    shop.click("save_view")
    shop.type("field_view_name", "Tea people", Qt.Key.Key_Return)
    shop.settle()
    assert [view.name for view in shop.services.saved_views.for_entity("customers")] == ["Tea people"]
    assert shop.page.list.tabs.current().startswith("view:")
    shop.page.list.show_view("all")
    shop.settle()
    assert len(shop.names()) == 2


def test_while_rows_are_ticked_the_sum_is_theirs(shop: Shop) -> None:
    ids = [shop.add(name=name) for name in ("Ann", "Bob", "Cid")]
    with shop.services.write(N_("undo", "Test")) as work:
        for at, price in zip(ids, (100_00, 20_00, 3_00), strict=True):
            values = {"date": "2026-09-01", "customer": at, "lines": [NewLine("Tea", None, 1000, price)]}
            shop.services.orders.create(work, values)
    shop.settle()
    footer = shop.page.list.footer
    shop.qtbot.waitUntil(lambda: footer.sums() == {"total_spent": "¥123.00"})
    shop.page.list.model.set_checked(ids[0], True)
    shop.page.list.model.set_checked(ids[2], True)
    shop.qtbot.waitUntil(lambda: footer.sums() == {"total_spent": "¥103.00"})
    shop.page.list.model.check_all(True)
    shop.page.list.model.set_checked(ids[1], False)
    shop.qtbot.waitUntil(lambda: footer.sums() == {"total_spent": "¥103.00"})
    footer.resize(1000, 38)
    assert footer.buttons["segment"].text() == "Segment"
    footer.resize(500, 38)
    assert footer.buttons["segment"].text() == ""
    assert "segment" in footer.buttons["segment"].toolTip()
    shop.page.list.model.check_all(False)
    shop.qtbot.waitUntil(lambda: footer.sums() == {"total_spent": "¥123.00"})


# Several at once ------------------------------------------------------------------------


def test_tag_several_and_undo(shop: Shop) -> None:
    ids = [shop.add(name=name) for name in ("Ann", "Bob", "Cid")]
    shop.page.list.model.set_checked(ids[0], True)
    shop.page.list.model.set_checked(ids[2], True)
    assert shop.find("customer_selected", QLabel).text() == "2 selected"
    shop.click("bulk_tag")
    shop.qtbot.keyClicks(shop.page._bulk._popover.editor.input(), "club")
    shop.qtbot.mouseClick(shop.page._bulk._popover.verb, Qt.MouseButton.LeftButton)
    shop.settle()
    assert [shop.services.customers.get(at).tags for at in ids] == [("club",), (), ("club",)]
    shop.services.history.undo_last()
    assert shop.services.customers.get(ids[0]).tags == ()


def test_assign_several(shop: Shop) -> None:
    ids = [shop.add(name=name) for name in ("Ann", "Bob")]
    shop.page.list.model.check_all(True)
    shop.click("bulk_assign")
    shop.qtbot.keyClicks(shop.page._bulk._popover.editor, "Mei")
    shop.qtbot.keyClick(shop.page._bulk._popover.editor, Qt.Key.Key_Return)
    shop.settle()
    assert [shop.services.customers.get(at).owner for at in ids] == ["Mei", "Mei"]


def test_delete_by_key_and_undo_from_the_toast(shop: Shop) -> None:
    kept, gone = shop.add(name="Ann"), shop.add(name="Bob")
    table = shop.page.list.table
    table.select_id(gone)
    table.setFocus()
    shop.key(table, Qt.Key.Key_Delete)
    assert shop.names() == ["Ann"]
    assert "Bob" in shop.toast()
    assert shop.services.listing.count(ListQuery("customers", deleted=True)) == 1
    shop.click("toast_undo")
    assert list(shop.page.list.model.ids()) == [kept, gone]


def test_many_are_changed_in_the_background_as_one_change(shop: Shop) -> None:
    people = ({"name": f"Person {number:03}"} for number in range(450))
    with shop.services.write(N_("undo", "Import")) as work:
        ids = add_people(shop.services, work, people)
    shop.settle()
    shop.page.list.model.check_all(True)
    shop.click("bulk_delete")
    shop.qtbot.waitUntil(shop.page.list.is_empty)
    assert "450" in shop.toast()
    shop.services.history.undo_last()
    shop.settle()
    assert shop.page.list.model.rowCount() == len(ids)


def test_export_what_is_ticked(shop: Shop, tmp_path: Path) -> None:
    ids = [shop.add(name=name) for name in ("Ann", "Bob")]
    target = tmp_path / "out.csv"
    shop.page.list.model.set_checked(ids[1], True)
    shop.ctx.prompter.answer("save_file", target)
    shop.click("bulk_export")
    text = target.read_text(encoding="utf-8-sig")
    assert "Bob" in text
    assert "Ann" not in text


# Form -----------------------------------------------------------------------------------


def test_create_by_keyboard(shop: Shop) -> None:
    shop.key(shop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = shop.form()
    assert form.focusWidget().objectName() == "field_name"
    shop.type("field_name", "王秀英")
    shop.type("field_phone", "135 8812 4460")
    shop.type("field_birthday", "lunar 3-8")
    shop.type("field_tags", "puer", Qt.Key.Key_Return)
    shop.type("field_next_follow_up", "+2")
    shop.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shop.settle()
    (record,) = shop.services.customers.rows(list(shop.page.list.model.ids()))
    assert record.name == "王秀英"
    assert record.phone == ("+8613588124460",)
    assert record.birthday == "L--03-08"
    assert record.tags == ("puer",)
    assert record.next_follow_up == TODAY + timedelta(days=2)
    assert shop.page.list.table.current_id() == record.id


def test_every_field_has_a_named_editor(shop: Shop) -> None:
    from crm_desktop.core.entities import CUSTOMERS

    shop.page.new_record()
    form = shop.form()
    for spec in CUSTOMERS.fields:
        if not spec.read_only:
            assert form.findChild(QWidget, f"field_{spec.name}") is not None, spec.name
    assert shop.find("save").text() == "Save customer"
    shop.click("cancel")


def test_what_is_wrong_stands_under_the_field(shop: Shop) -> None:
    shop.add(name="Ann", code="C1")
    shop.page.new_record()
    form = shop.form()
    shop.type("field_phone", "12")
    shop.type("field_email", "not an address")
    shop.click("save")
    assert form.isVisible()
    assert set(form.form.errors()) == {"phone", "email"}
    shop.type("field_phone", "13588124460")
    shop.type("field_email", "a@b.cn")
    shop.type("field_code", "C1")
    shop.click("save")
    assert set(form.form.errors()) == {"name"} or set(form.form.errors()) == {"name", "code"}
    shop.type("field_name", "Bob")
    shop.click("save")
    assert set(form.form.errors()) == {"code"}
    shop.type("field_code", "C2")
    shop.click("save")
    assert shop.names() == ["Ann", "Bob"]


def test_edit_changes_only_what_was_typed(shop: Shop) -> None:
    made = shop.add(name="Ann", notes="keep", phone=["13588124460"])
    table = shop.page.list.table
    table.select_id(made)
    shop.key(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    shop.form()
    shop.type("field_name", "Anna")
    shop.click("save")
    record = shop.services.customers.get(made)
    assert (record.name, record.notes, record.phone) == ("Anna", "keep", ("+8613588124460",))
    assert shop.services.history.changes(1)[0].rows == 1


def test_look_alikes_appear_while_typing(shop: Shop) -> None:
    there = shop.add(name="张伟", phone=["13957163382"], company="伟业装饰")
    shop.page.new_record()
    form = shop.form()
    shop.type("field_phone", "139 5716 3382")
    shop.qtbot.waitUntil(lambda: form.twins() == [there])
    assert shop.find("twin_hint").isVisible()
    shop.click("open_twin")
    assert shop.page.shows_record()
    assert shop.page.record.customer_id() == there


def test_esc_keeps_a_draft(shop: Shop) -> None:
    shop.page.new_record()
    form = shop.form()
    shop.type("field_name", "Half")
    shop.key(form, Qt.Key.Key_Escape)
    assert "draft" in shop.toast()
    shop.page.new_record()
    shop.qtbot.waitUntil(lambda: shop.page._form is not form)
    again = shop.page._form
    assert again.form.editor("name").value() == "Half"
    shop.qtbot.mouseClick(again.findChild(QWidget, "drop_draft"), Qt.MouseButton.LeftButton)
    assert again.form.editor("name").value() == ""
    again.reject()


def test_somebody_else_changed_it_meanwhile(shop: Shop) -> None:
    made = shop.add(name="Ann")
    shop.page.edit(made)
    form = shop.form()
    with shop.services.write(N_("undo", "Edit customer")) as work:
        shop.services.customers.update(work, made, {"notes": "from elsewhere"})
    shop.type("field_name", "Anna")
    shop.click("save")
    assert form.isVisible()
    assert "changed" in form.error_label.text()
    form.reject()


# Record ---------------------------------------------------------------------------------


def test_back_from_a_record_the_list_is_where_it_was(shop: Shop) -> None:
    people = ({"name": f"Person {number:03}"} for number in range(450))
    with shop.services.write(N_("undo", "Import")) as work:
        ids = add_people(shop.services, work, people)
    shop.settle()
    table = shop.page.list.table
    shop.qtbot.waitUntil(lambda: table.select_id(ids[400]))
    scroll = table.verticalScrollBar().value()
    shop.key(table, Qt.Key.Key_Return)
    with shop.services.write(N_("undo", "Edit customer")) as work:
        shop.services.customers.update(work, ids[3], {"notes": "new"})
    shop.settle()
    shop.key(shop.page.record, Qt.Key.Key_Escape)
    shop.qtbot.waitUntil(lambda: table.current_id() == ids[400])
    assert table.verticalScrollBar().value() == scroll


def test_fields_of_the_shops_own(shop: Shop) -> None:
    services = shop.services
    with services.write(N_("undo", "New field")) as work:
        size = services.custom_fields.add(work, "customers", "Shoe size", "number")
        milk = services.custom_fields.add(work, "customers", "Milk", "bool")
    shop.page.new_record()
    shop.form()
    shop.type("field_name", "Ann")
    shop.type(f"field_{size}", "38.5")
    shop.click("save")
    (made,) = shop.page.list.model.ids()
    assert services.customers.get(made).custom == {size: Decimal("38.5")}, "an untouched box says nothing"
    shop.page.list.set_columns([*shop.page.list.table.columns.order(), size])
    model = shop.page.list.model
    assert model.index(0, model.column_index(size)).data() == "38.5"
    shop.ctx.navigator.open("customer", made)
    shop.settle()
    row = shop.page.record.facts.row(milk)
    assert row is not None
    shop.qtbot.keyClick(row, Qt.Key.Key_Return)
    shop.find(f"field_{milk}").setChecked(True)
    row.save()
    assert services.customers.get(made).custom[milk] is True


def open_record(shop: Shop, **values: Any) -> int:
    made = shop.add(**values)
    table = shop.page.list.table
    table.select_id(made)
    shop.key(table, Qt.Key.Key_Return)
    assert shop.page.shows_record()
    return made


def test_enter_opens_the_record_and_esc_leads_back(shop: Shop) -> None:
    made = open_record(shop, name="Ann", grade="A")
    assert shop.page.title() == "Ann"
    assert shop.page.subtitle() == "VIP"
    shop.key(shop.page.record, Qt.Key.Key_Escape)
    assert not shop.page.shows_record()
    assert shop.page.list.table.current_id() == made


def test_log_a_call_with_its_next_step_by_keyboard(shop: Shop) -> None:
    made = open_record(shop, name="Ann", phone=["13588124460"])
    shop.ctx.navigator.note("customer", made)
    line = shop.find("quick_note", QLineEdit)
    shop.qtbot.waitUntil(line.hasFocus)
    shop.qtbot.keyClicks(line, "Wants two tins, asks about the price")
    shop.type("next_step_text", "Send the price")
    shop.type("next_step_date", "+7", Qt.Key.Key_Return)
    shop.settle()
    (entry,) = shop.services.activities.timeline(made)
    assert (entry.type, entry.text) == ("call", "Wants two tins, asks about the price")
    (step,) = shop.services.followups.for_customer(made)
    assert (step.subject, step.due, step.status) == ("Send the price", TODAY + timedelta(days=7), "open")
    assert shop.page.record.next_step.subject.full_text() == "Send the price"
    assert line.text() == ""
    shop.services.history.undo_last()
    assert shop.services.activities.timeline(made) == []
    assert shop.services.followups.for_customer(made) == []


def test_a_next_step_needs_a_day_and_a_note_needs_words(shop: Shop) -> None:
    made = open_record(shop, name="Ann")
    shop.type("quick_note", "Called")
    shop.type("next_step_text", "Call again", Qt.Key.Key_Return)
    assert shop.services.activities.timeline(made) == []
    shop.type("next_step_date", "nonsense", Qt.Key.Key_Return)
    assert shop.services.activities.timeline(made) == []
    shop.key(shop.page.record, Qt.Key.Key_Escape)
    assert shop.find("quick_note", QLineEdit).text() == "Called", "what was typed stays"
    kept = shop.services.drafts.get(f"note:{made}") or {}
    assert (kept["text"], kept["step"]) == ("Called", "Call again")
    assert shop.page.shows_record(), "the first Esc leaves the note, not the record"


def test_channel_by_key(shop: Shop) -> None:
    made = open_record(shop, name="Ann", preferred_channel="wechat")
    line = shop.find("quick_note", QLineEdit)
    assert shop.page.record.note.note.channel == "wechat"
    shop.qtbot.keyClick(line, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    shop.type("quick_note", "Came by", Qt.Key.Key_Return)
    shop.settle()
    assert shop.services.activities.timeline(made)[0].type == "visit"


def test_a_fact_is_edited_in_its_place(shop: Shop) -> None:
    made = open_record(shop, name="Ann", wechat="ann_tea")
    row = shop.page.record.facts.row("wechat")
    assert row is not None
    shop.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert shop.page.is_editing()
    shop.type("field_wechat", "ann_new", Qt.Key.Key_Return)
    shop.qtbot.waitUntil(lambda: shop.services.customers.get(made).wechat == "ann_new")
    assert not shop.page.is_editing()
    row = shop.page.record.facts.row("phone")
    assert row is not None
    shop.qtbot.keyClick(row, Qt.Key.Key_Return)
    shop.type("field_phone", "12", Qt.Key.Key_Return)
    shop.qtbot.waitUntil(lambda: row._error.text() != "")
    assert shop.services.customers.get(made).phone == ()
    shop.key(shop.find("field_phone", QLineEdit), Qt.Key.Key_Escape)
    assert not shop.page.is_editing()


def test_next_step_is_put_off(shop: Shop) -> None:
    made = open_record(shop, name="Ann", next_follow_up=TODAY)
    assert shop.page.record.next_step.shape.state() == "today"
    shop.page.record.next_step._snooze(TODAY + timedelta(days=1))
    shop.settle()
    assert shop.services.customers.get(made).next_follow_up == TODAY + timedelta(days=1)
    assert shop.page.record.next_step.shape.state() == "later"


def test_story_rhythm_and_timeline_of_orders(shop: Shop) -> None:
    made = shop.add(name="Ann")
    with shop.services.write(N_("undo", "New order")) as work:
        for days in (60, 50, 40):
            lines = [{"product": "White Peony", "price": 1000}]
            shop.services.orders.create(work, {"date": TODAY - timedelta(days=days), "customer": made, "lines": lines})
    shop.settle()
    shop.ctx.navigator.open("customer", made)
    shop.settle()
    text = shop.find("record_story", QLabel).text()
    assert text.startswith("Came 3 times, every 10 days on average, now 40 days away; bought for ¥30.00 in all")
    assert "White Peony" in text
    assert shop.page.record.head.strip.isVisible()
    model = shop.page.record.timeline.model
    shown = [model.item(row) for row in range(model.rowCount())]
    assert [item.entry.kind if item.entry else "day" for item in shown] == ["day", "order"] * 3
    assert shown[1].lines == (("White Peony", "× 1", "¥10.00"),)


def test_delete_and_restore_from_the_record(shop: Shop) -> None:
    made = open_record(shop, name="Ann")
    shop.page.record._act("delete")
    shop.settle()
    assert not shop.page.shows_record()
    assert shop.services.customers.get(made).deleted
    shop.ctx.navigator.open("customer", made)
    assert shop.page.subtitle() == "in the recycle bin"
    shop.click("record_restore")
    assert not shop.services.customers.get(made).deleted


def test_another_change_shows_at_once(shop: Shop) -> None:
    made = open_record(shop, name="Ann")
    with shop.services.write(N_("undo", "Edit customer")) as work:
        shop.services.customers.update(work, made, {"name": "Anna"})
    shop.settle()
    assert shop.page.title() == "Anna"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_no_word_of_the_page_is_cut(
    make_window: Callable[..., Any], qtbot: QtBot, add_customer: Callable[..., int], size: tuple[int, int], lang: str
) -> None:
    """Every visible label has the room that its text needs, or is elided with a tooltip."""
    window = make_window(lang=lang)
    shop = Shop(window, qtbot, add_customer)
    window.resize(*size)
    made = shop.add(name="Alexandra Whitmore-Lindqvist", company="A company with a long name", phone=["13588124460"],
                    tags=["white tea", "regular"], grade="A", owner="Benjamin", next_follow_up=TODAY)  # fmt: skip
    shop.page.list.model.set_checked(made, True)
    shop.settle()
    _assert_not_cut(shop.page)
    shop.ctx.navigator.open("customer", made)
    shop.settle()
    _assert_not_cut(shop.page)


def _assert_not_cut(page: QWidget) -> None:
    for found in page.findChildren(QLabel):
        if found.isVisible() and not found.toolTip() and not found.wordWrap() and found.text():
            needed = found.fontMetrics().horizontalAdvance(found.text())
            assert found.width() + 2 >= needed, found.text()


def test_a_file_dropped_on_the_list_is_imported(shop: Shop, tmp_path: Path) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    shop.ctx.command = lambda name, **arguments: asked.append((name, arguments))
    for name, wanted in (("people.xlsx", True), ("people.htm", True), ("people.exe", False)):
        path = tmp_path / name
        path.touch()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        shop.page.list.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
        assert bool(asked) == wanted
        asked.clear()


def test_everything_that_takes_the_focus_has_a_name(shop: Shop) -> None:
    made = shop.add(name="Ann", phone=["13588124460"], tags=["tea"], next_follow_up=TODAY)
    shop.page.list.model.set_checked(made, True)
    _assert_named(shop.page)
    shop.ctx.navigator.open("customer", made)
    shop.settle()
    _assert_named(shop.page)
    shop.page.edit(made)
    _assert_named(shop.form())
    shop.click("cancel")


def _assert_named(page: QWidget) -> None:
    for found in page.findChildren(QWidget):
        if found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = found.accessibleName() or (found.text() if isinstance(found, QAbstractButton) else "")
            assert name or isinstance(found, QAbstractScrollArea), (type(found).__name__, found.objectName())


def test_language_changes_while_a_record_is_shown(shop: Shop) -> None:
    open_record(shop, name="Ann")
    shop.ctx.command("lang_zh_CN")
    shop.settle()
    assert shop.find("record_new_order").text() == "新订单"
    shop.key(shop.page.record, Qt.Key.Key_Escape)
    model = shop.page.list.model
    assert model.headerData(model.column_index("total_spent"), Qt.Orientation.Horizontal) == "累计消费"


def test_files_are_kept_opened_and_taken_away(shop: Shop, tmp_path: Path) -> None:
    made = open_record(shop, name="Ann")
    path = tmp_path / "offer.txt"
    path.write_text("two tins", encoding="utf-8")
    shop.ctx.prompter.answer("open_file", path)
    shop.page.record.lists["files"].add_wanted.emit()
    shop.settle()
    (kept,) = shop.services.attachments.of(customer_id=made)
    assert kept.name == "offer.txt"
    shop.ctx.prompter.answer("show_in_folder", None)
    shop.page.record.lists["files"].opened.emit("file", kept.id)
    opened = Path(shop.ctx.prompter.asked[-1][1])
    assert opened.read_text(encoding="utf-8") == "two tins"
    shop.page.record.lists["files"].delete_wanted.emit("file", kept.id)
    shop.settle()
    assert shop.services.attachments.of(customer_id=made) == []
    shop.click("toast_undo")
    assert len(shop.services.attachments.of(customer_id=made)) == 1


def test_a_note_half_written_waits_with_its_customer(shop: Shop) -> None:
    first, second = shop.add(name="Ann"), shop.add(name="Bob")
    shop.ctx.navigator.note("customer", first)
    shop.type("quick_note", "Half a")
    assert shop.page.primary_steps_back(), "one primary button at a time"
    shop.ctx.navigator.open("customer", second)
    assert shop.find("quick_note", QLineEdit).text() == ""
    assert not shop.page.primary_steps_back()
    shop.ctx.navigator.open("customer", first)
    assert shop.find("quick_note", QLineEdit).text() == "Half a"
    shop.type("quick_note", "A whole sentence", Qt.Key.Key_Return)
    shop.settle()
    shop.ctx.navigator.open("customer", second)
    shop.ctx.navigator.open("customer", first)
    assert shop.find("quick_note", QLineEdit).text() == ""


def test_files_dropped_on_a_record_are_kept_with_it(shop: Shop, tmp_path: Path) -> None:
    made = open_record(shop, name="Ann")
    for name, content in (("a.txt", b"a"), ("b.txt", b"b"), ("c.exe", b"MZ")):
        (tmp_path / name).write_bytes(content)

    def drop(*names: str) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(shop.page.record, QDragEnterEvent(QPoint(300, 300), *how))
        QApplication.sendEvent(shop.page.record, QDropEvent(QPointF(300, 300), *how))

    drop("a.txt", "b.txt")
    assert sorted(one.name for one in shop.services.attachments.of(customer_id=made)) == ["a.txt", "b.txt"]
    assert "2 files" in shop.toast()
    shop.ctx.prompter.answer("inform", None)
    drop("a.txt", "c.exe")
    assert len(shop.services.attachments.of(customer_id=made)) == 2, "all or none"
