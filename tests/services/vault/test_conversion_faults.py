"""Encrypting and decrypting with every call to the disk failing once: as before or converted, never between."""

from __future__ import annotations

import contextlib
import errno

import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.services.upkeep import check_folder
from crm_desktop.services.vault import convert, keyfile, leftovers
from tests.faults import fault_at

from .conftest import Vault

CODES = {errno.ENOSPC: "disk_full", errno.EIO: "damaged", errno.EACCES: "read_only"}
NAMES = ["罗文清", "潘越", "Ann"]


def state(vault: Vault) -> tuple[str, list[str]]:
    return vault.folder.current().name, vault.names()


@pytest.mark.fault
@pytest.mark.parametrize(
    ("what", "code"), [("on", errno.ENOSPC), ("on", errno.EIO), ("rekey", errno.EACCES), ("off", errno.ENOSPC)]
)
def test_every_failing_call(plain: Vault, code: int, what: str) -> None:
    if what != "on":
        convert.encrypt(plain.folder, plain.key)
    turn = convert.decrypt if what == "off" else convert.encrypt
    for number in range(1, 100):
        before = state(plain)
        encrypted = keyfile.is_encrypted(plain.data)
        with fault_at(number, code) as fault:
            try:
                turn(plain.folder, plain.key)
            except UserError as error:
                assert error.code == CODES[code], fault.where  # noqa: PT017
                refused = True
            else:
                refused = False
        if not fault.happened:
            assert not refused
            assert number > 8
            assert keyfile.is_encrypted(plain.data) == (what != "off")
            assert check_folder(plain.data, key=keyfile.live_key(plain.folder, plain.key)).ok
            return
        after = state(plain)
        assert after[1] == NAMES, fault.where
        if after == before:
            assert keyfile.is_encrypted(plain.data) == encrypted
        else:
            plain.folder.flip(plain.folder.path / before[0])
        plain.folder.clean_orphans()
    raise AssertionError("never came through")


def test_sweeping_with_every_failing_call(vault: Vault) -> None:
    """Open copies that could not be removed now are removed the next time."""
    for number in range(1, 20):
        with fault_at(number, errno.EACCES) as fault, contextlib.suppress(UserError):
            leftovers.sweep(vault.folder)
        assert vault.names() == NAMES
        if not fault.happened:
            break
    leftovers.sweep(vault.folder)
    assert leftovers.plain_leftovers(vault.folder) == []
