"""Tables of any size: pages, stale answers, ticks, selection by id, copying."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from crm_desktop.core.jobs import JobContext
from crm_desktop.views import theme
from crm_desktop.views.qtmodels.columns import Cell, Column
from crm_desktop.views.qtmodels.paged_model import FIRST, PAGE, CellRole, PagedModel
from crm_desktop.views.widgets import DataTable
from crm_desktop.views.widgets.row_actions import RowActions


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Numbers:
    """Rows ``start … start + count - 1``; counts how often rows are asked for."""

    def __init__(self, count: int, start: int = 1, gone: frozenset[int] = frozenset()) -> None:
        self._ids = array("q", range(start, start + count))
        self._gone = gone
        self.asked: list[int] = []

    def first(self, limit: int) -> Sequence[Row]:
        return self._read(self._ids[:limit])

    def ids(self, ctx: JobContext | None = None) -> array[int]:
        return self._ids

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        self.asked.append(len(ids))
        return self._read(ids)

    def _read(self, ids: Sequence[int]) -> list[Row]:
        return [Row(one, f"n{one}") for one in ids if one not in self._gone]


class Later:
    """Holds jobs until told to answer."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[JobContext], array[int]], Callable[[array[int]], None]]] = []

    def __call__(self, fn: Callable[[JobContext], array[int]], done: Callable[[array[int]], None]) -> None:
        self.waiting.append((fn, done))

    def answer(self) -> None:
        fn, done = self.waiting.pop(0)
        done(fn(JobContext()))


COLUMNS = [
    Column("check", "", lambda _row: "", "check", 32),
    Column("name", "Name", lambda row: Cell(row.name, strong=True), "name", 160, 1, "name"),
    Column("money", "Spent", lambda row: f"{row.id}.00", "money", 90),
]


@pytest.fixture
def model(qapp: QApplication) -> PagedModel:
    return PagedModel(COLUMNS)


@pytest.fixture
def table(qtbot: QtBot, qapp: QApplication, model: PagedModel) -> Iterator[DataTable]:
    theme.apply(qapp, "light")
    made = DataTable()
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(480, 400)
    made.show()
    yield made
    made.close()


def test_first_rows_at_once_and_the_rest_later(model: PagedModel, qtmodeltester: ModelTester) -> None:
    later = Later()
    model.load(Numbers(1000), later)
    assert model.rowCount() == FIRST
    assert not model.complete()
    later.answer()
    assert model.rowCount() == 1000
    assert model.complete()
    qtmodeltester.check(model)


def test_a_stale_answer_is_dropped(model: PagedModel) -> None:
    later = Later()
    model.load(Numbers(1000), later)
    model.load(Numbers(500, start=5000), later)
    later.answer()
    assert model.rowCount() == FIRST, "the answer to the first question must not be shown"
    assert model.id_at(0) == 5000
    later.answer()
    assert model.rowCount() == 500


def test_200_000_rows_are_fast_and_fetched_in_pages(model: PagedModel) -> None:
    source = Numbers(200_000)
    start = time.perf_counter()
    model.load(source)
    for row in (0, 199_999, 100_000, 5, 150_000):
        assert model.index(row, 1).data() == f"n{row + 1}"
    model.check_all(True)
    assert model.checked_count() == 200_000
    assert time.perf_counter() - start < 0.5
    assert source.asked == [PAGE] * 3


def test_pages_are_forgotten_when_there_are_too_many(model: PagedModel) -> None:
    source = Numbers(20_000)
    model.load(source)
    for row in range(0, 20_000, PAGE):
        model.index(row, 1).data()
    before = len(source.asked)
    model.index(0, 1).data()
    assert len(source.asked) == before + 1


def test_rows_that_are_gone_and_cells_that_fail_are_empty(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    def broken(row: Row) -> str:
        if row.id == 2:
            raise ValueError("broken")
        return row.name

    model = PagedModel([Column("name", "Name", broken)])
    model.load(Numbers(300, gone=frozenset({250})))
    assert model.index(249, 0).data() in (None, "")
    assert model.index(1, 0).data() is None
    assert model.index(1, 0).data(CellRole) == Cell()
    assert model.index(0, 0).data() == "n1"
    assert len(caplog.records) == 1, "a broken row is logged once, not at every painting"


def test_ticks_are_kept_by_id(model: PagedModel) -> None:
    model.load(Numbers(50))
    model.set_checked(7, True)
    model.set_checked(9, True)
    model.load(Numbers(50, start=5))
    assert list(model.checked_ids()) == [7, 9]
    model.check_all(True)
    model.set_checked(10, False)
    assert model.checked_count() == 49
    assert 10 not in model.checked_ids()
    model.check_all(False)
    model.set_checked(6, True)
    model.load(Numbers(3, start=40))
    model.forget_checks_of_missing()
    assert model.checked_count() == 0


def test_current_row_is_kept_by_id_over_a_reset(table: DataTable, model: PagedModel) -> None:
    model.load(Numbers(500))
    assert table.select_id(120)
    model.load(Numbers(500, start=100))
    assert table.current_id() == 120
    assert table.currentIndex().row() == 20


def test_a_row_beyond_the_first_page_is_found_again_when_the_ids_are_there(table: DataTable, model: PagedModel) -> None:
    later = Later()
    model.load(Numbers(2000), later)
    later.answer()
    table.select_id(1500)
    scroll = table.verticalScrollBar().value()
    model.load(Numbers(2000), later)
    assert table.current_id() != 1500
    later.answer()
    assert table.current_id() == 1500
    assert table.verticalScrollBar().value() == scroll
    model.load(Numbers(2000), later)
    table.select_id(1800)
    later.answer()
    assert table.current_id() == 1800


def test_keys(qtbot: QtBot, table: DataTable, model: PagedModel) -> None:
    model.load(Numbers(30))
    table.select_id(3)
    table.setFocus()
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [3]
    with qtbot.waitSignal(table.edit_wanted) as edited:
        qtbot.keyClick(table, Qt.Key.Key_F2)
    assert edited.args == [3]
    with qtbot.waitSignal(table.delete_wanted):
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert list(model.checked_ids()) == [3]
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert model.all_checked()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert model.checked_count() == 0
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == 4


def test_copy_gives_tabs_and_lines(qtbot: QtBot, table: DataTable, model: PagedModel) -> None:
    model.load(Numbers(30))
    model.set_checked(2, True)
    model.set_checked(4, True)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tSpent\nn2\t2.00\nn4\t4.00"


def test_click_on_the_tick_and_on_the_head(qtbot: QtBot, table: DataTable, model: PagedModel) -> None:
    model.load(Numbers(30))
    at = table.visualRect(model.index(4, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert list(model.checked_ids()) == [5]
    head = table.horizontalHeader().viewport()
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    assert model.all_checked()
    with qtbot.waitSignal(table.sort_wanted) as wanted:
        qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert wanted.args == ["name", False]


def test_columns_fill_the_table(table: DataTable, model: PagedModel) -> None:
    model.load(Numbers(5))
    used = sum(table.columnWidth(at) for at in range(model.columnCount()))
    assert used == table.viewport().width()


def test_buttons_of_a_row_stay_at_its_end_when_the_table_gets_narrower(table: DataTable, model: PagedModel) -> None:
    table.set_row_actions([("phone", "Call", lambda _id: None)])
    model.load(Numbers(5))
    table.show()
    table.make_current(0)
    table.setFocus()
    table._place_actions()
    (bar,) = [found for found in table.viewport().findChildren(RowActions) if found.isVisible()]
    for width in (table.width() - 40, table.width() + 80):
        table.resize(width, table.height())
        assert bar.geometry().right() == table.viewport().width() - 4
