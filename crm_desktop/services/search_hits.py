"""What a search result shows: title, one quiet line, and where the match is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.money import format_money
from crm_desktop.core.phones import digits, national
from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.core.text import fold, joined, pinyin_full, pinyin_initials

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


@dataclass(frozen=True, slots=True)
class Hit:
    """``kind`` customer, deal, followup, order, product or activity; ``matched`` the fields that hold the words.

    ``customer_id`` is the customer a result belongs to (None for products and walk-ins).
    """

    kind: str
    id: int
    title: str
    subtitle: str
    matched: tuple[str, ...]
    customer_id: int | None = None


def load_hits(services: Services, kind: str, ids: Sequence[int], words: Sequence[str], language: str) -> list[Hit]:
    """The hits of one kind in the order of ``ids``."""
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    rows = services.db.execute_sql(f"{_SQL[kind]} WHERE t.id IN ({marks})", tuple(ids)).fetchall()
    make = _MAKERS[kind]
    currency, region = services.settings.get(CURRENCY), services.settings.get(REGION)
    view = _View(words, currency, region, language)
    found = {row[0]: make(view, row) for row in rows}
    return [found[record_id] for record_id in ids if record_id in found]


@dataclass(frozen=True, slots=True)
class _View:
    words: Sequence[str]
    currency: str
    region: str
    language: str

    def money(self, minor: int | None) -> str:
        return "" if minor is None else format_money(minor, self.currency, self.language)

    def matched(self, fields: dict[str, str]) -> tuple[str, ...]:
        """The names of the fields in which any of the words stands."""
        folded = {name: joined(fold(value)) for name, value in fields.items() if value}
        return tuple(name for name, value in folded.items() if any(word in value for word in self.words))


_SQL = {
    "customer": "SELECT t.id, t.name, t.company, t.code, t.phones, t.emails, t.wechat, t.tags, t.address, t.region, "
    "t.industry, t.preferences, t.special_requirements, t.notes FROM customer t",
    "deal": "SELECT t.id, t.title, t.number, c.name, t.customer_id, t.amount, t.competitor, t.notes, t.tags "
    "FROM deal t LEFT JOIN customer c ON c.id = t.customer_id",
    "followup": "SELECT t.id, t.subject, t.due, c.name, t.customer_id, t.notes, t.result FROM follow_up t "
    "LEFT JOIN customer c ON c.id = t.customer_id",
    "order": "SELECT t.id, t.number, t.date, c.name, t.customer_id, t.total, t.notes, "
    "(SELECT group_concat(l.product_name, ' ') FROM order_line l WHERE l.order_id = t.id) "
    "FROM sales_order t LEFT JOIN customer c ON c.id = t.customer_id",
    "product": "SELECT t.id, t.name, t.code, t.category, t.price, t.notes FROM product t",
    "activity": "SELECT t.id, t.content, t.response, c.name, t.customer_id FROM activity t "
    "LEFT JOIN customer c ON c.id = t.customer_id",
}


def _names(name: str) -> dict[str, str]:
    if name.isascii():
        return {"name": name}
    return {"name": name, "pinyin": f"{pinyin_full(name)} {pinyin_initials(name)}"}


def _customer(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, name, company, code, phones, emails, wechat, tags, address, region, industry, likes, special, notes = row
    numbers = json.loads(phones)
    matched = view.matched(
        {
            **_names(name), "company": f"{company} {pinyin_full(company)} {pinyin_initials(company)}", "code": code,
            "phone": " ".join(digits(number) for number in numbers), "email": " ".join(json.loads(emails)),
            "wechat": wechat, "tags": " ".join(json.loads(tags)), "address": address, "region": region,
            "industry": industry, "preferences": likes, "special_requirements": special, "notes": notes,
        }
    )  # fmt: skip
    shown = [company, *(national(number, view.region) for number in numbers[:1])]
    return Hit("customer", record_id, name, " · ".join(part for part in shown if part), matched, record_id)


def _customer_fields(customer: str | None) -> dict[str, str]:
    if not customer:
        return {}
    return {"customer": f"{customer} {pinyin_full(customer)} {pinyin_initials(customer)}"}


def _deal(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, title, number, customer, customer_id, amount, competitor, notes, tags = row
    matched = view.matched(
        {"title": f"{title} {pinyin_full(title)} {pinyin_initials(title)}", "number": number,
         **_customer_fields(customer), "competitor": competitor, "notes": notes, "tags": " ".join(json.loads(tags))}
    )  # fmt: skip
    shown = [customer or "", view.money(amount)]
    return Hit("deal", record_id, title, " · ".join(part for part in shown if part), matched, customer_id)


def _follow_up(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, subject, due, customer, customer_id, notes, result = row
    fields = {"subject": f"{subject} {pinyin_full(subject)} {pinyin_initials(subject)}", **_customer_fields(customer)}
    matched = view.matched({**fields, "notes": notes, "result": result})
    day = date.fromisoformat(due).isoformat() if due else ""
    return Hit("followup", record_id, subject, " · ".join(p for p in (customer or "", day) if p), matched, customer_id)


def _order(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, number, day, customer, customer_id, total, notes, products = row
    matched = view.matched({"number": number, **_customer_fields(customer), "notes": notes, "product": products or ""})
    shown = [customer or "", day, view.money(total)]
    return Hit("order", record_id, number, " · ".join(part for part in shown if part), matched, customer_id)


def _product(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, name, code, category, price, notes = row
    matched = view.matched({**_names(name), "code": code, "category": category, "notes": notes})
    return Hit("product", record_id, name, " · ".join(p for p in (category, view.money(price)) if p), matched)


def _activity(view: _View, row: tuple[Any, ...]) -> Hit:
    record_id, content, response, customer, customer_id = row
    matched = view.matched({"content": content, "response": response})
    return Hit("activity", record_id, content or response, customer or "", matched, customer_id)


_MAKERS = {
    "customer": _customer,
    "deal": _deal,
    "followup": _follow_up,
    "order": _order,
    "product": _product,
    "activity": _activity,
}
