"""What the database keeps of a new customer, made in the child while the parent writes.

Rows travel by columns: the numbers of the rows first, then the values of each field, then what is prepared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crm_desktop.core import regions
from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, sort_key
from crm_desktop.core.textlists import listed, stored_list
from crm_desktop.services.grams import grams_of_many
from crm_desktop.services.search_texts import customer_keys

LISTS = ("phone", "email", "tags")
"""Fields of several values: they travel as the database keeps them, :func:`listed` opens them."""

SORT_KEY, REGION, PHONES, EMAILS = MARKS = ("sort_key", "region", "phones", "emails")
"""The name for sorting; the region where only the address names it; phones and e-mails in the form in which they are
compared, one in a line.
"""

NAME, KEYS, BODY = WORDS = ("name", "keys", "body")
"""The tokens by which the search finds it, without those of its number and of what the import adds."""

_TOLD = ("industry", "preferences", "special_requirements", "notes")
"""The fields whose words are searched after address and region, in their order."""

_LONG = ("address", *_TOLD)
_AT_ONCE = 2_000_000
"""Characters."""

Column = Sequence[Any]


class Preparer:
    """Completes the columns of ``fields``; ``searched`` asks for :data:`WORDS` too."""

    def __init__(self, fields: Sequence[str], *, searched: bool) -> None:
        self._place = {name: at for at, name in enumerate(fields, start=1)}
        self._lists = [self._place[name] for name in LISTS if name in self._place]
        self._searched = searched
        self.names = [f"prepared.{name}" for name in (*MARKS, *(WORDS if searched else ()))]

    def parts(self, columns: Sequence[Column]) -> Iterator[list[Column]]:
        """The rows completed, fewer at a time where much is told in them: tokens are three times as long as texts."""
        count = len(columns[0])
        size = sum(len(text) for name in _LONG if name in self._place for text in columns[self._place[name]] if text)
        step = count // (1 + size // _AT_ONCE) or 1
        for start in range(0, max(1, count), step):
            yield self._completed([column[start : start + step] for column in columns])

    def _completed(self, columns: Sequence[Column]) -> list[Column]:
        nothing = [None] * len(columns[0])

        def of(name: str) -> Column:
            at = self._place.get(name)
            return nothing if at is None else columns[at]

        names = [name or "" for name in of("name")]
        region = [
            "" if given or not address else regions.of_address(address)
            for given, address in zip(of("region"), of("address"), strict=True)
        ]
        phones = [[digits(phone) for phone in several] if several else () for several in of("phone")]
        emails = [[fold(email) for email in several] if several else () for several in of("email")]
        made: list[Column] = [list(map(sort_key, names)), region, _lined(phones), _lined(emails)]
        if self._searched:
            made += self._words(names, region, phones, of)
        kept = list(columns)
        for at in self._lists:
            kept[at] = [stored_list(several) if several else None for several in columns[at]]
        return [*kept, *made]

    def _words(self, names: Column, region: Column, phones: Column, of: Any) -> list[Column]:
        companies = [company or "" for company in of("company")]
        called = [f"{name} {company}" for name, company in zip(names, companies, strict=True)]
        keys = [
            customer_keys(name, company, numbers, emails or (), wechat or "")
            for name, company, numbers, emails, wechat in zip(
                names, companies, phones, of("email"), of("wechat"), strict=True
            )
        ]
        known = [given or found for given, found in zip(of("region"), region, strict=True)]
        told = [of(name) for name in _TOLD if name in self._place]
        tags = [" ".join(several) if several else "" for several in of("tags")]
        body = [" ".join(filter(None, words)) for words in zip(of("address"), known, *told, tags, strict=True)]
        return [grams_of_many(texts) for texts in (called, keys, body)]


def _lined(several: Column) -> Column:
    return ["\n".join(marks) if marks else None for marks in several]


def opened(field: str, value: Any) -> Any:
    """The value of ``field`` as cleaning made it."""
    return listed(value) if value is not None and field in LISTS else value
