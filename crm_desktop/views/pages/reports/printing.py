"""A report on paper or as a PDF: title, sentence, chart and table, always in the light colours. On every page stand
the shop's name, the day it was printed and which page of how many it is.
"""

from __future__ import annotations

from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from crm_desktop.core.dates import plain_date
from crm_desktop.core.i18n import language, render, tr_
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.table import NUMERIC
from crm_desktop.services.reports import ReportResult, chart
from crm_desktop.services.reports.base import ReportColumn
from crm_desktop.views.pages.reports import cells
from crm_desktop.views.pages.reports.period_picker import days_text
from crm_desktop.views.pages.reports.sentence import sentence_html
from crm_desktop.views.theme import LIGHT, fonts

MOST_ROWS = 2_000
"""Rows on paper; longer reports belong into a workbook."""
_MARGIN_MM = 15.0
_CHART_INCHES = (7.0, 2.7)
_DPI = 192
_HEAD, _FOOT, _SMALL = 28, 28, 10
"""Height of the lines above and below each page and of their letters, in 96ths of an inch."""


def write_pdf(result: ReportResult, path: Path, today: date, shop: str, *, compare: bool) -> None:
    """Write a PDF; raises :class:`UserError` where the file can't be written."""
    with replacing(path) as part:
        writer = QPdfWriter(str(part))
        writer.setTitle(render(result.title))
        writer.setPageLayout(page_layout())
        print_to(writer, result, today, shop, compare=compare)
        del writer


def page_layout() -> QPageLayout:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )


def print_to(device: QPagedPaintDevice, result: ReportResult, today: date, shop: str, *, compare: bool) -> None:
    """Lay the report out on ``device``'s pages."""
    document = QTextDocument()
    font = QFont()
    font.setFamilies(fonts.FAMILIES)
    font.setPixelSize(12)
    document.setDefaultFont(font)
    if result.chart is not None and result.chart.categories:
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("chart.png"), _picture(result))
    paper = device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
    page = QSizeF(paper.width() * 96 / 72, paper.height() * 96 / 72)
    document.setPageSize(QSizeF(page.width(), page.height() - _HEAD - _FOOT))
    document.setDocumentMargin(0)
    document.setHtml(_html(result, today, compare, page.width()))
    painter = QPainter(device)
    painter.scale(device.logicalDpiX() / 96, device.logicalDpiY() / 96)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        _paint_page(painter, document, page, number, shop, today)
    painter.end()


def foot_words(today: date, number: int, total: int) -> tuple[str, str]:
    """The day it was printed, and which page of how many; ``number`` counts from nought."""
    printed = tr_("report", "Printed on {day}", day=plain_date(today, language()))
    return printed, tr_("report", "Page {n} of {total}", n=number + 1, total=total)


def _paint_page(painter: QPainter, document: QTextDocument, page: QSizeF, number: int, shop: str, today: date) -> None:
    """One page between its head and its foot; lengths in 96ths of an inch."""
    small = QFont(document.defaultFont())
    small.setPixelSize(_SMALL)
    painter.setFont(small)
    painter.setPen(QColor(LIGHT.text_2))
    top, bottom = QRectF(0, 0, page.width(), _HEAD), QRectF(0, page.height() - _FOOT, page.width(), _FOOT)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    printed, which = foot_words(today, number, document.pageCount())
    painter.drawText(top, left | Qt.AlignmentFlag.AlignTop, shop)
    painter.drawText(bottom, left | Qt.AlignmentFlag.AlignBottom, printed)
    painter.drawText(bottom, right | Qt.AlignmentFlag.AlignBottom, which)
    height = document.pageSize().height()
    painter.save()
    painter.translate(0, _HEAD - number * height)
    part = QRectF(0, number * height, page.width(), height)
    painter.setClipRect(part)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    document.documentLayout().draw(painter, context)
    painter.restore()


def _picture(result: ReportResult) -> QImage:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    assert result.chart is not None
    figure = Figure(figsize=_CHART_INCHES, dpi=_DPI)
    canvas = FigureCanvasAgg(figure)
    chart.draw(figure, result.chart, chart.ChartTheme(families=tuple(fonts.FAMILIES)))
    data = BytesIO()
    canvas.print_png(data)
    return QImage.fromData(data.getvalue())


def _html(result: ReportResult, today: date, compare: bool, width: float) -> str:
    columns = [c for c in result.columns if not c.hidden and (compare or not c.compare)]
    shows = [cells.formatter(result, column, today) for column in columns]
    places = [result.column(column.name) for column in columns]
    sentence = result.sentence if compare else result.short_sentence or result.sentence
    head = "".join(_cell("th", column, escape(render(column.label))) for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            _cell("td", column, escape(show(row[at]))) for column, show, at in zip(columns, shows, places, strict=True)
        )
        + "</tr>"
        for row in result.rows[:MOST_ROWS]
    )
    texts = [
        show(total.value) if (total := result.totals.get(column.name)) else ""
        for column, show in zip(columns, shows, strict=True)
    ]
    if any(texts):
        texts[0] = texts[0] or tr_("report", "Total")
    sums = "".join(_cell("td", column, f"<b>{escape(text)}</b>") for column, text in zip(columns, texts, strict=True))
    picture = f'<p><img src="chart.png" width="{width:.0f}"></p>' if result.chart and result.chart.categories else ""
    return (
        f"<h2>{escape(render(result.title))}</h2>"
        f'<p style="color:{LIGHT.text_2}">{escape(days_text(result.period, None))}</p>'
        f"<p>{sentence_html(sentence)}</p>{picture}"
        f'<table width="100%" cellspacing="0" cellpadding="4"><thead><tr>{head}</tr></thead>'
        f"{body}<tr>{sums}</tr></table>"
    )


def _cell(tag: str, column: ReportColumn, text: str) -> str:
    side = "right" if column.type in NUMERIC else "left"
    colour = f"color:{LIGHT.text_2};" if tag == "th" else ""
    weight = "font-weight:400;" if tag == "th" else ""
    return f'<{tag} align="{side}" style="{colour}{weight}border-bottom:1px solid {LIGHT.line}">{text}</{tag}>'
