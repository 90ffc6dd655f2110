"""Who is there already: customers by phone, e-mail and number, kept up to date while rows are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crm_desktop.core.i18n import Text
from crm_desktop.core.phones import PhoneError, digits, normalise
from crm_desktop.core.settings import REGION
from crm_desktop.core.text import fold
from crm_desktop.services.customer_values import code_of
from crm_desktop.services.importing import reasons
from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.names import clearly_different

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


Marks = tuple[Sequence[str], Sequence[str]]
"""Phones and e-mails in the form in which they are compared."""

NO_MARKS: Marks = ((), ())


def marks_of(phones: Sequence[str] | None, emails: Sequence[str] | None) -> Marks:
    return [digits(phone) for phone in phones or ()], [fold(email) for email in emails or ()]


class CustomerKeys:
    """Lookups over all live customers; new ones are added as they are made."""

    def __init__(self, services: Services, keys: Sequence[str], picks: Mapping[str, int] | None = None) -> None:
        self._s = services
        self._picks = {fold(text): customer for text, customer in (picks or {}).items()}
        self._keys = tuple(keys)
        self._region = services.settings.get(REGION)
        self._names: dict[int, str] = {}
        self.codes: dict[str, int] = {}
        rows = services.db.execute_sql("SELECT id, name, code FROM customer WHERE deleted_at IS NULL ORDER BY id DESC")
        for customer, name, code in rows:
            self._names[customer] = name
            if code:
                self.codes[code] = customer
        self._phones = self._lookup("phone")
        self._emails = self._lookup("email")
        self._by_name: dict[str, list[int]] | None = None
        self._binned: dict[str, set[int]] | None = None

    def _lookup(self, kind: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        sql = (
            "SELECT k.value, k.record_id FROM lookup_key k JOIN customer c ON c.id = k.record_id "
            "WHERE k.entity = 'customer' AND k.kind = ? AND c.deleted_at IS NULL ORDER BY k.record_id"
        )
        for value, customer in self._s.db.execute_sql(sql, (kind,)):
            found.setdefault(value, []).append(customer)
        return found

    def name(self, customer: int) -> str:
        return self._names.get(customer, "")

    def find(self, marks: Marks, code: str | None, name: str | None) -> tuple[int | None, int | None]:
        """``(match, possible duplicate)``: by the keys in their order; a clearly different name is no match."""
        by_code = self.codes.get(code) if code and "code" in self._keys else None
        for key in self._keys:
            if key == "code":
                if by_code is not None:
                    return (None, by_code) if self._other_person(by_code, marks, name) else (by_code, None)
                continue
            doubtful: int | None = None
            found, known = (marks[0], self._phones) if key == "phone" else (marks[1], self._emails)
            for mark in found:
                candidates = known.get(mark)
                if not candidates:
                    continue
                for candidate in candidates:
                    same = name is None or candidate == by_code
                    if same or not clearly_different(str(name), self._names[candidate]):
                        return candidate, None
                doubtful = doubtful if doubtful is not None else candidates[0]
            if doubtful is not None:
                return None, doubtful
        return None, None

    def _other_person(self, customer: int, marks: Marks, name: str | None) -> bool:
        """Lists are often numbered 1, 2, 3: a number under another name with an unknown phone is no match."""
        if self._keys == ("code",) or name is None or not any(marks):
            return False
        return clearly_different(name, self._names[customer])

    def add(self, customer: int, name: str | None, marks: Marks, code: str | None) -> None:
        """A new customer, or new phones and e-mails of a known one."""
        if name is not None:
            self._names[customer] = name
            self._note_name(customer, name)
        if code:
            self.codes[code] = customer
        for found, known in ((marks[0], self._phones), (marks[1], self._emails)):
            for mark in found:
                ids = known.get(mark)
                if ids is None:
                    known[mark] = [customer]
                elif customer not in ids:
                    ids.append(customer)

    def add_new(
        self, ids: Sequence[int], names: Sequence[str | None], marks: Sequence[Marks], codes: Sequence[str]
    ) -> bool:
        """Add customers who all have a name, and a number, phones and e-mails that nobody else has, they among each
        other neither. Returns False, with nobody added, where that is not so.
        """
        phones = {mark: [customer] for customer, (found, _) in zip(ids, marks, strict=True) for mark in found}
        emails = {mark: [customer] for customer, (_, found) in zip(ids, marks, strict=True) for mark in found}
        numbers = dict(zip(codes, ids, strict=True))
        alone = (
            len(numbers) == len(ids)
            and len(phones) + len(emails) == sum([len(one) + len(two) for one, two in marks])
            and self.codes.keys().isdisjoint(numbers)
            and self._phones.keys().isdisjoint(phones)
            and self._emails.keys().isdisjoint(emails)
        )
        if not alone or not all(names):
            return False
        for customer, name in zip(ids, names, strict=True) if self._by_name is not None else ():
            self._note_name(customer, str(name))
        self._names.update(zip(ids, map(str, names), strict=True))
        self.codes.update(numbers)
        self._phones.update(phones)
        self._emails.update(emails)
        return True

    def _note_name(self, customer: int, name: str) -> None:
        if self._by_name is not None:
            self._by_name.setdefault(called(name), []).append(customer)

    def named(self, name: str) -> Sequence[int]:
        """Everybody who is called so, the oldest first."""
        if self._by_name is None:
            self._by_name = {}
            for customer in sorted(self._names):
                self._note_name(customer, self._names[customer])
        return self._by_name.get(called(name), ())

    def free_code(self, wanted: int) -> str:
        """The number that belongs to id ``wanted``, or the next free one."""
        while (code := code_of(wanted)) in self.codes:
            wanted += 1
        return code

    def referrer(self, text: str) -> tuple[int | None, Text | None]:
        """The customer meant by a number, phone or exact name; else why there is none."""
        return self.link(text, reasons.NO_REFERRER, reasons.SEVERAL_REFERRERS)

    def link(self, text: str, missing: Text, several: Text) -> tuple[int | None, Text | None]:
        """The customer meant by a number, else a phone or e-mail, else an exact name that only one has.

        The texts of several columns are tried in that order.
        """
        if ALTERNATIVE in text:
            return self._link_any(text.split(ALTERNATIVE), missing, several)
        if fold(text) in self._picks:
            return self._picks[fold(text)], None
        if text in self.codes:
            return self.codes[text], None
        by_phone = self._by_phone(text) or self._emails.get(fold(text))
        if by_phone:
            return by_phone[0], None
        named = self.named(text)
        if len(named) == 1:
            return named[0], None
        return None, (several if named else missing).fill(value=text)

    def in_bin(self, text: str) -> int | None:
        """The one customer in the recycle bin with this number or name: records of theirs stay, and are exported."""
        if self._binned is None:
            self._binned = {}
            for customer, name, code in self._s.db.execute_sql(
                "SELECT id, name, code FROM customer WHERE deleted_at IS NOT NULL"
            ):
                for word in {called(name), called(code)} - {""}:
                    self._binned.setdefault(word, set()).add(customer)
        found = self._binned.get(called(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def _link_any(self, texts: list[str], missing: Text, several: Text) -> tuple[int | None, Text | None]:
        found, problem = None, None
        for text in sorted(texts, key=lambda one: -sum(map(str.isdecimal, one))):
            found, why = self.link(text, missing, several)
            if found is not None:
                return found, None
            problem = problem or why
        return None, problem

    def _by_phone(self, text: str) -> list[int] | None:
        if sum(map(str.isdecimal, text)) < 5:
            return None
        try:
            return self._phones.get(digits(normalise(text, self._region)))
        except PhoneError:
            return None
