"""Ready-made texts: shipped in both languages, the shop's own from the first change on, every change undoable."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.context import Services
from crm_desktop.services.customers import Customer


def add(services: Services, **values: Any) -> Customer:
    with services.write(N_("undo", "New customer")) as work:
        made = services.customers.create(work, values)
    found = services.customers.get(made)
    assert found is not None
    return found


def test_shipped_in_the_language_in_force(services: Services, zh: None) -> None:
    assert "没人接" in [one.name for one in services.templates.all()]
    assert any("{姓名}" in one.content for one in services.templates.all())
    assert not any("{name}" in one.content for one in services.templates.all())


def test_the_kind_asked_for_comes_first(services: Services) -> None:
    kinds = [one.kind for one in services.templates.all("wechat")]
    assert kinds[0] == "wechat"
    assert kinds.index("") < kinds.index("call")


def test_typing_narrows(services: Services) -> None:
    assert [one.name for one in services.templates.find("no ANS")] == ["No answer"]
    assert services.templates.find("zzz") == []


def test_places_are_filled_in_either_language(services: Services) -> None:
    with services.write(N_("undo", "Change a setting")) as work:
        services.settings.set(work, SHOP_NAME, "Tea & Paper")
    ann = add(services, name="Ann {name}", company="Acme")
    filled = services.templates.fill("{name} / {姓名} of { Company } at {店名}: {nothing} {}", ann)
    assert filled == "Ann {name} / Ann {name} of Acme at Tea & Paper: {nothing} {}"


def test_the_first_change_makes_the_list_the_shops_own_and_undo_gives_it_back(services: Services) -> None:
    shipped = services.templates.all()
    with services.write(N_("undo", "Keep a ready-made text")) as work:
        services.templates.add(work, "Asked about the blue pens for the school", kind="call")
    mine = services.templates.all()
    assert len(mine) == len(shipped) + 1
    assert mine[-1].name == "Asked about the…"
    services.history.undo(work.id)
    assert services.templates.all() == shipped


def test_rename_move_and_delete_all_undoable(services: Services) -> None:
    names = [one.name for one in services.templates.all()]
    with services.write(N_("undo", "Change a ready-made text")) as work:
        services.templates.change(work, 1, {"name": "Later", "content": "Call {name} later."})
    assert services.templates.all()[1].name == "Later"
    with services.write(N_("undo", "Reorder the ready-made texts")) as moved:
        services.templates.move(moved, 0, 1)
    assert [one.name for one in services.templates.all()][:2] == ["Later", names[0]]
    with services.write(N_("undo", "Delete a ready-made text")) as gone:
        services.templates.delete(gone, 0)
    assert [one.name for one in services.templates.all()] == [names[0], *names[2:]]
    for change in (gone, moved, work):
        services.history.undo(change.id)
    assert [one.name for one in services.templates.all()] == names


def test_all_deleted_stays_empty(services: Services) -> None:
    with services.write(N_("undo", "Delete a ready-made text")) as work:
        for _ in services.templates.all():
            services.templates.delete(work, 0)
    assert services.templates.all() == []


@pytest.mark.parametrize("values", [{"content": " "}, {"content": "x", "kind": "smoke"}])
def test_what_is_refused(services: Services, values: dict[str, str]) -> None:
    with pytest.raises(ValidationError), services.write(N_("undo", "Keep a ready-made text")) as work:
        services.templates.add(work, **values)


def test_the_same_text_twice_is_refused(services: Services) -> None:
    with pytest.raises(UserError) as refused, services.write(N_("undo", "Keep a ready-made text")) as work:
        services.templates.add(work, "called,  nobody answered.", kind="call")
    assert refused.value.code == "exists"
