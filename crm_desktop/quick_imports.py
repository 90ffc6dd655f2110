"""Imported for its effect, before anything else of a program that shows a window.

Once PySide is there it reads the source of every module that is imported, looking for its own name, to know whether
its switches for other spellings (``from __feature__ import snake_case``) matter there; and Python keeps those sources.
That is a quarter of the start and 37 MB. We use no such switch, so every module may count as one that has none set.
"""

from __future__ import annotations

import sys


def _uses_usual_spelling(_module: object) -> bool:
    return True


def _install() -> None:
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_usual_spelling  # type: ignore[union-attr]


_install()
