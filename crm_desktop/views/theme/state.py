"""The scheme in force, and the signal that tells of a switch."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crm_desktop.views.theme.schemes import LIGHT, Tokens


class ThemeSignals(QObject):
    """``changed`` is sent after the new scheme is in force; bind methods, no lambdas."""

    changed = Signal()


class _Current:
    tokens: Tokens = LIGHT


signals = ThemeSignals()


def tokens() -> Tokens:
    """The colours in force."""
    return _Current.tokens


def set_tokens(found: Tokens) -> None:
    _Current.tokens = found
