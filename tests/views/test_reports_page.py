"""The reports page through its real widgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QTableView, QWidget

from crm_desktop.core.i18n import N_, render
from crm_desktop.core.settings import SHOP_NAME
from crm_desktop.services.orders import NewLine, NewOrder
from crm_desktop.services.reports.period import Period
from crm_desktop.services.reports.words import percent
from crm_desktop.views import theme
from crm_desktop.views.pages.reports.behind import BehindDialog
from crm_desktop.views.pages.reports.chart_view import ChartView
from crm_desktop.views.pages.reports.page import ReportsPage
from crm_desktop.views.pages.reports.period_picker import CustomDays
from crm_desktop.views.pages.reports.printing import foot_words, write_pdf

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.views.main_window import MainWindow

LABEL = N_("undo", "Test data")
SALES = (
    ("2026-01-05", 120_00, True),
    ("2026-03-09", 80_00, True),
    ("2026-03-20", 50_50, False),
    ("2025-03-01", 99_00, True),
)


def sell(services: Services, sales: tuple[tuple[str, int, bool], ...] = SALES) -> int:
    """Write orders of one customer (or walk-ins); returns the customer's id."""
    with services.write(LABEL) as work:
        customer = services.customers.create(work, {"name": "沈若兰 <b>", "region": "杭州"})
        orders = [
            NewOrder(day, (NewLine("白茶", None, 1000, amount),), customer if known else None)
            for day, amount, known in sales
        ]
        services.orders.import_rows(work, orders)
    return customer


def shown(page: ReportsPage, name: str) -> bool:
    return page._result is not None and page._result.name == name and page._warm


@pytest.fixture
def open_reports(make_window: Callable[..., MainWindow], qtbot: Any) -> Callable[..., ReportsPage]:
    def opener(name: str = "sales_by_month", *, fill: bool = True, lang: str = "en") -> ReportsPage:
        window = make_window(lang=lang)
        if fill:
            sell(window.ctx.services)
        window.resize(1280, 800)
        window.ctx.navigator.show_part("reports", name)
        page = window.page("reports")
        assert isinstance(page, ReportsPage)
        qtbot.waitUntil(lambda: shown(page, name), timeout=20_000)
        return page

    return opener


def table_texts(page: ReportsPage) -> list[list[str]]:
    table = page.findChild(QTableView, "report_table")
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def amounts(texts: list[str]) -> int:
    """The sum of amounts as shown, in cents."""
    found = 0
    for text in texts:
        digits = re.sub(r"[^\d.]", "", text)
        whole, _dot, cents = digits.partition(".")
        found += int(whole or 0) * 100 + int((cents or "00").ljust(2, "0"))
    return found


def test_named_widgets_and_keys(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    for name in ("report_list", "report_chart", "report_table"):
        widget = page.findChild(QWidget, name)
        assert widget is not None
        assert widget.isVisible()
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert page.window().findChild(QPushButton, "export_excel").isEnabled()
    listed = page.findChild(QListWidget, "report_list")
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(page, "sales_by_product"))


def test_the_table_sums_to_the_sentence(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports()
    column = page.rows.model.column_index("amount")
    texts = [row[column] for row in table_texts(page)]
    assert len(texts) == 9
    assert amounts(texts) == 250_50
    assert amounts([page.rows.totals.texts()["amount"]]) == 250_50
    assert "¥250.50" in page.sentence.accessibleName()
    assert "<b>¥250.50</b>" in page.sentence.text()


@pytest.mark.parametrize(
    "name", ["sales_by_product", "sales_by_category", "sales_by_channel", "sales_by_staff", "customers_new_repeat",
             "rfm", "churn", "customers_by_region", "customers_by_grade", "receivables"],
)  # fmt: skip
def test_every_report_shows_or_says_that_there_is_nothing(open_reports: Callable[..., ReportsPage], name: str) -> None:
    page = open_reports(name)
    result = page._result
    assert result is not None
    if name == "receivables":
        assert page.stack.currentWidget() is page.empty
        assert page.empty.sentence.text() == "Nobody owes anything."
    else:
        assert page.rows.model.rowCount() == len(result.rows) > 0
        assert page.chart.spec() is not None


def test_an_empty_shop_says_so_and_offers_the_import(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports(fill=False)
    assert page.stack.currentWidget() is page.empty
    assert "nothing sold yet" in page.empty.sentence.text()
    assert page.empty.button.isVisible()
    assert not page.window().findChild(QPushButton, "export_excel").isEnabled()


def test_comparison_can_be_hidden(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports()
    assert page.rows.model.column_index("year_before") >= 0
    page.set_compare(False)
    assert page.rows.model.column_index("year_before") == -1
    assert len(page.chart.spec().series) == 1
    assert "year before" not in page.sentence.accessibleName()


def test_days_are_chosen_by_preset_and_by_hand(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    page.picker.choose("last_year")
    qtbot.waitUntil(lambda: page._result.period.preset == "last_year")
    assert amounts([page.rows.totals.texts()["amount"]]) == 99_00
    page.picker.choose("custom")
    popover = page.picker.findChild(CustomDays)
    popover.start.set_value(date(2026, 3, 1))
    popover.end.set_value(date(2026, 2, 1))
    qtbot.mouseClick(popover.button, Qt.MouseButton.LeftButton)
    assert popover.isVisible()
    assert "before" in popover._error.text()
    popover.end.set_value(date(2026, 3, 15))
    qtbot.mouseClick(popover.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._result.period == Period(date(2026, 3, 1), date(2026, 3, 15)))
    assert amounts([page.rows.totals.texts()["amount"]]) == 80_00


def test_enter_on_a_row_lists_the_orders_behind_it(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    table = page.findChild(QTableView, "report_table")
    table.setFocus()
    table.select_id(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = page.window().findChild(BehindDialog)
    assert dialog.title_label.text() == "Mar: orders"
    assert dialog.rows.model.rowCount() == 2
    assert amounts([dialog.rows.totals.texts()["amount"]]) == 130_50
    customers = [dialog.rows.model.index(row, 2).data() for row in range(2)]
    assert sorted(customers) == ["Walk-in", "沈若兰 <b>"]
    dialog.reject()


def test_the_chart_tells_values_by_key_and_opens_the_rows(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    page.chart.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.chart.tip_text() == "Mar  This period ¥130.50  Year before ¥99"
    qtbot.keyClick(page.chart, Qt.Key.Key_Return)
    dialog = page.window().findChild(BehindDialog)
    assert dialog.title_label.text() == "Mar: orders"
    dialog.reject()
    assert "Mar: This period ¥130.50" in page.chart.accessibleDescription()


def test_the_pointer_finds_a_bar(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    canvas = page.chart._canvas
    qtbot.wait(100)
    x, _y = page.chart._drawn.spot(0)
    at = QPoint(round(x / canvas.device_pixel_ratio), canvas.height() // 2)
    qtbot.mouseMove(canvas, at)
    qtbot.waitUntil(lambda: page.chart.tip_text().startswith("Jan"))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    dialog = page.window().findChild(BehindDialog)
    assert dialog.title_label.text() == "Jan: orders"
    dialog.reject()


def test_a_class_of_customers_opens_its_members(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports("rfm")
    page._chart_picked(0)
    dialog = page.window().findChild(BehindDialog)
    assert dialog.rows.model.rowCount() == 1
    dialog.reject()


def test_export_writes_a_workbook_with_a_native_chart(
    open_reports: Callable[..., ReportsPage], qtbot: Any, tmp_path: Path
) -> None:
    page = open_reports()
    path = tmp_path / "sales.xlsx"
    page.ctx.prompter.answer("save_file", path)
    qtbot.mouseClick(page.window().findChild(QPushButton, "export_excel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.ctx.toasts.text() != "")
    assert page.ctx.toasts.text() == "Saved: sales.xlsx"
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets[0]._charts) == 1
    page.ctx.prompter.answer("show_in_folder", None)
    page.window().findChild(QPushButton, "toast_action").click()
    assert page.ctx.prompter.asked[-1] == ("show_in_folder", str(tmp_path))


def test_nothing_is_written_when_no_name_is_given(open_reports: Callable[..., ReportsPage], tmp_path: Path) -> None:
    page = open_reports()
    page.ctx.prompter.answer("save_file", None)
    page.export_excel()
    assert list(tmp_path.glob("*.xlsx")) == []
    assert page.ctx.toasts.text() == ""


def test_pdf(open_reports: Callable[..., ReportsPage], tmp_path: Path) -> None:
    page = open_reports()
    path = tmp_path / "sales.pdf"
    page.ctx.prompter.answer("save_file", path)
    page.save_pdf()
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_size > 10_000


def test_every_page_of_a_pdf_bears_shop_day_and_number(
    open_reports: Callable[..., ReportsPage], tmp_path: Path
) -> None:
    page = open_reports()
    with page.ctx.services.write(LABEL) as work:
        page.ctx.services.settings.set(work, SHOP_NAME, "Songjian Tea")
    rows = tuple((f"Tea {n}", *page._result.rows[0][1:]) for n in range(90))
    path = tmp_path / "sales.pdf"
    long = replace(page._result, rows=rows)
    write_pdf(long, path, page.ctx.services.clock.today(), page._outputs._shop(), compare=True)
    pages = len(re.findall(rb"/Type /Page\b", path.read_bytes()))
    assert pages > 2
    assert foot_words(date(2026, 9, 23), 1, pages) == ("Printed on 23 Sep 2026", f"Page 2 of {pages}")
    named, bare = tmp_path / "named.pdf", tmp_path / "bare.pdf"
    for file, shop in ((named, "Songjian Tea and Stationery"), (bare, "")):
        write_pdf(long, file, date(2026, 9, 23), shop, compare=True)
    assert named.stat().st_size > path.stat().st_size > bare.stat().st_size


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert [str(percent(value, signed=True)) for value in (-0.0, -0.0004, 0.0, -0.001)] == [
        "0.0%",
        "0.0%",
        "0.0%",
        "−0.1%",
    ]


def test_a_new_order_is_seen_at_once(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    with page.ctx.services.write(LABEL) as work:
        page.ctx.services.orders.import_rows(work, [NewOrder("2026-09-01", (NewLine("白茶", None, 1000, 100_00),))])
    qtbot.waitUntil(lambda: page._result.totals["amount"].value == 350_50)
    qtbot.waitUntil(lambda: amounts([page.rows.totals.texts()["amount"]]) == 350_50)


def test_columns_sort(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports()
    page.rows.table.sort_wanted.emit("amount", True)
    assert [row[0] for row in table_texts(page)][:2] == ["Mar", "Jan"]
    page.rows.table.sort_wanted.emit("change", False)
    assert table_texts(page)[0][0] == "Mar"  # the only month with a year before; empty cells stand last


def test_rows_open_the_customer(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports("rfm")
    opened: list[tuple[str, int]] = []
    page.ctx.navigator.open = lambda kind, key: opened.append((kind, key))
    page.rows.table.opened.emit(0)
    assert opened == [("customer", page._result.rows[0][0])]


def test_colours_follow_the_theme(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()

    def bar() -> QColor:
        picture = page.chart.grab().toImage()
        x, _y = page.chart._drawn.spot(0)
        return picture.pixelColor(round(x / page.chart._canvas.device_pixel_ratio), picture.height() - 40)

    qtbot.waitUntil(lambda: bar().name().upper() == "#2463EB")
    theme.apply(QApplication.instance(), "dark")
    qtbot.waitUntil(lambda: bar().name().upper() == "#6C9DFF")


@pytest.mark.filterwarnings("error")
def test_chinese_charts_have_every_glyph(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports("customers_by_region", lang="zh_CN")
    assert "杭州" in [render(name) for name in page.chart.spec().categories]
    page.chart._canvas.draw()


def test_the_language_is_switched_while_a_report_is_shown(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    from crm_desktop.views import translation

    page = open_reports()
    translation.switch("zh_CN")
    qtbot.waitUntil(lambda: "卖出" in page.sentence.accessibleName())
    texts = [page.list.item(row).text() for row in range(page.list.count())]
    assert texts[:2] == ["销售", "销售走势"]
    assert table_texts(page)[0][0] == "1月"
    assert [render(series.label) for series in page.chart.spec().series] == ["本期", "去年同期"]
    assert page.window().findChild(QPushButton, "export_excel").text() == "导出 Excel"
    assert page.picker.button.text().startswith("今年到今天")


def test_everything_goes_into_one_workbook(
    open_reports: Callable[..., ReportsPage], qtbot: Any, tmp_path: Path
) -> None:
    page = open_reports()
    path = tmp_path / "all.xlsx"
    page.ctx.prompter.answer("save_file", path)
    page.ctx.command("export_everything")
    qtbot.waitUntil(lambda: page.ctx.toasts.text() == "Saved: all.xlsx")
    lists = ["Customers", "Deals", "Follow-ups", "Orders", "Products"]
    assert openpyxl.load_workbook(path).sheetnames == [*lists, "Contact log", "Payments", "Relations"]


def test_the_chart_has_an_outline_until_it_can_be_drawn(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports()
    spec = page.chart.spec()
    assert spec is not None
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(600, 300)
    bare = view.grab().toImage()
    view.show_outline(spec)
    assert view.grab().toImage() != bare, "columns in a quiet grey, not an empty place"
    view.show_chart(spec, "USD")
    assert view._drawn is not None
    assert not view._waits


def test_charts_get_ready_while_nobody_waits(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "reports" in window._pages, timeout=10_000)
    reports = window.page("reports")
    qtbot.waitUntil(lambda: reports._warm, timeout=20_000)  # type: ignore[attr-defined]
    assert window.current_page() is not reports


def test_the_days_on_offer_are_those_of_the_report_at_once(open_reports: Callable[..., ReportsPage]) -> None:
    """Even before its figures are there: the menu must not offer those of the report before."""
    page = open_reports("sales_by_month")
    page.choose("churn")
    assert page.picker.period().preset == "all"
    assert "From the beginning" in page.picker.button.text()


def test_long_names_get_the_room_that_numbers_do_not_need(open_reports: Callable[..., ReportsPage], qtbot: Any) -> None:
    page = open_reports("sales_by_product")
    name = "Aged white tea cake of spring, 350 g"
    with page.ctx.services.write(LABEL) as work:
        order = NewOrder("2026-09-01", (NewLine(name, None, 1000, 12_345_600),), None)
        page.ctx.services.orders.import_rows(work, [order])
    qtbot.waitUntil(lambda: name in table_texts(page)[0], timeout=20_000)
    table = page.rows.table
    needed = [table.cell_width(0, at) for at in range(table.model().columnCount())]
    given = [table.columnWidth(at) for at in range(table.model().columnCount())]
    assert all(width <= room for width, room in zip(needed, given, strict=True)), (needed, given)


def test_no_row_is_cut_above_the_sums(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports("sales_by_month")
    for height in (640, 655, 700):
        page.window().resize(1280, height)
        QApplication.processEvents()
        viewport = page.rows.table.viewport()
        assert viewport.height() % page.rows.table.rowHeight(0) == 0
        assert page.rows.totals.geometry().top() == page.rows.table.geometry().bottom() + 1


def test_both_own_days_are_seen_as_a_whole(open_reports: Callable[..., ReportsPage]) -> None:
    page = open_reports(lang="zh_CN")
    page.picker.choose("custom")
    popover = page.findChild(CustomDays)
    assert popover is not None
    for editor in (popover.start, popover.end):
        editor.set_value(date(2026, 12, 28))
        around = 2 * 10 + 32  # its edges, and the calendar at its end
        assert editor.fontMetrics().horizontalAdvance(editor.text()) + around <= editor.width()
    popover.close()
