"""Measuring and writing down: every figure stands beside a yardstick taken in the same run."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NOTABLE = 0.002
"""Seconds below which growth is not told: nobody notices, and the clock is too coarse."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. ``ours`` and ``yardstick`` are seconds (or MB, as ``unit`` says); ``goal`` bounds their
    ratio, ``at_most`` ours. ``sealed`` is the same of an encrypted shop with a bound of its own where it differs;
    ``growth`` the power of the size with which it grows.
    """

    what: str
    ours: float
    against: str = ""
    yardstick: float | None = None
    goal: float | None = None
    at_most: float | None = None
    sealed: float | None = None
    sealed_at_most: float | None = None
    growth: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        return self.ours / self.yardstick if self.yardstick else None

    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None and self.at_most is None:
            return None
        within = self.goal is None or self.ratio is None or self.ratio <= self.goal
        within = within and (self.at_most is None or self.ours <= self.at_most)
        limit = self.sealed_at_most or self.at_most
        return within and (self.sealed is None or limit is None or self.sealed <= limit)


def timed(run: Callable[[], object]) -> float:
    """Seconds of one run, for things that are measured many times."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes, with nothing left to collect from what was before."""
    gc.collect()
    return timed(run)


def best(run: Callable[[], object], times: int = 3) -> float:
    """The quickest of several runs: what else the machine does only ever adds."""
    gc.collect()
    return min(timed(run) for _ in range(times))


def middle(run: Callable[[], object], times: int = 5) -> float:
    gc.collect()
    return statistics.median(timed(run) for _ in range(times))


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def power(large: float, small: float, factor: float) -> float | None:
    """The exponent with which a cost grows when there is ``factor`` times as much."""
    if large < NOTABLE or small <= 0 or factor <= 1:
        return None
    return math.log(large / small) / math.log(factor)


def written(value: float, unit: str = "s") -> str:
    """``3.2 s``, ``45 ms``, ``0.4 ms`` or ``180 MB``."""
    if unit == "MB":
        return f"{value:.0f} MB"
    if value >= 1:
        return f"{value:.1f} s"
    return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


_HEAD = ("what", "ours", "encrypted", "against", "theirs", "ratio", "goal", "met", "grows with the size to the")


def table(figures: Sequence[Figure]) -> str:
    """Markdown, which a terminal shows well enough."""
    lines = [f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|"]
    for figure in figures:
        goals = [f"≤ {figure.goal:g} ×"] if figure.goal is not None else []
        goals += [f"≤ {written(figure.at_most, figure.unit)}"] if figure.at_most is not None else []
        if figure.sealed_at_most is not None:
            goals.append(f"≤ {written(figure.sealed_at_most, figure.unit)} encrypted")
        cells = [
            figure.what,
            written(figure.ours, figure.unit),
            written(figure.sealed, figure.unit) if figure.sealed is not None else "",
            figure.against,
            written(figure.yardstick, figure.unit) if figure.yardstick is not None else "",
            f"{figure.ratio:.2f} ×" if figure.ratio is not None else "",
            ", ".join(goals),
            {True: "yes", False: "no", None: ""}[figure.met()],
            f"{figure.growth:.1f}" if figure.growth is not None else "",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
