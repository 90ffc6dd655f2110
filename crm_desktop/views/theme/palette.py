"""The tokens as a palette, for whatever the style sheet does not reach."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from crm_desktop.views.theme.schemes import Tokens


def palette(t: Tokens) -> QPalette:
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: t.surface,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.window,
        role.Text: t.text,
        role.PlaceholderText: t.text_2,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.bad,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.text,
        role.Highlight: t.selected,
        role.HighlightedText: t.text,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.Light: t.surface,
        role.Midlight: t.hover,
        role.Mid: t.line,
        role.Dark: t.line_strong,
        role.Shadow: t.line_strong,
        role.Accent: t.accent,
    }
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.text_3))
    return made
