"""The command line itself: options, exit codes, one JSON object, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.commands.registry import COMMANDS
from tests.commands.conftest import Run

NAMES = [
    "demo",
    "import",
    "imports",
    "export",
    "template",
    "list",
    "fields",
    "find",
    "show",
    "report",
    "history",
    "undo",
    "backup",
    "verify",
    "restore",
    "passphrase",
    "encryption",
    "check",
    "support",
    "screenshots",
    "tour",
    "selftest",
]


def test_every_command_of_the_interface_is_there() -> None:
    assert [command.name for command in COMMANDS] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(crm: Run, name: str) -> None:
    outcome = crm(name, "--help", as_json=False)
    assert outcome.code == 0
    assert name in outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("list",),
        ("list", "customers", "--limit", "many"),
        ("list", "customers", "--where", "novalue"),
        ("list", "customers", "--unknown"),
        ("find",),
        ("undo", "first"),
        ("report",),
        ("report", "sales_by_month", "--from", "yesterday"),
        ("demo", "--customers", "0"),
        ("import",),
        ("import", "x.xlsx", "--mode", "sideways"),
        ("import", "x.xlsx", "--key", "name"),
        ("screenshots", "x", "--theme", "pink"),
        ("show", "spaceship", "1"),
        ("list", "customers", "--today", "0001-01-01"),
        ("demo", "--today", "9999-12-31"),
        ("report", "followups_done", "--today", "2200-01-01"),
        ("find", "caf\udce9"),
        ("list", "customers", "--where", "name=caf\udce9"),
        ("show", "customer", "\udcff"),
    ],
)
def test_wrong_usage_is_exit_code_2(crm: Run, arguments: tuple[str, ...], data_dir: Path) -> None:
    outcome = crm(*arguments)
    assert outcome.code == 2
    assert outcome.error == "usage"
    assert outcome.err.strip()
    assert not data_dir.exists()


def test_a_wrong_language_is_wrong_usage(crm: Run) -> None:
    assert crm("list", "customers", lang="xx").code == 2


def test_options_may_stand_before_and_after_the_command(process: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for arguments in (
        ("--json", "--today", "2026-09-23", "list", "customers"),
        ("list", "--json", "customers", "--today", "2026-09-23"),
        ("list", "customers", "--data", other, "--json", "--lang", "zh_CN"),
    ):
        outcome = process(*arguments)
        assert outcome.code == 0
        assert outcome.json == {"total": 0, "rows": []}
    assert other.is_dir()


def test_the_environment_names_the_data_folder(process: Run, tmp_path: Path) -> None:
    from subprocess import run
    from sys import executable

    folder = tmp_path / "named"
    command = [executable, "-m", "crm_desktop", "history", "--json"]
    import os

    done = run(command, env={**os.environ, "CRM_DESKTOP_DATA": str(folder)}, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["changes"]
    assert folder.is_dir()


def test_json_is_one_line_of_utf8_whatever_the_terminal(process: Run) -> None:
    assert process("--lang", "zh_CN", "demo", "--customers", 20, "--today", "2026-09-23", "--json").code == 0
    outcome = process("--lang", "zh_CN", "fields", "customers", "--json")
    assert outcome.out.count("\n") == 1
    assert "姓名" in {field["label"] for field in outcome.json["fields"]}


def test_messages_follow_the_language(crm: Run) -> None:
    english = crm("list", "spaceships")
    chinese = crm("list", "spaceships", lang="zh_CN")
    assert english.error == chinese.error == "not_found"
    assert english.json["error"]["message"] != chinese.json["error"]["message"]
    assert "没有" in chinese.json["error"]["message"]


def test_something_unexpected_is_no_traceback(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.services.search import SearchService

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("13812345678")

    monkeypatch.setattr(SearchService, "find", broken)
    outcome = crm("find", "x")
    assert (outcome.code, outcome.error) == (1, "internal")
    assert "Traceback" not in outcome.err + outcome.out
    assert "13812345678" not in outcome.err + outcome.out


def test_help_lists_every_command(crm: Run) -> None:
    outcome = crm("--help", as_json=False)
    assert outcome.code == 0
    assert all(f"  {name} " in outcome.out for name in NAMES)


def test_without_a_screen_the_window_says_so(process: Run, tmp_path: Path) -> None:
    for arguments in ((), (tmp_path / "shop.crmbackup",)):
        outcome = process(*arguments, "--json", env={"QT_QPA_PLATFORM": ""})
        assert (outcome.code, outcome.error) == (1, "unsupported")
        assert "--help" in outcome.err


@pytest.mark.skipif(os.name == "nt", reason="no such pipes here")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    readable, writable = os.pipe()
    os.close(readable)
    command = [sys.executable, "-m", "crm_desktop", "--help"]
    done = subprocess.run(command, stdout=writable, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writable)
    assert (done.returncode, done.stderr) == (0, b"")
