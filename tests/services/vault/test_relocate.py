"""Moving the live data out of a folder that is no good place."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.datafolder import DataFolder, follow
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services import relocate
from crm_desktop.services.backup import schedule
from crm_desktop.services.context import open_services
from crm_desktop.services.vault import convert

from .conftest import Vault


@pytest.mark.parametrize("encrypted", [False, True])
def test_moved_data_are_whole_and_found(plain: Vault, tmp_path: Path, encrypted: bool) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
    services = plain.open()
    (tmp_path / "a.txt").write_text("Zoe")
    with services.write(N_("undo", "Add a file")) as work:
        services.attachments.add(work, tmp_path / "a.txt", customer_id=1)
    target = relocate.move(services, tmp_path / "new" / "home")
    services.close()
    assert follow(plain.data) == target
    moved = open_services(target, clock=plain.clock, key=plain.key)
    assert moved.encrypted is encrypted
    assert moved.customers.get(1).name == "罗文清"
    assert moved.attachments.missing() == []
    made = schedule.automatic(moved, force=True)
    assert made is not None
    assert (plain.data / "backups" / made.path.name).is_file(), "finished backups may lie in the old place"
    moved.close()
    assert (plain.folder.current() / "crm.db").is_file(), "the old folder stays as it was"


def test_places_that_are_refused_change_nothing(plain: Vault, tmp_path: Path) -> None:
    services = plain.open()
    full = tmp_path / "full"
    full.mkdir()
    (full / "x").write_text("x")
    for target, code in (
        (tmp_path / "Dropbox" / "shop", "unsupported"),
        (plain.data / "inside", "unsupported"),
        (full, "not_empty"),
    ):
        with pytest.raises(UserError) as caught:
            relocate.move(services, target)
        assert caught.value.code == code
    services.close()
    assert follow(plain.data) == plain.data
    assert (full / "x").exists()


def test_a_note_that_leads_nowhere_is_not_followed(plain: Vault, tmp_path: Path) -> None:
    (plain.data / "MOVED.json").write_text('{{"to": "{}"}}'.format((tmp_path / "gone").as_posix()))
    assert follow(plain.data) == plain.data
    (plain.data / "MOVED.json").write_text(f'{{"to": "{plain.data.as_posix()}"}}')
    assert follow(plain.data) == plain.data
    (plain.data / "MOVED.json").write_text("no json")
    assert follow(plain.data) == plain.data
    assert DataFolder(plain.data).current().is_dir()
