"""Workbooks with a password, ours and those of other programs: what opens them, and what is said where it does not."""

from __future__ import annotations

import random
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import olefile
import pytest

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.services.demo import make_demo
from crm_desktop.services.exporting import compound, export_entity
from crm_desktop.services.importing import memory, process, tasks
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.reading.failure import FileRefused
from crm_desktop.services.importing.reading.opening import open_source
from tests.faults import many
from tests.services.importing import oldbook
from tests.services.importing.files import csv_file
from tests.services.importing.fuzzing import SEED, mutated

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

PASSWORD = "龙井 2026 tea!"
ELSEWHERE = Path(__file__).parent / "made_elsewhere"
"""Two customers each, saved by LibreOffice 7.4 with :data:`THEIRS`: RC4 of 2003, AES of 2007, OpenDocument."""
THEIRS = "茶 & tea"
LISTS = ("customers", "products", "deals", "followups", "orders")


def refusal(path: Path, password: str = "") -> UserError:
    with pytest.raises(UserError) as caught:
        inspect(path, password=password)
    return caught.value


@pytest.fixture
def sealed(services: Services, tmp_path: Path) -> Path:
    """Two customers, exported with a password."""
    with services.write(N_("undo", "Test data")) as work:
        for name in ("张伟", "单娜"):
            services.customers.create(work, {"name": name, "notes": "常客"})
    export_entity(services, "customers", tmp_path / "c.xlsx", password=PASSWORD)
    return tmp_path / "c.xlsx"


def test_what_was_exported_with_a_password_comes_back_as_nothing_new(services: Services, tmp_path: Path) -> None:
    make_demo(services, customers=60, seed=3)
    for name in LISTS:
        path = tmp_path / f"{name}.xlsx"
        count = export_entity(services, name, path, password=PASSWORD).rows
        result = import_file(services, path, ImportOptions(entity=name, existing="overwrite", password=PASSWORD))
        assert (result.read, result.created, result.updated, result.failed) == (count, 0, 0, 0), name
        assert result.change is None


@pytest.mark.parametrize("name", ["password-2003.xls", "password-2007.xlsx"])
@pytest.mark.parametrize("ending", ["", ".xlsx", ".xls", ".xlsm"])
def test_what_other_programs_protected_is_read(services: Services, tmp_path: Path, name: str, ending: str) -> None:
    """Under another name too: that is how they come out of mail programs."""
    path = tmp_path / f"a{ending or Path(name).suffix}"
    shutil.copy(ELSEWHERE / name, path)
    result = import_file(services, path, ImportOptions(password=THEIRS))
    assert (result.created, result.failed) == (2, 0)
    rows = services.db.execute_sql("SELECT name, phones FROM customer ORDER BY id").fetchall()
    assert rows == [("张伟", '["+8613812345678"]'), ("单娜", '["+8613912345678"]')]


@pytest.mark.parametrize("name", ["password-2003.xls", "password-2007.xlsx", "ours"])
def test_a_missing_and_a_wrong_password_are_told_apart(sealed: Path, name: str) -> None:
    path = sealed if name == "ours" else ELSEWHERE / name
    missing = refusal(path)
    assert (missing.code, missing.details) == ("unsupported", {"password": True})
    assert "protected by a password" in missing.text()
    for password in ("1", PASSWORD + " ", "x" * 300):
        wrong = refusal(path, password)
        assert (wrong.code, wrong.details) == ("wrong_passphrase", {"password": True})
        assert "not the password" in wrong.text()


def test_a_protected_opendocument_is_told_so(services: Services) -> None:
    for password in ("", THEIRS):
        refused = refusal(ELSEWHERE / "password.ods", password)
        assert (refused.code, refused.details) == ("unsupported", {})
        assert "without the password" in refused.text()


def test_a_password_that_is_not_needed_does_no_harm(services: Services, tmp_path: Path) -> None:
    csv = csv_file(tmp_path / "a.csv", "姓名\n张伟\n")
    old = tmp_path / "a.xls"
    old.write_bytes(oldbook.compound(oldbook.stream([["姓名"], ["单娜"]])))
    export_entity(services, "products", tmp_path / "p.xlsx")
    for path in (csv, old, tmp_path / "p.xlsx"):
        assert inspect(path, password=PASSWORD).headers


def test_an_old_workbook_under_a_new_name_is_read(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(oldbook.compound(oldbook.stream([["姓名", "电话"], ["张伟", "13812345678"]])))
    assert inspect(path).kind == "xls"
    assert import_file(services, path).created == 1


def test_a_letter_under_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(oldbook.compound(bytes(5_000), name="WordDocument"))
    assert refusal(path).code == "bad_file"


def test_the_errors_of_a_protected_file_can_be_listed(services: Services, tmp_path: Path) -> None:
    """The failed rows are fetched from the file a second time."""
    with services.write(N_("undo", "Test data")) as work:
        services.products.create(work, {"name": "龙井", "price": 100})
    export_entity(services, "products", tmp_path / "p.xlsx", password=PASSWORD)
    options = ImportOptions(entity="customers", mapping={"Product name": "name", "Price": "phone"}, password=PASSWORD)
    result = import_file(services, tmp_path / "p.xlsx", options)
    assert result.failed == 1
    assert result.raw


def test_the_password_is_kept_nowhere(services: Services, sealed: Path, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test data")) as work:
        services.customers.delete(work, 1)
    options = ImportOptions(password=PASSWORD, keys=("code",), existing="overwrite")
    result = import_file(services, sealed, options)
    assert result.created == 1
    with services.write(N_("undo", "Save how a file is read")) as work:
        memory.save_mapping(services, work, "ours", result.headers, options, result.targets)
    assert PASSWORD not in repr(options)
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert PASSWORD.encode() not in file.read_bytes(), file


# Hostile files ---------------------------------------------------------------------------------


def with_info(path: Path, change: tuple[bytes, bytes]) -> Path:
    """A protected workbook whose description says something else."""
    with olefile.OleFileIO(path) as ole:
        info = ole.openstream("EncryptionInfo").read()
        package = ole.openstream("EncryptedPackage").read()
    changed = re.sub(change[0], change[1], info)
    assert changed != info
    head = compound.head([("EncryptionInfo", changed)], ("EncryptedPackage", len(package)))
    path.write_bytes(head + package + bytes(-len(package) % compound.SECTOR))
    return path


@pytest.fixture
def larger(services: Services, tmp_path: Path) -> Path:
    make_demo(services, customers=30, seed=3)
    export_entity(services, "customers", tmp_path / "c.xlsx", password=PASSWORD)
    return tmp_path / "c.xlsx"


def test_entities_in_the_description_are_refused(larger: Path) -> None:
    laughs = b'?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>\r\n<'
    path = with_info(larger, (rb"\?>\r\n<", laughs))
    assert refusal(path, PASSWORD).code == "bad_file"


@pytest.mark.parametrize("spins", [b"2147483647", b"10000000"])
def test_a_password_that_takes_for_ever_is_refused_or_ends_at_the_limit(larger: Path, spins: bytes) -> None:
    path = with_info(larger, (rb'spinCount="\d+"', b'spinCount="' + spins + b'"'))
    task = {**tasks.inspect_task(path, entity="customers", password=PASSWORD), "cpu": 3}
    begun = time.monotonic()
    with pytest.raises(UserError) as caught, process.Reader(task) as reader:
        list(reader.messages())
    assert caught.value.code == "bad_file"
    assert time.monotonic() - begun < 60


@pytest.mark.fault
def test_damaged_files_with_a_password_are_refused_or_read(larger: Path, tmp_path: Path) -> None:
    """The description and the container are changed at random, and what is inside."""
    rng, whole, codes, read = random.Random(SEED), larger.read_bytes(), set(), 0
    path = tmp_path / "broken.xlsx"
    for number in range(many(1_000, 60)):
        path.write_bytes(mutated(whole[:4096], rng) + whole[4096:] if number % 2 else mutated(whole, rng))
        try:
            assert list(open_source(path, password=PASSWORD).read())
            read += 1
        except FileRefused as refused:
            codes.add(refused.code)
    assert codes <= {"bad_file", "unsupported", "wrong_passphrase", "too_large"}
    assert "bad_file" in codes
    assert read, "some changes do no harm"
