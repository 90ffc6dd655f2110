"""The columns of the customer list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QFontMetrics

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.dates import format_birthday
from crm_desktop.core.entities import CHANNELS, CUSTOMERS, GENDERS, KINDS, FieldSpec
from crm_desktop.core.i18n import N_, Text, language
from crm_desktop.core.phones import national
from crm_desktop.services.customers import Customer
from crm_desktop.views import theme
from crm_desktop.views.pages.customers.shop import Shop, own_text
from crm_desktop.views.qtmodels.columns import Cell, Column, ColumnKind
from crm_desktop.views.widgets import words

SHOWN = ("name", "phone", "tags", "grade", "total_spent", "last_contact", "next_follow_up", "owner")
"""What a new shop sees, in this order."""

MORE = (
    "company",
    "stage",
    "owed",
    "orders",
    "last_order",
    "region",
    "industry",
    "source",
    "wechat",
    "email",
    "birthday",
    "code",
    "created",
    "kind",
    "gender",
    "address",
    "preferred_channel",
    "referrer",
    "preferences",
    "special_requirements",
    "notes",
    "usual_days",
)
"""What can be shown besides."""


_LEAST = {"tags": 96, "owner": 66}
"""A short tag with the number of further ones, a name of three signs."""


def columns(shop: Shop) -> list[Column]:
    """The tick and then everything that can be shown."""
    made = _all(shop)
    return [Column("check", "", _nothing, "check", 32), *(made[key] for key in (*SHOWN, *MORE)),
            *(_own(spec, shop) for spec in shop.own)]  # fmt: skip


def title(key: str, shop: Shop) -> Text | str:
    """The head of a column, the shop's own ones included."""
    own = {spec.name: spec.label for spec in shop.own}
    return own.get(key) or _head(key)


def _head(key: str) -> Text:
    """Shorter than the field's label where that is long."""
    short = {
        "name": N_("customers", "Customer"),
        "total_spent": N_("customers", "Spent"),
        "next_follow_up": N_("customers", "Next step"),
        "usual_days": N_("customers", "Comes every … days"),
    }
    return short.get(key) or CUSTOMERS.field(key).label


def _own(spec: FieldSpec, shop: Shop) -> Column:
    """The column of a field that the shop made for itself."""
    kind: ColumnKind = "money" if spec.type == "money" else "number" if spec.type == "number" else "text"
    width = 100 if kind != "text" else 120

    def cell(row: Customer) -> str:
        return own_text(spec, row.custom.get(spec.name), shop)

    return Column(spec.name, spec.label, cell, kind, width, 1, spec.name, editable=True)


def _nothing(_row: Customer) -> str:
    return ""


def _all(shop: Shop) -> dict[str, Column]:
    def day(pick: Callable[[Customer], date | None]) -> Callable[[Customer], str]:
        return lambda row: words.list_day(pick(row), shop.today)

    def spent(pick: Callable[[Customer], int]) -> Callable[[Customer], str]:
        return lambda row: words.amount(pick(row), shop.currency) if pick(row) else ""

    def owed(row: Customer) -> Cell:
        text, tone = words.balance(row.owed, shop.currency)
        return Cell(text if row.owed else "", tone=tone if row.owed < 0 else "")

    def phone(row: Customer) -> Cell:
        more = f"+{len(row.phone) - 1}" if len(row.phone) > 1 else ""
        return Cell(national(row.phone[0], shop.region) if row.phone else "", secondary=more)

    def grade(row: Customer) -> Cell:
        return Cell(shop.grades.get(row.grade, row.grade), strong=row.grade == shop.best_grade)

    def next_step(row: Customer) -> Cell:
        if row.next_follow_up is None:
            return Cell()
        state = words.day_state(row.next_follow_up, shop.today)
        shown = words.list_day(row.next_follow_up, shop.today)
        return Cell(shown, state=state, tone="bad" if state == "overdue" else "")

    def one_line(pick: Callable[[Customer], str]) -> Callable[[Customer], str]:
        return lambda row: " ".join(pick(row)[:300].split())

    made = [
        _column("name", "name", 148, 4, lambda row: Cell(row.name, secondary=row.company, strong=True)),
        _column("phone", "text", 120, 0, phone),
        _column("tags", "pills", 112, 2, lambda row: Cell(pills=row.tags)),
        _column("grade", "text", _grade_width(shop), 1, grade, whole=True),
        _column("total_spent", "money", 96, 0, spent(lambda row: row.total_spent)),
        _column("last_contact", "date", 84, 0, day(lambda row: row.last_contact)),
        _column("next_follow_up", "state", 104, 0, next_step),
        _column("owner", "text", 96, 1, lambda row: row.owner),
        _column("company", "text", 120, 2, lambda row: row.company),
        _column("stage", "text", 96, 0, lambda row: shop.stages.get(row.stage, row.stage)),
        _column("owed", "money", 120, 0, owed),
        _column("orders", "number", 72, 0, lambda row: str(row.orders) if row.orders else ""),
        _column("last_order", "date", 92, 0, day(lambda row: row.last_order)),
        _column("region", "text", 88, 1, lambda row: row.region),
        _column("industry", "text", 88, 1, lambda row: row.industry),
        _column("source", "text", 88, 1, lambda row: row.source),
        _column("wechat", "text", 112, 1, lambda row: row.wechat),
        _column("email", "text", 160, 1, lambda row: row.email[0] if row.email else ""),
        _column(
            "birthday", "date", 112, 0, lambda row: format_birthday(row.birthday, language()) if row.birthday else ""
        ),
        _column("code", "text", 88, 0, lambda row: row.code),
        _column("created", "date", 92, 0, lambda row: words.list_day(local_date(to_ms(row.created)), shop.today)),
        _column("kind", "text", 88, 0, lambda row: words.choice_label(KINDS, row.kind)),
        _column("gender", "text", 72, 0, lambda row: words.choice_label(GENDERS, row.gender)),
        _column("address", "text", 160, 2, lambda row: row.address),
        _column("preferred_channel", "text", 112, 0, lambda row: words.choice_label(CHANNELS, row.preferred_channel)),
        _column("referrer", "text", 112, 1, lambda row: row.referrer),
        _column("preferences", "text", 160, 2, one_line(lambda row: row.preferences)),
        _column("special_requirements", "text", 160, 2, one_line(lambda row: row.special_requirements)),
        _column("notes", "text", 160, 2, one_line(lambda row: row.notes)),
        _column("usual_days", "number", 88, 0, lambda row: str(row.usual_days) if row.usual_days else ""),
    ]
    return {column.key: column for column in made}


def _grade_width(shop: Shop) -> int:
    """Wide enough for the longest grade of the shop, within reason."""
    metrics = QFontMetrics(theme.font("body"))
    return max(72, min(150, max((metrics.horizontalAdvance(text) for text in shop.grades.values()), default=0) + 18))


def _column(
    key: str,
    kind: ColumnKind,
    width: int,
    stretch: int,
    cell: Callable[[Customer], Cell | str],
    *,
    whole: bool = False,
) -> Column:
    """``whole``: it never gives way."""
    writable = key in CUSTOMERS.names() and not CUSTOMERS.field(key).read_only
    needed = width if whole else _needed(key, kind)
    width = max(width, needed)
    return Column(key, _head(key), cell, kind, width, stretch, key, link=key == "name", editable=writable, least=needed)


def _needed(key: str, kind: ColumnKind) -> int:
    """What is of no use when it is cut needs the room of the longest usual value, whatever the font; else 0."""
    usual = {"date": "2028-08-28", "state": "2028-08-28", "money": "¥28,888.00"}.get(kind, "")
    if key in ("phone", "birthday"):
        usual = "138 8888 8888"
    if not usual:
        return _LEAST.get(key, 0)
    shape = 18 if kind == "state" else 0
    return QFontMetrics(theme.font("number")).horizontalAdvance(usual) + shape + 18
