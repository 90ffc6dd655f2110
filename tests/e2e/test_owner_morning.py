"""The owner's morning, from a messy Excel file to the shop restored after the data was destroyed, by hand and key.

Everything goes through the real window, its dialogs and the real encryption; nothing is stubbed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QTableView, QWidget

from crm_desktop.app import open_window
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.services.vault.keyfile import is_encrypted
from crm_desktop.views import translation
from crm_desktop.views.dialogs.backup import BackupDialog
from crm_desktop.views.dialogs.backup_code import ASKED, RecoveryCodeDialog
from crm_desktop.views.dialogs.damage import DamageDialog
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, COLUMNS, HOW, RESULT, ImportWizard
from crm_desktop.views.prompter import Prompter

W = TypeVar("W", bound=QWidget)
NOW = "2026-09-23T10:00:00"
PASSPHRASE = "three cups of spring tea"
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
WAIT = 120_000
TABLES = ("customer", "deal", "follow_up", "activity", "staff", "stage", "shop_setting")


@pytest.fixture
def messy_workbook(tmp_path: Path) -> Path:
    """A title row, uneven headings, one phone in three shapes, a repeated row, one that can't be right."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["老客户名单（2026 年 9 月）"],
        [],
        ["客户姓名", "联系电话", "公司", "生日", "备注"],
        ["张玮", "139-5716-3382", "伟业装饰", "1985.3.12", "礼盒用墨绿"],
        ["周雯", "+86 138 0001 6019", "", "农历八月十五", ""],
        ["郑文博", 13371250896, "墨池书院", "", "书法班"],
        ["周雯", "13800016019", "", "", ""],
        ["李错", "139O57", "", "", ""],
    ):
        sheet.append(row)
    path = tmp_path / "老客户.xlsx"
    book.save(path)
    return path


class Morning:
    """The window and the few moves that every step is made of."""

    def __init__(self, qtbot: Any, data_dir: Path) -> None:
        self.qtbot, self.data_dir = qtbot, data_dir
        self.window: MainWindow = self.open()

    def open(self) -> MainWindow:
        secret = PASSPHRASE if is_encrypted(self.data_dir) else None
        window = open_window(self.data_dir, now=NOW, passphrase=secret)
        assert isinstance(window, MainWindow)
        window.resize(1280, 800)
        self.window = window
        return window

    def until(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT)

    def dialog(self, kind: type[W]) -> W:
        """The dialog of that class, once it is open."""

        def shown() -> list[W]:
            return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

        self.until(shown)
        return shown()[-1]

    def find(self, where: QWidget, kind: type[W], name: str) -> W:
        found = where.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, where: QWidget, name: str) -> None:
        button = self.find(where, QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, LEFT)

    def type(self, where: QWidget, name: str, text: str) -> QLineEdit:
        field = self.find(where, QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        return field

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
        """Press a key of the window, once no dialog has the keyboard any more."""
        self.until(self.window.isActiveWindow)
        QTest.keyClick(self.window, key, modifier)

    def page(self, key: str) -> QWidget:
        page = self.window.current_page()
        assert page is not None
        assert page.objectName() == f"page_{key}"
        assert page.isVisible()
        return page

    def names(self) -> set[str]:
        rows = self.window.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL")
        return {row[0] for row in rows}

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of what the shop knows, to compare before and after."""
        db = self.window.ctx.services.db
        return {table: db.execute_sql(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES}


@pytest.fixture
def morning(qtbot: Any, data_dir: Path) -> Iterator[Morning]:
    made = Morning(qtbot, data_dir)
    yield made
    made.window.close()
    made.window.deleteLater()
    translation.switch("en")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def import_workbook(morning: Morning, path: Path) -> None:
    morning.key(Qt.Key.Key_I)
    wizard = morning.dialog(ImportWizard)
    morning.window.ctx.prompter.answer("open_file", path)
    morning.press(wizard, "import_choose")
    morning.until(lambda: wizard.session.preview is not None and not wizard.busy())
    for step in (HOW, COLUMNS, CHECK, RESULT):
        morning.until(wizard.verb_button.isEnabled)
        QTest.mouseClick(wizard.verb_button, LEFT)
        morning.until(lambda step=step: wizard.step == step and not wizard.busy())
    result = wizard.session.result
    assert result is not None
    assert (result.read, result.created, result.skipped, result.failed) == (5, 3, 1, 1)
    QTest.mouseClick(wizard.verb_button, LEFT)
    assert morning.names() == {"张玮", "周雯", "郑文博"}


def correct_the_name(morning: Morning) -> None:
    morning.key(Qt.Key.Key_2)
    page = morning.page("customers")
    morning.type(page, "customer_filter", "zw")
    table = morning.find(page, QTableView, "customer_table")
    morning.until(lambda: table.model() is not None and table.model().rowCount() == 3)
    customer = morning.window.ctx.services.customers.by_name("张玮")[0]
    table.select_id(customer)  # type: ignore[attr-defined]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    morning.until(table.is_editing)  # type: ignore[attr-defined]
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "张玮"
    field.setText("张伟")
    QTest.keyClick(field, Qt.Key.Key_Return)
    morning.until(lambda: "张伟" in morning.names())


def find_by_the_last_four_digits(morning: Morning) -> None:
    morning.key(Qt.Key.Key_K)
    field = morning.type(morning.window, "search", "3382")
    results = morning.find(morning.window, QListWidget, "search_results")
    morning.until(lambda: results.count() and results.item(0).text().startswith("张伟"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    morning.until(lambda: morning.find(morning.page("customers"), QLineEdit, "quick_note").isVisible())


def log_a_call_with_the_next_step(morning: Morning) -> None:
    page = morning.page("customers")
    note = morning.find(page, QLineEdit, "quick_note")
    note.setFocus()
    QTest.keyClicks(note, "wants sixty gift boxes")
    morning.until(lambda: morning.find(page, QLineEdit, "next_step_text").isVisible())
    morning.type(page, "next_step_text", "send the offer")
    QTest.keyClick(morning.type(page, "next_step_date", "+2"), Qt.Key.Key_Return)
    services = morning.window.ctx.services
    customer = services.customers.by_name("张伟")[0]
    morning.until(lambda: str(services.customers.get(customer).next_follow_up) == "2026-09-25")
    said = services.db.execute_sql("SELECT type, content FROM activity WHERE customer_id = ?", (customer,)).fetchall()
    assert said == [("call", "wants sixty gift boxes")]


def open_a_deal(morning: Morning) -> int:
    morning.press(morning.page("customers"), "record_new_deal")
    dialog = morning.dialog(DealDialog)
    morning.find(dialog, QLineEdit, "field_title").setText("Gift boxes")
    morning.find(dialog, QLineEdit, "field_amount").setText("11880")
    morning.press(dialog, "accept")
    services = morning.window.ctx.services
    morning.until(lambda: services.db.execute_sql("SELECT 1 FROM deal").fetchone())
    return int(services.db.execute_sql("SELECT id FROM deal").fetchone()[0])


def drag_the_deal_and_take_it_back(morning: Morning, deal: int) -> None:
    morning.key(Qt.Key.Key_3)
    page: Any = morning.page("pipeline")
    services = morning.window.ctx.services
    morning.until(page.board.column("stage_new").model.cards)
    morning.qtbot.wait(100)  # the columns take their places
    source = page.board.column("stage_new").list.viewport()
    start = page.board.column("stage_new").centre_of(deal).toPoint()
    target = page.board.column("stage_contacted")
    end = target.mapToGlobal(target.rect().center())
    QTest.mousePress(source, LEFT, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(start))
    for step in range(1, 6):
        point = QPoint(start + (end - start) * step / 5)
        QTest.mouseMove(source, source.mapFromGlobal(point))
        QApplication.processEvents()
    QTest.mouseRelease(source, LEFT, Qt.KeyboardModifier.NoModifier, source.mapFromGlobal(end))
    morning.until(lambda: services.deals.get(deal).stage == "contacted")
    morning.key(Qt.Key.Key_Z)
    morning.until(lambda: services.deals.get(deal).stage == "new")
    morning.key(Qt.Key.Key_Y)
    morning.until(lambda: services.deals.get(deal).stage == "contacted")


def look_at_a_report_and_export_it(morning: Morning, out: Path) -> None:
    morning.key(Qt.Key.Key_5)
    page = morning.page("reports")
    morning.window.ctx.navigator.show_part("reports", "pipeline_forecast")
    table = morning.find(page, QTableView, "report_table")
    morning.until(lambda: page._result is not None and page._result.name == "pipeline_forecast")  # type: ignore[attr-defined]
    morning.until(lambda: table.isVisible() and table.model().rowCount() > 0)
    morning.window.ctx.prompter.answer("save_file", out)
    morning.press(morning.window, "export_excel")
    morning.until(out.exists)
    morning.until(lambda: not morning.window.ctx.jobs.busy())
    book = openpyxl.load_workbook(out)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(isinstance(value, int | float) and value == pytest.approx(11880) for value in values)
    book.close()


def back_up(morning: Morning, stick: Path) -> Path:
    stick.mkdir()
    morning.window.run_command("backup")
    dialog = morning.dialog(BackupDialog)
    morning.window.ctx.prompter.answer("choose_folder", stick)
    morning.press(dialog, "backup_place")
    morning.type(dialog, "field_passphrase", PASSPHRASE)
    morning.type(dialog, "field_passphrase_again", PASSPHRASE)
    QTest.mouseClick(dialog.verb_button, LEFT)
    code = morning.dialog(RecoveryCodeDialog)
    groups = code.code.split("-")
    for number in ASKED:
        morning.type(code, f"field_group_{number + 1}", groups[number])
    QTest.mouseClick(code.verb_button, LEFT)
    morning.until(lambda: morning.window.ctx.services.encrypted)
    made = list(stick.glob("*.crmbackup"))
    assert len(made) == 1
    light = morning.find(morning.window, QWidget, "backup_light")
    morning.until(lambda: light.accessibleName().startswith("Backed up"))
    return made[0]


def wreck(data_dir: Path) -> None:
    """The disk dies: the live database is rubbish from the first byte to the last."""
    database = DataFolder(data_dir).database_path()
    size = database.stat().st_size
    for leftover in database.parent.glob("crm.db-*"):
        leftover.unlink()
    database.write_bytes(b"\xde\xad\xbe\xef" * (size // 4))


def restore_from_the_stick(morning: Morning, backup: Path) -> None:
    with pytest.raises(UserError) as refused:
        open_window(morning.data_dir, now=NOW, passphrase=PASSPHRASE)
    assert refused.value.code == "damaged"
    prompter = Prompter()
    clock = FixedClock(morning.window.ctx.services.clock.now())
    dialog = DamageDialog(refused.value, morning.data_dir, clock=clock, prompter=prompter)
    dialog.open()
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    dialog.list.choose(("file", ""))
    prompter.answer("open_file", backup)
    QTest.keyClicks(dialog.secret, PASSPHRASE)
    QTest.mouseClick(dialog.verb_button, LEFT)
    morning.until(lambda: finished == [int(DamageDialog.DialogCode.Accepted)])


@pytest.mark.slow
def test_the_owner_s_morning(morning: Morning, messy_workbook: Path, tmp_path: Path) -> None:
    import_workbook(morning, messy_workbook)
    correct_the_name(morning)
    find_by_the_last_four_digits(morning)
    log_a_call_with_the_next_step(morning)
    deal = open_a_deal(morning)
    drag_the_deal_and_take_it_back(morning, deal)
    look_at_a_report_and_export_it(morning, tmp_path / "forecast.xlsx")
    backup = back_up(morning, tmp_path / "stick")
    before = morning.content()
    assert len(before["customer"]) == 3
    assert len(before["deal"]) == 1

    morning.window.close()
    morning.window.deleteLater()
    wreck(morning.data_dir)
    restore_from_the_stick(morning, backup)

    morning.open()
    assert morning.content() == before
    assert morning.names() == {"张伟", "周雯", "郑文博"}
    morning.key(Qt.Key.Key_Z)
    morning.until(lambda: morning.window.ctx.services.deals.get(deal).stage == "new")
