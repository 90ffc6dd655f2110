"""Products from clean rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.services.importing.comparing import called
from crm_desktop.services.importing.simple import SimpleImport, Values


class ProductImport(SimpleImport):
    """Products are known by their number, else by their name; those of one name that a file sells by several units are
    as many products.
    """

    entity = "products"

    def _prepare(self) -> None:
        rows = self._work.execute("SELECT id, code, name, unit FROM product WHERE deleted_at IS NULL ORDER BY id DESC")
        self._codes: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._units: dict[tuple[str, str], int] = {}
        for product, code, name, unit in rows.fetchall():
            self._names[called(name)] = product
            self._units[called(name), called(unit)] = product
            if code:
                self._codes[code] = product

    def _find(self, values: Values) -> int | None:
        if values.get("code") and values["code"] in self._codes:
            return self._codes[values["code"]]
        found = self._named(called(values.get("name", "")), called(values.get("unit") or ""))
        if found is not None and values.get("code"):
            other = self._s.products.get(found).code
            return found if not other else None
        return found

    def _named(self, name: str, unit: str) -> int | None:
        """The product of this name and unit, else one of this name that no row above has been."""
        found = self._names.get(name)
        if found is None or not unit:
            return found
        same = self._units.get((name, unit))
        if same is not None:
            return same
        other = self._s.products.get(found).unit
        return None if found in self._rows_of and other and called(other) != unit else found

    def _current(self, record: int) -> Mapping[str, Any]:
        product = self._s.products.get(record)
        return {name: getattr(product, name) for name in self._fields}

    def _create(self, values: Values) -> int:
        product = self._s.products.create(self._work, values)
        self._names.setdefault(called(values["name"]), product)
        self._units.setdefault((called(values["name"]), called(values.get("unit") or "")), product)
        if values.get("code"):
            self._codes[values["code"]] = product
        return product

    def _update(self, record: int, patch: Values) -> None:
        self._s.products.update(self._work, record, patch)
