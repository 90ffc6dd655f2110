"""Stopping work of the import wizard, and undoing an import in its result."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt

from crm_desktop.core.jobs import JobContext
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import ImportWizard
from tests.views.importing import open_wizard, rest

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def wizard(qtbot: Any, window: MainWindow) -> ImportWizard:
    return open_wizard(qtbot, window)


@pytest.mark.parametrize("hears", [True, False])
def test_what_was_written_before_it_could_be_stopped_is_not_denied(
    qtbot: Any, wizard: ImportWizard, hears: bool
) -> None:
    begun, over, answers = threading.Event(), threading.Event(), list[int]()

    def work(job: JobContext) -> int:
        begun.set()
        over.wait(10)
        if hears:
            job.check()
        return 5

    wizard.working.run("Importing", work, answers.append, "database", stopped="Stopped.")
    qtbot.waitUntil(begun.is_set)
    qtbot.mouseClick(wizard.working.stop_button, LEFT)
    assert wizard.working.isVisible(), "it is not over yet"
    assert not wizard.working.stop_button.isEnabled()
    over.set()
    rest(qtbot, wizard)
    assert answers == ([] if hears else [5])
    assert wizard.error_label.text() == ("Stopped." if hears else "")
    assert not wizard.working.isVisible()
    wizard.reject()
