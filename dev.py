#!/usr/bin/env python3
"""Everything a developer types: set up, run, test and measure CRM Desktop.

    python3 dev.py run [-- ARGS]     the program (without a screen: the tour)
    python3 dev.py test [-- ARGS]    lint, types and the test suite; ARGS go to pytest
    python3 dev.py bench [-- ARGS]   the measurements, as a table
    python3 dev.py faults [-- ARGS]  the full fault catalogue
    python3 dev.py lock              resolve the dependencies again
    python3 dev.py translations [-- FOLDER]  collect the texts, merge FOLDER/*.tsv, compile

The first use makes `.venv`, installs the locked packages into it and builds the translations;
on Debian and Ubuntu, as root, also the few system packages that Qt and the tests need.
Standard library only; runs on Windows, macOS and Linux.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from crm_desktop.core.system_libraries import PACKAGES

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
I18N = ROOT / "crm_desktop" / "resources" / "i18n"
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_PARTS = ("cjk", "wqy", "sourcehan", "notosanssc", "droidsansfallback", "simsun", "msyh")
IN_MEMORY = 6 * 1024**3
"""Bytes that must be free in memory before tests keep their temporary files there."""
TEST_TOOLS = ("age", "unzip", "zstd")


def main(argv: list[str]) -> int:
    commands = {
        "run": run,
        "test": test,
        "bench": bench,
        "faults": faults,
        "lock": lock,
        "translations": translations,
    }
    if not argv or argv[0] not in commands:
        print(__doc__)
        return 0 if argv in (["-h"], ["--help"]) else 2
    rest = argv[1:]
    if "--" in rest:
        rest.remove("--")
    return commands[argv[0]](rest)


def run(args: list[str]) -> int:
    set_up()
    environment = dict(os.environ)
    if has_screen():
        return call([PYTHON, "-m", "crm_desktop", *args])
    environment["QT_QPA_PLATFORM"] = "offscreen"
    if args:
        return call([PYTHON, "-m", "crm_desktop", *args], environment)
    folder = tempfile.mkdtemp(prefix="crm-desktop-tour-")
    say(f"There is no screen here, so the tour runs instead of the window. It writes to {folder}")
    code = call([PYTHON, "-m", "crm_desktop", "tour", folder], environment)
    say(f"The tour's folder: {folder}")
    return code


def test(args: list[str]) -> int:
    set_up(tools=TEST_TOOLS)
    checks: list[tuple[str, list[str | Path]]] = [
        ("lint", [BIN / "ruff", "check", "."]),
        ("format", [BIN / "ruff", "format", "--check", "."]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("tests", [PYTHON, "-m", "pytest", *args]),
    ]
    failed = []
    for name, command in checks:
        say(f"— {name}")
        if call(command, {**offscreen(), **in_memory()}) != 0:
            failed.append(name)
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(args: list[str]) -> int:
    set_up(tools=TEST_TOOLS)
    return call([PYTHON, "-m", "tests.bench", *args], offscreen())


def faults(args: list[str]) -> int:
    set_up(tools=TEST_TOOLS)
    endless = ["-o", "faulthandler_timeout=0"]  # in full, one of them takes a quarter of an hour
    return call([PYTHON, "-m", "pytest", "-m", "fault", *endless, *args], {**offscreen(), "CRM_DESKTOP_FAULTS": "full"})


def lock(args: list[str]) -> int:
    """Write requirements.lock anew: every platform, hashes of the public files, no registry named."""
    with tempfile.TemporaryDirectory() as folder:
        tool = make_venv(Path(folder) / "venv")
        if call([tool, "-m", "pip", "install", "-q", "uv"]) != 0:
            return 1
        return call(
            [tool, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal"]
            + ["--python-version", ".".join(map(str, OLDEST)), "--generate-hashes", "--no-annotate", "--no-header"]
            + ["--upgrade", "--quiet", "--output-file", LOCK.name, *args]
        )


def translations(args: list[str]) -> int:
    set_up()
    code = call([PYTHON, ROOT / "packaging" / "translations.py", *args])
    build_translations(force=True)
    return code


# Set-up


def set_up(tools: tuple[str, ...] = ()) -> None:
    """Make everything that the other commands need; quick when nothing is missing."""
    install_system_packages(tools)
    stamp = VENV / "installed.txt"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == wanted and works(PYTHON)):
        if not works(PYTHON):
            say(f"Making {VENV}")
            make_venv(VENV)
        say("Installing the locked packages (the first time this takes a few minutes)")
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK]) != 0:
            sys.exit("The packages could not be installed. Is there a network? Run the same command again then.")
        stamp.write_text(wanted)
    build_translations()


def make_venv(folder: Path) -> Path:
    """A virtual environment at ``folder``; returns its interpreter."""
    interpreter = find_interpreter()
    command: list[str | Path] = [interpreter, "-m", "venv", "--clear", folder]
    python = folder / PYTHON.relative_to(VENV)
    result = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if result.returncode == 0 and works(python):
        return python
    if has_apt():
        version = subprocess.check_output([interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        apt_install(["python3-venv", f"python{version.decode().strip()}-venv"], "Python's venv module")
        if call(command) == 0:
            return python
    sys.exit(f"{result.stdout}{result.stderr}\nPython's venv module does not work here; see the message above.")


def find_interpreter() -> str:
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    sys.exit(f"CRM Desktop needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")


def install_system_packages(tools: tuple[str, ...]) -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in PACKAGES.items() if not ctypes.util.find_library(_short(library))]
    if not any(has_cjk_font(Path(folder).expanduser()) for folder in FONT_FOLDERS):
        missing.append("fonts-noto-cjk")
    missing += [tool for tool in tools if not shutil.which(tool)]
    if missing:
        apt_install(missing, "what Qt and the tests need from the system")


def _short(library: str) -> str:
    """As a linker calls it: ``EGL`` for ``libEGL.so.1``."""
    return library.removeprefix("lib").split(".so")[0]


def has_cjk_font(folder: Path) -> bool:
    return any(
        any(part in path.name.lower().replace("-", "") for part in FONT_PARTS) for path in folder.rglob("*.[to]t[fc]")
    )


def apt_install(packages: list[str], why: str) -> None:
    """Install Debian packages as root, else say what to type; goes on either way, the checks after it decide."""
    if not has_apt():
        say(f"If something is missing below, install {why}; on Debian these are: {' '.join(packages)}")
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        say(f"Please type this once, it installs {why}:\n  sudo {' '.join(command)}")
        return
    say(f"Installing {why}: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], environment, quiet=True)
    known = [name for name in map(real_name, packages) if name]
    if call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *known], environment, quiet=True) != 0:
        say("apt-get did not succeed; what is missing will show below.")


def real_name(package: str) -> str:
    """The name under which this release has ``package`` (libraries were renamed to …t64), or nothing."""
    for name in (package, f"{package}t64"):
        policy = subprocess.run(["apt-cache", "policy", name], check=False, capture_output=True, text=True).stdout
        if policy and "Candidate: (none)" not in policy:
            return name
    return ""


def has_apt() -> bool:
    return sys.platform.startswith("linux") and shutil.which("apt-get") is not None


def build_translations(force: bool = False) -> None:
    for source in sorted(I18N.glob("*.ts")):
        target = source.with_suffix(".qm")
        if force or not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            tool = BIN / ("pyside6-lrelease.exe" if WINDOWS else "pyside6-lrelease")
            # A running program has the old file mapped into memory: it must be replaced, never written over.
            fresh = target.with_name(f"{target.name}.{os.getpid()}")
            if call([tool, "-silent", source, "-qm", fresh]) != 0:
                sys.exit(f"The translation {source.name} could not be compiled.")
            os.replace(fresh, target)


# Small things


def has_screen() -> bool:
    if os.environ.get("CI"):
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def offscreen() -> dict[str, str]:
    """Without a screen, and with compiled modules kept: the tests start hundreds of processes of the program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def in_memory() -> dict[str, str]:
    """The place of temporary files for tests, which wait for the drive at every commit: memory, where it is plenty."""
    place = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(place, os.W_OK) or shutil.disk_usage(place).free < IN_MEMORY:
        return {}
    return {"TMPDIR": str(place)}


def works(python: Path) -> bool:
    if not python.exists():
        return False
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(python), "-c", check], check=False, capture_output=True).returncode == 0


def call(command: list[str | Path] | list[str], environment: dict[str, str] | None = None, quiet: bool = False) -> int:
    words = [str(part) for part in command]
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(words, check=False, cwd=ROOT, env=environment, stdout=output).returncode


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
