"""Copy the licence texts of installed distributions and of all they need: ``licences.py FOLDER NAME…``."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

TEXTS = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
QT_TEXT = """{name} {version}

Qt and PySide are used under the GNU Lesser General Public License, version 3. The libraries lie beside the
program as files of their own and may be replaced by other builds of the same version. Sources and the text of
the licence: https://www.qt.io/licensing and https://code.qt.io
"""


def closure(names: list[str]) -> dict[str, metadata.Distribution]:
    """The distributions and, recursively, those they need on this system."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # a need of another system
        for need in found[name].requires or ():
            if "extra ==" not in need:
                waiting.append(re.split(r"[ ;<>=!~\[(]", need, maxsplit=1)[0])
    return found


def main(folder: Path, names: list[str]) -> int:
    without = []
    for name, distribution in sorted(closure(names).items()):
        texts = [
            file.locate().read_text("utf-8", errors="replace")
            for file in distribution.files or ()
            if ".dist-info" in str(file) and TEXTS.search(file.name)
        ]
        if name.startswith(("pyside6", "shiboken6")):
            texts.insert(0, QT_TEXT.format(name=distribution.name, version=distribution.version))
        if not texts:
            licence = distribution.metadata.get("License-Expression") or distribution.metadata.get("License") or ""
            texts = [f"{distribution.name} {distribution.version}: {licence}\n{distribution.metadata.get('Home-page')}"]
            without += [] if licence else [name]
        (folder / f"{distribution.name}.txt").write_text("\n\n".join(texts), "utf-8")
    if without:
        print(f"no licence found for {', '.join(without)}", file=sys.stderr)
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
