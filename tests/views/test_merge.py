"""The merge window: choosing by field, the result as it is typed, what moves, and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.merging import Merger
from crm_desktop.views.dialogs.merge import MergeDialog
from crm_desktop.views.dialogs.merge_cells import ChoiceCell

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def two(window: MainWindow, add_customer: Callable[..., int]) -> list[int]:
    services = window.ctx.services
    with services.write(N_("undo", "New field")) as work:
        services.custom_fields.add(work, "customers", "Taste", "choice", ["light", "strong"])
        services.custom_fields.add(work, "customers", "Member", "bool")
    first = add_customer(
        services, name="张伟", phone=["13805712046"], region="杭州", notes="甲", taste="light", member=False
    )
    second = add_customer(
        services, name="张伟", phone=["13805712047"], region="上海", notes="乙", company="墨池书院", taste="strong"
    )
    with services.write(N_("undo", "Log a call")) as work:
        for text in ("一", "二"):
            services.activities.log(work, second, "call", text)
    return [first, second]


@pytest.fixture
def dialog(window: MainWindow, two: list[int]) -> MergeDialog:
    made = MergeDialog(window.ctx, two, window)
    made.open()
    return made


def cell(dialog: MergeDialog, field: str, record_id: int) -> ChoiceCell:
    found = dialog.findChild(ChoiceCell, f"merge_{field}_{record_id}")
    assert found is not None
    return found


def test_the_result_column_follows_the_choices(dialog: MergeDialog, two: list[int], qtbot: Any) -> None:
    table = dialog.table
    assert (table.result("region"), table.result("company")) == ("杭州", "墨池书院")
    assert table.result("phone").split("\n") == ["138 0571 2046", "138 0571 2047"]
    assert table.result("notes") == "甲\n乙"
    assert cell(dialog, "region", two[0]).isChecked()
    qtbot.mouseClick(cell(dialog, "region", two[1]), Qt.MouseButton.LeftButton)
    assert table.result("region") == "上海"
    cell(dialog, "region", two[1]).setFocus()
    qtbot.keyClick(cell(dialog, "region", two[1]), Qt.Key.Key_Left)
    assert table.result("region") == "杭州"
    notes = cell(dialog, "notes", two[1])
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert table.result("notes") == "乙"
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert table.result("notes") == "甲\n乙"


def test_the_shops_own_fields_take_part(dialog: MergeDialog, two: list[int], window: MainWindow, qtbot: Any) -> None:
    assert dialog.table.result("taste") == "light"
    assert dialog.table.result("member") == "no"
    qtbot.mouseClick(cell(dialog, "taste", two[1]), Qt.MouseButton.LeftButton)
    dialog.accept()
    kept = window.ctx.services.customers.get(two[0])
    assert kept.custom == {"taste": "strong", "member": False}


def test_what_moves_is_told_and_moves(dialog: MergeDialog, two: list[int], window: MainWindow, qtbot: Any) -> None:
    services = window.ctx.services
    assert dialog.findChild(QLabel, "merge_moves").text() == "Moves along: 2 notes in the timeline"
    promised = dialog.preview()
    with qtbot.waitSignal(dialog.merged) as told:
        dialog.accept()
    assert told.args[0] == two[0]
    kept = services.customers.get(two[0])
    for field, value in promised.values.items():
        shown = kept.referrer_id if field == "referrer" else getattr(kept, field)
        assert (list(shown) if isinstance(shown, tuple) else shown) == value, field
    assert services.activities.timeline_count(two[0]) == 2
    assert services.customers.get(two[1]).deleted
    assert window.ctx.toasts.text() == "张伟 is there only once now."
    window.findChild(QPushButton, "toast_undo").click()
    assert not services.customers.get(two[1]).deleted
    assert services.customers.get(two[0]).region == "杭州"
    assert services.activities.timeline_count(two[1]) == 2


def test_the_other_one_can_be_the_one_that_stays(
    dialog: MergeDialog, two: list[int], window: MainWindow, qtbot: Any
) -> None:
    dialog.findChild(QPushButton, "merge_swap").click()
    assert dialog.table.keep() == two[1]
    assert dialog.table.result("region") == "上海"
    assert [head.note() for head in dialog.table.heads] == ["is merged in", "stays"]
    dialog.accept()
    assert window.ctx.services.customers.get(two[0]).deleted


def test_fields_in_which_all_agree_are_folded(dialog: MergeDialog) -> None:
    name = dialog.findChild(QLabel, "merge_result_name")
    assert not name.isVisible()
    dialog.findChild(QPushButton, "merge_show_same").click()
    assert name.isVisible()
    assert name.text() == "张伟"


def test_three_customers_and_a_value_that_two_share(
    window: MainWindow, two: list[int], add_customer: Callable[..., int], qtbot: Any
) -> None:
    third = add_customer(window.ctx.services, name="章伟", region="上海")
    dialog = MergeDialog(window.ctx, [*two, third], window)
    dialog.open()
    assert dialog.findChild(ChoiceCell, f"merge_region_{third}") is None
    dialog.table.set_keep(third)
    assert dialog.table.result("region") == "上海"
    assert cell(dialog, "region", two[1]).isChecked()
    qtbot.mouseClick(cell(dialog, "region", two[0]), Qt.MouseButton.LeftButton)
    dialog.accept()
    assert window.ctx.services.customers.get(third).region == "杭州"
    assert all(window.ctx.services.customers.get(one).deleted for one in two)


def test_long_addresses_go_on_in_the_next_line(
    window: MainWindow, two: list[int], add_customer: Callable[..., int]
) -> None:
    address = "a_very_long_address.of.somebody@a-company-with-a-long-name.example.com"
    third = add_customer(window.ctx.services, name="何明", email=[address], wechat="w" * 40)
    fourth = add_customer(window.ctx.services, name="李娜", wechat="short")
    dialog = MergeDialog(window.ctx, [*two, third, fourth], window)
    dialog.open()
    assert dialog.table.result("email") == address
    result = dialog.findChild(QLabel, "merge_result_email")
    assert result.height() > 2 * result.fontMetrics().lineSpacing()
    assert cell(dialog, "wechat", third).height() > cell(dialog, "wechat", fourth).fontMetrics().lineSpacing() * 2


def test_too_many_do_not_fit_side_by_side(window: MainWindow, add_customer: Callable[..., int]) -> None:
    ids = [add_customer(window.ctx.services, name=f"客户{n}") for n in range(6)]
    with pytest.raises(UserError):
        MergeDialog(window.ctx, ids, window)


def test_somebody_else_was_quicker(dialog: MergeDialog, two: list[int], window: MainWindow) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Delete customer")) as work:
        services.customers.delete(work, two[1])
    dialog.accept()
    assert dialog.error_label.text()
    assert dialog.isVisible()
    dialog.set_error("")
    dialog.findChild(QPushButton, "merge_swap").click()
    assert dialog.error_label.text()
    assert not dialog.verb_button.isEnabled()
    with pytest.raises(UserError):
        Merger(services).preview(two)
