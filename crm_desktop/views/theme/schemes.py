"""The colours of the program: one frozen set per scheme, and nowhere else a colour."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#RRGGBB``; ``scrim`` alone is ``#AARRGGBB``. Names follow what a colour is for, not its hue."""

    scheme: Scheme
    window: str
    surface: str
    raised: str
    hover: str
    selected: str
    line: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_text: str
    good: str
    warn: str
    bad: str
    info: str
    good_soft: str
    warn_soft: str
    bad_soft: str
    info_soft: str
    accent_soft: str
    accent_hover: str
    accent_pressed: str
    bad_hover: str
    scrim: str
    shadow: str
    chart: tuple[str, ...]

    def color(self, role: str) -> str:
        """The colour named ``role``; raises ``KeyError`` for a name that is no colour."""
        if role in _COLOUR_ROLES:
            return str(getattr(self, role))
        raise KeyError(role)


_COLOUR_ROLES = frozenset(f.name for f in fields(Tokens)) - {"scheme", "chart"}
STATE_ROLES = ("good", "warn", "bad", "info")


def mix(colour: str, ground: str, share: float) -> str:
    """``share`` (0 to 1) of ``colour`` laid over ``ground``."""
    top, bottom = _channels(colour), _channels(ground)
    mixed = (round(a * share + b * (1 - share)) for a, b in zip(top, bottom, strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours as WCAG counts it: 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


LIGHT = Tokens(
    scheme="light",
    window="#F5F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EEF1F5",
    selected="#E3ECFD",
    line="#E3E7EC",
    line_strong="#C9D0D9",
    text="#1A2330",
    text_2="#566273",
    text_3="#7A8596",
    accent="#2463EB",
    accent_text="#FFFFFF",
    good="#17724A",
    warn="#875A00",
    bad="#B8322A",
    info="#0A658D",
    good_soft=mix("#17724A", "#FFFFFF", 0.06),
    warn_soft=mix("#875A00", "#FFFFFF", 0.06),
    bad_soft=mix("#B8322A", "#FFFFFF", 0.06),
    info_soft=mix("#0A658D", "#FFFFFF", 0.06),
    accent_soft=mix("#2463EB", "#FFFFFF", 0.06),
    accent_hover=mix("#1A2330", "#2463EB", 0.12),
    accent_pressed=mix("#1A2330", "#2463EB", 0.24),
    bad_hover=mix("#1A2330", "#B8322A", 0.12),
    scrim="#4D000000",
    shadow="#1A2330",
    chart=("#2463EB", "#0E9384", "#E07A1F", "#8B5CF6", "#D6457F", "#64748B"),
)

DARK = Tokens(
    scheme="dark",
    window="#14181F",
    surface="#1C222C",
    raised="#242C38",
    hover="#252E3B",
    selected="#243A61",
    line="#2E3846",
    line_strong="#465264",
    text="#E7EBF1",
    text_2="#A3AFBF",
    text_3="#7D8A9C",
    accent="#6C9DFF",
    accent_text="#0E1420",
    good="#4CC38A",
    warn="#E0B04B",
    bad="#FF7B72",
    info="#5CC0E8",
    good_soft=mix("#4CC38A", "#1C222C", 0.12),
    warn_soft=mix("#E0B04B", "#1C222C", 0.12),
    bad_soft=mix("#FF7B72", "#1C222C", 0.12),
    info_soft=mix("#5CC0E8", "#1C222C", 0.12),
    accent_soft=mix("#6C9DFF", "#1C222C", 0.12),
    accent_hover=mix("#FFFFFF", "#6C9DFF", 0.12),
    accent_pressed=mix("#FFFFFF", "#6C9DFF", 0.24),
    bad_hover=mix("#FFFFFF", "#FF7B72", 0.12),
    scrim="#80000000",
    shadow="#000000",
    chart=("#6C9DFF", "#4CC9BD", "#F2A65A", "#B59CFF", "#F08BB4", "#9AA9BD"),
)

SCHEMES: dict[str, Tokens] = {"light": LIGHT, "dark": DARK}
