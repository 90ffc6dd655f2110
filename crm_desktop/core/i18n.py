"""Texts that can be shown in the user's language.

English is the source language. Below the views a text is marked with :func:`N_` where it
is written and rendered at the edge (window, command line, workbook) with :func:`render`,
so that no layer but the edge needs to know the language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Lookup = Callable[[str, str], str]
"""``(context, source) -> translated``; returns the source where there is no translation."""

LANGUAGES = ("en", "zh_CN")


@dataclass(frozen=True, slots=True)
class Text:
    """A translatable sentence: ``source`` may hold ``{name}`` places filled from ``params``."""

    context: str
    source: str
    params: Mapping[str, object] = field(default_factory=dict)

    def fill(self, **params: object) -> Text:
        """The same sentence with its places filled; values that are texts are translated too."""
        return Text(self.context, self.source, {**self.params, **params})

    def __str__(self) -> str:
        return _fill(self.source, self.params, _identity)


def N_(context: str, source: str) -> Text:  # noqa: N802 - the usual name of a marker for translators
    """Mark ``source`` for translation without translating it yet."""
    return Text(context, source)


def _identity(_context: str, source: str) -> str:
    return source


def _fill(template: str, params: Mapping[str, object], lookup: Lookup) -> str:
    if not params:
        return template
    shown = {key: _render(value, lookup) if isinstance(value, Text) else value for key, value in params.items()}
    return template.format(**shown)


def _render(text: Text, lookup: Lookup) -> str:
    return _fill(lookup(text.context, text.source), text.params, lookup)


class _Current:
    language = "en"
    lookup: Lookup = staticmethod(_identity)


def install(language: str, lookup: Lookup | None = None) -> None:
    """Make ``lookup`` the process's translator; the composition roots call this once per switch."""
    _Current.language = language
    _Current.lookup = staticmethod(lookup or _identity)


def language() -> str:
    """The language in force: one of :data:`LANGUAGES`."""
    return _Current.language


def render(text: Text | str) -> str:
    """``text`` in the language in force; a plain string (the user's own data) is left alone."""
    return _render(text, _Current.lookup) if isinstance(text, Text) else text


def tr_(context: str, source: str, **params: object) -> str:
    """Translate at once: ``tr_("backup", "Saved to {path}", path=p)``."""
    return render(Text(context, source, params))


def count_text(n: int, one: Text, many: Text) -> Text:
    """``one`` for exactly 1, else ``many``; both may use ``{n}``."""
    return (one if n == 1 else many).fill(n=n)
