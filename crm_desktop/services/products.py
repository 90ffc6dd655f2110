"""What the shop sells."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.limits import TOO_LARGE, TOO_LONG, is_too_large, is_too_long
from crm_desktop.core.text import fold, sort_key, whole
from crm_desktop.models.order import Product as ProductRow

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

_COLUMNS = "id, code, name, category, unit, price, cost, active, notes, row_version, created_at, updated_at, deleted_at"


@dataclass(frozen=True, slots=True)
class Product:
    """``price`` and ``cost`` in minor units, None where not known; ``deleted_at`` is None while it is live."""

    id: int
    code: str
    name: str
    category: str
    unit: str
    price: int | None
    cost: int | None
    active: bool
    notes: str
    version: int
    created_at: int
    updated_at: int
    deleted_at: int | None


class ProductsService:
    def __init__(self, services: Services) -> None:
        self._s = services

    # -- reading

    def get(self, product_id: int) -> Product:
        """Raises :class:`UserError` ``not_found``."""
        row = self._s.db.execute_sql(f"SELECT {_COLUMNS} FROM product WHERE id = ?", (product_id,)).fetchone()
        if row is None:
            raise UserError("not_found", N_("product", "This product does not exist any more."))
        return _product(row)

    def all(self, *, only_active: bool = True) -> list[Product]:
        """Live products by name."""
        where = " AND active = 1" if only_active else ""
        rows = self._s.db.execute_sql(
            f"SELECT {_COLUMNS} FROM product WHERE deleted_at IS NULL{where} ORDER BY name_key, id"
        )
        return [_product(row) for row in rows]

    def rows(self, ids: Sequence[int]) -> list[Product]:
        """The products ``ids`` in that order, deleted ones included; unknown ids are left out."""
        found: dict[int, Product] = {}
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            marks = ",".join("?" * len(part))
            for row in self._s.db.execute_sql(f"SELECT {_COLUMNS} FROM product WHERE id IN ({marks})", part):
                found[row[0]] = _product(row)
        return [found[product_id] for product_id in ids if product_id in found]

    def find(self, name_or_code: str) -> Product | None:
        """The live product of exactly this code or name (letters' case and width aside)."""
        wanted = whole(name_or_code).strip()
        if not wanted:
            return None
        ways = (("code = ? AND code <> ''", wanted), ("name = ?", wanted), ("name_key = ?", sort_key(wanted)))
        for where, value in ways:  # each by its index; together they would look at every product
            sql = f"SELECT {_COLUMNS} FROM product WHERE deleted_at IS NULL AND {where}"
            row = self._s.db.execute_sql(sql, (value,)).fetchone()
            if row:
                return _product(row)
        return None

    def suggest(self, text: str, limit: int = 12) -> list[Product]:
        """Products whose name, code, pinyin or category holds ``text``; those that begin with it first."""
        wanted = fold(text)
        found: list[tuple[int, Product]] = []
        for row in self._s.db.execute_sql(
            f"SELECT {_COLUMNS}, name_key FROM product WHERE deleted_at IS NULL AND active = 1 ORDER BY name_key, id"
        ):
            product, spoken = _product(row[:-1]), row[-1].partition("\t")[0]
            initials = "".join(part[0] for part in spoken.split())
            texts = (fold(product.name), fold(product.code), spoken.replace(" ", ""), initials, fold(product.category))
            if any(part.startswith(wanted) for part in texts):
                found.append((0, product))
            elif any(wanted in part for part in texts):
                found.append((1, product))
        found.sort(key=lambda pair: pair[0])
        return [product for _, product in found[:limit]]

    def categories(self) -> list[str]:
        rows = self._s.db.execute_sql(
            "SELECT DISTINCT category FROM product WHERE deleted_at IS NULL AND category <> '' ORDER BY category"
        )
        return [row[0] for row in rows]

    def units(self) -> list[str]:
        """Units in use, such as ``box``, the commonest first."""
        rows = self._s.db.execute_sql(
            "SELECT unit FROM product WHERE deleted_at IS NULL AND unit <> '' "
            "GROUP BY unit ORDER BY count(*) DESC, unit"
        )
        return [row[0] for row in rows]

    # -- changing

    def create(self, work: UnitOfWork, values: Mapping[str, Any]) -> int:
        """A new product; ``values`` by the field names of the entity. Raises :class:`ValidationError`."""
        return work.insert(ProductRow, **self._columns({"name": "", **values}, None))

    def update(self, work: UnitOfWork, product_id: int, patch: Mapping[str, Any], version: int | None = None) -> bool:
        """Change the fields in ``patch``; orders keep the name and price they were written with."""
        return work.update(ProductRow, product_id, self._columns(patch, product_id), version)

    def delete(self, work: UnitOfWork, product_id: int) -> None:
        """Into the recycle bin; orders that hold it stay as they are."""
        work.delete(ProductRow, product_id)

    def restore(self, work: UnitOfWork, product_id: int) -> None:
        """Out of the recycle bin; a number that was given again meanwhile is replaced: ``T1`` by ``T1-2``."""
        code = self.get(product_id).code
        if self._taken(code, product_id):
            free = (f"{code}-{count}" for count in itertools.count(2))
            found = next(one for one in free if not self._taken(one, product_id))
            work.update(ProductRow, product_id, {"code": found})
        work.put_back(ProductRow, product_id)

    def find_or_create(self, work: UnitOfWork, name: str, *, price: int | None = None) -> int | None:
        """The product of this name or code, made when there is none.

        None where it would be made with a ``price`` below zero: a discount on an order is nothing that the shop sells.
        """
        found = self.find(name)
        if found is not None:
            return found.id
        return None if price is not None and price < 0 else self.create(work, {"name": name, "price": price})

    def _taken(self, code: str, own_id: int | None) -> bool:
        sql = "SELECT 1 FROM product WHERE code = ? AND code <> '' AND deleted_at IS NULL AND id IS NOT ?"
        return bool(code) and self._s.db.execute_sql(sql, (code, own_id)).fetchone() is not None

    def _columns(self, patch: Mapping[str, Any], own_id: int | None) -> dict[str, Any]:
        problems: dict[str, Text] = {}
        values: dict[str, Any] = {}
        for field in ("name", "code", "category", "unit", "notes"):
            if field in patch:
                values[field] = whole(str(patch[field] or "")).strip()
                if is_too_long(values[field]):
                    problems[field] = TOO_LONG
        if "name" in values:
            if not values["name"]:
                problems["name"] = N_("product", "A product needs a name.")
            values["name_key"] = sort_key(values["name"])
        if self._taken(values.get("code", ""), own_id):
            problems["code"] = N_("product", "Another product has this number.")
        for field in ("price", "cost"):
            if field in patch:
                values[field] = patch[field]
                if patch[field] is not None and patch[field] < 0:
                    problems[field] = N_("product", "It can't be below zero.")
                elif is_too_large(patch[field]):
                    problems[field] = TOO_LARGE
        if "active" in patch:
            values["active"] = int(bool(patch["active"]))
        if problems:
            raise ValidationError(next(iter(problems.values())), problems)
        return values


def _product(row: tuple[Any, ...]) -> Product:
    values: list[Any] = [*row[:7], bool(row[7]), *row[8:]]
    return Product(*values)
