"""The Windows installer: CPython, the wheels and the program in one folder, two small launchers, NSIS around it.

Built on Linux with the signed runtime files that a wheel of the package index carries (``wheels``), or on Windows
with the Python that runs the build (``installed``), which is how releases are made.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import contents
import steps
import windows_runtime

LOCK = steps.HERE / "requirements-windows.lock"
SOURCES = steps.HERE / "windows"
TOOLS = {"makensis": "nsis", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
SITE = Path("lib/site-packages")
DRAWING = steps.HERE / "requirements-linux.lock"

QT = ("Core", "Gui", "Network", "PrintSupport", "Svg", "Widgets")
"""Parts of Qt that the program uses."""
QT_PLUGINS = (
    "iconengines/qsvgicon",
    "imageformats/qgif",
    "imageformats/qico",
    "imageformats/qjpeg",
    "imageformats/qsvg",
    "imageformats/qwebp",
    "platforms/qoffscreen",
    "platforms/qwindows",
    "styles/qmodernwindowsstyle",
)
_UNWANTED = re.compile(
    r"(^|/)(tests?|testing|include|typesystems|glue|scripts|metatypes|f2py)/"
    r"|\.(pyi|lib|h|c|cpp|pxd|pyx|obj|exe|qmltypes)$"
    r"|^(pypinyin|phonenumbers/(geodata|carrierdata|tzdata))/"
    r"|^(pypinyin|PIL/_avif|PIL/_webp|PIL/_imagingtk|olefile/olefile2)"
)
_KEPT_TESTS = ("numpy/testing/", "pyparsing/testing")
"""Named like tests, imported by the library itself."""


def build(runtime: str, plan: steps.Build) -> Path:
    """Returns the installer. ``runtime`` is ``wheels`` or ``installed``."""
    if os.name != "nt":
        steps.need(TOOLS)
    python = steps.environment(DRAWING if os.name != "nt" else LOCK)
    plan.translations(python)
    drawn = steps.icons(python)
    tree = steps.BUILD / "windows" / f"tree{plan.suffix}"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    with steps.step("CPython for Windows"):
        found = windows_runtime.place(tree, runtime)
    with steps.step("Packages"):
        unpack(download(found.tag), tree / SITE)
        program(plan.source, tree / SITE)
        compile_all(found.python, tree)
    with steps.step("Launchers"):
        launchers(tree, found.dll, drawn, plan.version)
    count = steps.licences(python, contents.SHIPPED, tree / "licenses")
    shutil.copy(found.licence, tree / "licenses" / "Python.txt")
    steps.say(f"  {count + 1} licences, {steps.size(tree):.0f} MB in all")
    return installer(tree, drawn, plan)


def download(tag: str) -> list[Path]:
    """The wheels that the lock file names, checked by their hashes."""
    folder = steps.BUILD / "windows" / f"wheels-{tag}"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--no-deps", "--only-binary", ":all:", "--platform", "win_amd64", "--implementation", "cp"]
    steps.call([*command, "--python-version", tag, "--dest", folder, "-r", LOCK])
    return sorted(folder.glob("*.whl"))


def unpack(wheels: list[Path], target: Path) -> None:
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/") and wanted(name):
                    archive.extract(name, target)
        data = next(target.glob("*.data"), None)
        if data is not None:
            shutil.rmtree(data)


def wanted(name: str) -> bool:
    """Whether a file of a wheel is shipped."""
    if name.startswith("PySide6/"):
        return _wanted_of_qt(name.removeprefix("PySide6/"))
    if name.startswith("shiboken6/") and re.search(r"(concrt|vcamp|vccorlib|vcomp)140", name):
        return False
    if name.startswith(_KEPT_TESTS):
        return not name.endswith(".pyi")
    return not _UNWANTED.search(name) and contents.wanted(name)


def _wanted_of_qt(name: str) -> bool:
    if name.startswith("plugins/"):
        return Path(name).with_suffix("").as_posix().removeprefix("plugins/") in QT_PLUGINS
    if name.startswith("translations/"):
        return contents.wanted(f"PySide6/{name}")
    if "/" in name:
        return name.startswith(("support/", "openssl/")) is False and name.endswith(".py")
    if name.endswith(".pyd"):
        return name.removeprefix("Qt").removesuffix(".pyd") in QT
    if name.startswith("Qt6"):
        return name.removeprefix("Qt6").removesuffix(".dll") in QT
    return name.endswith(".py") or name.startswith(("pyside6.abi3", "msvcp140", "vcruntime140"))


def program(source: Path, target: Path) -> None:
    """The program itself beside the packages."""
    ignored = shutil.ignore_patterns("__pycache__", "*.ts.*", "*.qm.*")
    shutil.copytree(source / "crm_desktop", target / "crm_desktop", ignore=ignored)


def compile_all(python: Path, tree: Path) -> None:
    """Compiled files only: the folder is never written to, so nothing has to be checked against a source."""
    options = ["-b", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash"]
    steps.call([python, "-m", "compileall", *options, tree / "lib"])
    for path in (tree / "lib").rglob("*.py"):
        if path.with_suffix(".pyc").is_file():
            path.unlink()


def launchers(tree: Path, dll: str, drawn: Path, version: str) -> None:
    work = steps.BUILD / "windows" / "launcher"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in ("launcher.c", "program.rc", "program.manifest"):
        shutil.copy(SOURCES / name, work)
    shutil.copy(drawn / "crm-desktop.ico", work)
    prefix = "" if os.name == "nt" else "x86_64-w64-mingw32-"
    facts = [f"-DNUMBERS={numbers(version).replace('.', ',')}", f'-DVERSION=\\"{version}\\"']
    steps.call([f"{prefix}windres", *facts, "program.rc", "-O", "coff", "-o", "program.o"], cwd=work)
    usual = [f"{prefix}gcc", "-O2", "-s", "-municode", "-static", f'-DPYTHON_DLL=L"{dll}"', "launcher.c", "program.o"]
    steps.call([*usual, "-mwindows", "-o", tree / "CRM Desktop.exe"], cwd=work)
    steps.call([*usual, "-mconsole", "-o", tree / "crm-desktop.exe"], cwd=work)
    shutil.copy(SOURCES / "boot.py", tree)


def numbers(version: str) -> str:
    """Four numbers, as Windows wants them."""
    found = re.findall(r"\d+", version)
    return ".".join([*found, "0", "0", "0", "0"][:4])


def installer(tree: Path, drawn: Path, plan: steps.Build) -> Path:
    target = plan.to / f"CRM-Desktop-{plan.version}-Setup.exe"
    facts = {
        "TREE": str(tree),
        "OUT": str(target),
        "VERSION": plan.version,
        "NUMBERS": numbers(plan.version),
        "ICON": str(drawn / "crm-desktop.ico"),
        "SIZE": str(round(steps.size(tree) * 1000)),
    }
    with steps.step("NSIS"):
        options = [f"-D{name}={value}" for name, value in facts.items()] + (["-DFAST"] if plan.fast else [])
        done = subprocess.run(
            ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *options, str(SOURCES / "installer.nsi")],
            check=False, text=True, errors="replace", capture_output=True,
        )  # fmt: skip
        if done.returncode != 0:
            raise steps.BuildError(f"NSIS: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return target
