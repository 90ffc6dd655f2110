"""While a customer is typed: who it may be, why, and that it is somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QPushButton

from crm_desktop.services.not_same import NotSameService
from crm_desktop.views.pages.customers.form import CustomerForm
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.pages.customers.twin_hint import TwinHint

if TYPE_CHECKING:
    from crm_desktop.views.main_window import MainWindow


@pytest.fixture
def known(window: MainWindow, add_customer: Callable[..., int]) -> int:
    return add_customer(
        window.ctx.services, name="张伟", phone=["13805712046"], email=["zw@example.com"], wechat="wx_zhang"
    )


def form_of(window: MainWindow, customer: int | None = None) -> CustomerForm:
    there = window.ctx.services.customers.get(customer) if customer is not None else None
    form = CustomerForm(window.ctx, TagStock(window.ctx, window), parent=window, customer=there)
    form.open()
    return form


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("phone", ["+86 138-0571-2046"], "same phone"),
        ("email", ["ZW@example.com"], "same e-mail"),
        ("wechat", "WX_zhang", "same WeChat"),
        ("name", "章薇", "name sounds the same"),
        ("name", "Wei Zhang", "first and last name swapped"),
    ],
)
def test_the_hint_says_who_and_why(
    window: MainWindow, known: int, qtbot: Any, field: str, typed: Any, why: str
) -> None:
    form = form_of(window)
    form.form.editor(field).set_value(typed)
    form._changed(field)
    qtbot.waitUntil(lambda: form.twins() == [known])
    hint = form.findChild(TwinHint, "twin_hint")
    assert "Is it 张伟?" in hint.text()
    assert why in hint.text()
    assert not hint.findChild(QPushButton, "apart_twin").isVisible()
    form.reject()


def test_on_an_edit_too_and_it_can_be_said_that_they_are_two(
    window: MainWindow, known: int, add_customer: Callable[..., int], qtbot: Any
) -> None:
    services = window.ctx.services
    other = add_customer(services, name="李娜", phone=["13911112222"])
    form = form_of(window, other)
    form.form.editor("phone").set_value(["13805712046"])
    form.form.editor("name").set_value("张伟")
    form._changed("phone")
    qtbot.waitUntil(lambda: form.twins() == [known])
    form.findChild(QPushButton, "apart_twin").click()
    assert form.twins() == []
    assert NotSameService(services).pairs() == {(known, other)}
    form.accept()
    assert services.customers.get(other).name == "张伟"
    assert not services.customers.get(known).deleted
