"""Character grams: the tokens of the search index.

Full-text tokenizers can't find 小红 in 上海小红花文具店 or a name by two letters. So each word is cut into
overlapping grams, two characters where a gram begins with an ideograph and three elsewhere, with
shorter ones at its end. A needle becomes a phrase of grams, which matches exactly where the needle
stands as a substring; a needle shorter than a gram becomes a prefix. Punctuation is kept, so that
``%`` or ``*`` are ordinary characters.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crm_desktop.core.text import fold, is_han, simplified

if TYPE_CHECKING:
    import numpy as np

_FIRST_WIDE = "\u2e80"
_WIDE = 2
_NARROW = 3
_LONGEST_WORD = 400
_LONGEST_NAME = 4
_AT_ONCE = 1 << 20
_FEW = 300
"""Below so many texts, loading numpy would cost more than it saves."""


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


def grams_of_many(texts: Sequence[str]) -> list[str]:
    """:func:`grams` of each text (blanks may follow the last token): many at once take a tenth of the time."""
    if len(texts) < _FEW:
        return [grams(text) for text in texts]
    found: list[str] = []
    for some in _by_size(texts):
        found += _grams_of_all(some)
    return found


def _by_size(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts in order, so many at once that their arrays stay small: forty bytes a character."""
    start = size = 0
    for end, text in enumerate(texts):
        size += len(text)
        if size > _AT_ONCE:
            yield texts[start : end + 1]
            start, size = end + 1, 0
    if start < len(texts):
        yield texts[start:]


def _grams_of_all(texts: Sequence[str]) -> list[str]:
    import numpy as np

    joined = "\n".join([text.replace("\n", " ") for text in texts])
    if joined.isascii():  # keys mostly: a quarter of the bytes
        codec, kind = "ascii", "u1"
        chars = np.frombuffer(joined.encode().lower().translate(_ASCII_BLANKS) + b"  ", dtype="u1")
    else:
        codec, kind = "utf-32-le", "<u4"
        folded = unicodedata.normalize("NFKC", joined).casefold()
        chars = _folded_chars()[np.frombuffer(f"{folded}  ".encode(codec, "surrogatepass"), dtype="<u4")]
    first, second, third = chars[:-2], chars[1:-1], chars[2:]
    inside = (chars != ord(" ")) & (chars != ord("\n"))
    cells = np.empty((len(first), 4), dtype=kind)
    cells[:, 0], cells[:, 1], cells[:, 2], cells[:, 3] = first, second, third, ord(" ")
    used = np.empty(cells.shape, dtype=bool)
    used[:, 3] = inside[:-2]
    used[:, 0] = inside[:-2] | (first == ord("\n"))
    used[:, 1] = inside[:-2] & inside[1:-1]
    used[:, 2] = used[:, 1] & inside[2:] & (first < min(ord(_FIRST_WIDE), np.iinfo(kind).max))
    return cells[used].tobytes().decode(codec).split("\n")


_ASCII_BLANKS = bytes(
    ord(" ") if not code or (chr(code).isspace() and chr(code) != "\n") else code for code in range(256)
)
"""Every blank made a space, for ASCII."""


@lru_cache(maxsize=1)
def _folded_chars() -> np.ndarray[Any, np.dtype[np.uint32]]:
    """Every character's folded form beyond case and compatibility: traditional made simplified, blanks one."""
    import numpy as np

    table = np.arange(0x110000, dtype="<u4")
    for char, plain in simplified().items():
        table[char] = ord(plain)
    for char in range(0x3001):
        if not char or (chr(char).isspace() and char != ord("\n")):
            table[char] = ord(" ")
    table[0xD800:0xE000] = ord(" ")
    return table


def needle(term: str) -> str:
    """The full-text expression that finds the single folded word ``term`` as a substring of a word; as a name in
    ideographs also where blanks are stored within: ``张伟`` finds ``张 伟``.
    """
    spaced = " OR ".join(_spaced(term))
    return f"({phrase(term)} OR {{name keys}} : ({spaced}))" if spaced else phrase(term)


def phrase(term: str) -> str:
    """The one phrase that finds ``term`` as a substring of a word."""
    return _quoted(*_inner(term))


def needs_prefix(term: str) -> bool:
    """Whether the phrase looks up all grams that begin with its end, which takes longer and finds much."""
    return _inner(term)[1]


def _inner(term: str) -> tuple[list[str], bool]:
    """The grams of which the phrase of ``term`` is made, and whether the last one may go on."""
    out: list[str] = []
    covered = 0
    for i, char in enumerate(term[:_LONGEST_WORD]):
        size = _size(char)
        if i + size <= len(term):
            out.append(term[i : i + size])
            covered = i + size
        elif covered < len(term):
            out.append(term[i:])
            return out, True
    return out, False


def _quoted(parts: Sequence[str], goes_on: bool) -> str:
    quoted = '"' + " ".join(parts).replace('"', '""') + '"'
    return quoted + " *" if goes_on else quoted


def _spaced(term: str) -> Iterator[str]:
    """The phrases that find a name of a person that was stored with blanks, wherever these are."""
    length = len(term)
    if not 2 <= length <= _LONGEST_NAME or not all(map(is_han, term)):
        return
    for places in range(1, 1 << (length - 1)):
        cuts = [0, *(at for at in range(1, length) if places >> (at - 1) & 1), length]
        *firsts, last = [term[start:end] for start, end in pairwise(cuts)]
        end, goes_on = _inner(last)
        yield _quoted([*map(grams, firsts), *end], goes_on)


def usual(term: str) -> str:
    """Finds most of what :func:`needle` finds, quicker where that is much: the usual ways in which two letters or
    digits go on are found one after the other, while a prefix is looked up whole, however little of it is wanted.
    """
    if len(term) != _NARROW - 1 or not (term.isascii() and term.isalnum()):
        return needle(term)
    more = string.digits if term.isdecimal() else string.ascii_lowercase
    return "(" + " OR ".join(f'"{term}{char}"' for char in ("", *more)) + ")"
