"""Fifty starts at the same moment: exactly one owns the folder, and after a kill the next start does at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.services.context import open_services

from .conftest import Vault

STARTS = 50 if os.environ.get("CRM_DESKTOP_FAULTS") == "full" else 12
SCRIPT = """
import sys, time
from pathlib import Path
from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.services.context import open_services

data = Path(sys.argv[1])
while not (data.parent / "go").exists():
    time.sleep(0.01)
services = open_services(data)
try:
    lock = services.folder.lock(timeout=0)
except UserError as error:
    print(error.code, flush=True)
else:
    print("owner", flush=True)
    sys.stdin.read()
services.close()
"""


@pytest.mark.fault
@pytest.mark.parametrize("new", [False, True])
def test_exactly_one_owner(plain: Vault, tmp_path: Path, new: bool) -> None:
    data = tmp_path / "fresh" if new else plain.data
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(STARTS)
    ]
    try:
        (tmp_path / "go").touch()
        answers = [said.readline().strip() for child in started if (said := child.stdout) is not None]
        assert sorted(answers) == ["busy"] * (STARTS - 1) + ["owner"]
        owner = started[answers.index("owner")]
        owner.kill()
        owner.wait()
        begun = time.monotonic()
        DataFolder(data).lock(timeout=5).release()
        assert time.monotonic() - begun < 2
    finally:
        for child in started:
            child.communicate()
    services = open_services(data)
    assert len(services.folder.generations()) == 1
    services.close()
