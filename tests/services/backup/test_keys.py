"""Whatever happens to the key files, a known passphrase or the recovery code opens the shop's key."""

from __future__ import annotations

import errno
import random
import shutil
from pathlib import Path

import pyrage
import pyrage.passphrase
import pytest

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.backup import agefile, child
from crm_desktop.services.backup.keys import KeyStore
from tests.faults import fault_at

from . import fast_age
from .test_damage import Silent


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyStore:
    """A key whose slots cost nothing to open."""

    def run(function: object, *args: object, ctx: JobContext | None = None) -> object:
        return function(Silent(), *args)  # type: ignore[operator]

    monkeypatch.setattr(child, "run", run)
    monkeypatch.setattr(agefile, "wrap", fast_age.wrap)
    folder = DataFolder(tmp_path / "data")
    folder.create_if_missing()
    return KeyStore(folder)


def opens(keys: KeyStore, secret: str) -> bool:
    try:
        keys.unlock(secret)
    except UserError as error:
        if error.code != "wrong_passphrase":
            raise
        return False
    return True


@pytest.mark.parametrize("seed", range(20))
def test_random_changes_with_failures_never_lock_the_owner_out(keys: KeyStore, seed: int) -> None:
    rng = random.Random(seed)
    passphrase = "first words"
    code = keys.create(passphrase)
    recipient = keys.public().recipient
    for step in range(10):
        new = f"words {seed} {step}"
        try:
            with fault_at(rng.randrange(1, 12), rng.choice([errno.EIO, errno.ENOSPC]), forever=rng.random() < 0.5):
                if rng.random() < 0.6:
                    keys.change_passphrase(rng.choice([passphrase, code]), new)
                else:
                    code = keys.new_recovery_code(passphrase)
        except UserError:
            pass
        passphrase = new if opens(keys, new) else passphrase
        assert opens(keys, passphrase)
        assert opens(keys, code)
        assert keys.unlock(passphrase).recipient == recipient
    assert not opens(keys, "words never set")


def test_code_of_an_interrupted_renewal_leaves_the_old_one(keys: KeyStore) -> None:
    code = keys.create("first words")
    with fault_at(1, errno.ENOSPC, forever=True), pytest.raises(UserError):
        keys.new_recovery_code("first words")
    assert opens(keys, code)
    fresh = keys.new_recovery_code("first words")
    assert opens(keys, fresh)
    assert not opens(keys, code)


def test_of_two_first_backups_one_sets_the_key(keys: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process is done between our look and our writing."""
    made = agefile.new_identity

    def meanwhile() -> tuple[str, str]:
        monkeypatch.setattr(agefile, "new_identity", made)
        keys.create("their words")
        return made()

    monkeypatch.setattr(agefile, "new_identity", meanwhile)
    with pytest.raises(UserError) as caught:
        keys.create("our words")
    assert caught.value.code == "busy"
    assert opens(keys, "their words")
    assert not opens(keys, "our words")


def test_key_files_lost_are_told_as_damage(keys: KeyStore) -> None:
    keys.create("first words")
    (keys.folder / "passphrase.age").unlink()
    with pytest.raises(UserError) as caught:
        keys.unlock("first words")
    assert caught.value.code == "damaged"
    shutil.rmtree(keys.folder)
    assert not keys.exists()


def test_no_secret_lies_in_the_open(keys: KeyStore) -> None:
    code = keys.create("first words")
    identity = keys.unlock(code).identity
    for path in keys.folder.iterdir():
        data = path.read_bytes()
        assert identity.encode() not in data
        assert b"first words" not in data
        assert code.encode() not in data
        assert path.stat().st_mode & 0o077 == 0


def test_a_busy_computer_is_not_told_as_a_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyrage measures the machine before it opens a file, and refuses what seems too much work under load."""
    blob = fast_age.wrap(b"secret", "words")
    real, calls = pyrage.passphrase.decrypt, []

    def loaded(data: bytes, passphrase: str) -> bytes:
        calls.append(passphrase)
        if len(calls) < 3 or passphrase == "always":
            raise pyrage.DecryptError("Excessive work parameter for passphrase.\nIt would take around 40 seconds.")
        return bytes(real(data, passphrase))

    monkeypatch.setattr(pyrage.passphrase, "decrypt", loaded)
    monkeypatch.setattr(agefile, "_PAUSES", (0.0, 0.0, 0.0))
    assert agefile.unwrap(blob, "words") == b"secret"
    with pytest.raises(UserError) as caught:
        agefile.unwrap(blob, "always")
    assert caught.value.code == "busy"
