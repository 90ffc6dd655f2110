"""Which characters of a shown text a search matched: literally, by phone digits or by pinyin."""

from __future__ import annotations

from functools import lru_cache

from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, has_han, syllables

Span = tuple[int, int]


def spans(text: str, query: str) -> list[Span]:
    """Non-overlapping ``(start, end)`` ranges of ``text`` that the words of ``query`` stand for, in order. Full width,
    capitals and traditional characters are the same here as in the search.
    """
    found: list[Span] = []
    for word in fold(query).split():
        span = _literal(text, word) or _digits(text, word) or _pinyin(text, word)
        if span is not None and not any(start < span[1] and span[0] < end for start, end in found):
            found.append(span)
    return sorted(found) or [span for span in [_digits(text, query)] if span is not None]


def _literal(text: str, word: str) -> Span | None:
    folded = "".join(_folded(char) for char in text)
    at = folded.find(word)
    return (at, at + len(word)) if at >= 0 else None


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character for each: what folds to several stays as it is, so that places can be counted."""
    if char.isspace():
        return " "
    folded = fold(char)
    return folded if len(folded) == 1 else char


def _digits(text: str, word: str) -> Span | None:
    """Digits as typed, through the spaces and dashes of a phone number and without its country; the last match, as
    people type the end.
    """
    wanted = "".join(char for char in word if char.isdecimal())
    if len(wanted) < 2 or len(wanted) < len(word.replace(" ", "")) - 4:
        return None
    places = [place for place, char in enumerate(text) if char.isdecimal()]
    shown = "".join(text[place] for place in places)
    for number in dict.fromkeys((wanted, digits(word), wanted.removeprefix("86"))):
        at = shown.rfind(number) if number else -1
        if at >= 0:
            return places[at], places[at + len(number) - 1] + 1
    return None


def _pinyin(text: str, word: str) -> Span | None:
    if not word.isascii() or not has_han(text):
        return None
    spoken = syllables(text)
    if len(spoken) != len(text):
        return None
    at = "".join(part[:1] or " " for part in spoken).find(word)
    if at >= 0:
        return at, at + len(word)
    for start in range(len(spoken)):
        whole = ""
        for end in range(start, len(spoken)):
            whole += spoken[end]
            if whole.startswith(word):
                return start, end + 1
            if not word.startswith(whole):
                break
    return None
