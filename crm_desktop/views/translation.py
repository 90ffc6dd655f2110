"""The language of the window: Qt's translators, the formats of dates and numbers, and the texts below the views."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crm_desktop.core import i18n
from crm_desktop.core.i18n import N_
from crm_desktop.views.theme import fonts

log = logging.getLogger(__name__)

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "i18n"
QT_TEXTS = (
    N_("QFileDialog", "&Look in:"),
    N_("QFileDialog", "Files of &type:"),
    N_("QFileSystemModel", "Size"),
    N_("QAbstractFileIconProvider", "Folder"),
    N_("QMessageBox", "OK"),
    N_("QMessageBox", "Help"),
    N_("QPageSetupWidget", "Page &order:"),
    N_("QPageSetupWidget", "Pages &per sheet:"),
    N_("QPrintDialog", "Automatic"),
    N_("QPrintSettingsOutput", "Page &Set:"),
    N_("QPrintSettingsOutput", "None"),
    N_("QCupsJobWidget", "&Start:"),
    N_("QCupsJobWidget", "&End:"),
    N_("QCupsJobWidget", "Job &priority:"),
    N_("QCupsJobWidget", "Scheduled &printing:"),
    N_("QCupsJobWidget", "&Billing information:"),
)
"""Texts of Qt's own dialogs that its Chinese file lacks: seen where the system has no file dialog of its own."""
NATIVE_NAMES = {"en": "English", "zh_CN": "简体中文"}


class _Installed:
    """The translators now in force; Qt does not own them."""

    translators: tuple[QTranslator, ...] = ()
    language = ""


def system_language() -> str:
    """The language of the program that suits this PC."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def switch(language: str) -> None:
    """Show the program in ``language``; open windows get a ``LanguageChange`` event. Unknown languages mean English."""
    if language not in i18n.LANGUAGES:
        language = "en"
    if language == _Installed.language and i18n.language() == language:
        return
    i18n.install(language, _lookup if language != "en" else None)
    QLocale.setDefault(_locale(language))
    for translator in _Installed.translators:
        QCoreApplication.removeTranslator(translator)
    _Installed.translators = tuple(_load(language)) if language != "en" else ()
    _Installed.language = language
    app = QCoreApplication.instance()
    if isinstance(app, QApplication):
        fonts.install(app)
        app.setStyleSheet(app.styleSheet())  # or widgets under a style sheet keep the narrow signs of the font before
    for translator in _Installed.translators:
        QCoreApplication.installTranslator(translator)


def _load(language: str) -> list[QTranslator]:
    """Qt's own texts first, ours last: the translator installed last is asked first."""
    found = []
    qt_texts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
    for path in (qt_texts, RESOURCES / f"{language}.qm"):
        translator = QTranslator()
        if translator.load(str(path)):
            found.append(translator)
        else:
            log.warning("no translation file %s", path.name)
    return found


def _lookup(context: str, source: str) -> str:
    return QCoreApplication.translate(context, source)


def _locale(language: str) -> QLocale:
    """The formats of the PC where its language is the program's, else the usual ones of that language."""
    wanted = QLocale(language if language != "en" else "en_US")
    system = QLocale.system()
    return system if system.language() == wanted.language() else wanted
