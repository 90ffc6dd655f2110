"""The controls of the program, all of one family: import them from here."""

from __future__ import annotations

from crm_desktop.views.widgets.button import Button, Row, icon_button
from crm_desktop.views.widgets.card import Card, ScrollArea, float_over
from crm_desktop.views.widgets.data_table import DataTable
from crm_desktop.views.widgets.empty_state import EmptyState
from crm_desktop.views.widgets.flow import FlowLayout
from crm_desktop.views.widgets.form_grid import FieldCell, FormGrid
from crm_desktop.views.widgets.labels import ElidedLabel, FieldLabel, KeyHint, Line, SectionHeader, label, set_tone
from crm_desktop.views.widgets.menu import Menu, Popover
from crm_desktop.views.widgets.modal import ModalDialog
from crm_desktop.views.widgets.pills import Chip, Pill, StateShape
from crm_desktop.views.widgets.progress import ProgressBar
from crm_desktop.views.widgets.search_field import SearchField
from crm_desktop.views.widgets.tabs import Segmented, Tabs

__all__ = [
    "Button",
    "Card",
    "Chip",
    "DataTable",
    "ElidedLabel",
    "EmptyState",
    "FieldCell",
    "FieldLabel",
    "FlowLayout",
    "FormGrid",
    "KeyHint",
    "Line",
    "Menu",
    "ModalDialog",
    "Pill",
    "Popover",
    "ProgressBar",
    "Row",
    "ScrollArea",
    "SearchField",
    "SectionHeader",
    "Segmented",
    "StateShape",
    "Tabs",
    "float_over",
    "icon_button",
    "label",
    "set_tone",
]
