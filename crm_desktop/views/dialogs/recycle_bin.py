"""What was deleted, and the way to get it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import ENTITIES
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, language, render
from crm_desktop.core.money import format_money
from crm_desktop.core.settings import CURRENCY
from crm_desktop.core.text import fold, pinyin_full, pinyin_initials
from crm_desktop.services.listing import ListQuery
from crm_desktop.views.two_line_list import Row, TwoLineList
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Tabs

if TYPE_CHECKING:
    from crm_desktop.views.app_context import AppContext

SHOWN = 2000


def _hay(row: Row) -> str:
    """What a deleted record is found by; the search index holds only what is not deleted."""
    return f"{fold(row.text())} {pinyin_full(row.title)} {pinyin_initials(row.title)}"


class RecycleBinDialog(ModalDialog):
    """One tab a kind of record, the list ``recycle_list``; several rows can be chosen."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", "", width=640)
        self.ctx = ctx
        self.setObjectName("recycle_bin")
        title = self.tr("Recycle bin")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("Nothing deleted is lost. Restored records come back with everything they had."))
        self.verb_button.setText(self.tr("Restore"))
        self.cancel_button.setText(self.tr("Close"))
        self._tabs = Tabs(self)
        self._tabs.set_tabs([(spec.name, render(spec.plural)) for spec in ENTITIES])
        self._tabs.chosen.connect(self._reload)
        self._search = SearchField(self.tr("Search what was deleted"), self)
        self._search.setObjectName("recycle_search")
        self._search.search.connect(self._reload)
        self._list = TwoLineList("recycle_list", self, several=True)
        self._list.setAccessibleName(title)
        self._list.setMinimumHeight(320)
        self._list.chosen.connect(self._judge)
        self._list.opened.connect(self._restore_one)
        self._empty = label("", "body", "2")
        self._empty.setMinimumHeight(320)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._tabs, self._search, self._list, self._empty):
            self.body.addWidget(widget)
        self._show_counts()
        self._reload()
        self._search.setFocus()

    def _show_counts(self) -> None:
        for spec in ENTITIES:
            count = self.ctx.services.listing.count(ListQuery(spec.name, deleted=True))
            self._tabs.set_count(spec.name, f"{count:,}" if count else "")

    @Slot()
    def _reload(self) -> None:
        entity = self._tabs.current()
        query = ListQuery(entity, deleted=True)
        rows = [self._row(entity, record) for record in self.ctx.services.listing.first(query, SHOWN)]
        words = fold(self._search.text()).split()
        rows = [row for row in rows if all(word in _hay(row) for word in words)]
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(self.tr("Nothing found here.") if self._search.text() else self.tr("Nothing here."))
        self._judge()

    def _row(self, entity: str, record: Any) -> Row:
        """The words by which a person recognises a record."""
        currency = self.ctx.services.settings.get(CURRENCY)
        title, parts = "", []
        for name in ("name", "title", "subject", "number"):
            title = title or str(getattr(record, name, "") or "")
        for name in ("company", "customer", "customer_name", "code", "category", "date", "due"):
            value = getattr(record, name, None)
            if isinstance(value, (str, date)) and value and str(value) != title:
                parts.append(str(value))
        amount = next(
            (value for name in ("amount", "total") if (value := getattr(record, name, None)) is not None), None
        )
        right = format_money(amount, currency, language()) if isinstance(amount, int) else ""
        return Row((entity, record.id), title or f"#{record.id}", " · ".join(parts[:3]), right, "trash")

    @Slot()
    def _judge(self) -> None:
        self.set_error("")
        count = len(self._list.keys())
        self.verb_button.setEnabled(count > 0)
        self.verb_button.setText(self.tr("Restore") if count <= 1 else self.tr("Restore {n} records").format(n=count))
        self.verb_button.updateGeometry()

    @Slot(object)
    def _restore_one(self, _key: object) -> None:
        self.accept()

    def accept(self) -> None:
        """Put the chosen records back and stay open."""
        keys = self._list.keys()
        if not keys:
            return
        services = self.ctx.services
        try:
            with services.write(N_("undo", "Restore from the recycle bin"), origin=self) as work:
                for entity, record_id in keys:
                    getattr(services, entity).restore(work, record_id)
        except UserError as error:
            self.set_error(error.text())
            return
        text = self.tr("Restored.") if len(keys) == 1 else self.tr("{n} records restored.").format(n=len(keys))
        self.ctx.toasts.show(text, undo_change=work.id)
        self._show_counts()
        self._reload()
