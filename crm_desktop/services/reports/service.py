"""Running reports for windows and commands."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.money import decimals
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.reports.base import Report, ReportInfo, ReportResult, Source
from crm_desktop.services.reports.period import Period, preset
from crm_desktop.services.reports.registry import REPORTS, report

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Many rows made at once would have the garbage collector walk over all of them again and again for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


Records = list[tuple[Any, ...]]


class ReportsService:
    """Reads only; safe on any thread that may read."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def list(self) -> tuple[ReportInfo, ...]:
        """What there is, in the order to show it."""
        return tuple(
            ReportInfo(r.name, r.group, r.title, r.description, r.presets, r.default, r.compares, r.behind is not None)
            for r in REPORTS
        )

    def run(self, name: str, start: date | None = None, end: date | None = None) -> ReportResult:
        """The report for the days ``start`` to ``end``; without them for its usual period.

        Raises :class:`UserError` ``not_found`` for an unknown report, ``invalid`` for days the wrong way round.
        """
        return self.run_period(name, self.period(name, start, end))

    def run_period(self, name: str, period: Period) -> ReportResult:
        found = self._find(name)
        source = self.source()
        with self._s.snapshot(), _uncollected():
            return self._finish(found.run(source, period), source)

    def behind(self, name: str, period: Period, key: object) -> ReportResult | None:
        """The records behind the row with ``key``; ``None`` where a report has none."""
        found = self._find(name)
        if found.behind is None:
            return None
        source = self.source()
        with self._s.snapshot():
            return self._finish(found.behind(source, period, key), source)

    def period(self, name: str, start: date | None = None, end: date | None = None) -> Period:
        """The days that :meth:`run` covers for these arguments; one missing end is taken from the usual period."""
        usual = preset(self._find(name).default, self._s.clock.today())
        if start is None and end is None:
            return usual
        first = start or min(usual.start, end or usual.start)
        last = end or max(usual.end, first)
        if last < first:
            raise UserError("invalid", N_("report", "The last day lies before the first one."))
        return Period(first, last)

    def preset(self, name: str) -> Period:
        """The days of a preset of the picker as seen from today; raises ``KeyError``."""
        return preset(name, self._s.clock.today())

    def source(self) -> Source:
        currency = self._s.settings.get(CURRENCY)
        return Source(self._query, self._s.clock.today(), currency, decimals(currency))

    def _query(self, sql: str, *params: object) -> Records:
        rows: Records = self._s.db.execute_sql(sql, params).fetchall()
        return rows

    @staticmethod
    def _finish(result: ReportResult, source: Source) -> ReportResult:
        return replace(result, currency=source.currency, money_digits=source.money_digits)

    @staticmethod
    def _find(name: str) -> Report:
        try:
            return report(name)
        except KeyError:
            raise UserError(
                "not_found",
                N_("report", "There is no report called “{name}”.").fill(name=name),
                N_("report", "See the names with: report --list"),
            ) from None
