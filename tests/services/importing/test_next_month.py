"""The next month's list: columns moved, one called otherwise, one more."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.services.context import Services
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions, Recipe
from tests.services.importing.files import csv_file

COLUMNS = {0: "name", 1: "phone", 2: "preferences", 3: "notes", 4: ""}


@pytest.fixture
def shop(services: Services, tmp_path: Path) -> Services:
    path = csv_file(tmp_path / "10.csv", "会员,电话,口味,上次买,手机型号\n张伟,13812345678,清淡,茶,小米\n")
    options = ImportOptions(columns=COLUMNS)
    result = import_file(services, path, options)
    with services.write(N_("undo", "Test")) as work:
        memory.save_mapping(services, work, "每月", result.headers, options, result.targets)
    return services


def found(shop: Services, tmp_path: Path, head: str, row: str) -> tuple[str, ImportOptions] | None:
    preview = inspect(csv_file(tmp_path / "11.csv", f"{head}\n{row}\n"), entity="customers", services=shop)
    saved = memory.mapping_for(shop, preview.headers, "customers")
    return (saved.name, memory.applied(saved, preview.headers, ImportOptions())) if saved else None


def test_a_list_with_almost_the_same_headers_is_read_as_the_saved_one(shop: Services, tmp_path: Path) -> None:
    read = found(shop, tmp_path, "积分,上次买,联系手机,会 员,手机型号,口味", "5,杯,13912345678,何明,华为,重")
    assert read is not None
    name, options = read
    assert name == "每月"
    assert options.columns == {1: "notes", 3: "name", 4: "", 5: "preferences"}
    assert import_file(shop, tmp_path / "11.csv", options).created == 1
    brought = shop.customers.get(2)
    assert (brought.name, brought.phone, brought.preferences, brought.notes) == (
        "何明",
        ("+8613912345678",),
        "重",
        "杯",
    )


@pytest.mark.parametrize("head", ["会员,口味,甲,乙", "会员,电话,甲,乙,丙,丁", "甲,乙,丙"])
def test_another_list_is_not(shop: Services, tmp_path: Path, head: str) -> None:
    assert found(shop, tmp_path, head, "何明,1") is None


def test_a_list_without_what_its_columns_are_made_of_is_not(services: Services, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "10.csv", "谁,口味,上次买,手机型号\n张伟/13812345678,清淡,茶,小米\n")
    columns = {0: "", 1: "preferences", 2: "notes", 3: "", 4: "name", 5: "phone"}
    options = ImportOptions(columns=columns, recipes=(Recipe("split", (0,), "/", 2),))
    result = import_file(services, path, options)
    with services.write(N_("undo", "Test")) as work:
        memory.save_mapping(services, work, "每月", result.headers[:4], options, result.targets)
    assert found(services, tmp_path, "会员,口味,上次买,手机型号", "何明,1,2,3") is None
