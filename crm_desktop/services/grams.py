"""Character grams: the tokens of the search index.

Full-text tokenizers can't find 小红 in 上海小红花文具店 or a name by two letters. So each word is cut into
overlapping grams, two characters where a gram begins with an ideograph and three elsewhere, with
shorter ones at its end. A needle becomes a phrase of grams, which matches exactly where the needle
stands as a substring; a needle shorter than a gram becomes a prefix. Punctuation is kept, so that
``%`` or ``*`` are ordinary characters.
"""

from __future__ import annotations

from crm_desktop.core.text import fold

_FIRST_WIDE = "\u2e80"
_WIDE = 2
_NARROW = 3
_LONGEST_WORD = 400


def _size(char: str) -> int:
    return _WIDE if char >= _FIRST_WIDE else _NARROW


def grams(text: str) -> str:
    """The tokens of ``text``, separated by spaces, ready to be stored in a full-text column."""
    out: list[str] = []
    for word in fold(text).split():
        if word.isascii():
            out += [word[i : i + _NARROW] for i in range(len(word))]
        else:
            out += [
                word[i : i + _WIDE] if char >= _FIRST_WIDE else word[i : i + _NARROW] for i, char in enumerate(word)
            ]
    return " ".join(out)


def needle(term: str) -> str:
    """The full-text expression that finds the single folded word ``term`` as a substring of a word."""
    out: list[str] = []
    covered = 0
    prefix = False
    for i, char in enumerate(term[:_LONGEST_WORD]):
        size = _size(char)
        if i + size <= len(term):
            out.append(term[i : i + size])
            covered = i + size
        elif covered < len(term):
            out.append(term[i:])
            prefix = True
            break
    phrase = '"' + " ".join(out).replace('"', '""') + '"'
    return phrase + " *" if prefix else phrase
