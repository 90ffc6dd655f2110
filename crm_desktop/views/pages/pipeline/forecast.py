"""The forecast: open deals in columns by the month in which they are expected to close."""

from __future__ import annotations

from datetime import date
from functools import partial

from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import N_, language, tr_
from crm_desktop.services.context import Services
from crm_desktop.services.deals import BoardFilter, Card, Sums
from crm_desktop.services.deals_board import last_day
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.pipeline.board import ColumnSpec
from crm_desktop.views.pages.pipeline.column_head import Aim
from crm_desktop.views.toast import SECONDS_MOVE

_MONTHS_AHEAD = 4


def month_specs(services: Services, pipeline_id: int, where: BoardFilter) -> list[ColumnSpec]:
    """A column for what is past its date (if any), this month and the next ones, and what has no date (if any)."""
    found = {month.month: month for month in services.deals.forecast(pipeline_id, where)}
    months = ["overdue"] if "overdue" in found else []
    months += next_months(services.clock.today(), _MONTHS_AHEAD)
    months += sorted(month for month in found if month not in months and month not in ("none", "overdue"))
    months += ["none"] if "none" in found else []
    specs = []
    for month in months:
        sums = found.get(month)
        shown = Sums(sums.count, sums.amount, sums.weighted) if sums else Sums()
        load = partial(_load, services, pipeline_id, month, where)
        is_month = month not in ("overdue", "none")
        aim = aim_of(services, pipeline_id, month) if is_month else None
        title = month_title(month)
        specs.append(ColumnSpec(f"month_{month}", title, "", shown, load, addable=is_month, aim=aim, dotted=False))
    return specs


def aim_of(services: Services, pipeline_id: int, month: str) -> Aim | None:
    """The goal of a month and what is won of it; None where there is no goal."""
    goals = services.pipelines.goals
    goal = goals.goal(pipeline_id, month)
    return Aim(goal, goals.won(pipeline_id, month)) if goal else None


def _load(services: Services, pipeline_id: int, month: str, where: BoardFilter, offset: int, limit: int) -> list[Card]:
    return services.deals.board.month_cards(pipeline_id, month, where, offset=offset, limit=limit)


def next_months(today: date, count: int) -> list[str]:
    """This month and the following ones, ``YYYY-MM``."""
    return [
        f"{today.year + (today.month - 1 + ahead) // 12}-{(today.month - 1 + ahead) % 12 + 1:02d}"
        for ahead in range(count)
    ]


def month_title(month: str) -> str:
    """``2026年9月``, ``September 2026``; words for what is past its date or has none."""
    if month == "overdue":
        return tr_("pipeline", "Date has passed")
    if month == "none":
        return tr_("pipeline", "No date")
    year, number = int(month[:4]), int(month[5:])
    if language().startswith("zh"):
        return f"{year}年{number}月"
    return f"{plain_date(date(year, number, 1), language(), year=False).replace('1', '').strip(' ,')} {year}"


def moved_to_month(ctx: AppContext, card: Card, month: str) -> None:
    """A card was dropped on a month: it is expected to close on the last day of it."""
    if month in ("overdue", "none"):
        if month == "overdue" or card.expected_close is None:
            return
        day = None
    else:
        day = last_day(month)
        if card.expected_close is not None and card.expected_close.strftime("%Y-%m") == month:
            return
    with ctx.services.write(N_("undo", "Change closing date")) as work:
        ctx.services.deals.update(work, card.id, {"expected_close": day})
    shown = plain_date(day, language()) if day else tr_("pipeline", "no date")
    text = tr_("pipeline", "“{title}” is expected to close: {day}", title=card.title, day=shown)
    ctx.toasts.show(text, undo_change=work.id, seconds=SECONDS_MOVE)
