"""The menu of a row: for that customer, or for all that are ticked where the row is one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from crm_desktop.core.i18n import tr_
from crm_desktop.views.dialogs.merge import MOST
from crm_desktop.views.widgets.menu import Menu

if TYPE_CHECKING:
    from crm_desktop.views.pages.customers.list_view import CustomerList


def open_menu(view: CustomerList, record_id: int, at: QPoint) -> None:
    menu = Menu(view)
    menu.setObjectName("row_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    if view.model.is_checked(view.model.row_of(record_id)) and view.model.checked_count() > 1:
        _for_many(menu, view)
    else:
        _for_one(menu, view, record_id)
    menu.popup(at)


def _for_one(menu: Menu, view: CustomerList, record_id: int) -> None:
    entries = [
        ("open", tr_("customers", "Open"), "arrow-right", "Enter"),
        ("edit", tr_("customers", "Edit"), "pencil", "Ctrl+E"),
        ("cell", tr_("customers", "Change this cell"), "columns", "F2"),
        ("note", tr_("customers", "Note a call"), "phone", "Ctrl+L"),
        ("follow_up", tr_("customers", "Plan a follow-up"), "calendar", ""),
        ("deal", tr_("customers", "New deal"), "board", ""),
        ("order", tr_("customers", "New order"), "bag", ""),
        ("payment", tr_("customers", "Record payment"), "money", ""),
        ("statement", tr_("customers", "Statement"), "file-table", ""),
        ("copy_phone", tr_("customers", "Copy the phone number"), "copy", ""),
        ("copy", tr_("customers", "Copy the row"), "copy", "Ctrl+C"),
        ("duplicate", tr_("customers", "New customer like this one"), "user-plus", "Ctrl+D"),
        ("delete", tr_("customers", "Delete"), "trash", "Del"),
    ]
    here = {"cell": view.table.edit_current, "copy": view.table.copy_rows}
    for name, text, icon, key in entries:
        if name == "delete":
            menu.addSeparator()
        call = here.get(name) or partial(view.act.emit, name, record_id)
        menu.add(text, call, icon, key=key).setObjectName(f"row_{name}")


def _for_many(menu: Menu, view: CustomerList) -> None:
    number = view.model.checked_count()
    n = f"{number:,}"
    entries = [
        ("change", tr_("customers", "Change a field of {n} customers", n=n), "pencil", ""),
        ("tag", tr_("customers", "Tag {n} customers", n=n), "tag", ""),
        ("assign", tr_("customers", "Assign {n} customers", n=n), "user", ""),
        ("plan", tr_("customers", "Plan a follow-up for {n} customers", n=n), "calendar", ""),
        ("segment", tr_("customers", "Put {n} customers into a segment", n=n), "users", ""),
        ("merge", tr_("customers", "Merge {n} customers", n=n), "swap", ""),
        ("export", tr_("customers", "Export {n} customers", n=n), "upload", ""),
        ("copy", tr_("customers", "Copy {n} rows", n=n), "copy", "Ctrl+C"),
        ("delete", tr_("customers", "Delete {n} customers", n=n), "trash", "Del"),
    ]
    for name, text, icon, key in entries:
        if name == "delete":
            menu.addSeparator()
        if name == "merge" and number > MOST:
            continue
        call = view.table.copy_rows if name == "copy" else partial(view.bulk.emit, name)
        menu.add(text, call, icon, key=key).setObjectName(f"many_{name}")
