"""Lengths in device-independent pixels, all on a grid of 4."""

from __future__ import annotations

GAP_XS, GAP_S, GAP, GAP_L, GAP_XL, GAP_XXL = 4, 8, 12, 16, 24, 32

CONTROL = 32
"""Height of buttons and fields."""
CONTROL_ROW = 28
"""Height of a button inside a row."""
ROW, ROW_COMPACT, ROW_LIST, ROW_TWO_LINES = 36, 28, 40, 52
CHIP = 24
LINE = 20
TOP_BAR = 52
NAV, NAV_FOLDED = 208, 56
NARROW = 1100
"""Below this window width the navigation folds and the page margin shrinks."""
MARGIN, MARGIN_NARROW = 24, 16
CARD_PADDING = 12
RADIUS, RADIUS_CARD, RADIUS_TAG = 6, 10, 999
FOCUS = 2
ICON = 18


def page_margin(window_width: int) -> int:
    """The margin at the left and right of a page in a window of that width."""
    return MARGIN_NARROW if window_width < NARROW else MARGIN
