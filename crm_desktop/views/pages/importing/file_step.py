"""First step: drop or choose a file, and see what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import FilePreview, SheetTable
from crm_desktop.views import theme
from crm_desktop.views.dropped import importable_or_first
from crm_desktop.views.pages.importing.reading_choices import ReadingChoices, file_warnings
from crm_desktop.views.pages.importing.table_model import TextTable, plain_table
from crm_desktop.views.pages.importing.words import NAMED
from crm_desktop.views.widgets import Button, ElidedLabel, EmptyState, label

_NAMED = 6


class DropZone(QWidget):
    """Takes a file that is dropped on it or chosen with its button."""

    dropped = Signal(object)
    choose = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        sentence = tr_("wizard", "Drop or paste your customer list here: Excel, CSV or contacts from a phone.")
        self.state = EmptyState("file-table", sentence, tr_("wizard", "Choose a file"), button_icon="folder")
        self.state.button.setObjectName("import_choose")
        self.state.clicked.connect(self.choose)
        box = QVBoxLayout(self)
        box.addWidget(self.state)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if self._over else "line_strong"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("hover") if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 10, 10)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if importable_or_first(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        path = importable_or_first(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _set_over(self, on: bool) -> None:
        self._over = on
        self.update()


class FileStep(QWidget):
    """``changed`` is sent when the file is to be read in another way: look at it again with :meth:`choices`."""

    chosen = Signal(object)
    choose = Signal()
    paste = Signal()
    earlier = Signal()
    template = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.zone = DropZone(self)
        self.zone.dropped.connect(self.chosen)
        self.zone.choose.connect(self.choose)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._found())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _empty(self) -> QWidget:
        page = QWidget(self)
        paste = Button(tr_("wizard", "Paste a copied table"), "quiet", "copy", key="Ctrl+V")
        paste.setObjectName("import_paste")
        paste.setAutoDefault(False)
        paste.clicked.connect(self.paste)
        earlier = Button(tr_("wizard", "Imports so far"), "quiet", "history")
        earlier.setObjectName("import_earlier")
        earlier.setAutoDefault(False)
        earlier.clicked.connect(self.earlier)
        template = Button(tr_("wizard", "An empty workbook to fill in"), "quiet", "file-table")
        template.setObjectName("import_template")
        template.setAutoDefault(False)
        template.clicked.connect(self.template)
        row = QHBoxLayout()
        row.addWidget(paste)
        row.addWidget(template)
        row.addStretch(1)
        row.addWidget(earlier)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.zone, 1)
        box.addLayout(row)
        return page

    def _found(self) -> QWidget:
        page = QWidget(self)
        self._name = ElidedLabel("", "section")
        self._facts = label("", "body", "2")
        self._warning = label("", "body", "warn")
        self._warning.setObjectName("import_warning")
        self._warning.setWordWrap(True)
        self.wrong = Button(tr_("wizard", "Does it look wrong?"), "quiet", "sliders")
        self.wrong.setObjectName("import_wrong")
        self.wrong.setAutoDefault(False)
        self.wrong.clicked.connect(self._show_all)
        other = Button(tr_("wizard", "Another file"), "plain", "folder")
        other.setObjectName("import_other")
        other.setAutoDefault(False)
        other.clicked.connect(self.choose)
        self.reading = ReadingChoices(self)
        self.reading.changed.connect(self.changed)
        head = QHBoxLayout()
        head.setSpacing(8)
        facts = QVBoxLayout()
        facts.setSpacing(2)
        facts.addWidget(self._name)
        facts.addWidget(self._facts)
        self.sheets = ElidedLabel("", "small")
        self.sheets.setObjectName("import_sheets")
        facts.addWidget(self.sheets)
        head.addLayout(facts, 1)
        head.addWidget(self.wrong)
        head.addWidget(other)
        self.model = TextTable(self)
        self.model.right = frozenset({0})
        self.table = plain_table("import_preview", self.model, self)
        self.table.setAccessibleName(tr_("wizard", "First rows of the file"))
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self._warning)
        box.addWidget(self.reading)
        self.totals = QCheckBox()
        self.totals.setObjectName("import_totals")
        box.addWidget(self.totals)
        box.addWidget(self.table, 1)
        return page

    @Slot()
    def _show_all(self) -> None:
        self.reading.show_all()
        self.wrong.hide()

    def clear(self) -> None:
        """Ready for another file."""
        self._stack.setCurrentIndex(0)

    def choices(self) -> dict[str, object]:
        """How the file is to be read: see :meth:`ReadingChoices.choices`."""
        return self.reading.choices()

    def show_preview(self, preview: FilePreview, waiting: Sequence[SheetTable] = ()) -> None:
        """``waiting`` are the sheets of the file that can be imported after this one."""
        self._name.set_text(preview.path.name)
        header = (
            tr_("wizard", "Column names in row {row}", row=preview.header_row)
            if preview.header_row
            else tr_("wizard", "No row with column names")
        )
        facts = tr_("wizard", "{n} rows to import · {header}", n=f"{preview.data_rows:,}", header=header)
        if preview.data_rows == 1:
            facts = tr_("wizard", "1 row to import · {header}", header=header)
        if preview.kind == "vcf":
            facts = tr_("wizard", "{n} contacts to import", n=f"{preview.data_rows:,}")
            if preview.data_rows == 1:
                facts = tr_("wizard", "1 contact to import")
        if preview.system:
            facts += " · " + tr_("wizard", "made by {program}", program=preview.system)
        self._facts.setText(facts)
        names = ", ".join(table.sheet for table in waiting)
        self.sheets.set_text(tr_("wizard", "More sheets to import after this one: {names}", names=names))
        self.sheets.setVisible(bool(waiting))
        numbers = ", ".join(map(str, preview.totals[:_NAMED]))
        if len(preview.totals) > _NAMED:
            numbers += " …"
        text = tr_("wizard", "Sums and remarks left out: rows {rows}. Take them for data after all", rows=numbers)
        if len(preview.totals) == 1:
            text = tr_("wizard", "Sum or remark left out: row {row}. Take it for data after all", row=numbers)
        self.totals.setText(text)
        self.totals.setChecked(False)
        self.totals.setVisible(bool(preview.totals))
        warnings = file_warnings(preview)
        self._warning.setText("\n".join(warnings))
        self._warning.setVisible(bool(warnings))
        self.reading.show_preview(preview)
        self.wrong.setVisible(not self.reading.all_shown())
        self._fill(preview)
        self._stack.setCurrentIndex(1)

    def _fill(self, preview: FilePreview) -> None:
        width = max([len(preview.headers), *(len(cells) for _, cells in preview.rows)], default=1)
        heads = ["", *(chr(65 + i) if i < 26 else f"{chr(64 + i // 26)}{chr(65 + i % 26)}" for i in range(width))]
        if preview.kind in NAMED:
            heads = ["", *(info.header for info in preview.columns)]
        rows = [[str(number), *cells] for number, cells in preview.rows]
        at = preview.header_row
        self.model.fill(heads, rows, lambda row: rows[row][0] == str(at))
        self.table.setColumnWidth(0, 48)
        for column in range(1, width + 1):
            texts = [row[column] for row in rows[:30] if column < len(row) and int(row[0]) >= at]
            metrics = self.table.fontMetrics()
            longest = max((metrics.horizontalAdvance(text.partition("\n")[0]) for text in texts), default=40)
            self.table.setColumnWidth(column, min(240, max(56, longest + 28)))
