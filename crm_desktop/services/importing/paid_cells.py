"""Cells that say whether an order is paid where others say how much of it: ``yes``, ``否``, ``已付``, a ticked box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.money import NOT_A_NUMBER, MoneyError
from crm_desktop.core.text import fold

NEITHER = N_("import", "This is neither an amount nor yes or no")
ALL_PAID = N_("import", "Taken to mean that the whole order is paid")
NOT_PAID = N_("import", "Taken to mean that nothing of the order is paid")


def cleaner(amount: Callable[[Any], int], words: Mapping[str, bool]) -> Callable[[Any], int | bool]:
    """Amounts as ``amount`` reads them, ``1`` and ``0`` among them; words and ticks as whether all is paid."""

    def clean(value: Any) -> int | bool:
        if isinstance(value, bool):
            return value
        try:
            return amount(value)
        except MoneyError as error:
            said = words.get(fold(str(value)))
            if said is not None:
                return said
            raise MoneyError(NEITHER) if error.reason == NOT_A_NUMBER else error from error

    return clean


def without_words(texts: Iterable[str], words: Mapping[str, bool]) -> set[str]:
    """Those that may be amounts: words tell nothing of how a column writes its numbers."""
    return {text for text in texts if fold(text) not in words or text.strip().isdecimal()}


def explain(after: bool) -> Text:
    """What a cell that is no amount was taken for."""
    return ALL_PAID if after else NOT_PAID


def shown(after: bool) -> str:
    """How much of the order is paid then."""
    return "100%" if after else "0"
