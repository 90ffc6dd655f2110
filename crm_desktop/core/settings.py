"""Every business setting, declared once. They live in the database, so that backups carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", str, int, bool)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A typed setting: its stored key and the value it has until it is set."""

    key: str
    default: T

    def read(self, value: object) -> T:
        """``value`` if it has the right type, else the default: a hand-edited file must not stop the program."""
        right = type(value) is type(self.default)
        return value if right else self.default  # type: ignore[return-value]


SHOP_NAME = Setting("shop.name", "")
CURRENCY = Setting("shop.currency", "CNY")
REGION = Setting("shop.region", "CN")
KEEP_HISTORY_DAYS = Setting("history.keep_days", 730)
REQUIRED_FIELDS = Setting("entry.required", "")
"""``customers:phone deals:amount``: kind of record and field, separated by blanks."""
LOYAL_ORDERS = Setting("lifecycle.loyal_orders", 5)
OPENS, CLOSES = Setting("shop.opens", 9 * 60), Setting("shop.closes", 19 * 60)
"""Minutes of the day between which the shop is open."""
