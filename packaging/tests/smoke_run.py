#!/usr/bin/env python3
"""Install the .run into an empty home and go through all of it: ``python3 packaging/tests/smoke_run.py``.

Needs no root; the .run in ``dist/`` and the older one that ``build.py run --fast --number 0.0.9`` makes. Pictures and
the self-test's report lie in ``build/smoke-run``. ``--selftest`` installs and tests itself, no more.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checks  # noqa: E402 - stands beside this file
import desk  # noqa: E402
import failures  # noqa: E402
import steps  # noqa: E402


class Home(checks.System):
    """An empty home folder on this computer."""

    out = steps.BUILD / "smoke-run"
    home = out / "home"
    disk = out / "disk"
    data = home / ".local/share/crm-desktop"
    log = home / ".local/state/crm-desktop/log/crm-desktop.log"
    program = home / ".local/share/crm-desktop-program/crm-desktop"

    def install(self, number: str) -> None:
        steps.call(["sh", checks.installer(number, ".run"), "--quiet"], env=self.environment())

    def remove(self) -> None:
        steps.call(["sh", self.program.parent / "uninstall.sh", "--uninstall"], env=self.environment())

    def wipe(self) -> None:
        shutil.rmtree(self.home)
        self.home.mkdir()

    def run(self, *arguments: str) -> str:
        return steps.call([self.program, *arguments], env=self.environment())

    def start(self, screen: desk.Screen, *arguments: str) -> subprocess.Popen[bytes]:
        return self._open(screen, str(self.program), *arguments)

    def double_click(self, screen: desk.Screen, file: Path) -> None:
        entry = (self.home / ".local/share/applications/crm-desktop.desktop").read_text("utf-8")
        line = re.search(r"^Exec=(.+)$", entry, re.MULTILINE)
        assert line is not None
        assert "application/x-crmbackup" in entry
        command = [str(file) if word == "%f" else word for word in shlex.split(line[1])]
        assert self._open(screen, *command).wait(30) == 0

    def left(self) -> list[Path]:
        """Neither the data nor what the program remembers of this PC."""
        kept = (self.data, self.log.parents[1], self.home / ".config/crm-desktop", self.home / ".cache/crm-desktop")
        found = (path for path in self.home.rglob("*") if "crm-desktop" in path.name)
        return [path for path in found if not any(path.is_relative_to(folder) for folder in kept)]

    def environment(self, **variables: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "TERM") if name in os.environ}
        return {**kept, "HOME": str(self.home), "LANG": "C.UTF-8", **variables}

    def _open(self, screen: desk.Screen, *command: str) -> subprocess.Popen[bytes]:
        with (self.out / "started.log").open("wb") as log:
            environment = self.environment(DISPLAY=screen.display)
            return subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)


def main(arguments: list[str]) -> int:
    system = Home()
    shutil.rmtree(system.out, ignore_errors=True)
    system.home.mkdir(parents=True)
    system.disk.mkdir()
    if "--selftest" in arguments:
        system.install(checks.VERSION)
        checks.selftest(system)
        return 0
    steps.need(desk.TOOLS)
    checks.update(system, refuses=False)
    checks.selftest(system)
    checks.window(system)
    with steps.step("Starts that can't succeed"):
        with failures.damaged(system):
            failures.told(system, "damaged", failures.DAMAGED)
        with failures.locked(system):
            failures.told(system, "locked", failures.BUSY)
    failures.logs_and_report(system, system.log)
    checks.remove(system)
    checks.drill(system)
    steps.say("All of it works.")
    return 0


if __name__ == "__main__":
    checks.run_all(main)
