"""The shop's deals: open ones on the board with their next steps, and those won and lost before."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from crm_desktop.core.text import sort_key
from crm_desktop.services.demo.days import Days, clock_time, opening_minute, uid
from crm_desktop.services.demo.people import Member, bigness, pick_one
from crm_desktop.services.demo.sales import WonDeal
from crm_desktop.services.demo.words import Words, pick
from crm_desktop.services.pipelines import StageInfo

_STAGES = (4, 3, 3, 3, 2)
_STATES = (("overdue", 13), ("today", 10), ("later", 57), ("none", 20))
_REASONS = (("price", 34), ("competitor", 18), ("timing", 22), ("no_answer", 14), ("quality", 6), ("other", 6))

DEAL_COLUMNS = (
    "id", "uid", "created_at", "updated_at", "number", "title", "title_key", "customer_id", "pipeline_id", "stage_id",
    "stage_entered_at", "amount", "value_at", "probability", "probability_manual", "expected_close", "owner_id",
    "source", "competitor", "tags", "status", "reason", "closed", "notes", "position",
)  # fmt: skip
MOVE_COLUMNS = ("uid", "created_at", "updated_at", "deal_id", "from_stage_id", "to_stage_id", "status", "at")
FOLLOW_UP_COLUMNS = (
    "uid", "created_at", "updated_at", "customer_id", "deal_id", "type", "due", "time", "remind_at", "subject",
    "owner_id", "priority", "status", "result", "done_at",
)  # fmt: skip

Row = tuple[Any, ...]


@dataclass(slots=True)
class Deals:
    """Rows ready to be written, and the won deals that become orders: day, member, deal."""

    rows: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    follow_ups: list[Row] = field(default_factory=list)
    won: list[tuple[int, Member, WonDeal]] = field(default_factory=list)


def make_deals(
    rng: Random, words: Words, days: Days, members: list[Member], stages: list[StageInfo], first_id: int
) -> Deals:
    """Open deals for a twentieth (big shop: a tenth) of the members, and the closed ones of two years."""
    big = bigness(len(members))
    open_count = max(min(12, len(members)), round(len(members) * (0.05 * (1 - big) + 0.1 * big)))
    closed_count = round(open_count * (3 * (1 - big) + 0.5 * big))
    companies = [member for member in members if member.company]
    people = [member for member in members if not member.company and member.habit != "churned"]
    made = Deals()
    maker = _Maker(rng, words, days, stages, made, first_id)
    for number in range(open_count + closed_count):
        pool = companies if companies and rng.random() < 0.68 else people or members
        member = pool[int(rng.random() * len(pool))]
        if number < open_count:
            maker.open_deal(member, number)
        else:
            maker.closed_deal(member)
    return made


class _Maker:
    def __init__(
        self, rng: Random, words: Words, days: Days, stages: list[StageInfo], made: Deals, first_id: int
    ) -> None:
        self._rng = rng
        self._words = words
        self._days = days
        self._stages = stages
        self._made = made
        self._id = first_id - 1
        self._numbers: dict[int, int] = {}
        self._titles: set[str] = set()

    def open_deal(self, member: Member, number: int) -> None:
        """The first few go through all stages and states, so that each of them is there in the smallest shop too."""
        rng, days = self._rng, self._days
        place = min(len(self._stages) - 1, rng.choices(range(5), _STAGES)[0])
        state = pick(rng, _STATES)
        if number < len(self._stages):
            place, state = number, _STATES[number % len(_STATES)][0]
        stage = self._stages[place]
        rotten = state in ("none", "overdue") and rng.random() < 0.55
        entered = days.today - (stage.rot_days + 1 + int(rng.random() * 9) if rotten else int(rng.random() * 6) + 1)
        if rotten:
            member.quiet_from = min(member.quiet_from, entered)
        created = max(member.joined, entered - place * (2 + int(rng.random() * 6)))
        entered = max(entered, created)
        expected = None if rng.random() < 0.1 else days.iso[days.today + int(rng.triangular(-6, 90, 18))]
        self._id += 1
        self._walk(created, entered, place, "open", None)
        by_hand = rng.random() < 0.12
        chance = min(95, stage.probability + 10) if by_hand else stage.probability
        self._row(member, created, stage, entered, chance, by_hand, expected, "open", "", None)
        if state != "none":
            self._next_step(member, state)

    def closed_deal(self, member: Member) -> None:
        rng, days = self._rng, self._days
        created = days.busy(rng, member.joined, days.today - 14)
        closed = min(days.today - 1, created + 4 + int(rng.random() * 50))
        won = rng.random() < 0.62
        place = len(self._stages) - 1 if won else int(rng.random() * len(self._stages))
        entered = max(created, closed - 3)
        self._id += 1
        self._walk(created, entered, place, "won" if won else "lost", closed)
        reason = "" if won else pick(rng, _REASONS)
        stage = self._stages[place]
        title, amount = self._row(
            member, created, stage, entered, stage.probability, False, days.iso[closed], "won" if won else "lost",
            reason, closed,
        )  # fmt: skip
        if won:
            member.wins += 1
            self._made.won.append((closed, member, WonDeal(self._id, title, amount, member.owner_id)))

    def _walk(self, created: int, entered: int, place: int, status: str, closed: int | None) -> None:
        """The way through the stages, evenly from ``created`` to ``entered``, and how it ended."""
        before: int | None = None
        for step in range(place + 1):
            day = created + (entered - created) * step // place if place else entered
            at = self._days.at(day, 600 + step * 7)
            stage_id = self._stages[step].id
            self._made.moves.append((uid(self._rng), at, at, self._id, before, stage_id, "open", at))
            before = stage_id
        if closed is not None:
            at = self._days.at(closed, 1020)
            self._made.moves.append((uid(self._rng), at, at, self._id, before, before, status, at))

    def _row(
        self, member: Member, created: int, stage: StageInfo, entered: int, chance: int, by_hand: bool,
        expected: str | None, status: str, reason: str, closed: int | None,
    ) -> tuple[str, int]:  # fmt: skip
        rng, words, days = self._rng, self._words, self._days
        title, amount = self._subject(member)
        number = self._numbers[created] = self._numbers.get(created, 0) + 1
        born, moved = days.at(created, 590), days.at(entered, 600 + 7 * self._stages.index(stage))
        tags = "[]" if rng.random() < 0.8 else '["' + pick_one(rng, words.tags_company) + '"]'
        self._made.rows.append((
            self._id, uid(rng), born, moved, f"D-{days.iso[created].replace('-', '')}-{number:02d}", title,
            sort_key(title), member.id, stage.pipeline_id, stage.id, moved, amount, born, chance, int(by_hand),
            expected, member.owner_id, pick(rng, words.sources),
            pick_one(rng, words.competitors) if reason == "competitor" else "", tags,
            status, reason, None if closed is None else days.iso[closed],
            pick_one(rng, words.deal_notes) if rng.random() < 0.35 else "", float(self._id),
        ))  # fmt: skip
        return title, amount

    def _subject(self, member: Member) -> tuple[str, int]:
        """Title and amount; the first deals of a shop are all called differently."""
        rng = self._rng
        for _attempt in range(6):
            template, least, most, unit = pick_one(
                rng, self._words.deals_company if member.company else self._words.deals_person
            )
            step = 20 if most > 100 else 10 if most > 50 else 5 if most > 30 else 1
            count = max(least, int(rng.triangular(least, most, least + (most - least) * 0.3)) // step * step)
            title = template.format(n=count)
            if title not in self._titles:
                break
        self._titles.add(title)
        return title, count * unit

    def _next_step(self, member: Member, state: str) -> None:
        rng, days = self._rng, self._days
        ahead = {"overdue": -1 - int(rng.random() * 6), "today": 0, "later": 1 + int(rng.random() * 16)}[state]
        self._made.follow_ups.append(
            follow_up(
                rng,
                self._words,
                days,
                member,
                days.today + ahead,
                deal_id=self._id,
                timed=state == "today",
                turn=len(self._made.follow_ups),
            )  # fmt: skip
        )


def follow_up(
    rng: Random, words: Words, days: Days, member: Member, due: int, *, deal_id: int | None = None, timed: bool = False,
    done: bool = False, turn: int | None = None,
) -> Row:  # fmt: skip
    """A follow-up in the order of :data:`FOLLOW_UP_COLUMNS`, planned some days before it is due.

    With ``turn`` the subjects take turns, so that a short list on screen does not say the same twice.
    """
    count = len(words.follow_ups)
    kind, subject = words.follow_ups[turn * 5 % count] if turn is not None else pick_one(rng, words.follow_ups)
    minute = (opening_minute(rng) // 30 * 30) if timed or rng.random() < 0.25 else None
    planned = days.at(max(0, min(due, days.today) - 2 - int(rng.random() * 9)), 960)
    done_at = days.at(due, opening_minute(rng)) if done else None
    return (
        uid(rng), planned, done_at or planned, member.id, deal_id, kind, days.iso[due],
        None if minute is None else clock_time(minute),
        None if minute is None or due < days.today else days.at(due, minute - 15), subject, member.owner_id,
        "high" if rng.random() < 0.12 else "normal", "done" if done else "open",
        pick_one(rng, words.results) if done else "", done_at,
    )  # fmt: skip
