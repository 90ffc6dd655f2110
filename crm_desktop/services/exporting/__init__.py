"""Writing lists, reports and everything to spreadsheets that spreadsheet programs and our own import read."""

from __future__ import annotations

from crm_desktop.services.exporting.csv_writer import guard, unguard, write_csv
from crm_desktop.services.exporting.entities import ExportResult, export_entity, export_everything
from crm_desktop.services.exporting.table import Column, Table
from crm_desktop.services.exporting.templates import write_template
from crm_desktop.services.exporting.xlsx_writer import write_xlsx

__all__ = [
    "Column",
    "ExportResult",
    "Table",
    "export_entity",
    "export_everything",
    "guard",
    "unguard",
    "write_csv",
    "write_template",
    "write_xlsx",
]
