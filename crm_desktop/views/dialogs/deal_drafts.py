"""What was typed into a form that was left with Esc: kept while the window is open."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from crm_desktop.views.app_context import AppContext

_kept: WeakKeyDictionary[AppContext, dict[str, dict[str, Any]]] = WeakKeyDictionary()


def keep(ctx: AppContext, form: str, values: dict[str, Any]) -> None:
    """Remember ``values`` for the next time ``form`` is opened empty."""
    _kept.setdefault(ctx, {})[form] = values


def take(ctx: AppContext, form: str) -> dict[str, Any] | None:
    """What was kept, once; None where nothing was."""
    return _kept.get(ctx, {}).pop(form, None)
