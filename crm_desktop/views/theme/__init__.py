"""Colours, type, measures and icons of the program, and the one call that puts a scheme in force."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.views.theme import fonts, icons, measures
from crm_desktop.views.theme.fonts import font
from crm_desktop.views.theme.icons import icon, paint_icon, pixmap
from crm_desktop.views.theme.palette import palette
from crm_desktop.views.theme.qss import style_sheet
from crm_desktop.views.theme.schemes import DARK, LIGHT, SCHEMES, Tokens
from crm_desktop.views.theme.state import set_tokens, signals, tokens

__all__ = [
    "DARK",
    "LIGHT",
    "Tokens",
    "apply",
    "color",
    "font",
    "icon",
    "measures",
    "paint_icon",
    "pixmap",
    "set_ground",
    "signals",
    "tokens",
]


def resolve(app: QApplication, scheme: str) -> str:
    """``light`` or ``dark`` for ``scheme``, which may be ``system``."""
    if scheme in SCHEMES:
        return scheme
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, scheme: str = "light") -> Tokens:
    """Put ``scheme`` (``light``, ``dark`` or ``system``) in force for the whole application and tell everybody."""
    chosen = SCHEMES[resolve(app, scheme)]
    set_tokens(chosen)
    if not app.property("theme_installed"):
        app.setProperty("theme_installed", True)
        app.setStyle("Fusion")
        app.aboutToQuit.connect(icons.forget)
    fonts.install(app)
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    signals.changed.emit()
    return chosen


def color(role: str) -> QColor:
    """The colour of ``role`` in the scheme in force; raises ``KeyError`` for an unknown name."""
    return QColor(tokens().color(role))


def set_ground(widget: QWidget, ground: str) -> None:
    """Fill a plain widget with ``window``, ``surface``, ``raised``, ``hover`` or ``selected``; follows the scheme."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    widget.setProperty("ground", ground)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
