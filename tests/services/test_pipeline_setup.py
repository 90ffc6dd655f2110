"""Goals of the months and what cards say: kept per pipeline, undoable, told by board and report alike."""

from __future__ import annotations

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.pipeline_setup import CARD_FIELDS, USUAL_CARD, goals_of_all
from crm_desktop.services.reports.base import Keyed

LABEL = N_("undo", "Test")


def shop(services: Services) -> int:
    return services.pipelines.first().id


def set_goals(services: Services, usual: int, pipeline_id: int | None = None, **months: int | None) -> int:
    named = {f"20{name[1:3]}-{name[3:]}": amount for name, amount in months.items()}
    with services.write(LABEL) as work:
        services.pipelines.goals.set(work, pipeline_id or shop(services), usual, named)
    return work.id


def test_a_month_has_the_usual_goal_unless_it_has_its_own(services: Services) -> None:
    goals, pipeline = services.pipelines.goals, shop(services)
    assert goals.goal(pipeline, "2026-09") == 0
    set_goals(services, 80_000_00, m2612=120_000_00, m2701=0)
    assert [goals.goal(pipeline, month) for month in ("2026-09", "2026-12", "2027-01")] == [80_000_00, 120_000_00, 0]
    set_goals(services, 90_000_00, m2612=None)
    assert goals.own(pipeline, "2026-12") is None
    assert goals.goal(pipeline, "2026-12") == 90_000_00


def test_goals_are_undone_together_and_the_same_again_writes_nothing(services: Services) -> None:
    goals, pipeline = services.pipelines.goals, shop(services)
    change = set_goals(services, 50_000, m2612=70_000)
    before = services.history.changes(100)
    set_goals(services, 50_000, m2612=70_000, m2611=None)
    assert services.history.changes(100) == before
    services.history.undo(change)
    assert (goals.usual(pipeline), goals.own(pipeline, "2026-12")) == (0, None)


@pytest.mark.parametrize("month", ["2026-13", "2026-9", "202609", ""])
def test_only_months_have_goals(services: Services, month: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        services.pipelines.goals.goal(shop(services), month)


def test_what_is_won_counts_by_the_day_it_was_closed(services: Services, clock: FixedClock) -> None:
    pipeline, today = shop(services), clock.today()
    with services.write(LABEL) as work:
        for amount in (10_000, 2_500, None):
            deal = services.deals.create(work, {"title": "Tea", "amount": amount})
            services.deals.win(work, deal)
        services.deals.create(work, {"title": "Open", "amount": 99})
        gone = services.deals.create(work, {"title": "Gone", "amount": 77})
        services.deals.win(work, gone)
        services.deals.delete(work, gone)
    goals = services.pipelines.goals
    assert goals.won(pipeline, f"{today:%Y-%m}") == 12_500
    assert goals.won(pipeline, "2020-01") == 0


def test_the_forecast_tells_goals_of_all_pipelines_where_there_are_any(services: Services, clock: FixedClock) -> None:
    assert "goal" not in [column.name for column in services.reports.run("pipeline_forecast").columns]
    with services.write(LABEL) as work:
        second = services.pipelines.add_pipeline(work, "Wholesale")
        deal = services.deals.create(work, {"title": "Tea", "amount": 300_00})
        services.deals.win(work, deal)
    month = f"{clock.today():%Y-%m}"
    set_goals(services, 1_000_00)
    set_goals(services, 500_00, second, **{f"m{month[2:4]}{month[5:]}": 700_00})
    result = services.reports.run("pipeline_forecast")
    rows = {row[0].key: row for row in result.rows if isinstance(row[0], Keyed)}
    goal, won = result.column("goal"), result.column("won")
    assert (rows[month][won], rows[month][goal]) == (300_00, 1_700_00)
    later = [row[goal] for key, row in rows.items() if key != month and "-" in key]
    assert set(later) == {1_500_00}
    assert result.totals["goal"].value == 1_700_00 + sum(later)  # type: ignore[arg-type]
    with services.write(LABEL) as work:
        services.pipelines.delete_pipeline(work, second)
    result = services.reports.run("pipeline_forecast")
    assert {row[result.column("goal")] for row in result.rows if row[result.column("goal")] is not None} == {1_000_00}


def test_ids_that_begin_alike_are_not_mixed_up() -> None:
    def query(_sql: str) -> list[tuple[str, str]]:
        return [("pipeline.1.goal", "5"), ("pipeline.12.goal", "70"), ("pipeline.12.goal.2026-09", "9")]

    assert goals_of_all(query, ["2026-09", "2026-10"]) == {"2026-09": 14, "2026-10": 75}
    assert goals_of_all(lambda _sql: [("pipeline.1.goal", "0")], ["2026-09"]) == {}


def test_cards_say_what_was_chosen_for_their_pipeline(services: Services) -> None:
    cards, pipeline = services.pipelines.cards, shop(services)
    assert cards.fields(pipeline) == USUAL_CARD
    with services.write(LABEL) as work:
        second = services.pipelines.add_pipeline(work, "Wholesale")
        cards.choose(work, pipeline, {"tags", "amount"})
    assert cards.fields(pipeline) == {"tags", "amount"}
    assert cards.fields(second) == USUAL_CARD
    with services.write(LABEL) as work:
        cards.choose(work, pipeline, ())
    assert cards.fields(pipeline) == frozenset()
    services.history.undo(work.id)
    assert cards.fields(pipeline) == {"tags", "amount"}
    with pytest.raises(ValueError, match="colour"), services.write(LABEL) as work:
        cards.choose(work, pipeline, {"colour", *CARD_FIELDS})
