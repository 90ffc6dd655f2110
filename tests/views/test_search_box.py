"""Ctrl+K from anywhere: who is it, what do they owe, and straight to the record or the command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.services.orders_model import NewLine
from crm_desktop.views.actions import matching
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.marking import spans
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.search_results import Entry, ResultList

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(window: MainWindow, add_customer: Callable[..., int]) -> QLineEdit:
    services = window.ctx.services
    add_customer(services, name="张伟", phone=["13957163382"], company="伟业装饰", notes="礼盒用墨绿")
    add_customer(services, name="周雯", phone=["13800016019"])
    add_customer(services, name="Ann Lee", phone=["13700007254"])
    found = window.findChild(QLineEdit, "search")
    assert found is not None
    return found


def results(window: MainWindow) -> list[str]:
    found = window.findChild(QListWidget, "search_results")
    assert found is not None
    return [found.item(row).text() for row in range(found.count())]


def find(window: MainWindow, qtbot: Any, field: QLineEdit, text: str) -> list[str]:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field.clear()
    QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: window.search._shown_for == text, timeout=5000)
    return results(window)


def test_by_the_last_four_digits(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    assert find(window, qtbot, field, "3382")[0].startswith("张伟")
    assert len([text for text in results(window) if "Ann" in text]) == 0


def test_by_pinyin_initials(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    found = find(window, qtbot, field, "zw")
    assert {text.split()[0] for text in found} >= {"张伟", "周雯"}


def test_commands_are_found_too(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    assert any("History of changes" in text for text in find(window, qtbot, field, "history"))


def test_nothing_found_says_so_and_offers_to_add_whoever_it_is(
    window: MainWindow, field: QLineEdit, qtbot: Any
) -> None:
    find(window, qtbot, field, "zzqqxx")
    (offer,) = window.search.results.entries()
    assert offer.heading == "Nothing found. Fewer letters find more."
    assert offer.title == "New customer “zzqqxx”"

    def shown() -> set[str]:
        return {label.text() for label in window.search.preview.findChildren(QLabel) if label.isVisible()}

    # Qt shows what is laid out in a visible widget only with the next event.
    qtbot.waitUntil(lambda: {"Name", "zzqqxx"} <= shown(), timeout=5000)
    QTest.keyClick(field, Qt.Key.Key_Return)
    form = window.findChild(CustomerForm, "customer_form")
    assert not window.search.is_open()
    assert form.form.values()["name"] == "zzqqxx"
    form.reject()


def test_what_is_chosen_is_told_once_however_many_rows_go(qtbot: Any) -> None:
    shown = ResultList()
    qtbot.addWidget(shown)
    rows: list[int] = []
    shown.currentRowChanged.connect(rows.append)
    entries = [Entry("customer", "user", str(number)) for number in range(5)]
    for found in (entries, entries[:3], []):
        shown.show_entries(found)
    assert rows == [0, 0, -1]


def test_an_unknown_number_is_offered_as_a_phone(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    find(window, qtbot, field, "13611112222")
    assert window.search.results.entry().title == "New customer with the phone 13611112222"
    QTest.keyClick(field, Qt.Key.Key_Return)
    form = window.findChild(CustomerForm, "customer_form")
    assert form.form.values()["phone"] == ["+8613611112222"]
    form.reject()


def test_commands_called_like_that_stand_before_deals_and_orders(
    window: MainWindow, field: QLineEdit, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    for number in range(8):
        add_customer(services, name=f"Back Alley {number}")
    with services.write(N_("undo", "New deal")) as work:
        for _number in range(12):
            services.deals.create(work, {"title": "Back-to-school sets", "customer": 1})
    find(window, qtbot, field, "back")
    found = window.search.results.entries()
    kinds = list(dict.fromkeys(entry.kind for entry in found))
    assert kinds == ["customer", "command", "deal"]
    seen = [entry for entry in found if entry.kind == "command"]
    assert "backup" in {entry.command for entry in seen}
    last = window.search.results.visualItemRect(window.search.results.item(found.index(seen[0])))
    assert last.bottom() < window.search.results.viewport().height(), "the first command is in sight without scrolling"


def test_enter_opens_the_chosen_record_and_escape_closes(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    opened: list[tuple[str, int]] = []
    window.ctx.navigator.open = lambda kind, record_id: opened.append((kind, record_id))  # type: ignore[method-assign]
    find(window, qtbot, field, "zw")
    QTest.keyClick(field, Qt.Key.Key_Down)
    entry = window.search.results.entry()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert entry is not None
    assert opened == [("customer", entry.record_id)]
    assert not window.search.is_open()
    find(window, qtbot, field, "zw")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window.search.is_open()
    assert field.text() == ""


def test_enter_before_the_answer_waits_for_it(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    opened: list[tuple[str, int]] = []
    window.ctx.navigator.open = lambda kind, record_id: opened.append((kind, record_id))  # type: ignore[method-assign]
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(field, "Ann")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))
    ann = window.ctx.services.customers.by_name("Ann Lee")[0]
    assert opened == [("customer", ann)]


def test_the_preview_answers_the_call(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    find(window, qtbot, field, "3382")

    def shown() -> set[str]:
        return {label.text() for label in window.search.preview.findChildren(QLabel) if label.isVisible()}

    qtbot.waitUntil(lambda: {"139 5716 3382", "nothing", "礼盒用墨绿"} <= shown())


def test_typing_opens_it_and_leaving_closes_it(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    QTest.keyClicks(field, "ann")
    assert window.search.is_open()
    field.setFocus()
    window.side.nav.setFocus()
    qtbot.waitUntil(lambda: not window.search.is_open())


def test_a_command_runs_by_enter(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    find(window, qtbot, field, "settings")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.current_page()
    assert page is not None
    assert page.objectName() == "page_settings"


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Ann Lee", "lee", ["Lee"]),
        ("张伟", "zw", ["张伟"]),
        ("郑文博", "zw", ["郑文"]),
        ("郑文博", "wenb", ["文博"]),
        ("139 5716 3382", "3382", ["3382"]),
        ("139 5716 3382", "163382", ["16 3382"]),
        ("张伟 伟业装饰", "zw 装饰", ["张伟", "装饰"]),
        ("Ann Lee", "zw", []),
        ("50% off", "50%", ["50%"]),
        ("", "x", []),
    ],
)
def test_what_matched_is_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked


def test_every_kind_has_its_place_however_many_people_match(
    window: MainWindow, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    for number in range(30):
        add_customer(services, name=f"Ann {number}")
    with services.write(N_("undo", "New deal")) as work:
        services.deals.create(work, {"title": "Ann's party", "customer": 1})
        services.products.create(work, {"name": "Anniversary cake", "price": 100})
    field = window.findChild(QLineEdit, "search")
    assert field is not None
    find(window, qtbot, field, "ann")
    kinds = [entry.kind for entry in window.search.results.entries()]
    assert kinds.count("customer") == 16
    assert kinds[16:18] == ["deal", "product"]
    headings = [entry.heading for entry in window.search.results.entries() if entry.heading]
    assert headings[:3] == ["Customers", "Deals", "Products"]


def test_commands_are_found_by_pinyin(zh: None) -> None:
    assert "backup" in [spec.name for spec in matching("beifen")]
    assert "history" in [spec.name for spec in matching("gdjl")]
    assert "backup" in [spec.name for spec in matching("back up")], "the English words work in Chinese too"


def test_a_double_click_opens_once(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    find(window, qtbot, field, "3382")
    found = window.search.results
    clicks: list[str] = []
    below = QPushButton("below", window)
    below.clicked.connect(lambda: clicks.append("below"))
    place = found.visualItemRect(found.item(0)).center()
    on_window = found.viewport().mapTo(window, place)
    below.setGeometry(on_window.x() - 40, on_window.y() - 20, 80, 40)
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not window.search.is_open()
    below.show()
    below.raise_()
    QTest.mouseClick(below, Qt.MouseButton.LeftButton)
    assert not clicks, "the second click of a double click went to what lay below"
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    QTest.mouseClick(below, Qt.MouseButton.LeftButton)
    assert clicks == ["below"]


def test_days_are_said_as_everywhere_else(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Add follow-up")) as work:
        services.followups.create(work, {"subject": "Weigh the samples", "due": date(2026, 9, 24)})
        services.followups.create(work, {"subject": "Weigh the parcels", "due": date(2026, 11, 3)})
    find(window, qtbot, field, "weigh the")
    rights = {entry.title: entry.right for entry in window.search.results.entries()}
    assert rights["Weigh the samples"] == "Tomorrow"
    assert rights["Weigh the parcels"] == "3 Nov"
    with services.write(N_("undo", "New order")) as work:
        lines = [NewLine("Cup", price=900)]
        services.orders.create(work, {"date": date(2026, 9, 22), "notes": "kraft paper", "lines": lines})
    find(window, qtbot, field, "kraft")
    assert [entry.subtitle for entry in window.search.results.entries()] == ["Yesterday"]


def test_every_next_letter_stops_the_search_before(window: MainWindow, field: QLineEdit, qtbot: Any) -> None:
    jobs = []
    run = window.ctx.jobs.run

    def watched(*args: Any, **options: Any) -> Any:
        jobs.append(run(*args, **options))
        return jobs[-1]

    window.ctx.jobs.run = watched  # type: ignore[method-assign]
    for letter in "5678":
        field.insert(letter)
    assert len(jobs) == 4
    assert [job.context.cancelled() for job in jobs] == [True, True, True, False]
    qtbot.waitUntil(lambda: window.search._shown_for == "5678", timeout=5000)
