"""The program for macOS: an application in a disk image. Runs on a Mac only; it was not run yet."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import contents
import linux_tree
import steps

LOCK = steps.HERE / "requirements-macos.lock"


def build(plan: steps.Build) -> Path:
    """Returns the disk image. ``CODESIGN_IDENTITY`` and ``NOTARY_PROFILE`` sign and notarise it where they are set."""
    if sys.platform != "darwin":
        raise steps.BuildError("The macOS program is built on a Mac: PyInstaller, codesign and hdiutil are needed.")
    python = steps.environment(LOCK)
    plan.translations(python)
    steps.icons(python)
    target = steps.BUILD / "macos"
    with steps.step("PyInstaller"):
        shutil.rmtree(target, ignore_errors=True)
        linux_tree.freeze(python, plan, target, steps.BUILD / "work")
    application = target / f"{steps.TITLE}.app"
    steps.licences(python, contents.SHIPPED, application / "Contents/Resources/licenses")
    identity = os.environ.get("CODESIGN_IDENTITY", "-")
    with steps.step("Sign"):
        steps.call(["codesign", "--force", "--deep", "--options", "runtime", "--sign", identity, application])
    return image(application, plan)


def image(application: Path, plan: steps.Build) -> Path:
    """The disk image with the application and a link to where applications lie."""
    folder = application.parent / "image"
    folder.mkdir()
    shutil.move(application, folder)
    (folder / "Applications").symlink_to("/Applications")
    made = plan.to / f"CRM-Desktop-{plan.version}.dmg"
    steps.call(["hdiutil", "create", "-volname", steps.TITLE, "-srcfolder", folder, "-ov", "-format", "UDZO", made])
    profile = os.environ.get("NOTARY_PROFILE")
    if profile:
        steps.call(["xcrun", "notarytool", "submit", made, "--keychain-profile", profile, "--wait"])
        steps.call(["xcrun", "stapler", "staple", made])
    return made
