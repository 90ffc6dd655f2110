"""CPython for the Windows installer: the interpreter's libraries, its standard library and the stable-ABI forwarder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import steps

LOCK = steps.HERE / "requirements-windows-runtime.lock"
VERSION = (3, 11, 7)
"""Of the runtime in the wheel that ``LOCK`` names; the standard library must be of exactly this version."""
SIGNED = ("python311.dll", "_ctypes.pyd", "_socket.pyd", "libcrypto-3.dll")
LEFT_OUT = (
    "__pycache__",
    "_sysconfigdata*",
    "config-*",
    "distutils",
    "ensurepip",
    "idlelib",
    "lib-dynload",
    "lib2to3",
    "msilib",
    "pydoc_data",
    "site-packages",
    "test",
    "tests",
    "tkinter",
    "turtle.py",
    "turtledemo",
)
NOT_NEEDED = ("_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "_msi.pyd", "winsound.pyd", "sqlite3.dll", "_sqlite3.pyd")
PATHS = "lib\nDLLs\nlib\\site-packages\n.\n"


@dataclass(frozen=True, slots=True)
class Runtime:
    """``dll`` is the interpreter's library, ``python`` one that compiles for it, ``tag`` as pip writes its version."""

    dll: str
    python: Path
    tag: str
    licence: Path


def place(tree: Path, kind: str) -> Runtime:
    """Lay CPython into ``tree``. Raises :class:`steps.BuildError` where what is needed is not there."""
    found = _installed(tree) if kind == "installed" else _from_wheel(tree)
    (tree / found.dll.replace(".dll", "._pth")).write_text(PATHS, "utf-8")
    return found


def _installed(tree: Path) -> Runtime:
    """The Python that runs this build, on Windows."""
    if os.name != "nt":
        raise steps.BuildError("--runtime installed takes the Python of a Windows machine; run the build there.")
    base = Path(sys.base_prefix)
    dll = f"python{sys.version_info[0]}{sys.version_info[1]}.dll"
    for name in (dll, "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copy(base / name, tree)
    ignored = shutil.ignore_patterns(*NOT_NEEDED, "*.ico", "*_test*.pyd", "_test*.pyd")
    shutil.copytree(base / "DLLs", tree / "DLLs", ignore=ignored)
    _library(base / "Lib", tree)
    tag = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return Runtime(dll, Path(sys.executable), tag, base / "LICENSE.txt")


def _from_wheel(tree: Path) -> Runtime:
    python = exact_interpreter()
    wheel = _download()
    libraries = tree / "DLLs"
    libraries.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs" or file.name in NOT_NEEDED or file.name.startswith("api-ms-"):
                continue
            target = tree if file.name.lower() in ("python311.dll", "vcruntime140.dll") else libraries
            (target / file.name).write_bytes(archive.read(name))
    _check_signatures(tree)
    standard = Path(_ask(python, "import sysconfig; print(sysconfig.get_path('stdlib'))"))
    _forwarder(tree)
    _library(standard, tree)
    licence = next((p for p in (standard / "LICENSE.txt", standard.parent / "LICENSE") if p.is_file()), None)
    if licence is None:
        raise steps.BuildError(f"no licence text in {standard}")
    return Runtime("python311.dll", python, "3.11", licence)


def exact_interpreter() -> Path:
    """A Python of exactly :data:`VERSION`: this one, one on the path, or what ``CRM_BUILD_PYTHON`` names."""
    wanted = ".".join(map(str, VERSION))
    names = [os.environ.get("CRM_BUILD_PYTHON", ""), sys.executable, *map(str, _known())]
    for name in filter(None, names):
        if Path(name).is_file() and _ask(Path(name), "import platform; print(platform.python_version())") == wanted:
            return Path(name)
    raise steps.BuildError(
        f"The Windows runtime is Python {wanted} and needs the standard library of exactly that version.\n"
        f"Install Python {wanted} on this machine and name it: CRM_BUILD_PYTHON=/path/to/python3.11"
    )


def _known() -> list[Path]:
    wanted = ".".join(map(str, VERSION))
    home = Path.home()
    places = [home / f".pyenv/versions/{wanted}/bin/python3.11", Path("/usr/local/bin/python3.11")]
    found = shutil.which("python3.11")
    return [*places, *([Path(found)] if found else [])]


def _ask(python: Path, code: str) -> str:
    done = subprocess.run([str(python), "-I", "-c", code], check=False, capture_output=True, text=True)
    return done.stdout.strip()


def _download() -> Path:
    folder = steps.BUILD / "windows" / "runtime"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--no-deps", "--only-binary", ":all:", "--platform", "win_amd64", "--implementation", "cp"]
    steps.call([*command, "--python-version", "3.11", "--dest", folder, "-r", LOCK])
    return next(folder.glob("*.whl"))


def _check_signatures(tree: Path) -> None:
    """The interpreter's own files must be as their maker signed them."""
    steps.need({"osslsigncode": "osslsigncode"})
    for name in SIGNED:
        path = next(tree.rglob(name))
        done = subprocess.run(
            ["osslsigncode", "verify", "-ignore-crl", "-ignore-cdp", "-CAfile", _authorities(), "-TSA-CAfile",
             _authorities(), "-in", str(path)],
            check=False, capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        said = done.stdout + done.stderr
        if "Python Software Foundation" not in said or re.search(r"digest mismatch|MISMATCH", said):
            raise steps.BuildError(f"{name} is not signed as it should be\n{said[-1500:]}")


def _authorities() -> str:
    return "/etc/ssl/certs/ca-certificates.crt"


def _forwarder(tree: Path) -> None:
    """``python3.dll``, which extension modules of the stable interface ask for: each name leads to the real library.

    Every name of the real library, not only those of the stable interface: a missing one shows only when it is called.
    """
    lines = [
        "LIBRARY python3",
        "EXPORTS",
        *sorted(f"{name}=python311.{name}" for name in _exported(tree / "python311.dll")),
    ]
    work = steps.BUILD / "windows" / "forwarder"
    work.mkdir(parents=True, exist_ok=True)
    (work / "python3.def").write_text("\n".join(lines) + "\n", "utf-8")
    (work / "empty.c").write_text("int forwards_only;\n", "utf-8")
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-Wl,--entry=0", "-s", "-o", tree / "python3.dll"]
    steps.call([*command, "empty.c", "python3.def"], cwd=work)


def _exported(dll: Path) -> set[str]:
    printed = steps.call(["x86_64-w64-mingw32-objdump", "-p", dll])
    table = printed[printed.index("[Ordinal/Name Pointer] Table") :].split("\n\n")[0]
    return set(re.findall(r"\]\s+(?:\+base\[\s*\d+\]\s+\w+\s+)?(\w+)$", table, re.MULTILINE))


def _library(standard: Path, tree: Path) -> None:
    shutil.copytree(standard, tree / "lib", ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
