"""What Windows 10 has and Wine 8 lacks, for the checks alone: never shipped, laid beside the installed program.

``icuuc.dll`` and ``bcryptprimitives.dll`` are made anew; ``ucrtbase.dll`` and ``mscms.dll`` hand everything on to
Wine's own and add what is missing there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import steps  # noqa: E402 - stands in the folder above

WINE = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
BUILTIN = b"Wine builtin DLL"
OVERRIDES = "icuuc,bcryptprimitives,ucrtbase,mscms=n,b"

RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}
"""
PARTS = """
typedef struct { float part[2]; } single;
typedef struct { double part[2]; } twice;
__declspec(dllexport) float shim_crealf(single number) { return number.part[0]; }
__declspec(dllexport) float shim_cimagf(single number) { return number.part[1]; }
__declspec(dllexport) double shim_creal(twice number) { return number.part[0]; }
__declspec(dllexport) double shim_cimag(twice number) { return number.part[1]; }
__declspec(dllexport) double shim_creall(twice number) { return number.part[0]; }
__declspec(dllexport) double shim_cimagl(twice number) { return number.part[1]; }
"""
"""As Microsoft's compiler passes complex numbers."""
PROFILE = """
#include <windows.h>
__declspec(dllexport) HANDLE WINAPI shim_WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile; (void)options;
    SetLastError(ERROR_NOT_SUPPORTED);
    return NULL;
}
"""


def make(folder: Path, qt_core: Path) -> None:
    """Lay the four libraries into ``folder``; ``qt_core`` is the one whose wishes ``icuuc.dll`` must meet."""
    work = steps.BUILD / "smoke-wine" / "shims"
    work.mkdir(parents=True, exist_ok=True)
    names = _imported(qt_core, "icuuc.dll")
    stubs = "\n".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in names)
    _compile(work, "icuuc", stubs, folder)
    _compile(work, "bcryptprimitives", RANDOM, folder, libraries=["-ladvapi32"])
    _extend(work, "ucrtbase", PARTS, folder)
    _extend(work, "mscms", PROFILE, folder)


def _extend(work: Path, name: str, code: str, folder: Path) -> None:
    """``name.dll`` with what ``code`` adds; Wine's own lies beside it under another name, as one like any other."""
    original = WINE / f"{name}.dll"
    (folder / f"{name}wine.dll").write_bytes(original.read_bytes().replace(BUILTIN, bytes(len(BUILTIN))))
    added = set(re.findall(r"shim_(\w+)\(", code))
    lines = [f"LIBRARY {name}", "EXPORTS", *sorted(f"{one}=shim_{one}" for one in added)]
    lines += sorted(f'"{one}"="{name}wine.{one}"' for one in _exported(original) - added)
    (work / f"{name}.def").write_text("\n".join(lines) + "\n", "utf-8")
    _compile(work, name, code, folder, definitions=[f"{name}.def"])


def _compile(
    work: Path, name: str, code: str, folder: Path, *, definitions: Sequence[str] = (), libraries: Sequence[str] = ()
) -> None:
    (work / f"{name}.c").write_text(code, "utf-8")
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-fno-builtin", "-o", folder / f"{name}.dll"]
    steps.call([*command, f"{name}.c", *definitions, *libraries], cwd=work)


def _imported(library: Path, of: str) -> list[str]:
    printed = steps.call(["x86_64-w64-mingw32-objdump", "-p", library])
    table = printed[printed.index(f"DLL Name: {of}") :].split("\n\n")[0]
    return re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)$", table, re.MULTILINE)


def _exported(library: Path) -> set[str]:
    printed = steps.call(["x86_64-w64-mingw32-objdump", "-p", library])
    table = printed[printed.index("[Ordinal/Name Pointer] Table") :].split("\n\n")[0]
    return set(re.findall(r"\]\s+(?:\+base\[\s*\d+\]\s+\w+\s+)?([\w?@$]+)$", table, re.MULTILINE))
