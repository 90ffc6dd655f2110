"""Type: families named explicitly, sizes by what a text is for."""

from __future__ import annotations

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
    size, weight = _SIZES[role]
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if not language().startswith("zh"):
        made.setFeature(QFont.Tag("pwid"), 1)
    if role.startswith("number") or role == "figure":
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def install(app: QApplication) -> None:
    """The font of everything that chooses none; again after another language."""
    app.setFont(font("body"))
