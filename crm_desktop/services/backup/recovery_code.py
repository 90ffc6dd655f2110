"""The recovery code: 130 random bits in Crockford's base32 with two check characters, in seven groups of four."""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 130
_LENGTH = 28
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})


def generate() -> str:
    """A new code, as it is shown and printed: ``7K3M-…`` (seven groups)."""
    number = secrets.randbits(_BITS)
    body = "".join(_ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return _grouped(body + _check(body))


def parse(text: str) -> str | None:
    """The code in its printed form, however it was typed; None when it is none or has a typing error."""
    plain = _plain(text)
    if not looks_like(text) or _check(plain[:-2]) != plain[-2:]:
        return None
    return _grouped(plain)


def looks_like(text: str) -> bool:
    """True when ``text`` has the shape of a code, right or mistyped."""
    plain = _plain(text)
    return len(plain) == _LENGTH and all(char in _ALPHABET for char in plain)


def _plain(text: str) -> str:
    return "".join(char for char in text.upper() if char not in "- \t\u3000").translate(_SAME)


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + 4] for at in range(0, _LENGTH, 4))


def _check(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(body.encode()).digest()[:2], "big")
    return _ALPHABET[number >> 11] + _ALPHABET[number >> 6 & 31]
