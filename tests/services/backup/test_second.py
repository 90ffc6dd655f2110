"""The second place: copied, compared, caught up with, rotated; and what the light says about it."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.core import fsops
from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api, schedule, second
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import Services, open_services
from tests.services.backup import fast_age
from tests.services.backup.conftest import PASSPHRASE


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Services:
    opened = open_services(tmp_path / "data", clock=clock)
    fast_age.install_key(KeyStore(opened.folder), PASSPHRASE)
    with opened.write(N_("undo", "Add")) as work:
        opened.customers.create(work, {"name": "罗文清"})
    yield opened  # type: ignore[misc]
    opened.close()


def files(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_each_backup_lies_in_both_places(services: Services, stick: Path) -> None:
    second.choose(services.folder, stick)
    assert schedule.automatic(services) is not None
    (name,) = files(stick)
    assert (stick / name).read_bytes() == (services.folder.backups / name).read_bytes()
    assert api.verify(stick / name, PASSPHRASE).ok
    assert len(api.list_backups(services.data_dir)) == 1
    light = schedule.current_health(services)
    assert (light.level, f"also on {second.short_name(stick)}" in str(light.detail)) == ("good", True)


def test_a_drive_that_is_away_is_told_and_caught_up_with(services: Services, stick: Path) -> None:
    second.choose(services.folder, stick)
    shutil.move(stick, stick.with_name("away"))
    assert schedule.automatic(services) is not None
    light = schedule.current_health(services)
    assert (light.level, light.remedy) == ("warn", "second")
    assert f"{second.short_name(stick)} is not connected" in str(light.sentence)
    with pytest.raises(UserError, match="not connected"):
        second.catch_up(services.folder)
    shutil.move(stick.with_name("away"), stick)
    assert schedule.current_health(services).remedy == "second"
    assert second.catch_up(services.folder) is not None
    assert second.catch_up(services.folder) is None
    assert schedule.current_health(services).level == "good"


def test_a_drive_that_forgets_does_not_count(services: Services, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert schedule.automatic(services) is not None
    second.choose(services.folder, stick)
    real = fsops.write

    def lossy(file, data: bytes) -> None:  # type: ignore[no-untyped-def]
        real(file, bytes(len(data)) if "stick" in str(getattr(file, "name", "")) or len(data) > 1000 else data)

    monkeypatch.setattr(fsops, "write", lossy)
    with pytest.raises(UserError, match="did not keep"):
        second.catch_up(services.folder)
    assert files(stick) == []


def test_places_that_are_refused(services: Services, tmp_path: Path) -> None:
    for place, code in ((services.folder.backups, "unsupported"), (tmp_path / "none", "not_found")):
        with pytest.raises(UserError) as caught:
            second.choose(services.folder, place)
        assert caught.value.code == code
    second.choose(services.folder, None)
    assert second.look(services.folder) is None


def test_old_copies_go_there_too(services: Services, stick: Path, clock: FixedClock) -> None:
    second.choose(services.folder, stick)
    for _ in range(28):
        assert schedule.automatic(services, force=True) is not None
    assert len(files(stick)) <= 26
    assert len(files(stick)) == len(list(services.folder.backups.glob("*.crmbackup")))


def test_exit_backup_is_due_only_after_a_change(services: Services) -> None:
    assert schedule.exit_due(services)
    assert schedule.automatic(services, "exit", after=timedelta(0)) is not None
    assert not schedule.exit_due(services)
    with services.write(N_("undo", "Add")) as work:
        services.customers.create(work, {"name": "潘越"})
    assert schedule.exit_due(services)


def test_practising_is_due_monthly(services: Services, clock: FixedClock) -> None:
    folder, now = DataFolder(services.data_dir), clock.now()
    assert not schedule.drill_due(folder, now)
    schedule.automatic(services)
    assert not schedule.drill_due(folder, now)
    assert schedule.drill_due(folder, now + timedelta(days=2))
    schedule.drilled(folder, now + timedelta(days=2))
    assert not schedule.drill_due(folder, now + timedelta(days=31))
    assert schedule.drill_due(folder, now + timedelta(days=33))


def test_a_bulk_change_in_the_background_is_backed_up_first(services: Services, clock: FixedClock) -> None:
    assert schedule.automatic(services) is not None

    def rename(kind: str) -> None:
        with services.write(N_("undo", "Rename"), kind=kind) as work:
            services.customers.update(work, 1, {"name": f"{services.customers.get(1).name}!"})
        services.release()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(rename, "bulk").result()
        assert len(api.list_backups(services.data_dir)) == 1, "nothing had changed since the last one"
        clock.advance(timedelta(hours=2))
        pool.submit(rename, "edit").result()
        assert len(api.list_backups(services.data_dir)) == 1
        pool.submit(rename, "bulk").result()
    newest = api.list_backups(services.data_dir)[0]
    assert newest.kind == "pre-import"
