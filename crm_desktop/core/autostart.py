"""Starting with the computer, for reminders: a setting of this PC and person, off unless asked for.

Only the installed program offers it; a source tree has no stable place to start from.
"""

from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path

NAME = "crm-desktop"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_LABEL = "org.crmdesktop.CRMDesktop"
_MINIMIZED = "--minimized"


def available() -> bool:
    return bool(getattr(sys, "frozen", False))


def is_on() -> bool:
    """Whether this program starts when its user logs in."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                winreg.QueryValueEx(key, NAME)
        except FileNotFoundError:
            return False
        return True
    return _file().is_file()


def turn(on: bool) -> None:
    """Switch it; raises ``OSError`` where this PC does not let it."""
    if sys.platform == "win32":
        _turn_windows(on)
    elif on:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_bytes(_content())
    else:
        _file().unlink(missing_ok=True)


def _file() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library/LaunchAgents" / f"{_LABEL}.plist"
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "autostart" / f"{NAME}.desktop"


def _content() -> bytes:
    if sys.platform == "darwin":
        wanted = {"Label": _LABEL, "ProgramArguments": [sys.executable, _MINIMIZED], "RunAtLoad": True}
        return plistlib.dumps(wanted)
    program = sys.executable.replace("\\", "\\\\").replace('"', '\\"')
    lines = ["[Desktop Entry]", "Type=Application", "Name=CRM Desktop", "Name[zh_CN]=客户管家"]
    return "\n".join([*lines, f'Exec="{program}" {_MINIMIZED}', "Terminal=false", ""]).encode()


def _turn_windows(on: bool) -> None:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if on:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, f'"{sys.executable}" {_MINIMIZED}')
            elif is_on():
                winreg.DeleteValue(key, NAME)
