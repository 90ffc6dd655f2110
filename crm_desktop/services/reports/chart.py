"""Draws a :class:`ChartSpec` with matplotlib: no frame, a light grid, direct labels, shortened numbers.

matplotlib takes over a second to import, so this module imports it inside :func:`draw` only; never ``pyplot``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import render
from crm_desktop.services.reports.base import ChartSpec, Series
from crm_desktop.services.reports.chart_numbers import numbers

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAMILIES = (
    "Segoe UI",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "SimHei",
    "DejaVu Sans",
)
"""Fonts looked for after those of the theme; the last one comes with matplotlib and is always there."""

LABELLED = 3
"""Up to so many series are labelled at their end instead of in a legend."""
LABEL_LINES = 2.9
"""Height of a label of two lines, in sizes of its type."""
BESIDE_LAST = 0.36
"""Where the labels begin beside the last category, in categories."""
AXIS_ROOM = 32
"""Pixels of the figure's height that the axis below takes."""
MARGIN = 12
"""Pixels at 96 dpi between text and the figure's edge."""


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """Colours as ``#RRGGBB`` and font families, from the tokens of the window or plain for paper."""

    colours: tuple[str, ...] = ("#2463EB", "#0E9384", "#E07A1F", "#8B5CF6", "#D6457F", "#64748B")
    surface: str = "#FFFFFF"
    text: str = "#1A2330"
    text_2: str = "#566273"
    line: str = "#E3E7EC"
    line_strong: str = "#C9D0D9"
    hover: str = "#EEF1F5"
    families: tuple[str, ...] = ()
    size: float = 12.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn chart: what a pointer needs to find the category under it."""

    axes: Any
    spec: ChartSpec
    horizontal: bool
    theme: ChartTheme

    def place(self) -> None:
        """Fit the chart to its figure again after a change of size."""
        place(self.axes)

    def band(self, category: int) -> Any:
        """A light band behind a category, to be removed by its ``remove()``."""
        span = self.axes.axhspan if self.horizontal else self.axes.axvspan
        return span(category - 0.5, category + 0.5, color=self.theme.hover, linewidth=0, zorder=0.5)

    def spot(self, category: int) -> tuple[float, float]:
        """Where a category lies, in pixels of the figure from its lower left corner."""
        low, high = self.axes.get_xlim() if self.horizontal else self.axes.get_ylim()
        point = ((low + high) / 2, category) if self.horizontal else (category, max(low, high))
        x, y = self.axes.transData.transform(point)
        return float(x), float(y)

    def category_at(self, x: float | None, y: float | None) -> int | None:
        """The category at data coordinates, ``None`` outside."""
        place = y if self.horizontal else x
        if place is None:
            return None
        index = math.floor(place + 0.5)
        return index if 0 <= index < len(self.spec.categories) else None


@lru_cache(maxsize=8)
def families(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The fonts of this machine among ``wanted`` and :data:`FAMILIES`, in order: never a missing one."""
    from matplotlib.font_manager import fontManager

    present = {font.name for font in fontManager.ttflist}
    found = [name for name in (*wanted, *FAMILIES) if name in present]
    return tuple(dict.fromkeys(found)) or ("DejaVu Sans",)


def warm() -> None:
    """Import what drawing needs, so that the first chart does not wait for it: for a background job."""
    import matplotlib.backends.backend_agg
    import matplotlib.figure
    import matplotlib.ticker  # noqa: F401 - imported for its effect

    families(())


def draw(figure: Figure, spec: ChartSpec, theme: ChartTheme) -> Drawn:
    """Fill ``figure`` (anything on it goes) with ``spec``."""
    return _Painter(figure, spec, theme).draw()


class _Painter:
    def __init__(self, figure: Figure, spec: ChartSpec, theme: ChartTheme) -> None:
        from matplotlib.font_manager import FontProperties

        self._figure = figure
        self._spec = spec
        self._theme = theme
        self._horizontal = spec.kind == "barh"
        points = theme.size * 72 / 96
        names = list(families(theme.families))
        self._font = FontProperties(family=names, size=points)
        self._main = [series for series in spec.series if not series.compared]
        self._compared = [series for series in spec.series if series.compared]
        self._number = numbers([*_stacked(spec), *(v for s in spec.series for v in s.values)], spec.unit).text

    def draw(self) -> Drawn:
        figure, theme = self._figure, self._theme
        figure.clear()
        figure.set_facecolor(theme.surface)
        axes = figure.add_subplot()
        axes.set_facecolor(theme.surface)
        for side in axes.spines.values():
            side.set_visible(False)
        if self._horizontal:
            self._bars_across(axes)
        else:
            self._columns(axes)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, colors=theme.text_2, pad=6)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(self._font)
        place(axes)
        return Drawn(axes, self._spec, self._horizontal, theme)

    def _columns(self, axes: Any) -> None:
        """Vertical bars, stacked bars or lines over the categories, with the compared series as thin lines."""
        theme, spec = self._theme, self._spec
        places = list(range(len(spec.categories)))
        if spec.kind == "line":
            for i, series in enumerate(self._main):
                axes.plot(places, _gaps(series), color=self._colour(i), linewidth=2, solid_capstyle="round", zorder=3)
        elif spec.kind == "stacked":
            base = [0.0] * len(places)
            for i, series in enumerate(self._main):
                values = [value or 0.0 for value in series.values]
                axes.bar(places, values, 0.5, bottom=base, color=self._colour(i), zorder=2)
                base = [low + high for low, high in zip(base, values, strict=True)]
        else:
            self._side_by_side(axes, places)
        for series in self._compared:
            if self._frames():
                values = [value or 0.0 for value in series.values]
                axes.bar(places, values, 0.5, facecolor=theme.hover, edgecolor=theme.line_strong, zorder=1.5)
                continue
            axes.plot(places, _gaps(series), color=theme.surface, linewidth=3.5, zorder=3)
            axes.plot(
                places, _gaps(series), color=theme.text, linewidth=1.2, zorder=4,
                marker="o", markersize=4, markerfacecolor=theme.surface, markeredgewidth=1.2,
            )  # fmt: skip
        axes.axhline(0, color=theme.line_strong, linewidth=1.2, zorder=2.5, clip_on=False)
        axes.yaxis.grid(True, color=theme.line, linewidth=1)
        axes.set_xlim(-0.55, max(len(places), 1) - 0.45)
        self._caption(axes)
        self._limits(axes)
        axes.yaxis.set_major_locator(_locator(spec.unit))
        axes.yaxis.set_major_formatter(lambda value, _place: self._number(value))
        shown = _thinned(len(places), 13)
        axes.set_xticks(shown, [render(spec.categories[i]) for i in shown])
        self._direct_labels(axes, places)

    def _frames(self) -> bool:
        """Whether what is compared is no earlier time but what the bars are a part of: pale bars behind them."""
        return self._spec.kind == "bar" and not self._spec.growth and not self._horizontal

    def _side_by_side(self, axes: Any, places: list[int]) -> None:
        count = max(len(self._main), 1)
        width = (0.5 if count == 1 else 0.66) / count
        for i, series in enumerate(self._main):
            offset = (i - (count - 1) / 2) * width
            axes.bar(
                [place + offset for place in places], [value or 0.0 for value in series.values],
                width * (1 if count == 1 else 0.92), color=self._colour(i), zorder=2,
            )  # fmt: skip

    def _bars_across(self, axes: Any) -> None:
        """Horizontal bars, the first on top, each with its value at the end; a compared value is a thin mark."""
        theme, spec = self._theme, self._spec
        places = list(range(len(spec.categories)))
        count = max(len(self._main), 1)
        height = 0.56 / count
        for i, series in enumerate(self._main):
            offset = (i - (count - 1) / 2) * height
            values = [value or 0.0 for value in series.values]
            axes.barh([place + offset for place in places], values, height, color=self._colour(i), zorder=2)
            if count == 1:
                compared = self._compared[0].values if self._compared else [None] * len(values)
                for place, value in zip(places, values, strict=True):
                    end = max(value, compared[place] or 0.0, 0.0)
                    axes.annotate(
                        self._number(value), (end, place), (6, 0), textcoords="offset points", va="center",
                        color=theme.text_2, fontproperties=self._font, annotation_clip=False,
                    )  # fmt: skip
        for series in self._compared:
            for place, mark in zip(places, series.values, strict=True):
                if mark:
                    for colour, width in ((theme.surface, 4.0), (theme.text, 1.6)):
                        axes.plot([mark, mark], [place - 0.36, place + 0.36], color=colour, linewidth=width, zorder=3)
        axes.axvline(0, color=theme.line_strong, linewidth=1, zorder=2.5)
        axes.set_ylim(max(len(places), 4) - 0.45, -0.55)
        axes.set_yticks(places, [_elided(render(name)) for name in spec.categories])
        axes.set_xticks([])
        low = min([0.0, *(value for series in spec.series for value in series.values if value is not None)])
        high = max([0.0, *(value for series in spec.series for value in series.values if value is not None)])
        axes.set_xlim(low * 1.02, (high or 1.0) * 1.02)
        self._legend(axes)

    def _limits(self, axes: Any) -> None:
        spec = self._spec
        values = [value for series in spec.series for value in series.values if value is not None]
        values += _stacked(spec)
        low, high = min([0.0, *values]), max([0.0, *values])
        if low == high:
            high = 1.0
        axes.set_ylim(low * 1.08, high * 1.08)

    def _colour(self, index: int) -> str:
        own = self._main[index].colour
        return self._theme.colours[(index if own is None else own) % len(self._theme.colours)]

    def _direct_labels(self, axes: Any, places: list[int]) -> None:
        """Names at the right end of up to three series, with the last value; a legend for more."""
        series = [(s, self._colour(i)) for i, s in enumerate(self._main)]
        series += [(s, self._theme.text) for s in self._compared]
        if len(series) < 2 or not places:
            return
        height = self._figure.get_size_inches()[1] * 96 - AXIS_ROOM
        room = height / (self._theme.size * LABEL_LINES)
        few = len(series) <= min(LABELLED, room)
        if not few or self._spec.unordered or not any(_last(one) for one, _colour in series):
            self._legend(axes)
            return
        edge = places[-1] + BESIDE_LAST
        axes.set_xlim(right=edge)  # or the lines of the grid would run through the labels
        ends: list[tuple[float, str, str]] = []
        base = 0.0
        for one, colour in series:
            last = _last(one)
            place = last
            if self._spec.kind == "stacked" and not one.compared:
                place = base + last / 2
                base += last
            ends.append((place, f"{render(one.label)}\n{self._number(last)}", colour))
        low, high = axes.get_ylim()
        for place, text, colour in _apart(ends, (high - low) / room, low, high):
            for x, part, ink in self._marked(text, colour):
                axes.annotate(
                    part, (edge, place), (6 + x, 0), textcoords="offset points", va="center",
                    color=ink, fontproperties=self._font, annotation_clip=False, linespacing=1.35,
                )  # fmt: skip

    def _marked(self, text: str, colour: str) -> list[tuple[float, str, str]]:
        """Offset, text and colour of what a label is made of. Among several colours, of which not all can be read
        as type, a mark has the colour and the words have that of text.
        """
        if len(self._main) < 2:
            return [(0, text, colour)]
        mark = "■" + "\n " * text.count("\n")
        return [(0, mark, colour), (self._theme.size * 0.9, text, self._theme.text)]

    def _caption(self, axes: Any) -> None:
        """What is counted, over a chart of one series: the numbers alone do not tell."""
        if len(self._spec.series) != 1 or self._spec.unit != "count":
            return
        axes.annotate(
            render(self._spec.series[0].label), (0, 1), (0, 10), xycoords="axes fraction", textcoords="offset points",
            color=self._theme.text_2, fontproperties=self._font, annotation_clip=False,
        )  # fmt: skip

    def _legend(self, axes: Any) -> None:
        """Names over the chart, in the colour of their series."""
        if len(self._spec.series) < 2:
            return
        parts = [(render(s.label), self._colour(i), "■") for i, s in enumerate(self._main)]
        parts += [
            (render(s.label), self._theme.text, "|" if self._horizontal else "□" if self._frames() else "—")
            for s in self._compared
        ]
        x = 0.0
        for name, colour, mark in parts:
            words = [(0.0, f"{mark} {name}", colour)]
            if mark == "■":
                words = self._marked(name, colour) if len(self._main) > 1 else words
            for shift, text, ink in words:
                axes.annotate(
                    text, (0, 1), (x + shift, 10), xycoords="axes fraction", textcoords="offset points",
                    color=ink, fontproperties=self._font, annotation_clip=False,
                )  # fmt: skip
            x += (_text_units(name) + 4) * self._theme.size * 0.40 + 10


def place(axes: Any) -> None:
    """Use the whole figure but for a small margin, leaving room for labels at both ends."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = axes.figure
    width, height = figure.get_size_inches() * figure.dpi
    canvas: Any = figure.canvas if hasattr(figure.canvas, "get_renderer") else FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    figure.subplots_adjust(0.1, 0.1, 0.9, 0.9)
    box = axes.get_tightbbox(renderer)
    now = axes.get_window_extent(renderer)
    scale = figure.dpi / 96
    left = now.x0 - box.x0 + 2 * scale
    right = max(box.x1 - now.x1, 0) + MARGIN * scale
    bottom = now.y0 - box.y0 + 2 * scale
    top = max(box.y1 - now.y1, 0) + 4 * scale
    figure.subplots_adjust(
        min(left / width, 0.45), min(bottom / height, 0.45), max(1 - right / width, 0.5), max(1 - top / height, 0.5)
    )


def _stacked(spec: ChartSpec) -> list[float]:
    """How high the bars of a stacked chart are; none in another."""
    if spec.kind != "stacked":
        return []
    main = [series.values for series in spec.series if not series.compared]
    return [sum(value or 0.0 for value in column) for column in zip(*main, strict=True)]


def _last(series: Series) -> float:
    """The last value there is."""
    return next((value for value in reversed(series.values) if value is not None), 0.0)


def _gaps(series: Series) -> list[float]:
    return [math.nan if value is None else value for value in series.values]


def _locator(unit: str) -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10], integer=unit == "count", min_n_ticks=2)


def _thinned(count: int, most: int) -> list[int]:
    """Places whose labels are shown: all, or every n-th so that there are at most ``most``."""
    step = max(1, math.ceil(count / most))
    return list(range(0, count, step))


def _text_units(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _elided(text: str, units: int = 30) -> str:
    if _text_units(text) <= units:
        return text
    while text and _text_units(text) > units - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _apart(ends: list[tuple[float, str, str]], gap: float, low: float, high: float) -> list[tuple[float, str, str]]:
    """Labels pushed apart so that none covers another, kept between the axis ends."""
    placed: list[tuple[float, str, str]] = []
    for place, text, colour in sorted(ends, reverse=True):
        top = placed[-1][0] - gap if placed else high - gap / 2
        placed.append((min(place, top), text, colour))
    floor = low + gap / 2
    for i in range(len(placed) - 1, -1, -1):
        place, text, colour = placed[i]
        placed[i] = (max(place, floor), text, colour)
        floor = placed[i][0] + gap
    return placed
