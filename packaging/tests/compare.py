#!/usr/bin/env python3
"""Sizes and start times beside other programs of the kind, in one run: ``python3 packaging/tests/compare.py``.

Ours is the .run of ``dist/``, installed into a home of its own, with a shop of 300 customers; Vorta and Picard come
from the package index into environments of their own, with nothing in them. All are watched from outside, on the same
screen: from starting the process until there is a window with something drawn in it. Cold: the program's own files
are pushed out of the page cache before. Everything lies in ``build/compare``.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
import venv
from ctypes import POINTER, c_char_p, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checks  # noqa: E402 - stands beside this file
import desk  # noqa: E402
import steps  # noqa: E402

OUT = steps.BUILD / "compare"
RIVALS = {"Vorta": ["vorta"], "Picard": ["picard", "-N", "-s"]}
STARTS = 5
PATIENCE = 60.0
COLOURS = 6
"""A window that only its ground was painted of has fewer in the lines that are looked at."""
_ALL_PLANES, _Z_PIXMAP = 0xFFFFFFFF, 2
_TOOLS_OF_VENV = ("pip", "setuptools", "_distutils_hack", "pkg_resources")


@dataclass(frozen=True)
class Program:
    """``folder`` holds all that was installed, in ``mb``; ``download`` is what one fetches for it, in MB."""

    name: str
    command: list[str]
    folder: Path
    home: Path
    download: float
    mb: float


@dataclass(frozen=True, order=True)
class Start:
    """Seconds until the window, and those of the processor in them."""

    seconds: float
    processor: float


class Eye:
    """Looks at the pixels of a screen."""

    def __init__(self, display: str) -> None:
        self._x = x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype, x.XOpenDisplay.argtypes = c_void_p, [c_char_p]
        x.XDefaultRootWindow.restype, x.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
        x.XGetImage.restype = c_void_p
        x.XGetImage.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_ulong, c_int]
        x.XDestroyImage.argtypes = [c_void_p]
        x.XCloseDisplay.argtypes = [c_void_p]
        self._display = x.XOpenDisplay(display.encode())
        self._root = x.XDefaultRootWindow(self._display)

    def colours(self) -> int:
        """How many there are in some lines across the screen."""
        found: set[bytes] = set()
        for y in range(40, 800, 40):
            image = self._x.XGetImage(self._display, self._root, 0, y, 1366, 1, _ALL_PLANES, _Z_PIXMAP)
            data = ctypes.cast(image + 16, POINTER(c_void_p)).contents.value  # XImage.data, after four ints
            line = ctypes.string_at(data, 1366 * 4)
            found |= {line[at : at + 4] for at in range(0, len(line), 4)}
            self._x.XDestroyImage(image)
        return len(found)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


def main(_arguments: list[str]) -> int:
    steps.need(desk.TOOLS)
    OUT.mkdir(parents=True, exist_ok=True)
    programs = [ours(), *(rival(name, command) for name, command in RIVALS.items())]
    for program in programs:
        start(program, cold=False)  # what a first start writes is written
    cold: dict[str, list[Start]] = {program.name: [] for program in programs}
    warm: dict[str, list[Start]] = {program.name: [] for program in programs}
    for _ in range(STARTS):  # in turns, so that other work on this machine meets all of them
        for program in programs:
            cold[program.name].append(start(program, cold=True))
            warm[program.name].append(start(program, cold=False))
    print(
        "\n| program | to fetch | installed | start, cold | start, warm | processor time |\n|---|---|---|---|---|---|"
    )
    for program in programs:
        first, again = (min(found[program.name]).seconds for found in (cold, warm))
        busy = min(one.processor for one in warm[program.name])
        sizes = f"{program.download:.0f} MB | {program.mb:.0f} MB"
        steps.say(f"| {program.name} | {sizes} | {first:.2f} s | {again:.2f} s | {busy:.2f} s |")
    return 0


def ours() -> Program:
    home = OUT / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    installer = checks.installer(checks.VERSION, ".run")
    steps.call(["sh", installer, "--quiet"], env=environment(home))
    folder = home / ".local/share/crm-desktop-program"
    steps.call([folder / "crm-desktop", "demo", "--customers", "300"], env=environment(home))
    return Program(
        "CRM Desktop", [str(folder / "crm-desktop")], folder, home, steps.size(installer), steps.size(folder)
    )


def rival(name: str, command: list[str]) -> Program:
    """Another program, from the package index; its size is told without pip, but also without Python itself."""
    folder, wheels = OUT / name.lower(), OUT / f"{name.lower()}-wheels"
    python = folder / "bin/python"
    if not (folder / "bin" / command[0]).exists():
        venv.create(folder, with_pip=True)
        pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        steps.call([*pip, "wheel", "--wheel-dir", wheels, name.lower()])
        steps.call([*pip, "install", "--no-index", "--find-links", wheels, name.lower()])
    home = OUT / f"{name.lower()}-home"
    home.mkdir(exist_ok=True)
    mb = steps.size(folder) - sum(steps.size(path) for path in folder.rglob("site-packages/*") if of_venv(path))
    version = next(wheels.glob(f"{name.lower()}-*.whl")).name.split("-")[1]
    return Program(
        f"{name} {version}", [str(folder / "bin" / command[0]), *command[1:]], folder, home, steps.size(wheels), mb
    )


def of_venv(path: Path) -> bool:
    return path.name.split("-")[0] in _TOOLS_OF_VENV


def start(program: Program, *, cold: bool) -> Start:
    """From starting the process to a window with something in it. Raises ``AssertionError`` when none comes."""
    if cold:
        forget(program.folder)
    with desk.Screen(OUT) as screen:
        eye = Eye(screen.display)
        assert eye.colours() == 1, "the screen must be empty"
        begun = time.perf_counter()
        process = subprocess.Popen(
            program.command, env=environment(program.home, screen.display),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            while eye.colours() < COLOURS:
                assert time.perf_counter() - begun < PATIENCE, f"{program.name} shows no window"
                assert process.poll() is None, f"{program.name} ended with {process.returncode}"
                time.sleep(0.004)
            taken = Start(time.perf_counter() - begun, processor_seconds(process.pid))
            screen.picture(f"{program.name.split()[0].lower()}.png", settle=1)
        finally:
            eye.close()
            process.kill()
            process.wait()
    return taken


def processor_seconds(process: int) -> float:
    """Of the process and the children that it has waited for."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def forget(folder: Path) -> None:
    """Push the files out of the page cache."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            file = os.open(path, os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def environment(home: Path, display: str = "") -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TERM") if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", "DISPLAY": display, "XDG_RUNTIME_DIR": str(home)}


if __name__ == "__main__":
    checks.run_all(main)
