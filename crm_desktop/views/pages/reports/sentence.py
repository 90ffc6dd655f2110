"""The sentence over a chart, with its figures bold."""

from __future__ import annotations

from html import escape

from crm_desktop.core.i18n import Text, render
from crm_desktop.services.reports.base import Strong


def sentence_html(text: Text) -> str:
    """``text`` in the language in force as rich text; figures bold, everything else escaped."""
    return render(_marked(text))


def _marked(text: Text) -> Text:
    return Text(text.context, text.source, {name: _value(value) for name, value in text.params.items()})


def _value(value: object) -> object:
    if isinstance(value, Text):
        return _marked(value)
    if isinstance(value, Strong):
        return f"<b>{escape(value)}</b>"
    return escape(value) if isinstance(value, str) else value
