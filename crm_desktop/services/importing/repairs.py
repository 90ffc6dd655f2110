"""What was probably meant by a cell that can't be read: offered, never taken without being asked."""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKES = str.maketrans({
    **dict.fromkeys("OoОо〇", "0"), **dict.fromkeys("Il|", "1"), **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"), "B": "8",
})  # fmt: skip
_NUMBERISH = re.compile(r"[\d\s+()./:,-]+")


def suggestion(text: str) -> str:
    """``text`` with letters that look like digits made digits; empty where that does not make a number of it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    better = plain.translate(_LOOK_ALIKES)
    changed = sum(one != other for one, other in zip(plain, better, strict=True))
    digits = sum(map(str.isdecimal, plain))
    if better == text.strip() or not _NUMBERISH.fullmatch(better) or changed > 2 or digits < 4:
        return ""
    return better
