"""What a shop sets up of a pipeline besides its stages: the goal of each month, and what its cards say.

Both are kept among the shop's settings, so that backups carry them and undo takes them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from crm_desktop.core.settings import Setting

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

CARD_FIELDS = ("customer", "amount", "next", "owner", "probability", "closing", "days", "tags")
"""What a card may say besides its title, in the order in which it stands there."""
USUAL_CARD = frozenset(CARD_FIELDS[:4])

_AS_USUAL = -1
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_GOALS = "SELECT s.key, s.value FROM shop_setting s JOIN pipeline p ON s.key GLOB 'pipeline.' || p.id || '.goal*' "
_LIVE = "WHERE p.deleted_at IS NULL AND json_type(s.value) = 'integer'"


def _usual(pipeline_id: int) -> Setting[int]:
    return Setting(f"pipeline.{pipeline_id}.goal", 0)


def _of_month(pipeline_id: int, month: str) -> Setting[int]:
    if not _MONTH.fullmatch(month):
        raise ValueError(f"not a month: {month}")
    return Setting(f"pipeline.{pipeline_id}.goal.{month}", _AS_USUAL)


def _card(pipeline_id: int) -> Setting[str]:
    return Setting(f"pipeline.{pipeline_id}.card", ",".join(CARD_FIELDS[:4]))


class PipelineGoals:
    """How much should be won in a month, in minor units: one goal for every month and others for single ones."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def usual(self, pipeline_id: int) -> int:
        """The goal of every month that has none of its own; 0 is none."""
        return self._s.settings.get(_usual(pipeline_id))

    def own(self, pipeline_id: int, month: str) -> int | None:
        """What was set for ``month`` (``YYYY-MM``) alone; None where it is as usual."""
        found = self._s.settings.get(_of_month(pipeline_id, month))
        return None if found < 0 else found

    def goal(self, pipeline_id: int, month: str) -> int:
        """What should be won in ``month``; 0 where there is no goal."""
        own = self.own(pipeline_id, month)
        return self.usual(pipeline_id) if own is None else own

    def won(self, pipeline_id: int, month: str) -> int:
        """The amount of the deals won in ``month``."""
        sql = (
            "SELECT coalesce(sum(amount), 0) FROM deal WHERE pipeline_id = ? AND status = 'won' "
            "AND deleted_at IS NULL AND closed BETWEEN ? AND ?"
        )
        params = (pipeline_id, f"{month}-01", f"{month}-31")
        return int(self._s.db.execute_sql(sql, params).fetchone()[0])

    def set(self, work: UnitOfWork, pipeline_id: int, usual: int, months: Mapping[str, int | None]) -> None:
        """Store the goal of every month and those of ``months``; None takes a month's own goal away."""
        settings = self._s.settings
        wanted = {_usual(pipeline_id): usual}
        for month, amount in months.items():
            wanted[_of_month(pipeline_id, month)] = _AS_USUAL if amount is None else amount
        for setting, value in wanted.items():
            if settings.get(setting) != value:
                settings.set(work, setting, value)


def goals_of_all(query: Callable[..., Iterable[tuple[Any, ...]]], months: Collection[str]) -> dict[str, int]:
    """The goals of all pipelines together, by month; empty where the shop has none. ``query`` runs SQL."""
    found = {str(key): int(value) for key, value in query(_GOALS + _LIVE)}
    usual = {key: amount for key, amount in found.items() if key.endswith(".goal")}
    goals = {}
    for month in months:
        own = {key.removesuffix(f".{month}"): amount for key, amount in found.items() if key.endswith(month)}
        goals[month] = sum((usual | {key: amount for key, amount in own.items() if amount >= 0}).values())
    return goals if any(goals.values()) else {}


class PipelineCards:
    """What the cards of a pipeline say besides their title."""

    def __init__(self, services: Services) -> None:
        self._s = services

    def fields(self, pipeline_id: int) -> frozenset[str]:
        """Some of :data:`CARD_FIELDS`."""
        stored = self._s.settings.get(_card(pipeline_id)).split(",")
        return frozenset(field for field in stored if field in CARD_FIELDS)

    def choose(self, work: UnitOfWork, pipeline_id: int, fields: Collection[str]) -> None:
        """Store what the cards say; raises ``ValueError`` for what a card has not."""
        unknown = set(fields) - set(CARD_FIELDS)
        if unknown:
            raise ValueError(f"no field of a card: {', '.join(sorted(unknown))}")
        self._s.settings.set(work, _card(pipeline_id), ",".join(field for field in CARD_FIELDS if field in fields))
