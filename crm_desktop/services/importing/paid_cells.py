"""Cells that say whether an order is paid where others say how much of it: ``yes``, ``否``, ``已付``, a ticked box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.money import NOT_A_NUMBER, MoneyError
from crm_desktop.core.text import fold
from crm_desktop.services.importing.model import EMPTY, SKIP
from crm_desktop.services.importing.reasons import LEFT_OUT

NEITHER = N_("import", "This is neither an amount nor yes or no")
IN_PART = N_("import", "Paid in part: say how much")
ALL_PAID = N_("import", "Taken to mean that the whole order is paid")
NOT_PAID = N_("import", "Taken to mean that nothing of the order is paid")

ALL, NOTHING, PART = "1", "0", "part"
"""What a word may mean. How much a part is can't be told: somebody has to say it."""

MEANINGS = ((ALL, N_("import", "All of it is paid")), (NOTHING, N_("import", "Nothing of it is paid")))
"""What a person may answer for a word."""


def cleaner(amount: Callable[[Any], int], words: Mapping[str, str], *, ticks: bool) -> Callable[[Any], Any]:
    """Amounts as ``amount`` reads them; words and ticks as whether all is paid.

    ``1`` and ``0`` are amounts, but in a column of ``ticks``.
    """

    def clean(value: Any) -> int | bool | None:
        if isinstance(value, bool):
            return value
        said = _said(str(value), words)
        if said == SKIP:
            raise MoneyError(LEFT_OUT.fill(value=value))
        if said == EMPTY:
            return None
        try:
            number = amount(value)
        except MoneyError as error:
            if said in (ALL, NOTHING):
                return said == ALL
            raise MoneyError(IN_PART if said == PART else NEITHER) if error.reason == NOT_A_NUMBER else error from error
        return said == ALL if ticks and said in (ALL, NOTHING) else number

    return clean


def _said(text: str, words: Mapping[str, str]) -> str:
    folded = fold(text.removesuffix(".0"))
    return words.get(folded) or words.get(fold(folded.replace("_", " ").replace("-", " ")), "")


def without_words(texts: Iterable[str], words: Mapping[str, str]) -> set[str]:
    """Those that may be amounts: words tell nothing of how a column writes its numbers."""
    return {text for text in texts if not _said(text, words) or text.strip().isdecimal()}


def is_question(reason: Text, value: str) -> bool:
    """Whether a refused cell is a word whose meaning can be asked once for the whole column."""
    unknown = reason.source == NEITHER.source and not any(map(str.isdigit, value))
    return unknown or reason.source == IN_PART.source


def explain(after: bool) -> Text:
    """What a cell that is no amount was taken for."""
    return ALL_PAID if after else NOT_PAID


def shown(after: bool) -> str:
    """How much of the order is paid then."""
    return "100%" if after else "0"
