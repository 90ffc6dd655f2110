"""What every test stands on: a home of its own, a clock that stands still, no screen, and nothing left behind.

A test fails when it leaves a thread running or a window open, and on any warning of Qt's or Python's.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
_HOME = tempfile.TemporaryDirectory(prefix="crm-desktop-tests-", ignore_cleanup_errors=True)


def _isolate() -> None:
    """Before anything is imported: no test may see the person's own data, screen, keyring or time zone."""
    for name in list(os.environ):
        if name.startswith(("CRM_DESKTOP_", "QT_", "XDG_")) and name != "CRM_DESKTOP_FAULTS":
            del os.environ[name]
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "LANG", "LANGUAGE", "LC_ALL"):
        os.environ.pop(name, None)
    home = Path(_HOME.name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    # Building matplotlib's font list takes seconds: once for all runs, not in every new home.
    os.environ["MPLCONFIGDIR"] = str(ROOT / ".pytest_cache" / "matplotlib")
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "Asia/Shanghai"
    if hasattr(time, "tzset"):
        time.tzset()


_isolate()

# How long an example takes says nothing on a machine that does other things too; what a test changes it changes back.
_PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile("suite", deadline=None, suppress_health_check=_PATIENT)
settings.load_profile("suite")

from crm_desktop.core import i18n  # noqa: E402
from crm_desktop.core.clock import FixedClock  # noqa: E402

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

NOW = datetime(2026, 9, 23, 10, 0)
"""A Wednesday morning, local time; the Mid-Autumn Festival is two days ahead."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations when they are older than their source, once and not in every worker."""
    if hasattr(config, "workerinput"):
        return
    source = ROOT / "crm_desktop" / "resources" / "i18n" / "zh_CN.ts"
    target = source.with_suffix(".qm")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        tool = Path(sys.executable).parent / ("pyside6-lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease")
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        subprocess.run([str(tool), "-silent", str(source), "-qm", str(fresh)], check=True)
        os.replace(fresh, target)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def open_shop(clock: FixedClock) -> Iterator[Callable[..., Services]]:
    """``open_shop(folder, **options) -> Services``, closed at the end of the test."""
    from crm_desktop.services.context import open_services

    with ExitStack() as stack:

        def opener(folder: Path, **options: Any) -> Services:
            opened = open_services(folder, **{"clock": clock, **options})
            stack.callback(opened.close)
            return opened

        yield opener


@pytest.fixture
def services(open_shop: Callable[..., Services], data_dir: Path) -> Services:
    """The services of an empty shop."""
    return open_shop(data_dir)


@pytest.fixture
def zh() -> Iterator[None]:
    """Texts in Chinese for the length of a test."""
    from crm_desktop.core import catalogue

    i18n.install("zh_CN", catalogue.lookup("zh_CN"))
    yield
    i18n.install("en")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts in the source language and can't change that of the next one."""
    i18n.install("en")
    yield
    i18n.install("en")


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    while True:
        leaked = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
        if not leaked or time.monotonic() > deadline:
            break
        time.sleep(0.01)
    assert not leaked, f"threads left running: {[thread.name for thread in leaked]}"
    assert gc.isenabled(), "whoever takes the collecting of garbage over gives it back"
    assert gc.get_threshold()[0], "whoever makes the collector rest wakes it again"
    gc.unfreeze()


@pytest.fixture(autouse=True)
def no_open_windows() -> Iterator[None]:
    """Widgets given to ``qtbot.addWidget`` are closed before this looks."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is None:
        return
    left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__}({widget.objectName()!r})" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    app.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    assert not names, f"windows left open: {names}"
    alive = [widget for widget in app.topLevelWidgets() if widget.inherits("QMainWindow")]
    assert not alive, "a window that is not destroyed makes every later change of the theme slow"
