"""New columns out of those of the file: one cut into parts, several joined into one. Runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_desktop.services.importing.clean import plain
from crm_desktop.services.importing.model import Recipe
from crm_desktop.services.importing.reading.layout import Layout, letter

BRACKETS = "()"
CUTS: Mapping[str, str] = {
    " ": r"\s+",
    ",": r"\s*[,，、;；]\s*",
    "/": r"\s*[/／|]\s*",
    "-": r"\s*[-–—－]\s*",
    "\n": r"\s*[\r\n]+\s*",
    BRACKETS: r"\s*[(（\[【]\s*|\s*[)）\]】]\s*",
}
"""Where a column is cut: the name of the cut and the pattern of what stands between two parts."""

MOST_PARTS = 6

Row = list[Any]


def extended(layout: Layout, recipes: Sequence[Recipe]) -> Layout:
    """``layout`` with the columns that ``recipes`` make behind its own; recipes of missing columns make empty ones."""
    if not recipes:
        return layout
    width = len(layout.headers)
    headers = [*layout.headers]
    makers: list[Callable[[Row], Row]] = []
    for recipe in recipes:
        names = [layout.headers[one] or letter(one) if one < width else "?" for one in recipe.columns]
        if recipe.kind == "split":
            headers += [f"{names[0]} · {part}" for part in range(1, recipe.parts + 1)]
            makers.append(_splitter(recipe))
        else:
            headers.append(" + ".join(names))
            makers.append(_joiner(recipe))

    def extend(cells: Row) -> Row:
        base = [*cells[:width], *[""] * (width - len(cells))]
        return [*base, *(value for make in makers for value in make(base))]

    return Layout(layout.header_row, tuple(headers), extend)


def _splitter(recipe: Recipe) -> Callable[[Row], Row]:
    pattern = re.compile(CUTS.get(recipe.by) or re.escape(recipe.by) or r"\s+")
    column, parts = recipe.columns[0], recipe.parts

    def split(cells: Row) -> Row:
        text = plain(cells[column]).strip() if column < len(cells) else ""
        found = [part for part in pattern.split(text, maxsplit=0 if recipe.by == BRACKETS else parts - 1) if part]
        if len(found) > parts:
            found[parts - 1 :] = [" ".join(found[parts - 1 :])]
        return [*found, *[""] * (parts - len(found))]

    return split


def _joiner(recipe: Recipe) -> Callable[[Row], Row]:
    def join(cells: Row) -> Row:
        texts = (plain(cells[column]).strip() for column in recipe.columns if column < len(cells))
        return [recipe.by.join(text for text in texts if text)]

    return join
