"""The lock while nobody works: everything is hidden and dead until the passphrase opens the window again."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app import open_window
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services import relocate
from crm_desktop.services.followups_values import to_instant
from crm_desktop.services.vault import convert, keyfile, unlocking
from crm_desktop.views import prefs
from crm_desktop.views.dialogs.unlock import UnlockDialog
from crm_desktop.views.idle_lock import Curtain
from crm_desktop.views.pages.settings.backup import BackupSection
from crm_desktop.views.single_instance import FirstInstance
from crm_desktop.views.widgets.modal import ModalDialog
from tests.services.backup import fast_age
from tests.services.backup.conftest import PASSPHRASE
from tests.services.vault.conftest import Vault, make_vault

WAIT_MS = 30_000


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Vault:
    made = make_vault(tmp_path / "data", clock, "罗文清", "潘越")
    convert.encrypt(made.folder, made.key)
    return made


@pytest.fixture(autouse=True)
def fresh_throttle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UnlockDialog, "throttle", unlocking.Throttle())


@pytest.fixture
def opened(qtbot: QtBot, vault: Vault) -> Iterator[Any]:
    window: Any = open_window(vault.data, now="2026-09-23T10:00:00", passphrase=PASSPHRASE)
    qtbot.addWidget(window)
    window.ctx.navigator.go("customers")
    yield window
    window.close()


def locked(window: Any) -> bool:
    return bool(window.session.idle_lock.locked)


def pass_time(window: Any, minutes: int) -> None:
    window.ctx.services.clock.advance(timedelta(minutes=minutes))
    window.session.idle_lock.look()


def unlock(qtbot: QtBot, window: Any, secret: str = PASSPHRASE) -> None:
    asked = window.session.idle_lock.dialog
    asked.secret.setText(secret)
    asked.verb_button.click()
    qtbot.waitUntil(lambda: not locked(window), timeout=WAIT_MS)


def shown_texts() -> set[str]:
    """What can be read somewhere: texts of visible labels and fields that no curtain covers, and window titles."""
    found = set()
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        found.add(top.windowTitle())
        covered = [child for child in top.children() if isinstance(child, Curtain) and child.isVisible()]
        for child in top.findChildren(QWidget):
            text = getattr(child, "text", None)
            if child.isVisible() and callable(text) and not covered:
                found.add(str(text()))
    return found


def test_it_is_off_at_first_and_follows_the_choice(opened: Any) -> None:
    pass_time(opened, 600)
    assert not locked(opened)
    opened.ctx.prefs.set(prefs.LOCK_MINUTES, 5)
    pass_time(opened, 4)
    assert locked(opened), "six hundred minutes without work have passed"


def test_work_puts_it_off(qtbot: QtBot, opened: Any) -> None:
    opened.ctx.prefs.set(prefs.LOCK_MINUTES, 15)
    lock = opened.session.idle_lock
    qtbot.waitUntil(lambda: opened.windowHandle() is not None)
    lock._watch(opened.windowHandle())
    for _ in range(3):
        pass_time(opened, 14)
        assert not locked(opened)
        QTest.mouseMove(opened.windowHandle(), QPoint(30, 30))
        QTest.keyClick(opened.windowHandle(), Qt.Key.Key_Shift)
    opened.ctx.services.clock.advance(timedelta(hours=-3))
    lock.look()
    assert not locked(opened), "a clock that went back locks nobody out"
    pass_time(opened, 15)
    assert locked(opened)
    unlock(qtbot, opened)


def test_nothing_is_seen_and_nothing_answers(qtbot: QtBot, opened: Any) -> None:
    services = opened.ctx.services
    opened.ctx.navigator.open("customer", 1)
    qtbot.waitUntil(lambda: "罗文清" in opened.windowTitle() or "罗文清" in " ".join(shown_texts()), timeout=WAIT_MS)
    opened.ctx.command("new_customer")
    qtbot.waitUntil(lambda: opened.ctx.dialog() is not None)
    form = opened.ctx.dialog()
    field = form.findChild(QLineEdit, "field_name") or form.findChildren(QLineEdit)[0]
    field.setText("Half typed")
    before = {top for top in QApplication.topLevelWidgets() if top.isVisible()}
    opened.ctx.command("lock")
    assert locked(opened)
    assert not any("罗文清" in text or "Half typed" in text for text in shown_texts())
    for window in before:
        picture = window.grab().toImage()
        if window is not opened.session.idle_lock.dialog:
            assert _colours(picture) <= 40, "one ground and one sign"
    QTest.keyClick(opened.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    opened.run_command("import")
    opened.ctx.command("backup")
    assert {top for top in QApplication.topLevelWidgets() if top.isVisible()} == {
        *before,
        opened.session.idle_lock.dialog,
    }
    QTest.keyClick(opened.session.idle_lock.dialog, Qt.Key.Key_Escape)
    assert locked(opened)
    assert opened.isVisible()
    unlock(qtbot, opened)
    assert field.text() == "Half typed"
    assert form.isVisible()
    assert form.isEnabled()
    assert opened.ctx.services is services
    form.reject()


def _colours(picture: Any) -> int:
    step = 7
    return len(
        {
            QColor(picture.pixelColor(x, y)).rgba()
            for x in range(40, picture.width() - 40, step)
            for y in range(40, picture.height() - 40, step)
        }
    )


def test_jobs_go_on_and_what_they_open_waits(qtbot: QtBot, opened: Any) -> None:
    told: list[str] = []

    def work(job: JobContext) -> str:
        for done in range(20):
            job.progress(done, 20, None)
            time.sleep(0.1)
        return "done"

    def finish(result: str) -> None:
        told.append(result)
        opened.setWindowTitle("潘越 – her secret")
        ModalDialog(opened, "潘越 owes 300", "Fine").open()

    opened.ctx.jobs.run(work, "Import 潘越.xlsx", finish, lane="files")
    opened.ctx.command("lock")
    dialog = opened.session.idle_lock.dialog
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    qtbot.wait(50)
    assert not any("潘越" in text for text in shown_texts())
    assert not opened.panel.isVisible()
    news = next(top for top in QApplication.topLevelWidgets() if isinstance(top, ModalDialog) and top is not dialog)
    assert not news.isEnabled()
    unlock(qtbot, opened)
    assert news.isVisible()
    assert news.isEnabled()
    assert opened.windowTitle() == "潘越 – her secret"
    assert any("潘越 owes 300" in text for text in shown_texts())
    news.reject()


def test_only_this_shops_key_opens_it(qtbot: QtBot, opened: Any, vault: Vault) -> None:
    opened.ctx.command("lock")
    asked = opened.session.idle_lock.dialog
    asked.secret.setText("not this one")
    asked.verb_button.click()
    qtbot.waitUntil(lambda: "wrong" in asked.error_label.text(), timeout=WAIT_MS)
    slot = vault.folder.keys / "passphrase.age"
    files = {path: path.read_bytes() for path in (slot, *vault.folder.key_files(vault.folder.current()))}
    other = make_vault(vault.data.parent / "other", vault.clock, "x").key
    for path in files:
        path.write_bytes(keyfile.seal(keyfile.new_key(), other.recipient))
    slot.write_bytes(fast_age.wrap(other.text(), "my own passphrase"))
    asked.secret.setText("")
    asked.secret.setText("my own passphrase")
    asked.verb_button.click()
    qtbot.waitUntil(lambda: asked._job is None and "wrong" in asked.error_label.text(), timeout=WAIT_MS)
    assert locked(opened)
    for path, whole in files.items():
        path.write_bytes(whole)
    qtbot.waitUntil(lambda: asked.throttle.seconds_left() == 0, timeout=WAIT_MS)
    unlock(qtbot, opened, vault.code)


def test_the_choice_stands_in_the_settings(opened: Any) -> None:
    section = BackupSection(opened.ctx)
    section._show_disk()
    choice = section.findChild(QComboBox, "lock_minutes")
    assert [choice.itemData(index) for index in range(choice.count())] == [0, 5, 15, 30]
    assert choice.currentData() == 0
    assert not section._lock.isHidden()
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert opened.ctx.prefs.get(prefs.LOCK_MINUTES) == 15
    section.deleteLater()


def test_closing_from_the_lock_screen(qtbot: QtBot, opened: Any) -> None:
    opened.ctx.command("lock")
    opened.session.idle_lock.dialog.cancel_button.click()
    assert not opened.isVisible()


def test_plain_data_are_not_locked(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> None:
    made = make_vault(tmp_path / "plain", clock, "Ann")
    window: Any = open_window(made.data, now="2026-09-23T10:00:00")
    qtbot.addWidget(window)
    window.ctx.prefs.set(prefs.LOCK_MINUTES, 5)
    pass_time(window, 60)
    window.ctx.command("lock")
    assert not locked(window)
    assert "encrypted" in window.ctx.toasts.text()
    window.close()


def test_what_falls_due_behind_the_lock_is_said_afterwards(qtbot: QtBot, opened: Any) -> None:
    services = opened.ctx.services
    with services.write(N_("undo", "New follow-up")) as work:
        values = {"subject": "Bring the tea", "due": services.clock.today(), "time": "10:20"}
        values["remind_at"] = to_instant(services.clock.now() + timedelta(minutes=10))
        services.followups.create(work, values)
    opened.ctx.prefs.set(prefs.LOCK_MINUTES, 5)
    pass_time(opened, 5)
    assert locked(opened)
    services.clock.advance(timedelta(minutes=6))
    opened.reminders.look()
    assert not opened.reminders.card.isVisible()
    unlock(qtbot, opened)
    assert opened.reminders.card.isVisible()
    assert [row.follow_up.subject for row in opened.reminders.card.rows] == ["Bring the tea"]


_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from crm_desktop.core.datafolder import follow
from crm_desktop.views.single_instance import tell_first
app = QCoreApplication(sys.argv)
print(tell_first(follow(Path(sys.argv[1])), {"do": "show"}))
"""


def test_after_a_move_later_starts_find_the_window(qtbot: QtBot, opened: Any, vault: Vault, tmp_path: Path) -> None:
    heard: list[dict[str, str]] = []
    session = opened.session
    session.first = FirstInstance(vault.data, heard.append)
    target = relocate.move(opened.ctx.services, tmp_path / "elsewhere")
    opened.ctx.move_to(target)
    for folder in (vault.data, target):
        process = subprocess.Popen([sys.executable, "-c", _SECOND, str(folder)], stdout=subprocess.PIPE, text=True)
        qtbot.waitUntil(lambda process=process: process.poll() is not None, timeout=WAIT_MS)
        assert process.communicate()[0].strip() == "True"
    assert heard == [{"do": "show"}] * 2
    session.first.close()
