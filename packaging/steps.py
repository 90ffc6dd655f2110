"""What the builds of every system share: running tools, the build environment, translations, icons, licences."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
RESOURCES = ROOT / "crm_desktop" / "resources"
APP = "crm-desktop"
TITLE = "CRM Desktop"


class BuildError(Exception):
    """The build can't go on; the message says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Says what is being done and how long it took."""
    begun = time.monotonic()
    say(f"— {what}")
    yield
    say(f"  {time.monotonic() - begun:.1f} s")


def call(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: dict[str, str] | None = None, quiet: bool = True
) -> str:
    """Run a tool; returns what it printed. Raises :class:`BuildError` with its output when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=env, check=False, text=True, errors="replace", capture_output=quiet)
    if done.returncode != 0:
        output = f"{done.stdout or ''}{done.stderr or ''}"[-4000:]
        raise BuildError(f"{' '.join(words[:3])} … ended with {done.returncode}\n{output}")
    return done.stdout or ""


def need(tools: dict[str, str]) -> None:
    """``tools`` maps a program to the Debian package that brings it: installed as root, else named."""
    missing = sorted({package for tool, package in tools.items() if shutil.which(tool) is None})
    if not missing:
        return
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise BuildError(f"Please install first: {' '.join(missing)}\n  sudo apt-get install {' '.join(missing)}")
    say(f"Installing {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], env=quiet)
    call(command, env=quiet)


def environment(lock: Path) -> Path:
    """The interpreter of a virtual environment with exactly what ``lock`` names; made anew when that changes."""
    folder = BUILD / f"venv-{lock.stem.removeprefix('requirements-')}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "installed.txt"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return python
    with step(f"Build environment from {lock.name}"):
        call([sys.executable, "-m", "venv", "--clear", folder])
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock])
        stamp.write_text(wanted)
    return python


def translations(python: Path) -> None:
    """Compile the texts of the window."""
    tool = python.parent / ("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
    for source in sorted((RESOURCES / "i18n").glob("*.ts")):
        fresh = source.with_suffix(f".qm.{os.getpid()}")
        call([tool, "-silent", source, "-qm", fresh])
        os.replace(fresh, source.with_suffix(".qm"))


def icons(python: Path) -> Path:
    """The program's icon in every form that the systems ask for; returns their folder."""
    folder = BUILD / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call([python, HERE / "icons" / "draw.py", HERE / "icons" / "crm-desktop.svg", folder], env=env)
    return folder


def licences(python: Path, names: Sequence[str], folder: Path) -> int:
    """Copy the licence texts of the program and of the distributions ``names`` and what they need; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "CRM Desktop.txt")
    call([python, HERE / "licences.py", folder, *names])
    return sum(1 for _ in folder.iterdir())


def size(path: Path) -> float:
    """Megabytes of a file or of everything in a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    return sum(one.stat().st_size for one in files) / 1e6


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
