"""Products: the list in the settings, the form, the way in and out as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.views.dialogs.product import ProductDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.settings.products import ProductsSection


@pytest.fixture
def section(window: MainWindow) -> ProductsSection:
    services = window.ctx.services
    with services.write(N_("undo", "Add product")) as work:
        services.products.create(
            work, {"name": "White tea", "code": "W1", "category": "Tea", "unit": "box", "price": 12000, "cost": 7000}
        )
        services.products.create(work, {"name": "Ink", "code": "I1", "category": "Pens", "price": 3000})
        services.products.create(work, {"name": "Old cup", "active": False})
    window.ctx.navigator.show_part("settings", "products")
    found = window.findChild(ProductsSection, "settings_products")
    assert found is not None
    return found


def names(section: ProductsSection) -> list[str]:
    return [section.model.cell(row, 0).text for row in range(section.model.rowCount())]


def dialog(window: MainWindow) -> ProductDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, ProductDialog)
    return shown


def test_what_is_sold_is_listed_with_its_margin(section: ProductsSection) -> None:
    assert names(section) == ["Ink", "White tea"]
    margin = section.model.column_index("margin")
    assert [section.model.cell(row, margin).text for row in range(2)] == ["", "42%"]
    section.which.chosen.emit("all")
    assert names(section) == ["Ink", "Old cup", "White tea"]


def test_a_product_is_made_with_the_keyboard(window: MainWindow, section: ProductsSection, qtbot: Any) -> None:
    add = section.findChild(QPushButton, "product_add")
    assert add is not None
    add.click()
    form = dialog(window)
    focused = form.focusWidget()
    assert focused is form.form.editor("name").input(), "the cursor waits in the name"
    QTest.keyClicks(focused, "Black tea")
    form.form.editor("price").set_value(9900)
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert "Black tea" in names(section)
    assert window.ctx.services.products.find("Black tea").price == 9900  # type: ignore[union-attr]
    window.run_command("undo")
    assert "Black tea" not in names(section)


def test_wrong_input_is_told_under_the_field_and_nothing_is_written(
    window: MainWindow, section: ProductsSection
) -> None:
    window.ctx.navigator.new("product")
    form = dialog(window)
    form.form.editor("code").set_value("W1")
    form.accept()
    assert form.isVisible()
    assert form.form.errors().keys() == {"name"} or set(form.form.errors()) == {"name", "code"}
    form.form.editor("name").set_value("Other")
    form.accept()
    assert form.form.errors() == {"code": "Another product has this number."}
    assert len(window.ctx.services.products.all(only_active=False)) == 3
    form.reject()


def test_the_form_says_what_is_left_of_the_price(window: MainWindow, section: ProductsSection) -> None:
    tea = window.ctx.services.products.find("White tea")
    assert tea is not None
    window.ctx.navigator.open("product", tea.id)
    form = dialog(window)
    assert "50.00" in form.form.cell("price").note.text()
    form.form.editor("cost").set_value(6000)
    form.form.changed.emit("cost")
    assert "50%" in form.form.cell("price").note.text()
    form.accept()
    assert window.ctx.services.products.get(tea.id).cost == 6000


def test_a_form_opened_twice_does_not_overwrite(window: MainWindow, section: ProductsSection) -> None:
    services = window.ctx.services
    tea = services.products.find("White tea")
    assert tea is not None
    window.ctx.navigator.open("product", tea.id)
    form = dialog(window)
    with services.write(N_("undo", "Edit product")) as work:
        services.products.update(work, tea.id, {"price": 15000})
    form.form.editor("price").set_value(11000)
    form.accept()
    assert form.isVisible()
    assert form.error_label.text()
    assert services.products.get(tea.id).price == 15000
    form.reject()


def test_delete_key_and_undo(window: MainWindow, section: ProductsSection) -> None:
    section.table.selectRow(0)
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert names(section) == ["White tea"]
    window.run_command("undo")
    assert names(section) == ["Ink", "White tea"]


def test_no_match_says_so_and_leads_back(section: ProductsSection, qtbot: Any) -> None:
    field = section.findChild(QLineEdit, "product_filter")
    assert field is not None
    QTest.keyClicks(field, "zzz")
    qtbot.waitUntil(lambda: section.model.rowCount() == 0, timeout=3000)
    assert section._empty.isVisible()
    section._empty.button.click()
    assert len(names(section)) == 3
    assert not section._empty.isVisible()


def test_an_empty_list_offers_the_price_list(window: MainWindow) -> None:
    window.ctx.navigator.show_part("settings", "products")
    section = window.findChild(ProductsSection, "settings_products")
    assert section is not None
    assert section._empty.isVisible()
    section._empty.button.click()
    shown = QApplication.activeModalWidget()
    assert shown is not None
    assert shown.objectName() == "import_wizard"
    shown.close()


def test_what_is_exported_is_imported_unchanged(
    window: MainWindow, section: ProductsSection, tmp_path: Path, qtbot: Any
) -> None:
    target = tmp_path / "products.xlsx"
    window.ctx.prompter.answer("save_file", target)
    button = section.findChild(QPushButton, "product_export")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: "written" in window.ctx.toasts.text(), timeout=10_000)
    assert target.stat().st_size > 1000


def test_the_search_opens_the_form(window: MainWindow, section: ProductsSection) -> None:
    tea = window.ctx.services.products.find("White tea")
    assert tea is not None
    window.ctx.navigator.open("product", tea.id)
    form = dialog(window)
    assert form.windowTitle() == "White tea"
    form.reject()
