"""Opening: from a drive that can't be written to, and with data of an earlier version."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from crm_desktop.core.clock import FixedClock
from crm_desktop.core.datafolder import DATABASE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.backup import api
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.context import open_services
from crm_desktop.services.vault import convert
from tests.services.backup import fast_age
from tests.services.backup.conftest import PASSPHRASE
from tests.services.backup.test_faults import can_mount, small_drive

from .conftest import Vault

GOLDEN = Path(__file__).resolve().parents[2] / "migrations" / "golden" / "schema-001.db"


@pytest.mark.skipif(not can_mount(), reason="making a read-only drive needs root")
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_drive_that_cannot_be_written_is_read(plain: Vault, tmp_path: Path, encrypted: bool) -> None:
    if encrypted:
        convert.encrypt(plain.folder, plain.key)
        plain.add("魏然")
    with small_drive(tmp_path / "usb", 32 * 1024) as drive:
        shutil.copytree(plain.data, drive / "data")
        subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
        services = open_services(drive / "data", clock=plain.clock, key=plain.key)
        assert services.search.find("罗文清").total == 1
        with pytest.raises(UserError) as caught, services.write(N_("undo", "Add")) as work:
            services.customers.create(work, {"name": "x"})
        assert caught.value.code == "read_only"
        services.close()


def test_an_update_is_backed_up_first(tmp_path: Path, clock: FixedClock) -> None:
    folder = DataFolder(tmp_path / "data", clock)
    folder.create_if_missing()
    generation = folder.new_generation("first")
    shutil.copyfile(GOLDEN, generation / DATABASE)
    folder.flip(generation)
    fast_age.install_key(KeyStore(folder), PASSPHRASE)
    open_services(folder.path, clock=clock).close()
    (made,) = api.list_backups(folder.path)
    assert (made.kind, made.verified) == ("pre-migration", True)
    assert api.verify(made.file, PASSPHRASE).ok
    assert folder.current() != generation
