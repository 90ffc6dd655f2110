"""Starts that can't succeed: the installed program says why and what to do. Its log and its report for support."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import steps  # noqa: E402 - stands in the folder above
from checks import MAIN, System, current  # noqa: E402
from desk import Screen  # noqa: E402

DAMAGED, BUSY, READ_ONLY = "can't be opened", "is open already", "can't be written to"
LOG_BYTES = 1_000_000


def told(system: System, name: str, title: str) -> None:
    """A start shows a window with ``title`` in the place of the shop's; it is photographed as ``name``."""
    with Screen(system.out) as screen:
        process = system.start(screen, "--lang", "en")
        try:
            screen.wait(title)
            screen.picture(f"{name}.png", settle=2)
            assert process.poll() is None, "it waits until it was read"
        finally:
            process.kill()
            process.wait()
    steps.say(f"  {name}: “…{title}…”")


@contextmanager
def damaged(system: System) -> Iterator[None]:
    """The live database has a hole in its first pages meanwhile."""
    path = system.data / current(system).strip().split()[0] / "crm.db"
    whole = path.read_bytes()
    path.write_bytes(bytes(8192) + whole[8192:])
    try:
        yield
    finally:
        path.write_bytes(whole)


@contextmanager
def locked(system: System) -> Iterator[None]:
    """Another process holds the data folder."""
    import fcntl

    with (system.data / "data.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def read_only(system: System) -> Iterator[None]:
    """Nothing in the data folder may be written, as on a medium that is locked."""
    paths = [system.data, *system.data.rglob("*")]
    modes = [path.stat().st_mode for path in paths]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            path.chmod(mode)


def without_library(system: System, library: Path, package: str) -> None:
    """A library of the system is missing: the start ends and names the package that brings it."""
    away = library.with_name(f"{library.name}.away")
    library.rename(away)
    try:
        with Screen(system.out) as screen:
            process = system.start(screen, "--lang", "en")
            code = process.wait(60)
    finally:
        away.rename(library)
    said = (system.out / "started.log").read_text("utf-8", "replace")
    assert code == 1, (code, said)
    assert f"apt install {package}" in said, said
    steps.say(f"  {said.strip()}")


def logs_and_report(system: System, log: Path) -> None:
    """A full log makes room for a new one; the report for support holds it and names no customer."""
    with steps.step("Log and report for support"):
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("2026-01-01T00:00:00 ERROR crm_desktop: of 13812345678\n" * (LOG_BYTES // 54 + 1), "utf-8")
        log.chmod(0o666)
        with Screen(system.out) as screen:
            process = system.start(screen)
            screen.wait(MAIN)
            system.quit(process)
        assert log.with_name(f"{log.name}.1").stat().st_size >= LOG_BYTES
        assert log.stat().st_size < LOG_BYTES
        report = system.disk / "report.zip"
        report.unlink(missing_ok=True)
        system.run("support", system.seen(report))
        rows = system.json("list", "customers", "--limit", "20")["rows"]
        with zipfile.ZipFile(report) as archive:
            text = "\n".join(archive.read(name).decode() for name in archive.namelist())
            steps.say(f"  report: {', '.join(archive.namelist())}, {report.stat().st_size} bytes")
        personal = ["13812345678", *(row["name"] for row in rows), *(phone for row in rows for phone in row["phone"])]
        assert [one for one in personal if one in text] == []
