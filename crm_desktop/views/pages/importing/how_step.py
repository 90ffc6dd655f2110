"""Second step: what the rows are, how known ones are recognised, and what happens with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.core.i18n import render, tr_
from crm_desktop.services.importing import memory
from crm_desktop.services.importing.memory import SavedMapping
from crm_desktop.services.importing.model import KEYS, FilePreview, ImportOptions
from crm_desktop.views import theme
from crm_desktop.views.pages.importing import words
from crm_desktop.views.widgets import FieldLabel, Line, ScrollArea, Segmented, label
from crm_desktop.views.widgets.editors import ChoiceEditor, TagsEditor, TextEditor

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

_AUTOMATIC, _LAST = 0, -1


class HowStep(QWidget):
    """``kind_chosen`` and ``mapping_chosen`` ask for the file to be looked at again."""

    changed = Signal()
    kind_chosen = Signal(str)
    mapping_chosen = Signal(object)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._s = services
        self._saved: dict[int, SavedMapping] = {}
        self._entity = "customers"
        self._asked_for: SavedMapping | None = None
        content = QWidget(self)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(18)
        grid.addWidget(self._what(), 0, 0)
        grid.addWidget(self._read_as(), 0, 1)
        grid.addWidget(Line(), 1, 0, 1, 2)
        grid.addWidget(self._modes(), 2, 0)
        grid.addWidget(self._known_by(), 2, 1)
        grid.addWidget(self._rules(), 3, 0, 1, 2)
        self._line = Line()
        grid.addWidget(self._line, 4, 0, 1, 2)
        self._same = self._for_all()
        grid.addWidget(self._same, 5, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(6, 1)
        scroll = ScrollArea(content, gap=8)
        theme.set_ground(content, "raised")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)
        self.setFocusProxy(self.mode)

    # The parts ------------------------------------------------------------------------------

    def _what(self) -> QWidget:
        self.kind = _combo("import_entity")
        for name, text in words.entities():
            self.kind.addItem(text, name)
        self.kind.activated.connect(self._kind_chosen)
        return _held(tr_("wizard", "What is in it"), self.kind)

    def _read_as(self) -> QWidget:
        self.saved = _combo("import_saved")
        self.saved.activated.connect(self._saved_chosen)
        return _held(tr_("wizard", "How the columns are read"), self.saved)

    def _modes(self) -> QWidget:
        self.mode = Segmented([
            ("upsert", tr_("wizard", "New and known")),
            ("new", tr_("wizard", "Only new")),
            ("update", tr_("wizard", "Only known")),
        ])  # fmt: skip
        self.mode.setObjectName("import_mode")
        self.mode.chosen.connect(self._follow)
        return _held(tr_("wizard", "Bring in"), self.mode)

    def _known_by(self) -> QWidget:
        self._keys_holder = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.keys: dict[str, QCheckBox] = {}
        texts = {
            "phone": tr_("wizard", "phone"),
            "email": tr_("wizard", "e-mail"),
            "code": tr_("wizard", "number"),
        }
        for key in KEYS:
            box = QCheckBox(texts[key])
            box.setObjectName(f"import_key_{key}")
            box.setChecked(True)
            box.toggled.connect(self._follow)
            row.addWidget(box)
            self.keys[key] = box
        row.addStretch(1)
        column = QVBoxLayout(self._keys_holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(tr_("wizard", "Somebody is known by the same"), "field"))
        column.addLayout(row)
        column.addWidget(label(tr_("wizard", "Never by the name alone: two people may have one."), "small"))
        return self._keys_holder

    def _rules(self) -> QWidget:
        self._rules_holder = QWidget(self)
        self.existing = Segmented([
            ("fill", tr_("wizard", "Add what is missing")),
            ("overwrite", tr_("wizard", "Replace with the file")),
            ("never", tr_("wizard", "Change nothing")),
        ])  # fmt: skip
        self.existing.setObjectName("import_existing")
        self.existing.chosen.connect(self._follow)
        self.blank_clears = QCheckBox(tr_("wizard", "An empty cell in the file empties the value here"))
        self.blank_clears.setObjectName("import_blank_clears")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.existing)
        row.addWidget(self.blank_clears)
        row.addStretch(1)
        column = QVBoxLayout(self._rules_holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(tr_("wizard", "For those who are known"), "field"))
        column.addLayout(row)
        return self._rules_holder

    def _for_all(self) -> QWidget:
        """What rows get that say nothing themselves."""
        holder = QWidget(self)
        self.owner = TextEditor(suggest=self._staff_names)
        self.owner.name("import_owner", tr_("wizard", "Owner"))
        self.grade = ChoiceEditor()
        self.grade.name("import_grade", tr_("wizard", "Grade"))
        self.tags = TagsEditor(known=self._known_tags)
        self.tags.name("import_tags", tr_("wizard", "Tags"))
        self.tag = QCheckBox()
        self.tag.setObjectName("import_tag")
        self.tag.setChecked(True)
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(4)
        parts: tuple[tuple[str, QWidget, QWidget], ...] = (
            (tr_("wizard", "Owner"), self.owner, self.owner.input()),
            (tr_("wizard", "Grade"), self.grade, self.grade.input()),
            (tr_("wizard", "Tags"), self.tags, self.tags.input()),
        )
        for column, (text, editor, line) in enumerate(parts):
            fields.addWidget(FieldLabel(text, line), 0, column)
            fields.addWidget(editor, 1, column)
            fields.setColumnStretch(column, 2 if editor is self.tags else 1)
        column_box = QVBoxLayout(holder)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(10)
        column_box.addWidget(label(tr_("wizard", "Where the file says nothing, every row gets"), "strong"))
        column_box.addLayout(fields)
        column_box.addWidget(self.tag)
        return holder

    def _staff_names(self, text: str) -> list[str]:
        return [member.name for member in self._s.staff.all() if text.casefold() in member.name.casefold()]

    def _known_tags(self) -> list[str]:
        rows = self._s.db.execute_sql(
            "SELECT DISTINCT j.value FROM customer c, json_each(c.tags) j WHERE c.deleted_at IS NULL LIMIT 500"
        )
        return sorted(str(row[0]) for row in rows.fetchall())

    # Showing and reading -----------------------------------------------------------------------

    def show_options(self, preview: FilePreview, options: ImportOptions, remembered: SavedMapping | None) -> None:
        self._entity = preview.entity
        self._asked_for = remembered
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(preview.entity))
        self._list_saved(preview.entity, remembered)
        self.mode.set_current(options.mode)
        self.existing.set_current(options.existing)
        self.blank_clears.setChecked(options.blank_clears)
        for key, box in self.keys.items():
            box.setChecked(key in options.keys)
        people = preview.entity == "customers"
        self._keys_holder.setVisible(people)
        self._same.setVisible(people)
        self._line.setVisible(people)
        self.grade.set_choices(self._s.choices.entries("grade"))
        self.grade.set_value(options.defaults.get("grade", ""))
        self.owner.set_value(options.defaults.get("owner", ""))
        self.tags.set_value([tag for tag in options.defaults.get("tags", "").split(";") if tag])
        name = tr_("import", "Import {date}", date=self._s.clock.today().isoformat())
        self.tag.setText(tr_("wizard", "New customers get the tag “{tag}”", tag=name))
        self.tag.setChecked(options.tag)
        self._follow()

    def _list_saved(self, entity: str, remembered: SavedMapping | None) -> None:
        self._saved = {saved.id: saved for saved in memory.saved_mappings(self._s, entity)}
        with QSignalBlocker(self.saved):
            self.saved.clear()
            self.saved.addItem(tr_("wizard", "By themselves: header, then content"), _AUTOMATIC)
            if remembered is not None and not remembered.name:
                self._saved[_LAST] = remembered
                self.saved.addItem(tr_("wizard", "As the last file with these headers"), _LAST)
            for saved_id, saved in self._saved.items():
                if saved_id > 0:
                    self.saved.addItem(tr_("wizard", "As saved: {name}", name=saved.name), saved_id)
            if remembered is not None:
                key = remembered.id if remembered.name else _LAST
                self.saved.setCurrentIndex(max(0, self.saved.findData(key)))

    def take_back(self) -> None:
        """The file is not read as was chosen last: show how it is read."""
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(self._entity))
        self._list_saved(self._entity, self._asked_for)

    @Slot()
    def _kind_chosen(self) -> None:
        self.kind_chosen.emit(str(self.kind.currentData()))

    @Slot()
    def _saved_chosen(self) -> None:
        self.mapping_chosen.emit(self._saved.get(int(self.saved.currentData())))

    @Slot()
    def _follow(self) -> None:
        """What makes no sense with the rest is out of reach."""
        self._rules_holder.setVisible(self.mode.current() != "new")
        self.blank_clears.setVisible(self.existing.current() == "overwrite")
        self.changed.emit()

    def problem(self) -> str:
        if self._entity == "customers" and not any(box.isChecked() for box in self.keys.values()):
            return tr_("wizard", "Tick at least one thing by which somebody is known.")
        return ""

    def apply(self, options: ImportOptions) -> ImportOptions:
        """``options`` with what is chosen here."""
        changes: dict[str, Any] = {
            "mode": self.mode.current(),
            "existing": self.existing.current(),
            "blank_clears": self.blank_clears.isChecked() and self.existing.current() == "overwrite",
        }
        if self._entity == "customers":
            given = {
                "owner": self.owner.value(), "grade": self.grade.value(), "tags": ";".join(self.tags.value()),
            }  # fmt: skip
            changes["keys"] = tuple(key for key, box in self.keys.items() if box.isChecked())
            changes["defaults"] = {name: render(text) for name, text in given.items() if text}
            changes["tag"] = self.tag.isChecked()
        else:
            changes["defaults"] = {}
        return replace(options, **changes)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setMinimumWidth(220)
    return combo


def _held(caption: str, widget: QWidget) -> QWidget:
    """A field under its caption."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(FieldLabel(caption, widget))
    widget.setAccessibleName(caption)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
