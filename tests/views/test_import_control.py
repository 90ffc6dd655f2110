"""The check says what new orders come to, to be held against the total of the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.core.i18n import N_
from crm_desktop.views.main_window import MainWindow
from crm_desktop.views.pages.importing.wizard import CHECK, HOW
from tests.services.importing.files import csv_file
from tests.views.importing import open_wizard, rest, to_step

HEAD = "单号,日期,商品,金额,整单优惠,订单状态\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "A,2026-06-01,茶,1200,50,\nA,2026-06-01,杯,30,,\nB,2026-06-09,茶,20,,\nC,2026-07-01,茶,99,,已取消\n",
            "2 orders, ¥1,200.00 together, 2026-06-01 to 2026-06-09",
        ),
        ("A,2026-06-01,茶,12,,\n", "1 order, ¥12.00, on 2026-06-01"),
        ("A,2026-06-01,茶,12,,已取消\n", ""),
    ],
)
def test_orders_are_added_up(qtbot: Any, window: MainWindow, tmp_path: Path, rows: str, said: str) -> None:
    wizard = open_wizard(qtbot, window, entity="orders")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", HEAD + rows), CHECK)
    assert wizard.check_step.control.text() == said
    assert wizard.check_step.control.isVisible() == bool(said)
    wizard.reject()


def test_people_have_no_sum(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    wizard = open_wizard(qtbot, window, entity="customers")
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", "name,phone\nAnn,13812345678\n"), CHECK)
    assert not wizard.check_step.control.isVisible()
    wizard.reject()


@pytest.mark.parametrize(
    ("existing", "word"), [("fill", "nothing to add"), ("never", "left as they are"), ("overwrite", "same as now")]
)
def test_what_stays_is_called_the_same_only_where_it_is(
    qtbot: Any, window: MainWindow, tmp_path: Path, existing: str, word: str
) -> None:
    """A file that says otherwise of somebody known is no file that says the same."""
    with window.ctx.services.write(N_("undo", "Test")) as work:
        window.ctx.services.customers.create(work, {"name": "Ann", "phone": ["13812345678"], "region": "East"})
    wizard = open_wizard(qtbot, window, entity="customers")
    region = "East" if existing == "overwrite" else "West"
    to_step(qtbot, wizard, csv_file(tmp_path / "a.csv", f"name,phone,region\nAnn,13812345678,{region}\n"), HOW)
    wizard.how_step.existing.set_current(existing)
    wizard.accept()
    rest(qtbot, wizard)
    wizard.accept()
    qtbot.waitUntil(lambda: wizard.step == CHECK and not wizard.busy(), timeout=30_000)
    card = wizard.check_step.cards["unchanged"]
    assert (card.figure(), card.accessibleName()) == (1, f"1 {word}")
    wizard.reject()
