"""Which encoding a text file is in: certain signs first, then the most plausible reading."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.core.i18n import N_
from crm_desktop.services.importing.reading.failure import FileRefused

CANDIDATES = ("gb18030", "big5", "cp1252")
NAMES = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "cp936": "gb18030",
    "big5": "big5", "big5-hkscs": "big5hkscs", "cp950": "big5", "cp1252": "cp1252", "latin1": "cp1252",
    "x-gbk": "gb18030", "latin-1": "cp1252", "iso-8859-1": "cp1252", "windows-1252": "cp1252", "ansi": "gb18030",
    "ascii": "utf-8",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
_CLOSE = 0.12


@dataclass(frozen=True, slots=True)
class Encoding:
    """``name`` as Python knows it; ``unsure`` lists others that are nearly as plausible."""

    name: str
    unsure: tuple[str, ...] = ()


def resolve(name: str) -> str:
    """The codec a person means by ``name``; raises :class:`FileRefused` for one we don't read."""
    found = NAMES.get(name.strip().lower().replace("_", "-"))
    if found is None:
        raise FileRefused("unsupported", N_("import", "The encoding “{name}” is not known.").fill(name=name))
    return found


def detect(path: Path) -> Encoding:
    """The encoding of a text file; raises :class:`FileRefused` for a file that is no text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return Encoding(name)
    wide = _utf16(sample)
    if wide:
        return Encoding(wide)
    if b"\0" in sample:
        raise FileRefused("bad_file", N_("import", "This file holds no text."))
    if _is_utf8(path):
        return Encoding("utf-8")
    scores = sorted(((_plausible(sample, name), name) for name in CANDIDATES), reverse=True)
    best, name = scores[0]
    unsure = tuple(other for score, other in scores[1:] if best - score < _CLOSE)
    return Encoding(name, unsure)


def _is_utf8(path: Path) -> bool:
    """Halves of UTF-16 pairs that some programs write make it no other encoding: their cells are told instead."""
    return fits(path, "utf-8") or fits(path, "utf-8", "surrogatepass")


def fits(path: Path, name: str, errors: str = "strict") -> bool:
    """Whether the whole file is valid in an encoding."""
    decoder = codecs.getincrementaldecoder(name)(errors)
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in the NUL bytes beside separators, digits and line ends."""
    even, odd = sample[0::2], sample[1::2]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    nul_even, nul_odd = even.count(0) / len(even), odd.count(0) / max(1, len(odd))
    for share, other, name in ((nul_odd, nul_even, "utf-16-le"), (nul_even, nul_odd, "utf-16-be")):
        if share > 0.1 and other < 0.02:
            try:
                text = sample[: len(sample) // 2 * 2].decode(name, "ignore")
            except UnicodeDecodeError:
                continue
            if "\n" in text or "\r" in text or "," in text or "\t" in text:
                return name
    return None


def _plausible(sample: bytes, name: str) -> float:
    """0 to 1: how much of what lies outside ASCII looks like everyday text in this encoding."""
    text = sample.decode(name, "replace")
    if len(sample) == _SAMPLE and text.endswith("\ufffd"):
        text = text[:-1]
    bad = text.count("\ufffd")
    strange = [char for char in text if char > "\x7f"]
    if not strange:
        return 0.0
    good = sum(_western(text) if name == "cp1252" else map(_common[name], strange))
    return max(0.0, (good - 3 * bad) / len(strange))


def _western(text: str) -> list[float]:
    """Accented letters stand alone between letters; two in a row, or signs in a word, look like something else."""
    found = []
    for index, char in enumerate(text):
        if char <= "\x7f":
            continue
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if char in "€£’‘“”–—…°·«»§ ¿¡":
            found.append(1.0 if before <= "\x7f" or after <= "\x7f" else 0.3)
        elif unicodedata.category(char) not in ("Lu", "Ll") or char in "ÐÞðþ×÷":
            found.append(0.0)
        else:
            alone = before <= "\x7f" and after <= "\x7f"
            fits = char.islower() or not (before.isalpha() and before.islower())
            found.append(1.0 if alone and fits and (before.isalpha() or after.isalpha()) else 0.4)
    return found


def _gb_common(char: str) -> float:
    """Frequent characters have a first byte of B0 to D7 in GB2312; signs A1 to A3."""
    code = char.encode("gb18030", "replace")
    if len(code) != 2:
        return 0.0
    if code[1] < 0xA1:
        return 0.05
    return 1.0 if 0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3 else 0.5 if code[0] <= 0xF7 else 0.0


def _big5_common(char: str) -> float:
    """Frequent characters lie between A440 and C67E in Big5; signs A1 to A3."""
    code = char.encode("big5", "replace")
    if len(code) != 2:
        return 0.0
    if 0xA4 <= code[0] <= 0xC6:
        return 1.0
    return 0.8 if code[0] in (0xA1, 0xA2, 0xA3) else 0.4 if code[0] <= 0xF9 else 0.0


_common = {"gb18030": _gb_common, "big5": _big5_common}
