"""What every installer must show, whatever the system: used by the smoke scripts beside this file."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import contents  # noqa: E402 - stands in the folder above
import steps  # noqa: E402
from desk import Screen  # noqa: E402

OLDER = "0.0.9"
VERSION = contents.version(steps.ROOT)
CUSTOMERS = 300
PASSPHRASE = "correct horse battery 9"  # noqa: S105 - of a shop that is made for the check
MAIN, RESTORE = r"客户管家|CRM Desktop", r"恢复备份|Restore a backup"


def run_all(main: Callable[[list[str]], int]) -> NoReturn:
    """The end of a script: 0 when everything held, else what did not."""
    try:
        sys.exit(main(sys.argv[1:]))
    except steps.BuildError as error:
        print(error, file=sys.stderr)
    except AssertionError:
        traceback.print_exc()
    sys.exit(1)


class System(ABC):
    """A computer with the program on it: where installers are run, and the program through what they put there.

    ``out`` takes pictures and reports, ``disk`` is a folder that outlives the program and its data, as a USB stick
    does; ``seen(path)`` is how the program names a file there. ``home`` holds everything else of the user.
    """

    out: Path
    disk: Path
    data: Path

    @abstractmethod
    def install(self, number: str) -> None:
        """Run the installer of that version. Raises :class:`steps.BuildError` where it refuses."""

    @abstractmethod
    def remove(self) -> None:
        """Take the program away, as its user would."""

    @abstractmethod
    def wipe(self) -> None:
        """As if the PC had died: program, data and settings are gone."""

    @abstractmethod
    def run(self, *arguments: str) -> str:
        """Run a command of the program; returns what it printed."""

    @abstractmethod
    def start(self, screen: Screen, *arguments: str) -> subprocess.Popen[bytes]:
        """Open the window."""

    @abstractmethod
    def double_click(self, screen: Screen, file: Path) -> None:
        """Open a file as the desktop does, by what the installer registered."""

    @abstractmethod
    def left(self) -> list[Path]:
        """What lies around of the program; its data are not meant."""

    def seen(self, path: Path) -> str:
        return str(path)

    def json(self, *arguments: str) -> dict[str, Any]:
        answer = json.loads(self.run("--json", *arguments))
        assert isinstance(answer, dict)
        return answer

    def customers(self) -> int:
        return int(self.json("list", "customers", "--limit", "1")["total"])

    def version(self) -> str:
        return self.run("--version").split()[-1]

    def quit(self, window: subprocess.Popen[bytes]) -> None:
        self.run("--quit")
        assert window.wait(60) == 0, "the window must close when it is asked to"


def latest(folder: Path, number: str, suffix: str) -> Path:
    """The installer of a version. Raises :class:`steps.BuildError` naming the command that makes it."""
    for path in folder.glob(f"*{number}*{suffix}"):
        return path
    target = {".deb": "deb", ".run": "run", ".exe": "windows"}[suffix]
    extra = f" --fast --number {number}" if number == OLDER else ""
    raise steps.BuildError(f"Build the installer first: python3 packaging/build.py {target}{extra}")


def installer(number: str, suffix: str) -> Path:
    return latest(steps.BUILD / "numbered" if number == OLDER else steps.DIST, number, suffix)


def selftest(system: System) -> None:
    with steps.step("Self-test"):
        answer = system.json("--selftest")
        (system.out / "selftest.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")
        assert answer["ok"], answer
        assert "frozen" in answer["checks"][0]["detail"], answer["checks"][0]
        steps.say(f"  {len(answer['checks'])} checks: {answer['checks'][0]['detail']}")


def update(system: System, *, refuses: bool) -> None:
    """Over an older version, first while its window is open: the installer refuses, or the window closes for it."""
    with steps.step("Install the older version, a shop in it"):
        system.install(OLDER)
        assert system.version() == OLDER, system.version()
        assert system.json("--lang", "zh_CN", "demo", "--customers", str(CUSTOMERS))["customers"] == CUSTOMERS
    with steps.step("Update while its window is open"), Screen(system.out) as screen:
        window = system.start(screen)
        try:
            screen.wait(MAIN)
            time.sleep(3)
            hangs(system, window)
            if refuses:
                assert refused(system), "an open window must keep its program"
                assert window.poll() is None
                system.quit(window)
            system.install(VERSION)
            assert window.wait(60) == 0, "the window must have closed for the update"
        finally:
            window.kill()
        assert system.version() == VERSION, system.version()
        assert system.customers() == CUSTOMERS, "the data stay"


def hangs(system: System, window: subprocess.Popen[bytes]) -> None:
    """A window that does not answer is no reason to pull its program away."""
    window.send_signal(signal.SIGSTOP)
    try:
        assert refused(system), "the installer must refuse while the window hangs"
        assert system.version() == OLDER
    finally:
        window.send_signal(signal.SIGCONT)
    steps.say("  refused while the window hangs")


def refused(system: System) -> bool:
    try:
        system.install(VERSION)
    except steps.BuildError as error:
        lines = str(error).strip().splitlines()
        steps.say(f"  {next((line for line in lines if 'is open' in line), lines[-1])}")
        return True
    return False


def window(system: System) -> None:
    """The window, its icon, and a backup that is double-clicked while it is open: it shows what is in it and asks."""
    backup = system.disk / "shop.crmbackup"
    backup.unlink(missing_ok=True)
    system.run("--passphrase-file", secret(system), "backup", system.seen(backup))
    with steps.step("Window"), Screen(system.out) as screen:
        begun = time.monotonic()
        first = system.start(screen, "--lang", "zh_CN")
        try:
            shown = screen.wait(MAIN)
            steps.say(f"  there after {time.monotonic() - begun:.1f} s")
            screen.picture("window.png", settle=4)
            sizes = screen.icon(shown)
            assert sizes, "the window has no icon"
            steps.say(f"  icon in {', '.join(str(width) for width, _ in sizes)} pixels")
            before = current(system)
            system.double_click(screen, backup)
            screen.wait(RESTORE)
            screen.picture("restore.png", settle=3)
            assert first.poll() is None, "the second start leaves the first window open"
            assert current(system) == before, "nothing is restored before it was asked for"
            system.quit(first)
        finally:
            first.kill()
        assert system.customers() == CUSTOMERS


def current(system: System) -> str:
    return (system.data / "CURRENT").read_text("utf-8")


def secret(system: System) -> str:
    """A file with the passphrase, as the program names it."""
    path = system.disk / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", "utf-8")
    path.chmod(0o644)
    return system.seen(path)


def remove(system: System) -> None:
    with steps.step("Remove"):
        system.remove()
        assert system.left() == [], system.left()
        assert (system.data / "CURRENT").exists(), "the data are never touched"


# The disaster drill


def drill(system: System) -> None:
    """Install, bring a sample in, work, back up; lose everything; install again, restore, and miss nothing."""
    disk = system.disk
    with steps.step("Disaster drill: a sample, a day's work, a backup"):
        system.wipe()
        system.install(VERSION)
        sample(system)
        system.run("import", system.seen(disk / "customers.csv"))
        work(system)
        before = everything(system, "before.xlsx")
        backup = disk / "drill.crmbackup"
        backup.unlink(missing_ok=True)
        system.run("--passphrase-file", secret(system), "backup", system.seen(backup))
        counts = {name: len(rows) for name, rows in before.items()}
    with steps.step("Disaster drill: everything is gone"):
        system.wipe()
        assert not system.data.exists()
        assert system.left() == [], system.left()
    with steps.step("Disaster drill: installed again, restored, compared"):
        system.install(VERSION)
        system.run("--passphrase-file", secret(system), "restore", system.seen(backup))
        after = everything(system, "after.xlsx")
        assert after == before, [name for name in before if before[name] != after.get(name)]
        assert system.json("check")["ok"]
        steps.say(f"  the same sheets with the same rows: {counts}")


def sample(system: System) -> None:
    """Customers as another shop's program wrote them: ours, in a data folder that goes away again."""
    other = system.disk / "other-shop"
    shutil.rmtree(other, ignore_errors=True)
    system.run("--data", system.seen(other), "demo", "--customers", "60")
    system.run("--data", system.seen(other), "export", "customers", system.seen(system.disk / "customers.csv"))


def work(system: System) -> None:
    """An order and a follow-up for a customer who came in with the sample."""
    customer = system.json("list", "customers", "--limit", "1")["rows"][0]["name"]
    order = {"Order number": "D-1", "Date": "2026-03-02", "Customer": customer, "Product": "Spring tea"}
    order |= {"Quantity": "2", "Unit price": "168", "Amount": "336"}
    follow_up = {"Customer": customer, "Type": "call", "Due": "2026-03-09", "Subject": "Is the tea good?"}
    rows = {"orders": [order], "followups": [follow_up]}
    for kind, lines in rows.items():
        table = io.StringIO()
        writer = csv.DictWriter(table, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
        path = system.disk / f"{kind}.csv"
        path.write_text(table.getvalue(), "utf-8")
        path.chmod(0o644)
        answer = system.json("import", system.seen(path), "--as", kind, "--unknown", "create")
        assert answer["created"] >= 1, answer


def everything(system: System, name: str) -> dict[str, list[bytes]]:
    """Every sheet of the export of all lists, as its rows."""
    path = system.disk / name
    path.unlink(missing_ok=True)
    system.run("export", "everything", system.seen(path))
    with zipfile.ZipFile(path) as book:
        parts = [part for part in book.namelist() if part.startswith("xl/") and part.endswith(".xml")]
        return {part: book.read(part).split(b"</row>") for part in sorted(parts)}
