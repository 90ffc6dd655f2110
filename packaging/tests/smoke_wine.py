#!/usr/bin/env python3
"""Install Setup.exe under Wine and go through all of it: ``python3 packaging/tests/smoke_wine.py``.

Needs wine64, mingw-w64, the Setup.exe in ``dist/`` and the older one that ``build.py windows --fast --number 0.0.9``
makes. What Wine lacks and Windows has is laid beside the installed program (``wine_shims``) and never shipped.
Pictures and the self-test's report lie in ``build/smoke-wine``. It says nothing about a real Windows' looks or speed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checks  # noqa: E402 - stands beside this file
import desk  # noqa: E402
import failures  # noqa: E402
import steps  # noqa: E402
import wine_shims  # noqa: E402

WINE = "/usr/lib/wine/wine64"
TOOLS = {WINE: "wine64", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", **desk.TOOLS}
LONGEST = 240
"""Seconds for any one command: Wine waits for ever where Windows would show a message."""
USER = os.environ.get("USER", "root")
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\CRMDesktop"
OPEN = r"HKCU\Software\Classes\CRMDesktop.Backup\shell\open\command"


class Wine(checks.System):
    """A Windows of its own in a folder."""

    out = steps.BUILD / "smoke-wine"
    prefix = out / "prefix"
    home = prefix / "drive_c/users" / USER
    outside = out / "home"
    disk = prefix / "drive_c/disk"
    local = home / "AppData/Local"
    data = local / "CRM Desktop"
    log = local / "CRM Desktop/Logs/crm-desktop.log"
    folder = local / "Programs/CRM Desktop"

    def __init__(self) -> None:
        self.display = ""

    def boot(self) -> None:
        (self.outside / "Desktop").mkdir(parents=True)  # Wine's desktop is a link to this one
        self.wine("wineboot", "-i")
        self.wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        self.disk.mkdir()

    def wine(self, *command: str) -> str:
        """Run a Windows program to its end; returns what it printed."""
        words = ["timeout", str(LONGEST), WINE, *command]
        done = subprocess.run(words, env=self.environment(), check=False, stdin=subprocess.DEVNULL, capture_output=True)
        printed = done.stdout.decode("utf-8", "replace")
        if done.returncode != 0:
            said = f"{printed}{done.stderr.decode('utf-8', 'replace')}"[-3000:]
            raise steps.BuildError(f"{said}\n{command[0]} ended with {done.returncode}")
        return printed

    def environment(self) -> dict[str, str]:
        overrides = f"{wine_shims.OVERRIDES};winedbg.exe,winemenubuilder.exe,mscoree,mshtml=d"
        ours = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": overrides}
        return {**os.environ, **ours, "DISPLAY": self.display, "LANG": "C.UTF-8", "HOME": str(self.outside)}

    def seen(self, path: Path) -> str:
        return "C:\\" + str(path.relative_to(self.prefix / "drive_c")).replace("/", "\\")

    def install(self, number: str) -> None:
        setup = self.disk / "Setup.exe"
        shutil.copy(checks.installer(number, ".exe"), setup)
        self.wine(self.seen(setup), "/S")
        wine_shims.make(self.folder, self.folder / "lib/site-packages/PySide6/Qt6Core.dll")

    def remove(self) -> None:
        line = self._registered(KEY, "QuietUninstallString")
        self.wine(*(part.strip('"') for part in shlex.split(line, posix=False)))
        begun = time.monotonic()
        while self.folder.exists() and time.monotonic() - begun < 60:
            time.sleep(0.2)  # a copy of the uninstaller does it, since no program can delete itself

    def wipe(self) -> None:
        if self.folder.exists():
            self.remove()
        shutil.rmtree(self.local / "CRM Desktop", ignore_errors=True)

    def run(self, *arguments: str) -> str:
        return self.wine(self.seen(self.folder / "crm-desktop.exe"), *arguments)

    def start(self, screen: desk.Screen, *arguments: str) -> subprocess.Popen[bytes]:
        return self._open(screen, self.seen(self.folder / "CRM Desktop.exe"), *arguments)

    def double_click(self, screen: desk.Screen, file: Path) -> None:
        """By the line that the installer registered (Wine's shell does not look into this user's classes)."""
        assert self._registered(r"HKCU\Software\Classes\.crmbackup", "") == "CRMDesktop.Backup"
        command = [part.strip('"') for part in shlex.split(self._registered(OPEN, ""), posix=False)]
        words = [self.seen(file) if word == "%1" else word for word in command]
        assert self._open(screen, *words).wait(60) == 0

    def left(self) -> list[Path]:
        links = [*self.home.rglob("*.lnk"), *self.outside.rglob("*.lnk")]
        found = [path for path in links if re.search("CRM|客户", path.name)]
        return found + ([self.folder] if self.folder.exists() else [])

    def shortcuts(self) -> None:
        names = sorted(path.name for path in self.left() if path.suffix == ".lnk")
        assert len(names) == 2, names
        assert self._registered(KEY, "DisplayVersion") == checks.VERSION
        steps.say(f"  {', '.join(names)}; listed for removal as version {checks.VERSION}")

    def _registered(self, key: str, value: str) -> str:
        which = ["/v", value] if value else ["/ve"]
        found = re.search(r"REG_SZ\s+(.*?)\s*$", self.wine("reg", "query", key, *which), re.MULTILINE)
        assert found is not None, key
        return found[1]

    def _open(self, screen: desk.Screen, *command: str) -> subprocess.Popen[bytes]:
        environment = {**self.environment(), "DISPLAY": screen.display}
        with (self.out / "started.log").open("wb") as log:
            return subprocess.Popen(
                [WINE, *command], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )


def main(_arguments: list[str]) -> int:
    steps.need(TOOLS)
    system = Wine()
    shutil.rmtree(system.out, ignore_errors=True)
    system.out.mkdir(parents=True)
    with desk.Screen(system.out) as screen:
        system.display = screen.display
        try:
            go(system)
        finally:
            subprocess.run(["/usr/lib/wine/wineserver", "-k"], env=system.environment(), check=False)
    steps.say("All of it works.")
    return 0


def go(system: Wine) -> None:
    with steps.step("Wine"):
        system.boot()
    checks.update(system, refuses=False)
    system.shortcuts()
    checks.selftest(system)
    checks.window(system)
    with steps.step("A start that can't succeed"), failures.damaged(system):
        failures.told(system, "damaged", failures.DAMAGED)
    failures.logs_and_report(system, system.log)
    checks.remove(system)
    checks.drill(system)


if __name__ == "__main__":
    checks.run_all(main)
