"""The Pipeline page as a person uses it: cards dragged, moved by keys, closed, filtered, set up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm_desktop.core.i18n import N_
from crm_desktop.services.demo import make_demo
from crm_desktop.services.orders import NewLine, NewOrder
from crm_desktop.views import theme
from crm_desktop.views.dialogs.deal import DealDialog
from crm_desktop.views.dialogs.deal_close import LostDialog, WonDialog
from crm_desktop.views.dialogs.deal_stages import StagesDialog
from crm_desktop.views.dialogs.order import OrderDialog
from crm_desktop.views.pages.pipeline.saved import from_query

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow
    from crm_desktop.views.pages.pipeline.column import Column
    from crm_desktop.views.pages.pipeline.page import PipelinePage

LABEL = N_("undo", "Test")
TODAY = date(2026, 9, 23)
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def services(window: MainWindow) -> Services:
    return window.ctx.services


@pytest.fixture
def deals(services: Services) -> dict[str, int]:
    """Three deals in the first stage (top down: Cups, Pens, Tea) and one in the second."""
    with services.write(LABEL) as work:
        ann = services.customers.create(work, {"name": "Ann Reed"})
        made = {}
        for title, amount in (("Tea", 10_000), ("Pens", 20_050), ("Cups", 30_000)):
            made[title] = services.deals.create(
                work, {"title": title, "amount": amount, "customer": ann, "owner": "Mia"}
            )
        made["Paper"] = services.deals.create(work, {"title": "Paper", "amount": 500, "stage": "contacted"})
    return made


@pytest.fixture
def page(window: MainWindow, deals: dict[str, int]) -> PipelinePage:
    window.resize(1280, 800)
    window.ctx.navigator.go("pipeline")
    QApplication.processEvents()
    return window.page("pipeline")  # type: ignore[return-value]


def titles(page: PipelinePage, key: str) -> list[str]:
    return [card.title for card in page.board.column(f"stage_{key}").model.cards()]


def widget(page: PipelinePage, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def centre(page: PipelinePage, key: str, deal_id: int) -> QPoint:
    return page.board.column(f"stage_{key}").centre_of(deal_id).toPoint()


def drag(source: QWidget, start: QPoint, end: QPoint, *, drop_on: QWidget | None = None, steps: int = 4) -> None:
    """Press, move and release with real mouse events; points are on the screen."""
    QTest.mousePress(source, LEFT, PLAIN, source.mapFromGlobal(start))
    for step in range(1, steps + 1):
        QTest.mouseMove(source, source.mapFromGlobal(start + (end - start) * step / steps))
        QApplication.processEvents()
    receiver = drop_on or source
    QTest.mouseRelease(receiver, LEFT, PLAIN, receiver.mapFromGlobal(end))
    QApplication.processEvents()


def viewport(page: PipelinePage, key: str) -> QWidget:
    column: Column = page.board.column(f"stage_{key}")
    return column.list.viewport()


def dialog(kind: type[QDialog]) -> Any:
    QApplication.processEvents()
    found = [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, kind) and shown.isVisible()]
    assert len(found) == 1, found
    return found[0]


def changes(services: Services) -> int:
    return int(services.db.execute_sql("SELECT count(*) FROM audit_log").fetchone()[0])


# What is shown ------------------------------------------------------------------------------


def test_columns_carry_their_keys_and_heads_their_sums(page: PipelinePage) -> None:
    names = [column.objectName() for column in page.board.columns]
    assert names == ["stage_new", "stage_contacted", "stage_quoted", "stage_negotiating", "stage_decided"]
    assert widget(page, "board") is page.board
    head = page.board.column("stage_new").head
    assert (head.sums().count, head.sums().amount, head.sums().weighted) == (3, 60_050, 6_005)
    assert "New enquiry: 3 deals" in head.accessibleName()
    assert page.strip.open.value() == "¥605.50"
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]


def test_an_empty_shop_has_one_button(window: MainWindow) -> None:
    window.ctx.navigator.go("pipeline")
    page = window.page("pipeline")
    assert page.primary_steps_back()
    page.empty.button.click()
    dialog(DealDialog).reject()


def test_a_card_says_what_is_next(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    with services.write(LABEL) as work:
        services.deals.update(work, deals["Tea"], {"next_follow_up": TODAY - timedelta(days=2)})
        services.deals.update(work, deals["Cups"], {"next_follow_up": TODAY})
    spoken = {card.title: page.words.next_step(card) for card in page.board.column("stage_new").model.cards()}
    assert spoken == {"Cups": "Today", "Pens": "No next step", "Tea": "2 days overdue"}
    index = page.board.column("stage_new").model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Cups, Ann Reed, ¥300, Today, Mia"


# Dragging -----------------------------------------------------------------------------------


def test_a_card_dragged_to_another_column_moves_and_can_be_taken_back(
    page: PipelinePage, window: MainWindow, services: Services, deals: dict[str, int]
) -> None:
    start, end = centre(page, "new", deals["Pens"]), centre(page, "contacted", deals["Paper"]) + QPoint(0, 60)
    drag(viewport(page, "new"), start, end)
    assert titles(page, "new") == ["Cups", "Tea"]
    assert titles(page, "contacted") == ["Paper", "Pens"]
    found = services.deals.get(deals["Pens"])
    assert (found.stage, found.probability) == ("contacted", 30)
    assert window.ctx.toasts.text() == "“Pens” moved to Contacted"
    head = page.board.column("stage_contacted").head
    assert (head.sums().count, head.sums().amount) == (2, 20_550)
    services.history.undo_last()
    QApplication.processEvents()
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]
    assert services.deals.get(deals["Pens"]).probability == 10


@pytest.mark.parametrize("receiver", ["board", "column", "viewport", "target"])
def test_it_does_not_matter_which_widget_gets_the_events(
    page: PipelinePage, deals: dict[str, int], receiver: str
) -> None:
    start, column = centre(page, "new", deals["Cups"]), page.board.column("stage_quoted")
    end = column.mapToGlobal(column.rect().center())
    source = {"board": page.board, "column": page.board.column("stage_new")}.get(receiver, viewport(page, "new"))
    drag(source, start, end, drop_on=viewport(page, "quoted") if receiver == "target" else None)
    assert titles(page, "quoted") == ["Cups"]


def test_during_a_drag_gap_slot_heads_and_closing_bar_show_what_would_happen(
    page: PipelinePage, deals: dict[str, int]
) -> None:
    source, target = page.board.column("stage_new"), page.board.column("stage_contacted")
    start, end = centre(page, "new", deals["Pens"]), centre(page, "contacted", deals["Paper"]) - QPoint(0, 40)
    view = viewport(page, "new")
    QTest.mousePress(view, LEFT, PLAIN, view.mapFromGlobal(start))
    QTest.mouseMove(view, view.mapFromGlobal(end))
    QApplication.processEvents()
    QTest.mouseMove(view, view.mapFromGlobal(end))
    assert page.board.drag.is_dragging()
    assert page.closing.isVisible()
    assert target.is_target()
    assert (source.head.announced(), target.head.announced()) == (-20_050, 20_050)
    assert target.model.slot() == 0
    assert source.model.card_at(1) is None
    lifted = page.window().findChild(QWidget, "lifted_card")
    assert lifted is not None
    assert lifted.isVisible()
    QTest.keyClick(source.list, Qt.Key.Key_Escape)
    assert not page.board.drag.is_dragging()
    assert not page.closing.isVisible()
    QTest.mouseRelease(view, LEFT, PLAIN, view.mapFromGlobal(end))
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]
    assert (source.head.announced(), target.head.announced()) == (0, 0)


def test_marked_cards_move_together_as_one_change(
    page: PipelinePage, window: MainWindow, services: Services, deals: dict[str, int]
) -> None:
    for title in ("Cups", "Tea"):
        view = viewport(page, "new")
        QTest.mouseClick(view, LEFT, CTRL, view.mapFromGlobal(centre(page, "new", deals[title])))
    start, end = centre(page, "new", deals["Tea"]), centre(page, "contacted", deals["Paper"]) + QPoint(0, 60)
    drag(viewport(page, "new"), start, end)
    assert titles(page, "new") == ["Pens"]
    assert titles(page, "contacted") == ["Paper", "Cups", "Tea"]
    assert window.ctx.toasts.text() == "2 deals moved to Contacted"
    services.history.undo_last()
    QApplication.processEvents()
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]
    new = page.board.column("stage_new").list
    new.setFocus()
    page.board.choose(deals["Cups"])
    QTest.keyClick(new, Qt.Key.Key_Space, CTRL)
    page.board.choose(deals["Pens"])
    QTest.keyClick(new, Qt.Key.Key_Space, CTRL)
    QTest.keyClick(new, Qt.Key.Key_Right, CTRL)
    assert titles(page, "contacted") == ["Cups", "Pens", "Paper"]
    assert page.board.delegate.marked == set()


def test_dropped_where_it_was_nothing_is_written(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    before = changes(services)
    start = centre(page, "new", deals["Pens"])
    drag(viewport(page, "new"), start, start + QPoint(30, 15))
    drag(viewport(page, "new"), start, page.strip.mapToGlobal(QPoint(5, 5)))
    assert changes(services) == before
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]


def test_a_card_can_be_dragged_within_its_column(page: PipelinePage, deals: dict[str, int]) -> None:
    start, end = centre(page, "new", deals["Cups"]), centre(page, "new", deals["Tea"]) + QPoint(0, 30)
    drag(viewport(page, "new"), start, end)
    assert titles(page, "new") == ["Pens", "Tea", "Cups"]
    drag(viewport(page, "new"), centre(page, "new", deals["Cups"]), centre(page, "new", deals["Pens"]) - QPoint(0, 30))
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]


def zone(page: PipelinePage, key: str) -> QPoint:
    found = widget(page, f"zone_{key}")
    return found.mapToGlobal(found.rect().center())


def drag_to_zone(page: PipelinePage, deal_id: int, key: str) -> None:
    """The bar appears only once the card is lifted."""
    view, start = viewport(page, "new"), centre(page, "new", deal_id)
    QTest.mousePress(view, LEFT, PLAIN, view.mapFromGlobal(start))
    QTest.mouseMove(view, view.mapFromGlobal(start + QPoint(0, 40)))
    QApplication.processEvents()
    QTest.mouseMove(view, view.mapFromGlobal(zone(page, key)))
    QTest.mouseRelease(view, LEFT, PLAIN, view.mapFromGlobal(zone(page, key)))
    QApplication.processEvents()


def test_dropped_on_won_it_asks_for_the_amount_and_writes_the_order(
    page: PipelinePage, services: Services, deals: dict[str, int]
) -> None:
    drag_to_zone(page, deals["Tea"], "won")
    asked = dialog(WonDialog)
    asked.form.editor("amount").set_value(9_900)
    asked.accept()
    order = dialog(OrderDialog)
    assert order.lines.total() == 9_900
    order.accept()
    found = services.deals.get(deals["Tea"])
    assert (found.status, found.amount) == ("won", 9_900)
    assert [one.deal_id for one in services.orders.for_customer(found.customer_id or 0)] == [found.id]
    assert services.products.find("Tea") is None
    assert titles(page, "new") == ["Cups", "Pens"]


def test_dropped_on_lost_it_insists_on_a_reason(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    drag_to_zone(page, deals["Tea"], "lost")
    asked = dialog(LostDialog)
    asked.accept()
    assert "reason" in asked.form.errors()
    assert services.deals.get(deals["Tea"]).status == "open"
    asked.form.editor("reason").set_value("price")
    asked.accept()
    assert services.deals.get(deals["Tea"]).reason == "price"
    assert titles(page, "new") == ["Cups", "Pens"]


def test_dropped_on_delete_it_is_gone_until_undo(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    drag_to_zone(page, deals["Tea"], "delete")
    assert titles(page, "new") == ["Cups", "Pens"]
    services.history.undo_last()
    QApplication.processEvents()
    assert titles(page, "new") == ["Cups", "Pens", "Tea"]


# Keys ---------------------------------------------------------------------------------------


def test_everything_goes_by_keyboard(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    new, contacted = page.board.column("stage_new"), page.board.column("stage_contacted")
    new.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.board.current().title == "Cups"  # type: ignore[union-attr]
    QTest.keyClick(new.list, Qt.Key.Key_Down)
    assert page.board.current().title == "Pens"  # type: ignore[union-attr]
    QTest.keyClick(new.list, Qt.Key.Key_Right, CTRL)
    assert titles(page, "contacted") == ["Pens", "Paper"]
    assert page.board.current().id == deals["Pens"]  # type: ignore[union-attr]
    assert contacted.list.hasFocus()
    QTest.keyClick(contacted.list, Qt.Key.Key_Down, CTRL)
    assert titles(page, "contacted") == ["Paper", "Pens"]
    QTest.keyClick(contacted.list, Qt.Key.Key_Left, CTRL)
    assert titles(page, "new") == ["Pens", "Cups", "Tea"]
    QTest.keyClick(new.list, Qt.Key.Key_Left, CTRL)
    QTest.keyClick(new.list, Qt.Key.Key_Right)
    assert page.board.current().title == "Paper"  # type: ignore[union-attr]
    QTest.keyClick(contacted.list, Qt.Key.Key_Delete)
    assert services.deals.get(deals["Paper"]).deleted
    new.list.setFocus()
    page.board.choose(deals["Tea"])
    QTest.keyClick(new.list, Qt.Key.Key_Return)
    opened = dialog(DealDialog)
    assert opened.form.editor("title").value() == "Tea"
    opened.reject()


# The form -----------------------------------------------------------------------------------


def test_a_new_deal_is_written_from_the_form(window: MainWindow, page: PipelinePage, services: Services) -> None:
    page.primary().trigger()
    form = dialog(DealDialog)
    form.accept()
    assert "title" in form.form.errors()
    form.form.editor("title").set_value("Calendars")
    form.form.editor("amount").set_value(4_200)
    stage = services.pipelines.stages()[2]
    form.form.editor("stage").set_value(str(stage.id))
    assert form.form.editor("probability").value() == 50
    form.form.editor("next_follow_up").set_value(TODAY)
    form.accept()
    assert titles(page, "quoted") == ["Calendars"]
    card = page.board.column("stage_quoted").model.cards()[0]
    assert (card.amount, card.probability, card.state) == (4_200, 50, "today")


def test_the_form_keeps_a_probability_typed_by_hand(
    page: PipelinePage, services: Services, deals: dict[str, int]
) -> None:
    page.open_record(deals["Tea"])
    form = dialog(DealDialog)
    field = form.form.editor("probability")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "42")
    form.form.editor("stage").set_value(str(services.pipelines.stages()[4].id))
    form.accept()
    found = services.deals.get(deals["Tea"])
    assert (found.stage, found.probability, found.probability_manual) == ("decided", 42, True)


def test_an_unchanged_form_writes_nothing(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    before = changes(services)
    page.open_record(deals["Tea"])
    dialog(DealDialog).accept()
    assert changes(services) == before


def test_a_form_left_half_way_comes_back(window: MainWindow, page: PipelinePage, services: Services) -> None:
    before = changes(services)
    page.primary().trigger()
    form = dialog(DealDialog)
    form.form.editor("title").set_value("Half a thought")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert changes(services) == before
    page.primary().trigger()
    form = dialog(DealDialog)
    assert form.form.editor("title").value() == "Half a thought"
    form.accept()
    page.primary().trigger()
    form = dialog(DealDialog)
    assert form.form.editor("title").value() == ""
    form.reject()
    window.ctx.navigator.new("order")
    order = dialog(OrderDialog)
    order.lines.fill_last("Ink", 700, 2000)
    order.reject()
    window.ctx.navigator.new("order")
    order = dialog(OrderDialog)
    assert (order.total(), order.owed()) == (1_400, 0)
    order.accept()
    assert services.db.execute_sql("SELECT total FROM sales_order").fetchall() == [(1_400,)]


def test_a_long_order_says_its_total_beside_the_button(window: MainWindow, page: PipelinePage) -> None:
    """Where the form scrolls the sums are out of sight; where it does not, its fields end where the buttons end."""
    window.ctx.navigator.new("order")
    order = dialog(OrderDialog)
    assert not order.foot_note.isVisible()
    edge = order.verb_button.mapTo(order, order.verb_button.rect().topRight()).x()
    field = order.form.editor("date")
    assert field.mapTo(order, field.rect().topRight()).x() == edge
    for number in range(9):
        order.lines.fill_last(f"Ink {number}", 700, 1000)
        QApplication.processEvents()
    QTest.qWait(20)
    assert order.foot_note.isVisible()
    assert order.foot_note.text() == "Total ¥63.00"
    order.reject()


def test_a_line_that_is_not_touched_keeps_its_amount_and_name(
    window: MainWindow, page: PipelinePage, services: Services
) -> None:
    with services.write(LABEL) as work:
        wanted = NewOrder("2026-09-01", (NewLine("Ink", price=700, amount=650), NewLine("Pen", price=100)))
        order_id = services.orders.import_rows(work, [wanted])[0]
        services.products.update(work, services.products.find("Ink").id, {"name": "Ink, green"})  # type: ignore[union-attr]
    window.ctx.navigator.open("order", order_id)
    form = dialog(OrderDialog)
    form.notes.set_value("Paid in coins")
    form.accept()
    found = services.orders.get(order_id)
    assert [(line.product, line.amount) for line in found.lines] == [("Ink", 650), ("Pen", 100)]
    assert (found.total, found.notes, len(services.products.all())) == (750, "Paid in coins", 2)


def test_a_closed_deal_is_reopened_from_its_form(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    with services.write(LABEL) as work:
        services.deals.lose(work, deals["Tea"], "price")
    page.open_record(deals["Tea"])
    dialog(DealDialog).findChild(QWidget, "reopen").click()  # type: ignore[attr-defined]
    assert titles(page, "new") == ["Tea", "Cups", "Pens"]


def test_the_order_form_adds_up_while_typing(window: MainWindow, page: PipelinePage, services: Services) -> None:
    with services.write(LABEL) as work:
        services.products.create(work, {"name": "Jasmine tea", "price": 1_650})
    window.ctx.navigator.new("order")
    form = dialog(OrderDialog)
    product = form.findChild(QWidget, "field_product_1")
    QTest.keyClicks(product, "Jasmine tea")
    quantity = form.findChild(QWidget, "field_quantity_1")
    quantity.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(quantity, "2.5")
    assert (form.total(), form.paid.value(), form.owed()) == (4_125, 4_125, 0)
    form.paid.setFocus()
    form.paid.selectAll()
    QTest.keyClicks(form.paid, "40")
    assert form.owed() == 125
    form.discount.set_value(125)
    assert (form.total(), form.owed()) == (4_000, 0)
    form.accept()
    row = services.db.execute_sql("SELECT total, paid, customer_id, number FROM sales_order").fetchone()
    assert row == (4_000, 4_000, None, "S-20260923-01")


def test_an_order_is_changed_and_deleted_in_its_form(
    window: MainWindow, page: PipelinePage, services: Services
) -> None:
    with services.write(LABEL) as work:
        order_id = services.orders.create(work, {"lines": [{"product": "Ink", "price": 700}], "paid": 700})
    window.ctx.navigator.open("order", order_id)
    form = dialog(OrderDialog)
    form.findChild(QWidget, "field_quantity_1").setText("2")  # type: ignore[attr-defined]
    form.accept()
    found = services.orders.get(order_id)
    assert (found.total, found.paid, len(found.lines), len(found.payments)) == (1_400, 700, 1, 1)
    window.ctx.navigator.open("order", order_id)
    dialog(OrderDialog).findChild(QWidget, "delete").click()  # type: ignore[attr-defined]
    assert services.orders.get(order_id).deleted_at is not None


# Filters, views, stages ---------------------------------------------------------------------


def test_filters_narrow_the_board_and_are_taken_away_again(page: PipelinePage, services: Services) -> None:
    page.bar.field.setText("pen")
    page.bar.field.send_now()
    assert titles(page, "new") == ["Pens"]
    assert page.strip.open.value() == "¥200.50"
    page.bar.narrow(search="nothing like it")
    assert page.views.currentWidget() is page.nothing
    page.nothing.button.click()
    assert len(titles(page, "new")) == 3
    page.bar.narrow(owner_id=services.staff.find("Mia"))
    assert titles(page, "contacted") == []
    page.board.columns[0].head.part_clicked.emit("today")
    assert page.bar.filter.state == "today"


def test_a_folded_column_stays_folded_and_takes_cards(
    page: PipelinePage, services: Services, deals: dict[str, int]
) -> None:
    head = page.board.column("stage_quoted").head
    QTest.mouseDClick(head, LEFT, PLAIN, QPoint(60, 20))
    column = page.board.column("stage_quoted")
    assert column.is_folded()
    QApplication.processEvents()
    assert column.width() == 44
    drag(viewport(page, "new"), centre(page, "new", deals["Tea"]), column.mapToGlobal(column.rect().center()))
    assert services.deals.get(deals["Tea"]).stage == "quoted"
    assert page.board.column("stage_quoted").is_folded()
    QTest.mouseClick(head, LEFT, PLAIN, QPoint(10, 50))
    assert not page.board.column("stage_quoted").is_folded()
    assert titles(page, "quoted") == ["Tea"]


def test_list_and_forecast_keep_the_filter(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    with services.write(LABEL) as work:
        services.deals.update(work, deals["Pens"], {"expected_close": date(2026, 10, 7)})
        services.deals.win(work, deals["Cups"])
    page.bar.views.set_current("list")
    page.refresh()
    model = page.list.model
    assert {model.row_at(row).title for row in range(model.rowCount())} == {"Tea", "Pens", "Cups", "Paper"}
    page.bar.narrow(search="pens")
    assert model.rowCount() == 1
    page.bar.views.set_current("forecast")
    page.refresh()
    names = [column.objectName() for column in page.board.columns]
    assert names[:4] == ["month_2026-09", "month_2026-10", "month_2026-11", "month_2026-12"]
    assert [card.title for card in page.board.column("month_2026-10").model.cards()] == ["Pens"]


def test_a_card_dragged_to_another_month_closes_on_its_last_day(
    page: PipelinePage, services: Services, deals: dict[str, int]
) -> None:
    with services.write(LABEL) as work:
        services.deals.update(work, deals["Pens"], {"expected_close": date(2026, 10, 7)})
    page.bar.views.set_current("forecast")
    page.refresh()
    QApplication.processEvents()
    source, target = page.board.column("month_2026-10"), page.board.column("month_2026-11")
    start, end = source.centre_of(deals["Pens"]).toPoint(), target.mapToGlobal(target.rect().center())
    drag(source.list.viewport(), start, end)
    assert services.deals.get(deals["Pens"]).expected_close == date(2026, 11, 30)


def test_stages_are_set_up_in_one_change(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    page.bar.keeper.set_up(page.bar.pipeline_id)
    asked = dialog(StagesDialog)
    before = changes(services)
    asked._rows[0].name.set_value("Asked")
    asked.findChild(QWidget, "add_stage").click()  # type: ignore[attr-defined]
    asked._rows[-1].name.set_value("")
    asked.accept()
    assert asked.error_label.text() == "A stage needs a name."
    assert changes(services) == before
    asked._rows[-1].name.set_value("Waiting")
    asked._shift(asked._rows[-1], -1)
    asked._take_away(asked._rows[1], services.pipelines.stages()[2].id)
    asked.accept()
    assert changes(services) == before + 1
    assert [column.head.name() for column in page.board.columns] == [
        "Asked", "Quoted", "Negotiating", "Waiting", "Almost decided",
    ]  # fmt: skip
    assert titles(page, "quoted") == ["Paper"]


# Looks --------------------------------------------------------------------------------------


@pytest.fixture
def many(window: MainWindow, services: Services) -> PipelinePage:
    make_demo(services, 1200, seed=4, language="zh_CN")
    window.resize(1280, 800)
    window.ctx.navigator.go("pipeline")
    QApplication.processEvents()
    return window.page("pipeline")  # type: ignore[return-value]


def test_every_look_paints(many: PipelinePage, window: MainWindow) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        theme.apply(QApplication.instance(), scheme)  # type: ignore[arg-type]
        for view in ("board", "list", "forecast"):
            many.bar.views.set_current(view)
            many.refresh()
            QApplication.processEvents()
            picture = window.grab().toImage()
            seen.add(hash(bytes(picture.constBits())))
    assert len(seen) == 6


def test_a_refresh_keeps_the_chosen_card_and_what_was_loaded(many: PipelinePage) -> None:
    column = many.board.columns[0]
    card = column.model.card_at(min(8, column.model.rowCount() - 1))
    assert card is not None
    many.board.choose(card.id)
    many.refresh()
    assert many.board.current().id == card.id  # type: ignore[union-attr]


# Several pipelines and filters with a name --------------------------------------------------


def test_a_pipeline_is_added_renamed_and_deleted_again(page: PipelinePage, services: Services) -> None:
    prompter = page.ctx.prompter
    first = page.bar.pipeline_id
    prompter.answer("ask_text", "Wholesale")
    page.bar.keeper.add()
    assert page.bar.pipeline.text() == "Wholesale", "the new one is shown"
    second = page.bar.pipeline_id
    assert second != first
    assert [stage.name for stage in services.pipelines.stages(second)][0] == "New enquiry"
    prompter.answer("ask_text", "Trade")
    page.bar.keeper.rename(second)
    assert page.bar.pipeline.text() == "Trade"
    page.bar.keeper.delete(second)
    assert page.bar.pipeline_id == first
    page.ctx.command("undo")
    assert [one.name for one in services.pipelines.all()] == ["Shop deals", "Trade"]


def test_a_pipeline_with_deals_stays(page: PipelinePage, services: Services, deals: dict[str, int]) -> None:
    with services.write(LABEL) as work:
        second = services.pipelines.add_pipeline(work, "Wholesale")
    page.ctx.prompter.answer("inform", None)
    page.bar.keeper.delete(page.bar.pipeline_id)
    assert page.ctx.prompter.asked[-1][0] == "inform"
    assert len(services.pipelines.all()) == 2
    page.ctx.prompter.answer("inform", None)
    page.ctx.prompter.answer("ask_text", "shop DEALS")
    page.bar.keeper.rename(second)
    assert page.ctx.prompter.asked[-1][0] == "inform", "two of one name can't be told apart"


def test_a_deal_goes_to_another_pipeline_and_back(
    page: PipelinePage, services: Services, deals: dict[str, int]
) -> None:
    with services.write(LABEL) as work:
        second = services.pipelines.add_pipeline(work, "Wholesale")
    target = services.pipelines.stages(second)[2]
    card = next(card for card in page._load(page._stages[0].id, 0, 50) if card.id == deals["Tea"])
    page._to_pipeline(card, target)
    assert services.deals.get(deals["Tea"]).pipeline_id == second
    assert services.deals.get(deals["Tea"]).probability == target.probability
    page.ctx.command("undo")
    assert services.deals.get(deals["Tea"]).stage_id == page._stages[0].id


def test_the_pipeline_and_the_view_come_back_after_a_restart(page: PipelinePage, services: Services) -> None:
    from crm_desktop.views.pages.pipeline.page import PipelinePage as Page

    with services.write(LABEL) as work:
        second = services.pipelines.add_pipeline(work, "Wholesale")
    page.bar._choose_pipeline(second)
    page.bar.views.set_current("list")
    page.bar.view_chosen.emit("list")
    again = Page(page.ctx)
    again.refresh()
    assert again.bar.pipeline.text() == "Wholesale"
    assert again.bar.views.current() == "list"
    again.deleteLater()


def test_a_filter_is_kept_under_a_name_and_used_again(page: PipelinePage, services: Services) -> None:
    page.bar.narrow(state="none", close_to=date(2026, 9, 30), min_amount=10_000)
    where = page.bar.filter
    page.ctx.prompter.answer("ask_text", "Big ones")
    page.bar.keeper.save_filter(where, "amount")
    page.bar.clear()
    (view,) = services.saved_views.for_entity("board")
    assert view.name == "Big ones"
    page.bar._use(from_query(view.query, TODAY), view.query.sort)
    assert page.bar.filter == where
    assert page.bar.sort == "amount"
    later = from_query(view.query, date(2026, 10, 5))
    assert later.close_to == date(2026, 10, 31), "“this month” means the month it is used in"
    page.bar.keeper.forget_filter(view.id, view.name)
    assert services.saved_views.for_entity("board") == []


def test_amounts_narrow_the_board(page: PipelinePage) -> None:
    page.ctx.prompter.answer("ask_text", "200")
    page.bar._ask_amount()
    titles = {card.title for stage in page._stages for card in page._load(stage.id, 0, 50)}
    assert titles == {"Pens", "Cups"}
    assert [chip.isVisible() for chip in page.bar._chips] == [True]


def test_many_conditions_take_a_line_of_their_own(page: PipelinePage, window: MainWindow) -> None:
    window.resize(1024, 700)
    page.bar.narrow(state="none", close_to=date(2026, 9, 30), min_amount=10_000, rotten=True, tag="gift")
    QApplication.processEvents()
    assert all(chip.isVisible() for chip in page.bar._chips)
    right = page.bar.width()
    for widget in (*page.bar._chips, page.bar.views, page.bar.add):
        place = widget.mapTo(page.bar, widget.rect().topRight())
        assert place.x() <= right, widget
    assert page.bar.field.width() == 184


def test_a_month_of_the_forecast_takes_a_new_deal(page: PipelinePage, window: MainWindow) -> None:
    page.bar.views.set_current("forecast")
    page.bar.view_chosen.emit("forecast")
    page._add_in("month_2026-11")
    dialog = window.findChild(DealDialog)
    assert dialog is not None
    assert dialog.form.editor("expected_close").value() == date(2026, 11, 30)
    dialog.reject()
    heads = {column.objectName(): column.head for column in page.board.columns}
    assert heads["month_none"]._add.isHidden(), "no month, no day to close on"
    assert not heads["month_2026-11"]._add.isHidden()


def test_many_stages_scroll_sideways_and_a_drag_takes_them_along(
    page: PipelinePage, window: MainWindow, services: Services, deals: dict[str, int], qtbot: Any
) -> None:
    with services.write(LABEL) as work:
        for number in range(5):
            services.pipelines.add_stage(work, page.bar.pipeline_id, f"Step {number}", probability=95)
    window.resize(1024, 700)
    QTest.qWait(50)
    columns = page.board.columns
    assert all(column.width() >= column.minimumWidth() for column in columns), "none lies over another"
    bar = page.board.horizontalScrollBar()
    assert bar.maximum() > 0
    source = columns[0]
    start = source.list.viewport().mapFrom(window, window.mapFromGlobal(source.centre_of(deals["Tea"]).toPoint()))
    QTest.mousePress(source.list.viewport(), LEFT, PLAIN, start)
    edge = page.board.viewport().mapToGlobal(page.board.viewport().rect().center())
    edge.setX(page.board.viewport().mapToGlobal(page.board.viewport().rect().topRight()).x() - 8)
    for at in (edge - QPoint(40, 0), edge):
        QTest.mouseMove(source.list.viewport(), source.list.viewport().mapFromGlobal(at))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=5000)
    QTest.mouseRelease(source.list.viewport(), LEFT, PLAIN, source.list.viewport().mapFromGlobal(edge))
    assert services.deals.get(deals["Tea"]).stage_id == page._stages[-1].id


def test_a_column_that_a_card_passed_over_stands_as_before(
    page: PipelinePage, services: Services, deals: dict[str, int], qtbot: Any
) -> None:
    stage = services.pipelines.stages(services.pipelines.first().id)[1]
    with services.write(N_("undo", "Test")) as work:
        for number in range(30):
            services.deals.create(work, {"title": f"Deal {number}", "stage": stage.id})
    page.refresh()
    QApplication.processEvents()
    column = page.board.column("stage_contacted")
    bar = column.list.verticalScrollBar()
    assert bar.maximum() > 100
    view, start = viewport(page, "new"), centre(page, "new", deals["Tea"])
    QTest.mousePress(view, LEFT, PLAIN, view.mapFromGlobal(start))
    QTest.mouseMove(view, view.mapFromGlobal(start + QPoint(0, 40)))
    QApplication.processEvents()
    over = column.list.viewport()
    QTest.mouseMove(view, view.mapFromGlobal(over.mapToGlobal(QPoint(over.width() // 2, over.height() - 10))))
    qtbot.waitUntil(lambda: bar.value() > 40)
    QTest.mouseMove(view, view.mapFromGlobal(zone(page, "lost")))
    assert bar.value() == 0
    QTest.mouseRelease(view, LEFT, PLAIN, view.mapFromGlobal(zone(page, "lost")))
    dialog(LostDialog).reject()
    assert bar.value() == 0
