"""Editors of fields. All have ``value()``, ``set_value()``, ``changed``, ``problem()`` and ``set_error()``."""

from __future__ import annotations

from crm_desktop.views.widgets.editors.base import Editor
from crm_desktop.views.widgets.editors.dates import BirthdayEditor, DateEditor, TimeEditor, read_day
from crm_desktop.views.widgets.editors.factory import EditorSources, make_editor
from crm_desktop.views.widgets.editors.link import Found, LinkEditor
from crm_desktop.views.widgets.editors.month import MonthPopup
from crm_desktop.views.widgets.editors.several import EmailEditor, PhoneEditor, TagsEditor
from crm_desktop.views.widgets.editors.text import (
    BoolEditor,
    ChoiceEditor,
    LongTextEditor,
    MoneyEditor,
    NumberEditor,
    TextEditor,
)

__all__ = [
    "BirthdayEditor",
    "BoolEditor",
    "ChoiceEditor",
    "DateEditor",
    "Editor",
    "EditorSources",
    "EmailEditor",
    "Found",
    "LinkEditor",
    "LongTextEditor",
    "MoneyEditor",
    "MonthPopup",
    "NumberEditor",
    "PhoneEditor",
    "TagsEditor",
    "TextEditor",
    "TimeEditor",
    "make_editor",
    "read_day",
]
