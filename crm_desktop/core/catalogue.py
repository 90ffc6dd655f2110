"""Translations without Qt: for commands, which must start quickly, and for anything that has no window."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

from crm_desktop.core.i18n import Lookup
from crm_desktop.core.paths import translation_source


@cache
def read(language: str) -> dict[tuple[str, str], str]:
    """``(context, source) -> translation`` of every finished entry; empty for the source language."""
    path = translation_source(language)
    found: dict[tuple[str, str], str] = {}
    if not path.is_file():
        return found
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and translation.get("type") is None:
                found[name, message.findtext("source") or ""] = translation.text
    return found


def lookup(language: str) -> Lookup:
    """A translator for :func:`crm_desktop.core.i18n.install`."""
    texts = read(language)

    def find(context: str, source: str) -> str:
        return texts.get((context, source), source)

    return find
