"""What tests of the import wizard share: opening it, and going to a step with a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox

from crm_desktop.views import actions
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import ImportWizard


def open_wizard(qtbot: Any, window: MainWindow, **given: Any) -> ImportWizard:
    dialog = actions.open_dialog(window.ctx, "crm_desktop.views.pages.importing.wizard:ImportWizard", **given)
    assert isinstance(dialog, ImportWizard)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def rest(qtbot: Any, wizard: ImportWizard) -> None:
    """Wait until nothing is read, checked or written."""
    qtbot.waitUntil(lambda: not wizard.busy(), timeout=30_000)


def to_step(qtbot: Any, wizard: ImportWizard, path: Path, step: int) -> None:
    """Open ``path`` and press the primary button until ``step`` is reached."""
    wizard.open_file(path)
    rest(qtbot, wizard)
    while wizard.step < step:
        before = wizard.step
        assert wizard.verb_button.isEnabled(), wizard.error_label.text()
        wizard.accept()
        qtbot.waitUntil(lambda before=before: wizard.step > before and not wizard.busy(), timeout=30_000)


def choose(combo: QComboBox, data: object) -> None:
    """As a person does: pick the entry, which tells whoever listens."""
    at = combo.findData(data)
    assert at >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
