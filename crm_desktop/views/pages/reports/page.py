"""The reports page: list, days, sentence, chart, table, and the way to Excel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.reports import ReportInfo, ReportResult, chart
from crm_desktop.services.reports.period import Period
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.page import Page
from crm_desktop.views.pages.reports.behind import BehindDialog
from crm_desktop.views.pages.reports.cells import ReportRow
from crm_desktop.views.pages.reports.chart_view import ChartView
from crm_desktop.views.pages.reports.outputs import ReportOutputs
from crm_desktop.views.pages.reports.period_picker import PeriodPicker
from crm_desktop.views.pages.reports.sentence import sentence_html
from crm_desktop.views.pages.reports.shown import chart_of, is_empty, part_of
from crm_desktop.views.pages.reports.side_list import ReportList
from crm_desktop.views.pages.reports.table import ReportTable
from crm_desktop.views.widgets import Button, EmptyState, Line, Menu, label

FIRST = "sales_by_month"


class _Ask:
    """What a report is run for; an answer to an older question is dropped."""

    def __init__(self, name: str, period: Period | None) -> None:
        self.name, self.period = name, period


class ReportsPage(Page):
    key = "reports"
    touches = ("customers", "deals", "followups", "orders", "products", "staff", "settings", "choices", "pipelines")

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self._infos: dict[str, ReportInfo] = {info.name: info for info in ctx.services.reports.list()}
        self._name = FIRST
        self._periods: dict[str, Period] = {}
        self._compare = True
        self._result: ReportResult | None = None
        self._asked: _Ask | None = None
        self._warm = self._warming = False
        self._export = QAction(self)
        self._export.setProperty("icon_name", "upload")
        self._export.setProperty("widget_name", "export_excel")
        self._export.setEnabled(False)
        self._export.triggered.connect(self.export_excel)
        self._outputs = ReportOutputs(ctx, self)
        self._build()
        self.retranslate()

    # Layout -----------------------------------------------------------------------------

    def _build(self) -> None:
        theme.set_ground(self, "surface")
        self.list = ReportList(self)
        self.list.chosen.connect(self.choose)
        self.picker = PeriodPicker(self.ctx.services.clock.today, self)
        self.picker.picked.connect(self._pick)
        self.compare = Button("", "plain", parent=self, menu_arrow=True)
        self.compare.setObjectName("report_compare")
        self.compare.clicked.connect(self._open_compare)
        self.print_button = Button("", "quiet", "printer", self)
        self.print_button.setObjectName("report_print")
        self.print_button.clicked.connect(self.print_report)
        self.pdf_button = Button("", "quiet", "file", self)
        self.pdf_button.setObjectName("report_pdf")
        self.pdf_button.clicked.connect(self.save_pdf)
        self.sentence = label("", "body", parent=self)
        self.sentence.setObjectName("report_sentence")
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setWordWrap(True)
        self.chart = ChartView(self)
        self.chart.picked.connect(self._chart_picked)
        self.rows = ReportTable(self)
        self.rows.opened.connect(self._row_opened)
        self.empty = EmptyState("chart", "", parent=self, primary=False, button_icon="download")
        self.empty.clicked.connect(self._import)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self.picker, self.compare):
            tools.addWidget(widget)
        tools.addStretch(1)
        for widget in (self.print_button, self.pdf_button):
            tools.addWidget(widget)
        filled = QWidget(self)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.chart)
        column.addWidget(self.rows, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(filled)
        self.stack.addWidget(self.empty)
        self._right = QVBoxLayout()
        self._right.setSpacing(12)
        self._right.addLayout(tools)
        self._right.addWidget(self.stack, 1)
        self._side = QVBoxLayout()
        self._side.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._side)
        row.addWidget(Line(self, vertical=True))
        row.addLayout(self._right, 1)
        self._arrange()

    def _arrange(self) -> None:
        window = self.window()
        margin = theme.measures.page_margin(window.width())
        self._side.setContentsMargins(8, 8, 8, 8)
        self._right.setContentsMargins(margin, 12, margin, margin)
        self.chart.setFixedHeight(max(180, min(320, round(self.height() * 0.4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    # What the window asks -----------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Reports")

    def primary(self) -> QAction:
        return self._export

    def keyboard_place(self) -> QWidget | None:
        return self.list

    def retranslate(self) -> None:
        self.list.fill(tuple(self._infos.values()), self._name)
        self.list.setAccessibleName(self.tr("Reports"))
        self.chart.setAccessibleName(self.tr("Chart"))
        self.rows.table.setAccessibleName(self.tr("Figures of the report"))
        self._export.setText(self.tr("Export to Excel"))
        self.print_button.setText(self.tr("Print"))
        self.pdf_button.setText(self.tr("PDF"))
        self._show_compare()

    def show_part(self, part: str) -> None:
        """Choose the report called ``part``."""
        self.list.choose(part)

    # Choosing -------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, name: str) -> None:
        """Show another report for the days last chosen for it."""
        self._name = name
        self.refresh()

    @Slot(object)
    def _pick(self, period: Period) -> None:
        self._periods[self._name] = period
        self.refresh()

    @Slot()
    def _open_compare(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Same days a year before"), partial(self.set_compare, True), checked=self._compare)
        menu.add(self.tr("No comparison"), partial(self.set_compare, False), checked=not self._compare)
        menu.show_under(self.compare)

    def set_compare(self, on: bool) -> None:
        """Show the year before beside the figures, or not."""
        self._compare = on
        self._show_compare()
        self._show()
        self._draw()

    def _show_compare(self) -> None:
        words = self.tr("Against the year before") if self._compare else self.tr("No comparison")
        self.compare.setText(words)
        self.compare.updateGeometry()
        self.compare.setVisible(self._infos[self._name].compares)

    # Running --------------------------------------------------------------------------------

    def refresh(self) -> None:
        name, reports = self._name, self.ctx.services.reports
        period = self._period_of(name)
        asked = self._asked = _Ask(name, period)
        self.picker.show_period(period, self._infos[name].presets)
        self.ctx.jobs.run(
            lambda _ctx: (asked, reports.run_period(name, period)), render(self._infos[name].title), self._arrived,
            quiet=True,
        )  # fmt: skip

    def _period_of(self, name: str) -> Period:
        """The days chosen for a report; presets move on with the calendar."""
        chosen = self._periods.get(name)
        if chosen is None or chosen.preset == "custom":
            return chosen or self.ctx.services.reports.period(name)
        return self.ctx.services.reports.preset(chosen.preset)

    @Slot(object)
    def _arrived(self, answer: tuple[_Ask, ReportResult]) -> None:
        asked, result = answer
        if asked is not self._asked:
            return
        self._result = result
        self._show()
        self._draw()

    def prepare(self) -> None:
        """Let the chart's library load in the background, which takes longer than anybody should wait for a chart."""
        if not self._warming:
            self._warming = True
            self.ctx.jobs.run(_warm, self.tr("Chart"), self._warmed, lane="files", quiet=True)

    @Slot(object)
    def _warmed(self, _nothing: object) -> None:
        self._warm = True
        self._draw()

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        info = self._infos[result.name]
        self.picker.show_period(result.period, info.presets)
        self._show_compare()
        bare = is_empty(result)
        self.stack.setCurrentIndex(1 if bare else 0)
        for widget in (self.print_button, self.pdf_button):
            widget.setEnabled(not bare)
        self._export.setEnabled(not bare)
        sentence = result.sentence if self._compare else result.short_sentence or result.sentence
        if bare:
            self.empty.set_texts(render(sentence), self.tr("Import an Excel file"))
            return
        self.sentence.setText(sentence_html(sentence))
        self.sentence.setAccessibleName(render(sentence))
        self.sentence.setToolTip(render(info.description))
        self.rows.show_result(result, self.ctx.services.clock.today(), compare=self._compare)

    def _draw(self) -> None:
        """The chart, or its outline while the library for it still loads."""
        result = self._result
        if result is None or is_empty(result):
            self.chart.show_chart(None, "CNY")
            return
        self.chart.setVisible(result.chart is not None)
        spec = chart_of(result, compare=self._compare)
        if self._warm:
            self.chart.show_chart(spec, result.currency)
        else:
            self.chart.show_outline(spec)
            self.prepare()

    # The records behind ---------------------------------------------------------------------

    @Slot(int)
    def _chart_picked(self, category: int) -> None:
        result = self._result
        if result is None or result.chart is None:
            return
        if result.chart.groups is None:
            self.open_behind(result.chart.row_of(category))
            return
        part = part_of(result, result.chart.groups[category])
        BehindDialog(self.ctx, part, render(result.chart.categories[category]), self).open()

    @Slot(int)
    def _row_opened(self, row: int) -> None:
        result = self._result
        link = result.links[row] if result is not None and row < len(result.links) else None
        if link is not None:
            self.ctx.navigator.open(*link)
        else:
            self.open_behind(row)

    def open_behind(self, row: int) -> None:
        """Show the records that a row of the report counts."""
        result = self._result
        if result is None or row >= len(result.keys):
            return
        again = partial(self.ctx.services.reports.behind, result.name, result.period, result.keys[row])
        found = again()
        if found is None:
            return
        first = self.rows.model.columns()[0].cell(ReportRow(row, result.rows[row]))
        BehindDialog(self.ctx, found, first if isinstance(first, str) else first.text, self, again).open()

    # Files ------------------------------------------------------------------------------------

    @Slot()
    def export_excel(self) -> None:
        """Ask where to, then write the report as a workbook."""
        if self._result is not None:
            self._outputs.export(self._result)

    @Slot()
    def save_pdf(self) -> None:
        """Write what is shown as a PDF."""
        if self._result is not None:
            self._outputs.save_pdf(self._result, compare=self._compare)

    @Slot()
    def print_report(self) -> None:
        """Ask for a printer and print what is shown."""
        if self._result is not None:
            self._outputs.print_report(self._result, compare=self._compare)

    @Slot()
    def _import(self) -> None:
        self.ctx.command("import")


def _warm(_ctx: JobContext) -> None:
    chart.warm()
