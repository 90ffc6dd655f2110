"""The Qt application: one in a process, with the program's name, version and icon."""

from __future__ import annotations

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import crm_desktop
from crm_desktop.core import paths


def the_application() -> QApplication:
    """The running one, or a new one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
    app.setApplicationVersion(crm_desktop.__version__)
    app.setApplicationDisplayName("CRM Desktop")
    app.setDesktopFileName("crm-desktop")
    app.setWindowIcon(QIcon(str(paths.program_icon())))
    return app
