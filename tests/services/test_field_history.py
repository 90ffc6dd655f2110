"""What a field was before: in the field's own form, newest first, the shop's own fields included."""

from __future__ import annotations

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.field_history import FieldHistory

EDIT = N_("undo", "Edit customer")


def change(services: Services, customer: int, **values: object) -> int:
    with services.write(EDIT) as work:
        services.customers.update(work, customer, values)
    return work.id


def past(services: Services, customer: int, field: str) -> list[object]:
    return [one.value for one in FieldHistory(services).past(customer, field)]


@pytest.fixture
def customer(services: Services) -> int:
    with services.write(N_("undo", "New field")) as work:
        services.custom_fields.add(work, "customers", "Size", "number")
        services.custom_fields.add(work, "customers", "Member", "bool")
    with services.write(N_("undo", "New customer")) as work:
        return services.customers.create(
            work, {"name": "张伟", "phone": ["13805712046"], "owner": "周倩", "size": 38, "member": True}
        )


def test_a_new_customer_was_nothing_else_before(services: Services, customer: int) -> None:
    assert FieldHistory(services).changed_fields(customer) == frozenset()
    assert past(services, customer, "phone") == []


def test_values_come_back_as_the_field_holds_them(services: Services, customer: int) -> None:
    change(services, customer, phone=["13805712047"], owner="陈杰")
    last = change(services, customer, phone=[], address="文三路 168 号", size=39, member=None)
    change(services, customer, size=40)
    history = FieldHistory(services)
    assert history.changed_fields(customer) == {"phone", "owner", "address", "size", "member"}
    assert past(services, customer, "phone") == [("+8613805712047",), ("+8613805712046",)]
    assert past(services, customer, "owner") == ["周倩"]
    assert past(services, customer, "address") == [""]
    assert past(services, customer, "size") == [39, 38]
    assert past(services, customer, "member") == [True]
    newest = history.past(customer, "phone")[0]
    assert (newest.change, newest.until) == (last, services.clock.now())


def test_other_customers_don_t_mix_in(services: Services, customer: int) -> None:
    with services.write(N_("undo", "New customer")) as work:
        other = services.customers.create(work, {"name": "李娜", "size": 36})
    change(services, other, size=37, wechat="lina")
    assert FieldHistory(services).changed_fields(customer) == frozenset()
    with pytest.raises(KeyError):
        FieldHistory(services).past(customer, "nonsense")
