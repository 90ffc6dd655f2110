"""The Debian and Ubuntu package: the frozen folder under /usr/lib, what the system needs to start it by mouse."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import linux_tree
import steps

TOOLS = {"dpkg-deb": "dpkg"}
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64", "libgtk-3-0": "libgtk-3-0t64"}
"""Libraries that newer releases have under another name."""
ALWAYS = ("fontconfig-config", "libbrotli1", "libegl1", "libxcb-cursor0", "libxkbcommon-x11-0")
"""Opened or read while the program runs, so that no header names them."""
FONTS = "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def build(tree: Path, plan: steps.Build) -> Path:
    """Returns the package."""
    steps.need(TOOLS)
    target = plan.to / f"crm-desktop_{plan.version}_amd64.deb"
    with steps.step("Package for Debian and Ubuntu"):
        root = steps.BUILD / f"deb{plan.suffix}"
        shutil.rmtree(root, ignore_errors=True)
        place(tree, root)
        control(root, plan.version)
        squeeze = ["-Zgzip", "-z1"] if plan.fast else ["-Zxz"]
        steps.call(["dpkg-deb", "--root-owner-group", *squeeze, "--build", root, target])
    return target


def place(tree: Path, root: Path) -> None:
    """Lay the files out as they will lie on the disk."""
    program, share = root / "usr/lib/crm-desktop", root / "usr/share"
    shutil.copytree(tree, program, symlinks=True, ignore=shutil.ignore_patterns("icons", "licenses"))
    # The program's own drawings are called icons too.
    shutil.copytree(
        tree / "_internal/crm_desktop/resources/icons",
        program / "_internal/crm_desktop/resources/icons",
        dirs_exist_ok=True,
    )
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/crm-desktop").symlink_to("../lib/crm-desktop/crm-desktop")
    for size in SIZES:
        folder = share / f"icons/hicolor/{size}x{size}/apps"
        folder.mkdir(parents=True)
        shutil.copy(tree / f"icons/{size}.png", folder / "crm-desktop.png")
    (share / "icons/hicolor/scalable/apps").mkdir(parents=True)
    shutil.copy(tree / "icons/crm-desktop.svg", share / "icons/hicolor/scalable/apps")
    (share / "applications").mkdir()
    entry = (steps.HERE / "linux/crm-desktop.desktop").read_text("utf-8").replace("@EXEC@", "/usr/bin/crm-desktop")
    (share / "applications/crm-desktop.desktop").write_text(entry, "utf-8")
    (share / "mime/packages").mkdir(parents=True)
    shutil.copy(steps.HERE / "linux/crm-desktop.xml", share / "mime/packages")
    shutil.copytree(tree / "licenses", share / "doc/crm-desktop/licenses")
    (share / "doc/crm-desktop/copyright").write_text((steps.ROOT / "LICENSE").read_text("utf-8"), "utf-8")
    shutil.copy(steps.ROOT / "CHANGELOG.md", share / "doc/crm-desktop/changelog")


def control(root: Path, version: str) -> None:
    """The package's description, with what it needs from the system."""
    folder = root / "DEBIAN"
    folder.mkdir()
    installed = round(steps.size(root) * 1000)
    text = (steps.HERE / "linux/control").read_text("utf-8")
    for name, value in (("VERSION", version), ("SIZE", str(installed)), ("DEPENDS", ", ".join(depends(root)))):
        text = text.replace(f"@{name}@", value)
    (folder / "control").write_text(text, "utf-8")
    for script in ("preinst", "postinst", "postrm"):
        target = folder / script
        target.write_text((steps.HERE / f"linux/{script}").read_text("utf-8"), "utf-8")
        target.chmod(0o755)
    for path in root.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        elif not path.is_symlink() and folder not in path.parents:
            path.chmod(0o755 if os.access(path, os.X_OK) or ".so" in path.name else 0o644)


def depends(root: Path) -> list[str]:
    """Packages of the libraries that the tree uses and does not hold, and the oldest C library that will do."""
    program = root / "usr/lib/crm-desktop"
    needed, oldest = linux_tree.needs(program)
    names = {_package(library) for library in sorted(needed)} | set(ALWAYS)
    names.discard("libc6")
    return [f"libc6 (>= {oldest})", *sorted(_with_new_name(name) for name in names), FONTS]


def _package(library: str) -> str:
    """The Debian package that brings ``library``; the build machine must have it."""
    found = re.search(r"^([^:]+):", steps.call(["dpkg", "-S", f"*/{library}"]))
    if found is None:
        raise steps.BuildError(f"no package here brings {library}")
    return found[1].split(",")[0]


def _with_new_name(name: str) -> str:
    return f"{name} | {RENAMED[name]}" if name in RENAMED else name
