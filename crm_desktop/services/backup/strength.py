"""How hard a passphrase is to guess: a rough estimate, for the bar under the field."""

from __future__ import annotations

import math
from typing import Literal

Level = Literal["short", "weak", "fair", "good"]

_KEYBOARD = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890", "09876543210")
_COMMON = ("password", "passphrase", "woaini", "iloveyou", "admin", "qwerty", "welcome", "mima", "letmein")
_CLASSES = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_HAN = 2_500
_LEAST, _WEAK, _FAIR = 24.0, 40.0, 56.0


def bits(passphrase: str) -> float:
    """Estimated bits: runs along the keyboard, repeats and well-known words count as one sign."""
    text = passphrase
    for word in _COMMON:
        text = text.casefold().replace(word, "\0") if word in text.casefold() else text
    text = _without_runs(text)
    if not text:
        return 0.0
    sizes = [size for test, size in _CLASSES if any(test(char) for char in text)]
    other = any(ord(char) < 128 and not char.isalnum() for char in text)
    plain = math.log2(sum(sizes) + (33 if other else 0) or 2)
    return sum(math.log2(_HAN) if ord(char) > 0x2E80 else plain for char in text)


def level(passphrase: str) -> Level:
    """``short`` is not accepted."""
    found = bits(passphrase)
    if len(passphrase.strip()) < 4 or found < _LEAST:
        return "short"
    return "weak" if found < _WEAK else "fair" if found < _FAIR else "good"


def _without_runs(text: str) -> str:
    kept = text[:1]
    for before, char in zip(text, text[1:], strict=False):
        pair = (before + char).casefold()
        if before == char or any(pair in row for row in _KEYBOARD):
            continue
        kept += char
    return kept
