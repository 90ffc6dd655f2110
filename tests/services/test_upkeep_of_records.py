"""Drafts, files, field history, retention and the quality report."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.db import DatabaseError
from crm_desktop.services.attachments import LARGEST, safe_name
from crm_desktop.services.context import Services
from crm_desktop.services.quality import QualityService

ADD = N_("undo", "Add customer")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def add(services: Services, **values: object) -> int:
    with services.write(ADD) as work:
        return services.customers.create(work, {"name": "张伟", **values})


def test_a_draft_survives_reopening_and_goes_when_dropped(data_dir: Path, open_shop: Callable[..., Services]) -> None:
    first = open_shop(data_dir)
    first.drafts.keep("customer:new", {"name": "沈若兰", "phone": ["138"], "next_follow_up": date(2026, 9, 25)})
    first.release()
    second = open_shop(data_dir)
    kept = {"name": "沈若兰", "phone": ["138"], "next_follow_up": "2026-09-25"}
    assert second.drafts.get("customer:new") == kept
    assert [change.kind for change in second.history.changes()] == ["setup"]
    second.drafts.drop("customer:new")
    assert second.drafts.get("customer:new") is None


def test_maintenance_can_not_touch_records(services: Services) -> None:
    add(services)
    with pytest.raises(DatabaseError), services.maintain() as db:
        db.execute_sql("UPDATE customer SET name = 'x'")
    assert services.customers.rows([1])[0].name == "张伟"


def test_files_are_kept_checked_and_undone(services: Services, tmp_path: Path) -> None:
    customer = add(services)
    picture = tmp_path / "茶 样.png"
    picture.write_bytes(PNG)
    with services.write(N_("undo", "Add file")) as work:
        kept = services.attachments.add(work, picture, customer_id=customer)
    assert [file.name for file in services.attachments.of(customer_id=customer)] == ["茶 样.png"]
    copy = services.attachments.copy_to(kept, tmp_path / "private")
    assert (copy.name, copy.read_bytes()) == ("茶 样.png", PNG)
    services.history.undo_last()
    assert services.attachments.of(customer_id=customer) == []
    services.history.redo_last()
    stored = next(path for path in services.folder.files.rglob("*") if path.is_file())
    stored.write_bytes(b"changed")
    assert services.attachments.missing() == ["茶 样.png"]
    with pytest.raises(UserError) as caught:
        services.attachments.copy_to(kept, tmp_path / "private")
    assert caught.value.code == "damaged"


def test_files_that_are_refused(services: Services, tmp_path: Path) -> None:
    customer = add(services)
    script, fake, big = tmp_path / "a.exe", tmp_path / "b.png", tmp_path / "c.txt"
    script.write_bytes(b"MZ")
    fake.write_bytes(b"not a picture")
    with big.open("wb") as file:
        os.truncate(file.fileno(), LARGEST + 1)
    for path, code in ((script, "unsupported"), (fake, "bad_file"), (big, "too_large")):
        with pytest.raises(UserError) as caught, services.write(ADD) as work:
            services.attachments.add(work, path, customer_id=customer)
        assert caught.value.code == code
    assert services.attachments.of(customer_id=customer) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\evil\\x.pdf", "x.pdf"),
        ("CON.txt", "_CON.txt"),
        ("a\x00b\u202egnp.png", "a_b_gnp.png"),
        ("name. . ", "name"),
        ("", "file"),
    ],
)
def test_names_are_made_safe(given: str, expected: str) -> None:
    assert safe_name(given) == expected


def test_field_history_tells_what_a_phone_was(services: Services) -> None:
    services.user = "周倩"
    customer = add(services, phone=["13805712046"])
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, customer, {"phone": ["13805712047"]})
    changes = services.history.of_record("customer", customer)
    assert [(c.column, c.before, c.after, c.user) for c in changes] == [
        ("phones", '["+8613805712046"]', '["+8613805712047"]', "周倩")
    ]


def use(services: Services, clock: FixedClock, days: int, customer: int) -> list[int]:
    """So many days of a shop in which something is written every three weeks; returns the changes."""
    made = []
    for _ in range(days // 20):
        clock.advance(timedelta(days=20))
        made.append(rename(services, customer, f"张{clock.today()}"))
    return made


def rename(services: Services, customer: int, name: str) -> int:
    with services.write(N_("undo", "Edit customer")) as work:
        services.customers.update(work, customer, {"name": name})
    return work.id


def undoable(services: Services) -> set[int]:
    """The changes of which the details are kept."""
    return {row[0] for row in services.db.execute_sql("SELECT DISTINCT change_id FROM change_row")}


def test_old_changes_are_forgotten_but_stay_in_the_log(services: Services, clock: FixedClock) -> None:
    customer = add(services)
    changes = use(services, clock, 800, customer)
    count = len(services.history.changes())
    assert services.history.prune() > 0
    assert len(services.history.changes()) == count
    assert undoable(services) == set(changes[3:]), "two years, which is what a shop keeps unless it says otherwise"
    with pytest.raises(UserError) as caught:
        services.history.undo(changes[2])
    assert caught.value.code == "not_found"
    services.history.undo(changes[-1])
    assert services.history.prune() == 0


def test_a_clock_that_was_back_for_an_hour_costs_no_history(services: Services, clock: FixedClock) -> None:
    customer = add(services)
    rename(services, customer, "battery full")
    before = undoable(services)
    clock.advance(timedelta(days=-4_000))
    wrong = rename(services, customer, "battery dead")
    assert services.history.prune() == 0
    clock.advance(timedelta(days=4_001))
    after = rename(services, customer, "battery new")
    assert services.history.prune() == 0
    later = use(services, clock, 100, customer)
    assert services.history.prune() == 0
    assert undoable(services) == before | {wrong, after, *later}
    made = use(services, clock, 700, customer)
    assert services.history.prune() > 0
    assert undoable(services) <= {*later, *made}, "the change of the wrong day goes with its neighbours"


def test_a_clock_that_was_ahead_costs_no_history(services: Services, clock: FixedClock) -> None:
    customer = add(services)
    before = undoable(services)
    clock.advance(timedelta(days=4_000))
    assert services.history.prune() == 0
    wrong = {rename(services, customer, f"wrong {n}") for n in range(5)}
    assert services.history.prune() == 0
    clock.advance(timedelta(days=-4_000))
    after = rename(services, customer, "right")
    assert services.history.prune() == 0
    assert undoable(services) == before | wrong | {after}
    made = use(services, clock, 900, customer)
    assert services.history.prune() > 0
    assert undoable(services) <= set(made), "a change of the future keeps none of those before it"


def test_the_quality_report_names_who_needs_what(services: Services, clock: FixedClock) -> None:
    bare = add(services)
    odd = add(services, phone=["19912345678", "12345678"], birthday="1890-01-01")
    future = add(services, phone=["13805712046"], birthday="2030-01-01")
    fine = add(services, phone=["13805712047"], birthday="--05-03")
    found = {issue.kind: issue.ids for issue in QualityService(services).report()}
    assert found["no_phone"] == (bare,)
    assert odd in found["odd_phone"]
    assert fine not in found["odd_phone"]
    assert set(found["odd_birthday"]) == {odd, future}
    assert found["stale"] == ()
    clock.advance(timedelta(days=400))
    with services.write(N_("undo", "Verify")) as work:
        services.customers.mark_verified(work, fine)
    assert set(QualityService(services).report()[-1].ids) == {bare, odd, future}
