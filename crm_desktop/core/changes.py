"""What a committed unit of work touched, and the one bus that tells everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Entity name → ids of the records that were inserted, changed or removed.

    ``everything`` is set after a change made outside this process or a switch of
    generation, when the ids are not known: every page is stale then.
    """

    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    change: int | None = None
    everything: bool = False

    def touches(self, *entities: str) -> bool:
        return self.everything or any(self.ids.get(entity) for entity in entities)

    def of(self, entity: str) -> frozenset[int]:
        return self.ids.get(entity, frozenset())


Listener = Callable[[Changes, object], None]


class ChangeBus:
    """Publishes :class:`Changes` with the ``origin`` that made them, so that an editor can skip its own echo."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener(changes, origin)`` after each commit; returns the way to unsubscribe."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: Changes, origin: object = None) -> None:
        for listener in list(self._listeners):
            listener(changes, origin)


def collect(pairs: Iterable[tuple[str, int]], change: int | None = None) -> Changes:
    """Build :class:`Changes` from ``(entity, id)`` pairs."""
    ids: dict[str, set[int]] = {}
    for entity, record_id in pairs:
        ids.setdefault(entity, set()).add(record_id)
    return Changes({entity: frozenset(found) for entity, found in ids.items()}, change)
