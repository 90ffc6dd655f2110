"""What Qt needs from a Linux system and does not bring along, so that a start that fails for it can say its name.

Standard library only: it is asked where nothing else could be loaded.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Shared library → the Debian and Ubuntu package that brings it."""

_MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")
_TOO_OLD = re.compile(r"(lib[\w.+-]+\.so[\w.]*): version [`']([^']+)")
_BOXES = (
    ("zenity", "--error", "--no-markup", "--text"),
    ("kdialog", "--error"),
    ("xmessage", "-center"),
)
"""Programs that can show a line of text, one of which most desktops have."""


def missing_in(error: BaseException) -> str:
    """The library whose absence made loading fail, or an empty text."""
    found = _MISSING.search(str(error))
    return found[1] if found else ""


def too_old_in(error: BaseException) -> tuple[str, str]:
    """The library that is too old and what is not in it, as ``("libc.so.6", "GLIBC_2.35")``; else empty texts."""
    found = _TOO_OLD.search(str(error))
    return (found[1], found[2]) if found else ("", "")


def load(library: Path) -> None:
    """Load what Qt will load later; raises ``OSError`` where Qt would end the program without a word to the person."""
    import ctypes

    ctypes.CDLL(str(library), mode=os.RTLD_LAZY)


def show(text: str) -> bool:
    """Show ``text`` on the screen without Qt; False where no program for that is installed."""
    import shutil
    import subprocess  # a command that works has no use for either

    for program, *options in _BOXES:
        path = shutil.which(program)
        if path is not None:
            subprocess.run([path, *options, text], check=False, capture_output=True)
            return True
    return False
