"""Measuring and writing down: every figure stands beside a yardstick taken in the same run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. ``ours`` and ``yardstick`` are seconds; ``goal`` bounds their ratio, ``at_most`` ours."""

    what: str
    ours: float
    against: str = ""
    yardstick: float | None = None
    goal: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.yardstick if self.yardstick else None

    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None and self.at_most is None:
            return None
        within = self.goal is None or self.ratio is None or self.ratio <= self.goal
        return within and (self.at_most is None or self.ours <= self.at_most)


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    gc.collect()
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def best(run: Callable[[], object], times: int = 3) -> float:
    """The quickest of several runs: what else the machine does only ever adds."""
    return min(seconds(run) for _ in range(times))


def middle(run: Callable[[], object], times: int = 5) -> float:
    return statistics.median(seconds(run) for _ in range(times))


def p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def written(value: float) -> str:
    """``3.2 s``, ``45 ms`` or ``0.4 ms``."""
    if value >= 1:
        return f"{value:.1f} s"
    return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


def table(figures: Sequence[Figure]) -> str:
    """Markdown, which a terminal shows well enough."""
    lines = ["| what | ours | against | theirs | ratio | goal | met |", "|---|---|---|---|---|---|---|"]
    for figure in figures:
        theirs = written(figure.yardstick) if figure.yardstick is not None else ""
        ratio = f"{figure.ratio:.2f} ×" if figure.ratio is not None else ""
        goals = [f"≤ {figure.goal:g} ×"] if figure.goal is not None else []
        goals += [f"≤ {written(figure.at_most)}"] if figure.at_most is not None else []
        cells = [figure.what, written(figure.ours), figure.against, theirs, ratio, ", ".join(goals)]
        lines.append(f"| {' | '.join([*cells, {True: 'yes', False: 'no', None: ''}[figure.met()]])} |")
    return "\n".join(lines)
