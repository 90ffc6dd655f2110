"""Workbooks with a password: read back by another library, wrong passwords, and what may never lie on the disk."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msoffcrypto
import olefile
import openpyxl
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.method.container.ecma376_encrypted import DefaultContent

from crm_desktop.core.errors import Cancelled, UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.exporting import compound, export_entity, export_everything
from crm_desktop.services.exporting.sealing import LONGEST, seal
from crm_desktop.services.reports.export import export_report

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

PASSWORD = "龙井 2026 tea!"
SECTOR = 512
END = 0xFFFFFFFE


def opened(path: Path, password: str = PASSWORD) -> bytes:
    """What is inside, by another library, which checks the password and the sum over the whole."""
    with path.open("rb") as file:
        book: Any = msoffcrypto.OfficeFile(file)
        book.load_key(password=password, verify_password=True)
        plain = io.BytesIO()
        book.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def package(size: int) -> bytes:
    """A file like a workbook that takes about ``size`` bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("x", os.urandom(size))
    return made.getvalue()


def cells(data: bytes | Path) -> list[list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


@pytest.fixture
def shop(services: Services) -> Services:
    with services.write(N_("undo", "Test data")) as work:
        for number in range(700):
            services.customers.create(work, {"name": f"沈若兰 {number}", "notes": "secret-of-the-shop"})
        services.products.create(work, {"name": "龙井", "price": 128_00})
    return services


# What is written -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2_500, 3_500, 3_560, 3_700, 100_000, 7_030_000, 7_100_000, 15_440_000])
def test_a_file_of_any_size_is_read_back(tmp_path: Path, size: int) -> None:
    """Below 4 KB it lies in the mini stream; from 7 and from 15 MB on the table's places need lists of their own."""
    plain, path = package(size), tmp_path / "x.xlsx"
    seal(memoryview(plain), PASSWORD, path)
    assert opened(path) == plain
    assert_sound(path.read_bytes())


def assert_sound(data: bytes) -> None:
    """Every sector belongs to exactly one chain, and the header counts what there is."""
    (tables, directory, _sign, cutoff, mini, minis, first_list, lists) = struct.unpack("<8I", data[44:76])
    numbers = [struct.unpack("<128I", data[at : at + SECTOR]) for at in range(SECTOR, len(data) - SECTOR + 1, SECTOR)]
    assert len(data) == SECTOR * (len(numbers) + 1)
    assert cutoff == compound.CUTOFF
    places, seen_lists, at = list(struct.unpack("<109I", data[76:512])), [], first_list
    while at != END:
        seen_lists.append(at)
        places += numbers[at][:127]
        at = numbers[at][127]
    assert len(seen_lists) == lists
    places = [place for place in places if place != 0xFFFFFFFF]
    assert len(places) == tables
    table = [number for place in places for number in numbers[place]]
    assert all(table[place] == 0xFFFFFFFD for place in places)
    assert all(table[place] == 0xFFFFFFFC for place in seen_lists)
    used = [*places, *seen_lists]
    with olefile.OleFileIO(data, raise_defects=olefile.DEFECT_UNSURE) as ole:
        assert ole.parsing_issues == []
        starts = [directory, *([mini] if minis else []), ole.root.isectStart]
        starts += [ole.direntries[ole._find(name)].isectStart for name in ole.listdir() if ole.get_size(name) >= cutoff]
    for start in starts:
        at = start
        while at != END:
            used.append(at)
            at = table[at]
    assert sorted(used) == list(range(len(numbers)))
    assert set(table[len(numbers) :]) <= {0xFFFFFFFF}


def test_the_small_streams_are_those_of_the_format(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    seal(memoryview(package(10_000)), PASSWORD, path)
    with olefile.OleFileIO(path) as ole:
        found = {"/".join(name): ole.openstream(name).read() for name in ole.listdir()}
    spaces = "\x06DataSpaces/"
    assert found[spaces + "Version"] == DefaultContent.Version
    assert found[spaces + "DataSpaceMap"] == DefaultContent.DataSpaceMap
    assert found[spaces + "DataSpaceInfo/StrongEncryptionDataSpace"] == DefaultContent.StrongEncryptionDataSpace
    assert found[spaces + "TransformInfo/StrongEncryptionTransform/\x06Primary"] == DefaultContent.Primary
    assert b'keyBits="256"' in found["EncryptionInfo"]


def test_the_same_workbook_is_never_encrypted_the_same_way(tmp_path: Path) -> None:
    plain = package(5_000)
    for name in ("a", "b"):
        seal(memoryview(plain), PASSWORD, tmp_path / name)
    streams = []
    for name in ("a", "b"):
        with olefile.OleFileIO(tmp_path / name) as ole:
            streams.append(ole.openstream("EncryptedPackage").read())
    assert streams[0][:8] == streams[1][:8] == struct.pack("<Q", len(plain))
    assert not {streams[0][at : at + 16] for at in range(8, len(streams[0]), 16)} & {
        streams[1][at : at + 16] for at in range(8, len(streams[1]), 16)
    }


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    seal(memoryview(package(50_000)), PASSWORD, path)
    data = bytearray(path.read_bytes())
    data[30_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(InvalidKeyError, match="integrity"):
        opened(path)


# Exports ---------------------------------------------------------------------------------------


Export = Callable[["Services", Path, str], object]
EXPORTS: dict[str, Export] = {
    "list": lambda shop, path, password: export_entity(shop, "customers", path, password=password),
    "report": lambda shop, path, password: export_report(shop, "rfm", path, password=password),
    "everything": lambda shop, path, password: export_everything(shop, path, password=password),
}


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_holds_what_one_without_password_holds(shop: Services, tmp_path: Path, kind: str) -> None:
    EXPORTS[kind](shop, tmp_path / "sealed.xlsx", PASSWORD)
    EXPORTS[kind](shop, tmp_path / "plain.xlsx", "")
    assert cells(opened(tmp_path / "sealed.xlsx")) == cells(tmp_path / "plain.xlsx")
    data = (tmp_path / "sealed.xlsx").read_bytes()
    assert b"PK\x03\x04" not in data
    assert b"xl/workbook" not in data


@pytest.mark.parametrize("wrong", ["", "龙井 2026 tea", "龙井 2026 TEA!", " 龙井 2026 tea!"])
def test_no_other_password_opens_it(shop: Services, tmp_path: Path, wrong: str) -> None:
    export_entity(shop, "products", tmp_path / "p.xlsx", password=PASSWORD)
    with pytest.raises((InvalidKeyError, msoffcrypto.exceptions.DecryptionError)):
        opened(tmp_path / "p.xlsx", wrong)


@pytest.mark.parametrize("password", ["1", "x" * LONGEST, "👨‍👩‍👧" * 20, "  ", 'ä"<&>\\'])
def test_passwords_of_all_kinds(shop: Services, tmp_path: Path, password: str) -> None:
    export_entity(shop, "products", tmp_path / "p.xlsx", password=password)
    assert cells(opened(tmp_path / "p.xlsx", password))[0][1][1] == "龙井"


@pytest.mark.parametrize(
    ("file", "password"), [("c.csv", PASSWORD), ("c.xlsx", "x" * (LONGEST + 1)), ("c.xlsx", "👨" * 128)]
)
def test_refused(shop: Services, tmp_path: Path, file: str, password: str) -> None:
    with pytest.raises(UserError) as caught:
        export_entity(shop, "customers", tmp_path / file, password=password)
    assert caught.value.code == "unsupported"
    assert "password" in caught.value.text()
    with pytest.raises(UserError):
        export_report(shop, "rfm", tmp_path / file, password=password)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_nothing_readable_is_on_the_disk_meanwhile(shop: Services, tmp_path: Path) -> None:
    sizes: list[int] = []

    def look(_done: int, _total: int, _text: object) -> None:
        sizes.extend(path.stat().st_size for path in tmp_path.rglob("*.part"))

    export_entity(shop, "customers", tmp_path / "c.xlsx", ctx=JobContext(look), password=PASSWORD)
    assert sizes == []
    export_entity(shop, "customers", tmp_path / "c.xlsx", ctx=JobContext(look))
    assert sizes != [], "without a password it is written as it is made"


@pytest.mark.parametrize("kind", EXPORTS)
def test_no_temporary_file_is_needed(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    EXPORTS[kind](shop, tmp_path / "sealed.xlsx", PASSWORD)
    assert cells(opened(tmp_path / "sealed.xlsx"))


@pytest.mark.parametrize("at", [256, 700])
def test_cancelling_leaves_nothing(shop: Services, tmp_path: Path, at: int) -> None:
    """While rows are written, and when all of them are and the encryption begins."""
    path = tmp_path / "c.xlsx"
    path.write_bytes(b"old")

    def stop(done: int, _total: int, _text: object) -> None:
        if done >= at:
            ctx.cancel()

    ctx = JobContext(stop)
    with pytest.raises(Cancelled):
        export_entity(shop, "customers", path, ctx=ctx, password=PASSWORD)
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["c.xlsx", "data"]
