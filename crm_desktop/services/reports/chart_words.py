"""What a chart says in words: under the pointer, and to a screen reader."""

from __future__ import annotations

from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.money import symbol
from crm_desktop.services.reports.base import ChartSpec


def describe(spec: ChartSpec, category: int, *, currency: str = "CNY") -> list[tuple[str, str]]:
    """Name and value of every series at a category, as the pointer's tip and a screen reader tell it."""
    told = []
    sign = symbol(currency) if spec.unit == "money" else ""
    for series in spec.series:
        value = series.values[category]
        told.append((render(series.label), "" if value is None else _full(value, spec.unit, sign)))
    return told


def change_at(spec: ChartSpec, category: int) -> str:
    """How much the first series is above or below the compared one: ``+4.1%``; empty where nothing compares."""
    compared = next((series.values[category] for series in spec.series if series.compared), None)
    value = spec.series[0].values[category] if spec.series else None
    if not spec.growth or not compared or value is None:
        return ""
    change = value / compared - 1
    sign = "\u2212" if change < 0 else "+"
    return f"{sign}{abs(change) * 100:.1f}%"


def _full(value: float, unit: str, sign: str) -> str:
    if unit == "percent":
        return f"{value * 100:.1f}%"
    minus = "\u2212" if value < 0 else ""
    digits = 0 if float(value).is_integer() else 2
    return f"{minus}{sign}{abs(value):,.{digits}f}"


def spoken(spec: ChartSpec, *, currency: str = "CNY") -> str:
    """The chart in words, for its accessible description."""
    lines = []
    for i, name in enumerate(spec.categories):
        facts = ", ".join(f"{label} {value}" for label, value in describe(spec, i, currency=currency) if value)
        lines.append(tr_("report", "{name}: {facts}", name=render(name), facts=facts))
    return "; ".join(lines)
