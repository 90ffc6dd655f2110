"""What rows get that say nothing themselves: the owner, grade or tags chosen for a whole import; missing customers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core import regions
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.phones import PhoneError, normalise
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.core.text import fold
from crm_desktop.core.textlists import listed, stored_list
from crm_desktop.models.customer import Customer
from crm_desktop.services.importing import tables, tasks
from crm_desktop.services.importing.clean import ColumnCleaner, Setting
from crm_desktop.services.importing.customer_keys import CustomerKeys, marks_of
from crm_desktop.services.importing.evidence import Evidence
from crm_desktop.services.importing.mapping import ALTERNATIVE
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.tables import COLUMN_OF

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_BATCH = 500
_PERSONAL = frozenset({"code", "name", "phone", "email", "wechat", "birthday", "referrer", "next_follow_up"})


def clean_defaults(services: Services, entity: str, options: ImportOptions) -> dict[str, Any]:
    """The defaults as clean values. Raises :class:`UserError` ``bad_mapping`` for what can't be one."""
    if not options.defaults:
        return {}
    spec = tables.spec_of(entity)
    types = {name: target for name, target in tasks.types(spec).items() if name in spec.names()}
    setting = Setting(
        region=options.region or services.settings.get(REGION),
        currency=services.settings.get(CURRENCY),
        today=services.clock.today(),
        choices=tables.choices(services, spec),
        yes_no=tables.yes_no(),
        date_order=options.date_order,
    )
    given = {}
    for name, text in options.defaults.items():
        if name not in types or (entity == "customers" and name in _PERSONAL):
            raise UserError("bad_mapping", N_("import", "“{field}” can't be the same in every row.").fill(field=name))
        (value,), errors = ColumnCleaner(types[name], setting, Evidence()).column([text])
        if errors:
            reason = render(errors[0])
            raise UserError("bad_mapping", N_("import", "{field}: {reason}").fill(field=name, reason=reason))
        if value is not None:
            given[name] = value
    return given


class CustomerDefaults:
    """:meth:`give` completes a new record, :meth:`complete` the customers who were there before."""

    def __init__(self, services: Services, work: UnitOfWork, options: ImportOptions) -> None:
        self._s, self._work = services, work
        self._given = clean_defaults(services, "customers", options)
        self.region = regions.of_address(self._given.get("address", ""))
        """What the address that is given says of it."""
        self._known = options.existing != "never"
        self._blank = {field.column_name: field.default for field in Customer._meta.sorted_fields}

    def give(self, values: dict[str, Sequence[Any]], count: int) -> None:
        """Fill what is blank in the columns of ``count`` new records; tags are added to those of the row."""
        for name, value in self._given.items():
            column = COLUMN_OF.get(name, name)
            found = values.get(column, [None] * count)
            if name == "tags":
                values[column] = [stored_list(dict.fromkeys([*listed(text or "[]"), *value])) for text in found]
            else:
                blank = ("", None, self._blank[column])
                values[column] = [value if one in blank else one for one in found]

    def complete(self, customers: Iterable[int]) -> set[int]:
        """Give known customers what they lack; returns those that changed."""
        changed: set[int] = set()
        ids = sorted(customers) if self._given and self._known else []
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            for name, value in self._given.items():
                changed |= self._tags(part, value) if name == "tags" else self._fill(part, name, value)
        return changed

    def _fill(self, ids: list[int], name: str, value: Any) -> set[int]:
        column = COLUMN_OF.get(name, name)
        stored = self._s.staff.id_of(self._work, value) if name == "owner" else value
        marks = ",".join("?" * len(ids))
        empty = f'id IN ({marks}) AND ("{column}" IS NULL OR "{column}" = \'\')'
        found = {row[0] for row in self._work.execute(f"SELECT id FROM customer WHERE {empty}", ids).fetchall()}
        self._work.execute(
            f'UPDATE customer SET "{column}" = ?, row_version = row_version + 1, updated_at = ? WHERE {empty}',
            (stored, self._work.now, *ids),
        )
        return found

    def _tags(self, ids: list[int], wanted: list[str]) -> set[int]:
        marks = ",".join("?" * len(ids))
        updates = []
        for customer, text in self._work.execute(
            f"SELECT id, tags FROM customer WHERE id IN ({marks})", ids
        ).fetchall():
            tags = json.loads(text)
            added = [tag for tag in wanted if fold(tag) not in {fold(one) for one in tags}]
            if added:
                updates.append((json.dumps([*tags, *added], ensure_ascii=False), self._work.now, customer))
        self._work.execute_many(
            "UPDATE customer SET tags = ?, row_version = row_version + 1, updated_at = ? WHERE id = ?", updates
        )
        return {customer for _, _, customer in updates}


def new_customer(services: Services, work: UnitOfWork, keys: CustomerKeys, text: str, region: str | None) -> int:
    """A customer for a row that names one who is not there: ``text`` holds a name, phones, or both."""
    phones, names = [], []
    for part in text.split(ALTERNATIVE):
        try:
            phones.append(normalise(part, region or services.settings.get(REGION)))
        except PhoneError:
            names.append(part)
    name = names[0] if names else text.partition(ALTERNATIVE)[0]
    code = keys.free_code(work.next_id(Customer))
    customer = services.customers.create(work, {"name": name, "phone": phones, "code": code})
    keys.add(customer, name, marks_of(phones, ()), code)
    return customer
