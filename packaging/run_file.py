"""The installer for any Linux: the frozen folder in a file that unpacks itself into the home of whoever starts it."""

from __future__ import annotations

import shutil
from pathlib import Path

import contents
import steps

TOOLS = {"makeself": "makeself", "xz": "xz-utils"}


def build(tree: Path) -> Path:
    """Returns the installer."""
    steps.need(TOOLS)
    version = contents.version(steps.ROOT)
    target = steps.DIST / f"crm-desktop-{version}-linux-x86_64.run"
    with steps.step("Installer for any Linux"):
        root = steps.BUILD / "run"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(tree, root / "program", symlinks=True)
        shutil.copytree(
            steps.HERE / "linux", root / "share", ignore=shutil.ignore_patterns("control", "p*inst", "postrm", "*.sh")
        )
        shutil.copy(steps.HERE / "linux/install.sh", root)
        (root / "install.sh").chmod(0o755)
        options = ["--xz", "--nox11", "--nomd5", "--sha256", "--quiet"]
        steps.call(["makeself", *options, root, target, f"CRM Desktop {version}", "./install.sh"])
    return target
