"""The frozen program for Linux as one folder, which the .deb and the .run both carry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import contents
import steps

LOCK = steps.HERE / "requirements-linux.lock"
TOOLS = {"objdump": "binutils", "strip": "binutils", "readelf": "binutils"}
NEVER_STRIPPED = ("numpy.libs", "scipy.libs", "pillow.libs")
"""Stripping moves their segments off a page boundary; numpy fails to load then."""


def build(plan: steps.Build) -> Path:
    """Returns the folder; its program is ``crm-desktop``."""
    steps.need(TOOLS)
    python = steps.environment(LOCK)
    plan.translations(python)
    drawn = steps.icons(python)
    with steps.step("PyInstaller"):
        target, work = steps.BUILD / f"linux{plan.suffix}", steps.BUILD / f"work{plan.suffix}"
        shutil.rmtree(target, ignore_errors=True)
        freeze(python, plan, target, work)
    tree = target / steps.APP
    if not plan.fast:
        with steps.step("Strip"):
            before = steps.size(tree)
            strip(tree)
            steps.say(f"  {before:.0f} MB → {steps.size(tree):.0f} MB")
    count = steps.licences(python, contents.SHIPPED, tree / "licenses")
    shutil.copytree(drawn, tree / "icons", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.ico", "*.icns"))
    steps.say(f"  {count} licences, {steps.size(tree):.0f} MB in all")
    return tree


def freeze(python: Path, plan: steps.Build, target: Path, work: Path) -> None:
    """Run PyInstaller; the spec is told where the sources are."""
    options = ["--noconfirm", "--log-level", "ERROR", "--distpath", target, "--workpath", work]
    env = {**os.environ, "CRM_BUILD_SOURCE": str(plan.source)}
    steps.call([python, "-m", "PyInstaller", *options, steps.HERE / "crm.spec"], env=env)


def needs(tree: Path) -> tuple[set[str], str]:
    """The libraries that the tree uses and does not hold, and the oldest C library that will do (``2.35``)."""
    files = [path for path in tree.rglob("*") if path.is_file()]
    binaries = [path for path in files if not path.is_symlink() and _is_elf(path)]
    printed = steps.call(["readelf", "--dynamic", "--version-info", "--wide", *binaries])
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", printed)) - {path.name for path in files}
    return needed, max(re.findall(r"Name: GLIBC_(2\.\d+)", printed), key=lambda number: int(number.split(".")[1]))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def strip(tree: Path) -> None:
    """Remove symbols that only debuggers need."""
    for path in sorted(tree.rglob("*.so*")):
        if path.is_symlink() or not path.is_file() or any(part in NEVER_STRIPPED for part in path.parts):
            continue
        # A file that can't be stripped is shipped as it is.
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=False, capture_output=True)
