"""Customers from clean rows: matched by phone, e-mail and number, created in bulk, filled or overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core import regions
from crm_desktop.core.i18n import Text, tr_
from crm_desktop.core.text import sort_key
from crm_desktop.models.base import stored_list
from crm_desktop.models.customer import Customer
from crm_desktop.models.follow_up import FollowUp
from crm_desktop.services.importing import reasons
from crm_desktop.services.importing.custom import CustomColumns
from crm_desktop.services.importing.customer_keys import NO_MARKS, CustomerKeys, Marks, marks_of
from crm_desktop.services.importing.customer_merge import MANY, Merger, merged
from crm_desktop.services.importing.defaults import CustomerDefaults
from crm_desktop.services.importing.meetings import Meetings
from crm_desktop.services.importing.model import Decision, ImportOptions, ImportResult, RowError
from crm_desktop.services.importing.prepared import PREPARED, TOLD
from crm_desktop.services.importing.row_deals import RowDeals
from crm_desktop.services.importing.row_keys import RowKeys
from crm_desktop.services.importing.tables import DEAL_TARGETS
from crm_desktop.services.lookups import folded_keys
from crm_desktop.services.search_texts import Doc, customer_doc

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

FLUSH = 5_000
_COLUMN_OF = {"phone": "phones", "email": "emails", "owner": "owner_id", "referrer": "referrer_id"}
_BOOKKEEPING = frozenset({"uid", "created_at", "updated_at", "row_version", "deleted_at"})
_LATER = frozenset({"next_follow_up", *DEAL_TARGETS})

Values = Sequence[Any]


class CustomerImport:
    """Takes rows in the order of the file; :meth:`finish` writes what is left."""

    def __init__(
        self, services: Services, work: UnitOfWork, options: ImportOptions, fields: Sequence[str], result: ImportResult
    ) -> None:
        self._s, self._work, self._options, self._result = services, work, options, result
        prepared = all(name in fields for name in PREPARED)
        self._prepared = len(PREPARED) if prepared else 0
        fields = list(fields)[: len(fields) - self._prepared]
        self._at = {name: index for index, name in enumerate(fields)}
        self._parts_at = [self._at.get(name) for name in ("name", "phone", "email", "code")]
        self._plans = "next_follow_up" in self._at
        self._keys = CustomerKeys(services, options.keys, options.picks)
        self._merger = Merger(services, work, options, fields, self._keys)
        self._columns, self._blank = self._insert_columns()
        self._custom = CustomColumns(
            services, work, fields, overwrite=options.existing == "overwrite", clears=options.blank_clears
        )
        own = [name for name in fields if name not in _LATER and name not in self._custom.specs]
        self._column = {name: index for index, name in enumerate(self._columns)}
        self._place = {name: self._column[_COLUMN_OF.get(name, name)] for name in own}
        self._moves = [(self._at[name], place) for name, place in self._place.items()]
        self._next = work.next_id(Customer)
        self._fresh: dict[int, list[Any]] = {}
        self._docs: dict[int, tuple[Doc, Marks]] = {}
        self._marks = NO_MARKS  # of the row that is being taken
        self._indexes = prepared and not self._custom.specs and not options.defaults
        self._created: set[int] = set()
        self._first_row: dict[int, int] = {}
        self._held: dict[int, tuple[int, list[Any]]] = {}
        self._waiting: list[tuple[int, Values]] = []
        self._planned: list[tuple[int, str]] = []
        self._staff: dict[str, int | None] = {}
        self._meetings = Meetings(services, fields)
        self._defaults = CustomerDefaults(services, work, options)
        self._deals = RowDeals(services, work, fields)
        self._seen = RowKeys(result) if options.dry_run else None
        self._tag = [tr_("import", "Import {date}", date=work.clock.today().isoformat())] if options.tag else []

    @staticmethod
    def _insert_columns() -> tuple[list[str], list[Any]]:
        fields = [f for f in Customer._meta.sorted_fields if f.column_name not in _BOOKKEEPING]
        blank = [[] if f.default == "[]" else f.default for f in fields]
        return [f.column_name for f in fields], blank

    # -- taking rows

    def take(self, rows: Iterable[Sequence[Any]]) -> None:
        """Rows as ``[number, *values]``."""
        for row in rows:
            self._row(row[0], row[1:])
        if self._options.existing == "fill":
            self._merge_held()
        if len(self._fresh) >= FLUSH:
            self._flush()

    def finish(self) -> None:
        """Rows that wait for their referrer, updates, inserts, planned follow-ups and deals."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for number, values in waiting:
                self._row(number, values, last=False)
            if len(self._waiting) == len(waiting):
                stuck, self._waiting = self._waiting, []
                for number, values in stuck:
                    self._row(number, values, last=True)
        self._merge_held()
        self._flush()
        self._merger.finish()
        self._custom.write_new()
        for customer in self._defaults.complete(self._first_row.keys() - self._created):
            self._mark_updated(customer)
        self._result.duplicates = self._meetings.found()
        subject = tr_("followup", "Follow up")
        self._work.insert_many(
            FollowUp,
            ["customer_id", "due", "subject", "status", "type"],
            ((customer, due, subject, "open", "call") for customer, due in self._planned),
        )
        for customer in self._deals.make(self._result):
            if customer not in self._created:
                self._mark_updated(customer)
        self._result.updates = sorted(self._merger.changes, key=lambda change: change.row)
        for customer, row in self._first_row.items():
            known = "updated" if customer in self._merger.updated else "unchanged"
            fate = "created" if customer in self._created else known
            if fate != "updated":
                self._result.note(fate, row, self._keys.name(customer))
            if self._seen is not None:
                self._seen.fates[row] = fate
        self._result.entities["customers"] = self._result.created + self._result.updated

    def _row(self, number: int, values: Values, *, last: bool | None = None) -> None:
        name, phones, emails, code = [None if at is None else values[at] for at in self._parts_at]
        self._marks = marks_of(phones, emails)
        found, other = self._keys.find(self._marks, code, name)
        if self._seen is not None:
            self._seen.add(number, self._marks, code, {found, other} - self._created - {None})
        decision = self._options.decisions.get(number)
        if found is not None and decision in ("skip", "create") and found in self._first_row:
            self._against_folding(number, values, found, decision == "create")
        elif found is None and other is not None:
            decision = decision or self._options.doubtful
            self._meet(number, values, other, decision, doubtful=True)
            if decision == "create":
                self._new(number, values, name, last)
            elif decision == "update":
                self._known(number, values, other)
            else:
                self._possible_duplicate(number, values, other)
        elif found is None:
            self._new(number, values, name, last)
        elif self._options.mode == "new" and found not in self._first_row:
            self._skip(number, "", "", reasons.EXISTS)
        elif self._options.existing == "never" and found not in self._created:
            self._untouched(number, values, found)
        else:
            self._known(number, values, found)

    def _value(self, values: Values, name: str) -> Any:
        at = self._at.get(name)
        return values[at] if at is not None else None

    # -- rows of people who are not there yet

    def _new(self, number: int, values: Values, name: str | None, last: bool | None) -> None:
        if self._options.mode == "update":
            self._skip(number, "name", name or "", reasons.NOT_THERE)
            return
        if not name:
            self._fail(number, "name", "", reasons.NAME_MISSING)
            return
        code = self._value(values, "code")
        if code and (owner := self._keys.codes.get(code)) is not None:
            self._fail(number, "code", code, reasons.CODE_TAKEN.fill(name=self._keys.name(owner)))
            return
        referrer: int | None = None
        wanted = self._value(values, "referrer")
        if wanted:
            referrer, problem = self._keys.referrer(wanted)
            if problem is not None and last and reasons.is_missing(problem):
                referrer, problem = self._missing_referrer(wanted, problem)
            if problem is not None:
                if last:
                    self._fail(number, "referrer", wanted, problem)
                else:
                    self._waiting.append((number, values))
                return
        self._create(number, values, name, referrer)

    def _missing_referrer(self, name: str, problem: Text) -> tuple[int | None, Text | None]:
        """What was chosen for people who are named as referrers and are not there."""
        if self._options.link("referrer") == "error":
            return None, problem
        if self._options.link("referrer") == "walk_in":
            return None, None
        self._flush()
        customer = self._s.customers.create(self._work, {"name": name})
        self._keys.add(customer, name, NO_MARKS, None)
        self._next = self._work.next_id(Customer)
        return customer, None

    def _create(self, number: int, values: Values, name: str, referrer: int | None) -> None:
        customer = self._next
        self._next += 1
        record = list(self._blank)
        for at, place in self._moves:
            value = values[at]
            if value is not None:
                record[place] = value
        column = self._column
        record[0] = customer
        self._defaults.give(record, column)
        found = "" if record[column["region"]] else regions.of_address(record[column["address"]] or "")
        if found:
            record[column["region"]] = found
        owner = record[column["owner_id"]]
        record[column["owner_id"]] = self._staff_id(owner) if owner else None
        record[column["referrer_id"]] = referrer
        record[column["name_key"]] = values[-3] if self._prepared else sort_key(name)
        tags = record[column["tags"]]
        record[column["tags"]] = [*tags, *(tag for tag in self._tag if tag not in tags)]
        code = record[column["code"]] or self._keys.free_code(customer)
        record[column["code"]] = code
        self._keys.add(customer, name, self._marks, code)
        self._fresh[customer] = record
        if self._indexes:
            told = " ".join(record[column[one]] for one in TOLD if record[column[one]]) if found else values[-1]
            words = (told, *record[column["tags"]])
            doc = customer_doc(customer, name, record[column["company"]], values[-2], code, words)
            self._docs[customer] = doc, self._marks
        self._created.add(customer)
        self._first_row[customer] = number
        self._custom.add_new(customer, values)
        if self._plans and (due := self._value(values, "next_follow_up")):
            self._planned.append((customer, due))
        self._deals.add(customer, values)
        self._result.created += 1

    def _staff_id(self, name: str) -> int | None:
        if name not in self._staff:
            self._staff[name] = self._s.staff.id_of(self._work, name)
        return self._staff[name]

    def _flush(self) -> None:
        """Write the new records that later rows of the file could still add to."""
        lists = [self._column[name] for name in ("tags", "phones", "emails")]
        tags = lists[0]
        keys = [
            key
            for customer, (_, marks) in self._docs.items()
            for key in folded_keys("customer", customer, self._fresh[customer][tags], *marks)
        ]

        def stored() -> Iterable[list[Any]]:
            for record in self._fresh.values():
                for index in lists:
                    record[index] = stored_list(record[index])
                yield record

        self._work.insert_many(Customer, self._columns, stored())
        if self._docs:
            self._work.index_new("customer", [doc for doc, _ in self._docs.values()], keys)
        self._fresh, self._docs = {}, {}

    # -- rows of people who are there, or stood higher up in the file

    def _known(self, number: int, values: Values, customer: int) -> None:
        if self._options.existing == "overwrite" and self._code_clash(number, values, customer):
            return
        first = self._first_row.get(customer)
        fresh = self._fresh.get(customer)
        if first is not None:
            self._meet(number, values, customer, "update")
        if fresh is not None and first is not None:
            self._fill_fresh(fresh, values, customer)
            self._skip(number, "", "", reasons.REPEATED.fill(row=first))
        elif first is not None:
            self._hold(customer, first, values)
            self._skip(number, "", "", reasons.REPEATED.fill(row=first))
        else:
            self._first_row[customer] = number
            self._hold(customer, number, values)
            self._result.unchanged += 1
        self._keys.add(customer, None, self._marks, None)
        self._deals.add(customer, values)

    def _untouched(self, number: int, values: Values, customer: int) -> None:
        """Somebody known whose facts the import may not touch: only a deal of the row is added."""
        first = self._first_row.setdefault(customer, number)
        if first == number:
            self._result.unchanged += 1
        else:
            self._skip(number, "", "", reasons.REPEATED.fill(row=first))
        self._deals.add(customer, values)

    def _against_folding(self, number: int, values: Values, customer: int, create: bool) -> None:
        """A row that repeats another one, of which a person said that it is not to be folded into it."""
        self._meet(number, values, customer, "create" if create else "skip")
        if create:
            self._new(number, values, self._value(values, "name"), True)
        else:
            self._skip(number, "", "", reasons.EXCLUDED)

    def _meet(self, number: int, values: Values, customer: int, fate: Decision, *, doubtful: bool = False) -> None:
        first = None if doubtful and customer not in self._created else self._first_row.get(customer)
        self._meetings.add(number, values, customer, first, fate, doubtful)

    def _hold(self, customer: int, number: int, values: Values) -> None:
        held = self._held.get(customer)
        self._held[customer] = (number, list(values)) if held is None else (held[0], merged(held[1], values))

    def _fill_fresh(self, record: list[Any], values: Values, customer: int) -> None:
        self._docs.pop(customer, None)
        for field, place in self._place.items():
            value = values[self._at[field]]
            if value is None or field in ("code", "name"):
                continue
            if field in MANY:
                record[place] = list(dict.fromkeys([*(record[place] or []), *value]))
            elif field == "owner":
                if record[place] is None:
                    record[place] = self._staff_id(value)
            elif field == "referrer":
                found, problem = self._keys.referrer(value)
                if record[place] is None and problem is None and found != customer:
                    record[place] = found
            elif record[place] in ("", None) or record[place] == self._blank[place]:
                record[place] = value
        self._custom.add_new(customer, values)
        due = self._value(values, "next_follow_up")
        if due and all(planned != customer for planned, _ in self._planned):
            self._planned.append((customer, due))

    def _merge_held(self) -> None:
        """Compare the rows of known people with what is stored and write what differs."""
        if not self._held:
            return
        held, self._held = self._held, {}
        if any(customer in self._created and customer in self._fresh for customer in held):
            self._flush()
        outcomes = self._merger.apply(held)
        good = {one: held[one][1] for one, outcome in outcomes.items() if not isinstance(outcome, Text)}
        self._custom.write_new()
        for customer in self._custom.update(good):
            outcomes[customer] = True
        for customer, outcome in outcomes.items():
            if customer in self._created:
                continue
            if isinstance(outcome, Text):
                self._result.unchanged -= 1
                number, values = held[customer]
                self._fail(number, "referrer", str(self._value(values, "referrer") or ""), outcome)
            elif outcome:
                self._mark_updated(customer)

    def _mark_updated(self, customer: int) -> None:
        if customer not in self._merger.updated:
            self._merger.updated.add(customer)
            self._result.unchanged -= 1
            self._result.updated += 1

    # -- rows that are left out

    def _possible_duplicate(self, number: int, values: Values, other: int) -> None:
        first = self._first_row.get(other)
        reason = (
            reasons.POSSIBLE_DUPLICATE_IN_FILE.fill(row=first)
            if first is not None and other in self._created
            else reasons.POSSIBLE_DUPLICATE.fill(name=self._keys.name(other))
        )
        phones = self._value(values, "phone")
        field = "phone" if phones else "email"
        self._skip(number, field, "; ".join(phones or self._value(values, "email") or ()), reason, shown=True)

    def _code_clash(self, number: int, values: Values, customer: int) -> bool:
        code = self._value(values, "code")
        owner = self._keys.codes.setdefault(code, customer) if code else customer
        if owner == customer:
            return False
        self._fail(number, "code", str(code), reasons.CODE_TAKEN.fill(name=self._keys.name(owner)))
        return True

    def _fail(self, number: int, field: str, value: str, reason: Text) -> None:
        self._result.failed += 1
        self._result.errors.append(RowError(number, field, value, reason))

    def _skip(self, number: int, field: str, value: str, reason: Text, *, shown: bool = False) -> None:
        self._result.skipped += 1
        error = RowError(number, field, value, reason, kind="skipped")
        (self._result.errors if shown else self._result.skips).append(error)
