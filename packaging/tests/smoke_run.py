#!/usr/bin/env python3
"""Install the .run into an empty home, test it, update and remove it: ``python3 packaging/tests/smoke_run.py``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import steps  # noqa: E402 - stands in the folder above

HOME = steps.BUILD / "smoke-run"
PROGRAM = HOME / ".local/share/crm-desktop-program/crm-desktop"


def main() -> int:
    installer = max(steps.DIST.glob("*.run"), key=lambda path: path.stat().st_mtime, default=None)
    if installer is None:
        print("Build the installer first: python3 packaging/build.py run", file=sys.stderr)
        return 1
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    with steps.step("Install into an empty home"):
        steps.call(["sh", installer, "--quiet"], env=environment())
    with steps.step("Self-test"):
        answer = run("--selftest", "--json")
        (steps.BUILD / "smoke-run.json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")
        assert answer["ok"], answer
    with steps.step("A shop"):
        assert run("--json", "demo", "--customers", "200")["customers"] == 200
    refuse_while_open(installer)
    with steps.step("Update"):
        steps.call(["sh", installer, "--quiet"], env=environment())
        assert run("--json", "list", "customers", "--limit", "1")["total"] == 200
    with steps.step("Remove"):
        steps.call(["sh", PROGRAM.parent / "uninstall.sh", "--uninstall"], env=environment())
        left = [path for path in HOME.rglob("*crm-desktop*") if "share/crm-desktop/" not in f"{path}/"]
        assert [path for path in left if path.is_file() and path.suffix != ".log"] == [], left
        assert (HOME / ".local/share/crm-desktop/CURRENT").exists(), "the data are never touched"
    steps.say("All of it works.")
    return 0


def refuse_while_open(installer: Path) -> None:
    """The open window is asked to close before its program is replaced."""
    with steps.step("Update while it is open"):
        window = subprocess.Popen([PROGRAM], env={**environment(), "QT_QPA_PLATFORM": "offscreen"})
        try:
            time.sleep(5)
            assert window.poll() is None
            steps.call(["sh", installer, "--quiet"], env=environment())
            assert window.wait(20) == 0
        finally:
            window.kill()


def run(*arguments: str) -> dict[str, object]:
    printed = steps.call([PROGRAM, *arguments], env=environment())
    answer = json.loads(printed)
    assert isinstance(answer, dict)
    return answer


def environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TERM") if name in os.environ}
    return {**kept, "HOME": str(HOME), "LANG": "C.UTF-8"}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (steps.BuildError, AssertionError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
