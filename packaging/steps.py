"""What the builds of every system share: running tools, the build environment, translations, icons, licences."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import contents

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
ICON = ROOT / "crm_desktop" / "resources" / "crm-desktop.svg"
"""The one drawing of the program's icon: the window shows it too."""
APP = "crm-desktop"
TITLE = "CRM Desktop"


class BuildError(Exception):
    """The build can't go on; the message says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


@dataclass(frozen=True, slots=True)
class Build:
    """What is built: the version, the folder with the sources ``crm_desktop``, and where installers are put."""

    version: str
    source: Path
    to: Path
    fast: bool = False

    @classmethod
    def of(cls, number: str | None = None, fast: bool = False) -> Build:
        """This tree; with ``number`` a copy of it that says it is that version, for checks of updates."""
        if number is None:
            return cls(contents.version(ROOT), ROOT, DIST, fast)
        source = BUILD / f"source-{number}"
        shutil.rmtree(source, ignore_errors=True)
        shutil.copytree(ROOT / "crm_desktop", source / "crm_desktop", ignore=shutil.ignore_patterns("__pycache__"))
        module = source / "crm_desktop" / "__init__.py"
        module.write_text(module.read_text("utf-8").replace(contents.version(ROOT), number), "utf-8")
        return cls(number, source, BUILD / "numbered", fast)

    @property
    def suffix(self) -> str:
        """Keeps what is made for checks apart from what is made to be given away."""
        return f"-{self.version}" if self.source != ROOT else "-fast" if self.fast else ""

    def translations(self, python: Path) -> None:
        """Compile the texts of the window."""
        tool = python.parent / ("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
        for source in sorted((self.source / "crm_desktop/resources/i18n").glob("*.ts")):
            fresh = source.with_suffix(f".qm.{os.getpid()}")
            call([tool, "-silent", source, "-qm", fresh])
            os.replace(fresh, source.with_suffix(".qm"))


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
    if missing:
        install(missing)


def need_interpreter() -> None:
    """What Debian leaves out of its Python and freezing needs: the environments, and the interpreter as a library."""
    if not sys.platform.startswith("linux"):
        return
    short = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    missing = [f"{short}-venv"] if importlib.util.find_spec("ensurepip") is None else []
    library = sysconfig.get_config_var("INSTSONAME") if sysconfig.get_config_var("Py_ENABLE_SHARED") else None
    if library and not any(Path(folder, library).exists() for folder in _library_folders()):
        missing.append(f"lib{short}")
    if missing:
        install(missing)


def _library_folders() -> list[str]:
    named = (sysconfig.get_config_var(name) for name in ("LIBDIR", "LIBPL"))
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    return [*filter(None, named), f"/usr/lib/{multiarch}", "/usr/local/lib"]


def install(missing: list[str]) -> None:
    """Debian packages: installed as root, else named."""
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
    need_interpreter()
    with step(f"Build environment from {lock.name}"):
        call([sys.executable, "-m", "venv", "--clear", folder])
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock])
        stamp.write_text(wanted)
    return python


def icons(python: Path) -> Path:
    """The program's icon in every form that the systems ask for; returns their folder."""
    folder = BUILD / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call([python, HERE / "draw_icons.py", ICON, folder], env=env)
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
