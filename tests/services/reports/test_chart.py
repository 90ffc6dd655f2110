"""Charts drawn for real: fonts, colours, layout, and what a pointer finds."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from crm_desktop.core.i18n import N_, install
from crm_desktop.services.reports import chart, chart_words
from crm_desktop.services.reports.base import ChartKind, ChartSpec, Series
from crm_desktop.services.reports.chart_numbers import numbers

NOW, BEFORE = N_("report", "今年"), N_("report", "去年")
KINDS: tuple[ChartKind, ...] = ("bar", "line", "stacked", "barh")
DARK = chart.ChartTheme(("#6C9DFF", "#4CC9BD"), "#1C222C", "#E7EBF1", "#A3AFBF", "#2E3846", "#465264", "#252E3B")


def spec(kind: ChartKind = "bar", count: int = 9) -> ChartSpec:
    names = tuple(f"{i}月茶叶😊"[:-1] for i in range(1, count + 1))
    values = tuple(float(10_000 * (i % 4 + 1)) for i in range(count))
    return ChartSpec(kind, names, (Series(NOW, values), Series(BEFORE, values[::-1], compared=True)), growth=True)


def drawn(one: ChartSpec, theme: chart.ChartTheme | None = None, size: tuple[float, float] = (8, 3)) -> chart.Drawn:
    figure = Figure(figsize=size, dpi=96)
    FigureCanvasAgg(figure)
    made = chart.draw(figure, one, theme or chart.ChartTheme())
    figure.canvas.draw()
    return made


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", KINDS)
def test_chinese_text_has_every_glyph(kind: ChartKind, caplog: pytest.LogCaptureFixture) -> None:
    install("zh_CN")
    drawn(spec(kind))
    assert "font" not in caplog.text.lower()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 36])
def test_nothing_is_cut_off(kind: ChartKind, count: int) -> None:
    made = drawn(spec(kind, count))
    box = made.axes.get_tightbbox()
    width, height = made.axes.figure.get_size_inches() * made.axes.figure.dpi
    assert box.x0 >= -1
    assert box.y0 >= -1
    assert box.x1 <= width + 1
    assert box.y1 <= height + 1


def test_calm_looks() -> None:
    made = drawn(spec())
    assert not any(side.get_visible() for side in made.axes.spines.values())
    assert made.axes.get_legend() is None
    lines = made.axes.get_lines()
    assert min(line.get_linewidth() for line in lines) <= 1.2


def test_the_theme_colours_it() -> None:
    made = drawn(spec(), DARK)
    picture = np.asarray(made.axes.figure.canvas.buffer_rgba())[..., :3].reshape(-1, 3)
    found = {tuple(int(part) for part in colour) for colour in np.unique(picture, axis=0)}
    assert (0x1C, 0x22, 0x2C) in found
    assert (0x6C, 0x9D, 0xFF) in found
    assert (0xFF, 0xFF, 0xFF) not in found


@pytest.mark.parametrize("kind", KINDS)
def test_the_pointer_finds_the_category(kind: ChartKind) -> None:
    made = drawn(spec(kind))
    for category in range(9):
        x, y = made.spot(category)
        data = made.axes.transData.inverted().transform((x, y))
        assert made.category_at(*data) == category
    assert made.category_at(None, None) is None
    assert made.category_at(-3, -3) is None


def test_an_empty_chart_draws() -> None:
    drawn(ChartSpec("bar", (), ()))
    drawn(ChartSpec("barh", ("a",), (Series(NOW, (0.0,)),)))
    drawn(ChartSpec("bar", ("a", "b"), (Series(NOW, (None, -5.0)),)))


@pytest.mark.parametrize(
    ("language", "values", "texts"),
    [
        ("zh_CN", (1_440_000, 81_000, 7_651, 300, 0), ("144万", "8.1万", "7,651", "300", "0")),
        ("zh_CN", (123_456_789, 25_000_000), ("1.2亿", "2,500万")),
        ("zh_CN", (60_000, 12_500, 600), ("60,000", "12,500", "600")),
        ("zh_CN", (7_560, 856.8, 82.1), ("7,560", "857", "82")),
        ("en", (21_000, 9_900, -2_000), ("21k", "9.9k", "\u22122k")),
        ("en", (1_260_000, 40_000, 600), ("1.3M", "40k", "600")),
        ("en", (0, 0.5, None), ("0", "0.5")),
    ],
)  # fmt: skip
def test_numbers_of_an_axis_are_short_and_small_ones_whole(
    language: str, values: tuple[float | None, ...], texts: tuple[str, ...]
) -> None:
    install(language)
    shown = numbers(values, "money")
    assert tuple(shown.text(value) for value in values if value is not None) == texts


def test_described_in_words() -> None:
    one = spec(count=2)
    assert chart_words.describe(one, 0) == [("今年", "¥10,000"), ("去年", "¥20,000")]
    assert chart_words.change_at(one, 0) == "\u221250.0%"
    assert chart_words.spoken(one).startswith("1月茶叶: 今年 ¥10,000, 去年 ¥20,000; ")


def test_reports_do_not_import_matplotlib_until_a_chart_is_drawn() -> None:
    code = (
        "import sys, crm_desktop.services.reports.service, crm_desktop.services.reports.chart, "
        "crm_desktop.services.reports.export; "
        "sys.exit(any(name in sys.modules for name in ('matplotlib', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_the_bars_are_a_part_of_stands_behind_them_as_pale_bars() -> None:
    whole = (Series(NOW, (10.0, 20.0)), Series(BEFORE, (30.0, 40.0), True))
    drawn = chart.draw(Figure(figsize=(6, 3)), ChartSpec("bar", ("Oct", "Nov"), whole), chart.ChartTheme())
    assert sorted(round(patch.get_height()) for patch in drawn.axes.patches) == [10, 20, 30, 40]
    earlier = chart.draw(
        Figure(figsize=(6, 3)), ChartSpec("bar", ("Oct", "Nov"), whole, growth=True), chart.ChartTheme()
    )
    assert sorted(round(patch.get_height()) for patch in earlier.axes.patches) == [10, 20]
    assert len(earlier.axes.lines) > len(drawn.axes.lines), "an earlier time is a thin line"


def stacked(**more: bool) -> ChartSpec:
    parts = (Series(N_("report", "Done"), (4.0, 3.0)), Series(N_("report", "Overdue"), (1.0, 2.0), colour=2))
    return ChartSpec("stacked", ("Oct", "Nov"), parts, unit="count", **more)


def words_of(made: chart.Drawn) -> dict[str, tuple[float, str]]:
    """Text beside and over the chart, with where it begins and its colour."""
    return {text.get_text(): (text.get_window_extent().x0, text.get_color()) for text in made.axes.texts}


def test_the_grid_ends_before_the_labels_at_its_side() -> None:
    install("en")
    made = drawn(stacked())
    right = made.axes.get_window_extent().x1
    found = words_of(made)
    assert all(x >= right for x, _colour in found.values())
    assert found["Overdue\n2"][1] == made.theme.text, "orange type could not be read"
    assert found["■\n "][0] < found["Overdue\n2"][0]


def test_categories_without_an_order_have_a_legend_instead_of_the_last_values() -> None:
    install("en")
    found = words_of(drawn(stacked(unordered=True)))
    assert set(found) == {"■", "Done", "Overdue"}


def test_a_count_of_one_series_says_what_is_counted() -> None:
    install("en")
    one = ChartSpec("bar", ("0–20%", "20–40%"), (Series(N_("report", "Customers by risk"), (3.0, 1.0)),), unit="count")
    assert list(words_of(drawn(one))) == ["Customers by risk"]
    assert not words_of(drawn(ChartSpec("bar", ("Jan",), (Series(NOW, (3.0,)),))))
