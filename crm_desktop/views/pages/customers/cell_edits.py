"""Changing customers in the cells of the list: one undoable change for each cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.core.entities import FieldSpec
from crm_desktop.core.errors import UserError, ValidationError
from crm_desktop.core.i18n import N_, render
from crm_desktop.services.customers import Customer
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers.conditions import YES_NO
from crm_desktop.views.pages.customers.sources import editor_sources
from crm_desktop.views.pages.customers.tag_stock import TagStock
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.widgets.editors import BoolEditor, ChoiceEditor, make_editor


class YesNoEditor(ChoiceEditor):
    """Yes, no, or nothing said: a box in a cell could not tell the last two apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(YES_NO, parent)

    def value(self) -> Any:
        key = super().value()
        return key == "1" if key else None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None or value == "" else str(int(value)))


class CustomerCells:
    """What the table asks about its cells. ``on_end`` is called when editing ends, with whether anything was
    stored; until then the list stays as it is, so that no row runs away under the hands.
    """

    def __init__(self, ctx: AppContext, tags: TagStock, model: PagedModel, on_end: Callable[[bool], None]) -> None:
        self._ctx, self._tags, self._model, self._on_end = ctx, tags, model, on_end
        self._specs: dict[str, FieldSpec] = {}
        self._changed, self._version = False, 0

    def set_fields(self, specs: tuple[FieldSpec, ...]) -> None:
        """The fields in force, the shop's own included."""
        self._specs = {spec.name: spec for spec in specs}

    def editor(self, key: str, row: Any, parent: QWidget) -> Any | None:
        spec = self._specs.get(key)
        if spec is None or spec.read_only:
            return None
        sources = editor_sources(self._ctx.services, self._tags)
        made = make_editor(spec, sources, parent)
        if isinstance(made, BoolEditor):
            made.deleteLater()
            made = YesNoEditor(parent)
            made.name(spec.name, render(spec.label))
        if key == "tags":
            self._tags.known()  # fetched while the first letters are typed
        fresh = self._ctx.services.customers.get(row.id) or row
        self._version = fresh.version
        made.set_value(_value(spec, fresh))
        return made

    def save(self, key: str, row: Any, value: Any) -> str:
        services = self._ctx.services
        try:
            with services.write(N_("undo", "Edit customer"), origin=self) as work:
                services.customers.update(work, row.id, {key: value}, version=self._version)
        except ValidationError as error:
            problem = error.problems.get(key)
            return render(problem) if problem is not None else error.text()
        except UserError as error:
            return error.text()
        self._changed = True
        self._model.refresh_rows([row.id])
        return ""

    def ended(self) -> None:
        changed, self._changed = self._changed, False
        self._on_end(changed)


def _value(spec: FieldSpec, row: Customer) -> Any:
    if spec.name == "referrer":
        return row.referrer_id
    found = getattr(row, spec.name)
    return list(found) if isinstance(found, tuple) else found
