"""The plainest search there is: look into every text of every record. What the index must equal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, pinyin_full, pinyin_initials


def sounds(*names: str) -> list[str]:
    return [sound for name in names for sound in (pinyin_full(name), pinyin_initials(name)) if sound]


def holds(query: str, texts: Iterable[str], phones: Iterable[str] = (), names: Iterable[str] = ()) -> bool:
    """Whether every word of ``query`` stands in a word of ``texts`` (already with sounds) or in the digits of a phone;
    a query of digits and separators may also be one number. Blanks between the ideographs of ``names`` say nothing
    where a word may be a person's name.
    """
    words = [word for text in texts for word in fold(text).split()]
    words += [digits(phone) for phone in phones]
    wanted = fold(query).split()
    if not wanted:
        return False
    bare = [re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", fold(name)) for name in names]
    if all(any(one in word for word in [*words, *(bare if _name(one) else ())]) for one in wanted):
        return True
    if not re.fullmatch(r"\+?[\d\s\-().]{3,}", " ".join(wanted)):
        return False
    number = digits(query)
    tries = [number] if len(number) >= 3 else []
    if number.startswith("861") and len(number) >= 7:
        tries.append(number[2:])
    return any(one in word for one in tries for word in words)


def _name(word: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) is not None
