"""What can be done with one column beside giving it a target: cut it, join it, make a field of it, leave it out."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import ColumnInfo, FilePreview, Recipe
from crm_desktop.services.importing.recipes import BRACKETS, CUTS, MOST_PARTS
from crm_desktop.views.widgets import Menu

_MOST_JOINED = 12


def recipe_at(preview: FilePreview, column: int) -> int | None:
    """The recipe that made ``column``; None for a column of the file."""
    start = preview.own_columns
    for at, recipe in enumerate(preview.recipes):
        if start <= column < start + recipe.parts:
            return at
        start += recipe.parts
    return None


class ColumnMenu(Menu):
    """Only what makes sense with this column's examples is offered."""

    recipe = Signal(object)
    new_field = Signal(int)
    leave_out = Signal(int)
    take_back = Signal(int)

    def __init__(self, preview: FilePreview, info: ColumnInfo, parent: QWidget) -> None:
        super().__init__(parent)
        made_by = recipe_at(preview, info.index)
        if made_by is not None:
            self.add(tr_("wizard", "Take this back"), partial(self.take_back.emit, made_by), "undo")
        else:
            self._cuts(info)
            self._joins(preview, info)
        if preview.entity == "customers":
            text = tr_("wizard", "New field “{name}” …", name=info.header)
            self.add(text, partial(self.new_field.emit, info.index), "plus")
        self.add(tr_("wizard", "Leave it out"), partial(self.leave_out.emit, info.index), "eye-off")

    def _cuts(self, info: ColumnInfo) -> None:
        texts = {
            " ": tr_("wizard", "Cut at spaces"),
            ",": tr_("wizard", "Cut at commas"),
            "/": tr_("wizard", "Cut at strokes"),
            "-": tr_("wizard", "Cut at dashes"),
            "\n": tr_("wizard", "Cut at line breaks"),
            BRACKETS: tr_("wizard", "What is in brackets apart"),
        }
        for by, text in texts.items():
            parts = max((parts_of(sample, by) for sample in info.samples), default=1)
            if parts > 1:
                made = Recipe("split", (info.index,), by, min(parts, MOST_PARTS))
                self.add(text, partial(self.recipe.emit, made), "columns")

    def _joins(self, preview: FilePreview, info: ColumnInfo) -> None:
        others = [one for one in preview.columns[: preview.own_columns] if one.index != info.index and one.samples]
        if not others or not info.samples:
            return
        self.addSeparator()
        for other in others[:_MOST_JOINED]:
            first, second = sorted((info, other), key=lambda one: one.index)
            made = Recipe("join", (first.index, second.index), between(first, second))
            self.add(tr_("wizard", "Join with {column}", column=other.header), partial(self.recipe.emit, made), "link")
        self.addSeparator()


def parts_of(text: str, by: str) -> int:
    return len([part for part in re.split(CUTS[by], text.strip()) if part])


def between(first: ColumnInfo, second: ColumnInfo) -> str:
    """What joins two columns: nothing between Chinese characters, else a space."""
    ends = [sample[-1:] for sample in first.samples] + [sample[:1] for sample in second.samples]
    return "" if ends and all("\u4e00" <= end <= "\u9fff" for end in ends) else " "
