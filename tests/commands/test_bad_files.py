"""What is no workbook is told apart, in both languages, and changes nothing."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import Run


def fill(path: Path) -> None:
    """Write until nothing fits any more."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"x" * 4096)


def refused(crm: Run, file: Path, codes: tuple[str, ...]) -> None:
    messages = set()
    for lang in ("en", "zh_CN"):
        outcome = crm("import", file, lang=lang)
        assert outcome.code == 1
        assert outcome.error in codes
        assert "Traceback" not in outcome.err
        messages.add(outcome.json["error"]["message"])
    assert len(messages) == 2
    assert crm("list", "customers").json["total"] == 0
    assert [change["kind"] for change in crm("history").json["changes"]] == ["setup"]


def test_a_text_named_xlsx(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_text("name,phone\nAnna,13800000001\n", "utf-8")
    refused(crm, file, ("bad_file",))


def test_an_empty_workbook(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(file)
    refused(crm, file, ("bad_file", "bad_mapping"))


def test_an_empty_file(crm: Run, tmp_path: Path) -> None:
    for name in ("empty.csv", "nothing.xlsx"):
        (tmp_path / name).write_bytes(b"")
        refused(crm, tmp_path / name, ("bad_file",))


def test_a_cut_workbook(crm: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(500):
        book.worksheets[0].append([f"Name {row}", f"138{row:08d}"])
    file = tmp_path / "cut.xlsx"
    book.save(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    refused(crm, file, ("bad_file", "damaged"))


def test_no_such_file_or_a_folder(crm: Run, tmp_path: Path) -> None:
    refused(crm, tmp_path / "none.xlsx", ("not_found",))
    (tmp_path / "folder.xlsx").mkdir()
    refused(crm, tmp_path / "folder.xlsx", ("bad_file", "not_found", "denied"))


def test_a_file_of_another_kind(crm: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    refused(crm, file, ("unsupported", "bad_file"))


def test_a_sheet_that_is_not_there(crm: Run, tmp_path: Path) -> None:
    from crm_desktop.commands.samples import ZH, write_customers

    file = tmp_path / "list.xlsx"
    write_customers(ZH, file)
    outcome = crm("import", file, "--sheet", "Nonsense")
    assert (outcome.code, outcome.error) == (1, "not_found")


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a read-only folder")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
@pytest.mark.fault
def test_a_read_only_folder_says_so(process: Run, data_dir: Path, tmp_path: Path) -> None:
    data_dir.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data_dir], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        assert process("demo", "--customers", 20, "--today", "2026-09-23", "--json").code == 0
        subprocess.run(["mount", "-o", "remount,ro", data_dir], check=True)
        for lang in ("en", "zh_CN"):
            for command in (("undo", 2), ("backup", data_dir / "x.crmbackup"), ("restore", tmp_path)):
                outcome = process("--lang", lang, *command, "--json")
                assert outcome.code == 1
                assert outcome.error in ("read_only", "bad_file", "wrong_passphrase")
            assert process("--lang", lang, "undo", "2", "--json").error == "read_only"
        subprocess.run(["mount", "-o", "remount,rw", data_dir], check=True)
        assert process("list", "customers", "--json").json["total"] == 20
    finally:
        subprocess.run(["umount", "-l", data_dir], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
@pytest.mark.fault
def test_a_full_disk_says_so_and_keeps_everything(process: Run, data_dir: Path, tmp_path: Path) -> None:
    data_dir.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", data_dir], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        assert process("demo", "--customers", 20, "--today", "2026-09-23", "--json").code == 0
        fill(data_dir / "ballast")
        file = tmp_path / "many.csv"
        file.write_text("name,phone\n" + "".join(f"Person {n},138{n:08d}\n" for n in range(3000)), "utf-8")
        for lang in ("en", "zh_CN"):
            outcome = process("--lang", lang, "import", file, "--json")
            assert (outcome.code, outcome.error) == (1, "disk_full")
        (data_dir / "ballast").unlink()
        assert process("list", "customers", "--json").json["total"] == 20
        assert process("check", "--json").json["ok"] is True
    finally:
        subprocess.run(["umount", "-l", data_dir], check=True)


@pytest.mark.parametrize("name", ["a\0.{}", "a\ud83d.{}", "CON.{}", "x" * 252 + ".{}", "a.{}."])
@pytest.mark.parametrize(
    ("command", "ending"),
    [
        (("export", "customers"), "xlsx"), (("export", "customers"), "csv"), (("export", "everything"), "xlsx"),
        (("export", "report:rfm"), "xlsx"), (("template", "orders"), "xlsx"), (("backup",), "crmbackup"),
        (("support",), "zip"),
    ],
)  # fmt: skip
def test_names_that_no_file_can_have_are_refused(
    crm: Run, tmp_path: Path, command: tuple[str, ...], ending: str, name: str
) -> None:
    told = crm(*command, tmp_path / name.format(ending))
    assert told.code == 1
    assert told.error in ("invalid", "unsupported"), told.out
    assert not list(tmp_path.glob("*.part"))


def test_where_failed_rows_go_is_checked_before_anything_is_stored(crm: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,phone\nAnn,13805712046\nBob,x\n", encoding="utf-8")
    told = crm("import", tmp_path / "a.csv", "--errors", tmp_path / "NUL.xlsx")
    assert (told.code, told.error) == (1, "invalid")
    assert crm("list", "customers").json["total"] == 0
