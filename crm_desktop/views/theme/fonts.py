"""Type: families named explicitly, sizes by what a text is for."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from crm_desktop.core.i18n import language

FAMILIES = [
    "Segoe UI",
    "Microsoft YaHei UI",
    ".AppleSystemUIFont",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans",
    "DejaVu Sans",
]

FontRole = Literal["body", "strong", "small", "small_strong", "section", "title", "figure", "number", "number_strong"]

_SIZES: dict[str, tuple[int, QFont.Weight]] = {
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.DemiBold),
    "small": (12, QFont.Weight.Normal),
    "small_strong": (12, QFont.Weight.DemiBold),
    "section": (14, QFont.Weight.DemiBold),
    "title": (20, QFont.Weight.Bold),
    "figure": (20, QFont.Weight.DemiBold),
    "number": (13, QFont.Weight.Normal),
    "number_strong": (13, QFont.Weight.DemiBold),
}


def font(role: str = "body") -> QFont:
    """The font for ``role``; numbers get digits of one width so that they stand in columns. Between Latin letters the
    quotation marks of a Chinese font are as narrow as they.
    """
    return QFont(_made(role, narrow_quotes=not language().startswith("zh")))


@cache
def _made(role: str, *, narrow_quotes: bool) -> QFont:
    """Kept, with what Qt looked up for it: painting asks hundreds of times."""
    size, weight = _SIZES[role]
    made = QFont()  # a copy of the program's font, which may be that of the language before
    made.clearFeatures()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if narrow_quotes:
        made.setFeature(QFont.Tag("pwid"), 1)
    if role.startswith("number") or role == "figure":
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def install(app: QApplication) -> None:
    """The font of everything that chooses none; again after another language."""
    _made.cache_clear()  # what a font leaves open it takes from the program's
    app.setFont(font("body"))
