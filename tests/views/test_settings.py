"""Settings are saved as they are changed, undoable, and told to the whole window."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QWidget,
)

from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import CURRENCY, REGION, SHOP_NAME
from crm_desktop.views import prefs
from crm_desktop.views.dialogs.about import BUILT_ON
from crm_desktop.views.dialogs.first_run import FirstRunDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.settings.field_dialog import FieldDialog
from crm_desktop.views.prefs import Pref, Prefs
from crm_desktop.views.two_line_list import TwoLineList
from crm_desktop.views.widgets.menu import Menu


def part(window: MainWindow, name: str) -> QWidget:
    window.ctx.navigator.show_part("settings", name)
    found = window.findChild(QWidget, f"settings_{name}")
    assert found is not None
    assert found.isVisible()
    return found


def press(where: QWidget, name: str) -> None:
    button = where.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(where: QWidget, name: str) -> list[str]:
    rows = where.findChild(TwoLineList, name)
    assert rows is not None
    return [rows.row_at(row).title for row in range(rows.count())]


def test_the_shop_is_named_and_the_change_undone(window: MainWindow) -> None:
    shop = part(window, "shop")
    name = shop.findChild(QLineEdit, "shop_name")
    assert name is not None
    name.setFocus()
    QTest.keyClicks(name, "Corner Tea")
    QTest.keyClick(name, Qt.Key.Key_Return)
    services = window.ctx.services
    assert services.settings.get(SHOP_NAME) == "Corner Tea"
    assert window.side.brand.accessibleName() == "Corner Tea"
    window.run_command("undo")
    assert services.settings.get(SHOP_NAME) == ""
    assert name.text() == ""


def test_currency_and_country(window: MainWindow) -> None:
    shop = part(window, "shop")
    for box_name, code, setting in (("shop_currency", "USD", CURRENCY), ("shop_region", "US", REGION)):
        box = shop.findChild(QComboBox, box_name)
        assert box is not None
        box.setCurrentIndex(box.findData(code))
        box.activated.emit(box.currentIndex())
        assert window.ctx.services.settings.get(setting) == code


def test_people_are_added_renamed_and_leave(window: MainWindow) -> None:
    people = part(window, "staff")
    window.ctx.prompter.answer("ask_text", "Laura Lin")
    press(people, "staff_add")
    window.ctx.prompter.answer("ask_text", "Laura Lynn")
    press(people, "staff_rename")
    assert titles(people, "staff_list") == ["Laura Lynn"]
    press(people, "staff_away")
    assert window.ctx.services.staff.all() == []
    window.ctx.prompter.answer("ask_text", "Laura Lynn")
    window.ctx.prompter.answer("inform", None)
    press(people, "staff_add")
    assert ("inform", "That did not work") in window.ctx.prompter.asked


def test_a_grade_is_added_renamed_moved_and_taken_out(window: MainWindow) -> None:
    lists = part(window, "lists")
    assert titles(lists, "choice_list") == ["VIP", "Regular", "Potential customer"]
    window.ctx.prompter.answer("ask_text", "Wholesale")
    press(lists, "choice_add")
    press(lists, "choice_up")
    assert titles(lists, "choice_list") == ["VIP", "Regular", "Wholesale", "Potential customer"]
    window.ctx.prompter.answer("ask_text", "Trade")
    press(lists, "choice_change")
    assert titles(lists, "choice_list")[2] == "Trade"
    press(lists, "choice_remove")
    services = window.ctx.services
    assert [render(choice.label) for choice in services.choices.entries("grade")] == [
        "VIP",
        "Regular",
        "Potential customer",
    ]
    window.run_command("undo")
    assert titles(lists, "choice_list")[2] == "Trade"


def test_a_grade_gets_a_plan_and_today_names_who_is_due(window: MainWindow) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "New customer")) as work:
        made = services.customers.create(work, {"name": "Ann Reed", "grade": "A"})
        services.customers.create(work, {"name": "Bo Finch", "grade": "B"})
    window.ctx.services.clock.advance(timedelta(days=20))
    lists = part(window, "lists")
    plan = lists.findChild(QAbstractButton, "choice_plan")
    assert plan is not None
    plan.click()
    menu = lists.findChild(Menu)
    assert menu is not None
    assert [action.text() for action in menu.actions()][:3] == [
        "No plan", "Get in touch every 7 days", "Get in touch every 14 days",
    ]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    assert lists.findChild(TwoLineList, "choice_list").row_at(0).right == "Get in touch every 14 days"
    window.ctx.navigator.go("today")
    page = window.page("today")
    assert [row.due.customer_id for row in page.care.rows] == [made]
    QTest.keyClick(page.care.rows[0], Qt.Key.Key_P)
    dialog = window.findChild(QDialog, "follow_up_dialog")
    assert dialog is not None
    assert dialog.form.editor("customer").value() == made
    dialog.form.set_values({"subject": "Call", "due": services.clock.today() + timedelta(days=1)})
    dialog.accept()
    QApplication.processEvents()
    assert page.care.rows == []
    services.history.undo_last()
    QApplication.processEvents()
    assert len(page.care.rows) == 1
    services.history.undo_last()
    assert services.today.care.plans() == {}


def test_days_that_no_plan_has_are_refused(window: MainWindow) -> None:
    lists = part(window, "lists")
    for typed, told in (
        ("soon", "That is no number of days"),
        ("-3", "That did not work"),
        ("5000", "That did not work"),
    ):
        window.ctx.prompter.asked.clear()
        window.ctx.prompter.answer("ask_text", typed)
        lists._ask_plan("A")
        assert told in [title for _kind, title in window.ctx.prompter.asked]
    assert window.ctx.services.today.care.plans() == {}


def test_the_data_folder_is_shown_and_opened(window: MainWindow, data_dir: Path) -> None:
    data = part(window, "data")
    window.ctx.prompter.answer("show_in_folder", None)
    press(data, "do_data_folder")
    assert window.ctx.prompter.asked == [("show_in_folder", str(data_dir))]


def begin_empty(dialog: FirstRunDialog) -> None:
    """From the step about the shop to the end: without data and without a backup."""
    press(dialog, "accept")
    empty = dialog.findChild(QRadioButton, "begin_empty")
    assert empty is not None
    empty.setChecked(True)
    press(dialog, "accept")
    backup = dialog.findChild(QCheckBox, "first_run_backup")
    assert backup is not None
    backup.setChecked(False)
    press(dialog, "accept")


def test_first_run_asks_and_stores(window: MainWindow) -> None:
    window.run_command("first_run")
    dialog = window.findChild(FirstRunDialog, "first_run")
    assert dialog is not None
    press(dialog, "accept")
    name = dialog.findChild(QLineEdit, "first_run_name")
    assert name is not None
    QTest.keyClicks(name, "Corner Tea")
    begin_empty(dialog)
    services = window.ctx.services
    assert services.settings.get(SHOP_NAME) == "Corner Tea"
    assert services.settings.get(CURRENCY) == "USD"
    assert window.ctx.prefs.get(prefs.FIRST_RUN_DONE)


def test_a_country_brings_its_money_which_can_be_another(window: MainWindow, qtbot: Any) -> None:
    window.run_command("first_run")
    dialog = window.findChild(FirstRunDialog, "first_run")
    assert dialog is not None
    press(dialog, "accept")
    country = dialog.findChild(QComboBox, "first_run_region")
    currency = dialog.findChild(QComboBox, "first_run_currency")
    assert country is not None
    assert currency is not None
    qtbot.keyClicks(country, "United K")
    assert (country.currentData(), currency.currentData()) == ("GB", "GBP")
    qtbot.keyClicks(currency, "Eu")
    assert (country.currentData(), currency.currentData()) == ("GB", "EUR")
    begin_empty(dialog)
    settings = window.ctx.services.settings
    assert (settings.get(REGION), settings.get(CURRENCY)) == ("GB", "EUR")


def test_first_run_can_be_skipped(window: MainWindow) -> None:
    window.run_command("first_run")
    dialog = window.findChild(FirstRunDialog, "first_run")
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.ctx.prefs.get(prefs.FIRST_RUN_DONE)
    assert window.ctx.services.settings.get(SHOP_NAME) == ""


@pytest.mark.parametrize(
    ("pref", "value"),
    [
        (Pref("t/flag", False), True),
        (Pref("t/number", 0), 42),
        (Pref("t/text", ""), "一 = true"),
        (Pref("t/bytes", b""), b"\x00\xff"),
        (Pref("t/list", ["a"]), ["only"]),
        (Pref("t/list2", ["a"]), []),
        (Pref("t/list3", ["a"]), ["a", "b,c"]),
    ],
)
def test_preferences_keep_their_type_in_a_new_process(tmp_path: Path, pref: Pref, value: object) -> None:
    first = Prefs(tmp_path / "window.ini")
    first.set(pref, value)
    first.save()
    again = Prefs(tmp_path / "copy.ini")
    (tmp_path / "copy.ini").write_bytes((tmp_path / "window.ini").read_bytes())
    again = Prefs(tmp_path / "copy.ini")
    assert again.get(pref) == value
    assert type(again.get(pref)) is type(value)


def test_a_window_s_language_and_theme_are_typed_defaults(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    assert window.ctx.prefs.get(prefs.THEME) == "system"
    assert window.ctx.prefs.get(prefs.COMPACT) is False


def test_a_field_of_the_shop_s_own_is_made_changed_and_deleted(window: MainWindow) -> None:
    fields = part(window, "fields")
    services = window.ctx.services
    press(fields, "field_add")
    dialog = window.findChild(FieldDialog, "field_dialog")
    assert dialog is not None
    press(dialog, "accept")
    assert dialog.form.errors() == {"label": "Give it a name."}
    name = dialog.findChild(QLineEdit, "field_label")
    assert name is not None
    QTest.keyClicks(name, "Pet")
    dialog.form.editor("kind").set_value("choice")
    dialog._show_choices()
    dialog.form.editor("choices").set_value("Dog\nCat\n")
    press(dialog, "accept")
    assert titles(fields, "field_list") == ["Pet"]
    spec = services.custom_fields.fields("customers")[0].spec
    assert (spec.type, [render(choice.label) for choice in spec.choices]) == ("choice", ["Dog", "Cat"])
    press(fields, "field_remove")
    assert services.custom_fields.fields("customers") == []
    window.run_command("undo")
    assert titles(fields, "field_list") == ["Pet"]


def test_first_run_goes_on_to_the_import_and_then_to_the_backup(window: MainWindow, qtbot: Any) -> None:
    window.run_command("first_run")
    dialog = window.findChild(FirstRunDialog, "first_run")
    assert dialog is not None
    for _step in range(4):
        press(dialog, "accept")
    wizard = window.ctx.dialog()
    assert wizard is not None
    assert wizard.objectName() == "import_wizard"
    wizard.reject()
    qtbot.waitUntil(lambda: (shown := window.ctx.dialog()) is not None and shown.objectName() == "backup_dialog")
    window.ctx.dialog().reject()  # type: ignore[union-attr]


def test_first_run_can_fill_a_sample_shop(window: MainWindow, qtbot: Any) -> None:
    window.run_command("first_run")
    dialog = window.findChild(FirstRunDialog, "first_run")
    assert dialog is not None
    press(dialog, "accept")
    press(dialog, "accept")
    sample = dialog.findChild(QRadioButton, "begin_sample")
    assert sample is not None
    sample.setChecked(True)
    press(dialog, "accept")
    backup = dialog.findChild(QCheckBox, "first_run_backup")
    assert backup is not None
    backup.setChecked(False)
    press(dialog, "accept")
    services = window.ctx.services
    count = "SELECT count(*) FROM customer"
    qtbot.waitUntil(lambda: services.db.execute_sql(count).fetchone()[0] == 500, timeout=30_000)
    window.run_command("undo")
    qtbot.waitUntil(lambda: services.db.execute_sql(count).fetchone()[0] == 0, timeout=30_000)


def test_every_dependency_is_named_with_its_licence(window: MainWindow) -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=!~ \[;]", line)[0].lower() for line in project["dependencies"]}
    named = {name.lower(): licence for name, licence in BUILT_ON}
    assert needed == set(named)
    assert all(named.values())
    window.run_command("about")
    dialog = window.ctx.dialog()
    assert dialog is not None
    assert any(text.startswith("PySide6") for text in titles(dialog, "licences"))
    dialog.reject()


# Ready-made texts, usual fields and the lists of customers ------------------------------------------------------


def test_ready_made_texts_are_made_changed_ordered_and_deleted(window: MainWindow, qtbot: Any) -> None:
    services = window.ctx.services
    window.ctx.navigator.show_part("settings", "templates")
    window.findChild(QAbstractButton, "template_add").click()
    dialog = window.findChild(QDialog, "template_dialog")
    dialog.accept()
    assert dialog.form.errors()["content"]
    dialog.form.set_values({"name": "Pens", "content": "{name} asked about pens", "kind": "visit"})
    dialog.accept()
    assert (services.templates.all()[-1].name, services.templates.all()[-1].kind) == ("Pens", "visit")
    texts = window.findChild(QListWidget, "template_list")
    qtbot.waitUntil(lambda: texts.count() == len(services.templates.all()))
    texts.setCurrentRow(texts.count() - 1)
    window.findChild(QAbstractButton, "template_up").click()
    assert services.templates.all()[-2].name == "Pens"
    window.findChild(QAbstractButton, "template_change").click()
    dialog = [one for one in window.findChildren(QDialog, "template_dialog") if one.isVisible()][-1]
    dialog.form.set_values({"name": "Blue pens"})
    dialog.accept()
    assert services.templates.all()[-2].name == "Blue pens"
    qtbot.waitUntil(lambda: "Blue pens" in texts.item(texts.count() - 2).text())
    texts.setCurrentRow(texts.count() - 2)
    window.findChild(QAbstractButton, "template_remove").click()
    assert "Blue pens" not in [one.name for one in services.templates.all()]
    services.history.undo_last()
    assert "Blue pens" in [one.name for one in services.templates.all()]


def test_usual_fields_come_as_one_change_and_only_once(window: MainWindow) -> None:
    services = window.ctx.services
    window.ctx.navigator.show_part("settings", "fields")
    section = window.page("settings").section()
    section.add_usual(0)
    names = [str(field.spec.label) for field in services.custom_fields.fields("customers")]
    assert names == ["Membership", "Member until", "Benefits"]
    section.add_usual(0)
    assert len(services.custom_fields.fields("customers")) == 3
    services.history.undo_last()
    assert services.custom_fields.fields("customers") == []


def test_a_stage_and_a_relation_of_the_shops_own(window: MainWindow) -> None:
    services, prompter = window.ctx.services, window.ctx.prompter
    window.ctx.navigator.show_part("settings", "lists")
    section = window.page("settings").section()
    for tab, name in (("lifecycle", "Asleep"), ("relation", "Teacher / pupil")):
        section._tabs.set_current(tab)
        section.refresh()
        prompter.answer("ask_text", name)
        window.findChild(QAbstractButton, "choice_add").click()
    assert services.choices.entries("lifecycle")[-1].label == "Asleep"
    assert {"Teacher", "pupil"} <= {one.label for one in services.relations.kinds()}
    with services.write(N_("undo", "New customer")) as work:
        made = services.customers.create(work, {"name": "Ann", "stage": "Asleep"})
    found = services.customers.get(made)
    assert found is not None
    assert found.stage == "Asleep"


def test_the_list_of_sections_shows_where_the_keyboard_is(window: MainWindow, qtbot: Any) -> None:
    window.ctx.navigator.go("settings")
    names = window.findChild(QListWidget, "settings_sections")
    assert names is not None
    names.setCurrentRow(2)
    window.setFocus()
    QApplication.processEvents()
    without = names.viewport().grab().toImage()
    names.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert names.viewport().grab().toImage() != without
