"""The data quality window: kinds with counts, one key to mend each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.duplicates import DuplicatesDialog
from crm_desktop.views.dialogs.quality import QualityDialog
from crm_desktop.views.pages.customers.form import CustomerForm

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def people(window: MainWindow, add_customer: Callable[..., int]) -> dict[str, int]:
    services = window.ctx.services
    return {
        "none": add_customer(services, name="安娜"),
        "none2": add_customer(services, name="白露", wechat="bailu"),
        "odd": add_customer(services, name="陈丽", phone=["+8612345678901"]),
        "old": add_customer(services, name="丁一", phone=["13805712046"], birthday="1870-01-01"),
    }


@pytest.fixture
def dialog(window: MainWindow, qtbot: Any, people: dict[str, int]) -> QualityDialog:
    made = QualityDialog(window.ctx, window)
    made.open()
    qtbot.waitUntil(lambda: made.kinds.count() == 8)
    return made


def test_kinds_stand_with_their_counts(dialog: QualityDialog, people: dict[str, int]) -> None:
    counts = {dialog.kinds.row_at(n).key: dialog.kinds.row_at(n).right for n in range(8)}
    filled = {"no_phone": "2", "odd_phone": "1", "odd_birthday": "1"}
    assert counts == {**dict.fromkeys(("odd_date", "odd_name", "no_owner", "stale", "look_alikes"), ""), **filled}
    assert list(dialog.model.ids()) == [people["none"], people["none2"]]
    dialog.kinds.choose("odd_birthday")
    assert list(dialog.model.ids()) == [people["old"]]
    dialog.kinds.choose("stale")
    assert dialog.table.isHidden()
    assert not dialog.verb_button.isEnabled()


def test_enter_opens_the_form_at_the_field_and_the_list_shrinks(
    window: MainWindow, dialog: QualityDialog, people: dict[str, int], qtbot: Any
) -> None:
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    forms = window.findChildren(CustomerForm)
    assert len(forms) == 1
    form = forms[0]
    phone = form.form.editor("phone")
    assert phone.isAncestorOf(form.focusWidget()) or phone.input() is form.focusWidget()
    phone.set_value(["13805712099"])
    form.accept()
    qtbot.waitUntil(lambda: list(dialog.model.ids()) == [people["none2"]])
    assert dialog.table.current_id() == people["none2"]
    assert window.ctx.services.customers.get(people["none"]).phone == ("+8613805712099",)


def test_enter_on_a_kind_leads_to_its_customers(dialog: QualityDialog, window: MainWindow, qtbot: Any) -> None:
    dialog.kinds.setFocus()
    qtbot.keyClick(dialog.kinds, Qt.Key.Key_Return)
    assert dialog.table.hasFocus() or dialog.focusWidget() is dialog.table
    assert window.findChildren(CustomerForm) == []


def test_v_notes_that_everything_is_still_right(window: MainWindow, people: dict[str, int], qtbot: Any) -> None:
    services = window.ctx.services
    services.clock = FixedClock(date(2028, 1, 5))
    dialog = QualityDialog(window.ctx, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.kinds.count() == 8)
    dialog.kinds.choose("stale")
    assert len(dialog.model.ids()) == 4
    first = dialog.table.current_id()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(dialog.model.ids()) == 3)
    assert services.customers.get(first).verified_on == services.clock.today()
    assert dialog.issue().kind == "stale"


def test_enter_on_a_look_alike_leads_to_the_pairs(
    window: MainWindow, dialog: QualityDialog, add_customer: Callable[..., int], qtbot: Any
) -> None:
    add_customer(window.ctx.services, name="丁一", phone=["13805712046"])
    dialog._look()
    qtbot.waitUntil(lambda: dialog.kinds.row_at(7).right == "2")
    dialog.kinds.choose("look_alikes")
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    found = window.findChildren(DuplicatesDialog)
    assert len(found) == 1
    qtbot.waitUntil(lambda: len(found[0].pairs()) == 1)
    found[0].keep_apart()
    found[0].reject()
    qtbot.waitUntil(lambda: dialog.kinds.row_at(7).right == "")


def test_an_impossible_date_is_looked_at_in_the_record(
    window: MainWindow, dialog: QualityDialog, people: dict[str, int], qtbot: Any
) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "New order")) as work:
        values = {"customer": people["odd"], "date": "1902-01-01", "lines": [{"product": "茶", "price": 100}]}
        services.orders.create(work, values)
    dialog._look()
    qtbot.waitUntil(lambda: dialog.kinds.row_at(3).right == "1")
    dialog.kinds.choose("odd_date")
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_page().key == "customers")
    qtbot.waitUntil(window.ctx.jobs.idle, timeout=20_000)


def test_look_alikes_are_one_click_away(window: MainWindow, dialog: QualityDialog) -> None:
    dialog._twins.click()
    found = window.findChildren(DuplicatesDialog)
    assert len(found) == 1
    found[0].reject()
