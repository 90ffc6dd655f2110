"""Whether two names may be the same person: what keeps an import from merging two people with one phone."""

from __future__ import annotations

import re

from crm_desktop.core.text import fold, is_han, pinyin_full, strip_marks

_TITLES = re.compile(
    r"先生|女士|小姐|老师|太太|老板|经理|阿姨|师傅|医生|店长|总$|哥$|姐$"
    r"|\b(?:mr|mrs|ms|miss|dr|prof|sir|madam)\b\.?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[（【].*?[)\]）】]")
_SIGNS = re.compile(r"[\s·.,\-_'’“”\"]+")
_SIMILAR_HAN, _SIMILAR_LATIN = 80, 70


def clearly_different(one: str, other: str) -> bool:
    """False for what may be two ways of writing one name (titles, homophones, accents, order of words)."""
    a, b = fold(one), fold(other)
    if a == b:
        return False
    bare_a, bare_b = _bare(a), _bare(b)
    if not bare_a or not bare_b:
        return False
    tight_a, tight_b = _SIGNS.sub("", bare_a), _SIGNS.sub("", bare_b)
    if tight_a in tight_b or tight_b in tight_a:
        return False
    from rapidfuzz import fuzz

    han_a, han_b = any(map(is_han, tight_a)), any(map(is_han, tight_b))
    if han_a and han_b:
        return pinyin_full(tight_a) != pinyin_full(tight_b) and fuzz.ratio(tight_a, tight_b) < _SIMILAR_HAN
    if han_a or han_b:
        spoken = pinyin_full(tight_a) or tight_a, pinyin_full(tight_b) or tight_b
        return fuzz.token_sort_ratio(*spoken) < _SIMILAR_LATIN
    return fuzz.token_sort_ratio(strip_marks(_SIGNS.sub(" ", bare_a)), strip_marks(_SIGNS.sub(" ", bare_b))) < (
        _SIMILAR_LATIN
    )


def _bare(name: str) -> str:
    return _TITLES.sub("", _BRACKETS.sub("", name)).strip() or name
