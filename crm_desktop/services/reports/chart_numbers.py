"""The numbers of a chart, as short as the largest of them allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crm_desktop.core.i18n import language

_STEPS = {
    "zh": ((10**8, 10**8, "亿"), (10**5, 10**4, "万")),
    "en": ((10**9, 10**9, "bn"), (10**6, 10**6, "M"), (10**4, 10**3, "k")),
}
"""From which largest amount on which size is used, and its word; 万 and ``k`` begin late: five and four digits are read
as easily, and a scale of up to 60,000 has no parts of 万.
"""
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of one axis are written: in the largest of ``sizes`` that a number reaches, with its word, else
    in full; ``whole`` ones without what comes after the point.
    """

    sizes: tuple[tuple[int, str], ...] = ()
    percent: bool = False
    whole: bool = False

    def text(self, value: float) -> str:
        """``1.2万``, ``12k``; with thousands separators where nothing is shortened: 600 beside ``144万`` is ``600``."""
        sign = _MINUS if value < 0 else ""
        if self.percent:
            return f"{sign}{abs(value) * 100:.0f}%"
        size, word = next((step for step in self.sizes if abs(value) >= step[0]), (1, ""))
        part = abs(value) / size
        if size == 1:
            shown = _places(part, 0 if self.whole else 2)
        else:
            shown = _places(part, 1 if part < 100 else 0)
        return f"{sign}{shown}{word}"


def numbers(values: Iterable[float | None], unit: str) -> Numbers:
    """The way to write ``values`` on one axis, chosen by the largest of them, in the language in force."""
    if unit == "percent":
        return Numbers(percent=True)
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    steps = _STEPS["zh" if language().startswith("zh") else "en"]
    return Numbers(tuple((size, word) for begin, size, word in steps if largest >= begin), whole=largest >= 100)


def _places(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
