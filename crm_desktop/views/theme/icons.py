"""One line set of icons, coloured from the tokens when painted and so right in every scheme and at every scale."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.views.theme import state
from crm_desktop.views.theme.measures import ICON

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

ALIASES = {
    "today": "sun",
    "customers": "users",
    "customer": "user",
    "pipeline": "board",
    "deal": "board",
    "reports": "chart",
    "settings": "sliders",
    "call": "phone",
    "visit": "pin",
    "email": "mail",
    "sms": "message",
    "todo": "check-square",
    "order": "bag",
    "birthday": "cake",
    "import": "download",
    "export": "upload",
    "close": "x",
    "more": "dots",
    "edit": "pencil",
    "delete": "trash",
    "warning": "alert-triangle",
    "done": "check",
    "backup": "shield-check",
}
"""Names by purpose, so that the same thing has the same drawing everywhere."""


@lru_cache(maxsize=256)
def svg(name: str) -> str:
    """The drawing as text; raises ``KeyError`` when there is no icon of that name."""
    path = FOLDER / f"{ALIASES.get(name, name)}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRect | QRectF, role: str = "text_2") -> None:
    """Draw the icon centred in ``rect`` in the colour of ``role`` (a token's name or ``#RRGGBB``)."""
    side = min(rect.width(), rect.height())
    box = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
    _renderer(name, _colour(role)).render(painter, box)


def pixmap(name: str, role: str = "text_2", size: int = ICON, ratio: float = 1.0) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, made.width(), made.height()), role)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _colour(role: str) -> str:
    return role if role.startswith("#") else state.tokens().color(role)


_clones: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Looks its colour up at each painting, so that a switch of scheme needs no new icons."""

    def __init__(self, name: str, role: str, role_on: str | None) -> None:
        super().__init__()
        self._name, self._role, self._role_on = name, role, role_on

    def _role_for(self, mode: QIcon.Mode, on: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "text_3"
        return self._role_on if on == QIcon.State.On and self._role_on else self._role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, on: QIcon.State) -> None:
        paint_icon(painter, self._name, rect, self._role_for(mode, on))

    def pixmap(self, size: QSize, mode: QIcon.Mode, on: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, on)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._role, self._role_on)
        _clones.append(made)  # the icon that asked for it does not keep the Python side alive
        return made


_icons: dict[tuple[str, str, str | None], QIcon] = {}


def icon(name: str, role: str = "text_2", size: int = ICON, role_on: str | None = None) -> QIcon:  # noqa: ARG001
    """The icon ``name`` in the colour of ``role`` (``role_on`` when checked); raises ``KeyError`` for an unknown name.

    ``size`` is only a hint: the drawing is sharp at any size.
    """
    svg(name)
    key = (name, role, role_on)
    if key not in _icons:
        _icons[key] = QIcon(_Engine(*key))
    return _icons[key]


def forget() -> None:
    """Drop what was drawn: before the application object goes away."""
    _icons.clear()
    _renderer.cache_clear()
