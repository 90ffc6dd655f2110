"""Typed reading and writing of the shop's settings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from crm_desktop.core.settings import Setting
from crm_desktop.models.shop import ShopSetting

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

T = TypeVar("T", str, int, bool)


class SettingsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    def get(self, setting: Setting[T]) -> T:
        row = self._s.db.execute_sql("SELECT value FROM shop_setting WHERE key = ?", (setting.key,)).fetchone()
        return setting.read(json.loads(row[0])) if row else setting.default

    def chosen(self, setting: Setting[T]) -> bool:
        """Whether somebody has said it, be it the same as the default."""
        return self._s.db.execute_sql("SELECT 1 FROM shop_setting WHERE key = ?", (setting.key,)).fetchone() is not None

    def set(self, work: UnitOfWork, setting: Setting[T], value: T) -> None:
        """Raises ``TypeError`` for a value of another type than the setting's."""
        if type(value) is not type(setting.default):
            raise TypeError(f"{setting.key} takes {type(setting.default).__name__}")
        stored = json.dumps(value, ensure_ascii=False)
        row = self._s.db.execute_sql("SELECT id FROM shop_setting WHERE key = ?", (setting.key,)).fetchone()
        if row:
            work.update(ShopSetting, row[0], {"value": stored})
        else:
            work.insert(ShopSetting, key=setting.key, value=stored)
