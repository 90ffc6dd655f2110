"""How each field of each entity is found, sorted and summed in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crm_desktop.services.followups_rules import SERIES_DAY

if TYPE_CHECKING:
    from crm_desktop.services.custom_fields import CustomField


@dataclass(frozen=True, slots=True)
class Column:
    """``sql`` is the value's expression, ``sort`` what it is ordered by; ``joins`` the tables it needs.

    ``lookup`` names the kind of lookup key of a several-valued field; ``link`` the table that the value names a
    record of. Empty values come last: ``empty`` says what they are (``text`` '' or NULL, ``null`` NULL only, which an
    index can serve, ``never``). ``drive`` columns lead the query with the table of their index, ``walk`` columns have
    one in their own table; ``narrow`` ones stand in the index that is read instead of the records. ``sealed`` is by
    what to order instead where every page read must be decrypted.
    """

    sql: str
    sort: str
    joins: tuple[str, ...] = ()
    empty: str = "text"
    lookup: str = ""
    link: str = ""
    instant: bool = False
    drive: bool = False
    walk: bool = False
    narrow: bool = False
    sealed: Column | None = None


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where an entity's list comes from; ``service.rows`` turns ids into dataclasses."""

    table: str
    id: str
    service: str
    rows: str
    search_table: str
    search_id: str
    live: str
    bin: str
    sort: str
    columns: dict[str, Column]
    joins: dict[str, str] = field(default_factory=dict)
    drivers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Join name → (the FROM clause that begins with that table, its id), for columns that ``drive``."""
    scans: tuple[str, str] = ("", "")
    """The FROM clauses by which every live record is looked at, in the order of ids: with ``narrow`` columns only, and
    else. Left to itself the engine follows the index of names, which reads the big table in leaps.
    """


def _plain(alias: str, *names: str, narrow: bool = False, **renamed: str) -> dict[str, Column]:
    pairs = {**{name: name for name in names}, **renamed}
    return {name: Column(f"{alias}.{column}", f"{alias}.{column}", narrow=narrow) for name, column in pairs.items()}


def _null(alias: str, *names: str, instant: bool = False) -> dict[str, Column]:
    """Columns that are NULL where nothing is known."""
    return {name: Column(f"{alias}.{name}", f"{alias}.{name}", empty="null", instant=instant) for name in names}


def _stats(*names: str, empty: str = "null", instant: bool = False, **renamed: str) -> dict[str, Column]:
    """Columns of the derived table ``s``, each with an index that the list can follow."""
    pairs = {**{name: name for name in names}, **renamed}
    return {
        name: Column(f"s.{column}", f"s.{column}", ("stats",), empty, instant=instant, drive=True, narrow=True)
        for name, column in pairs.items()
    }


def _several(sql: str, lookup: str) -> Column:
    """A JSON list of values with lookup keys; records without any come last."""
    return Column(sql, f"nullif({sql}, '[]')", empty="null", lookup=lookup)


_STAFF = {"staff": "LEFT JOIN staff ON staff.id = t.owner_id"}
_CUSTOMER = {"customer": "LEFT JOIN customer cu ON cu.id = t.customer_id"}
_CUSTOMER_COLUMN = Column("cu.name", "cu.name_key", ("customer",), link="customer")
_OWNER = Column("staff.name", "staff.name", ("staff",))

_REFERRERS = (
    "SELECT id, name_key FROM customer INDEXED BY customer_by_name "
    "WHERE (deleted_at IS NULL OR deleted_at IS NOT NULL) AND "
    "+id IN (SELECT referrer_id FROM customer WHERE referrer_id IS NOT NULL) LIMIT -1"
)
"""Who brought somebody, from the index of names alone and, for the limit, set aside once: looked up one by one among
all customers, each would cost another page to be read and decrypted."""

_CUSTOMERS = ListSource(
    table="customer t",
    id="t.id",
    service="customers",
    rows="rows",
    search_table="customer",
    search_id="t.id",
    live="t.deleted_at IS NULL",
    bin="t.deleted_at IS NOT NULL",
    sort="name",
    joins={
        **_STAFF,
        "stats": "CROSS JOIN customer_stats s ON s.customer_id = t.id",
        "referrer": "LEFT JOIN customer cu ON cu.id = t.referrer_id",
        "referrer_key": f"LEFT JOIN ({_REFERRERS}) rk ON rk.id = t.referrer_id",
    },
    drivers={"stats": ("customer_stats s CROSS JOIN customer t ON t.id = s.customer_id", "s.customer_id")},
    scans=("customer t INDEXED BY customer_sort", "customer t NOT INDEXED"),
    columns={
        "id": Column("t.id", "t.id", empty="never", walk=True),
        "name": Column("t.name", "t.name_key", empty="never", walk=True),
        **_plain("t", "code", "kind", "company", "gender", "region", "industry", narrow=True),
        **_plain("t", "source", "grade", "stage", narrow=True),
        **_plain("t", "wechat", "birthday", "address", "preferred_channel", "preferences", "special_requirements"),
        **_plain("t", "notes", "verified_on"),
        "phone": _several("t.phones", "phone"),
        "email": _several("t.emails", "email"),
        "tags": _several("t.tags", "tag"),
        "owner": replace(_OWNER, narrow=True),
        "referrer": Column(
            "cu.name",
            "cu.name_key",
            ("referrer",),
            link="customer",
            narrow=True,
            sealed=Column("rk.name_key", "rk.name_key", ("referrer_key",), narrow=True),
        ),
        **_stats("total_spent", "owed", "orders", empty="never"),
        **_stats("next_follow_up", "last_order", "birth_key"),
        **_stats(last_contact="last_contact_at", instant=True),
        "first_order": Column("s.first_order", "s.first_order", ("stats",), "null", narrow=True),
        "usual_days": Column("s.usual_days", "s.usual_days", ("stats",), "null", narrow=True),
        "created": Column("t.created_at", "t.created_at", empty="never", instant=True, narrow=True),
        "deleted": Column("t.deleted_at", "t.deleted_at", empty="null", instant=True),
    },
)

_DEALS = ListSource(
    table="deal t",
    id="t.id",
    service="deals",
    rows="rows",
    search_table="deal",
    search_id="t.id",
    live="t.deleted_at IS NULL",
    bin="t.deleted_at IS NOT NULL",
    sort="title",
    joins={
        **_STAFF,
        **_CUSTOMER,
        "stats": "JOIN deal_stats s ON s.deal_id = t.id",
        "pipeline": "JOIN pipeline p ON p.id = t.pipeline_id",
        "stage": "JOIN stage st ON st.id = t.stage_id",
    },
    columns={
        "id": Column("t.id", "t.id", empty="never"),
        "title": Column("t.title", "t.title_key", empty="never"),
        **_plain(
            "t",
            "number",
            "amount",
            "probability",
            "expected_close",
            "source",
            "competitor",
            "status",
            "reason",
            "closed",
            "notes",
        ),
        "customer": _CUSTOMER_COLUMN,
        "pipeline": Column("p.key", "p.position", ("pipeline",)),
        "stage": Column("st.key", "st.position", ("stage",)),
        "owner": _OWNER,
        "tags": Column("t.tags", "t.tags", lookup="tag"),
        "next_follow_up": Column("s.next_follow_up", "s.next_follow_up", ("stats",), "null"),
        "created": Column("t.created_at", "t.created_at", empty="never", instant=True),
        "deleted": Column("t.deleted_at", "t.deleted_at", empty="null", instant=True),
    },
)

_RULE = f"substr(t.recurrence, 1, instr(t.recurrence || '{SERIES_DAY}', '{SERIES_DAY}') - 1)"
"""The rule alone, without the day behind it that is for the series to know."""

_FOLLOW_UPS = ListSource(
    table="follow_up t",
    id="t.id",
    service="followups",
    rows="rows",
    search_table="follow_up",
    search_id="t.id",
    live="t.deleted_at IS NULL",
    bin="t.deleted_at IS NOT NULL",
    sort="due",
    joins={**_STAFF, **_CUSTOMER, "deal": "LEFT JOIN deal d ON d.id = t.deal_id"},
    columns={
        "id": Column("t.id", "t.id", empty="never"),
        **_plain("t", "type", "due", "time", "subject", "priority", "status", "result", "notes"),
        "recurrence": Column(_RULE, _RULE),
        "customer": _CUSTOMER_COLUMN,
        "deal": Column("d.title", "d.title_key", ("deal",), link="deal"),
        "owner": _OWNER,
        **_null("t", "remind_at", "done_at", instant=True),
        "created": Column("t.created_at", "t.created_at", empty="never", instant=True),
    },
)

_PRODUCTS = ListSource(
    table="product t",
    id="t.id",
    service="products",
    rows="rows",
    search_table="product",
    search_id="t.id",
    live="t.deleted_at IS NULL",
    bin="t.deleted_at > 0",
    sort="name",
    columns={
        "id": Column("t.id", "t.id", empty="never"),
        "name": Column("t.name", "t.name_key", empty="never"),
        **_plain("t", "code", "category", "unit", "price", "cost", "active", "notes"),
    },
)


def paid_by(order: str) -> str:
    """How the order of alias ``order`` was paid, each way once."""
    return (
        "(SELECT group_concat(method, ', ') FROM (SELECT method FROM payment p WHERE p.order_id = "
        f"{order}.id AND method <> '' GROUP BY method ORDER BY min(p.date), min(p.id)))"
    )


_ALL_WAYS = (
    "(SELECT order_id, group_concat(method, ', ') AS methods FROM (SELECT order_id, method FROM payment "
    "WHERE method <> '' GROUP BY order_id, method ORDER BY order_id, min(date), min(id)) GROUP BY order_id)"
)
"""What :func:`paid_by` tells, of every order at once: asking each line for itself takes several times as long."""

_ORDERS = ListSource(
    table="order_line l JOIN sales_order t ON t.id = l.order_id",
    id="l.id",
    service="orders",
    rows="line_rows",
    search_table="sales_order",
    search_id="t.id",
    live="t.deleted_at IS NULL",
    bin="t.deleted_at IS NOT NULL",
    sort="date",
    joins={
        **_CUSTOMER,
        "staff": "LEFT JOIN staff ON staff.id = t.staff_id",
        "deal": "LEFT JOIN deal d ON d.id = t.deal_id AND d.deleted_at IS NULL",
        "ways": f"LEFT JOIN {_ALL_WAYS} ways ON ways.order_id = t.id",
    },
    columns={
        "id": Column("l.id", "l.id", empty="never"),
        **_plain("t", "number", "date", "channel", "notes", "paid", "due", time_of_day="time"),
        "method": Column("ways.methods", "ways.methods", ("ways",)),
        "deal": Column("d.title", "d.title_key", ("deal",), link="deal"),
        **_plain("l", "quantity", "price", "amount", "discount", product="product_name"),
        "customer": _CUSTOMER_COLUMN,
        "staff": Column("staff.name", "staff.name", ("staff",)),
    },
)

_ACTIVITIES = ListSource(
    table="activity t",
    id="t.id",
    service="activities",
    rows="",
    search_table="customer",
    search_id="t.customer_id",
    live="t.deleted_at IS NULL AND (t.customer_id IS NULL OR t.customer_id IN "
    "(SELECT id FROM customer WHERE deleted_at IS NULL))",
    bin="t.deleted_at IS NOT NULL",
    sort="at",
    joins={
        **_CUSTOMER,
        "staff": "LEFT JOIN staff ON staff.id = t.staff_id",
        "deal": "LEFT JOIN deal d ON d.id = t.deal_id AND d.deleted_at IS NULL",
    },
    columns={
        "id": Column("t.id", "t.id", empty="never"),
        **_plain("t", "type", "content", "response"),
        "at": Column("t.at", "t.at", empty="never", instant=True),
        "customer": _CUSTOMER_COLUMN,
        "deal": Column("d.title", "d.title_key", ("deal",), link="deal"),
        "staff": Column("staff.name", "staff.name", ("staff",)),
    },
)

_PAYMENTS = ListSource(
    table="payment p JOIN sales_order t ON t.id = p.order_id",
    id="p.id",
    service="payments",
    rows="",
    search_table="sales_order",
    search_id="t.id",
    live="t.deleted_at IS NULL AND t.number <> ''",
    bin="t.deleted_at IS NOT NULL",
    sort="order",
    joins=_CUSTOMER,
    columns={
        "id": Column("p.id", "p.id", empty="never"),
        "order": Column("t.number", "t.number"),
        "customer": _CUSTOMER_COLUMN,
        **_plain("p", "date", "amount", "method", "notes"),
    },
)

_RELATIONS = ListSource(
    table="(SELECT id, customer_id, other_id, kind FROM relation "
    "UNION ALL SELECT -id, customer_id, other_id, 'not_same' FROM not_same) t",
    id="t.id",
    service="relations",
    rows="",
    search_table="customer",
    search_id="t.customer_id",
    live="2 = (SELECT count(*) FROM customer WHERE id IN (t.customer_id, t.other_id) AND deleted_at IS NULL)",
    bin="0",
    sort="id",
    joins={**_CUSTOMER, "other": "LEFT JOIN customer other ON other.id = t.other_id"},
    columns={
        "id": Column("t.id", "abs(t.id)", empty="never"),
        "customer": _CUSTOMER_COLUMN,
        "kind": Column("t.kind", "t.kind"),
        "other": Column("other.name", "other.name_key", ("other",), link="customer"),
    },
)
"""Pairs that were kept apart stand beside what ties people; their ids are below zero."""

SOURCES: dict[str, ListSource] = {
    "activities": _ACTIVITIES,
    "payments": _PAYMENTS,
    "relations": _RELATIONS,
    "customers": _CUSTOMERS,
    "deals": _DEALS,
    "followups": _FOLLOW_UPS,
    "orders": _ORDERS,
    "products": _PRODUCTS,
}


def with_custom(source: ListSource, fields: Sequence[CustomField]) -> ListSource:
    """``source`` with the shop's own fields as columns; numbers sort and compare as numbers."""
    if not fields:
        return source
    columns, joins = dict(source.columns), dict(source.joins)
    for one in fields:
        alias = f"cv{one.id}"
        counted = one.spec.type in ("number", "money", "bool")
        value = f"{alias}.number" if counted else f"{alias}.text"
        columns[one.spec.name] = Column(value, value, (alias,), "null" if counted else "text")
        joins[alias] = (
            f"LEFT JOIN custom_value {alias} ON {alias}.field_id = {one.id:d} AND {alias}.record_id = {source.id}"
        )
    return replace(source, columns=columns, joins=joins)
