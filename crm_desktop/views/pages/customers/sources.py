"""What the editors of a customer's fields ask of the shop."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.core.settings import CURRENCY, REGION
from crm_desktop.services.context import Services
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.widgets.editors import EditorSources, Found


def editor_sources(services: Services, tags: TagStock) -> EditorSources:
    """Completions and choices read from ``services`` when they are needed."""

    def suggest(field: str, _text: str) -> Sequence[str]:
        return services.customers.suggestions(field)

    def find(_entity: str, text: str) -> Sequence[Found]:
        hits = services.search.find(text, limit=10, kinds=("customer",), exact=False).results
        return [Found(hit.id, hit.title, hit.subtitle) for hit in hits]

    def title(_entity: str, record_id: int) -> str:
        found = services.customers.get(record_id)
        return found.name if found else ""

    return EditorSources(
        today=services.clock.today,
        currency=services.settings.get(CURRENCY),
        region=services.settings.get(REGION),
        choices=services.choices.entries,
        suggest=suggest,
        tags=tags.known,
        find=find,
        title=title,
    )
