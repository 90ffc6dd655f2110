"""``kill -9`` at each call to the disk and at any moment: the data are those of before or of after, never a mixture."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.models import schema
from crm_desktop.models.db import open_database
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.services import opening
from crm_desktop.services.backup import api, schedule
from crm_desktop.services.backup.catalog import Catalog
from crm_desktop.services.backup.keys import KeyStore
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert, keyfile
from tests.faults import killed_after, killed_at_call, many
from tests.migrations.test_golden import GOLDEN, counts, place
from tests.services.backup.conftest import PASSPHRASE

from .conftest import Vault

pytestmark = [pytest.mark.fault, pytest.mark.skipif(sys.platform == "win32", reason="copies of a process")]
NAMES = ["罗文清", "潘越", "Ann"]


def opens(vault: Vault, secret: str) -> bool:
    try:
        return KeyStore(vault.folder).unlock(secret) == vault.key
    except Exception:
        return False


def sound(vault: Vault) -> None:
    """Whoever comes after the kill finds all data, a lock that is free, and nothing left over."""
    with vault.folder.lock():
        vault.folder.clean_orphans()
    assert vault.names() == NAMES
    assert all((gen / "live").exists() for gen in vault.folder.generations())
    assert opens(vault, vault.code)
    assert all(entry.file.suffix == ".crmbackup" for entry in Catalog(vault.folder).available())


def each_call(vault: Vault, work: Callable[[], object], after: Callable[[], None] = lambda: None) -> int:
    """How many calls there were; each was the last one once (in an ordinary run every fifth)."""
    for number in range(1, 300, many(1, 5)):
        killed = killed_at_call(number, work)
        sound(vault)
        after()
        if not killed:
            return number - 1
    raise AssertionError("never came through")


def test_turning_encryption_on_off_and_over(plain: Vault, in_process: None) -> None:
    for turn in (convert.encrypt, convert.encrypt, convert.decrypt):

        def work(turn: Callable[..., object] = turn) -> None:
            turn(plain.folder, plain.key)

        assert each_call(plain, work) > 15
        assert check_folder(plain.data, key=keyfile.live_key(plain.folder, plain.key)).ok
    assert not keyfile.is_encrypted(plain.data)


def test_backing_up_and_restoring(vault: Vault, in_process: None, tmp_path: Path) -> None:
    def back_up() -> None:
        services = vault.open()
        schedule.automatic(services, force=True)
        services.close()

    def verified() -> None:
        for entry in Catalog(vault.folder).available():
            assert api.verify(entry.file, PASSPHRASE).ok

    assert each_call(vault, back_up, verified) > 20
    newest = next(entry.file for entry in Catalog(vault.folder).available())
    assert each_call(vault, lambda: api.restore(vault.data, newest, PASSPHRASE)) > 15
    assert each_call(vault, lambda: api.undo_restore(vault.data, key=vault.key)) > 2
    fresh = tmp_path / "fresh"
    for number in range(1, 200):
        if not killed_at_call(number, lambda: api.restore(fresh, newest, PASSPHRASE)):
            break
    assert Vault(fresh, vault.code, vault.clock, vault.key).names() == NAMES


def test_changing_the_keys(vault: Vault, in_process: None) -> None:
    """The recovery code opens it at every moment, and so does the old or the new passphrase."""

    def works() -> None:
        assert any(opens(vault, secret) for secret in (PASSPHRASE, "other words"))

    assert each_call(vault, lambda: KeyStore(vault.folder).change_passphrase(vault.code, "other words"), works) > 5
    assert opens(vault, "other words")


@pytest.mark.parametrize("seed", range(many(200, 12)))
def test_random_changes_of_the_keys_with_kills(vault: Vault, in_process: None, seed: int) -> None:
    dice, passphrase = random.Random(seed), PASSPHRASE
    keys = KeyStore(vault.folder)
    for step in range(6):
        new = f"words {seed} {step}"
        change = dice.choice(["passphrase", "passphrase by code", "code"])
        slot = keys.folder / "recovery.age"
        before = slot.read_bytes()

        def work(change: str = change, new: str = new, old: str = passphrase) -> None:
            if change == "code":
                keys.new_recovery_code(old)
            else:
                keys.change_passphrase(old if change == "passphrase" else vault.code, new)

        killed_at_call(dice.randrange(1, 16), work)
        passphrase = new if opens(vault, new) else passphrase
        assert opens(vault, passphrase), change
        if (
            slot.read_bytes() != before
        ):  # the new code died with the process before it was shown: the passphrase is left
            vault.code = keys.new_recovery_code(passphrase)
        assert opens(vault, vault.code)
    assert not opens(vault, "words never set")


def moments(rounds: int, whole: float) -> list[float | None]:
    """When to kill; the last one may end, however slow the machine has become meanwhile."""
    dice = random.Random(rounds)
    return [*(dice.uniform(0.0, 1.2 * whole) for _ in range(rounds)), None]


def test_writing(plain: Vault) -> None:
    """What was acknowledged is there; what was not is there whole or not at all."""

    def work(tell: Callable[[str], None]) -> None:
        services = plain.open()
        while True:
            with services.write(N_("undo", "Add")) as unit:
                first = services.customers.create(unit, {"name": "eins", "phone": ["13800138000"]})
                services.customers.create(unit, {"name": "zwei", "referrer": first})
            tell("pair")

    acknowledged = 0
    for moment in moments(many(250, 12), 0.35)[:-1]:
        acknowledged += len(killed_after(moment, work))
        db = open_database(plain.database, read_only=True)
        try:
            found = dict(db.execute_sql("SELECT name, count(*) FROM customer GROUP BY name").fetchall())
            index = db.execute_sql("SELECT count(*) FROM search_customer_docsize").fetchone()[0]
            total = db.execute_sql("SELECT count(*) FROM customer").fetchone()[0]
        finally:
            db.close()
        assert found.get("eins", 0) == found.get("zwei", 0)
        assert found.get("eins", 0) >= acknowledged
        assert index == total, "the search knows each of them"
        acknowledged = found.get("eins", 0)
    assert acknowledged > 10
    assert check_folder(plain.data).ok


def test_migrating(tmp_path: Path) -> None:
    begun = time.monotonic()
    opening.open_current(place(GOLDEN[0], tmp_path / "whole"), None, create=True, busy_ms=100).close()
    whole = time.monotonic() - begun
    before, done = counts(GOLDEN[0]), 0
    for number, moment in enumerate(moments(many(250, 12), 2.5 * whole)):
        folder = place(GOLDEN[number % len(GOLDEN)], tmp_path / f"{number}")
        expected = before if number % len(GOLDEN) == 0 else counts(GOLDEN[number % len(GOLDEN)])

        def work(tell: Callable[[str], None], folder: object = folder) -> None:
            opening.open_current(folder, None, create=True, busy_ms=100).close()  # type: ignore[arg-type]
            tell("done")

        told = killed_after(moment, work)
        db = open_database(folder.database_path(), read_only=True)
        found = schema.version(db)
        db.close()
        assert found == SCHEMA or not told
        assert counts(folder.database_path()) == expected
        done += found == SCHEMA
        folder.clean_orphans()
        opening.open_current(folder, None, create=True, busy_ms=100).close()
        assert counts(folder.database_path()) == expected
    assert done > 0


def test_a_fresh_key_again_and_again(vault: Vault) -> None:
    begun = time.monotonic()
    convert.encrypt(vault.folder, vault.key)
    whole = time.monotonic() - begun

    def work(tell: Callable[[str], None]) -> None:
        convert.encrypt(vault.folder, vault.key)
        tell("done")

    finished = 0
    rounds = many(250, 12)
    for moment in moments(rounds, whole):
        name = vault.folder.current().name
        told = killed_after(moment, work)
        for old in vault.folder.kept()[3:]:
            (old / "live").unlink()  # swept as orphans: the drive need not hold them all
        sound(vault)
        assert not told or vault.folder.current().name != name
        finished += bool(told)
    assert 0 < finished <= rounds
    assert check_folder(vault.data, key=keyfile.live_key(vault.folder, vault.key)).ok
