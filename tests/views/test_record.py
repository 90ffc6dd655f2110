"""A customer's record under a person's hands: people, figures, timeline, ready-made texts, drafts, facts, files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.listing import Filter
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.followup import FollowUpDialog
from crm_desktop.views.dialogs.followup_done import DoneDialog, LogDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.pages.customers.conditions import ChipWords
from crm_desktop.views.pages.customers.related import LineRow
from crm_desktop.views.pages.customers.timeline_paint import action_rects, entry_rect
from crm_desktop.views.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.customers.page import CustomersPage
    from crm_desktop.views.pages.customers.record import RecordView

TODAY = date(2026, 9, 23)
KEY = Qt.Key


class Hands:
    """The window with a record in front."""

    def __init__(self, window: MainWindow, qtbot: Any, add: Callable[..., int]) -> None:
        self.window, self.qtbot, self._add = window, qtbot, add
        window.resize(1280, 800)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        self.ctx, self.services = window.ctx, window.ctx.services

    @property
    def page(self) -> CustomersPage:
        return self.window.page("customers")  # type: ignore[return-value]

    @property
    def record(self) -> RecordView:
        return self.page.record

    def settle(self) -> None:
        QApplication.processEvents()
        self.qtbot.waitUntil(self.ctx.jobs.idle, timeout=20_000)
        QApplication.processEvents()

    def add(self, **values: Any) -> int:
        return self._add(self.services, **values)

    def open(self, **values: Any) -> int:
        made = self.add(**values)
        self.ctx.navigator.open("customer", made)
        self.settle()
        return made

    def log(self, customer: int, kind: str, text: str, days: float = 0) -> int:
        with self.services.write(N_("undo", "Log a contact")) as work:
            at = datetime(2026, 9, 23, 2, 0, tzinfo=UTC) - timedelta(days=days)
            made = self.services.activities.log(work, customer, kind, text, at=at)
        self.settle()
        return made

    def order(self, customer: int, days: int, price: int = 1000) -> int:
        with self.services.write(N_("undo", "New order")) as work:
            lines = [{"product": "White Peony", "price": price}]
            values = {"date": TODAY - timedelta(days=days), "customer": customer, "lines": lines}
            made = self.services.orders.create(work, values)
        self.settle()
        return made

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        found = [*self.page.findChildren(kind, name), *self.window.findChildren(kind, name)]
        assert found, name
        return next((one for one in found if one.isVisible()), found[0])  # rows made anew leave hidden ones behind

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, *modifiers)
        self.settle()

    def type(self, name: str, text: str) -> QLineEdit:
        field: QLineEdit = self.find(name, QLineEdit)
        field.setFocus()
        self.qtbot.keyClicks(field, text)
        return field

    def texts(self) -> list[str]:
        """The entries of the timeline that are read, without their days."""
        model = self.record.timeline.model
        items = [model.item(row) for row in range(model.rowCount())]
        return [item.text or item.heading for item in items if item.entry is not None]


@pytest.fixture
def hands(window: MainWindow, qtbot: Any, add_customer: Callable[..., int]) -> Hands:
    return Hands(window, qtbot, add_customer)


# People -----------------------------------------------------------------------------------


def test_a_relation_is_written_down_opened_changed_and_taken_away(hands: Hands) -> None:
    bob = hands.add(name="Bob Stone", phone=["13805712046"])
    ann = hands.open(name="Ann")
    hands.record.side.show_tab("people")
    people = hands.record.side.people
    people.findChildren(QAbstractButton)[-1].click()
    dialog = hands.find("relation_dialog")
    assert dialog.kind.currentText() == "Spouse"
    hands.qtbot.keyClicks(dialog.who, "2046")
    hands.qtbot.waitUntil(lambda: bool(dialog.who.found()), timeout=2000)
    dialog.who.choose(dialog.who.found()[0])
    dialog.kind.setCurrentText("Child")
    dialog.accept()
    hands.settle()
    assert [(one.label, one.customer_id) for one in hands.services.relations.of(ann)] == [("Child", bob)]
    assert hands.record.tabs.findChildren(QAbstractButton)[5].accessibleName() == "People 1"
    row = people.findChildren(QWidget, "")
    assert any("Child" in one.accessibleName() and "Bob Stone" in one.accessibleName() for one in row)
    people.edit_wanted.emit("customer", hands.services.relations.of(ann)[0].id)
    dialog = people._dialog
    assert dialog is not None
    assert not dialog.who.isEnabled()
    dialog.kind.setCurrentText("Friend")
    dialog.accept()
    hands.settle()
    assert hands.services.relations.of(bob)[0].label == "Friend"
    people.delete_wanted.emit("customer", hands.services.relations.of(ann)[0].id)
    hands.settle()
    assert hands.services.relations.of(ann) == []
    hands.services.history.undo_last()
    hands.settle()
    assert len(hands.services.relations.of(ann)) == 1
    people.opened.emit("customer", bob)
    assert hands.record.customer_id() == bob


def test_a_relation_to_nobody_is_refused_in_words(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    hands.record.side.show_tab("people")
    hands.record.side.people._add()
    dialog = hands.find("relation_dialog")
    dialog.accept()
    assert dialog.form.errors()["other"] == "Choose somebody of the list."
    dialog.who.choose(type("Found", (), {"id": ann, "title": "Ann"})())
    dialog.accept()
    assert dialog.form.errors()["other"] == "Choose somebody else."
    dialog.reject()


def test_a_company_lists_its_people_and_a_person_leads_to_the_company(hands: Hands) -> None:
    firm = hands.add(name="Acme", kind="company")
    ann = hands.open(name="Ann", company="Acme")
    row = hands.record.facts.row("company")
    assert row is not None
    hands.qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(20, row.height() - 8))
    assert hands.record.customer_id() == firm
    hands.record.side.show_tab("people")
    names = [one.accessibleName() for one in hands.record.side.people.findChildren(QWidget)]
    assert any("Works here" in name and "Ann" in name for name in names)
    assert ann
    hands.record.side.people._add()
    dialog = hands.find("relation_dialog")
    assert dialog.kind.currentText() == "Employee"
    dialog.reject()


def test_whom_somebody_brought_leads_to_that_list(hands: Hands) -> None:
    ann = hands.add(name="Ann")
    for name in ("Bob", "Eve"):
        hands.order(hands.add(name=name, referrer=ann), 3, 2500)
    hands.add(name="Zoe")
    hands.ctx.navigator.open("customer", ann)
    hands.settle()
    figure = hands.find("figure_brought")
    assert figure.accessibleName() == "Brought: 2 customers who spent ¥50.00"
    figure.setFocus()
    hands.key(KEY.Key_Return)
    assert not hands.page.shows_record()
    model = hands.page.list.model
    at = model.column_index("name")
    assert [model.index(row, at).data() for row in range(model.rowCount())] == ["Bob", "Eve"]


# Figures ----------------------------------------------------------------------------------


def test_the_figures_say_the_stage_and_a_click_writes_it_down(hands: Hands) -> None:
    ann = hands.open(name="Ann", stage="lead")
    for days in (50, 40, 30, 20, 5):
        hands.order(ann, days)
    with hands.services.write(N_("undo", "Edit customer")) as work:
        hands.services.customers.update(work, ann, {"stage": "lead"})
    hands.log(ann, "visit", "Only looked", days=7)
    shown = hands.record.head.figures.shown()
    assert (shown["spent"].text, shown["orders"].text, shown["orders"].note) == ("¥50.00", "5", "of 6 visits")
    assert (shown["usual"].text, shown["usual"].note) == ("every 11 days", "")
    assert (shown["stage"].text, shown["stage"].note) == ("Potential", "looks like Loyal")
    assert shown["owed"].text == "¥50.00"
    hands.click("figure_stage")
    customer = hands.services.customers.get(ann)
    assert customer is not None
    assert customer.stage == "loyal"
    assert hands.record.head.figures.shown()["stage"].note == ""
    hands.services.history.undo_last()
    hands.settle()
    assert hands.record.head.figures.shown()["stage"].text == "Potential"


def test_own_names_of_stages_are_shown_everywhere(hands: Hands) -> None:
    with hands.services.write(N_("undo", "Rename an entry of a list")) as work:
        entries = [(one.key, "Passer-by" if one.key == "lead" else "") for one in
                   hands.services.choices.entries("lifecycle")]  # fmt: skip
        hands.services.choices.replace(work, "lifecycle", entries)
    hands.open(name="Ann", stage="lead")
    assert hands.record.head.figures.shown()["stage"].text == "Passer-by"
    row = hands.record.facts.row("stage")
    assert row is not None
    assert row.accessibleName() == "Lifecycle: Passer-by"
    row.edit()
    assert row._editor.currentText() == "Passer-by"
    hands.record.facts.leave()


# Timeline ---------------------------------------------------------------------------------


def test_narrowed_by_kind_and_by_words(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    for kind, text in (("call", "Asked for tea"), ("visit", "Came in"), ("note", "Likes tea"), ("sms", "Sent hours")):
        hands.log(ann, kind, text)
    hands.order(ann, 2)
    timeline = hands.record.timeline
    for key, texts in (("call", ["Asked for tea"]), ("visit", ["Came in"]), ("message", ["Sent hours"]),
                       ("order", ["Order S-20260921-01"]), ("deal", [])):  # fmt: skip
        timeline.show_kind(key)
        assert hands.texts() == texts, key
    assert hands.find("timeline_nothing", QLabel).text() == "Nothing of this kind yet."
    timeline.show_kind("all")
    hands.type("timeline_find", "tea")
    hands.qtbot.waitUntil(lambda: sorted(hands.texts()) == ["Asked for tea", "Likes tea"], timeout=2000)
    hands.qtbot.keyClicks(timeline.words, "x")
    hands.qtbot.waitUntil(lambda: hands.texts() == [], timeout=2000)
    assert hands.find("timeline_nothing", QLabel).text() == "“teax” stands nowhere here."


def test_changes_of_facts_are_a_kind_of_their_own(hands: Hands) -> None:
    ann = hands.open(name="Ann", phone=["13805712046"])
    with hands.services.write(N_("undo", "Edit customer")) as work:
        hands.services.customers.update(work, ann, {"phone": ["13805712047"], "wechat": "ann_w"})
    hands.settle()
    assert hands.texts() == []
    hands.record.timeline.show_kind("change")
    (text,) = hands.texts()
    assert sorted(text.splitlines()) == ["Phone: 138 0571 2046 → 138 0571 2047", "WeChat: empty → ann_w"]


def test_an_entry_is_changed_by_key_and_deleted_with_undo(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    hands.log(ann, "call", "First", days=2)
    hands.log(ann, "call", "Second", days=1)
    hands.record.timeline.list.setFocus()
    hands.key(KEY.Key_Down)
    item = hands.record.timeline.list.item()
    assert item is not None
    assert item.text == "First", "the headings of days are passed over"
    hands.key(KEY.Key_F2)
    dialog = hands.find("entry_dialog")
    dialog.form.set_values({"content": "First, put right", "type": "visit", "response": "Fine"})
    dialog.accept()
    hands.settle()
    assert hands.texts() == ["Second", "First, put right\nFine"]
    hands.record.timeline.list.setFocus()
    hands.key(KEY.Key_Delete)
    assert hands.texts() == ["Second"]
    assert "deleted" in hands.ctx.toasts.text()
    for _ in range(2):
        hands.services.history.undo_last()
    hands.settle()
    assert hands.texts() == ["Second", "First"]


def test_the_bin_of_a_row_takes_a_click(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    hands.log(ann, "note", "To go")
    timeline = hands.record.timeline
    box = entry_rect(timeline.list.visualRect(timeline.model.index(1)))
    hands.qtbot.mouseClick(timeline.list.viewport(), Qt.MouseButton.LeftButton, pos=action_rects(box)[1].center())
    hands.settle()
    assert hands.texts() == []


def test_thousands_are_read_on_while_scrolling_each_once(hands: Hands) -> None:
    ann = hands.add(name="Ann")
    with hands.services.write(N_("undo", "Log a contact")) as work:
        base = datetime(2026, 9, 23, 2, 0, tzinfo=UTC)
        for number in range(600):
            at = base - timedelta(hours=5 * (number // 2))
            hands.services.activities.log(work, ann, "call", f"Call {number}", at=at)
    hands.ctx.navigator.open("customer", ann)
    hands.settle()
    timeline = hands.record.timeline
    assert len(hands.texts()) < 100, "only the newest are read at first"
    bar = timeline.list.verticalScrollBar()
    for _ in range(500):
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        if not timeline.model.canFetchMore(QModelIndex()):
            break
    texts = hands.texts()
    assert len(texts) == len(set(texts)) == 600
    place = bar.value()
    hands.log(ann, "call", "New one")
    assert len(hands.texts()) >= 600
    assert abs(bar.value() - place) < 200, "reading again keeps the place"


# Writing down -----------------------------------------------------------------------------


def test_a_ready_made_text_by_keyboard_alone(hands: Hands) -> None:
    ann = hands.open(name="Ann", preferred_channel="wechat")
    line = hands.type("quick_note", "/")
    picker = hands.find("template_picker")
    assert line.text() == "", "the slash only asks"
    hands.qtbot.waitUntil(picker.field.hasFocus)
    hands.qtbot.keyClicks(picker.field, "offer")
    hands.qtbot.keyClick(picker.field, KEY.Key_Return)
    hands.settle()
    assert line.text() == "Sent the offer; Ann thinks it over."
    hands.qtbot.waitUntil(line.hasFocus)
    hands.key(KEY.Key_Return)
    (entry,) = hands.services.activities.timeline(ann)
    assert (entry.type, entry.text) == ("wechat", "Sent the offer; Ann thinks it over.")


def test_a_text_for_another_kind_of_contact_chooses_it(hands: Hands) -> None:
    hands.open(name="Ann", preferred_channel="wechat")
    hands.record.write_note()
    hands.key(KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    picker = hands.find("template_picker")
    hands.qtbot.waitUntil(picker.field.hasFocus)
    hands.qtbot.keyClicks(picker.field, "no answer")
    hands.qtbot.keyClick(picker.field, KEY.Key_Return)
    hands.settle()
    assert hands.record.note.note.channel == "call"


def test_what_was_typed_becomes_a_text_with_a_place_for_the_name(hands: Hands) -> None:
    hands.open(name="Ann Lee")
    hands.type("quick_note", "Ann Lee wants the blue pens")
    hands.record.note.pick()
    hands.find("template_keep").click()
    hands.settle()
    kept = hands.services.templates.all()[-1]
    assert (kept.kind, kept.content) == ("call", "{name} wants the blue pens")
    assert hands.find("quick_note", QLineEdit).text() == "Ann Lee wants the blue pens"
    hands.services.history.undo_last()
    assert "blue pens" not in " ".join(one.content for one in hands.services.templates.all())


def test_esc_in_the_note_keeps_the_words_then_leads_to_the_list(hands: Hands) -> None:
    hands.ctx.navigator.go("customers")
    ann = hands.open(name="Ann")
    hands.type("quick_note", "Half a sent")
    hands.key(KEY.Key_Escape)
    assert hands.page.shows_record()
    assert hands.find("quick_note", QLineEdit).text() == "Half a sent"
    hands.qtbot.keyClick(hands.record, KEY.Key_Escape)
    hands.settle()
    assert not hands.page.shows_record()
    hands.open(name="Bob")
    assert hands.find("quick_note", QLineEdit).text() == ""
    hands.ctx.navigator.open("customer", ann)
    hands.settle()
    assert hands.find("quick_note", QLineEdit).text() == "Half a sent"
    bar = hands.record.note.bar
    assert bar.isVisible()
    bar.button.click()
    assert hands.find("quick_note", QLineEdit).text() == ""
    assert hands.services.drafts.get(f"note:{ann}") is None


def test_esc_on_a_record_found_by_search_leads_to_the_list_not_to_the_record_before(hands: Hands) -> None:
    bob = hands.add(name="Bob")
    hands.ctx.navigator.go("customers")
    hands.open(name="Ann")
    hands.ctx.navigator.open("customer", bob)
    hands.settle()
    hands.qtbot.keyClick(hands.record, KEY.Key_Escape)
    hands.settle()
    assert hands.ctx.navigator.current() == "customers"
    assert not hands.page.shows_record()


_TYPING = """
import os, sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
from crm_desktop.app import open_window
from crm_desktop.views.dialogs.order import OrderDialog
window = open_window(Path(sys.argv[1]), now="2026-09-23T10:00:00")
window.ctx.navigator.open("customer", 1)
QTest.keyClicks(window.page("customers").findChild(QLineEdit, "quick_note"), "She wants two boxes")
dialog = OrderDialog(window.ctx, window)
dialog.open()
dialog.lines.fill_last("White Peony", 1000)
QTest.qWait(1500)
print("typed", flush=True)
while True:
    QTest.qWait(100)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_what_was_typed_survives_a_kill(
    data_dir: Path, make_window: Callable[..., MainWindow], qtbot: Any, open_shop: Any, add_customer: Callable[..., int]
) -> None:
    services = open_shop(data_dir)
    add_customer(services, name="Ann")
    services.close()
    command = [sys.executable, "-c", _TYPING, str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "typed"
        process.kill()
    time.sleep(0.1)
    window = make_window()
    window.ctx.navigator.open("customer", 1)
    assert window.page("customers").findChild(QLineEdit, "quick_note").text() == "She wants two boxes"
    order = OrderDialog(window.ctx, window)
    order.open()
    assert [line.product for line in order.lines.values()] == ["White Peony"]
    assert order._draft.restored()
    order._draft.drop()
    order.reject()


# Facts ------------------------------------------------------------------------------------


def test_tab_saves_a_fact_and_goes_on_to_the_next(hands: Hands) -> None:
    ann = hands.open(name="Ann", wechat="old", address="Here 1")
    row = hands.record.facts.row("wechat")
    assert row is not None
    row.edit()
    QApplication.processEvents()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("new_w")
    hands.key(KEY.Key_Tab)
    hands.qtbot.waitUntil(lambda: getattr(hands.services.customers.get(ann), "wechat", "") == "new_w", timeout=2000)
    hands.qtbot.waitUntil(
        lambda: [one.field() for one in hands.record.facts._rows if one.is_editing()] == ["address"], timeout=2000
    )
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "field_address", timeout=2000)
    hands.key(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    hands.qtbot.waitUntil(
        lambda: [one.field() for one in hands.record.facts._rows if one.is_editing()] == ["wechat"], timeout=2000
    )
    hands.key(KEY.Key_Escape)
    assert not hands.record.facts.is_editing()


def test_tab_stays_where_the_value_is_wrong(hands: Hands) -> None:
    hands.open(name="Ann", birthday="1988-08-15")
    row = hands.record.facts.row("birthday")
    assert row is not None
    row.edit()
    QApplication.processEvents()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("the day after never")
    hands.key(KEY.Key_Tab)
    row = hands.record.facts.row("birthday")
    assert row is not None
    assert row.is_editing()
    assert any(one.text() for one in row.findChildren(QLabel) if one.property("role") == "error")
    hands.record.facts.leave()


def test_an_empty_fact_is_added(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    assert hands.record.facts.row("region") is None
    hands.record.facts.add_fact("region")
    QApplication.processEvents()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText("West Lake")
    hands.key(KEY.Key_Return)
    customer = hands.services.customers.get(ann)
    assert customer is not None
    assert customer.region == "West Lake"


# What must be known -----------------------------------------------------------------------


def test_special_requirements_stand_wherever_something_is_made(hands: Hands) -> None:
    ann = hands.open(name="Ann", special_requirements="No plastic bags", preferences="White tea")
    hands.log(ann, "call", "Asked for the price", days=3)
    with hands.services.write(N_("undo", "Add follow-up")) as work:
        planned = hands.services.followups.create(work, {"customer": ann, "subject": "Call", "due": TODAY})
    hands.settle()
    assert hands.record.head.note.requirements.text() == "No plastic bags"
    ctx, window = hands.ctx, hands.window
    for dialog in (
        OrderDialog(ctx, window, customer_id=ann),
        OrderDialog(ctx, window, hands.order(ann, 1)),
        DealDialog(ctx, window, customer_id=ann),
        FollowUpDialog(ctx, window, customer_id=ann),
        DoneDialog(ctx, window, planned),
        LogDialog(ctx, window, ann),
    ):
        dialog.open()
        note = dialog.findChild(QWidget, "customer_note")
        assert note.isVisible(), type(dialog).__name__
        assert note.requirements.text() == "No plastic bags"
        assert note.preferences.text() == "Likes: White tea"
        if isinstance(dialog, (DoneDialog, LogDialog)):
            assert "Asked for the price" in note.findChild(QWidget, "last_contact").full_text()
        dialog.reject()


def test_the_note_follows_the_customer_chosen_in_the_form(hands: Hands) -> None:
    ann = hands.add(name="Ann", special_requirements="Ring twice", preferred_channel="sms")
    order = OrderDialog(hands.ctx, hands.window)
    order.open()
    assert not order.note.isVisible()
    order.form.editor("customer").set_value(ann)
    order.form.editor("customer").changed.emit()
    assert order.note.isVisible()
    order.reject()
    planned = FollowUpDialog(hands.ctx, hands.window)
    planned.open()
    planned.form.editor("customer").set_value(ann)
    planned.form.editor("customer").changed.emit()
    assert planned.form.editor("type").value() == "sms", "the channel the customer prefers"
    planned.draft.drop()
    planned.reject()
    logged = LogDialog(hands.ctx, hands.window, ann)
    logged.open()
    assert logged.type.value() == "sms"
    logged.reject()


# What was bought, files -------------------------------------------------------------------


def test_products_bought_lead_to_the_last_order(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    hands.order(ann, 20)
    last = hands.order(ann, 10)
    hands.record.side.show_tab("products")
    names = [one.accessibleName() for one in hands.record.lists["products"].findChildren(QWidget)]
    assert any("White Peony" in name and "2 times, every 10 days" in name and "¥20.00" in name for name in names)
    opened: list[Any] = []
    hands.record.side.opened.connect(lambda kind, at: opened.append((kind, at)))
    hands.record.lists["products"].opened.emit("order", last)
    assert opened == [("order", last)]
    QApplication.activeModalWidget().reject()  # type: ignore[attr-defined]


def drop(hands: Hands, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    kinds = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, *kinds)
    QApplication.sendEvent(hands.record, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(hands.record, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, *kinds))
    hands.settle()


def test_files_dropped_opened_as_a_copy_and_refused_in_words(hands: Hands, tmp_path: Path) -> None:
    ann = hands.open(name="Ann")
    good, wrong, huge, liar = (tmp_path / name for name in ("menu.pdf", "tool.exe", "big.pdf", "fake.png"))
    good.write_bytes(b"%PDF-1.7 menu")
    wrong.write_bytes(b"MZ")
    liar.write_bytes(b"not a picture")
    with huge.open("wb") as file:
        file.write(b"%PDF")
        file.truncate(25 * 1024 * 1024 + 1)
    told: list[str] = []
    hands.ctx.prompter.error = lambda error, title="": told.append(error.text())  # type: ignore[method-assign]
    for path in (wrong, huge, liar):
        drop(hands, path)
    assert [text.splitlines()[0][:40] for text in told] == [
        text[:40] for text in ("Files of the kind “.exe” can't be kept here.", "big.pdf is larger than 25 MB.",
                               "fake.png is not what its ending says. It may be damaged.")
    ]  # fmt: skip
    drop(hands, good, wrong)
    assert hands.services.attachments.of(customer_id=ann) == [], "all of them or none"
    drop(hands, good)
    (kept,) = hands.services.attachments.of(customer_id=ann)
    hands.ctx.prompter.answer("show_in_folder", None)
    hands.record.files.open(kept.id)
    shown = hands.services.attachments.copy_to(kept.id, tmp_path / "out")
    assert shown.read_bytes() == b"%PDF-1.7 menu"
    assert shown.name == "menu.pdf"
    hands.record.files.delete(kept.id)
    hands.settle()
    assert hands.services.attachments.of(customer_id=ann) == []
    hands.services.history.undo_last()
    hands.settle()
    assert len(hands.services.attachments.of(customer_id=ann)) == 1
    for path in (hands.services.folder.files).rglob("*"):
        if path.is_file():
            path.unlink()
    told.clear()
    hands.record.files.open(kept.id)
    assert "menu.pdf is damaged or missing on this computer." in told[0]


def test_customers_not_verified_for_long_are_listed(hands: Hands) -> None:
    old, never, fresh = (hands.add(name=name) for name in ("Old", "Never", "Fresh"))
    with hands.services.write(N_("undo", "Confirm a customer's facts")) as work:
        work.execute("UPDATE customer SET verified_on = '2025-08-01' WHERE id = ?", (old,))
        hands.services.customers.mark_verified(work, fresh)
    hands.ctx.navigator.go("customers")
    hands.page.list.add_filter(Filter("verified_on", "older_than_days", 365))
    hands.settle()
    assert set(hands.page.list.model.ids()) == {old, never}
    words = ChipWords(hands.services, "CNY").of(Filter("verified_on", "older_than_days", 365))
    assert words == ("Facts verified", "not for 365 days")


def test_another_customer_is_shown_from_the_top(hands: Hands) -> None:
    told = {"address": "Main Street 1", "preferences": "green\n" * 4, "special_requirements": "invoice\n" * 6}
    first = hands.open(name="Ann", phone=["13812345678"], notes="tea\n" * 12, **told)
    second = hands.add(name="Bob", phone=["13812345679"], notes="cups\n" * 12, **told)
    hands.window.resize(1024, 700)
    hands.settle()
    area = hands.record.facts.parentWidget().parentWidget()
    assert isinstance(area, QAbstractScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    hands.record.refresh()
    hands.settle()
    assert bar.value() > 0, "the same customer stays where it was"
    hands.ctx.navigator.open("customer", second)
    hands.settle()
    assert bar.value() == 0
    hands.ctx.navigator.back()
    hands.settle()
    assert hands.record.customer_id() == first
    assert bar.value() == 0


def test_the_navigation_leads_from_a_record_to_the_list(hands: Hands) -> None:
    hands.ctx.navigator.go("customers")
    made = hands.open(name="Ann")
    nav = hands.window.side.nav
    at = nav.visualItemRect(nav.currentItem()).center()
    hands.qtbot.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=at)
    hands.settle()
    assert not hands.page.shows_record()
    assert hands.page.list.table.current_id() == made
    hands.ctx.navigator.back()
    assert hands.page.shows_record(), "back in history is the record"
    hands.key(KEY.Key_Escape)
    assert not hands.page.shows_record()


def test_the_subjects_of_follow_ups_stand_on_one_edge(hands: Hands) -> None:
    made = hands.open(name="Ann")
    with hands.services.write(N_("undo", "Add follow-up")) as work:
        for subject, due, at in (("Call", TODAY, ""), ("Show", date(2027, 11, 27), "10:00"), ("Some day", None, "")):
            hands.services.followups.create(work, {"customer": made, "subject": subject, "due": due, "time": at})
    hands.settle()
    hands.record.side.show_tab("followups")
    hands.settle()
    rows = [row for row in hands.record.lists["followups"].findChildren(LineRow) if row.isVisible()]
    titles = [next(one for one in row.findChildren(ElidedLabel) if one.text()) for row in rows]
    assert len(titles) == 3
    assert len({title.mapTo(hands.record, QPoint(0, 0)).x() for title in titles}) == 1


def test_what_is_wrong_with_the_day_stands_under_the_day(window: MainWindow) -> None:
    with window.ctx.services.write(N_("undo", "Test")) as work:
        window.ctx.services.customers.create(work, {"name": "Ann"})
    window.ctx.navigator.open("customer", 1)
    note = window.page("customers").record.note
    note.note.line.setText("Called")
    note.when.setText("nonsense")
    note.submit()
    error = note._error
    assert error.text()
    day = note.when.mapTo(note, QPoint(0, 0)).x()
    assert error.indent() == day > 100


def test_what_came_to_nothing_has_no_tick(hands: Hands) -> None:
    ann = hands.open(name="Ann")
    with hands.services.write(N_("undo", "Deals")) as work:
        won, lost = (hands.services.deals.create(work, {"title": title, "customer": ann}) for title in ("Cups", "Bags"))
        hands.services.deals.win(work, won)
        hands.services.deals.lose(work, lost, "price")
        for subject in ("Call", "Write"):
            hands.services.followups.create(work, {"subject": subject, "customer": ann, "due": TODAY})
        hands.services.followups.complete(work, 1)
        hands.services.followups.cancel(work, 2)
    hands.settle()
    for tab, shapes in (
        ("deals", {"Cups": "done", "Bags": "cancelled"}),
        ("followups", {"Call": "done", "Write": "cancelled"}),
    ):
        hands.record.side.show_tab(tab)
        hands.settle()
        rows = hands.record.side.lists[tab].findChildren(LineRow)
        assert {row._line.title: row._line.state for row in rows} == shapes
    assert "Lost · Price" in [row._line.note for row in hands.record.side.lists["deals"].findChildren(LineRow)]
    assert hands.texts()[0] == "Price"
