"""Products, deals and follow-ups: one row a record, written through their services."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import ValidationError
from crm_desktop.core.i18n import Text, render
from crm_desktop.services.deals_values import NEXT_STEP
from crm_desktop.services.importing import reasons, titles
from crm_desktop.services.importing.closing import LOST, UNKNOWN_REASON, closed_by_stage, new_deal
from crm_desktop.services.importing.comparing import blanks_cleared, called, compared, says_the_same
from crm_desktop.services.importing.customer_keys import CustomerKeys
from crm_desktop.services.importing.deal_keys import DealKeys
from crm_desktop.services.importing.defaults import clean_defaults, new_customer
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.model import KEYS, ImportOptions, ImportResult, RowError
from crm_desktop.services.importing.next_steps import after_contact, step_of
from crm_desktop.services.importing.placeholders import is_untouched, placeholder

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Values = dict[str, Any]


class Refused(Exception):  # noqa: N818 - a row that is left out, no fault
    """A row can't be stored: which field is wrong, what it says, and why."""

    def __init__(self, field: str, value: str, reason: Text) -> None:
        super().__init__(str(reason))
        self.field, self.value, self.reason = field, value, reason


class SimpleImport(ABC):
    """The common part: match, compare, create or update, count."""

    entity = ""
    required: tuple[str, Text] = ("name", reasons.NAME_MISSING)

    def __init__(
        self, services: Services, work: UnitOfWork, options: ImportOptions, fields: Sequence[str], result: ImportResult
    ) -> None:
        self._s, self._work, self._options, self._result = services, work, options, result
        self._fields = list(fields)
        self._rows_of: dict[int, int] = {}
        self._created: set[int] = set()
        self._given = clean_defaults(services, self.entity, options)
        self._prepare()

    def take(self, columns: Sequence[Sequence[Any]]) -> None:
        for row in zip(*columns, strict=True):
            given = dict(zip(self._fields, row[1:], strict=True))
            values = {name: value for name, value in given.items() if value is not None}
            try:
                self._row(row[0], values)
            except Refused as refused:
                self._fail(row[0], refused.field, refused.value, refused.reason)
            except ValidationError as error:
                for name, reason in error.problems.items():
                    self._result.errors.append(RowError(row[0], name, str(values.get(name, "")), reason))
                self._result.failed += 1

    def finish(self) -> None:
        written = self._result.created + self._result.updated
        self._result.entities[self.entity] = self._result.entities.get(self.entity, 0) + written

    def _row(self, number: int, read: Values) -> None:
        values = self._linked(read)
        found = self._find(values)
        if found is not None and found in self._rows_of:
            self._skip(number, read, reasons.REPEATED.fill(row=self._rows_of[found]))
        elif found is not None:
            self._rows_of[found] = number
            self._existing(number, found, values, read)
        elif self._options.mode == "update":
            self._skip(number, read, reasons.NOT_THERE)
        else:
            self._check(values)
            record = self._create({**self._given, **values})
            self._rows_of[record] = number
            self._result.created += 1
            self._result.note("created", number, titles.of_values(self.entity, read.get))

    def _existing(self, number: int, record: int, values: Values, read: Values) -> None:
        if self._options.mode == "new":
            self._skip(number, read, reasons.EXISTS)
            return
        current = self._current(record)
        over = self._options.existing == "overwrite"
        patch = {}
        for name, value in values.items():
            old = current.get(name)
            if self._options.existing == "never":
                continue
            if isinstance(value, list):
                added = [one for one in value if called(one) not in {called(o) for o in old or ()}]
                if added:
                    patch[name] = [*(old or ()), *added]
            elif old in (None, "") or (over and not says_the_same(old, value)):
                patch[name] = value
        if over and self._options.blank_clears:
            patch.update(blanks_cleared(self._fields, self.entity, values, current, self.required[0]))
        if patch:
            self._update(record, patch)
            self._result.updated += 1
            self._result.updates.append(compared(self._s, self.entity, number, current, patch, self.required[0]))
        else:
            self._result.unchanged += 1
            self._result.note("unchanged", number, titles.of_values(self.entity, read.get))

    def _fail(self, number: int, field: str, value: str, reason: Text) -> None:
        self._result.errors.append(RowError(number, field, value, reason))
        self._result.failed += 1

    def _skip(self, number: int, read: Values, reason: Text) -> None:
        name = titles.of_values(self.entity, read.get)
        self._result.skips.append(RowError(number, "", "", reason, kind="skipped", name=name))
        self._result.skipped += 1

    # -- what each kind of record knows

    def _prepare(self) -> None:  # noqa: B027 - most kinds need nothing
        """Load what is needed to find records that are there."""

    def _linked(self, values: Values) -> Values:
        return values

    def _check(self, values: Values) -> None:
        """Refuse what can't become a new record."""
        if not values.get(self.required[0]):
            raise Refused(self.required[0], "", self.required[1])

    @abstractmethod
    def _find(self, values: Values) -> int | None: ...

    @abstractmethod
    def _current(self, record: int) -> Mapping[str, Any]: ...

    @abstractmethod
    def _create(self, values: Values) -> int: ...

    @abstractmethod
    def _update(self, record: int, patch: Values) -> None: ...


class LinkedImport(SimpleImport):
    """Records that belong to a customer: by number, phone or exact name, created where asked."""

    def _prepare(self) -> None:
        self._keys = CustomerKeys(self._s, KEYS, self._options.picks)
        self._deals = DealKeys(self._s, self._work, self._options.link("deal"))
        self._customer: int | None = None
        self._in_bin: dict[str, Refused] = {}
        """Fields of the row at hand that name what lies in the recycle bin: right only where that stands already."""

    def _row(self, number: int, read: Values) -> None:
        self._in_bin = {}
        self._customer = None
        due, values = read.get("next.due"), {name: value for name, value in read.items() if name != "next.due"}
        if due and self.entity == "followups" and "due" not in self._fields:
            due, values = None, {**values, "due": due}
        created, skipped = self._result.created, self._result.skipped
        super()._row(number, values)
        if due and self._result.skipped == skipped:
            self._plan_next(number, values, due, fresh=self._result.created > created)

    def _plan_next(self, number: int, values: Values, due: str, *, fresh: bool) -> None:
        """The next follow-up that a row about a contact names."""
        customer = self._customer
        if customer is not None and after_contact(self._work, customer, due, fresh=fresh):
            self._s.followups.create(self._work, step_of(values, customer, due))
            self._result.planned.add(number)
            self._result.entities["followups"] = self._result.entities.get("followups", 0) + 1

    def _check(self, values: Values) -> None:
        for refused in self._in_bin.values():
            raise refused
        super()._check(values)

    def _existing(self, number: int, record: int, values: Values, read: Values) -> None:
        current = self._current(record) if self._in_bin else {}
        for name, refused in self._in_bin.items():
            if current.get(name) != values[name]:
                raise refused
        super()._existing(number, record, values, read)

    def _linked(self, values: Values) -> Values:
        linked = self._with_customer(values, "customer")
        self._customer = linked.get("customer")
        return linked

    def _with_customer(self, values: Values, name: str) -> Values:
        """``values`` with the id of the customer that field ``name`` means; raises :class:`Refused`."""
        text = values.get(name)
        if text is None:
            return values
        found, problem = self._keys.link(text, reasons.UNKNOWN_MEMBER, reasons.SEVERAL_MEMBERS)
        shown = text.partition(ALTERNATIVE)[0]
        missing = problem is not None and problem.source == reasons.UNKNOWN_MEMBER.source
        if found is None and self._options.link("customer") == "create" and missing:
            try:
                found = new_customer(self._s, self._work, self._keys, text, self._options.region)
            except ValidationError as error:
                raise Refused(name, shown, next(iter(error.problems.values()))) from error
        elif found is None and self._options.link("customer") == "walk_in":
            return {field: value for field, value in values.items() if field != name}
        if found is None:
            refused = Refused(name, shown, problem or reasons.UNKNOWN_MEMBER.fill(value=shown))
            found = self._keys.in_bin(text) if missing else None
            if found is None:
                raise refused
            self._in_bin[name] = refused
        return {**values, name: found}

    def _with_deal(self, values: Values) -> Values:
        """``values``, whose customer is known, with the id of their deal; raises :class:`Refused`."""
        text = values.get("deal")
        deal, problem = self._deals.find(text, values.get("customer"))
        if problem is not None:
            refused = Refused("deal", str(text), problem)
            deal = self._deals.in_bin(str(text))
            if deal is None:
                raise refused
            self._in_bin["deal"] = refused
        rest = {name: value for name, value in values.items() if name != "deal"}
        return rest if deal is None else {**rest, "deal": deal}

    def _row_of(self, sql: str, record: int) -> tuple[Any, ...]:
        return tuple(self._work.execute(sql, (record,)).fetchone())


class DealImport(LinkedImport):
    entity = "deals"
    required = ("title", reasons.TITLE_MISSING)
    _SQL = (
        "SELECT d.number, d.title, d.customer_id, p.key, s.key, d.amount, d.probability, d.expected_close, o.name, "
        "d.source, d.competitor, d.tags, (SELECT min(due) FROM follow_up f WHERE f.deal_id = d.id "
        "AND +f.status = 'open' AND f.deleted_at IS NULL), d.status, d.reason, d.closed, d.notes FROM deal d "
        "JOIN pipeline p ON p.id = d.pipeline_id JOIN stage s ON s.id = d.stage_id "
        "LEFT JOIN staff o ON o.id = d.owner_id WHERE d.id = ?"
    )
    _NAMES = (
        "number", "title", "customer", "pipeline", "stage", "amount", "probability", "expected_close", "owner",
        "source", "competitor", "tags", "next_follow_up", "status", "reason", "closed", "notes",
    )  # fmt: skip

    def _prepare(self) -> None:
        super()._prepare()
        rows = self._work.execute("SELECT id, number, customer_id, title FROM deal WHERE deleted_at IS NULL")
        self._numbers: dict[str, int] = {}
        self._titles: dict[tuple[int | None, str], int] = {}
        for deal, number, customer, title in rows.fetchall():
            self._titles.setdefault((customer, called(title)), deal)
            if number:
                self._numbers[number] = deal

    def _find(self, values: Values) -> int | None:
        if values.get("number"):
            return self._numbers.get(values["number"])
        return self._titles.get((values.get("customer"), called(values.get("title", ""))))

    def _current(self, record: int) -> Mapping[str, Any]:
        current = dict(zip(self._NAMES, self._row_of(self._SQL, record), strict=True))
        current["tags"] = json.loads(current["tags"])
        if current["status"] != "open":
            current["next_follow_up"] = current["next_follow_up"] or []  # neither filled nor cleared
        return current

    def _create(self, values: Values) -> int:
        empty = placeholder(self._work, {"customer": values.get("customer"), "due": values.get("next_follow_up")})
        if empty is not None:
            values = {name: value for name, value in values.items() if name != "next_follow_up"}
        deal = self._s.deals.create(self._work, new_deal(values))
        if empty is not None:
            subject = render(NEXT_STEP.fill(title=values["title"]))
            self._s.followups.update(self._work, empty, {"deal": deal, "subject": subject})
        self._titles.setdefault((values.get("customer"), called(values["title"])), deal)
        if values.get("number"):
            self._numbers[values["number"]] = deal
        return deal

    def _existing(self, number: int, record: int, values: Values, read: Values) -> None:
        self._lost_by_stage = values.get("stage") == LOST
        super()._existing(number, record, closed_by_stage(values), read)

    def _update(self, record: int, patch: Values) -> None:
        if patch.get("status") == "lost" and self._lost_by_stage:
            patch.setdefault("reason", UNKNOWN_REASON)
        self._s.deals.update(self._work, record, patch)


class FollowUpImport(LinkedImport):
    entity = "followups"
    required = ("subject", reasons.SUBJECT_MISSING)
    _SQL = (
        "SELECT f.customer_id, f.deal_id, f.type, f.due, f.time, f.remind_at, f.subject, o.name, f.priority, f.status, "
        "f.result, f.done_at, f.recurrence, f.notes FROM follow_up f LEFT JOIN staff o ON o.id = f.owner_id "
        "WHERE f.id = ?"
    )
    _NAMES = (
        "customer", "deal", "type", "due", "time", "remind_at", "subject", "owner", "priority", "status", "result",
        "done_at", "recurrence", "notes",
    )  # fmt: skip

    def _prepare(self) -> None:
        super()._prepare()
        sql = "SELECT id, customer_id, subject, due, time FROM follow_up WHERE deleted_at IS NULL ORDER BY id"
        self._known: dict[tuple[Any, ...], list[int]] = {}
        for record, customer, subject, due, clock in self._work.execute(sql).fetchall():
            self._known.setdefault((customer, called(subject), due, clock or None), []).append(record)

    def _linked(self, values: Values) -> Values:
        linked = self._with_deal(super()._linked(_with_time(values)))
        if not linked.get("deal") or linked.get("customer"):
            return linked
        customer = self._s.followups.customer_of(linked["deal"])
        return {**linked, "customer": customer} if customer else linked

    def _find(self, values: Values) -> int | None:
        key = (values.get("customer"), called(values.get("subject", "")), values.get("due"), values.get("time"))
        candidates = self._known.get(key, [])
        return next((one for one in candidates if one not in self._rows_of), candidates[0] if candidates else None)

    def _current(self, record: int) -> Mapping[str, Any]:
        current = dict(zip(self._NAMES, self._row_of(self._SQL, record), strict=True))
        for name in ("remind_at", "done_at"):
            if current[name] is not None:
                current[name] = from_ms(current[name]).astimezone().strftime("%Y-%m-%d %H:%M")
        if current["type"] != self._type and is_untouched(self._work, record):
            current["type"] = ""
        return current

    def _existing(self, number: int, record: int, values: Values, read: Values) -> None:
        self._type = values.get("type")
        super()._existing(number, record, values, read)

    def _create(self, values: Values) -> int:
        past = (values.get("due") or "") <= self._s.clock.today().isoformat()
        if values.get("result") and "status" not in values and past:
            values = {"done_at": _moment(values), **values, "status": "done"}
        record = placeholder(self._work, values)
        if record is None:
            record = self._s.followups.create(self._work, values)
        else:
            self._s.followups.update(self._work, record, values)
        key = (values.get("customer"), called(values["subject"]), values.get("due"), values.get("time"))
        self._known.setdefault(key, []).append(record)
        return record

    def _update(self, record: int, patch: Values) -> None:
        self._s.followups.update(self._work, record, patch)


def _with_time(values: Values) -> Values:
    """A time that stands with the day is that of the follow-up, unless a column of its own says one."""
    day, _, clock = str(values.get("due") or "").partition(" ")
    return {"time": clock, **values, "due": day} if clock else values


def _moment(values: Values) -> str | None:
    """When a follow-up was done of which a list says only the day, the time where there is one, and what came of it."""
    return f"{values['due']} {values.get('time') or '00:00'}" if values.get("due") else None
