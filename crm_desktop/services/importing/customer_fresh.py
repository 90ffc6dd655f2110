"""New customers of an import: made many at once, kept a while, since later rows of the file may add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from crm_desktop.core.i18n import tr_
from crm_desktop.core.textlists import listed, stored_list
from crm_desktop.models.customer import Customer
from crm_desktop.services.grams import grams, grams_of_many
from crm_desktop.services.importing.customer_merge import joined
from crm_desktop.services.importing.customer_rows import CustomerRows
from crm_desktop.services.importing.defaults import CustomerDefaults
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.prepared import BODY, EMAILS, KEYS, LISTS, NAME, PHONES, REGION, SORT_KEY
from crm_desktop.services.importing.tables import COLUMN_OF
from crm_desktop.services.lookups import LookupKey, folded_tag
from crm_desktop.services.search_texts import Doc

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_MANY_TAGS = 5_000
"""Cells of tags that are remembered: a shop has few, and each many times."""
_BOOKKEEPING = frozenset({"uid", "created_at", "updated_at", "row_version", "deleted_at"})

Tags = tuple[str, Sequence[str], str]
"""As they are stored, as they are looked up, and the tokens of what the import adds."""

New = tuple[int, str, int | None]
"""``(position of the row, number, referrer)``."""


class FreshCustomers:
    """:meth:`add` notes who is new, :meth:`make` makes the records of all noted, :meth:`write` stores them.

    ``own`` are the fields of the file that are columns of a customer, ``indexed`` says that a record holds all that
    the search finds it by, so that it need not be read again.
    """

    def __init__(
        self,
        services: Services,
        work: UnitOfWork,
        options: ImportOptions,
        own: Sequence[str],
        defaults: CustomerDefaults,
        *,
        indexed: bool,
    ) -> None:
        self._s, self._work, self._own, self._defaults, self._indexed = services, work, own, defaults, indexed
        fields = [field for field in Customer._meta.sorted_fields if field.column_name not in _BOOKKEEPING]
        self._blank = {field.column_name: field.default for field in fields}
        self._columns = list(self._blank)
        self._places = {name: self._columns.index(COLUMN_OF.get(name, name)) for name in own}
        self._tag = tr_("import", "Import {date}", date=work.clock.today().isoformat()) if options.tag else ""
        self._tag_tokens = f" {grams(self._tag)}"
        self._tags: dict[str, Tags] = {}
        self._staff: dict[str, int | None] = {}
        self._noted: dict[int, New] = {}
        self._records: dict[int, Sequence[Any]] = {}
        self._docs: dict[int, Doc] = {}
        self._keys: list[LookupKey] = []

    def __len__(self) -> int:
        return len(self._records) + len(self._noted)

    def __contains__(self, customer: object) -> bool:
        return customer in self._records or customer in self._noted

    def add(
        self, ids: Sequence[int], positions: Sequence[int], codes: Sequence[str], referrers: Iterable[int | None]
    ) -> None:
        """``positions`` are those of their rows, among the rows that are made next."""
        self._noted.update(zip(ids, zip(positions, codes, referrers, strict=True), strict=True))

    def make(self, rows: CustomerRows) -> None:
        """Make the records of all that were added."""
        if not self._noted:
            return
        ids = list(self._noted)
        positions, codes, referrers = zip(*self._noted.values(), strict=True)
        self._noted = {}
        rows = rows.picked(positions)
        values = {COLUMN_OF.get(name, name): rows.column(name) for name in self._own}
        count = len(ids)
        self._defaults.give(values, count)
        nothing = [None] * count
        tags = [self._tagged(text or "[]") for text in values.pop("tags", nothing)]
        made: dict[str, Iterable[Any]] = {
            "id": ids,
            "code": codes,
            "referrer_id": referrers,
            "name_key": rows.prepared(SORT_KEY),
            "tags": [text for text, _, _ in tags],
            "region": self._regions(rows, values.pop("region", nothing)),
            "owner_id": [self._staff_id(name) if name else None for name in values.pop("owner_id", nothing)],
        }
        made |= {name: self._filled(name, column) for name, column in values.items() if name not in made}
        columns = [made[name] if name in made else repeat(blank, count) for name, blank in self._blank.items()]
        self._records |= zip(ids, zip(*columns, strict=True), strict=True)
        if self._indexed:
            self._docs |= zip(ids, self._tokens(rows, ids, codes, [tokens for _, _, tokens in tags]), strict=True)
            self._keys += [
                ("customer", "tag", key, one) for one, (_, keys, _) in zip(ids, tags, strict=True) for key in keys
            ]
            self._keys += _keys("phone", ids, rows.prepared(PHONES))
            self._keys += _keys("email", ids, rows.prepared(EMAILS))

    def _filled(self, name: str, column: Sequence[Any]) -> Sequence[Any]:
        blank = self._blank[name]
        return [blank if value is None else value for value in column] if None in column else column

    def _regions(self, rows: CustomerRows, named: Sequence[str | None]) -> Sequence[str]:
        """Those that are named, else those that the addresses say; a blank address is the one that all get."""
        usual = self._defaults.region
        found: Sequence[str] = rows.prepared(REGION)
        if usual:
            found = [one or ("" if given else usual) for one, given in zip(found, rows.column("address"), strict=True)]
        return [one or other for one, other in zip(named, found, strict=True)]

    def _staff_id(self, name: str) -> int | None:
        if name not in self._staff:
            self._staff[name] = self._s.staff.id_of(self._work, name)
        return self._staff[name]

    def _tagged(self, text: str) -> Tags:
        """The tags of a row with that of the import."""
        known = self._tags.get(text)
        if known is None:
            if len(self._tags) >= _MANY_TAGS:
                self._tags.clear()
            row = listed(text)
            added = [self._tag] if self._tag and self._tag not in row else []
            keys = [folded_tag(tag) for tag in (*row, *added)]
            known = stored_list([*row, *added]), keys, self._tag_tokens if added else ""
            self._tags[text] = known
        return known

    @staticmethod
    def _tokens(rows: CustomerRows, ids: Sequence[int], codes: Sequence[str], tags: Sequence[str]) -> Iterator[Doc]:
        numbers = grams_of_many(codes)
        parts = (rows.prepared(NAME), rows.prepared(KEYS), numbers, rows.prepared(BODY), tags)
        for customer, name, keys, number, body, tag in zip(ids, *parts, strict=True):
            yield customer, name, f"{keys} {number}", body + tag

    def fill(self, customer: int, values: dict[str, Any]) -> None:
        """Add what a later row says.

        ``values`` names those that are not blank, an owner by its name and a referrer by its id.
        """
        self._docs.pop(customer, None)
        record = list(self._records[customer])
        for field, value in values.items():
            place = self._places[field]
            if field in LISTS:
                record[place] = stored_list(joined(field, listed(record[place]), value))
            elif record[place] in ("", None) or record[place] == self._blank[self._columns[place]]:
                record[place] = self._staff_id(value) if field == "owner" else value
            else:
                record[place] = joined(field, record[place], value)
        self._records[customer] = record

    def write(self) -> None:
        """Write the records that later rows of the file could still add to."""
        self._work.insert_many(Customer, self._columns, self._records.values())
        if self._docs:
            self._work.index_new("customer", list(self._docs.values()), self._keys)
        self._records, self._docs, self._keys = {}, {}, []


def _keys(kind: str, ids: Sequence[int], marks: Sequence[str | None]) -> list[LookupKey]:
    pairs = zip(ids, marks, strict=True)
    return [("customer", kind, mark, customer) for customer, lines in pairs if lines for mark in lines.split("\n")]
