"""What this program is, its version, and the licences of what it is built on."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import crm_desktop
from crm_desktop.views import theme
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

_SHOWN = 7
"""Rows of the list that are seen at once."""
BUILT_ON = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("sqlcipher3", "Zlib"),
    ("peewee", "MIT"),
    ("openpyxl", "MIT"),
    ("python-calamine", "MIT"),
    ("cryptography", "Apache-2.0 or BSD-3-Clause"),
    ("msoffcrypto-tool", "MIT"),
    ("olefile", "BSD-2-Clause"),
    ("matplotlib", "PSF"),
    ("pyrage", "MIT"),
    ("zstandard", "BSD-3-Clause"),
    ("phonenumbers", "Apache-2.0"),
    ("pypinyin", "MIT"),
    ("rapidfuzz", "MIT"),
    ("holidays", "MIT"),
    ("defusedxml", "PSF"),
    ("python-dateutil", "Apache-2.0"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("filelock", "MIT"),
)


def dependencies() -> list[tuple[str, str, str]]:
    """Name, version and licence of what is installed of :data:`BUILT_ON`."""
    found = []
    for name, licence in BUILT_ON:
        try:
            found.append((name, metadata.version(name), licence))
        except metadata.PackageNotFoundError:
            found.append((name, "", licence))
    return found


class AboutDialog(ModalDialog):
    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=480)
        self.ctx = ctx
        self.setObjectName("about")
        title = self.tr("CRM Desktop {version}").format(version=crm_desktop.__version__)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(
            self.tr("Everything a shop knows about its customers, in one file it owns. Nothing leaves this PC.")
        )
        runs = self.tr("Python {python}, Qt {qt}. Free software under the MIT licence.")
        self.body.addWidget(label(runs.format(python=platform.python_version(), qt=qVersion()), "small"))
        self.body.addWidget(label(self.tr("Built on"), "section"))
        listed = TwoLineList("licences", self)
        listed.setAccessibleName(self.tr("Licences"))
        listed.setFixedHeight(_SHOWN * theme.measures.ROW_LIST)
        listed.set_rows(
            [Row(name, f"{name} {version}".strip(), right=licence) for name, version, licence in dependencies()]
        )
        self.body.addWidget(listed)
        self.verb_button.setText(self.tr("Close"))
        self.cancel_button.hide()
