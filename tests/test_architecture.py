"""The layers of the house: imports run one way only, files stay short."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from pytest_archon import archrule

PACKAGE = Path(__file__).resolve().parent.parent / "crm_desktop"
PAGES = PACKAGE / "views" / "pages"
LONGEST_FILE = 400

SOURCES = sorted(PACKAGE.rglob("*.py"))


def check(name: str, *, layer: str, never: tuple[str, ...], but: tuple[str, ...] = ()) -> None:
    rule = archrule(name).match(f"crm_desktop.{layer}", f"crm_desktop.{layer}.*").should_not_import(*never)
    if but:
        rule = rule.may_import(*but)
    rule.check("crm_desktop", only_direct_imports=True)


def test_core_stands_alone() -> None:
    upper = tuple(
        f"crm_desktop.{name}*" for name in ("models", "services", "views", "commands", "app", "cli", "__main__")
    )
    check("core", layer="core", never=(*upper, "peewee*", "playhouse*", "sqlcipher3*", "PySide6*", "openpyxl*"))


def test_models_know_only_core_and_the_database() -> None:
    upper = tuple(f"crm_desktop.{name}*" for name in ("services", "views", "commands", "app", "cli"))
    check("models", layer="models", never=(*upper, "PySide6*"))


def test_services_know_no_window() -> None:
    upper = tuple(f"crm_desktop.{name}*" for name in ("views", "commands", "app", "cli"))
    check("services", layer="services", never=(*upper, "PySide6*", "matplotlib.pyplot*"))


def test_views_never_see_the_database() -> None:
    upper = tuple(f"crm_desktop.{name}*" for name in ("models", "commands", "app", "cli"))
    check("views", layer="views", never=(*upper, "peewee*", "playhouse*", "sqlcipher3*", "matplotlib.pyplot*"))


def test_commands_use_services() -> None:
    check("commands", layer="commands", never=("crm_desktop.models*", "peewee*", "playhouse*", "sqlcipher3*"))


@pytest.mark.parametrize("page", sorted(path.name for path in PAGES.iterdir() if (path / "__init__.py").exists()))
def test_a_page_never_imports_another_page(page: str) -> None:
    others = [path.name for path in PAGES.iterdir() if path.is_dir() and path.name not in (page, "__pycache__")]
    check(f"page {page}", layer=f"views.pages.{page}", never=tuple(f"crm_desktop.views.pages.{x}*" for x in others))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_no_pattern_holds_a_group_for_good() -> None:
    """Python before 3.11.5 loses the signs that such a group tried last, as of "手机+44 7700 900777" the plus."""
    found = [f"{path.name}: {line}" for path in SOURCES for line in path.read_text("utf-8").splitlines()
             if re.search(r"\)(?:[*+?]|\{[\d,]+\})\+", line) and re.search(r"\brf?[\"']", line)]  # fmt: skip
    assert found == []


def test_nothing_heavy_is_imported_by_a_quick_command() -> None:
    """``find`` and ``list`` answer at once: no Qt, no charts, no workbook libraries."""
    code = (
        "import sys, crm_desktop.cli, crm_desktop.services.context\n"
        "heavy = {'PySide6', 'matplotlib', 'numpy', 'openpyxl', 'python_calamine', 'keyring', 'vobject', 'holidays',\n"
        "         'cryptography', 'msoffcrypto', 'olefile'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []


def test_what_is_imported_is_declared() -> None:
    """A library that merely happens to be installed is missing in the next fresh clone."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    declared = {re.split(r"[<>=;\s\[]", entry)[0].lower().replace("_", "-") for entry in listed}
    declared.add("shiboken6")  # a part of PySide6
    owners = metadata.packages_distributions()
    unknown = set()
    for path in [*SOURCES, *sorted((PACKAGE.parent / "tests").rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"crm_desktop", "tests"}:
                if not declared & {owner.lower().replace("_", "-") for owner in owners.get(name, [name])}:
                    unknown.add((name, path.name))
    assert unknown == set()
