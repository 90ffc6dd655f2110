"""What a report is: the days it covers, and an answer of typed columns, rows, totals, a sentence and a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from crm_desktop.core.i18n import Text
from crm_desktop.core.money import format_money
from crm_desktop.services.exporting.table import CellType
from crm_desktop.services.reports.period import PAST, Period

ChartKind = Literal["bar", "line", "stacked", "barh"]
Unit = Literal["money", "count", "percent"]


class Strong(str):
    """A formatted number inside a sentence: what the window shows bold."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A value with a stable key for programs and a label for people."""

    key: str
    label: Text = field(compare=False)


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """``compare`` marks what belongs to the comparison with the year before and can be hidden with it;
    ``signed`` numbers are differences, shown with their sign; ``hidden`` ones are for programs only.
    """

    name: str
    label: Text
    type: CellType = "text"
    compare: bool = False
    signed: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's categories, in whole units (yuan, not fen); ``None`` leaves a gap.

    A ``compared`` series is drawn as a thin line over the others. ``colour`` is its place in the chart's colours
    where it is not that among the series.
    """

    label: Text
    values: tuple[float | None, ...]
    compared: bool = False
    colour: int | None = None


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as data. Category ``i`` stands for row ``i`` of the result unless ``rows`` says otherwise,
    or for several rows where ``groups`` names them. ``growth``: the compared series is an earlier time.
    ``unordered``: the categories are names, so the last one says no more than the others.
    """

    kind: ChartKind
    categories: tuple[Text | str, ...]
    series: tuple[Series, ...]
    unit: Unit = "money"
    rows: tuple[int, ...] | None = None
    groups: tuple[tuple[int, ...], ...] | None = None
    growth: bool = False
    unordered: bool = False

    def row_of(self, category: int) -> int:
        return category if self.rows is None else self.rows[category]


@dataclass(frozen=True, slots=True)
class Total:
    """A figure under the table (or of the whole report): named like its column where it has one."""

    value: object
    type: CellType = "number"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The answer: ``rows`` hold values as :mod:`crm_desktop.services.exporting.table` describes them,
    texts may be :class:`Text` or :class:`Keyed`. ``keys`` name what stands behind each row (see :class:`Report`);
    ``links`` the record that a row is about, as ``(kind, id)``.
    """

    name: str
    title: Text
    period: Period
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[object, ...], ...]
    totals: Mapping[str, Total]
    sentence: Text
    short_sentence: Text | None = None
    chart: ChartSpec | None = None
    keys: tuple[object, ...] = ()
    links: tuple[tuple[str, int] | None, ...] = ()
    currency: str = "CNY"
    money_digits: int = 2

    def column(self, name: str) -> int:
        """The position of a column; raises ``ValueError``."""
        return [column.name for column in self.columns].index(name)


@dataclass(frozen=True, slots=True)
class Source:
    """What a report may look at: the records (by SQL), the day, and how the shop writes money."""

    query: Callable[..., list[tuple[Any, ...]]]
    today: date
    currency: str
    money_digits: int

    def money(self, minor: int) -> Strong:
        """An amount in a sentence: without decimals where there are none to tell."""
        text = format_money(minor, self.currency)
        whole = minor % 10**self.money_digits == 0 and self.money_digits > 0
        return Strong(text[: -self.money_digits - 1] if whole else text)

    def units(self, minor: int | None) -> float | None:
        """Minor units as a number for a chart."""
        return None if minor is None else minor / 10**self.money_digits


@dataclass(frozen=True, slots=True)
class Report:
    """One entry of the registry.

    ``default`` is the preset used when no days are given, ``presets`` what the picker offers (empty: the report
    tells how things are now). ``behind`` lists the records behind one row, found by the row's key.
    """

    name: str
    group: Text
    title: Text
    description: Text
    run: Callable[[Source, Period], ReportResult]
    default: str = "this_year"
    presets: tuple[str, ...] = PAST
    behind: Callable[[Source, Period, object], ReportResult] | None = None
    compares: bool = False


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What a list of reports shows of one."""

    name: str
    group: Text
    title: Text
    description: Text
    presets: tuple[str, ...] = ()
    default: str = "this_year"
    compares: bool = False
    drills: bool = False


@dataclass(slots=True)
class Rows:
    """Gathers the rows of a result with their keys."""

    rows: list[tuple[object, ...]] = field(default_factory=list)
    keys: list[object] = field(default_factory=list)

    def add(self, key: object, *values: object) -> None:
        self.rows.append(values)
        self.keys.append(key)
