"""Which class brings in which kind of record. Each is loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol


class RowsImport(Protocol):
    """What brings clean rows of one kind of record into the database."""

    def take(self, columns: Sequence[Sequence[Any]]) -> None:
        """Rows: their numbers, then their values of each field."""

    def finish(self) -> None: ...


def importer_for(entity: str) -> Callable[..., RowsImport]:
    """What brings in the records of ``entity``."""
    if entity == "customers":
        from crm_desktop.services.importing.customers import CustomerImport

        return CustomerImport
    if entity == "orders":
        from crm_desktop.services.importing.orders import OrderImport

        return OrderImport
    if entity == "payments":
        from crm_desktop.services.importing.payments import PaymentImport

        return PaymentImport
    from crm_desktop.services.importing import hanging, products, simple

    return {
        "products": products.ProductImport,
        "deals": simple.DealImport,
        "followups": simple.FollowUpImport,
        "activities": hanging.ActivityImport,
        "relations": hanging.RelationImport,
    }[entity]
