"""Folding text for comparison, and pinyin: what search, sorting and duplicate checks compare.

Readings come from a table made once from pypinyin (``resources/pinyin.txt``, see :mod:`crm_desktop.core.pinyin_data`),
read on first use in a few milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from crm_desktop.core.paths import resources

SURNAMES: dict[str, str] = {
    "单": "shan", "單": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "區": "ou",
    "翟": "zhai", "朴": "piao", "盖": "ge", "蓋": "ge", "乐": "yue", "樂": "yue", "覃": "qin", "缪": "miao",
    "繆": "miao", "洗": "xian", "冼": "xian", "句": "gou", "宓": "mi", "牟": "mu", "员": "yun", "員": "yun",
    "黑": "he", "繁": "po", "佴": "nai", "尉": "wei", "撒": "sa", "逄": "pang", "谌": "chen", "諶": "chen",
}  # fmt: skip
"""How a character is read where it is a surname."""

COMPOUND_SURNAMES: dict[str, str] = {
    "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi", "萬俟": "mo qi", "单于": "chan yu", "單于": "chan yu",
    "长孙": "zhang sun", "長孫": "zhang sun", "澹台": "tan tai", "澹臺": "tan tai", "令狐": "ling hu",
    "鲜于": "xian yu", "鮮于": "xian yu", "宗政": "zong zheng", "濮阳": "pu yang", "濮陽": "pu yang",
    "中行": "zhong hang", "乐正": "yue zheng", "樂正": "yue zheng", "亓官": "qi guan", "羊舌": "yang she",
}  # fmt: skip

_WORDS: dict[str, str] = {"朝阳": "chao yang", "朝陽": "chao yang", "厦门": "xia men", "廈門": "xia men"}
"""Readings that shops mean where the dictionary gives the literary one."""

_SPACES = re.compile(r"[\s\0\ud800-\udfff]+")
"""What parts words; NUL ends a text for the database's search, and half a pair of UTF-16 can't be stored at all."""
_HALVES = re.compile("[\ud800-\udfff]").search
_HAN = r"[\u4e00-\u9fff\u3400-\u4dbf〇]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN}) +(?={_HAN})")

INVISIBLE: dict[int, None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\0"))
"""Characters that nobody sees, for ``str.translate``."""

_WIDE: dict[int, int] = {
    0x3000: 0x20,
    **{code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)},
}
"""Full-width digits and letters, which look like others but are not found by them; brackets stay as they are."""

_ODD = re.compile("[\0\u00ad\u200b-\u200d\u2060\u3000\ufeff０-９Ａ-Ｚａ-ｚ]").search
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class _Table:
    chars: dict[str, str]
    words: dict[str, tuple[str, ...]]
    starts: frozenset[str]
    plain_words: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    text = (resources() / "pinyin.txt").read_text(encoding="utf-8")
    by_syllable, by_word, plain_words = text.split("\n\n")
    chars: dict[str, str] = {}
    for line in by_syllable.split("\n"):
        syllable, members = line.split(" ", 1)
        chars.update(dict.fromkeys(members, syllable))
    words = {}
    for line in by_word.split("\n"):
        word, spoken = line.split(" ", 1)
        words[word] = tuple(spoken.split(" "))
    words.update({word: tuple(spoken.split(" ")) for word, spoken in _WORDS.items()})
    return _Table(chars, words, frozenset(word[0] for word in words), frozenset(plain_words.split()))


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Traditional → simplified, character by character (``traditional.txt`` holds pairs, after OpenCC's table)."""
    pairs = (resources() / "traditional.txt").read_text(encoding="utf-8").strip()
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def fold(text: str) -> str:
    """``text`` for comparing: compatible forms made one (full width, ligatures, traditional = simplified), case
    removed, spaces single.
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", text).casefold().translate(simplified())
    if "  " in folded or not folded.isprintable() or folded[:1] == " " or folded[-1:] == " ":
        return _SPACES.sub(" ", folded).strip()
    return folded


def whole(text: str) -> str:
    """``text`` as it can be stored: halves of UTF-16 pairs, of broken emojis, are left out, those that stand beside
    each other made one character.
    """
    if _HALVES(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def one_line(text: str) -> str:
    """Text of one line, spaces made single, full-width digits and letters made ordinary ones."""
    if _ODD(text):
        text = text.translate(INVISIBLE).translate(_WIDE)
    return " ".join(text.split())


def joined(folded: str) -> str:
    """A folded text without the blanks between Chinese characters, which say nothing: ``张 伟`` is ``张伟``."""
    return folded if folded.isascii() or " " not in folded else _BETWEEN_HAN.sub("", folded)


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"


def has_han(text: str) -> bool:
    return not text.isascii() and any(map(is_han, text))


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """The reading of ``text``: a syllable for each Chinese character, other characters folded, one entry each.

    A text that looks like a person's name is read with its surname's reading (单 is shan, 曾 zeng, 尉迟 yu chi);
    words that are read otherwise than their characters are known (重庆 is chong qing).
    """
    text = fold(text)
    table = _table()
    chars = table.chars
    spoken: list[str] = []
    at = 0
    if len(text) <= _LONGEST_NAME + 2 and text[:1] and is_han(text[0]):
        at = _read_surname(text, spoken, table)
    end = len(text)
    while at < end:
        char = text[at]
        if char in table.starts:
            word = table.words.get(text[at : at + 3]) or table.words.get(text[at : at + 2])
            if word is not None:
                spoken.extend(word)
                at += len(word)
                continue
        spoken.append(chars.get(char, char))
        at += 1
    return tuple(spoken)


def _read_surname(text: str, spoken: list[str], table: _Table) -> int:
    """Append the surname's reading where ``text`` looks like a name; return how many characters it took."""
    name = text.replace(" ", "").replace("·", "")
    if not 2 <= len(name) <= _LONGEST_NAME or not all(map(is_han, name)):
        return 0
    compound = COMPOUND_SURNAMES.get(text[:2])
    if compound is not None and len(name) > 2:
        spoken.extend(compound.split(" "))
        return 2
    surname = SURNAMES.get(text[0])
    if surname is None or len(name) == _LONGEST_NAME or name[:2] in table.plain_words or name[:2] in table.words:
        return 0
    spoken.append(surname)
    return 1


def pinyin_full(text: str) -> str:
    """``张伟 A店`` → ``zhangweiadian``; empty where there is no Chinese character."""
    if not has_han(text):
        return ""
    return "".join(part for part in syllables(text) if part.isalnum())


def pinyin_initials(text: str) -> str:
    """``张伟 A店`` → ``zwad``; empty where there is no Chinese character."""
    if not has_han(text):
        return ""
    return "".join(part[0] for part in syllables(text) if part.isalnum())


def sort_key(text: str) -> str:
    """A key that puts Chinese texts among the others by pinyin, and homophones by character."""
    if text.isascii():
        return fold(text)
    folded = fold(text)
    if not any(map(is_han, folded)):
        return strip_marks(folded)
    spoken = " ".join(syllables(folded))
    return f"{strip_marks(spoken)}\t{folded}"


def strip_marks(text: str) -> str:
    """``émile`` → ``emile``: letters without their accents, for sorting and loose comparing."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
