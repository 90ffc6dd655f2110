"""A real window on a real data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from crm_desktop.core.i18n import N_

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

NOW = "2026-09-23T10:00:00"


@pytest.fixture
def make_window(qtbot: Any, data_dir: Path) -> Iterator[Callable[..., MainWindow]]:
    """``make_window(**options) -> MainWindow``, closed and destroyed at the end of the test."""
    from crm_desktop.app import open_window
    from crm_desktop.views import theme, translation

    made: list[MainWindow] = []

    def make(folder: Path | None = None, **options: Any) -> MainWindow:
        window = open_window(folder or data_dir, **{"now": NOW, **options})
        made.append(window)
        return window

    yield make
    for window in made:
        window.ctx.jobs.shutdown()  # nobody is there to be asked about what still runs
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # first, or all that goes is styled once more
    translation.switch("en")
    if made:
        theme.apply(QCoreApplication.instance(), "light")
    made.clear()


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    """The window of an empty shop, in English, its clock standing still."""
    return make_window()


@pytest.fixture
def add_customer() -> Callable[..., int]:
    """``add_customer(services, name="…", phone=[…])`` → its id, as one change."""

    def add(services: Services, **values: Any) -> int:
        with services.write(N_("undo", "New customer")) as work:
            return services.customers.create(work, values)

    return add


@pytest.fixture
def messy_file(tmp_path: Path) -> Path:
    """Customers to import: two good rows, and four with wrong cells in two columns."""
    path = tmp_path / "messy.csv"
    rows = ("甲,13812345601,", "乙,139O5718842,", "丙,13812345603,属兔", "丁,1391O718843,2月30日", "戊,13812345605,",
            "己,,属兔")  # fmt: skip
    path.write_text("姓名,电话,生日\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path
