"""Rows about the window: how soon it is there, how it answers while it is used, what it holds in memory."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench import yardsticks
from tests.bench.places import Place, read
from tests.bench.timing import Figure

FRAME, MEMORY, OPENED, SEARCHED = 0.016, 250.0, 0.05, 0.05
RIVALS = {"vorta": "Vorta", "picard": "Picard"}
_STARTS = 6

_FIRST_WINDOW = """
import sys
from PyQt6 import QtCore, QtWidgets
class Watch(QtCore.QObject):
    def eventFilter(self, seen, event):
        if event.type() == QtCore.QEvent.Type.Paint and isinstance(seen, QtWidgets.QWidget) and seen.isWindow() \\
                and seen.width() > 300:
            print("painted", flush=True)
            import os
            os._exit(0)
        return False
made = QtWidgets.QApplication.__init__
def watched(self, *args):
    made(self, *args)
    self.watch = Watch()
    self.installEventFilter(self.watch)
QtWidgets.QApplication.__init__ = watched
"""
_LAUNCH = {
    "vorta": "sys.argv = ['vorta']\nfrom vorta.__main__ import main\nmain()",
    "picard": "sys.argv = ['picard', '-N', '-s']\nfrom picard.tagger import main\nmain()",
}


def peak_mb() -> tuple[float, float]:
    """The most memory that this process and the largest of its children had, in MB; zeros where nobody tells."""
    try:
        import resource
    except ImportError:
        return 0.0, 0.0
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ours, child = (resource.getrusage(who).ru_maxrss / scale for who in whose)
    return _own_mb() or ours, child


def _own_mb() -> float:
    """Linux counts to a process what the one that started it had; only here it tells its own."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def start(place: Place) -> list[Figure]:
    """From starting the interpreter to the first painted window, with a warm disk; the quickest of some.

    All programs take turns: a machine that is slow for a while is so for each of them.
    """
    empty = place.folder / "empty"
    with place.services(empty):
        """Made before the clock runs."""
    read(place.shop)
    programs = {
        "bare": partial(yardsticks.until_painted, yardsticks.BARE_WINDOW),
        "small": partial(yardsticks.until_painted, yardsticks.OUR_WINDOW, str(empty)),
        "big": partial(yardsticks.until_painted, yardsticks.OUR_WINDOW, str(place.shop)),
    }
    for package in RIVALS if place.rivals else ():
        rival = _rival(place, package)
        if rival is not None:
            programs[package] = rival
    times = dict.fromkeys(programs, math.inf)
    for _ in range(_STARTS):
        for name, program in programs.items():
            times[name] = min(times[name], program())
    shown = "start to a painted window, this shop"
    return [
        Figure("start to a painted window, empty shop", times["small"], "a bare Qt window with a table", times["bare"]),
        Figure("start, this shop", times["big"], "start, empty shop", times["small"], goal=1.2),
        *(Figure(shown, times["big"], name, times[one], goal=1.0) for one, name in RIVALS.items() if one in times),
    ]


def _rival(place: Place, package: str) -> Callable[[], float] | None:
    """Starts another program from an environment of its own; None where it can't be had."""
    home = place.folder / package
    python = home / "bin" / "python"
    code = f"{_FIRST_WINDOW}\n{_LAUNCH[package]}"
    try:
        if not python.exists():
            venv.create(home, with_pip=True)
            subprocess.run([str(python), "-m", "pip", "install", "-q", package], check=True, capture_output=True)
        yardsticks.until_painted(code, python=str(python), home=home)
    except (OSError, subprocess.CalledProcessError, AssertionError) as error:
        print(f"{package}: {error}", file=sys.stderr)
        return None
    return partial(yardsticks.until_painted, code, python=str(python), home=home)


def use(place: Place) -> list[Figure]:
    """A script uses the window as a person would; a process of its own tells how it answered."""
    told = _use(place.shop)
    small = _use(place.hundredth)
    return [
        Figure("search box, each key: the window's own part, p95", told["key"], at_most=FRAME),
        Figure("search box, from the key to the shown results, p95", told["results"], at_most=SEARCHED),
        Figure("scrolling the list, the slowest frame after the first", told["frame"], at_most=FRAME),
        Figure("opening a record with 2,000 timeline entries, painted", told["record"], at_most=OPENED),
        Figure("the list by another column, painted", told["sort"], at_most=0.1),
        Figure("calendar, another month: the window's own part", told["month"], at_most=FRAME),
        Figure("calendar, another week with its hours: the window's own part", told["week"], at_most=FRAME),
        Figure("memory after the use", told["mb"], "a shop of a hundredth", small["mb"], at_most=MEMORY, unit="MB"),
    ]


def _use(shop: Path) -> dict[str, float]:
    read(shop)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.use", str(shop)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        env={**os.environ, **yardsticks.compiled()},
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
