"""How each field of each entity is found, sorted and summed in SQL."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """``sql`` is the value's expression, ``sort`` what it is ordered by; ``joins`` the tables it needs.

    ``lookup`` names the kind of lookup key of a several-valued field; ``link`` the table that the value names a
    record of. ``never_null`` columns sort without putting empty values last.
    """

    sql: str
    sort: str
    joins: tuple[str, ...] = ()
    never_null: bool = False
    lookup: str = ""
    link: str = ""
    instant: bool = False


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


def _plain(alias: str, *names: str, **renamed: str) -> dict[str, Column]:
    columns = {name: Column(f"{alias}.{name}", f"{alias}.{name}") for name in names}
    columns.update({name: Column(f"{alias}.{column}", f"{alias}.{column}") for name, column in renamed.items()})
    return columns


def _joined(join: str, alias: str, *names: str, never_null: bool = False, **renamed: str) -> dict[str, Column]:
    pairs = {**{name: name for name in names}, **renamed}
    return {
        name: Column(f"{alias}.{column}", f"{alias}.{column}", (join,), never_null) for name, column in pairs.items()
    }


_STAFF = {"staff": "LEFT JOIN staff ON staff.id = t.owner_id"}
_CUSTOMER = {"customer": "LEFT JOIN customer cu ON cu.id = t.customer_id"}
_CUSTOMER_COLUMN = Column("cu.name", "cu.name_key", ("customer",), link="customer")
_OWNER = Column("staff.name", "staff.name", ("staff",))

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
        "stats": "JOIN customer_stats s ON s.customer_id = t.id",
        "referrer": "LEFT JOIN customer cu ON cu.id = t.referrer_id",
    },
    columns={
        "id": Column("t.id", "t.id", never_null=True),
        "name": Column("t.name", "t.name_key", never_null=True),
        **_plain("t", "code", "kind", "company", "wechat", "gender", "birthday", "address", "region", "industry"),
        **_plain("t", "source", "grade", "stage", "preferred_channel", "preferences", "special_requirements", "notes"),
        **_plain("t", "verified_on"),
        "phone": Column("t.phones", "t.phones", lookup="phone"),
        "email": Column("t.emails", "t.emails", lookup="email"),
        "tags": Column("t.tags", "t.tags", lookup="tag"),
        "owner": _OWNER,
        "referrer": Column("cu.name", "cu.name_key", ("referrer",), link="customer"),
        "next_follow_up": Column("s.next_follow_up", "s.next_follow_up", ("stats",)),
        **_joined("stats", "s", "total_spent", "owed", "orders", never_null=True),
        **_joined("stats", "s", "last_order", "first_order", "usual_days", "birth_key"),
        "last_contact": Column("s.last_contact_at", "s.last_contact_at", ("stats",), instant=True),
        "created": Column("t.created_at", "t.created_at", never_null=True, instant=True),
        "deleted": Column("t.deleted_at", "t.deleted_at", instant=True),
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
        "id": Column("t.id", "t.id", never_null=True),
        "title": Column("t.title", "t.title_key", never_null=True),
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
        "next_follow_up": Column("s.next_follow_up", "s.next_follow_up", ("stats",)),
        "created": Column("t.created_at", "t.created_at", never_null=True, instant=True),
        "deleted": Column("t.deleted_at", "t.deleted_at", instant=True),
    },
)

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
        "id": Column("t.id", "t.id", never_null=True),
        **_plain("t", "type", "due", "time", "subject", "priority", "status", "result", "recurrence", "notes"),
        "customer": _CUSTOMER_COLUMN,
        "deal": Column("d.title", "d.title_key", ("deal",), link="deal"),
        "owner": _OWNER,
        "remind_at": Column("t.remind_at", "t.remind_at", instant=True),
        "done_at": Column("t.done_at", "t.done_at", instant=True),
        "created": Column("t.created_at", "t.created_at", never_null=True, instant=True),
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
    bin="t.deleted_at IS NOT NULL",
    sort="name",
    columns={
        "id": Column("t.id", "t.id", never_null=True),
        "name": Column("t.name", "t.name_key", never_null=True),
        **_plain("t", "code", "category", "unit", "price", "cost", "active", "notes"),
    },
)

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
    joins={**_CUSTOMER, "staff": "LEFT JOIN staff ON staff.id = t.staff_id"},
    columns={
        "id": Column("l.id", "l.id", never_null=True),
        **_plain("t", "number", "date", "channel", "notes", "paid"),
        **_plain("l", "quantity", "price", "amount", "discount", product="product_name"),
        "customer": _CUSTOMER_COLUMN,
        "staff": Column("staff.name", "staff.name", ("staff",)),
    },
)

SOURCES: dict[str, ListSource] = {
    "customers": _CUSTOMERS,
    "deals": _DEALS,
    "followups": _FOLLOW_UPS,
    "orders": _ORDERS,
    "products": _PRODUCTS,
}
