"""Collect the program's texts into the translation files and merge translations from tables.

    python packaging/translations.py [FOLDER]

Runs ``pyside6-lupdate`` over the package. With FOLDER, every ``*.tsv`` in it is merged: lines of
``context<TAB>source<TAB>translation`` with ``\\n`` for a line break. A text that is translated in one
context only serves the others too. Exits with 1 while entries are left without a translation.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "crm_desktop"
SOURCE_FILE = PACKAGE / "resources" / "i18n" / "zh_CN.ts"
OPTIONS = ["-extensions", "py", "-no-obsolete", "-locations", "none"]
ALIASES = ["-tr-function-alias", "QT_TRANSLATE_NOOP+=N_"]


def update(target: Path = SOURCE_FILE) -> None:
    """Bring ``target`` up to date with the texts in the code; translations already there are kept."""
    tool = Path(sys.executable).parent / ("pyside6-lupdate.exe" if sys.platform == "win32" else "pyside6-lupdate")
    with tempfile.TemporaryDirectory() as folder:
        # lupdate does not see calls with keyword arguments, such as tr_("backup", "Saved to {path}", path=p).
        lines = [f"N_({json.dumps(context)}, {json.dumps(text)})" for context, text in sorted(set(calls()))]
        Path(folder, "calls.py").write_text("\n".join(lines), encoding="utf-8")
        languages = ["-source-language", "en", "-target-language", target.stem]
        command = [str(tool), "-silent", *OPTIONS, *ALIASES, *languages, str(PACKAGE), folder, "-ts", str(target)]
        subprocess.run(command, check=True)


def calls() -> Iterator[tuple[str, str]]:
    """Context and text of every ``tr_`` call. Raises ``ValueError`` where one is not a literal."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr_"):
                continue
            texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len(texts) != 2 or len(node.args) != 2:
                raise ValueError(f"{path}:{node.lineno}: tr_ takes two literal texts")
            yield texts[0], texts[1]


def read_tables(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.replace("\\n", "\n") for part in line.split("\t")]
            if len(parts) != 3:
                print(f"{path.name}:{number}: not three columns: {line}")
                continue
            yield parts[0].strip(), parts[1], parts[2]


def merge(folder: Path, target: Path = SOURCE_FILE) -> None:
    """Fill unfinished entries of ``target`` from the tables; a table's own entry also replaces an older translation."""
    exact: dict[tuple[str, str], str] = {}
    by_source: dict[str, str] = {}
    for context, source, translation in read_tables(folder):
        exact[context, source] = translation
        by_source.setdefault(source, translation)
    tree = ElementTree.parse(target)
    for name, message in entries(tree.getroot()):
        source = message.findtext("source") or ""
        element = message.find("translation")
        if element is None:
            element = ElementTree.SubElement(message, "translation")
        unfinished = element.get("type") == "unfinished" or not element.text
        found = exact.get((name, source)) or (by_source.get(source) if unfinished else None)
        if found:
            element.text = found
            element.attrib.pop("type", None)
    tree.write(target, encoding="utf-8", xml_declaration=True)
    update(target)


def entries(root: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    for context in root.iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


def unfinished(target: Path = SOURCE_FILE) -> list[tuple[str, str]]:
    """``(context, source)`` of the entries without a finished translation."""
    missing = []
    for name, message in entries(ElementTree.parse(target).getroot()):
        element = message.find("translation")
        if element is None or element.get("type") is not None or not element.text:
            missing.append((name, message.findtext("source") or ""))
    return missing


def main(argv: list[str]) -> int:
    update()
    if argv:
        merge(Path(argv[0]))
    missing = unfinished()
    for context, source in missing:
        print(f"{context}\t{source}\t".replace("\n", "\\n"))
    print(f"{len(missing)} texts without a translation", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
