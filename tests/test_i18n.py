"""Every text is translatable and translated."""

from __future__ import annotations

import shutil
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crm_desktop.core import catalogue, i18n
from crm_desktop.core.paths import translation_source

ROOT = Path(__file__).resolve().parent.parent
ZH = translation_source("zh_CN")

Entry = tuple[str, str]


def entries(path: Path) -> dict[Entry, ElementTree.Element | None]:
    found: dict[Entry, ElementTree.Element | None] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name") or "", message.findtext("source") or ""
            found[key] = message.find("translation")
    return found


def places(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


def test_every_text_is_translated_into_chinese() -> None:
    missing = [
        key
        for key, translation in entries(ZH).items()
        if translation is None or translation.get("type") is not None or not translation.text
    ]
    assert missing == []


def test_placeholders_are_the_same() -> None:
    wrong = {
        key: translation.text
        for key, translation in entries(ZH).items()
        if translation is not None and translation.text and places(key[1]) != places(translation.text)
    }
    assert wrong == {}


def test_nothing_in_the_code_is_missing_from_the_file(tmp_path: Path) -> None:
    """Run ``python3 dev.py translations`` after adding or changing a text."""
    copy = tmp_path / ZH.name
    shutil.copy(ZH, copy)
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import translations;"
        "translations.update(pathlib.Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", code, str(ROOT / "packaging"), str(copy)], check=True)
    assert set(entries(copy)) == set(entries(ZH))


def test_the_catalogue_reads_what_is_finished() -> None:
    texts = catalogue.read("zh_CN")
    assert texts["choice", "Female"] == "女"
    assert catalogue.read("en") == {}


def test_a_text_inside_a_text_is_translated_too(zh: None) -> None:
    inner = i18n.N_("choice", "Female")
    outer = i18n.Text("test", "<{inner}>", {"inner": inner})
    assert i18n.render(outer) == "<女>"


@pytest.mark.parametrize("field", ["label"])
def test_the_fields_of_all_records_have_chinese_labels(zh: None, field: str) -> None:
    from crm_desktop.core.entities import ENTITIES

    same = [
        spec.name
        for entity in ENTITIES
        for spec in entity.fields
        if i18n.render(getattr(spec, field)) == str(getattr(spec, field))
    ]
    assert same == []
