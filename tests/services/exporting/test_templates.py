"""Templates: valid workbooks with lists and notes, which import as they are once they are filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from crm_desktop.core.entities import EXCHANGED
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, install
from crm_desktop.services.exporting.templates import ROWS, write_template
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.model import ImportOptions

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

LANGUAGES = ("en", "zh_CN")
FILLED: dict[str, dict[str, Any]] = {
    "customers": {"name": "何明", "phone": "0571-87654321;138 1234 5678", "birthday": "农历八月十五", "code": "0007"},
    "products": {"name": "中性笔", "price": 2.5, "code": "6901234567892"},
    "deals": {"title": "冬季轮胎", "amount": "1.2万", "probability": 60},
    "followups": {"subject": "打电话", "due": "2026-11-30", "time": "14:00"},
    "orders": {
        "number": "X1",
        "date": "2026-06-29 11:17",
        "product": "中性笔",
        "quantity": 2,
        "price": 2.5,
        "amount": 5,
    },
    "activities": {"customer": "Ann", "at": "2026-06-29 11:17", "content": "问好"},
    "payments": {"order": "X0", "date": "2026-06-29", "amount": 2.5},
    "relations": {"customer": "Ann", "other": "Bob"},
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    from crm_desktop.core import catalogue

    if request.param != "en":
        install(request.param, catalogue.lookup(request.param))
    return str(request.param)


def filled(services: Services, name: str, path: Path) -> Path:
    """The template with one record written into it by hand: the first choice of every list, and some cells."""
    write_template(services, name, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    spec = services.custom_fields.entity(name, files=True)
    wanted = FILLED[name]
    fields = [field for field in spec.fields if not field.read_only]
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type
    }
    for index, field in enumerate(fields, start=1):
        cell = sheet.cell(2, index)
        if field.name in wanted:
            cell.value = wanted[field.name]
        elif cell.coordinate in lists:
            place = lists[cell.coordinate].rpartition("!")[2].split(":")[0].replace("$", "")
            cell.value = book.worksheets[2][place].value
    book.save(path)
    return path


@pytest.mark.parametrize("name", [spec.name for spec in EXCHANGED])
def test_a_template_that_is_filled_in_is_imported_without_a_word(
    services: Services, tmp_path: Path, name: str, language: str
) -> None:
    if name in ("activities", "payments", "relations"):
        with services.write(N_("undo", "Test data")) as work:
            ann, _ = (services.customers.create(work, {"name": one}) for one in ("Ann", "Bob"))
            services.orders.create(work, {"number": "X0", "customer": ann, "lines": [{"product": "Tea", "price": 900}]})
    path = filled(services, name, tmp_path / "form.xlsx")
    # The form of relations is so narrow that one record in it weighs less than its notes: a person chooses the sheet.
    sheet = openpyxl.load_workbook(path).sheetnames[0] if name == "relations" else None
    found = inspect(path, sheet=sheet, services=services)
    assert (found.entity, found.header_row, found.data_rows) == (name, 1, 1)
    assert all(column.target for column in found.columns), [c.header for c in found.columns if not c.target]
    result = import_file(services, path, ImportOptions(entity=name, sheet=sheet))
    assert (result.created, result.failed, result.skipped) == (1, 0, 0), result.errors


@pytest.mark.parametrize("name", [spec.name for spec in EXCHANGED])
def test_lists_notes_and_formats(services: Services, tmp_path: Path, name: str, language: str) -> None:
    path = tmp_path / "form.xlsx"
    done = write_template(services, name, path)
    book = openpyxl.load_workbook(path)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    form, notes, lists = book.worksheets
    labels = [cell.value for cell in form[1]]
    assert len(labels) == done.rows == len(form.data_validations.dataValidation)
    assert [row[0].value for row in notes.iter_rows(min_row=2)] == [label.rstrip("*") for label in labels]
    assert form.freeze_panes == "A2"
    for rule in form.data_validations.dataValidation:
        assert rule.promptTitle
        assert str(rule.sqref).endswith(str(ROWS))
        if rule.type == "list":
            _, _, area = rule.formula1.rpartition("!")
            values = [cell.value for row in lists[area] for cell in row]
            assert all(values), rule.formula1
    required = [field for field in services.custom_fields.entity(name, files=True).fields if field.required]
    assert sum(label.endswith("*") for label in labels) == len(required)


def test_the_shops_own_fields_and_lists_are_in_it(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test data")) as work:
        services.staff.id_of(work, "小李")
        services.custom_fields.add(work, "customers", "鞋码", "choice", ["36", "37"])
    write_template(services, "customers", tmp_path / "form.xlsx")
    form, _, lists = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets
    labels = [cell.value for cell in form[1]]
    assert "鞋码" in labels
    values = {cell.value for row in lists.iter_rows() for cell in row}
    assert {"小李", "36", "37"} <= values


def test_what_can_not_be_written(services: Services, tmp_path: Path) -> None:
    for name, path, code in (
        ("visitors", tmp_path / "a.xlsx", "not_found"),
        ("customers", tmp_path / "a.csv", "unsupported"),
        ("customers", tmp_path / "none" / "a.xlsx", "not_found"),
    ):
        with pytest.raises(UserError) as caught:
            write_template(services, name, path)
        assert caught.value.code == code
    assert list(tmp_path.glob("**/*.part")) == []
