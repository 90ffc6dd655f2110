"""The window around workbooks with a password: exporting one, and typing the password of one that is imported."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QPushButton

from crm_desktop.core.i18n import N_
from crm_desktop.services.exporting import export_entity
from crm_desktop.services.listing import ListQuery
from crm_desktop.services.orders import NewLine, NewOrder
from crm_desktop.views import actions
from crm_desktop.views.dialogs.backup_parts import Note
from crm_desktop.views.dialogs.workbook_password import WorkbookPasswordDialog
from crm_desktop.views.list_export import export_query
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import HOW, ImportWizard
from crm_desktop.views.widgets.menu import Menu

PASSWORD = "龙井 2026 tea!"
SEALED = "Excel workbook with a password (*.xlsx)"


def names_in(path: Path, password: str = PASSWORD) -> list[object]:
    """What stands in the second column of the first sheet."""
    with path.open("rb") as file:
        book: Any = msoffcrypto.OfficeFile(file)
        book.load_key(password=password, verify_password=True)
        plain = io.BytesIO()
        book.decrypt(plain, verify_integrity=True)
    return [row[1] for row in openpyxl.load_workbook(plain).worksheets[0].iter_rows(values_only=True)]


@pytest.fixture
def shop(window: MainWindow, add_customer: Callable[..., int]) -> MainWindow:
    for name in ("Ann", "Bob"):
        add_customer(window.ctx.services, name=name, phone=["13812345678"] if name == "Ann" else [])
    return window


@pytest.fixture
def asked(qtbot: Any, shop: MainWindow) -> Callable[[], WorkbookPasswordDialog]:
    def find() -> WorkbookPasswordDialog:
        qtbot.waitUntil(lambda: any(one.isVisible() for one in shop.findChildren(WorkbookPasswordDialog)))
        return next(one for one in shop.findChildren(WorkbookPasswordDialog) if one.isVisible())

    return find


Asked = Callable[[], WorkbookPasswordDialog]


def type_in(qtbot: Any, dialog: WorkbookPasswordDialog, first: str, second: str) -> None:
    for field, text in ((dialog.password.first, first), (dialog.password.second, second)):
        field.clear()
        qtbot.keyClicks(field, text)


# Export ----------------------------------------------------------------------------------------


def test_a_list_is_exported_with_a_password(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    target = tmp_path / "c.xlsx"
    shop.ctx.prompter.answer("save_file", (target, SEALED))
    export_query(shop.ctx, ListQuery("customers"))
    dialog = asked()
    assert "can't be recovered" in " ".join(one.words.text() for one in dialog.findChildren(Note))
    assert not dialog.verb_button.isEnabled()
    qtbot.waitUntil(dialog.password.first.hasFocus)
    type_in(qtbot, dialog, "tea-Longjing-2026", "tea-Longjing-2025")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    note = dialog.password.form.cell("again").note
    assert note.isVisible()
    assert note.visibleRegion().boundingRect().height() == note.height(), "the dialog has grown by the reason"
    assert not target.exists()
    type_in(qtbot, dialog, "tea-Longjing-2026", "tea-Longjing-2026")
    qtbot.keyClick(dialog.password.second, Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists)
    assert names_in(target, "tea-Longjing-2026") == ["Name", "Ann", "Bob"]
    qtbot.waitUntil(lambda: "c.xlsx" in shop.ctx.toasts.text())


def test_what_is_easy_to_guess_is_not_taken(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    shop.ctx.prompter.answer("save_file", (tmp_path / "c.xlsx", SEALED))
    export_query(shop.ctx, ListQuery("customers"))
    dialog = asked()
    type_in(qtbot, dialog, "1234", "1234")
    dialog.accept()
    assert "Too short" in dialog.password.form.cell("passphrase").error()
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize(("typed", "reason"), [("tea", "Too short"), ("12345678", "Easy to guess")])
def test_what_is_wrong_with_a_password_is_told_as_it_is(
    qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path, typed: str, reason: str
) -> None:
    """One of eight signs was called too short and asked to have at least eight."""
    shop.ctx.prompter.answer("save_file", (tmp_path / "c.xlsx", SEALED))
    export_query(shop.ctx, ListQuery("customers"))
    dialog = asked()
    type_in(qtbot, dialog, typed, typed)
    assert reason in {one.text() for one in dialog.password.bar.findChildren(QLabel)}
    dialog.accept()
    assert dialog.password.form.cell("passphrase").error().startswith(reason)
    dialog.reject()


def test_nothing_is_written_without_a_password(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    shop.ctx.prompter.answer("save_file", (tmp_path / "c.xlsx", SEALED))
    export_query(shop.ctx, ListQuery("customers"))
    qtbot.keyClick(asked(), Qt.Key.Key_Escape)
    assert list(tmp_path.glob("c.xlsx")) == []
    assert shop.ctx.toasts.text() == ""


def test_a_csv_is_refused_before_a_password_is_typed(shop: MainWindow, tmp_path: Path) -> None:
    shop.ctx.prompter.answer("save_file", (tmp_path / "c.csv", SEALED))
    shop.ctx.prompter.answer("inform", None)
    export_query(shop.ctx, ListQuery("customers"))
    assert shop.ctx.prompter.asked[-1][0] == "inform"
    assert shop.findChildren(WorkbookPasswordDialog) == []
    assert list(tmp_path.glob("c.*")) == []


def test_other_kinds_of_files_ask_for_no_password(qtbot: Any, shop: MainWindow, tmp_path: Path) -> None:
    for target, kind in ((tmp_path / "c.xlsx", "Excel workbook (*.xlsx)"), (tmp_path / "c.csv", "CSV file (*.csv)")):
        shop.ctx.prompter.answer("save_file", (target, kind))
        export_query(shop.ctx, ListQuery("customers"))
        qtbot.waitUntil(target.exists)
    assert shop.findChildren(WorkbookPasswordDialog) == []
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]["B2"].value == "Ann"


def test_the_export_menu_of_the_customers_offers_it(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    shop.ctx.navigator.go("customers")
    qtbot.waitUntil(lambda: shop.findChild(QAbstractButton, "export") is not None)
    target = tmp_path / "c.xlsx"
    shop.ctx.prompter.answer("save_file", target)
    qtbot.mouseClick(shop.findChild(QAbstractButton, "export"), Qt.MouseButton.LeftButton)
    menu = shop.findChild(Menu, "export_menu")
    entry = next(action for action in menu.actions() if action.objectName() == "export_protected")
    menu.close()
    entry.trigger()
    dialog = asked()
    type_in(qtbot, dialog, "tea-Longjing-2026", "tea-Longjing-2026")
    dialog.accept()
    qtbot.waitUntil(target.exists)
    assert names_in(target, "tea-Longjing-2026") == ["Name", "Ann", "Bob"]


def test_reports_and_everything_too(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    with shop.ctx.services.write(N_("undo", "Test data")) as work:
        shop.ctx.services.orders.import_rows(
            work, [NewOrder("2026-09-01", (NewLine("White tea", None, 1000, 100_00),))]
        )
    shop.ctx.navigator.show_part("reports", "sales_by_month")
    button = shop.findChild(QPushButton, "export_excel")
    qtbot.waitUntil(button.isEnabled)
    for name, start in (("report", button.click), ("all", lambda: shop.ctx.command("export_everything"))):
        target = tmp_path / f"{name}.xlsx"
        shop.ctx.prompter.answer("save_file", (target, SEALED))
        start()
        dialog = asked()
        type_in(qtbot, dialog, "tea-Longjing-2026", "tea-Longjing-2026")
        dialog.accept()
        qtbot.waitUntil(lambda name=name: shop.ctx.toasts.text() == f"Saved: {name}.xlsx")
        assert names_in(target, "tea-Longjing-2026")
        qtbot.waitUntil(lambda: not shop.findChildren(WorkbookPasswordDialog))


def test_the_kind_is_chosen_in_the_chooser_of_files(qtbot: Any, shop: MainWindow, asked: Asked, tmp_path: Path) -> None:
    """Through Qt's own chooser, by the list of kinds; the name gets its ending."""
    kinds: list[str] = []

    def choose() -> None:
        chooser = QApplication.activeModalWidget()
        if not isinstance(chooser, QFileDialog):
            QTimer.singleShot(20, choose)
            return
        kinds.extend(chooser.nameFilters())
        chooser.selectNameFilter(SEALED)
        chooser.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "mine"))
        chooser.accept()

    QTimer.singleShot(0, choose)
    export_query(shop.ctx, ListQuery("customers"))
    assert kinds == ["Excel workbook (*.xlsx)", SEALED, "CSV file (*.csv)"]
    dialog = asked()
    assert "mine.xlsx" in dialog.subtitle_label.text()
    dialog.reject()


# Import ----------------------------------------------------------------------------------------


@pytest.fixture
def sealed(shop: MainWindow, tmp_path: Path) -> Path:
    """Ann and Bob with a password; Bob was deleted since."""
    services, path = shop.ctx.services, tmp_path / "c.xlsx"
    export_entity(services, "customers", path, password=PASSWORD)
    bob = services.listing.first(ListQuery("customers", search="Bob"), 1)[0].id
    with services.write(N_("undo", "Delete customer")) as work:
        services.customers.delete(work, bob)
    return path


@pytest.fixture
def wizard(qtbot: Any, shop: MainWindow) -> ImportWizard:
    dialog = actions.open_dialog(shop.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard")
    assert isinstance(dialog, ImportWizard)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_the_wizard_asks_until_the_password_is_right(
    qtbot: Any, shop: MainWindow, wizard: ImportWizard, sealed: Path
) -> None:
    prompter = shop.ctx.prompter
    prompter.answer("passphrase", "wrong")
    prompter.answer("passphrase", PASSWORD)
    wizard.open_file(sealed)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    assert [title for method, title in prompter.asked if method == "passphrase"] == ["“c.xlsx” has a password"] * 2
    assert wizard.error_label.isHidden()
    for _step in range(4):  # how, columns, check, import
        qtbot.mouseClick(wizard.verb_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)
    result = wizard.session.result
    assert result is not None
    assert (result.created, result.unchanged) == (1, 1)
    assert prompter.asked[-1][0] != "inform"


def test_the_question_hides_what_is_typed_until_the_eye_is_pressed(qtbot: Any, shop: MainWindow) -> None:
    dialog = shop.ctx.prompter.ask_dialog("Which?", "Type it", "", "Unlock", secret=True)
    dialog.open()
    field = dialog.findChildren(QLineEdit, "answer")[0]
    assert not dialog.verb_button.isEnabled(), "nothing opens nothing"
    qtbot.keyClicks(field, "tea")
    assert dialog.verb_button.isEnabled()
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field.actions()[0].trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    dialog.reject()


def test_without_a_password_the_wizard_says_why(
    qtbot: Any, shop: MainWindow, wizard: ImportWizard, sealed: Path
) -> None:
    shop.ctx.prompter.answer("passphrase", None)
    wizard.open_file(sealed)
    qtbot.waitUntil(lambda: not wizard.busy() and wizard.error_label.isVisible(), timeout=30_000)
    assert "protected by a password" in wizard.error_label.text()
    assert wizard.session.preview is None
    assert wizard.step < HOW


def test_the_next_file_is_not_opened_with_the_password_of_the_last(
    qtbot: Any, shop: MainWindow, wizard: ImportWizard, sealed: Path, tmp_path: Path
) -> None:
    prompter = shop.ctx.prompter
    prompter.answer("passphrase", PASSWORD)
    wizard.open_file(sealed)
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    assert wizard.session.options.password == PASSWORD
    export_entity(shop.ctx.services, "customers", tmp_path / "d.xlsx")
    wizard.open_file(tmp_path / "d.xlsx")
    qtbot.waitUntil(lambda: wizard.session.preview is not None and not wizard.busy(), timeout=30_000)
    assert wizard.session.options.password == ""
