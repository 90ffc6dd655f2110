"""The installer for any Linux: the frozen folder in a file that unpacks itself into the home of whoever starts it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import linux_tree
import steps

TOOLS = {"makeself": "makeself", "xz": "xz-utils"}


def build(tree: Path, plan: steps.Build) -> Path:
    """Returns the installer."""
    steps.need(TOOLS)
    target = plan.to / f"crm-desktop-{plan.version}-linux-x86_64.run"
    with steps.step("Installer for any Linux"):
        root = steps.BUILD / f"run{plan.suffix}"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(tree, root / "program", symlinks=True)
        shutil.copytree(
            steps.HERE / "linux", root / "share", ignore=shutil.ignore_patterns("control", "p*inst", "postrm", "*.sh")
        )
        script = (steps.HERE / "linux/install.sh").read_text("utf-8").replace("@GLIBC@", linux_tree.needs(tree)[1])
        (root / "install.sh").write_text(script, "utf-8")
        (root / "install.sh").chmod(0o755)
        squeeze = ["--gzip", "--complevel", "1"] if plan.fast else ["--xz"]
        options = [*squeeze, "--nox11", "--nomd5", "--sha256", "--quiet"]
        env = {**os.environ, "XZ_OPT": "-T0"}
        steps.call(["makeself", *options, root, target, f"CRM Desktop {plan.version}", "./install.sh"], env=env)
    return target
