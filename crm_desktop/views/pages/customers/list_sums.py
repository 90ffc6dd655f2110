"""What the listed customers come to, or the ticked ones: worked out in the background, shown in the footer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from crm_desktop.core.i18n import tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.customers.bulk_work import Target
from crm_desktop.views.pages.customers.footer import ListFooter
from crm_desktop.views.qtmodels.paged_model import PagedModel
from crm_desktop.views.widgets import words

FEW, LATER_MS = 1_000, 150
"""Up to so many ticked rows are added up at once; more when the ticking has paused."""


class ListSums(QObject):
    """Belongs to the footer; ``target`` says what is ticked and which query is listed."""

    def __init__(
        self,
        ctx: AppContext,
        footer: ListFooter,
        model: PagedModel,
        currency: Callable[[], str],
        target: Callable[[], Target],
    ) -> None:
        super().__init__(footer)
        self._ctx, self._footer, self._model = ctx, footer, model
        self._currency, self._target = currency, target
        self._asked = self._ticked = 0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.ask)

    def show_ticked(self) -> None:
        """Other rows are ticked than before."""
        before, self._ticked = self._ticked, self._model.checked_count()
        self._footer.show_selected(self._ticked, self._model.all_checked())
        if before or self._ticked:
            self._later.start(LATER_MS if self._ticked > FEW else 0)

    @Slot()
    def ask(self) -> None:
        """Of the ticked ones while any are, else of all that are listed. Only the newest question is answered."""
        self._asked += 1
        asked, services, target = self._asked, self._ctx.services, self._target()
        ticked = self._ticked > 0 and not self._model.all_checked()
        named = {one.field for one in target.query.filters} | {column.key for column in self._model.columns()}
        names = ["total_spent", *(["owed"] if "owed" in named else [])]

        def work(job: JobContext) -> dict[str, int]:
            if not ticked:
                return services.listing.totals(target.query, names)
            return services.listing.totals_of("customers", target.ids(services, job), names)

        def done(totals: dict[str, int]) -> None:
            if asked == self._asked and isValid(self):  # the window may have reopened on other data meanwhile
                self._footer.show_sums({name: words.amount(totals[name], self._currency()) for name in names})

        self._ctx.jobs.run(work, tr_("customers", "Adding up"), on_done=done, quiet=True)
