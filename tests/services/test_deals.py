"""Deals: one way of every change of stage, sums from SQL, closing and reopening, the rotting clock."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.deals import BoardFilter, Sums
from crm_desktop.services.followups_values import to_local

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")
TODAY = date(2026, 9, 23)


def deal(services: Services, title: str = "Tea for the office", **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.deals.create(work, {"title": title, **values})


def customer(services: Services, name: str = "张伟", **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.customers.create(work, {"name": name, **values})


def stage_ids(services: Services) -> list[int]:
    return [stage.id for stage in services.pipelines.stages()]


def move(services: Services, deal_id: int, stage_id: int, **place: Any) -> int:
    """Returns the change's id, 0 where nothing was written."""
    with services.write(LABEL) as work:
        services.deals.move(work, deal_id, stage_id, **place)
    return work.id if work.rows else 0


def column(services: Services, stage_id: int) -> list[int]:
    return [card.id for card in services.deals.cards(stage_id, limit=1000)]


def history(services: Services) -> int:
    return int(services.db.execute_sql("SELECT count(*) FROM audit_log").fetchone()[0])


# Creating and changing ------------------------------------------------------------------


def test_the_way_of_a_deal_is_told_in_its_order_after_the_clock_was_set_back(
    services: Services, clock: FixedClock
) -> None:
    first, _, third, *_ = stage_ids(services)
    deal_id = deal(services)
    clock.advance(timedelta(days=-30))
    move(services, deal_id, third)
    with services.write(LABEL) as work:
        services.deals.win(work, deal_id)
    clock.advance(timedelta(days=10))
    with services.write(LABEL) as work:
        services.deals.reopen(work, deal_id)
    way = [(one.from_stage_id, one.to_stage_id, one.status) for one in services.deals.moves(deal_id)]
    assert way == [(None, first, "open"), (first, third, "open"), (third, third, "won"), (third, third, "open")]


def test_a_new_deal_stands_on_top_of_the_first_stage_with_its_probability(services: Services) -> None:
    deal(services, "First")
    made = services.deals.get(deal(services, "Second", amount=12_345))
    first = services.pipelines.stages()[0]
    assert (made.stage, made.probability, made.probability_manual, made.status) == ("new", 10, False, "open")
    assert made.number == "D-20260923-02"
    assert made.weighted == 1_235
    assert column(services, first.id)[0] == made.id


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"amount": -1}, "amount"),
        ({"probability": 101}, "probability"),
        ({"stage": "nowhere"}, "stage"),
        ({"status": "maybe"}, "status"),
        ({"number": "D-1"}, "number"),
    ],
)
def test_what_can_not_be_stored_is_named_by_field(services: Services, values: dict[str, Any], field: str) -> None:
    deal(services, number="D-1")
    before = history(services)
    with pytest.raises(ValidationError) as caught:
        deal(services, **{"title": "A", **values})
    assert field in caught.value.problems
    assert history(services) == before


@pytest.mark.parametrize("way", ["drag", "form", "bulk", "import"])
def test_probability_follows_the_stage_whichever_way_it_changes(services: Services, way: str) -> None:
    deal_id, stage = deal(services), services.pipelines.stages()[3]
    with services.write(LABEL) as work:
        if way == "drag":
            services.deals.move(work, deal_id, stage.id)
        elif way == "form":
            services.deals.update(work, deal_id, {"stage": stage.id})
        elif way == "bulk":
            services.deals.move_many(work, [deal_id], stage.id)
        else:
            services.deals.update(work, deal_id, {"stage": "negotiating"})
    found = services.deals.get(deal_id)
    assert (found.stage_id, found.probability) == (stage.id, 70)
    assert [(step.from_stage_id, step.to_stage_id) for step in services.deals.moves(deal_id)][-1][1] == stage.id


def test_a_probability_set_by_hand_survives_a_move_until_it_is_taken_back(services: Services) -> None:
    deal_id, stages = deal(services), stage_ids(services)
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"probability": 33})
    move(services, deal_id, stages[4])
    assert services.deals.get(deal_id).probability == 33
    with services.write(LABEL) as work:
        services.pipelines.update_stage(work, stages[4], {"probability": 95})
    assert services.deals.get(deal_id).probability == 33
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"probability": None})
    assert services.deals.get(deal_id).probability == 95


def test_the_next_follow_up_of_a_deal_is_a_follow_up(services: Services) -> None:
    deal_id = deal(services, customer=customer(services), next_follow_up=TODAY + timedelta(days=3))
    assert services.deals.get(deal_id).next_follow_up == TODAY + timedelta(days=3)
    assert len(services.followups.for_deal(deal_id)) == 1
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"next_follow_up": TODAY})
    assert [found.due for found in services.followups.for_deal(deal_id)] == [TODAY]
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"next_follow_up": None})
    assert services.deals.get(deal_id).next_follow_up is None


def test_the_reminder_goes_along_with_a_deals_next_follow_up(services: Services) -> None:
    deal_id = deal(services, customer=customer(services))
    with services.write(LABEL) as work:
        step = {
            "deal": deal_id,
            "subject": "Call",
            "due": TODAY,
            "time": "10:00",
            "remind_at": datetime(2026, 9, 23, 9),
        }
        first = services.followups.create(work, step)
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"next_follow_up": TODAY + timedelta(days=40)})
    moved = services.followups.get(first)
    assert (moved.due, to_local(moved.remind_at or 0)) == (date(2026, 11, 2), datetime(2026, 11, 2, 9))
    with services.write(LABEL) as work:
        services.deals.update(work, deal_id, {"next_follow_up": None})
    assert services.followups.get(first).status == "cancelled"


# Moving ------------------------------------------------------------------------------------


def test_a_drop_on_the_same_place_writes_nothing(services: Services) -> None:
    ids = [deal(services, f"Deal {n}") for n in range(3)]
    first = stage_ids(services)[0]
    order = column(services, first)
    before = history(services)
    assert move(services, order[1], first, after_id=order[0]) == 0
    assert move(services, order[1], first, before_id=order[2]) == 0
    assert move(services, order[1], first) == 0
    assert history(services) == before
    assert column(services, first) == list(reversed(ids))


def test_cards_land_where_they_are_dropped(services: Services) -> None:
    for n in range(4):
        deal(services, f"Deal {n}")
    first, second = stage_ids(services)[:2]
    a, b, c, d = column(services, first)
    move(services, d, first, after_id=a)
    assert column(services, first) == [a, d, b, c]
    move(services, a, first, after_id=c)
    assert column(services, first) == [d, b, c, a]
    move(services, b, second)
    move(services, c, second, after_id=b)
    move(services, a, second, before_id=c)
    assert column(services, second) == [b, a, c]


def test_a_hundred_drops_into_the_same_gap_keep_the_order(services: Services) -> None:
    ids = [deal(services, f"Deal {n}") for n in range(3)]
    first = stage_ids(services)[0]
    expected = column(services, first)
    for turn in range(100):
        moved = expected[2]
        assert move(services, moved, first, after_id=expected[0]), turn
        expected = [expected[0], moved, expected[1]]
        assert column(services, first) == expected
    assert sorted(expected) == sorted(ids)


def plain_sums(services: Services) -> dict[int, tuple[int, int, int]]:
    """Count, sum and weighted sum by plain recomputation."""
    found = dict.fromkeys(stage_ids(services), (0, 0, 0))
    for row in services.db.execute_sql("SELECT id FROM deal WHERE deleted_at IS NULL AND status = 'open'"):
        one = services.deals.get(row[0])
        count, amount, weighted = found[one.stage_id]
        found[one.stage_id] = (count + 1, amount + (one.amount or 0), weighted + one.weighted)
    return found


def header_sums(services: Services) -> dict[int, tuple[int, int, int]]:
    columns = services.deals.columns(services.pipelines.first().id)
    return {stage: (sums.count, sums.amount, sums.weighted) for stage, sums in columns.items()}


def snapshot(services: Services) -> list[tuple[Any, ...]]:
    deals = services.db.execute_sql(
        "SELECT id, stage_id, status, position, probability, amount, closed, reason, stage_entered_at FROM deal "
        "WHERE deleted_at IS NULL ORDER BY id"
    ).fetchall()
    return [*deals, *services.db.execute_sql("SELECT id, deal_id, to_stage_id FROM deal_move ORDER BY id").fetchall()]


def test_weighted_sums_are_the_same_wherever_deals_are_grouped(services: Services) -> None:
    """Each deal is rounded, not the sum: 300 halves of a minor unit are no rounding error."""
    for number in range(30):
        deal(services, f"Deal {number}", amount=145, probability=50, expected_close=date(2026, 10, 1))
    deal(services, "No date", amount=None)
    deal(services, "Big", amount=9_007_199_254_740_993, probability=50)
    ids = [row[0] for row in services.db.execute_sql("SELECT id FROM deal")]
    each = sum(one.weighted for one in services.deals.rows(ids))
    assert each == 30 * 73 + 4_503_599_627_370_497
    assert sum(one.weighted for one in services.deals.columns(services.pipelines.first().id).values()) == each
    assert sum(one.weighted for one in services.deals.forecast()) == each
    assert services.reports.run("pipeline_forecast").totals["weighted"].value == each


@pytest.mark.parametrize("seed", [1, 2])
def test_header_sums_equal_a_recomputation_after_a_thousand_moves_and_undos(services: Services, seed: int) -> None:
    rng = random.Random(seed)
    stages = stage_ids(services)
    who = customer(services)
    ids = [deal(services, f"Deal {n}", amount=rng.randrange(1, 99_999), customer=who) for n in range(25)]
    with services.write(LABEL) as work:
        services.deals.update(work, ids[3], {"probability": 44})
    before = snapshot(services)
    done: list[int] = []
    for turn in range(500):
        one, other = rng.sample(ids, 2)
        if rng.random() < 0.25 and done:
            services.history.undo(done.pop())
        elif rng.random() < 0.5:
            done.append(move(services, one, rng.choice(stages)))
        else:
            side = "after_id" if rng.random() < 0.5 else "before_id"
            done.append(move(services, one, services.deals.get(other).stage_id, **{side: other}))
        if done and not done[-1]:
            done.pop()
        if turn % 50 == 0:
            assert header_sums(services) == plain_sums(services)
    assert header_sums(services) == plain_sums(services)
    for change in reversed(done):
        services.history.undo(change)
    assert snapshot(services) == before
    assert header_sums(services) == plain_sums(services)


# Closing -------------------------------------------------------------------------------------


def test_a_won_deal_leaves_the_board_and_moves_its_customer_on(services: Services) -> None:
    who = customer(services)
    first, second = deal(services, amount=5_000, customer=who), deal(services, "Again", customer=who)
    with services.write(LABEL) as work:
        services.deals.win(work, first, amount=4_800)
    found = services.deals.get(first)
    assert (found.status, found.amount, found.closed, found.reason) == ("won", 4_800, TODAY, "")
    assert services.customers.get(who).stage == "first"  # type: ignore[union-attr]
    assert column(services, found.stage_id) == [second]
    with services.write(LABEL) as work:
        order_id = services.deals.win(work, second, amount=1_234, create_order=True)
    assert order_id is not None
    order = services.orders.get(order_id)
    assert (order.total, order.customer_id, order.deal_id, order.lines[0].product) == (1_234, who, second, "Again")
    assert services.customers.get(who).stage == "repeat"  # type: ignore[union-attr]


def test_nothing_is_lost_without_a_reason(services: Services) -> None:
    deal_id = deal(services)
    with pytest.raises(ValidationError) as caught, services.write(LABEL) as work:
        services.deals.lose(work, deal_id, " ")
    assert "reason" in caught.value.problems
    assert services.deals.get(deal_id).status == "open"


def test_a_lost_deal_keeps_why_and_when_to_ask_again(services: Services) -> None:
    deal_id = deal(services, customer=customer(services), notes="Wants a sample")
    again = TODAY + timedelta(days=60)
    with services.write(LABEL) as work:
        services.deals.lose(work, deal_id, "Moved abroad", competitor="Corner shop", note="Nice people",
                            contact_again=again)  # fmt: skip
    found = services.deals.get(deal_id)
    assert (found.status, found.reason, found.competitor, found.closed) == (
        "lost",
        "Moved abroad",
        "Corner shop",
        TODAY,
    )
    assert found.notes == "Wants a sample\nLost on 23 Sep 2026: Nice people"
    assert [step.due for step in services.followups.for_deal(deal_id)] == [again]
    assert "Moved abroad" in [choice.key for choice in services.choices.entries("lost_reason")]


def test_a_closed_deal_keeps_a_day_so_that_reports_find_it(services: Services) -> None:
    won = deal(services, amount=5_000, status="won", closed=date(2026, 9, 1))
    with pytest.raises(ValidationError) as caught, services.write(LABEL) as work:
        services.deals.update(work, won, {"closed": None})
    assert set(caught.value.problems) == {"closed"}
    assert services.reports.run("deals_won_lost").totals["won"].value == 1
    with services.write(LABEL) as work:
        services.deals.update(work, won, {"status": "lost", "reason": "price", "closed": None})
    assert services.deals.get(won).closed == TODAY
    with services.write(LABEL) as work:
        services.deals.update(work, won, {"status": "open", "closed": None})
    assert (services.deals.get(won).status, services.deals.get(won).closed) == ("open", None)


def test_editing_a_closed_deal_never_opens_it_again(services: Services) -> None:
    deal_id, stages = deal(services, amount=100), stage_ids(services)
    with services.write(LABEL) as work:
        services.deals.lose(work, deal_id, "price")
    for patch in ({"tags": ["x"]}, {"amount": 5}, {"stage": stages[2]}, {"notes": "n"}, {"owner": "Amy"}):
        with services.write(LABEL) as work:
            services.deals.update(work, deal_id, patch)
        found = services.deals.get(deal_id)
        assert (found.status, found.reason, found.closed) == ("lost", "price", TODAY), patch
    assert all(not column(services, stage) for stage in stages)


def test_reopened_it_stands_in_its_last_stage_again(services: Services) -> None:
    deal_id, stages = deal(services), stage_ids(services)
    move(services, deal_id, stages[2])
    with services.write(LABEL) as work:
        services.deals.lose(work, deal_id, "timing")
    with services.write(LABEL) as work:
        services.deals.reopen(work, deal_id)
    found = services.deals.get(deal_id)
    assert (found.status, found.stage_id, found.closed, found.reason, found.probability) == (
        "open",
        stages[2],
        None,
        "",
        50,
    )
    assert column(services, stages[2]) == [deal_id]
    assert [step.status for step in services.deals.moves(deal_id)] == ["open", "open", "lost", "open"]


def test_deleted_and_restored(services: Services) -> None:
    deal_id = deal(services, number="D-7")
    with services.write(LABEL) as work:
        services.deals.delete(work, deal_id)
    assert services.deals.get(deal_id).deleted
    deal(services, "Another", number="D-7")
    with services.write(LABEL) as work:
        services.deals.restore(work, deal_id)
    assert not services.deals.get(deal_id).deleted
    assert services.deals.get(deal_id).number != "D-7"


# The board's queries -----------------------------------------------------------------------


def only(services: Services, **where: Any) -> set[int]:
    found = BoardFilter(**where)
    cards = {card.id for stage in stage_ids(services) for card in services.deals.cards(stage, found)}
    assert sum(sums.count for sums in services.deals.columns(1, found).values()) == len(cards)
    return cards


def test_filters_narrow_cards_and_sums_alike(services: Services) -> None:
    who = customer(services, "沈若兰")
    plain = deal(services, "茶礼盒")
    full = deal(services, "年会茶具", customer=who, owner="Amy", tags=["定制"], amount=9_000,
                expected_close=TODAY + timedelta(days=5), next_follow_up=TODAY)  # fmt: skip
    late = deal(services, "台历", owner="Bob", next_follow_up=TODAY - timedelta(days=1))
    amy = services.staff.find("Amy")
    assert only(services) == {plain, full, late}
    assert only(services, owner_id=amy) == {full}
    assert only(services, owner_id=0) == {plain}
    assert only(services, tag="定制") == {full}
    assert only(services, close_to=TODAY + timedelta(days=5)) == {full}
    assert only(services, state="today") == {full}
    assert only(services, state="none") == {plain}
    assert only(services, attention=True) == {plain, late}
    assert only(services, search="srl") == {full}
    assert only(services, search="茶具") == {full}
    assert only(services, search="礼盒", owner_id=amy) == set()
    assert only(services, min_amount=9_000) == {full}


def rotten(services: Services, deal_id: int) -> int:
    cards = [card for stage in stage_ids(services) for card in services.deals.cards(stage) if card.id == deal_id]
    counted = sum(sums.rotten for sums in services.deals.columns(1).values())
    assert counted == (cards[0].rotten_days > 0)
    return cards[0].rotten_days


def test_a_card_rots_after_the_days_of_its_stage(services: Services, clock: FixedClock) -> None:
    deal_id = deal(services)
    clock.advance(timedelta(days=6))
    assert rotten(services, deal_id) == 0
    clock.advance(timedelta(days=1))
    assert rotten(services, deal_id) == 7
    with services.write(LABEL) as work:
        services.pipelines.update_stage(work, stage_ids(services)[0], {"rot_days": 0})
    assert rotten(services, deal_id) == 0


@pytest.mark.parametrize("touch", ["move", "value", "activity", "customer", "done", "tags", "place"])
def test_what_starts_the_rotting_clock_again(services: Services, clock: FixedClock, touch: str) -> None:
    who = customer(services)
    deal_id, other = deal(services, customer=who, amount=5), 0
    with services.write(LABEL) as work:
        step = services.followups.create(work, {"subject": "Ask", "deal": deal_id, "due": clock.today()})
    clock.advance(timedelta(days=9))
    with services.write(LABEL) as work:
        if touch == "move":
            services.deals.move(work, deal_id, stage_ids(services)[1])
        elif touch == "value":
            services.deals.update(work, deal_id, {"amount": 6})
        elif touch == "activity":
            services.activities.log(work, who, "note", "x", deal_id=deal_id)
        elif touch == "customer":
            services.activities.log(work, who, "call", "x")
        elif touch == "done":
            services.followups.complete(work, step)
        elif touch == "tags":
            services.deals.update(work, deal_id, {"tags": ["x"]})
        else:
            other = services.deals.create(work, {"title": "Other"})
            services.deals.move(work, deal_id, stage_ids(services)[0], before_id=other)
    assert rotten(services, deal_id) == (9 if touch in ("tags", "place") else 0)
    assert other == 0 or column(services, stage_ids(services)[0]) == [deal_id, other]


def test_a_planned_step_stops_the_rot_until_it_is_due(services: Services, clock: FixedClock) -> None:
    deal_id = deal(services, next_follow_up=TODAY + timedelta(days=10))
    clock.advance(timedelta(days=10))
    assert rotten(services, deal_id) == 0
    clock.advance(timedelta(days=1))
    assert rotten(services, deal_id) == 11


def test_cards_come_fifty_at_a_time_and_sums_count_all(services: Services) -> None:
    with services.write(LABEL) as work:
        for n in range(120):
            services.deals.create(work, {"title": f"Deal {n:03d}", "amount": 100})
    first = stage_ids(services)[0]
    pages = [services.deals.cards(first, offset=at) for at in (0, 50, 100)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({card.id for page in pages for card in page}) == 120
    assert services.deals.columns(1)[first] == Sums(120, 12_000, 1_200, 0, 0, 0, 0, 120, 0)


def test_the_forecast_groups_open_deals_by_month(services: Services) -> None:
    for days, amount in ((-3, 100), (2, 200), (3, 300), (40, 400)):
        deal(services, amount=amount, expected_close=TODAY + timedelta(days=days))
    deal(services, amount=500)
    found = {month.month: (month.count, month.amount) for month in services.deals.forecast()}
    assert list(found) == ["overdue", "2026-09", "2026-11", "none"]
    assert found["2026-09"] == (2, 500)
    assert [card.amount for card in services.deals.board.month_cards(None, "2026-09", BoardFilter())] == [200, 300]


# Stages ---------------------------------------------------------------------------------------


def test_shipped_stages_are_translated_until_they_are_renamed(services: Services) -> None:
    first = services.pipelines.stages()[0]
    assert (first.key, first.name, first.probability) == ("new", "New enquiry", 10)
    with services.write(LABEL) as work:
        services.pipelines.update_stage(work, first.id, {"name": "New enquiry", "rot_days": 3})
    assert services.pipelines.stage(first.id).label == first.label
    with services.write(LABEL) as work:
        services.pipelines.update_stage(work, first.id, {"name": "Asked"})
    assert services.pipelines.stage(first.id).label == "Asked"


def test_a_stage_that_holds_deals_needs_a_target(services: Services) -> None:
    deal_id, closed = deal(services), deal(services, "Closed")
    with services.write(LABEL) as work:
        services.deals.lose(work, closed, "price")
    first, second = stage_ids(services)[:2]
    with pytest.raises(UserError) as caught, services.write(LABEL) as work:
        services.pipelines.delete_stage(work, first)
    assert caught.value.code == "not_empty"
    with services.write(LABEL) as work:
        assert services.pipelines.delete_stage(work, first, second) == 2
    found = services.deals.get(deal_id)
    assert (found.stage_id, found.probability, services.deals.get(closed).status) == (second, 30, "lost")
    services.history.undo(work.id)
    assert services.deals.get(deal_id).stage_id == first


def test_stages_are_added_and_reordered(services: Services) -> None:
    before = stage_ids(services)
    with services.write(LABEL) as work:
        made = services.pipelines.add_stage(work, 1, "看样", probability=60, at=3)
    assert stage_ids(services) == [*before[:3], made, *before[3:]]
    with services.write(LABEL) as work:
        services.pipelines.reorder(work, 1, list(reversed(stage_ids(services))))
    assert stage_ids(services)[0] == before[-1]
    assert len(services.pipelines.warnings(1)) == 5
    with pytest.raises(ValidationError), services.write(LABEL) as work:
        services.pipelines.add_stage(work, 1, "看样")


def test_the_last_stage_stays(services: Services) -> None:
    ids = stage_ids(services)
    with services.write(LABEL) as work:
        for stage_id in ids[:-1]:
            services.pipelines.delete_stage(work, stage_id)
    with pytest.raises(UserError) as caught, services.write(LABEL) as work:
        services.pipelines.delete_stage(work, ids[-1])
    assert caught.value.code == "denied"


def test_a_second_pipeline_has_a_board_of_its_own(services: Services) -> None:
    deal_id = deal(services, amount=10)
    with services.write(LABEL) as work:
        other = services.pipelines.add_pipeline(work, "Wholesale")
        services.deals.move(work, deal_id, services.pipelines.stages(other)[1].id)
    assert services.deals.get(deal_id).pipeline == "wholesale"
    assert sum(sums.count for sums in services.deals.columns(1).values()) == 0
    assert sum(sums.amount for sums in services.deals.columns(other).values()) == 10
