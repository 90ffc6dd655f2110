"""The pages of the window and the kinds of records, each listed once.

A factory is written ``module:Class`` and imported when the page is first shown, so that a page costs nothing before.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.core.i18n import N_, Text


@dataclass(frozen=True, slots=True)
class PageSpec:
    """``section`` groups the entries of the navigation; a gap is drawn between two sections."""

    key: str
    title: Text
    icon: str
    factory: str
    section: int = 0


@dataclass(frozen=True, slots=True)
class KindSpec:
    """How a kind of record is opened: ``page`` shows an existing one, ``dialog`` makes a new one (else the page)."""

    kind: str
    label: Text
    icon: str
    page: str = ""
    dialog: str = ""


_ROOT = "crm_desktop.views.pages"
_DIALOGS = "crm_desktop.views.dialogs"

PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", N_("page", "Today"), "sun", f"{_ROOT}.today.page:TodayPage"),
    PageSpec("customers", N_("page", "Customers"), "users", f"{_ROOT}.customers.page:CustomersPage"),
    PageSpec("pipeline", N_("page", "Pipeline"), "board", f"{_ROOT}.pipeline.page:PipelinePage"),
    PageSpec("calendar", N_("page", "Calendar"), "calendar", f"{_ROOT}.calendar.page:CalendarPage"),
    PageSpec("reports", N_("page", "Reports"), "chart", f"{_ROOT}.reports.page:ReportsPage"),
    PageSpec("settings", N_("page", "Settings"), "sliders", f"{_ROOT}.settings.page:SettingsPage", section=1),
)

KINDS: dict[str, KindSpec] = {
    spec.kind: spec
    for spec in (
        KindSpec("customer", N_("kind", "Customers"), "users", page="customers"),
        KindSpec("deal", N_("kind", "Deals"), "board", page="pipeline", dialog=f"{_DIALOGS}.deal:DealDialog"),
        KindSpec("followup", N_("kind", "Follow-ups"), "calendar", "calendar", f"{_DIALOGS}.followup:FollowUpDialog"),
        KindSpec("order", N_("kind", "Orders"), "bag", dialog=f"{_DIALOGS}.order:OrderDialog"),
        KindSpec("product", N_("kind", "Products"), "box", dialog=f"{_DIALOGS}.product:ProductDialog"),
        KindSpec("activity", N_("kind", "Notes and calls"), "note"),
    )
}
"""The kinds of the search, in the words of :data:`crm_desktop.services.search.KINDS`."""
