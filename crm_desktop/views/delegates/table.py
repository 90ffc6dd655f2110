"""Paints the rows of a table from :class:`Cell`: every kind of column in one place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from crm_desktop.views import theme
from crm_desktop.views.qtmodels.columns import Cell
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.widgets.checkmark import paint_check
from crm_desktop.views.widgets.pills import paint_state

INSET = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CUT_KEPT = 4000
_LEAST_SECOND = 48
"""Pixels below which the quiet words beside a name are left out instead of cut: a letter or two tell nothing."""


class Look:
    """Fonts, their measures, colours and shortened texts of the scheme in force, looked up once and not in every cell:
    a table paints some two hundred cells in a frame of 16 ms.
    """

    def __init__(self) -> None:
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        self._colors: dict[str, QColor] = {}
        self._cut: dict[tuple[str, str, int], str] = {}
        self._wide: dict[tuple[str, str], int] = {}
        self._scheme: object = None

    def refresh(self) -> None:
        """Forget everything where another scheme came into force."""
        if self._scheme is not theme.tokens():
            self._scheme = theme.tokens()
            for kept in (self._fonts, self._colors, self._cut, self._wide):
                kept.clear()

    def font(self, role: str) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get(role)
        if found is None:
            made = theme.font(role.removesuffix("_link"))
            made.setUnderline(role.endswith("_link"))
            found = self._fonts[role] = (made, QFontMetrics(made))
        return found

    def color(self, role: str) -> QColor:
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = theme.color(role)
        return found

    def width(self, role: str, text: str) -> int:
        found = self._wide.get((role, text))
        if found is None:
            if len(self._wide) > _CUT_KEPT:
                self._wide.clear()
            found = self._wide[role, text] = self.font(role)[1].horizontalAdvance(text)
        return found

    def cut(self, role: str, text: str, room: int) -> str:
        """``text`` as far as it fits into ``room``."""
        if self.width(role, text) <= room:
            return text
        found = self._cut.get((role, text, room))
        if found is None:
            if len(self._cut) > _CUT_KEPT:
                self._cut.clear()
            found = self.font(role)[1].elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._cut[role, text, room] = found
        return found


class TablePainter:
    """Paints ground and line of a row, then its cells as their columns' kinds want them.

    A plain class that the view calls for whole rows: through an item delegate Qt works out the style of every cell,
    which takes longer than painting it. The view tells the hovered row by ``hover_row``, the row whose linked text
    the mouse is on by ``link_row`` and the colour on which the table lies by ``ground``.
    """

    def __init__(self) -> None:
        self.hover_row = -1
        self.link_row = -1
        self.ground = "surface"
        self._look = Look()

    def paint_row(
        self, painter: QPainter, model: PagedModel, row: int, area: QRect, places: Sequence[tuple[int, int, int]],
        *, current: bool,
    ) -> None:  # fmt: skip
        """Row ``row`` into ``area``; ``places`` has the number, left edge and width of each column to paint."""
        look = self._look
        look.refresh()
        chosen = model.is_checked(row)
        over = row == self.hover_row or current
        marked = chosen or (current and self.ground == "raised")  # where "hover" hardly differs in the dark
        ground = "selected" if marked else "hover" if over else self.ground
        if ground != self.ground:
            painter.fillRect(area, look.color(ground))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, look.color("line"))
        columns = model.columns()
        for number, left, width in places:
            column = columns[number]
            if column.kind == "check":
                box = QRectF(left + INSET, QRectF(area).center().y() - 8.5, 16, 16)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_check(painter, box, "on" if chosen else "off")
                continue
            cell = model.shown(row, number)
            if cell.text or cell.pills:
                rect = QRect(left + INSET, area.top(), width - 2 * INSET, area.height() - 1)
                linked = column.link and row == self.link_row
                self._paint_cell(painter, rect, cell, column.kind, ground, linked=linked)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, kind: str, ground: str, *, linked: bool = False
    ) -> None:
        look = self._look
        if cell.pills:
            self._paint_pills(painter, QRectF(rect), cell.pills, "hover" if ground == self.ground else "surface")
            return
        if cell.state:
            paint_state(painter, cell.state, QRectF(rect.left(), rect.center().y() - 5.5, 12, 12))
            rect = rect.adjusted(18, 0, 0, 0)
        right = kind in ("money", "number")
        role = "strong" if cell.strong else "number" if right or kind in ("date", "state") else "body"
        painter.setFont(look.font(f"{role}_link" if linked else role)[0])
        painter.setPen(look.color(cell.tone if cell.tone and ground != "selected" else "text"))
        shown = look.cut(role, cell.text, rect.width() + 1)
        painter.drawText(rect, _RIGHT if right else _LEFT, shown)
        if cell.secondary and shown == cell.text:
            place = rect.adjusted(look.width(role, cell.text) + 8, 1, 0, 0)
            if place.width() >= min(_LEAST_SECOND, look.width("small", cell.secondary)):
                painter.setFont(look.font("small")[0])
                painter.setPen(look.color("text_2"))
                painter.drawText(place, _LEFT, look.cut("small", cell.secondary, place.width()))

    def _paint_pills(self, painter: QPainter, rect: QRectF, pills: tuple[str, ...], ground: str) -> None:
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small")[0])
        x, more_width = rect.left(), look.width("small", "+9") + 16
        for at, text in enumerate(pills):
            left_over = len(pills) - at - 1
            room = rect.right() - x - (more_width + 4 if left_over else 0)
            width = look.width("small", text) + 16
            if width > room and (at or room < 28):
                rest = f"+{len(pills) - at}"
                self._paint_pill(painter, QRectF(x, rect.center().y() - 10, look.width("small", rest) + 16, 20), rest,
                                 ground)  # fmt: skip
                return
            self._paint_pill(painter, QRectF(x, rect.center().y() - 10, min(width, room), 20), text, ground)
            x += min(width, room) + 4

    def _paint_pill(self, painter: QPainter, rect: QRectF, text: str, ground: str) -> None:
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        painter.drawRoundedRect(rect, 10, 10)
        painter.setPen(look.color("text_2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.cut("small", text, int(rect.width()) - 12))

    def needs(self, cell: Cell) -> int:
        """The width in which the cell shows everything."""
        look, used = self._look, 2 * INSET + (18 if cell.state and cell.text else 0)
        if cell.pills:
            return used + sum(look.width("small", text) + 20 for text in cell.pills)
        used += self.text_width(cell)
        if cell.secondary:
            used += 8 + look.width("small", cell.secondary)
        return used + 2

    def text_width(self, cell: Cell) -> int:
        """What the text itself takes, without what follows it."""
        return self._look.width("strong" if cell.strong else "body", cell.text)

    def is_cut(self, cell: Cell, width: int) -> bool:
        """Whether the cell's text does not fit into ``width``: then it has a tooltip."""
        return self.needs(cell) - (6 if cell.pills else 3) > width
