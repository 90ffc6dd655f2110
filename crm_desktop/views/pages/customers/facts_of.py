"""Which facts stand at the left of a record, in which groups and words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.core import dates, lunar
from crm_desktop.core.dateforms import DateError
from crm_desktop.core.entities import CHANNELS, CUSTOMERS, GENDERS, KINDS, FieldSpec
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.core.phones import national
from crm_desktop.services.customers import Customer
from crm_desktop.views.pages.customers.facts import Fact
from crm_desktop.views.pages.customers.shop import Shop, own_text
from crm_desktop.views.prompter import web_url
from crm_desktop.views.widgets import words

ALWAYS = frozenset({"phone", "wechat", "tags", "special_requirements", "grade", "owner"})
"""Facts that are shown, and so asked for, even while they are empty."""
_ASKED_LAST = ("email", "birthday", "address", "company", "preferred_channel", "preferences", "notes", "stage",
               "referrer", "source", "region", "industry", "gender", "kind")  # fmt: skip
"""Facts that may be added, in this order, where they are empty."""


def groups_of(
    customer: Customer, shop: Shop, own: Sequence[FieldSpec] = (), company_id: int | None = None
) -> list[tuple[str, list[Fact]]]:
    """``(title, facts)``, the shop's ``own`` fields last. ``company_id`` is the customer who is that company.

    An empty fact is left out unless it is one of those always asked for.
    """
    channel = words.choice_label(CHANNELS, customer.preferred_channel) if customer.preferred_channel else ""
    contact = [_phones(customer, shop), _text(customer, "wechat"), _emails(customer), _birthday(customer, shop.today),
               _text(customer, "address"), _company(customer, company_id),
               _choice(customer, "preferred_channel", channel)]  # fmt: skip
    taste = [_tags(customer), _text(customer, "special_requirements"), _text(customer, "preferences"),
             _text(customer, "notes")]  # fmt: skip
    between = [
        _choice(customer, "grade", shop.grades.get(customer.grade, customer.grade)),
        _choice(customer, "stage", shop.stages.get(customer.stage, customer.stage)),
        _referrer(customer),
        _owed(customer, shop),
        _text(customer, "owner"),
        _text(customer, "source"),
        _text(customer, "region"),
        _text(customer, "industry"),
        _choice(customer, "gender", words.choice_label(GENDERS, customer.gender)),
        _choice(customer, "kind", words.choice_label(KINDS, customer.kind)) if customer.kind == "company" else None,
        _text(customer, "code"),
    ]
    named = (
        (tr_("customers", "Contact"), contact),
        (tr_("customers", "What we know"), taste),
        (tr_("customers", "Between us"), between),
    )
    groups = [(title, [fact for fact in facts if fact is not None and _shown(fact)]) for title, facts in named]
    if own:
        groups.append((tr_("customers", "Own fields"), [_own(customer, spec, shop) for spec in own]))
    return groups


def unasked(customer: Customer) -> list[Fact]:
    """The empty facts that are not shown, each of which may be added."""
    values = {name: getattr(customer, "referrer_id" if name == "referrer" else name) for name in _ASKED_LAST}
    return [
        Fact(_label(name), "", name, list(value) if isinstance(value, tuple) else value)
        for name, value in values.items()
        if not value or (name == "kind" and value != "company")
    ]


def _company(customer: Customer, company_id: int | None) -> Fact:
    """Leads to the customer who is that company, where there is one."""
    return Fact(_label("company"), customer.company, "company", customer.company, link=company_id)


def _shown(fact: Fact) -> bool:
    return bool(fact.text or fact.pills) or fact.field in ALWAYS


def _own(customer: Customer, spec: FieldSpec, shop: Shop) -> Fact:
    """A field that the shop made for itself; shown even while empty, so that it gets filled."""
    value = customer.custom.get(spec.name)
    shown = own_text(spec, value, shop)
    url = shown if spec.type == "link" and web_url(shown) is not None else ""
    return Fact(render(spec.label), shown, spec.name, value, spec=spec, url=url)


def _label(name: str) -> str:
    return render(CUSTOMERS.field(name).label)


def _text(customer: Customer, name: str) -> Fact:
    value = getattr(customer, name)
    return Fact(_label(name), value, name, value)


def _choice(customer: Customer, name: str, shown: str) -> Fact:
    return Fact(_label(name), shown, name, getattr(customer, name))


def _phones(customer: Customer, shop: Shop) -> Fact:
    shown = [national(phone, shop.region) for phone in customer.phone]
    return Fact(_label("phone"), "\n".join(shown), "phone", list(customer.phone))


def _emails(customer: Customer) -> Fact:
    return Fact(_label("email"), "\n".join(customer.email), "email", list(customer.email))


def _tags(customer: Customer) -> Fact:
    return Fact(_label("tags"), "", "tags", list(customer.tags), pills=customer.tags)


def _birthday(customer: Customer, today: date) -> Fact:
    note = ""
    try:
        following = lunar.next_birthday(dates.read_birthday(customer.birthday), today)
    except DateError:
        following = None
    if following is not None:
        shown = words.short_day(following, today)
        note = tr_("customers", "next {day}", day=shown)
    return Fact(_label("birthday"), dates.format_birthday(customer.birthday, language()) if customer.birthday else "",
                "birthday", customer.birthday, note)  # fmt: skip


def _referrer(customer: Customer) -> Fact:
    return Fact(_label("referrer"), customer.referrer, "referrer", customer.referrer_id, link=customer.referrer_id)


def _owed(customer: Customer, shop: Shop) -> Fact:
    shown, tone = words.balance(customer.owed, shop.currency)
    return Fact(_label("owed"), shown, tone=tone)
