"""Encryption seen from the window: turned on when the recovery code is kept, and asked for at the start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop import app as starting
from crm_desktop.app import open_window
from crm_desktop.core import secrets
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.services.backup import schedule
from crm_desktop.services.vault import convert, keyfile, leftovers, unlocking
from crm_desktop.views.dialogs.backup import BackupDialog
from crm_desktop.views.dialogs.backup_code import ASKED, RecoveryCodeDialog
from crm_desktop.views.dialogs.damage import DamageDialog
from crm_desktop.views.dialogs.encryption import EncryptionDialog
from crm_desktop.views.dialogs.first_run import FirstRunDialog
from crm_desktop.views.dialogs.move_data import MoveDataDialog
from crm_desktop.views.dialogs.restore import RestoreDialog
from crm_desktop.views.dialogs.restore_preview import RestoredDialog, RestorePreviewDialog
from crm_desktop.views.dialogs.unlock import UnlockDialog
from tests.core.test_secrets import Keeping
from tests.services.backup.conftest import PASSPHRASE
from tests.services.vault.conftest import Vault, make_vault

D = TypeVar("D", bound=QWidget)
WAIT_MS = 30_000


@pytest.fixture
def plain(tmp_path: Path, clock: FixedClock) -> Vault:
    return make_vault(tmp_path / "data", clock, "罗文清", "潘越", "Ann")


@pytest.fixture
def fresh_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UnlockDialog, "throttle", unlocking.Throttle())


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., Any]]:
    windows: list[Any] = []

    def opener(data: Path, **options: Any) -> Any:
        window: Any = open_window(data, now="2026-09-23T10:00:00", **options)
        qtbot.addWidget(window)
        windows.append(window)
        return window

    yield opener
    for window in windows:
        window.close()


def dialog(qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=WAIT_MS)
    return found()[-1]


def names(window: Any) -> list[str]:
    rows = window.ctx.services.db.execute_sql("SELECT name FROM customer ORDER BY id").fetchall()
    return [row[0] for row in rows]


def test_turned_on_and_off_in_the_window(qtbot: QtBot, plain: Vault, opened: Callable[..., Any]) -> None:
    window = opened(plain.data)
    window.ctx.command("encryption")
    asked = dialog(qtbot, EncryptionDialog)
    asked.secret.setText("not this one")
    asked.verb_button.click()
    qtbot.waitUntil(lambda: "wrong" in asked.error_label.text(), timeout=WAIT_MS)
    assert not keyfile.is_encrypted(plain.data)
    asked.secret.setText(PASSPHRASE)
    asked.verb_button.click()
    qtbot.waitUntil(lambda: window.ctx.services.encrypted, timeout=WAIT_MS)
    assert names(window) == ["罗文清", "潘越", "Ann"]
    qtbot.waitUntil(lambda: leftovers.plain_leftovers(plain.folder) == [], timeout=WAIT_MS)
    window.close()
    with pytest.raises(UserError) as caught:
        open_window(plain.data)
    assert caught.value.code == "locked"
    window = opened(plain.data, passphrase=plain.code)
    assert names(window) == ["罗文清", "潘越", "Ann"]
    window.ctx.command("encryption", what="off")
    asked = dialog(qtbot, EncryptionDialog)
    asked.secret.setText(PASSPHRASE)
    asked.verb_button.click()
    qtbot.waitUntil(lambda: not window.ctx.services.encrypted, timeout=WAIT_MS)
    assert names(window) == ["罗文清", "潘越", "Ann"]


def test_on_once_the_recovery_code_is_kept(qtbot: QtBot, tmp_path: Path, opened: Callable[..., Any]) -> None:
    window = opened(tmp_path / "data")
    window.ctx.command("backup")
    backup = dialog(qtbot, BackupDialog)
    backup._new.first.setText("three quiet cups of tea")
    backup._new.second.setText("three quiet cups of tea")
    backup.verb_button.click()
    shown = dialog(qtbot, RecoveryCodeDialog)
    assert not window.ctx.services.encrypted
    for number in ASKED:
        shown.findChild(QWidget, f"field_group_{number + 1}").setText(shown.code.split("-")[number])  # type: ignore[union-attr]
    shown.verb_button.click()
    qtbot.waitUntil(lambda: window.ctx.services.encrypted, timeout=WAIT_MS)
    assert unlocking.unlock(tmp_path / "data", "three quiet cups of tea") == window.ctx.services.key


def answer(qtbot: QtBot, steps: Callable[[UnlockDialog], None]) -> None:
    """Do ``steps`` once the lock screen, which waits in a loop of its own, is shown."""

    def when_shown() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, UnlockDialog) and w.isVisible()]
        if found:
            steps(found[0])
        else:
            QTimer.singleShot(20, when_shown)

    QTimer.singleShot(0, when_shown)


def started(qtbot: QtBot, plain: Vault) -> starting.Session:
    """The program, once it is past the lock screen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    session = starting._start_or_explain(app, plain.data, plain.clock, "en")
    assert session is not None
    qtbot.addWidget(session.window)
    return session


@pytest.mark.usefixtures("fresh_throttle")
def test_the_lock_screen(qtbot: QtBot, plain: Vault) -> None:
    def steps(shown: UnlockDialog) -> None:
        assert not shown.verb_button.isEnabled()
        assert shown.remember.isHidden(), "there is no keyring here"
        shown.secret.setText("wrong")
        shown.verb_button.click()

        def again() -> None:
            if "wrong" not in shown.error_label.text():
                QTimer.singleShot(20, again)
                return
            shown.secret.setText(plain.code.lower())
            shown.verb_button.click()

        again()

    answer(qtbot, steps)
    shown = UnlockDialog(plain.data)
    assert shown.ask() == plain.key


@pytest.mark.usefixtures("fresh_throttle")
def test_closing_the_lock_screen_gives_no_key(qtbot: QtBot, plain: Vault) -> None:
    answer(qtbot, lambda shown: shown.cancel_button.click())
    assert UnlockDialog(plain.data).ask() is None


def test_the_keyring_answers_first(qtbot: QtBot, plain: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Keeping()
    monkeypatch.setattr(secrets, "_backend", lambda: kept)
    assert unlocking.remember(plain.key)
    assert UnlockDialog(plain.data).ask() == plain.key


@pytest.mark.usefixtures("fresh_throttle")
def test_keys_typed_while_it_unlocks_press_nothing(qtbot: QtBot, plain: Vault) -> None:
    shown = UnlockDialog(plain.data)
    shown.finished.connect(shown._end)
    shown.open()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.secret.insert(PASSPHRASE)
    with qtbot.waitSignal(shown.accepted, timeout=WAIT_MS):
        QTest.keyClick(shown.secret, Qt.Key.Key_Return)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_A):
            assert QApplication.focusWidget() is shown.secret
            QTest.keyClick(shown.secret, key)
        assert shown.secret.value() == PASSPHRASE
        assert not shown.restore_button.isEnabled()
    assert shown.key == plain.key


@pytest.mark.usefixtures("fresh_throttle")
def test_back_from_the_backups_to_the_lock_screen(qtbot: QtBot, plain: Vault) -> None:
    convert.encrypt(plain.folder, plain.key)
    seen: list[str] = []

    def back() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, DamageDialog) and w.isVisible()]
        if not found:
            QTimer.singleShot(20, back)
            return
        seen.append(found[0].cancel_button.text())
        answer(qtbot, unlock_now)
        QTest.keyClick(found[0], Qt.Key.Key_Escape)

    def unlock_now(shown: UnlockDialog) -> None:
        shown.secret.setText(PASSPHRASE)
        shown.verb_button.click()

    def steps(shown: UnlockDialog) -> None:
        QTimer.singleShot(0, back)
        shown.restore_button.click()

    answer(qtbot, steps)
    session = started(qtbot, plain)
    assert seen == ["Back"]
    assert names(session.window) == ["罗文清", "潘越", "Ann"]
    session.window.close()


def test_too_many_tries(qtbot: QtBot, plain: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    throttle = unlocking.Throttle(lambda: now[0])
    monkeypatch.setattr(UnlockDialog, "throttle", throttle)
    for _ in range(unlocking.FREE_TRIES):
        throttle.failed()

    def steps(shown: UnlockDialog) -> None:
        shown.secret.setText(PASSPHRASE)
        assert not shown.verb_button.isEnabled()
        assert "60" in shown.error_label.text()
        now[0] = 61.0
        shown._judge()
        assert shown.verb_button.isEnabled()
        assert shown.error_label.text() == ""
        shown.verb_button.click()

    answer(qtbot, steps)
    assert UnlockDialog(plain.data).ask() == plain.key


@pytest.mark.usefixtures("fresh_throttle")
def test_the_program_starts_behind_the_lock_screen(qtbot: QtBot, plain: Vault) -> None:
    convert.encrypt(plain.folder, plain.key)

    def steps(shown: UnlockDialog) -> None:
        shown.secret.setText(PASSPHRASE)
        shown.verb_button.click()

    answer(qtbot, steps)
    session = started(qtbot, plain)
    assert names(session.window) == ["罗文清", "潘越", "Ann"]
    session.window.close()
    answer(qtbot, lambda shown: shown.cancel_button.click())
    assert starting._start_or_explain(starting.the_application(), plain.data, plain.clock, "en") is None
    assert not plain.folder.is_locked()


def test_a_fresh_computer_begins_from_a_backup(
    qtbot: QtBot, plain: Vault, tmp_path: Path, opened: Callable[..., Any]
) -> None:
    convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    made = schedule.automatic(services, force=True)
    services.close()
    assert made is not None
    window = opened(tmp_path / "fresh")
    window.ctx.command("first_run")
    first = dialog(qtbot, FirstRunDialog)
    for _ in range(2):
        first.verb_button.click()
    first.findChild(QRadioButton, "begin_backup").setChecked(True)  # type: ignore[union-attr]
    first.verb_button.click()
    chosen = dialog(qtbot, RestoreDialog)
    chosen.add_file(made.path)
    chosen._fill()
    chosen.secret.setText(plain.code)
    chosen.verb_button.click()
    preview = dialog(qtbot, RestorePreviewDialog)
    preview.verb_button.click()
    done = dialog(qtbot, RestoredDialog)
    assert names(window) == ["罗文清", "潘越", "Ann"]
    assert window.ctx.services.encrypted
    done.verb_button.click()


def test_the_window_moves_with_its_data(qtbot: QtBot, plain: Vault, tmp_path: Path, opened: Callable[..., Any]) -> None:
    window = opened(plain.data)
    window.ctx.command("move_data")
    asked = dialog(qtbot, MoveDataDialog)
    asked._target = tmp_path / "better"
    asked.verb_button.click()
    qtbot.waitUntil(lambda: window.ctx.services.data_dir == tmp_path / "better", timeout=WAIT_MS)
    assert names(window) == ["罗文清", "潘越", "Ann"]
    assert not plain.folder.is_locked()
    assert DataFolder(tmp_path / "better").is_locked()
    window.close()
    window = opened(plain.data)
    assert window.ctx.services.data_dir == tmp_path / "better"


@pytest.mark.usefixtures("fresh_throttle")
def test_lost_key_files_come_back_with_a_backup(qtbot: QtBot, plain: Vault, tmp_path: Path) -> None:
    convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    made = schedule.automatic(services, force=True)
    services.close()
    assert made is not None
    shutil.rmtree(plain.folder.keys)

    def way_out() -> None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, DamageDialog) and w.isVisible()]
        if not found:
            QTimer.singleShot(20, way_out)
            return
        screen = found[0]
        screen.list.choose(("backup", str(made.path)))
        screen.secret.setText(PASSPHRASE)
        screen.verb_button.click()
        answer(qtbot, unlock_now)

    def unlock_now(shown: UnlockDialog) -> None:
        shown.secret.setText(plain.code)
        shown.verb_button.click()

    def steps(shown: UnlockDialog) -> None:
        QTimer.singleShot(0, way_out)
        shown.findChild(QPushButton, "restore_instead").click()  # type: ignore[union-attr]

    answer(qtbot, steps)
    session = started(qtbot, plain)
    assert names(session.window) == ["罗文清", "潘越", "Ann"]
    session.window.close()
