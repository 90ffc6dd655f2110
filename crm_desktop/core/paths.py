"""Where things are: what is shipped with the program, and where it keeps the shop's data by default."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

APP = "crm-desktop" if sys.platform.startswith("linux") else "CRM Desktop"
DATA_VARIABLE = "CRM_DESKTOP_DATA"


def resources() -> Path:
    """The folder of shipped files; the same expression holds in a source tree and in a frozen build."""
    return Path(__file__).resolve().parent.parent / "resources"


def program_icon() -> Path:
    """The drawing that windows and installers show."""
    return resources() / "crm-desktop.svg"


def default_data_dir() -> Path:
    """``CRM_DESKTOP_DATA``, else the local data folder: never Documents or Desktop, which are often synchronised."""
    chosen = os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path(APP, appauthor=False, roaming=False)


def config_dir() -> Path:
    """Where window state is kept: it belongs to this computer and user, not to the shop."""
    return platformdirs.user_config_path(APP, appauthor=False, roaming=False)


def log_dir() -> Path:
    return platformdirs.user_log_path(APP, appauthor=False)


def translation_source(language: str) -> Path:
    return resources() / "i18n" / f"{language}.ts"


def translation_file(language: str) -> Path:
    """The compiled translation, built by ``dev.py`` and by the installers."""
    return resources() / "i18n" / f"{language}.qm"
