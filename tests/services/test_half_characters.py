"""Half a UTF-16 pair, as broken emojis leave it, is left out of what is stored and refused in files: never an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import whole
from crm_desktop.services.context import Services
from crm_desktop.services.exporting.entities import export_entity
from crm_desktop.services.importing.api import import_file, inspect
from crm_desktop.services.importing.clean import UNREADABLE
from crm_desktop.services.importing.model import ImportOptions
from crm_desktop.services.importing.pasting import save_pasted
from crm_desktop.services.listing import Filter, ListQuery
from crm_desktop.services.unit_of_work import UnitOfWork

BROKEN = "张\ud83d三"
MAKERS: dict[str, Callable[[Services, UnitOfWork, str], Any]] = {
    "customer": lambda s, work, text: s.customers.create(work, {"name": text, "notes": text, "tags": [text]}),
    "deal": lambda s, work, text: s.deals.create(work, {"title": text, "notes": text}),
    "follow-up": lambda s, work, text: s.followups.create(work, {"subject": text, "notes": text}),
    "product": lambda s, work, text: s.products.create(work, {"name": text}),
    "order": lambda s, work, text: s.orders.create(work, {"notes": text, "lines": [{"product": text, "price": 1}]}),
    "contact": lambda s, work, text: s.activities.log(work, None, "call", text),
    "staff": lambda s, work, text: s.staff.add(work, text),
    "field": lambda s, work, text: s.custom_fields.add(work, "customers", text, "text"),
}


def test_halves_go_and_pairs_become_one() -> None:
    assert [whole(text) for text in (BROKEN, "\ud83d\ude00", "\ude00\ud83d", "\ud83d", "a", "张三", "😀")] == [
        "张三", "😀", "", "", "a", "张三", "😀",
    ]  # fmt: skip


@pytest.mark.parametrize("what", MAKERS)
def test_what_a_form_stores(services: Services, what: str) -> None:
    with services.write(N_("undo", "Test")) as work:
        MAKERS[what](services, work, BROKEN)
    with pytest.raises(ValidationError), services.write(N_("undo", "Test")) as work:
        MAKERS[what](services, work, "\ud83d")


def test_it_is_found_listed_and_exported(services: Services, tmp_path: Path) -> None:
    with services.write(N_("undo", "Test")) as work:
        made = services.customers.create(work, {"name": BROKEN, "notes": BROKEN, "company": BROKEN})
        services.customers.update(work, made, {"notes": f"{BROKEN}!"})
    (row,) = services.customers.rows([made])
    assert (row.name, row.notes, row.company) == ("张三", "张三!", "张三")
    assert services.search.find(BROKEN).total == 1
    for query in (
        ListQuery("customers", search=BROKEN),
        ListQuery("customers", filters=(Filter("name", "contains", BROKEN),)),
    ):
        assert services.listing.count(query) == 1
    for ending in ("xlsx", "csv"):
        assert export_entity(services, "customers", tmp_path / f"c.{ending}").rows == 1


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.csv", f"name,phone\n{BROKEN},13805712046\n李四,13805712047\n".encode("utf-8", "surrogatepass")),
        ("a.csv", f"name,phone\n{BROKEN},13805712046\n李四,13805712047\n".encode("utf-16", "surrogatepass")),
        (
            "a.vcf",
            "".join(
                f"BEGIN:VCARD\nVERSION:3.0\nFN:{who}\nTEL:1380571204{at}\nEND:VCARD\n"
                for at, who in enumerate((BROKEN, "李四"))
            ).encode("utf-8", "surrogatepass"),
        ),
    ],
)
def test_a_row_of_a_file_with_one_is_told_and_the_others_come_in(
    services: Services, tmp_path: Path, name: str, raw: bytes
) -> None:
    (tmp_path / name).write_bytes(raw)
    result = import_file(services, tmp_path / name, ImportOptions(tag=False))
    assert (result.created, result.failed) == (1, 1)
    assert [error.reason.source for error in result.errors] == [UNREADABLE.source]
    assert [row.name for row in services.customers.rows([1])] == ["李四"]


def test_what_is_pasted(services: Services, tmp_path: Path) -> None:
    path = save_pasted(tmp_path, f"name\tphone\n{BROKEN}\t13805712046\n")
    assert import_file(services, path, ImportOptions(tag=False)).created == 1
    assert services.customers.rows([1])[0].name == "张三"


def test_a_file_whose_name_is_no_text_is_read(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.csv"
    try:
        path.write_text("name,phone\nAnn,13805712046\n", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    assert inspect(path).data_rows == 1
    assert import_file(services, path, ImportOptions(tag=False)).created == 1
    with pytest.raises(UserError):
        inspect(tmp_path / "gone\udcff.csv")
