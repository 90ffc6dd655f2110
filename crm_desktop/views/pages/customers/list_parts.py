"""Small parts of the list: where its rows come from, what to offer where nobody was found."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.context import Services
from crm_desktop.services.listing import ListQuery

_PHONE = re.compile(r"\+?[\d\s\-().]{5,}")


class ListSource:
    """The list service with a query bound to it."""

    def __init__(self, services: Services, query: ListQuery) -> None:
        self._services, self._query = services, query

    def first(self, limit: int) -> Sequence[Any]:
        return self._services.listing.first(self._query, limit)

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._services.listing.ids(self._query, ctx)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._services.listing.rows(self._query.entity, ids)


def values_of(text: str) -> dict[str, Any]:
    """What a new customer would have of a text that was searched for: a phone, an e-mail address or a name."""
    text = " ".join(text.split())
    if _PHONE.fullmatch(text):
        return {"phone": [text]}
    return {"email": [text]} if "@" in text else {"name": text}


def new_customer(text: str) -> str:
    """The words that offer a customer with :func:`values_of` ``text``."""
    text = " ".join(text.split())
    shown = text if len(text) <= 40 else text[:39] + "…"
    return {
        "phone": tr_("customers", "New customer with the phone {text}", text=shown),
        "email": tr_("customers", "New customer with the e-mail {text}", text=shown),
        "name": tr_("customers", "New customer “{text}”", text=shown),
    }[next(iter(values_of(text)))]


@dataclass(frozen=True)
class Nothing:
    """What stands where the list is empty: a sentence, and the next step (``new``, ``widen`` or ``all``)."""

    step: str
    sentence: str
    button: str


def nothing_found(query: ListQuery) -> Nothing:
    search = query.search.strip()
    shown = search if len(search) <= 40 else search[:39] + "…"
    if search and query.filters:
        return Nothing(
            "widen",
            tr_("customers", "“{text}” is nowhere among the customers of these conditions.", text=shown),
            tr_("customers", "Look among all customers"),
        )
    if search:
        sentence = tr_("customers", "“{text}” was not found with any customer.", text=shown)
        return Nothing("new", sentence, new_customer(search))
    return Nothing("all", tr_("customers", "Nobody fits these conditions."), tr_("customers", "Show everybody"))
