"""Which characters of a shown text a search matched: literally, by phone digits or by pinyin."""

from __future__ import annotations

from crm_desktop.core.text import has_han, syllables

Span = tuple[int, int]


def spans(text: str, query: str) -> list[Span]:
    """Non-overlapping ``(start, end)`` ranges of ``text`` that the words of ``query`` stand for, in order."""
    found: list[Span] = []
    for word in query.casefold().split():
        span = _literal(text, word) or _digits(text, word) or _pinyin(text, word)
        if span is not None and not any(start < span[1] and span[0] < end for start, end in found):
            found.append(span)
    return sorted(found)


def _literal(text: str, word: str) -> Span | None:
    lowered = text.lower()
    at = lowered.find(word) if len(lowered) == len(text) else -1
    return (at, at + len(word)) if at >= 0 else None


def _digits(text: str, word: str) -> Span | None:
    """Digits as typed, through the spaces and dashes of a phone number; the last match, as people type the end."""
    wanted = "".join(char for char in word if char.isdigit())
    if len(wanted) < 2 or len(wanted) < len(word) - 2:
        return None
    places = [place for place, char in enumerate(text) if char.isdigit()]
    at = "".join(text[place] for place in places).rfind(wanted)
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


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
