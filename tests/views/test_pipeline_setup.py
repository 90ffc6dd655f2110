"""Setting up the board as a person does: columns dragged by their heads, goals, what the cards say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.views.pages.pipeline.list_view import DealList
from crm_desktop.views.pages.pipeline.setup_dialogs import CardsDialog, GoalsDialog

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.pipeline.page import PipelinePage

LABEL = N_("undo", "Test")
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ORDER = ["new", "contacted", "quoted", "negotiating", "decided"]


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def page(window: MainWindow, services: Services) -> PipelinePage:
    with services.write(LABEL) as work:
        services.deals.create(work, {"title": "Tea", "amount": 10_000_00})
        won = services.deals.create(work, {"title": "Cups", "amount": 20_000_00})
        services.deals.win(work, won)
    window.resize(1280, 800)
    window.ctx.navigator.go("pipeline")
    QApplication.processEvents()
    return window.page("pipeline")  # type: ignore[return-value]


def order(services: Services) -> list[str]:
    return [stage.key for stage in services.pipelines.stages()]


def shown(page: PipelinePage) -> list[str]:
    row = sorted(page.board.columns, key=QWidget.x)
    assert row == page.board.columns
    return [column.objectName().removeprefix("stage_") for column in row]


def changes(services: Services) -> int:
    return int(services.db.execute_sql("SELECT count(*) FROM audit_log").fetchone()[0])


def head(page: PipelinePage, key: str) -> Any:
    return page.board.column(f"stage_{key}").head


def drag_head(page: PipelinePage, key: str, to: str, *, dx: int = 40, drop: bool = True) -> None:
    """Take the head by its name and let it go beside the middle of another column."""
    taken, over = head(page, key), page.board.column(f"stage_{to}")
    start = QPoint(60, 18)
    end = taken.mapFromGlobal(over.mapToGlobal(QPoint(over.width() // 2 + dx, 18)))
    QTest.mousePress(taken, LEFT, PLAIN, start)
    for step in range(1, 5):
        QTest.mouseMove(taken, start + (end - start) * step / 4)
        QApplication.processEvents()
    if drop:
        QTest.mouseRelease(taken, LEFT, PLAIN, end)
        QApplication.processEvents()


def test_a_head_dragged_sideways_moves_its_stage_and_undo_takes_it_back(
    page: PipelinePage, services: Services, window: MainWindow
) -> None:
    before = changes(services)
    drag_head(page, "new", "quoted")
    assert order(services) == ["contacted", "quoted", "new", "negotiating", "decided"]
    assert shown(page) == order(services)
    assert changes(services) == before + 1
    assert window.findChild(QWidget, "lifted_head") is None or not window.findChild(QWidget, "lifted_head").isVisible()  # type: ignore[union-attr]
    window.run_command("undo")
    QApplication.processEvents()
    assert (order(services), shown(page)) == (ORDER, ORDER)


def test_to_the_left_and_to_both_ends(page: PipelinePage, services: Services) -> None:
    drag_head(page, "decided", "new", dx=-40)
    assert order(services) == ["decided", *ORDER[:4]]
    drag_head(page, "decided", "negotiating")
    assert order(services) == ORDER


def test_while_it_is_dragged_a_line_says_where_it_would_go_and_escape_puts_it_back(
    page: PipelinePage, services: Services
) -> None:
    before = changes(services)
    drag_head(page, "new", "quoted", drop=False)
    assert page.board.stages.is_dragging()
    assert page.is_editing()
    mark = page.board.findChild(QWidget, "column_drop_mark")
    assert mark is not None
    assert mark.isVisible()
    quoted, after = (page.board.column(f"stage_{key}").geometry() for key in ("quoted", "negotiating"))
    assert quoted.right() < mark.geometry().center().x() < after.left()
    QTest.keyClick(head(page, "new"), Qt.Key.Key_Escape)
    assert not mark.isVisible()
    QTest.mouseRelease(head(page, "new"), LEFT)
    assert (order(services), changes(services)) == (ORDER, before)


def test_dropped_where_it_was_nothing_is_written(page: PipelinePage, services: Services) -> None:
    before = changes(services)
    drag_head(page, "quoted", "quoted")
    drag_head(page, "quoted", "contacted")
    drag_head(page, "quoted", "negotiating", dx=-40)
    assert (order(services), changes(services)) == (ORDER, before)


def test_a_click_on_a_head_is_no_drag(page: PipelinePage, services: Services) -> None:
    QTest.mouseDClick(head(page, "new"), LEFT, PLAIN, QPoint(60, 18))
    assert page.board.column("stage_new").is_folded()
    QTest.mouseClick(head(page, "new"), LEFT, PLAIN, QPoint(20, 18))
    assert not page.board.column("stage_new").is_folded()
    assert order(services) == ORDER


def test_keys_move_a_column_from_its_head_and_from_a_card(
    page: PipelinePage, services: Services, window: MainWindow
) -> None:
    window.activateWindow()
    head(page, "contacted").setFocus()
    QTest.keyClick(head(page, "contacted"), Qt.Key.Key_Right)
    assert head(page, "quoted").hasFocus()
    QTest.keyClick(head(page, "quoted"), Qt.Key.Key_Left, CTRL)
    assert order(services) == ["new", "quoted", "contacted", "negotiating", "decided"]
    assert head(page, "quoted").hasFocus()
    cards = page.board.column("stage_new").list
    cards.setFocus()
    cards.choose(0)
    QTest.keyClick(cards, Qt.Key.Key_Right, CTRL | SHIFT)
    assert order(services) == ["quoted", "new", "contacted", "negotiating", "decided"]
    assert page.board.current() is not None
    assert page.board.current().title == "Tea"  # type: ignore[union-attr]
    QTest.keyClick(head(page, "quoted"), Qt.Key.Key_Left, CTRL)
    assert order(services)[0] == "quoted"


def test_a_chance_that_falls_after_a_move_is_told(page: PipelinePage, window: MainWindow) -> None:
    drag_head(page, "new", "quoted")
    toast = window.findChild(QWidget, "toast")
    assert toast is not None
    assert "lower probability" in toast.accessibleName()


def test_months_of_the_forecast_stay_in_order(page: PipelinePage, services: Services) -> None:
    page.bar.views.set_current("forecast")
    page.refresh()
    QApplication.processEvents()
    before = changes(services)
    first = page.board.columns[0]
    QTest.keyClick(first.head, Qt.Key.Key_Right, CTRL)
    assert changes(services) == before


def goals(page: PipelinePage) -> GoalsDialog:
    page.bar.keeper.set_goals(page.bar.pipeline_id)
    QApplication.processEvents()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, GoalsDialog) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_goals_are_typed_once_and_shown_on_board_and_forecast(page: PipelinePage, services: Services) -> None:
    assert page.strip.goal.isHidden()
    asked = goals(page)
    month = f"{services.clock.today():%Y-%m}"
    asked.form.editor("usual").set_value(80_000_00)
    assert asked.form.editor(month).placeholderText().endswith("80,000")
    december = [name for name in asked.form.names() if name.endswith("-12")][0]
    asked.form.editor(december).set_value(120_000_00)
    asked.accept()
    QApplication.processEvents()
    assert page.strip.goal.isVisible()
    assert page.strip.goal.accessibleName().endswith("of ¥80,000, 25%")
    page.bar.views.set_current("forecast")
    page.refresh()
    assert "goal ¥80,000, won ¥20,000" in page.board.column(f"month_{month}").head.accessibleName()
    assert "goal ¥120,000, won ¥0" in page.board.column(f"month_{december}").head.accessibleName()
    services.history.undo_last()
    QApplication.processEvents()
    assert page.strip.goal.isHidden()


def test_an_amount_that_is_none_is_refused_in_words(page: PipelinePage, services: Services) -> None:
    asked = goals(page)
    before = changes(services)
    asked.form.editor("usual").setText("much")
    asked.accept()
    assert asked.isVisible()
    assert asked.form.errors()["usual"]
    asked.form.editor("usual").setText("-5")
    asked.accept()
    assert asked.form.errors()["usual"]
    asked.reject()
    assert changes(services) == before


def test_cards_say_what_was_ticked(page: PipelinePage, services: Services) -> None:
    def picture() -> QImage:
        page.board.column("stage_new").list.forget()
        QApplication.processEvents()
        return page.board.column("stage_new").list.grab().toImage()

    QTest.qWait(100)  # the window comes to the front in its own time, with the focus
    usual, height = picture(), page.board.delegate.height()
    page.bar.keeper.choose_card(page.bar.pipeline_id)
    QApplication.processEvents()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CardsDialog) and one.isVisible())
    for name in ("card_probability", "card_tags"):
        asked.findChild(QWidget, f"field_{name}").click()  # type: ignore[union-attr]
    assert asked.chosen() == {"customer", "amount", "next", "owner", "probability", "tags"}
    asked.accept()
    QApplication.processEvents()
    assert page.board.delegate.height() == height + 40
    assert picture() != usual
    services.history.undo_last()
    QApplication.processEvents()
    assert page.board.delegate.height() == height
    end = time.monotonic() + 5  # so does the focus from the dialog
    while (last := picture()) != usual and time.monotonic() < end:
        QTest.qWait(20)
    assert last == usual


def test_a_card_keeps_no_line_for_tags_it_has_not(page: PipelinePage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.deals.create(work, {"title": "Pens", "amount": 100, "tags": ["catering"]})
        services.pipelines.cards.choose(work, page.bar.pipeline_id, {"customer", "amount", "next", "owner", "tags"})
    QApplication.processEvents()
    column = page.board.column("stage_new")
    heights = {
        card.title: column.list.visualRect(column.model.index(at, 0)).height()
        for at, card in enumerate(column.model.cards())
    }
    assert heights["Pens"] == heights["Tea"] + 20
    assert page.board.delegate.height("gap") == page.board.delegate.height()


def test_a_slot_opens_where_the_middle_of_the_card_is(page: PipelinePage, services: Services) -> None:
    """Cards with tags are higher: the place is found by their own heights."""
    with services.write(LABEL) as work:
        for title in ("A", "B"):
            services.deals.create(work, {"title": title, "tags": ["catering"]})
        services.pipelines.cards.choose(work, page.bar.pipeline_id, {"customer", "amount", "next", "tags"})
    QApplication.processEvents()
    column = page.board.column("stage_new")
    rects = [column.list.visualRect(column.model.index(row, 0)) for row in range(3)]
    assert [rect.top() for rect in rects[1:]] == [rect.bottom() + 1 for rect in rects[:-1]]
    top = column.list.viewport().mapToGlobal(QPoint(0, 0)).y()
    for row, rect in enumerate(rects):
        assert column.slot_for(top + rect.center().y() - 2) == row
        assert column.slot_for(top + rect.center().y() + 2) == row + 1


def test_the_menu_folds_and_opens_columns(page: PipelinePage) -> None:
    def offered() -> list[str]:
        page.bar.more.click()
        menu = QApplication.activePopupWidget()
        texts = [action.text() for action in menu.actions()]
        menu.close()
        QApplication.processEvents()
        return [text for text in texts if "“New enquiry”" in text]

    assert offered() == ["Fold “New enquiry”"]
    page.bar.fold_asked.emit("stage_new")
    assert page.board.column("stage_new").is_folded()
    assert offered() == ["Open “New enquiry”"]


# The list of deals ----------------------------------------------------------------------------


def test_the_list_is_exported_as_it_is_shown_and_keeps_its_arrangement(
    page: PipelinePage, services: Services, tmp_path: Path, qtbot: Any
) -> None:
    assert page.export.isHidden()
    page.bar.views.set_current("list")
    page.refresh()
    assert page.export.isVisible()
    page.bar.narrow(search="cups")
    page.ctx.prompter.answer("save_file", tmp_path / "deals.csv")
    QTest.mouseClick(page.export, LEFT)
    qtbot.waitUntil((tmp_path / "deals.csv").exists)
    text = (tmp_path / "deals.csv").read_text(encoding="utf-8-sig")
    assert ("Cups" in text, "Tea" in text) == (True, False)
    page.list.table.sort_wanted.emit("amount", True)
    page.list.table.head().moveSection(0, 1)
    qtbot.waitUntil(lambda: page.list.table.columns.order()[:2] == ["customer", "title"])
    again = DealList(page.ctx, page)
    assert (again.query().sort, again.query().descending) == ("amount", True)
    assert [column.key for column in again.memory.arrange(page.list.model.columns())][:2] == ["customer", "title"]
