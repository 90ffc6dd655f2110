"""What a query may mean, and which of the customers found is meant most likely."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core.phones import digits
from crm_desktop.core.text import fold, is_han, joined, pinyin_full, pinyin_initials

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

Words = list[str]

_PHONE_LIKE = re.compile(r"\+?[\d\s\-().]{3,}")
_LONGEST_NAME = 4
_LEAST_DIGITS = 3
_LEAST_WITH_COUNTRY = 7
"""``8613812`` is most likely the beginning of a mobile with its country; shorter ones are taken as they stand."""


def readings(text: str) -> list[Words]:
    """The ways to read a query, the likeliest first; in each, every word must be found.

    A number typed with blanks, dashes or its country is that number, or else what stands there: ``2026-05-01`` may
    be in a note, ``100-2`` a customer's number. A short name in Chinese characters typed with blanks is that name.
    """
    found: list[Words] = []
    text = text.strip()
    folded = fold(text).split()
    if _PHONE_LIKE.fullmatch(" ".join(folded)):
        number = digits(text)
        if len(number) >= _LEAST_DIGITS:
            found.append([number])
        if number.startswith("861") and len(number) >= _LEAST_WITH_COUNTRY:
            found.append([number[2:]])
    name = joined(" ".join(folded))
    if len(folded) > 1 and len(name) <= _LONGEST_NAME and all(map(is_han, name)):
        found.append([name])
    if folded and folded not in found:
        found.append(folded)
    return found


def rank(services: Services, table: str, ids: Sequence[int], meant: Sequence[Words], limit: int) -> list[int]:
    """The best ``limit`` of ``ids``: the whole before its beginning before a part of it; what a record is called
    before its sound before phone, e-mail and codes before everything else; among equals the newest.
    """
    if not ids or limit <= 0:
        return []
    columns = "name, company, phones, emails, wechat, code" if table == "customer" else _CALLED.get(table)
    if columns is None:
        return sorted(ids, reverse=True)[:limit]
    marks = ",".join("?" * len(ids))
    rows = services.db.execute_sql(f"SELECT id, {columns} FROM {table} WHERE id IN ({marks})", tuple(ids))
    wanted = list(dict.fromkeys(joined(" ".join(words)) for words in meant))
    score = _customer_score if table == "customer" else _score
    scored = [(min(score(row, text) for text in wanted), -row[0]) for row in rows]
    return [-negative for _, negative in sorted(scored)[:limit]]


_CALLED = {
    "deal": "title, number",
    "product": "name, code",
    "sales_order": "number",
    "follow_up": "subject",
}
"""What records of other kinds are called; an entry of the timeline has no name."""
_NAME, _COMPANY, _SOUND, _KEY, _REST = 0, 3, 6, 9, 20


def _score(row: tuple[Any, ...], text: str) -> int:
    name, *codes = (joined(fold(value or "")) for value in row[1:])
    return min(_NAME + _place(name, text), *(_KEY + _place(code, text) for code in codes), _REST)


def _customer_score(row: tuple[Any, ...], text: str) -> int:
    _id, name, company, phones, emails, wechat, code = row
    called, at = joined(fold(name)), joined(fold(company))
    best = min(_NAME + _place(called, text), _COMPANY + _place(at, text), _REST)
    if best > _SOUND and text.isascii():
        sounds = (pinyin_full(name), pinyin_initials(name), pinyin_full(company), pinyin_initials(company))
        best = min(best, *(_SOUND + _place(sound, text) for sound in sounds))
    if best > _KEY:
        numbers = [digits(phone) for phone in json.loads(phones)]
        best = min(best, *(_KEY + _place(number, text, ends=True) for number in numbers), _REST)
        others = (*json.loads(emails), wechat, code)
        best = min(best, *(_KEY + _place(fold(other), text) for other in others))
    return best


def _place(hay: str, text: str, *, ends: bool = False) -> int:
    """0 where ``text`` is all of ``hay``, 1 at its beginning (for a number: or its end), 2 inside, else far away."""
    if text not in hay or not hay:
        return _REST
    if text == hay:
        return 0
    return 1 if hay.startswith(text) or (ends and hay.endswith(text)) else 2
