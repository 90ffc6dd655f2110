"""The chart of a report: drawn by matplotlib on first use, told to the pointer and the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render
from crm_desktop.services.reports import chart, chart_words
from crm_desktop.services.reports.base import ChartSpec
from crm_desktop.views import theme
from crm_desktop.views.pages.reports.outline import paint_outline
from crm_desktop.views.theme import fonts, measures
from crm_desktop.views.widgets import float_over, label, set_tone


def chart_theme() -> chart.ChartTheme:
    """The colours and fonts in force, as the chart takes them."""
    t = theme.tokens()
    return chart.ChartTheme(t.chart, t.surface, t.text, t.text_2, t.line, t.line_strong, t.hover, tuple(fonts.FAMILIES))


class ChartTip(QFrame):
    """Name and values of the category under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(16)
        float_over(self)
        self.hide()

    def tell(self, name: str, facts: list[tuple[str, str]], change: str) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._row.addWidget(label(name, "strong", parent=self))
        for series, value in facts:
            if value:
                self._row.addWidget(label(f"{series}  {value}", "body", "2", self))
        if change:
            made = label(change, "body", parent=self)
            set_tone(made, "bad" if change.startswith("\u2212") else "good")
            self._row.addWidget(made)
        self.adjustSize()


class ChartView(QWidget):
    """Named ``report_chart``. The left and right keys walk through the categories, Enter opens the rows behind one.

    ``picked(category)`` is sent on a click and on Enter.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._spec: ChartSpec | None = None
        self._currency = "CNY"
        self._canvas: Any = None
        self._drawn: chart.Drawn | None = None
        self._band: Any = None
        self._at: int | None = None
        self._waits = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._tip = ChartTip(self)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(30)
        self._fit.timeout.connect(self._refit)
        theme.signals.changed.connect(self.redraw)

    def show_chart(self, spec: ChartSpec | None, currency: str) -> None:
        """Show ``spec``; ``None`` leaves the place empty."""
        self._spec, self._currency, self._waits = spec, currency, False
        self.setAccessibleDescription(chart_words.spoken(spec, currency=currency) if spec else "")
        self.redraw()

    def show_outline(self, spec: ChartSpec | None) -> None:
        """Show where the columns of ``spec`` will stand: a calm picture until :meth:`show_chart` can draw."""
        self._spec, self._waits = spec, spec is not None
        self.update()

    def spec(self) -> ChartSpec | None:
        return self._spec

    @Slot()
    def redraw(self) -> None:
        """Draw anew: other data, colours or language."""
        self._point_at(None)
        self._drawn = None
        if self._waits:
            self.update()
            return
        if self._spec is None:
            if self._canvas is not None:
                self._canvas.hide()
            return
        if self._canvas is None:
            self._make_canvas()
        self._canvas.show()
        self._drawn = chart.draw(self._canvas.figure, self._spec, chart_theme())
        self._canvas.draw_idle()

    def _make_canvas(self) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        canvas = FigureCanvasQTAgg(Figure(dpi=96))
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.setMinimumSize(1, 1)
        canvas.mpl_connect("motion_notify_event", self._moved)
        canvas.mpl_connect("figure_leave_event", self._left)
        canvas.mpl_connect("button_press_event", self._pressed)
        self._box.addWidget(canvas)
        self._canvas = canvas
        self._tip.raise_()

    # Pointer ------------------------------------------------------------------------------

    def _category(self, event: Any) -> int | None:
        if self._drawn is None or event.inaxes is not self._drawn.axes:
            return None
        return self._drawn.category_at(event.xdata, event.ydata)

    def _moved(self, event: Any) -> None:
        at = self._category(event)
        if at != self._at:
            self._point_at(at)
            shape = Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor
            self._canvas.setCursor(shape)

    def _left(self, _event: Any) -> None:
        self._point_at(None)

    def _pressed(self, event: Any) -> None:
        at = self._category(event)
        if at is not None:
            self.picked.emit(at)

    def _point_at(self, at: int | None) -> None:
        """Mark a category and tell its values; ``None`` takes both away."""
        if at == self._at and (at is None or self._band is not None):
            return
        self._at = at
        if self._band is not None:
            if self._drawn is not None:
                self._band.remove()
            self._band = None
        if at is None or self._drawn is None or self._spec is None:
            self._tip.hide()
        else:
            self._band = self._drawn.band(at)
            self._tell(self._spec, at)
        if self._canvas is not None and self._drawn is not None:
            self._canvas.draw_idle()

    def _tell(self, spec: ChartSpec, at: int) -> None:
        assert self._drawn is not None
        self._tip.tell(
            render(spec.categories[at]),
            chart_words.describe(spec, at, currency=self._currency),
            chart_words.change_at(spec, at),
        )
        scale = self._canvas.device_pixel_ratio
        x, y = self._drawn.spot(at)
        top = self.height() - y / scale
        if self._drawn.horizontal:
            left, top = self.width() - self._tip.width() - 8, top - self._tip.height() / 2
        else:
            left, top = x / scale - self._tip.width() / 2, 0
        left = max(0, min(left, self.width() - self._tip.width()))
        self._tip.move(QPoint(round(left), round(max(0, min(top, self.height() - self._tip.height())))))
        self._tip.show()
        self._tip.raise_()

    def tip_text(self) -> str:
        """What the tip says now; empty while there is none."""
        if self._tip.isHidden() or self._spec is None or self._at is None:
            return ""
        facts = chart_words.describe(self._spec, self._at, currency=self._currency)
        return "  ".join([render(self._spec.categories[self._at]), *(f"{name} {value}" for name, value in facts)])

    # Keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forth, back = (Qt.Key.Key_Right, Qt.Key.Key_Down), (Qt.Key.Key_Left, Qt.Key.Key_Up)
        step = (event.key() in forth) - (event.key() in back)
        count = len(self._spec.categories) if self._spec else 0
        if step and count:
            start = -1 if step > 0 else count
            self._point_at(max(0, min((self._at if self._at is not None else start) + step, count - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self.picked.emit(self._at)
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self._point_at(None)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)
        self._room_for_ring(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._room_for_ring(True)

    def _room_for_ring(self, focused: bool) -> None:
        margin = 3 if focused else 0
        self._box.setContentsMargins(margin, margin, margin, margin)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waits and self._spec is not None:
            painter = QPainter(self)
            paint_outline(painter, self.rect(), self._spec)
            painter.end()
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), measures.FOCUS))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), measures.RADIUS, measures.RADIUS)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit.start()

    @Slot()
    def _refit(self) -> None:
        if self._drawn is not None and self._canvas is not None and self._canvas.isVisible():
            self._point_at(None)
            self._drawn.place()
            self._canvas.draw_idle()
