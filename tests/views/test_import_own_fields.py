"""The shop's own fields in the import wizard are called as the shop calls them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from crm_desktop.core.i18n import N_
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK
from tests.views.importing import open_wizard, to_step


def test_side_by_side(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    services = window.ctx.services
    with services.write(N_("undo", "Prepare")) as work:
        services.custom_fields.add(work, "customers", "Customer since", "text")
        services.customers.create(work, {"name": "Ann Fletcher", "phone": ["+8613812345678"]})
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone,Customer since\nBob Turner,13812345678,2019\n", encoding="utf-8")
    wizard = open_wizard(qtbot, window)
    to_step(qtbot, wizard, path, CHECK)
    step = wizard.check_step
    qtbot.mouseClick(step.cards["doubtful"], Qt.MouseButton.LeftButton)
    model = step.duplicates.table.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Customer since" in shown
    assert not [text for text in shown if "_" in text]
