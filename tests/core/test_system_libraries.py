"""A start that fails for the system's libraries names the one that is missing, and what brings it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from crm_desktop import cli
from crm_desktop.core import system_libraries


def lacking(message: str) -> str:
    error = cli._lacking(ImportError(message))
    assert error is not None
    assert error.code == "unsupported"
    return error.text()


def test_a_missing_library_is_named_with_its_package() -> None:
    text = lacking("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "libEGL.so.1" in text
    assert "apt install libegl1" in text


def test_an_unknown_library_is_named_too() -> None:
    assert "libodd-2.so.7" in lacking("libodd-2.so.7: cannot open shared object file: No such file or directory")


def test_a_system_that_is_too_old_is_told_so() -> None:
    text = lacking("/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.35' not found (required by /x/libQt6Core.so.6)")
    assert "libc.so.6" in text
    assert "GLIBC_2.35" in text


def test_a_module_that_is_missing_is_a_fault_of_ours() -> None:
    assert cli._lacking(ImportError("No module named 'crm_desktop.views.nothing'")) is None


def test_loading_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="libqxcb.so: cannot open shared object file") as caught:
        system_libraries.load(tmp_path / "libqxcb.so")
    assert system_libraries.missing_in(caught.value) == "libqxcb.so"


@pytest.mark.skipif(os.name == "nt", reason="the programs that show it are those of Linux desktops")
def test_it_is_shown_by_what_the_desktop_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not system_libraries.show("Hello")
    box = tmp_path / "xmessage"
    box.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/shown\n')
    box.chmod(box.stat().st_mode | stat.S_IXUSR)
    assert system_libraries.show("Hello")
    assert (tmp_path / "shown").read_text() == "-center Hello\n"
