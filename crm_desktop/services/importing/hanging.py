"""What hangs on customers and has no list of its own: the log of contacts, and how customers belong together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crm_desktop.core.clock import from_ms, to_ms
from crm_desktop.core.entities import NOT_SAME
from crm_desktop.services.importing import reasons, titles
from crm_desktop.services.importing.comparing import says_the_same
from crm_desktop.services.importing.simple import LinkedImport, Refused, Values
from crm_desktop.services.not_same import NotSameService
from crm_desktop.services.relations import INVERSE

_MINUTE = 60_000
"""In milliseconds; files say when something was to the minute."""


class ActivityImport(LinkedImport):
    """Known is what was written down for the same customer, of the same type, in the same minute, in the same words."""

    entity = "activities"
    required = ("content", reasons.CONTENT_MISSING)
    _NAMES = ("customer", "deal", "type", "at", "content", "response", "staff")
    _SQL = (
        "SELECT a.customer_id, a.deal_id, a.type, a.at, a.content, a.response, s.name FROM activity a "
        "LEFT JOIN staff s ON s.id = a.staff_id WHERE a.id = ?"
    )

    def _prepare(self) -> None:
        super()._prepare()
        self._known: dict[tuple[Any, ...], list[int]] = {}
        rows = self._work.execute("SELECT id, customer_id, type, at FROM activity WHERE deleted_at IS NULL ORDER BY id")
        for record, customer, kind, at in rows.fetchall():
            self._known.setdefault((customer, kind, at // _MINUTE), []).append(record)

    def _linked(self, values: Values) -> Values:
        return {"type": "note", **self._with_deal(super()._linked(values))}

    def _check(self, values: Values) -> None:
        if not values.get("at"):
            raise Refused("at", "", reasons.DATE_MISSING)
        if not values.get("content") and not values.get("response"):
            raise Refused("content", "", reasons.CONTENT_MISSING)

    @staticmethod
    def _key(values: Values) -> tuple[Any, ...]:
        return values.get("customer"), values["type"], to_ms(_moment(values["at"])) // _MINUTE

    def _find(self, values: Values) -> int | None:
        if not values.get("at"):
            return None
        found = [one for one in self._known.get(self._key(values), ()) if self._says(one, values)]
        return next((one for one in found if one not in self._rows_of), found[0] if found else None)

    def _says(self, record: int, values: Values) -> bool:
        content, response = self._row_of("SELECT content, response FROM activity WHERE id = ?", record)
        if not values.get("content"):
            return content == "" and says_the_same(response, values.get("response", ""))
        return says_the_same(content, values["content"])

    def _current(self, record: int) -> Mapping[str, Any]:
        current = dict(zip(self._NAMES, self._row_of(self._SQL, record), strict=True))
        return {**current, "at": from_ms(current["at"]).astimezone().strftime("%Y-%m-%d %H:%M")}

    def _create(self, values: Values) -> int:
        made = self._s.activities.log(
            self._work,
            values.get("customer"),
            values["type"],
            values.get("content", ""),
            response=values.get("response", ""),
            at=_moment(values["at"]),
            staff=values.get("staff", ""),
            deal_id=values.get("deal"),
        )
        self._known.setdefault(self._key(values), []).append(made)
        return made

    def _update(self, record: int, patch: Values) -> None:
        self._s.activities.update(self._work, record, patch)


class RelationImport(LinkedImport):
    """Known is what stands there already, whichever side wrote it down."""

    entity = "relations"
    required = ("kind", reasons.RELATION_MISSING)
    _NAMES = ("customer", "other", "kind")

    def _prepare(self) -> None:
        super()._prepare()
        self._known: dict[tuple[int, int, str], int] = {}
        self._pairs: list[tuple[int, int, str]] = []
        for customer, other, kind in self._work.execute(
            "SELECT customer_id, other_id, kind FROM relation UNION ALL SELECT customer_id, other_id, ? FROM not_same",
            (NOT_SAME.key,),
        ).fetchall():
            self._remember(customer, other, kind)

    def _remember(self, customer: int, other: int, kind: str) -> int:
        place = len(self._pairs)
        self._pairs.append((customer, other, kind))
        self._known.setdefault((customer, other, kind), place)
        if kind == NOT_SAME.key or kind in INVERSE or self._s.relations.is_mutual(kind):
            self._known.setdefault((other, customer, INVERSE.get(kind, kind)), place)
        return place

    def _linked(self, values: Values) -> Values:
        linked = self._with_customer(self._with_customer(values, "customer"), "other")
        for name in ("customer", "other"):
            if linked.get(name) is None:
                raise Refused(name, "", reasons.CUSTOMER_MISSING)
        if linked["customer"] == linked["other"]:
            raise Refused("other", str(values["other"]), reasons.WITH_ONESELF)
        return linked

    def _find(self, values: Values) -> int | None:
        return self._known.get((values["customer"], values["other"], values.get("kind", "")))

    def _existing(self, number: int, _record: int, _values: Values, read: Values) -> None:
        """There is nothing in it that a file could change."""
        if self._options.mode == "new":
            self._skip(number, read, reasons.EXISTS)
        else:
            self._result.unchanged += 1
            self._result.note("unchanged", number, titles.of_values(self.entity, read.get))

    def _current(self, record: int) -> Mapping[str, Any]:
        return dict(zip(self._NAMES, self._pairs[record], strict=True))

    def _create(self, values: Values) -> int:
        customer, other, kind = values["customer"], values["other"], values["kind"]
        if kind == NOT_SAME.key:
            NotSameService(self._s).keep_apart(self._work, customer, other)
        else:
            self._s.relations.add(self._work, customer, other, kind)
        return self._remember(customer, other, kind)

    def _update(self, _record: int, _patch: Values) -> None:
        raise AssertionError("a relation has nothing that a file could change")


def _moment(text: str) -> datetime:
    """A local time as a file says it, with its zone."""
    return datetime.fromisoformat(text).astimezone()
