"""Fields of the shop's own behave like the shipped ones, everywhere below the window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.listing import Filter, ListQuery

ADD = N_("undo", "Add customer")
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "皮肤类型": ("choice", ("干性", "油性")),
    "Shoe size": ("number", ()),
    "押金": ("money", ()),
    "入会日": ("date", ()),
    "会员": ("bool", ()),
    "网页": ("link", ()),
    "爱好": ("text", ()),
}
VALUES: dict[str, tuple[Any, Any]] = {
    "皮肤类型": ("油性", "油性"),
    "shoe_size": ("42.5", Decimal("42.5")),
    "押金": ("¥1,200.50", 120050),
    "入会日": ("2024-03-01", date(2024, 3, 1)),
    "会员": ("是", True),
    "网页": ("https://example.com", "https://example.com"),
    "爱好": ("书法", "书法"),
}


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Add field")) as work:
        for label, (kind, choices) in FIELDS.items():
            services.custom_fields.add(work, "customers", label, kind, choices)  # type: ignore[arg-type]
    return services


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


def find(services: Services, *filters: Filter, sort: str = "name") -> list[int]:
    return [row.id for row in services.listing.first(ListQuery("customers", filters=filters, sort=sort))]


def test_values_come_back_typed_and_can_be_searched(shop: Services) -> None:
    customer = add(shop, **{name: given for name, (given, _) in VALUES.items()})
    found = shop.customers.rows([customer])[0]
    for name, (_, expected) in VALUES.items():
        assert getattr(found, name) == expected
    assert shop.search.find("书法").results[0].id == customer
    with shop.write(ADD) as work:
        shop.customers.update(work, customer, {"爱好": "茶道", "会员": False})
    assert shop.search.find("书法").total == 0
    assert shop.search.find("茶道").total == 1
    shop.history.undo_last()
    assert shop.customers.rows([customer])[0].爱好 == "书法"


def test_undoing_a_first_value_takes_it_out_of_the_search(shop: Services) -> None:
    customer = add(shop)
    with shop.write(ADD) as work:
        shop.customers.update(work, customer, {"爱好": "书法"})
    assert shop.search.find("书法").total == 1
    shop.history.undo(work.id)
    assert shop.search.find("书法").total == 0


def test_they_filter_and_sort_as_what_they_are(shop: Services) -> None:
    low, high = add(shop, shoe_size=9, 皮肤类型="干性"), add(shop, shoe_size=42, 会员=True)
    none = add(shop)
    assert find(shop, sort="shoe_size") == [low, high, none]
    assert find(shop, Filter("shoe_size", "gt", Decimal(10))) == [high]
    assert find(shop, Filter("皮肤类型", "eq", "干性")) == [low]
    assert find(shop, Filter("会员", "eq", True)) == [high]
    assert find(shop, Filter("皮肤类型", "empty")) == [high, none]


def test_values_that_do_not_fit_are_refused_by_name(shop: Services) -> None:
    with pytest.raises(ValidationError) as caught:
        add(shop, 皮肤类型="混合", shoe_size="big", 入会日="2024-02-30", 会员="maybe")
    assert set(caught.value.problems) == {"皮肤类型", "shoe_size", "入会日", "会员"}


def test_a_deleted_field_disappears_and_undo_brings_it_back_with_its_values(shop: Services) -> None:
    customer = add(shop, 爱好="书法")
    field = next(one for one in shop.custom_fields.fields("customers") if one.spec.name == "爱好")
    with shop.write(N_("undo", "Delete field")) as work:
        shop.custom_fields.delete(work, field.id)
    assert "爱好" not in shop.custom_fields.entity("customers").names()
    assert shop.search.find("书法").total == 0
    with pytest.raises(UserError):
        find(shop, Filter("爱好", "eq", "书法"))
    shop.history.undo_last()
    assert find(shop, Filter("爱好", "eq", "书法")) == [customer]
    assert shop.search.find("书法").total == 1


def test_names_are_unique_and_labels_can_change(shop: Services) -> None:
    for label in ("爱好", "SHOE SIZE", "Phone", "phone"):
        with pytest.raises(UserError), shop.write(ADD) as work:
            shop.custom_fields.add(work, "customers", label, "text")
    with pytest.raises(ValidationError), shop.write(ADD) as work:
        shop.custom_fields.add(work, "customers", "Colour", "choice")
    field = shop.custom_fields.fields("customers")[0]
    with shop.write(ADD) as work:
        shop.custom_fields.change(work, field.id, label="Skin", choices=["干性", "油性", "混合"])
    changed = shop.custom_fields.fields("customers")[0]
    assert (changed.spec.name, str(changed.spec.label)) == ("皮肤类型", "Skin")
    add(shop, 皮肤类型="混合")
