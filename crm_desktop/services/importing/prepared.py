"""What the database keeps of a new customer beside its fields, made in the child while the parent writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crm_desktop.core.text import sort_key
from crm_desktop.services.search_texts import customer_keys

PREPARED = ("prepared.sort_key", "prepared.keys", "prepared.words")
"""Names of the values that follow a customer's own in every row."""

TOLD = ("address", "region", "industry", "preferences", "special_requirements", "notes")
"""The fields whose words are searched, in their order."""


class Preparer:
    """Completes rows ``[number, *values]`` of ``fields``."""

    def __init__(self, fields: Sequence[str]) -> None:
        place = {name: at + 1 for at, name in enumerate(fields)}
        self._keys = tuple(place.get(name, 0) for name in ("name", "company", "phone", "email", "wechat"))
        self._told = [place[name] for name in TOLD if name in place]

    def rows(self, rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        name_at, company_at, phone_at, email_at, wechat_at = self._keys
        told = self._told
        for row in rows:
            blank = (None, *row[1:])  # a field that the file lacks is looked up where the number stood
            name = blank[name_at] or ""
            keys = customer_keys(
                name, blank[company_at] or "", blank[phone_at] or (), blank[email_at] or (), blank[wechat_at] or ""
            )
            yield *row, sort_key(name), keys, " ".join([row[at] for at in told if row[at]])
