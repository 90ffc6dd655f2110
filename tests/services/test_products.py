"""Products: names, numbers, finding them while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LABEL = N_("undo", "Test")


def product(services: Services, name: str, **values: Any) -> int:
    with services.write(LABEL) as work:
        return services.products.create(work, {"name": name, **values})


def test_a_product_is_found_by_name_code_and_pinyin(services: Services) -> None:
    tea = product(services, "茉莉花茶 150 克", code="T007", category="茶叶", price=9_800)
    product(services, "青瓷茶杯", code="C001")
    assert services.products.find("t007") is None
    assert services.products.find("T007") == services.products.get(tea)
    assert services.products.find("  茉莉花茶 150 克 ").id == tea  # type: ignore[union-attr]
    for typed in ("茉莉", "moli", "mlhc", "T007", "花茶", "茶叶"):
        assert [found.id for found in services.products.suggest(typed)][:1] == [tea], typed
    assert services.products.suggest("咖啡") == []
    assert services.products.categories() == ["茶叶"]


def test_those_that_begin_with_the_text_come_first(services: Services) -> None:
    product(services, "Green tea")
    product(services, "Tea cup")
    assert [found.name for found in services.products.suggest("tea")] == ["Tea cup", "Green tea"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"code": "A1"}, "code"), ({"price": -1}, "price"), ({"cost": -1}, "cost")],
)
def test_what_can_not_be_stored_is_named_by_field(services: Services, values: dict[str, Any], field: str) -> None:
    product(services, "First", code="A1")
    with pytest.raises(ValidationError) as caught:
        product(services, **{"name": "Second", **values})
    assert field in caught.value.problems
    assert len(services.products.all()) == 1


def test_changed_retired_deleted_restored(services: Services) -> None:
    made = product(services, "Tea", price=100)
    with services.write(LABEL) as work:
        services.products.update(work, made, {"price": 120, "active": False}, services.products.get(made).version)
    assert services.products.all() == []
    assert services.products.all(only_active=False)[0].price == 120
    with services.write(LABEL) as work:
        services.products.delete(work, made)
    assert services.products.all(only_active=False) == []
    assert services.products.get(made).deleted_at is not None
    with services.write(LABEL) as work:
        services.products.restore(work, made)
    assert [found.id for found in services.products.rows([made, 999])] == [made]
    with pytest.raises(UserError) as caught:
        services.products.get(999)
    assert caught.value.code == "not_found"
