"""The list of customers under a person's hands: columns, conditions, views, cells, many at once, keys, copying."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QTextDocument, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.core.i18n import N_
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.views.list_export import ExportButton
from crm_desktop.views.prefs import Pref
from crm_desktop.views.qtmodels.columns import Column
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.table_memory import TableMemory
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.editors import ChoiceEditor, TagsEditor
from tests.people import add_people
from tests.views.test_customers_page import TODAY, Shop

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


class Desk(Shop):
    """The list itself, its table and what hangs on them."""

    @property
    def list(self) -> Any:
        return self.page.list

    @property
    def table(self) -> DataTable:
        return self.page.list.table

    def add_many(self, count: int, **values: Any) -> list[int]:
        people = ({"name": f"Person {number:04}", **values} for number in range(count))
        with self.services.write(N_("undo", "Import")) as work:
            ids = add_people(self.services, work, people)
        self.settle()
        return ids

    def shown(self) -> list[str]:
        return self.table.columns.order()

    def cell_rect(self, row: int, key: str) -> QPoint:
        at = self.list.model.column_index(key)
        return self.table.visualRect(self.list.model.index(row, at)).center()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.key(QApplication.focusWidget() or self.table, key)

    def ticked(self) -> list[int]:
        return list(self.list.model.checked_ids())

    def choose(self, menu_name: str) -> None:
        """An entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = menu.findChild(QAction, menu_name)
        assert entry is not None, [one.objectName() for one in menu.actions()]
        assert entry.isEnabled()
        entry.trigger()
        menu.close()
        self.settle()


@pytest.fixture
def desk(window: Any, qtbot: QtBot, add_customer: Callable[..., int]) -> Desk:
    return Desk(window, qtbot, add_customer)


# Columns --------------------------------------------------------------------------------


def drag(head: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(head, LEFT, pos=start)
    steps = 6
    for step in range(1, steps + 1):
        QTest.mouseMove(head, start + (end - start) * step / steps)
    QTest.mouseRelease(head, LEFT, pos=end)


def test_grades_days_and_amounts_are_whole_in_a_narrow_window(desk: Desk) -> None:
    """As on a screen whose signs are half as big again: there is room for 850 of the usual points."""
    made = desk.add(name="Ann", phone=["13588124460"], grade="C", next_follow_up=date(2027, 12, 28))
    with desk.services.write(N_("undo", "New order")) as work:
        values = {"date": date(2025, 12, 28), "customer": made, "lines": [{"product": "Tea", "price": 88_888_00}]}
        desk.services.orders.create(work, {**values, "paid": 0})
        at = datetime(2025, 12, 28, 2, 0, tzinfo=UTC)
        desk.services.activities.log(work, made, "call", "Asked", at=at)
    desk.window.resize(853, 560)
    desk.settle()
    for key in ("phone", "grade", "total_spent", "last_contact", "next_follow_up"):
        at = desk.list.model.column_index(key)
        assert desk.table.cell_width(0, at) <= desk.table.columnWidth(at), key


def test_columns_dragged_and_sized_are_there_again_in_the_next_window(
    desk: Desk, make_window: Callable[..., Any], qtbot: QtBot
) -> None:
    desk.add(name="Ann", phone=["13588124460"])
    table, model = desk.table, desk.list.model
    head = table.head()
    at = model.column_index("owner")
    x = head.sectionViewportPosition(at) + 30
    drag(head.viewport(), QPoint(x, 12), QPoint(head.sectionViewportPosition(2) + 5, 12))
    qtbot.waitUntil(lambda: desk.shown()[1] == "owner")
    assert model.index(0, 1).data() == "Ann"
    assert [head.logicalIndex(place) for place in range(head.count())] == list(range(head.count()))
    at = model.column_index("tags")
    edge = head.sectionViewportPosition(at) + head.sectionSize(at) - 1
    before = table.columnWidth(at)
    drag(head.viewport(), QPoint(edge, 12), QPoint(edge + 60, 12))
    assert table.columnWidth(at) == pytest.approx(before + 60, abs=4)
    assert table.sort_wanted is not None
    order, width = desk.shown(), table.columnWidth(at)
    desk.ctx.prefs.save()
    folder = desk.services.data_dir
    desk.window.close()
    again = Desk(make_window(folder), qtbot, lambda *_a, **_k: 0)
    assert again.shown() == order
    assert again.table.columnWidth(again.list.model.column_index("tags")) == width
    again.list.reset_columns()
    assert again.shown()[:3] == ["name", "phone", "tags"]
    assert again.table.columns.widths() == {}


def test_a_double_click_on_the_edge_makes_a_column_as_wide_as_its_longest_text(desk: Desk) -> None:
    desk.add(name="Ann", tags=["a rather long tag", "and another one", "and a third one"])
    at = desk.list.model.column_index("tags")
    head = desk.table.head()
    narrow = desk.table.columnWidth(at)
    head.sectionHandleDoubleClicked.emit(at)
    assert desk.table.columnWidth(at) > narrow
    assert "tags" in desk.table.columns.widths()


def test_the_chooser_shows_hides_and_moves_by_keys(desk: Desk) -> None:
    desk.add(name="Ann")
    desk.click("choose_columns")
    chooser = desk.list.chooser
    entries = chooser.list
    assert entries.item_of("name").flags() & Qt.ItemFlag.ItemIsUserCheckable == Qt.ItemFlag.NoItemFlags
    entries.setFocus()
    entries.setCurrentItem(entries.item_of("phone"))
    desk.qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    assert desk.shown()[:3] == ["name", "tags", "phone"]
    desk.qtbot.keyClick(entries, Qt.Key.Key_Space)
    assert "phone" not in desk.shown()
    entries.setCurrentItem(entries.item_of("notes"))
    desk.qtbot.keyClick(entries, Qt.Key.Key_Space)
    assert desk.shown()[-1] == "notes"
    chooser.reset.emit()
    assert "phone" in desk.shown()
    chooser.close()


def test_each_view_keeps_its_own_columns_and_order(desk: Desk) -> None:
    desk.add(name="Ann", owner="Zoe")
    desk.add(name="Bob", owner="Al")
    desk.list.set_columns(["name", "company", "owner"])
    desk.table.sort_wanted.emit("owner", False)
    desk.settle()
    desk.list.show_view("owing")
    assert "owed" in desk.shown(), "what the view is about is shown"
    desk.list.set_columns(["name", "owed"])
    desk.list.show_view("all")
    desk.settle()
    assert desk.shown() == ["name", "company", "owner"]
    assert (desk.list.query.sort, desk.names()) == ("owner", ["Bob", "Ann"])
    desk.list.show_view("owing")
    assert desk.shown() == ["name", "owed"]


def test_every_column_can_be_sorted_by_its_head(desk: Desk) -> None:
    desk.add(name="Ann", phone=["13588124460"], tags=["b"], email=["a@x.cn"])
    desk.add(name="Bob", phone=["13488124460"], tags=["a"], email=["b@x.cn"])
    desk.add(name="Cid")
    desk.list.set_columns(["name", "phone", "tags", "email", "notes", "referrer", "usual_days"])
    desk.settle()
    assert all(column.sort for column in desk.list.model.columns() if column.kind != "check")
    head = desk.table.head()
    for key, wanted in (("phone", ["Bob", "Ann", "Cid"]), ("tags", ["Bob", "Ann", "Cid"]),
                        ("email", ["Ann", "Bob", "Cid"])):  # fmt: skip
        x = head.sectionViewportPosition(desk.list.model.column_index(key)) + 14
        desk.qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(x, 12))
        desk.settle()
        assert desk.names() == wanted, key


# Conditions -----------------------------------------------------------------------------


def test_what_people_ask_often_is_one_click(desk: Desk) -> None:
    desk.add(name="Ann", birthday="1990-09-02", next_follow_up=TODAY - timedelta(days=1))
    desk.add(name="Bob", birthday="1990-03-02")
    for at, wanted, said in (
        (0, ["Ann", "Bob"], "not for 60 days"),
        (1, ["Ann"], "this month"),
        (2, [], "something"),
        (3, ["Ann", "Bob"], "in the last 7 days"),
        (4, ["Ann"], "overdue"),
    ):
        desk.click("add_condition")
        button = desk.list.popover.findChild(QWidget, f"often_{at}")
        desk.qtbot.mouseClick(button, LEFT)
        desk.settle()
        assert desk.names() == wanted if wanted else desk.list.model.rowCount() == 0
        (chip,) = desk.list.row.chips()
        assert chip.accessibleName().endswith(said)
        desk.list.row.removed.emit(0)
        desk.settle()


def test_a_chip_is_changed_by_a_click_and_removed_by_keys(desk: Desk) -> None:
    desk.add(name="Ann", grade="A", tags=["tea"])
    desk.add(name="Bob", grade="B", tags=["tea"])
    desk.list.add_filter(Filter("grade", "any_of", ["A"]))
    desk.list.add_filter(Filter("tags", "all_of", ["tea"]))
    desk.settle()
    first, second = desk.list.row.chips()
    desk.qtbot.mouseClick(first, LEFT, pos=QPoint(10, 10))
    popover = desk.list.popover
    assert popover.field.value() == "grade"
    assert popover.value.value() == ["A"]
    popover.value.set_value(["A", "B"])
    desk.qtbot.keyClick(popover.value.input(), Qt.Key.Key_Return)
    desk.settle()
    assert desk.names() == ["Ann", "Bob"]
    assert desk.list.query.filters[0] == Filter("grade", "any_of", ["A", "B"])
    first, second = desk.list.row.chips()
    second.setFocus()
    desk.qtbot.keyClick(second, Qt.Key.Key_Return)
    assert desk.list.popover.field.value() == "tags"
    desk.list.popover.close()
    second.setFocus()
    desk.key(second, Qt.Key.Key_Delete)
    assert [one.field for one in desk.list.query.filters] == ["grade"]
    assert desk.window.focusWidget() is desk.list.row.chips()[0], "the keyboard stays among the conditions"
    desk.list.row.cleared.emit()
    assert desk.list.query.filters == ()


def test_every_question_of_every_field_can_be_asked_and_read(desk: Desk) -> None:
    """Each operator gets a value through its own editor, the list answers, the chip says it in words."""
    from crm_desktop.views.pages.customers.condition_popover import ConditionPopover
    from crm_desktop.views.pages.customers.conditions import ChipWords, subjects

    with desk.services.write(N_("undo", "New fields")) as work:
        for label, kind in (
            ("Size", "number"),
            ("Fee", "money"),
            ("Since", "date"),
            ("Milk", "bool"),
            ("Page", "link"),
        ):
            desk.services.custom_fields.add(work, "customers", label, kind)
    made = desk.add(name="Ann", tags=["tea"])
    with desk.services.write(N_("undo", "Save view")) as work:
        desk.services.saved_views.save(work, "Party", ListQuery("customers"), [made])
    typed = {"text": "a", "texts": ["tea"], "choices": None, "number": 3, "days": 30, "money": 1000, "day": TODAY,
             "product": "Tea", "customer": made, "numbers": [1, 2], "amounts": [100, 200],
             "days_between": [TODAY, TODAY]}  # fmt: skip
    asked = 0
    for subject in subjects(desk.services).values():
        for at, ask in enumerate(subject.asks):
            popover = ConditionPopover(desk.list, desk.services, desk.page.tags, "CNY")
            found: list[Filter] = []
            popover.done.connect(found.append)
            popover.field.set_value(subject.key)
            popover.op.set_value(str(at))
            if ask.kind == "choices":
                popover.value.input().setChecked(True)
            elif ask.kind in typed and not ask.value:
                popover.value.set_value(typed[ask.kind])
            popover.take()
            assert found, (subject.key, ask.op)
            assert desk.services.listing.count(ListQuery("customers", filters=tuple(found))) in (0, 1)
            name, said = ChipWords(desk.services, "CNY").of(found[0])
            assert name
            assert said
            assert "{" not in said
            again = ConditionPopover(desk.list, desk.services, desk.page.tags, "CNY", found[0])
            back: list[Filter] = []
            again.done.connect(back.append)
            again.take()
            assert back == found, (subject.key, ask.op)
            asked += 1
    assert asked > 120


def test_conditions_that_do_not_fit_get_lines_of_their_own(desk: Desk) -> None:
    desk.add(name="Ann")
    desk.window.resize(1024, 700)
    for word in ("one", "two", "three", "four", "five"):
        desk.list.add_filter(Filter("notes", "contains", f"a long condition {word}"))
    desk.settle()
    row = desk.list.row
    for chip in row.chips():
        place = chip.mapTo(row, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + chip.width() <= row.width()
        assert place.y() + chip.height() <= row.height()
    assert row.exports.mapTo(row, QPoint(row.exports.width(), 0)).x() <= row.width()


# Views and segments -----------------------------------------------------------------------


def save_as(desk: Desk, name: str, *, fixed: bool = False) -> str:
    desk.click("save_view")
    if fixed:
        desk.find("view_fixed").setChecked(True)
    desk.type("field_view_name", name, Qt.Key.Key_Return)
    desk.settle()
    key: str = desk.list.views.current()
    assert key.startswith("view:")
    return key


def count_of(desk: Desk, key: str) -> str:
    return str(desk.list.views._counts.get(key, ""))


def test_views_count_live_are_renamed_moved_changed_and_deleted_with_undo(desk: Desk) -> None:
    desk.add(name="Ann", tags=["tea"])
    desk.list.add_filter(Filter("tags", "any_of", ["tea"]))
    tea = save_as(desk, "Tea")
    desk.list.show_view("all")
    fixed = save_as(desk, "Friends", fixed=True)
    desk.add(name="Bob", tags=["tea"])
    desk.qtbot.waitUntil(lambda: count_of(desk, tea) == "2")
    assert count_of(desk, fixed) == "1", "a fixed segment stays as it was"
    desk.list.show_view(tea)
    desk.ctx.prompter.answer("ask_text", "Tea people")
    desk.list.views.act.emit("rename", tea)
    desk.list.views.act.emit("right", tea)
    desk.settle()
    assert [view.name for view in desk.list.views.views()[4:]] == ["Friends", "Tea people"]
    desk.list.add_filter(Filter("grade", "empty"))
    desk.click("save_view")
    desk.choose("view_update")
    saved = desk.services.saved_views.for_entity("customers")[1]
    assert [one.field for one in saved.query.filters] == ["tags", "grade"]
    desk.click("manage_view")
    desk.choose("view_delete")
    assert desk.list.views.view(tea) is None
    assert desk.list.views.current() == "all"
    desk.click("toast_undo")
    assert desk.list.views.view(tea) is not None


def test_people_are_put_into_a_segment_and_taken_out(desk: Desk) -> None:
    ids = [desk.add(name=name) for name in ("Ann", "Bob", "Cid")]
    for one in ids[:2]:
        desk.list.model.set_checked(one, True)
    desk.click("bulk_segment")
    desk.choose("join_new")
    assert "2 people" in desk.find("view_fixed").text()
    desk.type("field_view_name", "Party", Qt.Key.Key_Return)
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.names() == ["Ann", "Bob"])
    key = desk.list.views.current()
    (chip,) = desk.list.row.chips()
    assert chip.accessibleName() == "Segment Party"
    desk.list.show_view("all")
    desk.settle()
    desk.list.model.set_checked(ids[2], True)
    desk.click("bulk_segment")
    desk.choose(f"join_{key.removeprefix('view:')}")
    desk.list.show_view(key)
    desk.qtbot.waitUntil(lambda: desk.names() == ["Ann", "Bob", "Cid"])
    desk.settle()
    desk.list.model.set_checked(ids[0], True)
    desk.click("bulk_segment")
    desk.choose("leave_segment")
    desk.qtbot.waitUntil(lambda: desk.names() == ["Bob", "Cid"])


def test_many_views_do_not_leave_the_window(desk: Desk) -> None:
    desk.add(name="Ann")
    with desk.services.write(N_("undo", "Save view")) as work:
        for number in range(14):
            desk.services.saved_views.save(work, f"A view called {number}", ListQuery("customers", sort="name"))
    desk.settle()
    bar = desk.list.views
    assert bar.more.isVisible()
    assert bar.save.mapTo(desk.page, QPoint(bar.save.width(), 0)).x() <= desk.page.width()
    last = bar.views()[-1].key
    desk.click("more_views")
    desk.choose(f"more_{last}")
    assert bar.current() == last
    assert last in bar._shown_keys(), "the chosen view is always seen"


# Cells ------------------------------------------------------------------------------------


def test_cells_are_changed_by_keys_one_after_the_other(desk: Desk) -> None:
    made = desk.add(name="Ann", phone=["13588124460"])
    desk.add(name="Bob")
    table = desk.table
    table.select_id(made)
    table.setFocus()
    desk.qtbot.keyClick(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "Ann"
    field.setText("Anna")
    desk.qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert desk.services.customers.get(made).name == "Anna"
    phone = QApplication.focusWidget()
    assert phone.text() == "135 8812 4460", "Tab goes on to the next cell"
    desk.qtbot.keyClick(phone, Qt.Key.Key_Tab)
    assert isinstance(table.editor().editor, TagsEditor)
    desk.qtbot.keyClicks(QApplication.focusWidget(), "tea")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(table.editor().editor, ChoiceEditor)
    table.editor().editor.set_value("A")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert not table.is_editing()
    assert table.hasFocus()
    record = desk.services.customers.get(made)
    assert (record.name, record.tags, record.grade, record.phone) == ("Anna", ("tea",), "A", ("+8613588124460",))
    for expected in ((("tea",), ""), ((), "")):
        desk.services.history.undo_last()
        record = desk.services.customers.get(made)
        assert (record.tags, record.grade) == expected, "each cell is a change of its own"


def test_what_does_not_fit_is_said_at_the_cell_and_esc_leaves_it(desk: Desk) -> None:
    made = desk.add(name="Ann", phone=["13588124460"])
    table, model = desk.table, desk.list.model
    table.select_id(made)
    changes = len(desk.services.history.changes(50))
    assert table.edit_cell(0, model.column_index("phone"))
    field = QApplication.focusWidget()
    field.setText("12")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert table.is_editing()
    assert table.editor().error.isVisible()
    assert "digits" in table.editor().error.text()
    desk.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not table.is_editing()
    assert table.edit_cell(0, model.column_index("name"))
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(desk.services.history.changes(50)) == changes, "what is the same is not written"
    assert table.edit_cell(0, model.column_index("name"))
    QApplication.focusWidget().setText("")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "needed" in table.editor().error.text()
    table.editor().cancel()
    assert not table.edit_cell(0, model.column_index("total_spent")), "what is worked out can't be typed"


def test_somebody_changed_the_record_while_its_cell_was_open(desk: Desk) -> None:
    made = desk.add(name="Ann")
    desk.table.select_id(made)
    desk.table.edit_current()
    with desk.services.write(N_("undo", "Edit customer")) as work:
        desk.services.customers.update(work, made, {"name": "Other"})
    desk.settle()
    assert desk.table.is_editing(), "the list does not take the cell away under the hands"
    QApplication.focusWidget().setText("Mine")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "changed" in desk.table.editor().error.text()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    desk.settle()
    assert desk.names() == ["Other"], "now it is looked at again"


def test_the_mouse_edits_cells_and_opens_by_the_name(desk: Desk) -> None:
    made = desk.add(name="Ann", owner="Mei")
    table, port = desk.table, desk.table.viewport()
    desk.qtbot.mouseClick(port, LEFT, pos=desk.cell_rect(0, "owner"))
    assert not desk.page.shows_record()
    QTest.mouseDClick(port, LEFT, pos=desk.cell_rect(0, "owner"))
    assert table.is_editing()
    QApplication.focusWidget().setText("Zoe")
    desk.page.list.row.field.setFocus()
    desk.qtbot.waitUntil(lambda: not table.is_editing())
    assert desk.services.customers.get(made).owner == "Zoe", "leaving the cell keeps what was typed"
    at = table.visualRect(desk.list.model.index(0, desk.list.model.column_index("name")))
    desk.qtbot.mouseClick(port, LEFT, pos=QPoint(at.left() + 14, at.center().y()))
    desk.settle()
    assert desk.page.shows_record()


def test_own_fields_are_changed_in_their_cells(desk: Desk) -> None:
    with desk.services.write(N_("undo", "New field")) as work:
        milk = desk.services.custom_fields.add(work, "customers", "Milk", "bool")
        since = desk.services.custom_fields.add(work, "customers", "Since", "date")
    made = desk.add(name="Ann")
    desk.list.set_columns(["name", milk, since])
    model = desk.list.model
    assert desk.table.edit_cell(0, model.column_index(milk))
    desk.table.editor().editor.set_value(False)
    desk.table.editor().commit(1)
    QApplication.focusWidget().setText("2026-03-05")
    desk.table.editor().commit()
    desk.settle()
    assert desk.services.customers.get(made).custom == {milk: False, since: date(2026, 3, 5)}
    assert [model.index(0, at).data() for at in (2, 3)] == ["no", "5 Mar"]


# Many at once -------------------------------------------------------------------------------


def test_a_field_is_set_for_everybody_the_query_finds(desk: Desk) -> None:
    ids = desk.add_many(450)
    desk.list.add_filter(Filter("name", "contains", "Person"))
    desk.settle()
    desk.key(desk.table, Qt.Key.Key_A, CTRL)
    assert desk.find("customer_selected", QLabel).text() == "all 450 selected"
    desk.table.toggle(0)
    desk.click("bulk_change")
    form = desk.page._bulk._popover
    assert form.verb.text() == "Change 449 customers"
    form.field.set_value("region")
    desk.qtbot.keyClicks(form.value, "Hangzhou")
    desk.qtbot.mouseClick(form.verb, LEFT)
    desk.settle()
    desk.qtbot.waitUntil(lambda: "449" in desk.toast())
    counted = ListQuery("customers", filters=(Filter("region", "eq", "Hangzhou"),))
    assert desk.services.listing.count(counted) == 449
    assert desk.services.customers.get(ids[0]).region == ""
    desk.click("toast_undo")
    desk.settle()
    assert desk.services.listing.count(counted) == 0


def test_how_many_they_are_is_known_before_it_is_asked(desk: Desk) -> None:
    desk.add_many(450)
    desk.list.add_filter(Filter("name", "contains", "Person"))
    assert not desk.list.model.complete(), "only the first rows are there"
    desk.list.model.check_all(True)
    desk.page._bulk.run("change")
    assert desk.page._bulk._popover is None
    desk.qtbot.waitUntil(lambda: desk.page._bulk._popover is not None)
    assert desk.page._bulk._popover.verb.text() == "Change 450 customers"
    desk.page._bulk._popover.close()


def test_a_value_is_needed_and_clearing_needs_none(desk: Desk) -> None:
    made = [desk.add(name=name, grade="A", tags=["x", "y"]) for name in ("Ann", "Bob")]
    desk.list.model.check_all(True)
    desk.click("bulk_change")
    form = desk.page._bulk._popover
    desk.qtbot.mouseClick(form.verb, LEFT)
    assert form.isVisible()
    form.op.set_value("clear")
    desk.qtbot.mouseClick(form.verb, LEFT)
    desk.settle()
    assert {desk.services.customers.get(at).grade for at in made} == {""}
    desk.click("bulk_change")
    form = desk.page._bulk._popover
    form.field.set_value("tags")
    form.op.set_value("remove")
    form.value.set_value(["x"])
    desk.qtbot.mouseClick(form.verb, LEFT)
    desk.settle()
    assert {desk.services.customers.get(at).tags for at in made} == {("y",)}
    desk.click("bulk_tag")
    desk.page._bulk._popover.editor.set_value(["y"])
    desk.qtbot.mouseClick(desk.page._bulk._popover.verb, LEFT)
    desk.settle()
    assert desk.toast().startswith("Nothing to change")


def test_a_follow_up_for_all_of_them(desk: Desk) -> None:
    ids = [desk.add(name=name) for name in ("Ann", "Bob", "Cid")]
    desk.list.model.check_all(True)
    desk.click("bulk_plan")
    form = desk.page._bulk._popover
    assert form.verb.text() == "Plan for 3 customers"
    desk.qtbot.keyClicks(form.subject, "Send the card")
    form.due.set_value(TODAY + timedelta(days=5))
    desk.qtbot.keyClick(form.subject, Qt.Key.Key_Return)
    desk.settle()
    assert {desk.services.customers.get(at).next_follow_up for at in ids} == {TODAY + timedelta(days=5)}
    desk.services.history.undo_last()
    assert {desk.services.customers.get(at).next_follow_up for at in ids} == {None}


def test_a_change_to_many_is_stopped_and_nothing_is_left(desk: Desk) -> None:
    desk.add_many(1500)
    desk.list.model.check_all(True)
    desk.click("bulk_change")
    form = desk.page._bulk._popover
    form.field.set_value("grade")
    form.value.set_value("A")
    before = desk.services.history.changes(1)[0].id
    desk.qtbot.mouseClick(form.verb, LEFT)
    for job in list(desk.ctx.jobs._jobs):
        job.cancel()
    desk.settle()
    assert desk.services.history.changes(1)[0].id == before
    assert desk.services.listing.count(ListQuery("customers", filters=(Filter("grade", "eq", "A"),))) == 0


def test_the_menu_of_a_ticked_row_is_about_all_of_them(desk: Desk) -> None:
    ids = [desk.add(name=name) for name in ("Ann", "Bob", "Cid")]
    for one in ids[:2]:
        desk.list.model.set_checked(one, True)
    desk.table.select_id(ids[0])
    desk.table.setFocus()
    desk.qtbot.keyClick(desk.table, Qt.Key.Key_Menu)
    desk.choose("many_delete")
    assert desk.names() == ["Cid"]
    desk.services.history.undo_last()
    desk.settle()
    desk.table.select_id(ids[2])
    desk.qtbot.keyClick(desk.table, Qt.Key.Key_F10, SHIFT)
    desk.choose("row_duplicate")
    desk.form().reject()


def test_ticked_are_exported_in_the_order_of_the_list(desk: Desk, tmp_path: Path) -> None:
    for name in ("Ann", "Bob", "Cid"):
        desk.add(name=name)
    desk.table.sort_wanted.emit("name", True)
    desk.settle()
    desk.list.model.check_all(True)
    desk.table.toggle(1)
    target = tmp_path / "out.csv"
    desk.ctx.prompter.answer("save_file", target)
    desk.click("bulk_export")
    desk.qtbot.waitUntil(target.exists)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert ["Cid" in lines[1], "Ann" in lines[2], len(lines)] == [True, True, 3]


def test_every_list_of_the_shop_has_an_export(desk: Desk, tmp_path: Path) -> None:
    made = desk.add(name="Ann")
    with desk.services.write(N_("undo", "New")) as work:
        desk.services.deals.create(work, {"title": "Gift boxes", "customer": made})
        lines = [{"product": "White Peony", "price": 1000}]
        desk.services.orders.create(work, {"date": TODAY, "customer": made, "lines": lines})
        desk.services.followups.create(work, {"subject": "Call", "customer": made, "due": TODAY})
        desk.services.products.create(work, {"name": "Green tea"})
    desk.settle()
    for name, held in (("customers", "Ann"), ("deals", "Gift boxes"), ("orders", "White Peony"), ("followups", "Call"),
                       ("products", "Green tea")):  # fmt: skip
        target = tmp_path / f"{name}.csv"
        desk.ctx.prompter.answer("save_file", target)
        desk.click("export")
        desk.choose(f"export_{name}")
        desk.qtbot.waitUntil(target.exists)
        assert held in target.read_text(encoding="utf-8-sig")
        assert target.name in desk.toast()


def test_a_list_elsewhere_gets_its_export_from_one_button(desk: Desk, tmp_path: Path) -> None:
    made = desk.add(name="Ann")
    with desk.services.write(N_("undo", "New")) as work:
        for title in ("Gift boxes", "Pens"):
            desk.services.deals.create(work, {"title": title, "customer": made})
    shown = [ListQuery("deals", search="pens")]
    button = ExportButton(desk.ctx, lambda: shown[0], desk.page)
    target = tmp_path / "deals.csv"
    desk.ctx.prompter.answer("save_file", target)
    button.click()
    desk.qtbot.waitUntil(target.exists)
    text = target.read_text(encoding="utf-8-sig")
    assert ("Pens" in text, "Gift boxes" in text) == (True, False), "what the list shows at the time"
    desk.qtbot.waitUntil(lambda: target.name in desk.toast())
    desk.ctx.prompter.answer("show_in_folder", None)
    desk.click("toast_action")
    assert desk.ctx.prompter.asked[-1] == ("show_in_folder", str(tmp_path))


def test_another_list_remembers_its_columns_in_the_same_way(desk: Desk) -> None:
    columns = [Column(key, key, lambda _row: "", sort=key) for key in ("one", "two", "three")]
    table = DataTable(desk.page)
    memory = TableMemory(table, desk.ctx.prefs, "others")
    table.setModel(PagedModel(memory.arrange(columns), table))
    table.head().moveSection(0, 2)
    desk.qtbot.waitUntil(lambda: table.columns.order() == ["two", "three", "one"])
    memory.set_sort("two", True)
    again = TableMemory(DataTable(desk.page), desk.ctx.prefs, "others")
    assert [column.key for column in again.arrange(columns)] == ["two", "three", "one"]
    assert (again.arrangement().sort, again.arrangement().descending) == ("two", True)
    desk.ctx.prefs.set(Pref("tables/others", ""), "not what was written")
    assert [column.key for column in again.arrange(columns)] == ["one", "two", "three"], "a broken entry is no entry"


# Keys and copying -----------------------------------------------------------------------------


def test_spans_of_ticks_by_keys_and_mouse(desk: Desk) -> None:
    ids = desk.add_many(30)
    table, port = desk.table, desk.table.viewport()
    table.setFocus()
    table.go_to(4)
    for _ in range(3):
        desk.qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert desk.ticked() == ids[4:8]
    desk.qtbot.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert desk.ticked() == ids[4:7]
    desk.qtbot.keyClick(table, Qt.Key.Key_Home, SHIFT)
    assert desk.ticked() == ids[:5]
    desk.qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    assert desk.ticked() == ids[4:]
    desk.qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert desk.ticked() == []
    table.scrollToTop()
    QTest.mouseClick(port, LEFT, CTRL, desk.cell_rect(1, "owner"))
    QTest.mouseClick(port, LEFT, CTRL, desk.cell_rect(3, "owner"))
    assert desk.ticked() == [ids[1], ids[3]]
    QTest.mouseClick(port, LEFT, SHIFT, desk.cell_rect(6, "owner"))
    assert desk.ticked() == [ids[1], *ids[3:7]]
    QTest.mouseClick(port, LEFT, SHIFT, desk.cell_rect(4, "owner"))
    assert desk.ticked() == [ids[1], ids[3], ids[4]], "what the span leaves gets back what it had"


def test_moving_by_keys(desk: Desk) -> None:
    ids = desk.add_many(40)
    table = desk.table
    table.setFocus()
    table.go_to(0)
    steps = ((Qt.Key.Key_J, 1), (Qt.Key.Key_J, 2), (Qt.Key.Key_K, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_End, 39),
             (Qt.Key.Key_Home, 0))  # fmt: skip
    for key, row in steps:
        desk.qtbot.keyClick(table, key)
        assert table.current_id() == ids[row]
    desk.qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.currentIndex().row() > 5
    desk.qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert table.currentIndex().row() == 0
    desk.qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.in_cells()
    desk.qtbot.keyClick(table, Qt.Key.Key_Right)
    assert desk.list.model.columns()[table.currentIndex().column()].key == "phone"
    desk.qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.is_editing()
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    desk.qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not table.in_cells()
    desk.qtbot.keyClick(table, Qt.Key.Key_X)
    assert table.currentIndex().row() == 0, "letters do not search: that would read every row"


def test_a_customer_like_another_one(desk: Desk) -> None:
    made = desk.add(name="Ann", phone=["13588124460"], company="Tea & Co", owner="Mei", notes="hers alone")
    desk.table.select_id(made)
    desk.table.setFocus()
    desk.key(desk.table, Qt.Key.Key_D, CTRL)
    form = desk.form()
    shown = {name: form.form.editor(name).value() for name in ("name", "phone", "company", "owner", "notes")}
    assert shown == {"name": "", "phone": [], "company": "Tea & Co", "owner": "Mei", "notes": ""}
    form.reject()


def test_copied_rows_are_pasted_as_text_and_as_a_table(desk: Desk, tmp_path: Path) -> None:
    for name, phone in (("王秀英", "13588124460"), ("A <b> & co", "02012345678")):
        desk.add(name=name, phone=[phone], tags=["tea", "club"], notes="=1+1")
    desk.list.set_columns(["phone", "name", "tags", "notes"])
    desk.settle()
    desk.list.model.check_all(True)
    desk.key(desk.table, Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["Phone", "Customer", "Tags", "Notes"]
    rows = {line[1]: line for line in lines[1:]}
    assert rows["王秀英"] == ["135 8812 4460", "王秀英", "tea, club", "=1+1"]
    assert desk.toast() == "2 rows copied"
    html = QGuiApplication.clipboard().mimeData().html()
    cells = re.findall(r"<td([^>]*)>", html)
    assert len(cells) == 8
    assert all("\\@" in cell for cell in cells), "phones and formulas stay text in a spreadsheet"
    page = QTextDocument()
    page.setHtml(html)
    table = next(one for one in page.rootFrame().childFrames() if isinstance(one, QTextTable))
    pasted = [
        [table.cellAt(row, column).firstCursorPosition().block().text() for column in range(table.columns())]
        for row in range(table.rows())
    ]
    assert pasted == lines, "what arrives as a table is what was shown"


def test_copying_very_many_is_done_in_the_background(desk: Desk) -> None:
    desk.add_many(700)
    desk.list.model.check_all(True)
    desk.key(desk.table, Qt.Key.Key_C, CTRL)
    desk.qtbot.waitUntil(lambda: desk.toast() == "700 rows copied")
    assert len(QGuiApplication.clipboard().text().split("\n")) == 701


# Nobody there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [("Nobody Known", "name", "Nobody Known"), ("136 0000 1111", "phone", ["+8613600001111"]),
     ("no@body.cn", "email", ["no@body.cn"])],
)  # fmt: skip
def test_who_is_not_found_is_made_with_one_button(desk: Desk, typed: str, field: str, value: Any) -> None:
    desk.add(name="Ann")
    desk.type("customer_filter", typed, Qt.Key.Key_Return)
    desk.settle()
    assert desk.list.nothing.isVisible()
    desk.click("nothing_step")
    form = desk.form()
    assert form.form.editor(field).value() == value
    form.reject()


def test_nobody_among_these_conditions_but_elsewhere(desk: Desk) -> None:
    desk.add(name="Ann", grade="A")
    desk.add(name="Bob")
    desk.list.add_filter(Filter("grade", "any_of", ["A"]))
    desk.type("customer_filter", "Bob", Qt.Key.Key_Return)
    desk.settle()
    desk.click("nothing_step")
    assert desk.names() == ["Bob"], "the conditions go, the words stay"
