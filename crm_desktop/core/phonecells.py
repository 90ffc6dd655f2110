"""What stands in one cell of telephone numbers: where a number ends, and which words beside it only say whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[,、，|\\\n\r\t]+|[;；](?!\s*ext=)|:::")
_PAIR = re.compile(r"(1[3-9]\d{9})\s+(1[3-9]\d{9})")
FILLING = str.maketrans("", "", " -.()\u00a0\u2009\u2010\u2011\u2012\u2013\u2014\u2212·")
_OPENING = re.compile(r"0\d{1,5}|(?:\+|00)\d{1,8}")
"""An area code or the beginning of a mobile number: nobody has so short a number with a 0 or a country before it."""

_ENGLISH = (
    "mobile", "mobil", "mob", "cellphone", "cellular", "cell", "telephone", "telefon", "tel", "phone", "ph", "landline",
    "home", "house", "work", "office", "business", "company", "main", "personal", "private", "privat", "handy",
    "mobiltelefon", "festnetz", "wechat", "whatsapp",
)  # fmt: skip
_CHINESE = (
    "手机", "移动电话", "联系电话", "联系方式", "电话", "座机", "固定电话", "固话", "宅电", "住宅",
    "家庭", "家里", "家中", "家", "办公室", "办公", "单位", "公司", "工作",
    "微信同号", "同微信号", "同微信", "微信号", "微信", "本人", "私人", "个人", "备用",
)  # fmt: skip
_WORD = (
    rf"(?:(?<![a-zß-ÿ])(?:{'|'.join(_ENGLISH)})(?:\s(?:number|no))?(?![a-zß-ÿ])"
    r"|(?<!\w)[mthw](?=[\s:.)\]】/]|$)"
    rf"|(?:{'|'.join(sorted(_CHINESE, key=len, reverse=True))})(?:号码?)?)"
)
_LABELS = re.compile(rf"(?:[(\[【]\s*+)?{_WORD}(?:[\s/,、&+:.-]*+{_WORD})*[\s:.-]*+[)\]】]?+[\s:-]*+", re.IGNORECASE)
"""Words like ``mobile`` or ``办公`` with the brackets and colons around them; a fax is none, nobody answers there."""

LETTER = re.compile(r"[^\W\d_]")
_BREAK = "\n"
_BESIDE_LABELS = " -\u2013\u2014:"


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one number; ``loose`` where a sign or word ends it that may stand within a number as well."""

    text: str
    loose: bool = False


def without_labels(text: str) -> str:
    """The text with a line break for each word that says whose or what a number is."""
    return _LABELS.sub(_BREAK, text) if LETTER.search(text) else text


def parts(text: str) -> list[Part]:
    """The numbers in a cell: separated by ``; , 、 ；`` or line breaks, by ``/``, by labels, or two mobiles by a space.

    A ``/`` behind an area code stands within the number: ``0171/2345678``.
    """
    bare = without_labels(text)
    labelled = bare != text
    within = labelled and _BREAK in bare.strip()
    found: list[Part] = []
    for piece in _SEPARATORS.split(bare):
        texts = _parted(piece) if "/" in piece else [piece.strip()]
        loose = within or len(texts) > 1
        for one in (one.strip(_BESIDE_LABELS) for one in texts) if labelled else texts:
            pair = _PAIR.fullmatch(one)
            if pair:
                found += map(Part, pair.groups())
            elif one:
                found.append(Part(one, loose))
    return found


def is_opening(text: str) -> bool:
    """Whether a text is but the beginning of a number: ``0171``, ``+49 (0)30``."""
    return _OPENING.fullmatch(text.translate(FILLING)) is not None


def _parted(piece: str) -> list[str]:
    """A text parted at each ``/`` that does not stand within a number."""
    found: list[str] = []
    for part in map(str.strip, piece.split("/")):
        if found and part[:1] not in ("", "0", "+") and is_opening(found[-1]):
            found[-1] += f"-{part}"
        elif part:
            found.append(part)
    return found
