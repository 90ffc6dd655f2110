"""The controls: names for a screen reader, keys, values, errors."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.core.dateforms import DateError
from crm_desktop.core.entities import CUSTOMERS, KINDS, LIFECYCLE
from crm_desktop.views import theme
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets import (
    Button,
    DataTable,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    FormGrid,
    ModalDialog,
    Pill,
    SearchField,
    Segmented,
    StateShape,
    Tabs,
    icon_button,
    words,
)
from crm_desktop.views.widgets.editors import (
    BirthdayEditor,
    ChoiceEditor,
    DateEditor,
    EditorSources,
    EmailEditor,
    Found,
    LinkEditor,
    LongTextEditor,
    MoneyEditor,
    MonthPopup,
    NumberEditor,
    PhoneEditor,
    TagsEditor,
    TextEditor,
    TimeEditor,
    make_editor,
    read_day,
)

TODAY = date(2026, 9, 23)


def today() -> date:
    return TODAY


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 640)
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_button_is_32_high_28_in_rows_and_has_a_name(host: QWidget) -> None:
    assert Button("Save", "primary", "plus", host).sizeHint().height() == 32
    assert Button("Done", parent=host, small=True).sizeHint().height() == 28
    assert icon_button("dots", "More", host).accessibleName() == "More"


@pytest.mark.parametrize("kind", ["primary", "plain", "quiet", "danger"])
def test_focus_ring_is_accent_on_every_kind(qtbot: QtBot, host: QWidget, kind: str) -> None:
    made = Button("Save", kind, "plus", host)  # type: ignore[arg-type]
    made.resize(made.sizeHint())
    made.show()
    assert made.grab().toImage().pixelColor(made.width() // 2, 0).name().upper() != theme.tokens().accent or (
        kind == "primary"
    )
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    picture = made.grab().toImage()
    assert picture.pixelColor(made.width() // 2, 1).name().upper() == theme.tokens().accent


def test_state_shapes_differ_and_are_named(host: QWidget) -> None:
    pictures = set()
    for state in ("overdue", "today", "later", "none", "done"):
        shape = StateShape(state, host)
        assert shape.accessibleName()
        picture = shape.grab().toImage()
        pictures.add(bytes(picture.constBits()))
    assert len(pictures) == 5


def test_elided_label_has_a_tooltip_only_when_cut(host: QWidget) -> None:
    made = ElidedLabel("A rather long name that does not fit", parent=host)
    made.show()
    made.resize(80, 20)
    assert made.text().endswith("…")
    assert made.toolTip() == "A rather long name that does not fit"
    made.resize(600, 20)
    assert made.text() == made.full_text()
    assert made.toolTip() == ""
    path = ElidedLabel("/home/laura/Documents/backups/shop.crmbackup", middle=True, parent=host)
    path.resize(160, 20)
    assert path.text().startswith("/home")
    assert path.text().endswith("up")
    assert "…" in path.text()


def test_search_field_waits_and_esc_empties(qtbot: QtBot, host: QWidget) -> None:
    field = SearchField("Find", host, key="Ctrl K", delay_ms=20)
    heard: list[str] = []
    field.search.connect(heard.append)
    qtbot.keyClicks(field, "abc")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["abc"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["abc", ""]


def test_tabs_by_mouse_and_arrow_keys(qtbot: QtBot, host: QWidget) -> None:
    tabs = Tabs(host)
    tabs.set_tabs([("a", "All"), ("b", "Due"), ("c", "Owing")])
    tabs.set_count("b", "12")
    heard: list[str] = []
    tabs.chosen.connect(heard.append)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert heard == ["b", "a", "c"]
    tabs.set_tabs([("a", "All"), ("c", "Owing")])
    assert tabs.current() == "c"


def test_the_ring_of_a_tab_is_whole_and_takes_the_place_of_its_line(qtbot: QtBot, host: QWidget) -> None:
    tabs = Tabs(host)
    tabs.set_tabs([("a", "All"), ("b", "Due")])
    tabs.resize(300, 40)
    host.resize(300, 60)
    host.show()
    tabs.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    QApplication.processEvents()
    tab = tabs.findChildren(QAbstractButton)[0]
    accent = QColor(theme.tokens().accent).name()

    def at(x: int, y: int) -> str:
        return str(tab.grab().toImage().pixelColor(x, y).name())

    middle, bottom = tab.height() // 2, tab.height() - 1
    assert at(tab.width() // 2, bottom) == accent
    assert at(1, middle) != accent
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    assert [at(x, middle) for x in (1, tab.width() - 2)] == [accent, accent]
    assert at(tab.width() // 2, bottom) != accent
    tab.clearFocus()
    tab.setFocus(Qt.FocusReason.MouseFocusReason)
    assert at(1, middle) != accent
    assert at(tab.width() // 2, bottom) == accent


def test_segmented_by_key_and_click(qtbot: QtBot, host: QWidget) -> None:
    made = Segmented([("m", "Month"), ("w", "Week"), ("d", "Day")], host)
    made.resize(made.sizeHint())
    with qtbot.waitSignal(made.chosen) as heard:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(made.width() - 8, 10))
    assert heard.args == ["d"]
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.current() == "m"
    assert made.accessibleName() == "Month"


def test_removable_pill_by_key(qtbot: QtBot, host: QWidget) -> None:
    pill = Pill("tea", host, removable=True)
    with qtbot.waitSignal(pill.removed):
        qtbot.keyClick(pill, Qt.Key.Key_Delete)


def test_flow_goes_on_in_the_next_line(host: QWidget) -> None:
    box = QWidget(host)
    flow = FlowLayout(box, gap=4)
    for text in ("white tea", "regular", "gifts", "puer"):
        flow.addWidget(Pill(text))
    wide, narrow = flow.heightForWidth(600), flow.heightForWidth(90)
    assert wide == 20
    assert narrow > 2 * wide


def test_empty_state_is_never_cut(host: QWidget) -> None:
    long = "No customers yet. Bring your Excel file: doubles and typing errors are found for you, every time."
    made = EmptyState("download", long, "Import", host)
    made.resize(700, 500)
    made.show()
    assert made.sentence.height() >= made.sentence.heightForWidth(made.sentence.width())


# Editors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        ("明天", date(2026, 9, 24)),
        ("+7", date(2026, 9, 30)),
        ("yesterday", date(2026, 9, 22)),
        ("3 days", date(2026, 9, 26)),
        ("两周后", date(2026, 10, 7)),
        ("fri", date(2026, 9, 25)),
        ("Next Monday", date(2026, 9, 28)),
        ("周三", date(2026, 9, 30)),
        ("下周一", date(2026, 9, 28)),
        ("10-8", date(2026, 10, 8)),
        ("1月5日", date(2027, 1, 5)),
        ("2026-12-31", date(2026, 12, 31)),
    ],
)
def test_days_as_people_type_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["30-2", "whenever", "2026-02-30", "fridge", "money", "每周五", "fri 9"])
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(DateError):
        read_day(typed, TODAY)


def test_date_editor(qtbot: QtBot, host: QWidget) -> None:
    made = DateEditor(host, today=today)
    qtbot.keyClicks(made, "tomorrow")
    assert made.value() == date(2026, 9, 24)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.text() == "24 Sep 2026"
    qtbot.keyClick(made, Qt.Key.Key_Up)
    assert made.value() == date(2026, 9, 25)
    made.setText("nonsense")
    assert made.problem()
    assert made.value() is None


def test_month_popup_by_keys(qtbot: QtBot, host: QWidget) -> None:
    popup = MonthPopup(host, TODAY, TODAY)
    heard: list[date] = []
    popup.picked.connect(heard.append)
    qtbot.keyClick(popup.grid, Qt.Key.Key_Down)
    qtbot.keyClick(popup.grid, Qt.Key.Key_PageDown)
    qtbot.keyClick(popup.grid, Qt.Key.Key_Return)
    assert heard == [date(2026, 10, 30)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1988-8-15", "1988-08-15"),
        ("5-3", "--05-03"),
        ("农历八月十五", "L--08-15"),
        ("lunar 8-15", "L--08-15"),
        ("lunar 1988-8-15", "L1988-08-15"),
        ("L1988-08-15", "L1988-08-15"),
        ("", ""),
    ],
)
def test_birthdays_with_and_without_a_year_and_lunar(host: QWidget, typed: str, stored: str) -> None:
    made = BirthdayEditor(host, today=today)
    made.setText(typed)
    assert made.problem() == ""
    assert made.value() == stored
    made.set_value(stored)
    assert made.value() == stored, "what is shown is read again as the same"


def test_birthday_moon_button(qtbot: QtBot, host: QWidget) -> None:
    made = BirthdayEditor(host, today=today)
    made.setText("8-15")
    made.actions()[0].trigger()
    assert made.value() == "L--08-15"
    made.actions()[0].trigger()
    assert made.value() == "--08-15"
    made.setText("13-45")
    assert made.problem()


def test_money_and_numbers(host: QWidget) -> None:
    amount = MoneyEditor(host, currency="CNY")
    amount.setText("1,268.5")
    assert amount.value() == 126850
    amount.setText("-3")
    assert amount.problem()
    amount.set_value(500)
    assert amount.text() == "5.00"
    number = NumberEditor(host, lowest=0, highest=100)
    number.setText("101")
    assert "100" in number.problem()
    number.setText("50")
    assert number.value() == 50
    quantity = NumberEditor(host, thousandths=True)
    quantity.setText("1.5")
    assert quantity.value() == 1500


def test_time_editor(host: QWidget) -> None:
    made = TimeEditor(host)
    for typed, found in (("9:30", time(9, 30)), ("1400", time(14)), ("9", time(9)), ("", None)):
        made.setText(typed)
        assert made.value() == found
    made.setText("25:00")
    assert made.problem()


def test_choice_keeps_keys_not_words(host: QWidget) -> None:
    made = ChoiceEditor(LIFECYCLE, host)
    assert made.value() == ""
    made.set_value("repeat")
    assert made.currentText() == "Repeat buyer"
    made.set_value("own key of the shop")
    assert made.value() == "own key of the shop"


def test_several_phones(qtbot: QtBot, host: QWidget) -> None:
    made = PhoneEditor(host, region="CN")
    made.name("phone", "Phone")
    first = made.findChild(QLineEdit, "field_phone")
    assert isinstance(first, QLineEdit)
    qtbot.keyClicks(first, "138 0571 2046; 0571-8888 1234")
    assert made.value() == ["+8613805712046", "+8657188881234"]
    made.set_value(["+8613805712046", "+8613957163382"])
    second = made.findChild(QLineEdit, "field_phone_2")
    assert isinstance(second, QLineEdit)
    assert second.text() == "139 5716 3382"
    second.setText("not a phone")
    assert made.problem()
    made.set_error("wrong")
    assert second.property("error")
    assert not first.property("error")
    made.set_value([])
    assert made.value() == []


def test_emails(host: QWidget) -> None:
    made = EmailEditor(host)
    made.set_value(["a@b.cn", "c@d.com"])
    assert made.value() == ["a@b.cn", "c@d.com"]
    assert made.problem() == ""
    made.set_value(["a@b"])
    assert made.problem()


def test_tags_by_keyboard(qtbot: QtBot, host: QWidget) -> None:
    made = TagsEditor(host, known=lambda: ["white tea", "gifts"])
    line = made.input()
    qtbot.keyClicks(line, "tea")
    assert made.value() == ["tea"], "what is not finished with Enter counts too"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "regular,")
    assert made.value() == ["tea", "regular"]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert made.value() == ["tea"]
    qtbot.keyClicks(line, "tea")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made.value() == ["tea"]


def test_link_finds_and_refuses_what_is_not_there(qtbot: QtBot, host: QWidget) -> None:
    people = {1: "Zhang Wei", 2: "Zhang Min"}

    def find(text: str) -> list[Found]:
        return [Found(at, name) for at, name in people.items() if text.lower() in name.lower()]

    made = LinkEditor(host, find=find, title=people.__getitem__)
    made.set_value(2)
    assert made.text() == "Zhang Min"
    made.setFocus()
    made.selectAll()
    qtbot.keyClicks(made, "nobody")
    assert made.value() is None
    assert made.problem()
    made.selectAll()
    qtbot.keyClicks(made, "zhang wei")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.value() == 1


def test_long_text_sends_changes_only(qtbot: QtBot, host: QWidget) -> None:
    made = LongTextEditor(host)
    heard: list[int] = []
    made.changed.connect(lambda: heard.append(1))
    made.textChanged.emit()
    assert heard == []
    qtbot.keyClicks(made, "a")
    assert heard == [1]


@pytest.mark.parametrize("name", [spec.name for spec in CUSTOMERS.fields if not spec.read_only])
def test_every_field_of_a_customer_has_an_editor(host: QWidget, name: str) -> None:
    made = make_editor(CUSTOMERS.field(name), EditorSources(today=today), host)
    assert made.input().objectName() == f"field_{name}"
    assert made.input().accessibleName()
    assert made.problem() == ""
    made.set_error("wrong")
    assert made.input().accessibleDescription() == "wrong"


# Form and dialog ------------------------------------------------------------------------


def test_form_has_two_columns_where_there_is_room(qtbot: QtBot, host: QWidget) -> None:
    form = FormGrid(host, two_from=560)
    host.layout().addWidget(form)  # type: ignore[union-attr]
    form.add_group("Contact")
    for name in ("name", "company", "code"):
        form.add_field(name, name, TextEditor(), required=name == "name")
    form.resize(800, 300)
    qtbot.waitUntil(lambda: form.cell("company").y() == form.cell("name").y() > 0)
    host.resize(500, 640)
    qtbot.waitUntil(lambda: form.cell("company").y() > form.cell("name").y())


def test_form_says_what_is_wrong_under_the_field(qtbot: QtBot, host: QWidget) -> None:
    form = FormGrid(host)
    host.layout().addWidget(form)  # type: ignore[union-attr]
    form.add_field("name", "Name", TextEditor())
    form.add_field("amount", "Amount", MoneyEditor())
    form.editor("amount").setText("abc")
    assert not form.check()
    assert list(form.errors()) == ["amount"]
    assert form.cell("amount").note.isVisibleTo(form)
    form.editor("amount").setText("12")
    assert form.errors() == {}
    assert form.values() == {"name": "", "amount": 1200}


def test_dialog_has_a_verb_a_scrim_and_leaves_on_esc(qtbot: QtBot, host: QWidget) -> None:
    dialog = ModalDialog(host, "Restore", "Restore this backup")
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.verb_button.text() == "Restore this backup"
    assert [type(one).__name__ for one in host.children() if one.isWidgetType()][-1] == "Scrim"
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(type(one).__name__ == "Scrim" for one in host.children()))


def test_dialog_enter_presses_the_verb(qtbot: QtBot, host: QWidget) -> None:
    dialog = ModalDialog(host, "Choose", "Take it")
    field = ChoiceEditor(KINDS, dialog)
    dialog.body.addWidget(field)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_days_in_narrow_columns() -> None:
    assert words.list_day(date(2026, 9, 18), TODAY) == "18 Sep"
    assert words.list_day(date(2025, 12, 28), TODAY) == "2025-12-28"
    assert words.list_day(None, TODAY) == ""
    assert words.list_day(date(2025, 12, 31), date(2026, 1, 1)) == "Yesterday"


def test_a_table_in_a_dialog_lies_on_the_ground_of_the_dialog(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    try:
        dialog = ModalDialog(None, "List", "Close", width=400)
        table = DataTable(dialog)
        table.setModel(PagedModel([], table))
        dialog.body.addWidget(table)
        dialog.open()
        qtbot.waitUntil(table.isVisible)
        place = table.viewport().mapTo(dialog, table.viewport().rect().center())
        assert dialog.grab().toImage().pixelColor(place) == theme.color("raised")
        dialog.reject()
    finally:
        theme.apply(qapp, "light")


def test_the_word_of_a_quiet_button_keeps_to_the_edge_of_the_dialog(qtbot: QtBot, host: QWidget) -> None:
    dialog = ModalDialog(host, "Restore", "Look inside")
    quiet = Button("Choose a file", "quiet", "folder")
    dialog.add_to_foot(quiet)
    dialog.open()
    qtbot.waitUntil(quiet.isVisible)
    assert quiet.x() + quiet.hang() == dialog.title_label.x()
    quiet.set_kind("plain")
    dialog.foot.invalidate()
    dialog.foot.activate()
    assert quiet.x() == dialog.title_label.x()
    dialog.reject()


def test_a_dialog_over_a_dialog_dims_its_card_and_not_the_room_around(qtbot: QtBot, host: QWidget) -> None:
    first = ModalDialog(host, "Import", "Next")
    first.open()
    qtbot.waitUntil(first.isVisible)
    inside, outside = first.card_rect().center(), QPoint(1, 1)
    before = first.grab().toImage()
    second = ModalDialog(first, "New field", "Add it", width=200)
    second.open()
    qtbot.waitUntil(second.isVisible)
    after = first.grab().toImage()
    assert after.pixelColor(inside).lightness() < before.pixelColor(inside).lightness()
    assert after.pixelColor(outside) == before.pixelColor(outside)
    second.reject()
    first.reject()


def test_a_list_takes_the_room_there_is(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    found = TwoLineList("found", page)
    found.set_rows([Row(number, f"Text {number}", "What it says") for number in range(9)])
    found.fit_room(4)
    box = QVBoxLayout(page)
    box.addWidget(found)
    box.addStretch(1)
    page.resize(400, 800)
    page.show()
    whole = 9 * theme.measures.ROW_TWO_LINES
    qtbot.waitUntil(lambda: found.height() >= whole)
    assert not found.verticalScrollBar().isVisible()
    page.resize(400, 300)
    qtbot.waitUntil(lambda: found.height() < 300)
    assert found.height() >= 4 * theme.measures.ROW_TWO_LINES


def test_a_cut_line_does_not_end_in_what_separates_its_parts(qtbot: QtBot) -> None:
    shown = ElidedLabel("Reminder of the open bill · will pay soon")
    qtbot.addWidget(shown)
    for width in range(20, 300, 3):
        shown.resize(width, 20)
        assert not shown.text().removesuffix("…").endswith((" ", "·"))
    shown.resize(shown.sizeHint().width() + 1, 20)
    assert shown.text() == shown.full_text()
