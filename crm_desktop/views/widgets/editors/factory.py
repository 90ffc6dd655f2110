"""The right editor for each field of the field lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import ENTITIES, Choice, FieldSpec
from crm_desktop.core.i18n import render, tr_
from crm_desktop.views.widgets.editors.dates import BirthdayEditor, DateEditor, TimeEditor
from crm_desktop.views.widgets.editors.link import Found, LinkEditor
from crm_desktop.views.widgets.editors.several import EmailEditor, PhoneEditor, TagsEditor
from crm_desktop.views.widgets.editors.text import (
    BoolEditor,
    ChoiceEditor,
    LongTextEditor,
    MoneyEditor,
    NumberEditor,
    TextEditor,
)

_WHOLE = tuple(spec for entity in ENTITIES for spec in entity.fields)
"""Fields of the program's own; a shop's own numbers may have decimals."""


def _no_choices(_name: str) -> Sequence[Choice]:
    return ()


def _no_texts(_field: str, _text: str) -> Sequence[str]:
    return ()


def _no_tags() -> Iterable[str]:
    return ()


def _no_links(_entity: str, _text: str) -> Sequence[Found]:
    return ()


def _no_title(_entity: str, record_id: int) -> str:
    return str(record_id)


@dataclass(frozen=True)
class EditorSources:
    """What editors ask of the shop: the clock, its currency and region, its lists, what it used before."""

    today: Callable[[], date]
    currency: str = "CNY"
    region: str = "CN"
    choices: Callable[[str], Sequence[Choice]] = field(default=_no_choices)
    suggest: Callable[[str, str], Sequence[str]] = field(default=_no_texts)
    tags: Callable[[], Iterable[str]] = field(default=_no_tags)
    find: Callable[[str, str], Sequence[Found]] = field(default=_no_links)
    title: Callable[[str, int], str] = field(default=_no_title)


def make_editor(spec: FieldSpec, sources: EditorSources, parent: QWidget | None = None) -> Any:
    """The editor for ``spec``, named ``field_<name>`` and labelled for a screen reader."""
    made = _make(spec, sources, parent)
    made.name(spec.name, render(spec.label))
    return made


def _make(spec: FieldSpec, s: EditorSources, parent: QWidget | None) -> Any:
    if spec.type == "choice":
        choices = spec.choices or tuple(s.choices(spec.choice_list or ""))
        return ChoiceEditor(choices, parent, optional=not spec.required)
    if spec.type == "link" and spec.link:
        entity = spec.link
        return LinkEditor(parent, find=lambda text: s.find(entity, text), title=lambda at: s.title(entity, at))
    if spec.type == "date":
        return (BirthdayEditor if spec.lunar else DateEditor)(parent, today=s.today)
    if spec.type == "text" and spec.suggest:
        return TextEditor(parent, suggest=lambda text: s.suggest(spec.name, text))
    if spec.type == "money":
        return MoneyEditor(parent, currency=s.currency)
    if spec.type == "phone":
        return PhoneEditor(parent, region=s.region)
    if spec.type == "tags":
        return TagsEditor(parent, known=s.tags)
    simple: dict[str, Callable[[QWidget | None], Any]] = {
        "text": TextEditor,
        "link": TextEditor,
        "longtext": LongTextEditor,
        "number": lambda over: NumberEditor(over, fractions=spec not in _WHOLE),
        "time": TimeEditor,
        "email": EmailEditor,
        "bool": lambda over: BoolEditor(tr_("widgets", "Yes"), over),
    }
    return simple[spec.type](parent)
