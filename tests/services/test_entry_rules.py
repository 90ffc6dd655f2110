"""Entry rules: what a form asks for, kept with the shop, undoable, and named in the quality report."""

from __future__ import annotations

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.quality import QualityService

RULE = N_("undo", "Change an entry rule")


def require(services: Services, entity: str, *names: str) -> None:
    with services.write(RULE) as work:
        services.entry_rules.require(work, entity, names)


def test_nothing_is_asked_for_at_first(services: Services) -> None:
    assert services.entry_rules.required("customers") == () == services.entry_rules.required("deals")
    assert services.entry_rules.missing("customers", {"phone": [], "source": ""}) == {}


def test_a_new_record_must_have_it_and_an_old_one_may_not_lose_it(services: Services) -> None:
    require(services, "customers", "phone", "source")
    require(services, "deals", "amount")
    rules = services.entry_rules
    assert rules.required("customers") == ("phone", "source")
    assert rules.required("deals") == ("amount",)
    assert set(rules.missing("customers", {"phone": [], "source": "", "notes": ""})) == {"phone", "source"}
    assert set(rules.missing("customers", {"phone": ["138"], "source": None})) == {"source"}
    assert rules.missing("deals", {"amount": 0}) == {}
    lacking = {"phone": [], "source": "Fair"}
    assert rules.missing("customers", lacking, before=lacking) == {}
    assert set(rules.missing("customers", {"phone": [], "source": ""}, before=lacking)) == {"source"}
    require(services, "customers")
    assert rules.required("customers") == ()
    assert rules.required("deals") == ("amount",)


def test_own_fields_can_be_asked_for_until_they_are_deleted(services: Services) -> None:
    with services.write(RULE) as work:
        for label, kind in (("Shoe size", "number"), ("May get offers", "bool")):
            services.custom_fields.add(work, "customers", label, kind)  # type: ignore[arg-type]
    own = [spec.name for spec in services.entry_rules.offered("customers") if spec.custom]
    assert own == ["shoe_size"]
    require(services, "customers", "shoe_size", "phone")
    assert set(services.entry_rules.missing("customers", {"phone": ["1"], "shoe_size": None})) == {"shoe_size"}
    with services.write(RULE) as work:
        services.custom_fields.delete(work, services.custom_fields.fields("customers")[0].id)
    assert services.entry_rules.required("customers") == ("phone",)


def test_what_the_program_fills_in_can_not_be_asked_for(services: Services) -> None:
    for entity, name in (
        ("customers", "total_spent"),
        ("customers", "code"),
        ("deals", "stage"),
        ("deals", "nonsense"),
    ):
        with pytest.raises(ValueError, match=name):
            require(services, entity, name)


def test_a_rule_is_a_change_like_any_other(services: Services) -> None:
    require(services, "customers", "phone")
    services.history.undo_last()
    assert services.entry_rules.required("customers") == ()
    services.history.redo_last()
    assert services.entry_rules.required("customers") == ("phone",)


def test_the_quality_report_names_who_lacks_it(services: Services) -> None:
    with services.write(RULE) as work:
        bare = services.customers.create(work, {"name": "张伟"})
        services.customers.create(work, {"name": "李娜", "source": "Fair", "phone": ["13812345678"]})
    require(services, "customers", "phone", "source")
    found = {issue.kind: issue for issue in QualityService(services).report()}
    assert found["asked:source"].ids == (bare,)
    assert found["asked:source"].fix == "source"
    assert str(found["asked:source"].title) == "Without: Source"
    assert found["no_phone"].ids == (bare,)
    assert "asked:phone" not in found
