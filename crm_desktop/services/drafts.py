"""What was typed and not saved yet. Drafts survive closing, a nested dialog and a crash; they lie in the
database, so that they are as well protected as the records themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import to_ms

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


class DraftsService:
    """``key`` names the form and the record it edits: ``customer:12``, ``customer:new``."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def keep(self, key: str, values: Mapping[str, Any]) -> None:
        """Remember ``values`` (texts, numbers, lists, dates) as the draft of ``key``."""
        stored = json.dumps(dict(values), ensure_ascii=False, default=_plain)
        with self._s.maintain() as db:
            db.execute_sql(
                "INSERT INTO draft(key, value, updated_at) VALUES (?, ?, ?) "
                "ON CONFLICT(key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
                (key, stored, to_ms(self._s.clock.now())),
            )

    def get(self, key: str) -> dict[str, Any] | None:
        """The draft of ``key``; dates come back as ISO texts."""
        row = self._s.db.execute_sql("SELECT value FROM draft WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def drop(self, key: str) -> None:
        """Forget the draft: it was saved or thrown away."""
        if self.get(key) is not None:
            with self._s.maintain() as db:
                db.execute_sql("DELETE FROM draft WHERE key = ?", (key,))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)
