"""The program's own look at itself: everything is there, and what is missing is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_desktop import cli
from crm_desktop.commands import selftest
from crm_desktop.core import paths


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict[str, object]]:
    code = cli.main([*args, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_what_is_missing_is_named_and_the_rest_works(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With everything in its place it runs in the frozen program, where it belongs."""
    monkeypatch.setattr(paths, "translation_file", lambda language: tmp_path / f"{language}.qm")
    monkeypatch.setattr(selftest, "CSV", "姓名,电话\n")
    code, answer = run(capsys, "--data", str(tmp_path / "mine"), "--selftest", str(tmp_path / "out"))
    assert code == 1
    assert [check["name"] for check in answer["checks"] if not check["ok"]] == ["translations", "import csv", "export"]
    assert not answer["ok"]
    assert answer["error"]["code"] == "damaged"
    assert len(answer["checks"]) == 15
    assert (tmp_path / "out" / "chart.png").stat().st_size > 1000
    assert not (tmp_path / "mine").exists(), "the shop's own data are not touched"
