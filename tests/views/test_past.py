"""Time travel, selective restore, the drill, the exit backup and the health light, in a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app import open_window
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule, second
from crm_desktop.views.dialogs import backup_auto
from crm_desktop.views.dialogs.backup_drill import DrillDialog
from crm_desktop.views.dialogs.backup_health import HealthDialog
from crm_desktop.views.dialogs.past import PastWindow
from crm_desktop.views.dialogs.protection import ProtectionDialog
from crm_desktop.views.dialogs.restore import RestoreDialog
from crm_desktop.views.dialogs.restore_preview import RestorePreviewDialog
from crm_desktop.views.dialogs.time_travel import TimeTravelDialog
from tests.services.backup.conftest import PASSPHRASE
from tests.services.vault.conftest import Vault, make_vault

D = TypeVar("D", bound=QWidget)
WAIT_MS = 30_000
NOW = "2026-09-23T10:00:00"


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Vault:
    made = make_vault(tmp_path / "data", clock, "罗文清", "潘越", "Ann")
    services = made.open()
    assert schedule.automatic(services) is not None
    services.close()
    return made


@pytest.fixture
def opened(qtbot: QtBot, vault: Vault) -> Iterator[Callable[..., Any]]:
    windows: list[Any] = []

    def opener() -> Any:
        window: Any = open_window(vault.data, now=NOW)
        qtbot.addWidget(window)
        windows.append(window)
        return window

    yield opener
    for window in windows:
        window.close()


def shown(qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=WAIT_MS)
    return found()[-1]


def names(window: Any) -> list[str]:
    rows = window.ctx.services.db.execute_sql("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY name")
    return [row[0] for row in rows.fetchall()]


def lose(window: Any) -> None:
    with window.ctx.services.write(N_("undo", "Delete")) as work:
        window.ctx.services.customers.delete(work, 1)
        work.execute("DELETE FROM customer WHERE name = 'Ann'")


def test_time_travel_brings_single_ones_back(qtbot: QtBot, vault: Vault, opened: Callable[..., Any]) -> None:
    window = opened()
    lose(window)
    window.ctx.command("time_travel", path=api.list_backups(vault.data)[0].file)
    dialog = shown(qtbot, TimeTravelDialog)
    dialog.secret.setText(PASSPHRASE)
    dialog.verb_button.click()
    past = shown(qtbot, PastWindow)
    assert "past" in past.band.text()
    assert [past.list.row_at(n).title for n in range(past.list.count())] == ["Ann", "罗文清"]
    past.search.setText("罗文")
    qtbot.waitUntil(lambda: past.list.count() == 1, timeout=WAIT_MS)
    past.list.setCurrentRow(0)
    past.take.click()
    qtbot.waitUntil(lambda: "罗文清" in names(window), timeout=WAIT_MS)
    assert "Ann" not in names(window)
    qtbot.waitUntil(lambda: "Brought back" in past.hint.text(), timeout=WAIT_MS)
    past.close()
    window.ctx.command("undo")
    assert "罗文清" not in names(window)
    assert not list(vault.folder.recovery.glob(".work-*"))


def test_only_some_customers_of_a_restore(qtbot: QtBot, vault: Vault, opened: Callable[..., Any]) -> None:
    window = opened()
    lose(window)
    generation = vault.folder.current()
    window.ctx.command("restore")
    dialog = shown(qtbot, RestoreDialog)
    dialog.secret.setText(PASSPHRASE)
    dialog.verb_button.click()
    preview = shown(qtbot, RestorePreviewDialog)
    preview.findChild(QPushButton, "restore_some").click()  # type: ignore[union-attr]
    past = shown(qtbot, PastWindow)
    past.list.selectAll()
    past.take.click()
    qtbot.waitUntil(lambda: names(window) == ["Ann", "潘越", "罗文清"], timeout=WAIT_MS)
    assert vault.folder.current() == generation
    qtbot.waitUntil(past.close, timeout=WAIT_MS)


def test_the_drill(qtbot: QtBot, vault: Vault, opened: Callable[..., Any]) -> None:
    window = opened()
    window.ctx.command("drill")
    dialog = shown(qtbot, DrillDialog)
    dialog.secret.setText("forgotten")
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: "wrong" in dialog.error_label.text(), timeout=WAIT_MS)
    dialog.secret.setText(vault.code)
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: dialog.passed, timeout=WAIT_MS)
    dialog.verb_button.click()
    assert not schedule.drill_due(vault.folder, vault.clock.now())


def test_closing_backs_up_what_changed(qtbot: QtBot, vault: Vault, opened: Callable[..., Any]) -> None:
    window = opened()
    window.close()
    assert len(api.list_backups(vault.data)) == 1
    window = opened()
    lose(window)
    window.close()
    made = api.list_backups(vault.data)
    assert [entry.kind for entry in made] == ["exit", "auto"]
    assert made[0].counts["customers"] == 1


def test_closing_says_what_it_waits_for_and_lets_go(
    qtbot: QtBot, vault: Vault, opened: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_auto, "EXPLAIN_MS", 0)
    window = opened()
    lose(window)
    seen: list[str] = []

    def press() -> None:
        found = [w for w in QApplication.topLevelWidgets() if w.objectName() == "exit_backup" and w.isVisible()]
        if found:
            seen.append(found[0].windowTitle())
            found[0].cancel_button.click()  # type: ignore[attr-defined]
        else:
            QTimer.singleShot(5, press)

    QTimer.singleShot(0, press)
    window.close()
    assert seen == ["Backing up before closing"]
    assert len(api.list_backups(vault.data)) == 1
    assert not list(vault.folder.backups.glob(".*.part"))
    assert not vault.folder.is_locked()


def test_the_light_and_its_one_button(qtbot: QtBot, vault: Vault, opened: Callable[..., Any], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    second.choose(vault.folder, stick)
    window = opened()
    qtbot.waitUntil(lambda: window.status.light is not None, timeout=WAIT_MS)
    assert window.status.light.level == "warn"
    window.status._backup()
    dialog = shown(qtbot, HealthDialog)
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: len(list(stick.glob("*.crmbackup"))) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.status.light.level == "good", timeout=WAIT_MS)


def test_the_help_page_tells_the_state_of_this_shop(qtbot: QtBot, opened: Callable[..., Any]) -> None:
    window = opened()
    window.ctx.command("protection")
    page = shown(qtbot, ProtectionDialog)
    texts = " ".join(child.text() for child in page.findChildren(QWidget) if hasattr(child, "text"))
    assert "NOT encrypted" in texts
    assert "BitLocker" in texts
    page.verb_button.click()
