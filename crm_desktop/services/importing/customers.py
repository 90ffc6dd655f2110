"""Customers from clean rows: matched by phone, e-mail and number, created in bulk, filled or overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import Text
from crm_desktop.models.customer import Customer
from crm_desktop.services.customer_values import code_of
from crm_desktop.services.importing import reasons, titles
from crm_desktop.services.importing.custom import CustomColumns
from crm_desktop.services.importing.customer_fresh import FreshCustomers
from crm_desktop.services.importing.customer_keys import NO_MARKS, CustomerKeys, Marks
from crm_desktop.services.importing.customer_merge import Merger, merged
from crm_desktop.services.importing.customer_rows import CustomerRows
from crm_desktop.services.importing.defaults import CustomerDefaults
from crm_desktop.services.importing.meetings import Meetings
from crm_desktop.services.importing.model import SHOWN_ROWS, Decision, ImportOptions, ImportResult, RowError
from crm_desktop.services.importing.namesakes import Namesakes
from crm_desktop.services.importing.next_steps import NewSteps
from crm_desktop.services.importing.row_deals import RowDeals
from crm_desktop.services.importing.row_keys import RowKeys
from crm_desktop.services.importing.tables import DEAL_TARGETS

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

FLUSH = 5_000
_TOGETHER = 200
"""Rows that are looked at together: where all of them are of new people, none is looked at by itself."""
_LATER = frozenset({"next_follow_up", *DEAL_TARGETS})

Values = Sequence[Any]


class CustomerImport:
    """Takes rows in the order of the file; :meth:`finish` writes what is left."""

    def __init__(
        self, services: Services, work: UnitOfWork, options: ImportOptions, names: Sequence[str], result: ImportResult
    ) -> None:
        self._s, self._work, self._options, self._result = services, work, options, result
        self._names = names
        self._rows = CustomerRows(names, [()] * (len(names) + 1))
        fields = self._rows.fields
        self._keys = CustomerKeys(services, options.keys, options.picks)
        self._merger = Merger(services, work, options, fields, self._keys, self._make_customer)
        self._completer = Merger(services, work, options, fields, self._keys, self._make_customer, same_file=True)
        self._custom = CustomColumns(
            services, work, fields, overwrite=options.existing == "overwrite", clears=options.blank_clears
        )
        self._own = [name for name in fields if name not in _LATER and name not in self._custom.specs]
        self._at = {name: index for index, name in enumerate(fields)}
        self._defaults = CustomerDefaults(services, work, options)
        self._fresh = FreshCustomers(services, work, options, self._own, self._defaults, indexed=self._rows.searched)
        self._next = work.next_id(Customer)
        self._marks: Sequence[Marks] = ()
        self._created: set[int] = set()
        self._first_row: dict[int, int] = {}
        self._held: dict[int, tuple[int, list[Any]]] = {}
        self._waiting: list[tuple[Any, ...]] = []
        self._next_steps = NewSteps(work, result)
        self._meetings = Meetings(services, fields)
        self._deals = RowDeals(services, work, fields)
        self._refers = "referrer" in fields
        self._namesakes = Namesakes(self._keys, options, self._next)
        self._in_bulk = not (self._refers or self._namesakes.everywhere or options.mode == "update")
        self._adds = bool(self._custom.specs) or not _LATER.isdisjoint(fields)
        self._seen = RowKeys(result) if options.dry_run else None

    # -- taking rows

    def take(self, columns: Sequence[Sequence[Any]]) -> None:
        """Rows by columns, see :mod:`~crm_desktop.services.importing.prepared`."""
        self._take(CustomerRows(self._names, self._deals.sound(columns, self._result)), None)
        if self._options.existing == "fill":
            self._merge_held()
        if len(self._fresh) >= FLUSH:
            self._fresh.write()

    def _take(self, rows: CustomerRows, last: bool | None) -> None:
        self._rows, self._marks = rows, rows.marks()
        names, codes = rows.column("name"), rows.column("code")
        for start in range(0, len(rows), _TOGETHER):
            some = slice(start, start + _TOGETHER)
            if not (self._in_bulk and self._all_new(start, names[some], codes[some])):
                for at, (code, name) in enumerate(zip(codes[some], names[some], strict=True), start):
                    self._row(at, code, name, last)
        self._fresh.make(rows)

    def _row(self, at: int, code: str | None, name: str | None, last: bool | None) -> None:
        marks = self._marks[at]
        found, other = self._keys.find(marks, code, name)
        if self._seen is not None:
            self._seen.add(self._rows.numbers[at], marks, code, name, {found, other} - self._created - {None})
        if found is None and other is None:
            self._new(at, name, code, last)
        else:
            self._somebody(at, found, other, last)

    def _all_new(self, start: int, names: Sequence[str | None], codes: Sequence[str | None]) -> bool:
        """Make the customers of these rows, if they have nothing in common with anybody, nor with each other."""
        ids = range(self._next, self._next + len(names))
        numbers = [code or code_of(customer) for customer, code in zip(ids, codes, strict=True)]
        end = start + len(names)
        if self._namesakes.concern(self._rows.numbers[start:end]):
            return False
        if not self._keys.add_new(ids, names, self._marks[start:end], numbers):
            return False
        self._next = ids.stop
        self._fresh.add(ids, range(start, end), numbers, repeat(None, len(ids)))
        self._count(ids, range(start, end))
        return True

    def finish(self) -> None:
        """Rows that wait for their referrer, updates, inserts, planned follow-ups and deals."""
        last = False
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            self._take(CustomerRows(self._names, list(zip(*waiting, strict=True))), last)
            last = len(self._waiting) == len(waiting)
        self._merge_held()
        self._fresh.write()
        self._merger.finish()
        self._completer.finish()
        self._custom.write_new()
        for customer in self._defaults.complete(self._first_row.keys() - self._created):
            self._mark_updated(customer)
        self._result.duplicates = self._meetings.found()
        self._next_steps.make({*self._merger.planned, *self._completer.planned})
        for customer in self._deals.make(self._result):
            if customer not in self._created:
                self._mark_updated(customer)
        self._result.updates = sorted(self._merger.changes, key=lambda change: change.row)
        self._tell_fates()
        self._result.entities["customers"] = self._result.created + self._result.updated

    def _tell_fates(self) -> None:
        created = [(row, one) for one, row in self._first_row.items() if one in self._created]
        known = [(row, one) for one, row in self._first_row.items() if one not in self._created]
        unchanged = [(row, one) for row, one in known if one not in self._merger.updated]
        for fate, rows in (("created", created), ("unchanged", unchanged)):
            if rows:
                self._result.rows_of[fate] = [(row, self._keys.name(one)) for row, one in rows[:SHOWN_ROWS]]
        if self._seen is not None:
            self._seen.fates |= {row: "updated" for row, _ in known}
            self._seen.fates |= {row: "unchanged" for row, _ in unchanged}
            self._seen.fates |= {row: "created" for row, _ in created}

    def _somebody(self, at: int, found: int | None, other: int | None, last: bool | None) -> None:
        """A row of somebody who is there, or stood higher up in the file, or perhaps is."""
        number = self._rows.numbers[at]
        decision = self._options.decisions.get(number)
        if found is not None and decision in ("skip", "create") and found in self._first_row:
            self._against_folding(at, found, decision == "create")
        elif found is None and other is not None:
            decision = decision or self._options.doubtful
            self._meet(at, other, decision, doubtful=True)
            if decision == "create":
                self._new(at, self._rows.value(at, "name"), self._rows.value(at, "code"), last, decided=True)
            elif decision == "update":
                self._known(at, other)
            else:
                self._possible_duplicate(at, other)
        elif found is not None:
            if self._options.mode == "new" and found not in self._first_row:
                self._skip(at, "", "", reasons.EXISTS)
            elif self._options.existing == "never" and found not in self._created:
                self._untouched(at, found)
            else:
                self._known(at, found)

    # -- rows of people who are not there yet

    def _new(self, at: int, name: str | None, code: str | None, last: bool | None, *, decided: bool = False) -> None:
        """``decided`` says that the row is somebody else than whom it met."""
        number = self._rows.numbers[at]
        if self._options.mode == "update":
            self._skip(at, "name", name or "", reasons.NOT_THERE)
            return
        if not name:
            self._fail(number, "name", "", reasons.NAME_MISSING)
            return
        if code and (owner := self._keys.codes.get(code)) is not None:
            self._fail(number, "code", code, reasons.CODE_TAKEN.fill(name=self._keys.name(owner)))
            return
        referrer: int | None = None
        wanted = self._rows.value(at, "referrer") if self._refers else None
        if wanted:
            referrer, problem = self._keys.referrer(wanted)
            if problem is not None and last and reasons.is_missing(problem):
                referrer, problem = self._missing_referrer(wanted, problem)
            if problem is not None:
                if last:
                    self._fail(number, "referrer", wanted, problem)
                else:
                    self._waiting.append(self._rows.row(at))
                return
        namesake = None if decided else self._namesakes.of(number, name)
        if namesake is not None:
            self._result.same_names.add(number)
            self._meet(at, namesake.customer, namesake.fate, same_name=namesake.called_so)
        if namesake is None or namesake.fate == "create":
            self._create(at, name, code, referrer)
        elif namesake.fate == "update":
            self._known(at, namesake.customer)
        else:
            self._skip(at, "", "", reasons.EXCLUDED)

    def _missing_referrer(self, name: str, problem: Text) -> tuple[int | None, Text | None]:
        """What was chosen for people who are named as referrers and are not there."""
        if self._options.link("referrer") == "error":
            return None, problem
        if self._options.link("referrer") == "walk_in":
            return None, None
        return self._make_customer(name), None

    def _make_customer(self, name: str) -> int:
        """Somebody of whom the file knows the name only. The ids of those who are new and not written yet are taken."""
        self._fresh.make(self._rows)
        self._fresh.write()
        code = self._keys.free_code(self._next)
        customer = self._s.customers.create(self._work, {"name": name, "code": code})
        self._keys.add(customer, name, NO_MARKS, code)
        self._next = self._work.next_id(Customer)
        return customer

    def _create(self, at: int, name: str, code: str | None, referrer: int | None) -> None:
        customer = self._next
        self._next += 1
        code = code or self._keys.free_code(customer)
        self._keys.add(customer, name, self._marks[at], code)
        self._fresh.add([customer], [at], [code], [referrer])
        self._count([customer], [at])

    def _count(self, customers: Sequence[int], positions: Sequence[int]) -> None:
        self._created.update(customers)
        self._first_row.update(zip(customers, [self._rows.numbers[at] for at in positions], strict=True))
        self._result.created += len(customers)
        if self._adds:
            for customer, at in zip(customers, positions, strict=True):
                values = self._rows.values(at)
                self._custom.add_new(customer, values)
                self._next_steps.add(customer, self._rows.numbers[at], self._rows.value(at, "next_follow_up"))
                self._deals.add(customer, values)

    # -- rows of people who are there, or stood higher up in the file

    def _known(self, at: int, customer: int) -> None:
        if self._options.existing == "overwrite" and self._code_clash(at, customer):
            return
        number, values = self._rows.numbers[at], self._rows.values(at)
        first = self._first_row.get(customer)
        if first is not None:
            self._meet(at, customer, "update")
        if first is not None and customer in self._fresh:
            self._fill_fresh(at, values, customer)
            self._skip(at, "", "", reasons.REPEATED.fill(row=first))
        elif first is not None:
            self._hold(customer, first, values)
            self._skip(at, "", "", reasons.REPEATED.fill(row=first))
        else:
            self._first_row[customer] = number
            self._hold(customer, number, values)
            self._result.unchanged += 1
        self._keys.add(customer, None, self._marks[at], None)
        self._deals.add(customer, values)

    def _untouched(self, at: int, customer: int) -> None:
        """Somebody known whose facts the import may not touch: only a deal of the row is added."""
        number = self._rows.numbers[at]
        first = self._first_row.setdefault(customer, number)
        if first == number:
            self._result.unchanged += 1
        else:
            self._skip(at, "", "", reasons.REPEATED.fill(row=first))
        self._deals.add(customer, self._rows.values(at))

    def _against_folding(self, at: int, customer: int, create: bool) -> None:
        """A row that repeats another one, of which a person said that it is not to be folded into it."""
        self._meet(at, customer, "create" if create else "skip")
        if create:
            self._new(at, self._rows.value(at, "name"), self._rows.value(at, "code"), True, decided=True)
        else:
            self._skip(at, "", "", reasons.EXCLUDED)

    def _meet(self, at: int, customer: int, fate: Decision, *, doubtful: bool = False, same_name: int = 0) -> None:
        before = (doubtful or same_name) and customer not in self._created
        first = None if before else self._first_row.get(customer)
        bare = same_name > 0 and not any(self._marks[at]) and not self._rows.value(at, "code")
        number, values = self._rows.numbers[at], partial(self._rows.values, at)
        self._meetings.add(number, values, customer, first, fate, doubtful=doubtful, same_name=same_name, bare=bare)

    def _hold(self, customer: int, number: int, values: list[Any]) -> None:
        held = self._held.get(customer)
        self._held[customer] = (
            (number, values) if held is None else (held[0], merged(self._rows.fields, held[1], values))
        )

    def _fill_fresh(self, at: int, values: Values, customer: int) -> None:
        said = {name: values[self._at[name]] for name in self._own if name not in ("code", "name")}
        said = {name: value for name, value in said.items() if value is not None}
        if "referrer" in said:
            said["referrer"], _ = self._keys.referrer(said["referrer"])
            if said["referrer"] in (None, customer):
                del said["referrer"]
        self._fresh.make(self._rows)
        self._fresh.fill(customer, said)
        self._custom.add_new(customer, values)
        self._next_steps.add(customer, self._rows.numbers[at], self._rows.value(at, "next_follow_up"))

    def _merge_held(self) -> None:
        """Compare the rows of known people with what is stored and write what differs."""
        if not self._held:
            return
        held, self._held = self._held, {}
        if any(customer in self._created and customer in self._fresh for customer in held):
            self._fresh.write()
        outcomes = self._merger.apply({one: row for one, row in held.items() if one not in self._created})
        outcomes |= self._completer.apply({one: row for one, row in held.items() if one in self._created})
        good = {one: held[one][1] for one, outcome in outcomes.items() if not isinstance(outcome, Text)}
        self._custom.write_new(self._fresh)
        for customer in self._custom.update(good):
            outcomes[customer] = True
        for customer, outcome in outcomes.items():
            if customer in self._created:
                continue
            if isinstance(outcome, Text):
                self._result.unchanged -= 1
                number, values = held[customer]
                self._fail(number, "referrer", str(values[self._at["referrer"]] or ""), outcome)
            elif outcome:
                self._mark_updated(customer)

    def _mark_updated(self, customer: int) -> None:
        if customer not in self._merger.updated:
            self._merger.updated.add(customer)
            self._result.unchanged -= 1
            self._result.updated += 1

    # -- rows that are left out

    def _possible_duplicate(self, at: int, other: int) -> None:
        first = self._first_row.get(other)
        reason = (
            reasons.POSSIBLE_DUPLICATE_IN_FILE.fill(row=first)
            if first is not None and other in self._created
            else reasons.POSSIBLE_DUPLICATE.fill(name=self._keys.name(other))
        )
        phones = self._rows.value(at, "phone")
        field = "phone" if phones else "email"
        told = "; ".join(phones or self._rows.value(at, "email") or ())
        self._skip(at, field, told, reason, shown=True)

    def _code_clash(self, at: int, customer: int) -> bool:
        code = self._rows.value(at, "code")
        owner = self._keys.codes.setdefault(code, customer) if code else customer
        if owner == customer:
            return False
        self._fail(self._rows.numbers[at], "code", code, reasons.CODE_TAKEN.fill(name=self._keys.name(owner)))
        return True

    def _fail(self, number: int, field: str, value: str, reason: Text) -> None:
        self._result.failed += 1
        self._result.errors.append(RowError(number, field, value, reason))

    def _skip(self, at: int, field: str, value: str, reason: Text, *, shown: bool = False) -> None:
        self._result.skipped += 1
        name = titles.of_values("customers", partial(self._rows.value, at))
        error = RowError(self._rows.numbers[at], field, value, reason, kind="skipped", name=name)
        (self._result.errors if shown else self._result.skips).append(error)
