"""All reports, in the order of the list. A new one is a module beside this and one line here."""

from __future__ import annotations

from crm_desktop.services.reports.base import Report
from crm_desktop.services.reports.churn import CHURN
from crm_desktop.services.reports.customers import BY_GRADE, BY_REGION, NEW_REPEAT_REPORT
from crm_desktop.services.reports.deals import FORECAST_REPORT, WON_LOST
from crm_desktop.services.reports.followups import DONE, STAFF
from crm_desktop.services.reports.receivables import RECEIVABLES
from crm_desktop.services.reports.rfm import RFM
from crm_desktop.services.reports.sales import SALES_REPORTS

REPORTS: tuple[Report, ...] = (
    *SALES_REPORTS,
    RECEIVABLES,
    NEW_REPEAT_REPORT,
    RFM,
    CHURN,
    BY_REGION,
    BY_GRADE,
    FORECAST_REPORT,
    WON_LOST,
    DONE,
    STAFF,
)


def report(name: str) -> Report:
    """The report called ``name``; raises ``KeyError``."""
    for one in REPORTS:
        if one.name == name:
            return one
    raise KeyError(name)
