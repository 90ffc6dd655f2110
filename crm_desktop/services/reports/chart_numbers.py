"""The numbers of a chart: all of one axis in the same unit, so that lengths and words say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crm_desktop.core.i18n import language

_STEPS = {"zh": ((10**8, "亿"), (10**4, "万")), "en": ((10**9, "bn"), (10**6, "M"), (10**4, "k"))}
"""From which amount on which word is used; ``k`` begins late, since four digits are read as easily."""
_SIZES = {"k": 1000}
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of one axis are written: divided by ``size`` and followed by ``word``; ``whole`` ones without
    what comes after the point.
    """

    size: int = 1
    word: str = ""
    percent: bool = False
    whole: bool = False

    def text(self, value: float) -> str:
        """``1.2万``, ``0.3万``, ``12k``; with thousands separators where nothing is shortened."""
        sign = _MINUS if value < 0 else ""
        if self.percent:
            return f"{sign}{abs(value) * 100:.0f}%"
        part = abs(value) / self.size
        if self.size == 1:
            shown = _places(part, 0 if self.whole else 2)
        else:
            shown = _places(part, 2 if part < 1 else 1 if part < 100 else 0)
        return f"{sign}{shown}{self.word if part else ''}"


def numbers(values: Iterable[float | None], unit: str) -> Numbers:
    """The way to write ``values`` on one axis, chosen by the largest of them, in the language in force."""
    if unit == "percent":
        return Numbers(percent=True)
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    steps = _STEPS["zh" if language().startswith("zh") else "en"]
    word = next((word for size, word in steps if largest >= size), "")
    size = next((size for size, known in steps if known == word), 1)
    return Numbers(_SIZES.get(word, size), word, whole=largest >= 100)


def _places(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
