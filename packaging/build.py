#!/usr/bin/env python3
"""Build the installers: ``python3 packaging/build.py deb|run|windows|macos|all``.

Works from a clean clone with Python 3.11 or newer. What it makes lies in ``dist/``; sizes, times and SHA-256 are
printed at the end. Linux and Windows installers are built on Debian 12, the macOS one needs a Mac.

For the checks: ``--fast`` neither strips nor compresses much; ``--number 0.0.9`` makes an installer of another
version, which lies in ``build/numbered/``; ``tree`` is the frozen program for Linux alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import steps  # noqa: E402 - stands beside this file

TARGETS = ("deb", "run", "windows", "macos", "all", "tree")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runtime", choices=("wheels", "installed"), default="wheels",
                        help="windows: where CPython comes from (installed: the one of this machine)")  # fmt: skip
    parser.add_argument("--fast", action="store_true", help="large and quickly made, for checks")
    parser.add_argument("--number", help="the version to carry, for checks of updates")
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        made = build(options.target, options.runtime, steps.Build.of(options.number, options.fast))
    except steps.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for path in made:
        sum_of_it = f"  sha256 {steps.digest(path)}" if path.is_file() else ""
        steps.say(f"{path.relative_to(steps.ROOT)}  {steps.size(path):.1f} MB{sum_of_it}")
    steps.say(f"{time.monotonic() - begun:.0f} s")
    return 0


def build(target: str, runtime: str, plan: steps.Build) -> list[Path]:
    plan.to.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    if target in ("deb", "run", "all", "tree"):
        import linux_tree

        tree = linux_tree.build(plan)
        if target == "tree":
            made.append(tree)
        if target in ("deb", "all"):
            import deb

            made.append(deb.build(tree, plan))
        if target in ("run", "all"):
            import run_file

            made.append(run_file.build(tree, plan))
    if target in ("windows", "all"):
        import windows_setup

        made.append(windows_setup.build(runtime, plan))
    if target == "macos":
        import macos

        made.append(macos.build(plan))
    return made


if __name__ == "__main__":
    sys.exit(main())
