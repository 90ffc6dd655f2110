"""Backing up, restoring and changing the passphrase through the dialogs, on a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import keyring
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app import open_window
from crm_desktop.core import secrets
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api
from crm_desktop.services.backup.compare import Difference, Side
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import open_services
from crm_desktop.views.dialogs.backup import BackupDialog
from crm_desktop.views.dialogs.backup_auto import AutoBackup
from crm_desktop.views.dialogs.backup_code import RecoveryCodeDialog
from crm_desktop.views.dialogs.damage import DamageDialog
from crm_desktop.views.dialogs.passphrase import ChangePassphraseDialog
from crm_desktop.views.dialogs.restore import RestoreDialog
from crm_desktop.views.dialogs.restore_preview import RestoredDialog, RestorePreviewDialog
from crm_desktop.views.dialogs.restore_words import name_list, what_differs
from crm_desktop.views.moments import with_moment
from tests.core.test_secrets import Keeping
from tests.services.backup import fast_age
from tests.services.backup.conftest import PASSPHRASE

D = TypeVar("D", bound=QWidget)
WAIT_MS = 30_000


class Desk:
    """A window on a shop with three customers and a key that opens quickly."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        services = open_services(data)
        with services.write(N_("undo", "Fill")) as work:
            for name in ("罗文清", "潘越", "Ann"):
                services.customers.create(work, {"name": name})
        services.close()
        self.qtbot, self.data = qtbot, data
        self.code = fast_age.install_key(KeyStore(DataFolder(data)), PASSPHRASE)
        self.open()

    def open(self) -> None:
        self.window: Any = open_window(self.data, now="2026-09-23T10:00:00")
        self.qtbot.addWidget(self.window)
        self.ctx = self.window.ctx

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that class, once it is shown."""

        def found() -> list[D]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=WAIT_MS)
        return found()[-1]

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def names(self) -> list[str]:
        rows = self.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id")
        return [row[0] for row in rows.fetchall()]

    def add(self, name: str) -> None:
        with self.ctx.services.write(N_("undo", "Add")) as work:
            self.ctx.services.customers.create(work, {"name": name})

    def back_up(self) -> Path:
        self.ctx.command("backup")
        dialog = self.dialog(BackupDialog)
        dialog.verb_button.click()
        self.until(lambda: dialog.result_of_backup is not None)
        result = dialog.result_of_backup
        assert result is not None
        dialog.verb_button.click()
        return result.path

    def look_inside(self, secret: str, **arguments: object) -> RestorePreviewDialog:
        self.ctx.command("restore", **arguments)
        dialog = self.dialog(RestoreDialog)
        dialog.secret.setText(secret)
        dialog.verb_button.click()
        return self.dialog(RestorePreviewDialog)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "data")
    yield made
    made.window.close()


def test_backup_then_restore_then_undo(desk: Desk) -> None:
    path = desk.back_up()
    assert path.parent == desk.data / "backups"
    with desk.ctx.services.write(N_("undo", "Delete")) as work:
        desk.ctx.services.customers.delete(work, 1)
    desk.add("魏然")
    preview = desk.look_inside(PASSPHRASE)
    assert preview.table.texts()[0] == ("Customers", "3", "3", "", "without “魏然”, “罗文清” comes back")
    assert [row[4] for row in preview.table.texts()[1:]] == ["the same"] * 3
    preview.verb_button.click()
    done = desk.dialog(RestoredDialog)
    assert desk.names() == ["罗文清", "潘越", "Ann"]
    done.findChild(QWidget, "undo_restore").click()  # type: ignore[attr-defined]
    desk.until(lambda: desk.names() == ["潘越", "Ann", "魏然"])
    desk.add("still writable")
    assert not list((desk.data / "recovery").iterdir())


def test_wrong_passphrase_stays_in_the_dialog_and_changes_nothing(desk: Desk) -> None:
    desk.back_up()
    current = (desk.data / "CURRENT").read_text()
    desk.ctx.command("restore")
    dialog = desk.dialog(RestoreDialog)
    assert not dialog.verb_button.isEnabled()
    dialog.secret.setText("wrong")
    dialog.verb_button.click()
    desk.until(lambda: "passphrase is wrong" in dialog.error_label.text())
    assert dialog.verb_button.isEnabled()
    dialog.reject()
    assert (desk.data / "CURRENT").read_text() == current


def test_leaving_the_preview_leaves_everything_as_it_is(desk: Desk) -> None:
    desk.back_up()
    desk.add("魏然")
    preview = desk.look_inside(desk.code.lower())
    preview.cancel_button.click()
    desk.until(lambda: not list((desk.data / "recovery").iterdir()))
    assert "魏然" in desk.names()


def test_a_file_given_by_the_system_is_chosen(desk: Desk, tmp_path: Path) -> None:
    path = desk.back_up().rename(tmp_path / "from stick.crmbackup")
    preview = desk.look_inside(PASSPHRASE, path=path)
    assert all(row[4] == "the same" for row in preview.table.texts())
    preview.reject()


def test_a_text_file_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.crmbackup").write_text("hello, this is not a backup at all, only a text")
    desk.ctx.prompter.answer("open_file", tmp_path / "x.crmbackup")
    desk.ctx.command("restore")
    dialog = desk.dialog(RestoreDialog)
    dialog.findChild(QWidget, "choose_file").click()  # type: ignore[attr-defined]
    dialog.secret.setText("any")
    dialog.verb_button.click()
    desk.until(lambda: "is not a backup" in dialog.error_label.text())
    dialog.reject()


def test_cancelled_backup_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    desk.ctx.prompter.answer("choose_folder", tmp_path / "stick")
    desk.ctx.command("backup")
    dialog = desk.dialog(BackupDialog)
    dialog.findChild(QWidget, "backup_place").click()  # type: ignore[attr-defined]
    dialog.verb_button.click()
    dialog.cancel_button.click()
    desk.until(lambda: not desk.ctx.jobs.busy())
    assert [path.name for path in (tmp_path / "stick").iterdir() if not path.name.startswith(".")] == []
    desk.until(lambda: not list((tmp_path / "stick").iterdir()))


def test_backs_up_by_itself_when_due_and_tells_a_failure_once(desk: Desk) -> None:
    auto = AutoBackup(desk.ctx, desk.window)
    auto.look()
    desk.until(lambda: len(api.list_backups(desk.data)) == 1)
    assert api.list_backups(desk.data)[0].kind == "auto"
    auto.look()
    desk.until(lambda: auto._job is not None and auto._job.finished)
    assert len(api.list_backups(desk.data)) == 1
    desk.add("魏然")
    desk.ctx.services.clock.advance(timedelta(hours=5))
    (desk.data / "keys" / "auth").unlink()
    for _turn in range(2):
        desk.ctx.toasts.dismiss()
        auto.look()
        desk.until(lambda: auto._job is not None and auto._job.finished)
    assert desk.ctx.toasts.text() == ""
    assert auto._told == "damaged"


@pytest.mark.slow
def test_first_backup_asks_for_a_passphrase_and_shows_the_code_once(desk: Desk) -> None:
    for name in ("recipient", "auth", "passphrase.age", "recovery.age"):
        (desk.data / "keys" / name).unlink()
    desk.ctx.command("backup")
    dialog = desk.dialog(BackupDialog)
    assert not dialog.verb_button.isEnabled()
    new = dialog.findChild(QWidget, "field_passphrase"), dialog.findChild(QWidget, "field_passphrase_again")
    new[0].setText("abc")  # type: ignore[attr-defined]
    new[1].setText("abc")  # type: ignore[attr-defined]
    dialog.verb_button.click()
    assert dialog.isVisible()
    for field in new:
        field.setText("three quiet cups of tea")  # type: ignore[attr-defined]
    dialog.verb_button.click()
    shown = desk.dialog(RecoveryCodeDialog)
    assert not shown.verb_button.isEnabled()
    groups = shown.code.split("-")
    for number in (2, 5):
        shown.findChild(QWidget, f"field_group_{number}").setText(groups[number - 1].lower())  # type: ignore[attr-defined]
    assert shown.verb_button.isEnabled()
    shown.verb_button.click()
    path = api.list_backups(desk.data)[0].file
    assert api.verify(path, shown.code).ok
    assert api.verify(path, "three quiet cups of tea").ok


def test_recovery_page_is_a_pdf(desk: Desk, tmp_path: Path) -> None:
    dialog = RecoveryCodeDialog(desk.ctx, desk.code, desk.window)
    dialog.write_page(tmp_path / "code.pdf")
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    dialog.deleteLater()


@pytest.mark.slow
def test_passphrase_is_changed_in_its_dialog(desk: Desk) -> None:
    desk.ctx.command("passphrase")
    dialog = desk.dialog(ChangePassphraseDialog)
    dialog.old.setText("not it")
    for field in (dialog.new.first, dialog.new.second):
        field.setText("words of another day")
    dialog.verb_button.click()
    desk.until(lambda: "wrong" in dialog.error_label.text())
    dialog.old.setText(PASSPHRASE)
    dialog.verb_button.click()
    desk.until(lambda: not any(isinstance(w, ChangePassphraseDialog) for w in QApplication.topLevelWidgets()))
    keys = KeyStore(DataFolder(desk.data))
    assert keys.unlock("words of another day").recipient == keys.public().recipient


def open_damaged(data: Path) -> tuple[DamageDialog, list[bool]]:
    """The screen for data that can't be opened, and a list that fills when it was mended."""
    with pytest.raises(UserError) as caught:
        open_services(data)
    dialog = DamageDialog(caught.value, data)
    mended: list[bool] = []
    dialog.accepted.connect(lambda: mended.append(True))
    dialog.open()
    return dialog, mended


def choose(dialog: DamageDialog, kind: str) -> None:
    for number in range(dialog.list.count()):
        if dialog.list.row_at(number).key[0] == kind:
            dialog.list.setCurrentRow(number)
            return
    raise AssertionError(kind)


def test_guided_screen_restores_the_last_backup(desk: Desk) -> None:
    desk.back_up()
    desk.window.close()
    path = DataFolder(desk.data).database_path()
    path.write_bytes(b"")
    dialog, mended = open_damaged(desk.data)
    choose(dialog, "backup")
    assert not dialog.verb_button.isEnabled()
    dialog.secret.setText(PASSPHRASE)
    dialog.verb_button.click()
    desk.until(lambda: bool(mended))
    assert path.read_bytes() == b""
    desk.open()
    assert desk.names() == ["罗文清", "潘越", "Ann"]


def test_guided_screen_goes_back_to_the_state_before_a_restore(desk: Desk) -> None:
    backup = desk.back_up()
    desk.add("魏然")
    desk.window.close()
    api.restore(desk.data, backup, PASSPHRASE)
    (desk.data / "CURRENT").unlink()
    dialog, mended = open_damaged(desk.data)
    choose(dialog, "generation")
    dialog.verb_button.click()
    desk.until(lambda: bool(mended))
    desk.open()
    assert desk.names()


def test_guided_screen_for_newer_data_offers_no_salvage(desk: Desk) -> None:
    db = desk.ctx.services.db
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql("PRAGMA user_version=999")
    desk.window.close()
    dialog, _mended = open_damaged(desk.data)
    ways = [dialog.list.row_at(n).key[0] for n in range(dialog.list.count())]
    assert "file" in ways
    assert "salvage" not in ways
    dialog.reject()


def test_words_for_differences() -> None:
    none = Side()

    def words(entity: str, going: Side = none, coming: Side = none, returning: int = 0, changed: int = 0) -> str:
        return what_differs(Difference(entity, 9, 9, going, coming, returning, changed), "CNY")

    assert words("orders", Side(28, ("a",) * 28, 641200)) == "28 fewer, ¥6,412 in all"
    assert words("deals", Side(1, ("回礼续单",), 500)) == "without “回礼续单”"
    assert words("customers", Side(5, ("a",)), Side(2, ("b",)), 2) == "5 newer go, 2 deleted come back"
    assert words("customers", Side(1, ("",)), Side(1, ("",)), 1) == "1 newer goes, 1 deleted comes back"
    assert words("activities", Side(1), Side(1)) == "1 fewer, 1 comes back"
    assert words("products", changed=3) == "3 as they were then"
    assert words("followups") == "the same"
    assert name_list(Side(12, tuple("abcdefghijkl"))) == "a, b, c, d, e, f, g, h and 4 more"


def test_a_moment_in_a_sentence() -> None:
    assert with_moment("Back to {when}", "today 05:45") == "Back to today 05:45"
    assert with_moment("回到 {when}", "今天 05:45") == "回到今天 05:45"
    assert with_moment("回到 {when}", "9月21日 21:30") == "回到 9月21日 21:30"


def test_without_a_backup_the_button_asks_for_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.ctx.command("restore")
    dialog = desk.dialog(RestoreDialog)
    assert dialog.nothing_known()
    assert not dialog.secret.isVisible()
    assert dialog.verb_button.text() == "Choose a file"
    desk.ctx.prompter.answer("open_file", None)
    dialog.verb_button.click()
    assert dialog.isVisible()
    assert dialog.nothing_known()
    (tmp_path / "found.crmbackup").write_bytes(b"x")
    desk.ctx.prompter.answer("open_file", tmp_path / "found.crmbackup")
    dialog.verb_button.click()
    assert dialog.list.key() == str(tmp_path / "found.crmbackup")
    assert dialog.secret.isVisible()
    assert dialog.verb_button.text() == "Look inside"
    assert not dialog.verb_button.isEnabled()
    dialog.secret.setText("a passphrase")
    assert dialog.verb_button.isEnabled()
    dialog.reject()


def test_a_remembered_passphrase_stands_in_the_field_next_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Keeping()
    before = keyring.get_keyring()
    monkeypatch.setattr(secrets, "_TRUSTED", frozenset({(Keeping.__module__, "Keeping")}))
    keyring.set_keyring(store)
    try:
        path = desk.back_up()
        for remembered in ("", PASSPHRASE, PASSPHRASE):
            desk.ctx.command("restore", path=path)
            dialog = desk.dialog(RestoreDialog)
            desk.until(dialog.remember.isVisible)
            desk.until(lambda: dialog.secret.value() == remembered)  # noqa: B023
            dialog.secret.set_value(PASSPHRASE)
            dialog.remember.setChecked(True)
            dialog.verb_button.click()
            desk.dialog(RestorePreviewDialog).reject()
            desk.until(desk.ctx.jobs.idle)
            assert PASSPHRASE in store.kept.values()
    finally:
        keyring.set_keyring(before)
