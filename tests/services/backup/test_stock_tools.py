"""A backup opens with unzip, age and tar alone."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from crm_desktop.models.db import open_database
from crm_desktop.services.backup import agefile

from . import fast_age
from .conftest import PASSPHRASE, Shop, dump

TOOLS = ("unzip", "age", "tar", "zstd")
missing = [tool for tool in TOOLS if shutil.which(tool) is None]
needs_tools = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def age(passphrase: str, *args: str, cwd: Path) -> tuple[int, str]:
    """Run ``age`` on a terminal of its own and type the passphrase each time it asks."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.execvp("age", ["age", *args])
    said, answered, deadline = b"", 0, time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                data = os.read(terminal, 4096)
            except OSError:
                break
            if not data:
                break
            said += data
        if said.count(b"assphrase") > answered and said.rstrip().endswith(b":"):
            answered = said.count(b"assphrase")
            os.write(terminal, passphrase.encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode("utf-8", "replace")


@needs_tools
@pytest.mark.parametrize("slot", ["key-passphrase.age", "key-recovery.age"])
def test_unzip_age_tar_restore_everything(shop: Shop, tmp_path: Path, slot: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(["unzip", "-q", str(shop.backup)], cwd=out, check=True)
    secret = PASSPHRASE if slot.startswith("key-pass") else shop.recovery_code
    code, said = age(secret, "-d", "-i", slot, "-o", "d.tar.zst", "data.age", cwd=out)
    assert code == 0, said
    subprocess.run(["tar", "--zstd", "-xf", "d.tar.zst"], cwd=out, check=True)
    assert dump(out / "crm.sqlite") == shop.dump()
    assert (out / "files" / "ab" / "ab12").read_bytes() == b"a photo" * 5000
    database = open_database(out / "crm.sqlite", read_only=True)
    assert database.execute_sql("PRAGMA journal_mode").fetchone()[0] in ("delete", "wal")
    database.close()


@needs_tools
def test_wrong_passphrase_is_refused_by_age_too(shop: Shop, tmp_path: Path) -> None:
    subprocess.run(["unzip", "-q", str(shop.backup)], cwd=tmp_path, check=True)
    code, said = age("wrong", "-d", "-i", "key-passphrase.age", "-o", "d.tar.zst", "data.age", cwd=tmp_path)
    assert code != 0
    assert "incorrect passphrase" in said


@needs_tools
@pytest.mark.slow
def test_age_opens_our_key_files_and_we_open_its(tmp_path: Path) -> None:
    (tmp_path / "ours.age").write_bytes(agefile.wrap(b"secret", PASSPHRASE))
    code, said = age(PASSPHRASE, "-d", "-o", "plain", "ours.age", cwd=tmp_path)
    assert code == 0, said
    assert (tmp_path / "plain").read_bytes() == b"secret"
    code, said = age(PASSPHRASE, "-p", "-o", "theirs.age", "plain", cwd=tmp_path)
    assert code == 0, said
    assert agefile.unwrap((tmp_path / "theirs.age").read_bytes(), PASSPHRASE) == b"secret"
    assert fast_age.wrap(b"x", "y")[:30] == (tmp_path / "theirs.age").read_bytes()[:30]
