"""A key and what it does, declared where it is handled: the sheet of keys shows nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.core.i18n import Text


@dataclass(frozen=True, slots=True)
class KeySpec:
    """``keys`` as :class:`QKeySequence` reads them; several belong together, such as up and down."""

    title: Text
    keys: tuple[str, ...]
