#!/usr/bin/env python3
"""Install the .deb in a bare Debian 12, go through all of it: ``python3 packaging/tests/smoke_deb.py``.

Needs root, Debian's archive, the .deb in ``dist/`` and the older one that ``build.py deb --fast --number 0.0.9`` makes.
The system lies in ``build/bookworm`` and is kept for the next run; ``--fresh`` makes it anew. Pictures and the
self-test's report lie in ``build/smoke-deb``.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import checks  # noqa: E402 - stands beside this file
import desk  # noqa: E402
import failures  # noqa: E402
import steps  # noqa: E402

ROOT = steps.BUILD / "bookworm"
TOOLS = {"debootstrap": "debootstrap", **desk.TOOLS}
DESKTOP = ("desktop-file-utils", "shared-mime-info", "libglib2.0-bin", "procps")
"""What every desktop has and a bare system has not: what a double click goes through."""
USER = "shop"
PLAIN = ("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive")
AS_USER = ("setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups")


class Debian(checks.System):
    """The bare system in a folder of this one, with a user who is not root."""

    out = steps.BUILD / "smoke-deb"
    home = ROOT / "home" / USER
    disk = ROOT / "mnt"
    data = home / ".local/share/crm-desktop"
    log = home / ".local/state/crm-desktop/log/crm-desktop.log"

    def seen(self, path: Path) -> str:
        return f"/{path.relative_to(ROOT)}"

    def install(self, number: str) -> None:
        shutil.copy(checks.installer(number, ".deb"), ROOT / "tmp/crm-desktop.deb")
        as_root(
            "apt-get", "install", "-y", "-qq", "--no-install-recommends", "--allow-downgrades", "/tmp/crm-desktop.deb"
        )

    def remove(self) -> None:
        as_root("apt-get", "purge", "-y", "-qq", "crm-desktop")

    def wipe(self) -> None:
        if self.left():
            self.remove()
        shutil.rmtree(self.home)
        as_root("mkhomedir_helper", USER)
        (self.disk).chmod(0o777)

    def run(self, *arguments: str) -> str:
        return steps.call(["chroot", ROOT, *PLAIN, f"HOME=/home/{USER}", *AS_USER, "crm-desktop", *arguments])

    def start(self, screen: desk.Screen, *arguments: str) -> subprocess.Popen[bytes]:
        return self._open(screen, "crm-desktop", *arguments)

    def double_click(self, screen: desk.Screen, file: Path) -> None:
        """By its type, as the desktop finds it, and the line that the package registered for that."""
        seen = self.seen(file)
        kind = as_root("gio", "info", "-a", "standard::content-type", seen)
        assert "application/x-crmbackup" in kind, kind
        handlers = as_root("gio", "mime", "application/x-crmbackup")
        assert "crm-desktop.desktop" in handlers, handlers
        entry = (ROOT / "usr/share/applications/crm-desktop.desktop").read_text("utf-8")
        line = re.search(r"^Exec=(.+)$", entry, re.MULTILINE)
        assert line is not None
        command = [seen if word == "%f" else word for word in shlex.split(line[1])]
        assert self._open(screen, *command).wait(30) == 0

    def left(self) -> list[Path]:
        return list((ROOT / "usr").rglob("*crm-desktop*"))

    def _open(self, screen: desk.Screen, *command: str) -> subprocess.Popen[bytes]:
        variables = [f"HOME=/home/{USER}", f"DISPLAY={screen.display}"]
        with (self.out / "started.log").open("wb") as log:
            words = ["chroot", str(ROOT), *PLAIN, *variables, *AS_USER, *command]
            return subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)


def main(arguments: list[str]) -> int:
    if os.geteuid() != 0:
        print("This test makes a system of its own: it needs root.", file=sys.stderr)
        return 1
    steps.need(TOOLS)
    system = Debian()
    shutil.rmtree(system.out, ignore_errors=True)
    system.out.mkdir(parents=True)
    if "--fresh" in arguments:
        shutil.rmtree(ROOT, ignore_errors=True)
    if not (ROOT / "etc/debian_version").exists():
        with steps.step("Bare Debian 12"):
            make_system()
    with mounted():
        prepare(system)
        checks.update(system, refuses=True)
        checks.selftest(system)
        checks.window(system)
        starts_that_fail(system)
        failures.logs_and_report(system, system.log)
        checks.remove(system)
        checks.drill(system)
        system.remove()
    steps.say("All of it works.")
    return 0


def prepare(system: Debian) -> None:
    as_root("apt-get", "update", "-qq")
    as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DESKTOP)
    system.wipe()
    assert not (ROOT / "usr/bin/python3").exists(), "the bare system must have no Python"


def starts_that_fail(system: Debian) -> None:
    with steps.step("Starts that can't succeed"):
        with failures.damaged(system):
            failures.told(system, "damaged", failures.DAMAGED)
        with failures.locked(system):
            failures.told(system, "locked", failures.BUSY)
        with failures.read_only(system):
            failures.told(system, "read-only", failures.READ_ONLY)
        libraries = ROOT / "usr/lib/x86_64-linux-gnu"
        failures.without_library(system, libraries / "libEGL.so.1", "libegl1")
        assert system.customers() == checks.CUSTOMERS, "none of it changed the data"


def as_root(*command: str) -> str:
    """Run a command in the bare system and return what it printed."""
    return steps.call(["chroot", ROOT, *PLAIN, *command])


def make_system() -> None:
    steps.call(["debootstrap", "--variant=minbase", "bookworm", ROOT, archive()])
    for name in ("etc/apt/apt.conf.d", "etc/apt/keyrings"):
        for file in Path("/", name).glob("*proxy*"):
            shutil.copy(file, ROOT / name)
    as_root("useradd", "--create-home", "--uid", "1000", USER)


@contextmanager
def mounted() -> Iterator[None]:
    """The table of processes, as a running system has it."""
    steps.call(["mount", "-t", "proc", "proc", ROOT / "proc"])
    try:
        yield
    finally:
        steps.call(["umount", "--lazy", ROOT / "proc"])


def archive() -> str:
    """Where this machine takes Debian's packages from."""
    files = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(file.read_text("utf-8") for file in files if file.is_file())
    found = re.search(r"(?:^URIs:\s*|^deb\s+(?:\[.*?\]\s*)?)(\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
    if found is None:
        raise steps.BuildError("no Debian archive in this machine's list of sources")
    return found[1]


if __name__ == "__main__":
    checks.run_all(main)
