"""Starting, being the only one, and what is said when the data can't be opened."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from crm_desktop import app as program
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.views import start_error
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.single_instance import FirstInstance, is_open, tell_first

ROOT = Path(__file__).resolve().parents[2]


def test_an_empty_folder_opens_at_once_with_a_page(window: MainWindow) -> None:
    assert window.objectName() == "main_window"
    assert window.isVisible()
    assert window.current_page() is not None
    assert QCoreApplication.instance() is not None


def test_a_window_can_be_closed_and_opened_again(make_window: Callable[..., MainWindow], data_dir: Path) -> None:
    for _ in range(3):
        window = make_window()
        assert DataFolder(data_dir).is_locked()
        window.close()
        assert not DataFolder(data_dir).is_locked()
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("crm-")]


def test_the_clock_stands_where_it_is_told(window: MainWindow) -> None:
    assert window.ctx.services.clock.today().isoformat() == "2026-09-23"


def test_one_folder_has_one_window(window: MainWindow, data_dir: Path) -> None:
    with pytest.raises(UserError) as refused:
        program.open_window(data_dir)
    assert refused.value.code == "busy"
    assert window.ctx.services.customers.by_name("nobody") == []


def test_reopening_shows_what_the_folder_holds_now(window: MainWindow, add_customer: Callable[..., int]) -> None:
    add_customer(window.ctx.services, name="Ann Lee")
    before: Services = window.ctx.services
    page = window.current_page()
    window.ctx.reopen()
    assert window.ctx.services is not before
    assert window.current_page() is not page
    assert window.ctx.services.customers.by_name("Ann Lee")


def test_a_later_start_hands_its_wish_over(qtbot: Any, data_dir: Path, qapp: Any) -> None:
    data_dir.mkdir()
    wishes: list[dict[str, str]] = []
    first = FirstInstance(data_dir, wishes.append)
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from crm_desktop.views.single_instance import tell_first;"
        "sys.exit(0 if tell_first(Path(sys.argv[1]), {'do': 'restore', 'path': 'a b.crmbackup'}) else 3)"
    )
    child = subprocess.Popen([sys.executable, "-c", script, str(data_dir)], cwd=ROOT)
    qtbot.waitUntil(lambda: child.poll() is not None, timeout=15000)
    assert child.returncode == 0
    assert wishes == [{"do": "restore", "path": "a b.crmbackup"}]
    first.close()


def test_nobody_listens_for_another_folder(qapp: Any, tmp_path: Path) -> None:
    assert not tell_first(tmp_path / "elsewhere", {"do": "show"})


def _start(data_dir: Path, *extra: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", "--data", str(data_dir), *extra], cwd=ROOT, env=environment
    )


@pytest.mark.slow
def test_a_second_start_raises_the_first_window_and_ends(qapp: Any, tmp_path: Path) -> None:
    data_dir = tmp_path / "shop"
    first = _start(data_dir)
    try:
        deadline = time.monotonic() + 60
        while not DataFolder(data_dir).is_locked() and time.monotonic() < deadline:
            time.sleep(0.1)
        while not tell_first(data_dir, {"do": "show"}) and time.monotonic() < deadline:
            time.sleep(0.1)
        second = _start(data_dir)
        assert second.wait(60) == 0
        assert first.poll() is None
        assert tell_first(data_dir, {"do": "quit"})
        assert first.wait(60) == 0
    finally:
        first.kill()
        first.wait()
    assert not DataFolder(data_dir).is_locked()


@pytest.mark.slow
def test_an_installer_can_ask_the_window_to_close(qapp: Any, tmp_path: Path) -> None:
    data_dir = tmp_path / "shop"
    assert _start(data_dir, "--quit").wait(60) == 0, "nothing is open, nothing to wait for"
    assert not data_dir.exists()
    window = _start(data_dir, "--minimized")
    try:
        deadline = time.monotonic() + 60
        while not is_open(data_dir) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert _start(data_dir, "--quit").wait(60) == 0
        assert window.wait(60) == 0
    finally:
        window.kill()
        window.wait()
    assert not DataFolder(data_dir).is_locked()


@pytest.mark.parametrize("code", ["busy", "newer_version", "damaged", "read_only", "disk_full", "locked", "not_found"])
def test_a_start_that_fails_says_what_to_do(code: str, qtbot: Any, tmp_path: Path) -> None:
    error = UserError(code, N_("test", "This happened."), N_("test", "Do that."))
    dialog = start_error.build(error, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    words = " ".join(label.text() for label in dialog.findChildren(type(dialog.title_label)))
    assert "This happened." in words
    assert "Do that." in words
    assert str(tmp_path) in words
    assert dialog.title_label.text()
    button = dialog.findChild(QPushButton, "accept")
    assert button is not None
    assert button.text() == "Close the program"


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    script = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from crm_desktop.app import open_window; w = open_window(sys.argv[1]);"
        "heavy = [m for m in ('matplotlib', 'openpyxl', 'phonenumbers', 'pypinyin', 'numpy', 'pandas',"
        " 'pyrage', 'keyring', 'vobject', 'rapidfuzz', 'python_calamine') if m in sys.modules];"
        "w.close(); print(heavy)"
    )
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "d")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


_READ_AND_CLOSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
app = QApplication([])
def look():
    for window in app.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            words = [label.text() for label in window.findChildren(QLabel)]
            print(window.objectName(), "|", " ".join(words))
            window.reject()
            return
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
from crm_desktop import app as program
sys.exit(program.main(Path(sys.argv[1]), lang=sys.argv[2]))
"""


def _start_that_fails(data_dir: Path, lang: str) -> tuple[int, str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", _READ_AND_CLOSE, str(data_dir), lang],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "words"), [("en", "newer version"), ("zh_CN", "版本")])
def test_data_of_a_newer_program_is_left_alone(
    lang: str, words: str, data_dir: Path, open_shop: Callable[..., Services]
) -> None:
    shop = open_shop(data_dir)
    shop.db.execute_sql("PRAGMA query_only=0")
    shop.db.execute_sql("PRAGMA user_version=9999")
    database = DataFolder(data_dir).database_path()
    shop.close()
    before = database.read_bytes()
    code, said = _start_that_fails(data_dir, lang)
    assert code == 1
    assert said.startswith("damage_dialog")
    assert words in said
    assert database.read_bytes() == before


@pytest.mark.slow
def test_damaged_data_is_left_alone(data_dir: Path, open_shop: Callable[..., Services]) -> None:
    open_shop(data_dir).close()
    database = DataFolder(data_dir).database_path()
    database.write_bytes(b"\xde\xad" * 20_000)
    code, said = _start_that_fails(data_dir, "en")
    assert code == 1
    assert "damaged" in said
    assert database.read_bytes() == b"\xde\xad" * 20_000


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "words"), [("en", "open on this data already"), ("zh_CN", "已经")])
def test_a_folder_that_is_in_use_is_not_opened_twice(
    lang: str, words: str, data_dir: Path, open_shop: Callable[..., Services]
) -> None:
    open_shop(data_dir).close()
    with DataFolder(data_dir).lock():
        code, said = _start_that_fails(data_dir, lang)
    assert code == 1
    assert said.startswith("start_error")
    assert words in said
