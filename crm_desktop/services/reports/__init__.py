"""Reports: questions about the shop answered by SQL, with a sentence, a chart and a table."""

from __future__ import annotations

from crm_desktop.services.reports.base import ReportInfo, ReportResult
from crm_desktop.services.reports.json_form import to_json
from crm_desktop.services.reports.service import ReportsService

__all__ = ["ReportInfo", "ReportResult", "ReportsService", "to_json"]
