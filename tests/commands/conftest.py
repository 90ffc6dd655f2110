"""Commands as a script calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.cli import main

PASSPHRASE = "松间-tea-2026"


@dataclass(frozen=True)
class Outcome:
    """What came of one call: the exit code, the one JSON object (None without ``--json``), both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        code: str = self.json["error"]["code"]
        return code


Run = Callable[..., Outcome]


@pytest.fixture
def crm(data_dir: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``crm("list", "customers")`` in this process, on the test's data folder, on the fixed day, with ``--json``."""
    monkeypatch.setenv("CRM_DESKTOP_PASSPHRASE", PASSPHRASE)

    def run(*args: object, data: Path | None = None, lang: str = "en", as_json: bool = True) -> Outcome:
        options = ["--data", str(data or data_dir), "--lang", lang, "--today", "2026-09-23"]
        options += ["--json"] if as_json else []
        capfd.readouterr()
        code = main([*options, *map(str, args)])
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return run


@pytest.fixture
def shop(crm: Run) -> Run:
    """The same on a small demo shop."""
    assert crm("demo", "--customers", 60).code == 0
    return crm


@pytest.fixture
def process(data_dir: Path) -> Run:
    """The same in a process of its own."""

    def run(*args: object, data: Path | None = None, env: dict[str, str] | None = None) -> Outcome:
        command = [sys.executable, "-m", "crm_desktop", "--data", str(data or data_dir), *map(str, args)]
        environment = {**os.environ, "PYTHONIOENCODING": "ascii", **(env or {})}
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run
