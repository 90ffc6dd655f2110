"""Names that a file can have, here and on the machine to which it may be carried on."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.text import whole

LONGEST = 255
"""Of one name: bytes where names are bytes, units of UTF-16 on Windows."""

_SHOWN = 40
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(r'[<>:"|?*]')

OTHER = N_("files", "Choose another name. Nothing was changed.")
SHORTER = N_("files", "Choose a shorter one. Nothing was changed.")


def check(path: Path) -> None:
    """Raise :class:`UserError` ``invalid`` where ``path`` can't be that of a new file.

    What Windows keeps for its devices is refused everywhere: a file is made to be handed on.
    """
    name = path.name
    shown = _CONTROL.sub("\ufffd", whole(name))[:_SHOWN] + ("…" if len(name) > _SHOWN else "")
    if "\0" in str(path) or _CONTROL.search(name) or whole(name) != name:
        raise _refused(N_("files", "There are signs in the name {name} that no file can have."), shown)
    if _DEVICE.fullmatch(name):
        raise _refused(N_("files", "Windows keeps the name {name} for a device."), shown)
    if name.endswith((".", " ")):
        raise _refused(N_("files", "The name {name} ends with a dot or a blank, which Windows cuts off."), shown)
    if sys.platform == "win32" and _SIGNS.search(name):
        raise _refused(N_("files", 'None of < > : " | ? * can be in a file name: {name}'), shown)
    if _size(name) > LONGEST:
        raise _refused(N_("files", "The name {name} is too long for a file or folder here."), shown, SHORTER)


def _size(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2 if sys.platform == "win32" else len(os.fsencode(name))


def _refused(message: Text, shown: str, advice: Text = OTHER) -> UserError:
    return UserError("invalid", message.fill(name=shown), advice)
