"""What stands on a customer's timeline: which kinds there are, and each entry in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.core.clock import local_date, to_ms
from crm_desktop.core.entities import ACTIVITY_TYPES, DEAL_STATUS, FOLLOW_UP_STATUS, FOLLOW_UP_TYPES
from crm_desktop.core.i18n import N_, Text, render, tr_
from crm_desktop.core.money import format_quantity
from crm_desktop.services.activities import TimelineEntry
from crm_desktop.services.orders_model import Order
from crm_desktop.views.field_words import FieldWords
from crm_desktop.views.widgets import words

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

SHOWN_LINES = 6


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the timeline is shown: kinds of entries, and types where they are contacts."""

    key: str
    label: Text
    icon: str
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


_CONTACTS = ("activity", "follow_up")
FILTERS: tuple[Filter, ...] = (
    Filter("all", N_("timeline", "Everything"), "list"),
    Filter("note", N_("timeline", "Notes"), "note", ("activity",), ("note",)),
    Filter("call", N_("timeline", "Calls"), "call", _CONTACTS, ("call",)),
    Filter("visit", N_("timeline", "Visits and meetings"), "visit", _CONTACTS, ("visit", "meeting")),
    Filter("wechat", N_("timeline", "WeChat"), "wechat", _CONTACTS, ("wechat",)),
    Filter("message", N_("timeline", "Texts and e-mails"), "email", _CONTACTS, ("sms", "email")),
    Filter("order", N_("timeline", "Orders"), "bag", ("order",)),
    Filter("deal", N_("timeline", "Deals"), "board", ("deal", "closed_deal")),
    Filter("follow_up", N_("timeline", "Follow-ups"), "calendar", ("follow_up",)),
    Filter("change", N_("timeline", "Changes of facts"), "history", ("change",)),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One row: the heading of a ``day``, or an entry with what stands at its right and the lines of an order."""

    day: date
    entry: TimelineEntry | None = None
    heading: str = ""
    note: str = ""
    icon: str = ""
    text: str = ""
    amount: str = ""
    state: str = ""
    tone: str = ""
    lines: tuple[tuple[str, str, str], ...] = ()
    more_lines: str = ""

    def words(self) -> str:
        """All of it, for a screen reader and for copying."""
        parts = [f"{self.heading} {self.note}".strip(), " ".join(filter(None, (self.amount, self.state)))]
        parts += [" ".join(line) for line in self.lines]
        return "\n".join(part for part in (*parts, self.text) if part)


def day_item(day: date, today: date) -> Item:
    """``9月18日 周五  5 天前``."""
    return Item(day, heading=words.day_heading(day, today), note=words.ago(day, today))


def entry_item(entry: TimelineEntry, order: Order | None, currency: str) -> Item:
    """An entry in the words of the language in force."""
    state, tone = _state(entry, currency)
    lines = tuple(
        (line.product, f"× {format_quantity(line.quantity)}", words.amount(line.amount, currency))
        for line in (order.lines[:SHOWN_LINES] if order else ())
    )
    if order and order.discount:  # so that what is listed comes to the total
        off = tr_("customers", "Discount on the order")
        lines += ((off, "", words.amount(-order.discount, currency)),)
    left = len(order.lines) - SHOWN_LINES if order else 0
    return Item(
        local_date(to_ms(entry.at)),
        entry,
        _title(entry),
        _when_and_who(entry),
        _icon(entry),
        entry.text,
        words.amount(entry.amount, currency) if entry.amount is not None else "",
        state,
        tone,
        lines,
        tr_("customers", "and {n} more lines", n=left) if left > 0 else "",
    )


def _icon(entry: TimelineEntry) -> str:
    won = "check-circle" if entry.status == "won" else "x"
    fixed = {"order": "bag", "deal": "board", "closed_deal": won, "change": "history"}
    return fixed.get(entry.kind) or entry.type or "note"


def _title(entry: TimelineEntry) -> str:
    if entry.kind == "order":
        return tr_("customers", "Order {number}", number=entry.title)
    if entry.kind == "deal":
        return tr_("customers", "Deal: {title}", title=entry.title)
    if entry.kind == "closed_deal":
        if entry.status == "won":
            return tr_("customers", "Deal won: {title}", title=entry.title)
        return tr_("customers", "Deal lost: {title}", title=entry.title)
    if entry.kind == "follow_up":
        kind = words.choice_label(FOLLOW_UP_TYPES, entry.type)
        return tr_("customers", "{kind}: {title}", kind=kind, title=entry.title)
    if entry.kind == "change":
        return entry.title
    return words.choice_label(ACTIVITY_TYPES, entry.type)


def _when_and_who(entry: TimelineEntry) -> str:
    at = words.clock_time(entry.at)
    only_a_day = entry.kind in ("order", "closed_deal") and at == "12:00"
    return f"{'' if only_a_day else at} {entry.staff}".strip()


def _state(entry: TimelineEntry, currency: str) -> tuple[str, str]:
    """How it ended, and in which colour."""
    if entry.kind == "order":
        return words.settled(entry.amount or 0, entry.paid or 0, currency)
    if entry.kind == "follow_up":
        return words.choice_label(FOLLOW_UP_STATUS, entry.status), "good" if entry.status == "done" else ""
    if entry.kind == "deal":
        return words.choice_label(DEAL_STATUS, entry.status), ""
    if entry.kind == "closed_deal":
        return words.choice_label(DEAL_STATUS, entry.status), "good" if entry.status == "won" else ""
    return "", ""


def change_entries(services: Services, customer_id: int, text: str = "") -> list[TimelineEntry]:
    """Each change of the customer's facts as one entry: ``Phone: 138 … → 139 …`` a line, newest first."""
    entity = services.custom_fields.entity("customers")
    names = {"phones": "phone", "emails": "email", "owner_id": "owner", "referrer_id": "referrer"}
    shown = FieldWords(services)
    lines: dict[int, list[str]] = {}
    heads: dict[int, TimelineEntry] = {}
    for change in services.history.of_record("customer", customer_id):
        name = names.get(change.column, change.column)
        try:
            spec = entity.field(name)
        except KeyError:
            continue  # bookkeeping such as the sort key
        values = [shown.text(spec, _read(services, name, value)) for value in (change.before, change.after)]
        before, after = (value.replace("\n", ", ") or tr_("customers", "empty") for value in values)
        lines.setdefault(change.change, []).append(f"{render(spec.label)}: {before} → {after}")
        if change.change not in heads:
            title = render(services.history.get(change.change).label)
            heads[change.change] = TimelineEntry("change", change.change, change.at, "", title, "", change.user)
    found = [_with_text(heads[number], "\n".join(texts)) for number, texts in lines.items()]
    wanted = text.casefold().strip()
    return [one for one in found if wanted in f"{one.title} {one.text}".casefold()]


def _with_text(entry: TimelineEntry, text: str) -> TimelineEntry:
    return TimelineEntry(entry.kind, entry.id, entry.at, entry.type, entry.title, text, entry.staff)


def _read(services: Services, name: str, value: object) -> object:
    """A stored value as its field holds it."""
    import json

    if name in ("phone", "email", "tags"):
        return json.loads(str(value)) if value else []
    if name == "owner":
        return next((member.name for member in services.staff.all() if member.id == value), "")
    return value


def day_items(items: Sequence[Item], last: date | None, today: date) -> list[Item]:
    """``items`` with a heading before each new day; ``last`` is the day that stands above them."""
    found: list[Item] = []
    for item in items:
        if item.day != last:
            last = item.day
            found.append(day_item(last, today))
        found.append(item)
    return found
