"""A screen that nobody looks at, and what stands on it: titles of windows, pictures, the icon of a window."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import steps  # noqa: E402 - stands in the folder above

TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "xprop": "x11-utils", "import": "imagemagick"}
PATIENCE = 90.0
SMALLEST = 300
"""Pixels: what is narrower is no window of the program."""


class Screen:
    """An X server of its own, each on a number that had none before; its pictures go to ``out``."""

    _numbers = itertools.count(200 + os.getpid() % 500 * 20)

    def __init__(self, out: Path) -> None:
        self.out = out
        self.display = ""

    def __enter__(self) -> Screen:
        read, write = os.pipe()
        self.display = f":{next(Screen._numbers)}"
        command = ["Xvfb", self.display, "-displayfd", str(write), "-screen", "0", "1366x850x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            assert told.readline().strip(), f"no screen {self.display}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def titles(self) -> dict[str, str]:
        """The visible windows of the program: identity → title, the latest last."""
        found: dict[str, str] = {}
        for window in self._tool("xdotool", "search", "--onlyvisible", "--name", ".").split():
            width = re.search(r"WIDTH=(\d+)", self._tool("xdotool", "getwindowgeometry", "--shell", window))
            if width and int(width[1]) >= SMALLEST:
                found[window] = self._tool("xdotool", "getwindowname", window).strip()
        return found

    def wait(self, title: str, seconds: float = PATIENCE) -> str:
        """The window whose title holds one of the words ``title`` (``a|b``). Raises ``AssertionError``."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            for window, name in self.titles().items():
                if re.search(title, name):
                    return window
            time.sleep(0.1)
        self.picture("missing.png")
        raise AssertionError(f"no window “{title}” after {seconds:.0f} s, but {list(self.titles().values())}")

    def picture(self, name: str, settle: float = 0.0) -> Path:
        time.sleep(settle)
        steps.call(["import", "-window", "root", self.out / name], env=self.environment)
        return self.out / name

    def icon(self, window: str) -> list[tuple[int, int]]:
        """The sizes in which the window's icon is given to the task bar."""
        printed = self._tool("xprop", "-id", window, "-notype", "32c", "_NET_WM_ICON")
        numbers = [int(number) for number in re.findall(r"\d+", printed.partition("=")[2])]
        sizes, at = [], 0
        while at + 1 < len(numbers):
            width, height = numbers[at], numbers[at + 1]
            assert any(numbers[at + 2 : at + 2 + width * height]), "a blank icon"
            sizes.append((width, height))
            at += 2 + width * height
        return sizes

    def _tool(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout
