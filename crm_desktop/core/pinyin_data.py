"""Make the compact pinyin table that :mod:`crm_desktop.core.text` reads.

pypinyin takes a quarter of a second to import and 20 seconds for 100,000 names; the table takes
milliseconds. Run ``python -m crm_desktop.core.pinyin_data`` after an update of pypinyin; a test
compares the table with the library.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

TABLE = Path(__file__).parents[1] / "resources" / "pinyin.txt"
_RANGES = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
_LONGEST_WORD = 3


def plain(syllable: str) -> str:
    """``syllable`` without its tone; ü is written v, as input methods do."""
    syllable = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(char for char in syllable if not unicodedata.combining(char))


def readings() -> dict[str, str]:
    """The usual reading of each character."""
    from pypinyin.constants import PINYIN_DICT

    return {
        chr(code): plain(value.split(",")[0])
        for code, value in PINYIN_DICT.items()
        if any(low <= code <= high for low, high in _RANGES)
    }


def words(table: dict[str, str]) -> dict[str, str]:
    """Words of two or three characters that are read otherwise than their characters: 重庆 → ``chong qing``."""
    from pypinyin.constants import PHRASES_DICT

    found = {}
    for word, marked in PHRASES_DICT.items():
        if not 2 <= len(word) <= _LONGEST_WORD or not all(char in table for char in word):
            continue
        spoken = [plain(options[0]) for options in marked]
        if len(spoken) == len(word) and spoken != [table[char] for char in word]:
            found[word] = " ".join(spoken)
    return found


def plain_words(starts: str, table: dict[str, str]) -> list[str]:
    """Two-character words that begin with one of ``starts`` and are read as usual: no surname stands there."""
    from pypinyin.constants import PHRASES_DICT

    return sorted(word for word in PHRASES_DICT if len(word) == 2 and word[0] in starts and word[1] in table)


def write(path: Path = TABLE) -> None:
    """Write the table: lines ``syllable chars``, then after an empty line ``word syllables``, then plain words."""
    from crm_desktop.core.text import SURNAMES

    table = readings()
    by_syllable: dict[str, list[str]] = {}
    for char, syllable in table.items():
        by_syllable.setdefault(syllable, []).append(char)
    lines = [f"{syllable} {''.join(sorted(chars))}" for syllable, chars in sorted(by_syllable.items())]
    lines.append("")
    lines += [f"{word} {spoken}" for word, spoken in sorted(words(table).items())]
    lines.append("")
    lines.append(" ".join(plain_words("".join(SURNAMES), table)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
