#!/usr/bin/env python3
"""Install the .deb in a bare Debian 12, test it, look at its window: ``python3 packaging/tests/smoke_deb.py``.

Needs root, Debian's archive and a .deb in ``dist/``. The system lies in ``build/bookworm`` and is kept for the next
run; ``--fresh`` makes it anew. Pictures and the self-test's report lie in ``build/smoke-deb``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import steps  # noqa: E402 - stands in the folder above

ROOT = steps.BUILD / "bookworm"
OUT = steps.BUILD / "smoke-deb"
TOOLS = {"debootstrap": "debootstrap", "Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick"}
USER = "shop"


def main(arguments: list[str]) -> int:
    if os.geteuid() != 0:
        print("This test makes a system of its own: it needs root.", file=sys.stderr)
        return 1
    package = max(steps.DIST.glob("*.deb"), key=lambda path: path.stat().st_mtime, default=None)
    if package is None:
        print("Build the package first: python3 packaging/build.py deb", file=sys.stderr)
        return 1
    steps.need(TOOLS)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    if "--fresh" in arguments:
        shutil.rmtree(ROOT, ignore_errors=True)
    if not (ROOT / "etc/debian_version").exists():
        with steps.step("Bare Debian 12"):
            make_system()
    install(package)
    selftest()
    window()
    update()
    remove()
    steps.say("All of it works.")
    return 0


def inside(*command: str, user: str = "", **variables: str) -> str:
    """Run a command in the bare system and return what it printed."""
    words = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
    words += [f"{name}={value}" for name, value in variables.items()]
    if user:
        words += ["HOME=/home/shop", "setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]
    return steps.call(["chroot", ROOT, *words, *command])


def make_system() -> None:
    mirror = archive()
    steps.call(["debootstrap", "--variant=minbase", "bookworm", ROOT, mirror])
    for name in ("etc/apt/apt.conf.d", "etc/apt/keyrings"):
        for file in Path("/", name).glob("*proxy*"):
            shutil.copy(file, ROOT / name)
    inside("useradd", "--create-home", "--uid", "1000", USER)


def archive() -> str:
    """Where this machine takes Debian's packages from."""
    files = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(file.read_text("utf-8") for file in files if file.is_file())
    found = re.search(r"(?:^URIs:\s*|^deb\s+(?:\[.*?\]\s*)?)(\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
    if found is None:
        raise steps.BuildError("no Debian archive in this machine's list of sources")
    return found[1]


def install(package: Path) -> None:
    with steps.step("Install"):
        assert not (ROOT / "usr/bin/python3").exists(), "the bare system must have no Python"
        shutil.copy(package, ROOT / "tmp/crm-desktop.deb")
        inside("apt-get", "update", "-qq")
        inside("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/tmp/crm-desktop.deb")


def selftest() -> None:
    with steps.step("Self-test"):
        answer = json.loads(inside("crm-desktop", "--selftest", "--json", user=USER))
        (OUT / "selftest.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")
        assert answer["ok"], answer
        kind = answer["checks"][0]["detail"]
        assert "frozen" in kind, kind


def window() -> None:
    """A shop, its window on a screen, a backup handed over by a second start, and closed from outside."""
    data = "/home/shop/shop"
    inside("crm-desktop", "--data", data, "--lang", "zh_CN", "demo", "--customers", "300", user=USER)
    (ROOT / "tmp/pass").write_text("correct horse battery 9\n", "utf-8")
    (ROOT / "tmp/pass").chmod(0o644)
    inside(
        "crm-desktop", "--data", data, "--passphrase-file", "/tmp/pass", "backup", "/home/shop/a.crmbackup", user=USER
    )
    with steps.step("Window"), screen() as display:
        command = ["chroot", ROOT, "env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/home/shop",
                   f"DISPLAY={display}", "setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups",
                   "crm-desktop", "--data", data, "--lang", "zh_CN"]  # fmt: skip
        running = subprocess.Popen([str(part) for part in command])
        try:
            begun = time.monotonic()
            while not shown(display) and time.monotonic() - begun < 60:
                time.sleep(0.1)
            steps.say(f"  the window is there after {time.monotonic() - begun:.1f} s")
            time.sleep(4)
            picture(display, "window.png")
            inside("crm-desktop", "--data", data, "/home/shop/a.crmbackup", user=USER, DISPLAY=display)
            time.sleep(3)
            picture(display, "restore.png")
            assert running.poll() is None, "the second start must leave the first window open"
            inside("crm-desktop", "--data", data, "--quit", user=USER)
            assert running.wait(30) == 0
        finally:
            running.kill()


def update() -> None:
    """The package over itself, as over an older version: the data stay."""
    with steps.step("Update"):
        before = customers()
        inside("apt-get", "install", "-y", "-qq", "--reinstall", "/tmp/crm-desktop.deb")
        assert customers() == before == 300


def customers() -> int:
    answer = inside(
        "crm-desktop", "--data", "/home/shop/shop", "--json", "list", "customers", "--limit", "1", user=USER
    )
    return int(json.loads(answer)["total"])


def remove() -> None:
    with steps.step("Remove"):
        inside("apt-get", "purge", "-y", "-qq", "crm-desktop")
        left = list((ROOT / "usr").rglob("*crm-desktop*"))
        assert left == [], left
        assert (ROOT / "home/shop/shop/CURRENT").exists(), "the data are never touched"


class screen:  # noqa: N801 - used as a context manager
    """A screen that nobody looks at."""

    def __enter__(self) -> str:
        self._server = subprocess.Popen(
            ["Xvfb", ":87", "-screen", "0", "1366x850x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(2)
        return ":87"

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()


def shown(display: str) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."],
        env={**os.environ, "DISPLAY": display}, capture_output=True, check=False,
    )  # fmt: skip
    return found.returncode == 0 and bool(found.stdout.strip())


def picture(display: str, name: str) -> None:
    steps.call(["import", "-window", "root", OUT / name], env={**os.environ, "DISPLAY": display})


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (steps.BuildError, AssertionError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
