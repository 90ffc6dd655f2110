"""How a file is read, for the person to change where it looks wrong: sheet, letters, columns, row of names."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import tr_
from crm_desktop.services.importing.model import FilePreview
from crm_desktop.services.importing.reading.guards import TEXTS
from crm_desktop.views.pages.importing.words import NAMED, PEOPLE
from crm_desktop.views.widgets import FieldLabel

ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("gb18030", "GBK / GB18030"),
    ("big5", "Big5"),
    ("utf-16", "UTF-16"),
    ("cp1252", "Windows"),
)
_HEADER_ROWS, _HEADER_LENGTH = 20, 40


class ReadingChoices(QWidget):
    """Shows only what is unclear in this file until :meth:`show_all`; ``changed`` asks for it to be read again."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview: FilePreview | None = None
        self._everything = False
        self._touched: set[str] = set()
        self._before: set[str] = set()
        self.sheet, self.encoding = QComboBox(), QComboBox()
        self.separator, self.header = QComboBox(), QComboBox()
        self._fields: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for name, caption, combo in (
            ("sheet", tr_("wizard", "Sheet"), self.sheet),
            ("encoding", tr_("wizard", "If letters look wrong"), self.encoding),
            ("separator", tr_("wizard", "What stands between columns"), self.separator),
            ("header", tr_("wizard", "Where the column names are"), self.header),
        ):
            row.addWidget(self._field(name, caption, combo))
        row.addStretch(1)
        for key, text in ENCODINGS:
            self.encoding.addItem(text, key)
        for key, text in (
            (",", tr_("wizard", "Comma")),
            (";", tr_("wizard", "Semicolon")),
            ("\t", tr_("wizard", "Tab")),
            ("|", tr_("wizard", "Stroke |")),
        ):
            self.separator.addItem(text, key)

    def _field(self, name: str, caption: str, combo: QComboBox) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldLabel(caption, combo))
        column.addWidget(combo)
        combo.setObjectName(f"import_{name}")
        combo.setAccessibleName(caption)
        combo.setMinimumWidth(160)
        combo.activated.connect(self._chosen)
        self._fields[name] = holder
        return holder

    @Slot()
    def _chosen(self) -> None:
        combo = self.sender()
        self._before = set(self._touched)
        self._touched.add(combo.objectName().removeprefix("import_"))
        if combo is self.sheet:
            self._touched.discard("header")
        self.changed.emit()

    def take_back(self) -> None:
        """The file is not read as was chosen last: show how it is read."""
        if self._preview is not None:
            self._touched = set(self._before)
            self.show_preview(self._preview)

    def show_preview(self, preview: FilePreview) -> None:
        if self._preview is None or preview.path != self._preview.path:
            self._everything, self._touched = False, set()
        elif preview.sheet != self._preview.sheet:
            self._touched.discard("header")
        self._before = set(self._touched)
        self._preview = preview
        for combo in (self.sheet, self.header):
            with QSignalBlocker(combo):
                combo.clear()
        for sheet in preview.sheets:
            text = tr_("wizard", "{sheet} (hidden)", sheet=sheet.name) if sheet.hidden else sheet.name
            self.sheet.addItem(text, sheet.name)
        self.sheet.setCurrentIndex(self.sheet.findData(preview.sheet))
        self.header.addItem(tr_("wizard", "Nowhere"), 0)
        for number, cells in preview.rows[:_HEADER_ROWS]:
            shown = " · ".join(cell for cell in cells if cell)
            if len(shown) > _HEADER_LENGTH:
                shown = shown[:_HEADER_LENGTH].rstrip(" ·") + " …"
            self.header.addItem(tr_("wizard", "Row {n}: {cells}", n=number, cells=shown), number)
        self.header.setCurrentIndex(max(0, self.header.findData(preview.header_row)))
        self.encoding.setCurrentIndex(self.encoding.findData(_plain(preview.encoding)))
        self.separator.setCurrentIndex(self.separator.findData(preview.delimiter))
        self._show()

    def _show(self) -> None:
        preview = self._preview
        assert preview is not None
        text = preview.kind in (*TEXTS, PEOPLE)
        unclear = {
            "sheet": len(preview.sheets) > 1,
            "encoding": bool(preview.unsure),
            "separator": text and len(preview.headers) < 2,
            "header": preview.header_row == 0 and preview.kind not in NAMED,
        }
        possible = {
            "sheet": len(preview.sheets) > 1, "encoding": text, "separator": text, "header": preview.kind not in NAMED,
        }  # fmt: skip
        for name, holder in self._fields.items():
            shown = unclear[name] or self._everything or name in self._touched
            holder.setVisible(possible[name] and shown)
        self._complete = all(not possible[name] or not holder.isHidden() for name, holder in self._fields.items())
        self.setVisible(any(not holder.isHidden() for holder in self._fields.values()))

    def all_shown(self) -> bool:
        """Whether nothing is left to offer."""
        return self._complete

    @Slot()
    def show_all(self) -> None:
        self._everything = True
        self._show()

    def choices(self) -> dict[str, object]:
        """What the person chose, and the sheet: only that is fixed, the rest is found anew."""
        chosen: dict[str, object] = {"sheet": None, "encoding": None, "delimiter": None, "header_row": None}
        values = {
            "sheet": ("sheet", self.sheet.currentData()),
            "encoding": ("encoding", self.encoding.currentData()),
            "separator": ("delimiter", self.separator.currentData()),
            "header": ("header_row", self.header.currentData()),
        }
        several = {"sheet"} if self.sheet.count() > 1 else set()
        chosen.update(values[name] for name in self._touched | several)
        return chosen


def _plain(encoding: str) -> str:
    bare = encoding.lower().removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    return {"big5hkscs": "big5"}.get(bare, bare)


def file_warnings(preview: FilePreview) -> list[str]:
    """What a person should look at before going on."""
    found = []
    if preview.data_rows == 0:
        found.append(tr_("wizard", "There are no rows below the column names."))
    elif len(preview.headers) < 2 and preview.kind not in NAMED:
        found.append(
            tr_("wizard", "Everything is in one column: what stands between the columns may be something else.")
        )
    if preview.kind == PEOPLE:
        found.append(tr_("wizard", "This is no table: every line, or every address, is read as a person."))
    if preview.hidden_rows:
        text = tr_("wizard", "{n} rows are hidden in the file; they are imported too.", n=f"{preview.hidden_rows:,}")
        one = tr_("wizard", "1 row is hidden in the file; it is imported too.")
        found.append(one if preview.hidden_rows == 1 else text)
    if preview.no_results:
        text = tr_(
            "wizard",
            "{n} formulas have no result yet and count as blank: open and save the file in a spreadsheet program.",
            n=f"{preview.no_results:,}",
        )
        one = tr_(
            "wizard",
            "1 formula has no result yet and counts as blank: open and save the file in a spreadsheet program.",
        )
        found.append(one if preview.no_results == 1 else text)
    if preview.unsure:
        found.append(
            tr_("wizard", "Please look whether all letters are right; if not, choose another kind of letters.")
        )
    return found
