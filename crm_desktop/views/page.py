"""The base of every page: refreshes when a change touches it, never under the person's hands."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.core.changes import Changes
from crm_desktop.views.app_context import AppContext


class Page(QWidget):
    """A page of the main window.

    Build the widgets in ``__init__`` and load data in :meth:`refresh`, which is called when the page is first shown
    and whenever one of ``touches`` changed. A page that is hidden or being edited only remembers that it is stale.
    """

    key: ClassVar[str] = ""
    touches: ClassVar[tuple[str, ...]] = ()
    """What makes the page stale, in the words of ``Changes.ids``: ``customers``, ``deals``, ``followups`` …"""

    head_changed = Signal()
    """Title, subtitle, primary action or badge differ: the window reads them again."""

    def __init__(self, ctx: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._stale = True
        self.setObjectName(f"page_{self.key}")
        ctx.bridge.changed.connect(self._on_changes)

    # What a page tells the window -------------------------------------------------

    def title(self) -> str:
        """Shown large in the top bar."""
        return ""

    def subtitle(self) -> str:
        """A quiet line beside the title, such as the date."""
        return ""

    def primary(self) -> QAction | None:
        """The page's one primary button, at the right of the top bar."""
        return None

    def primary_steps_back(self) -> bool:
        """True where something on the page (an empty state, a wizard) has the primary button at the moment."""
        return False

    def is_editing(self) -> bool:
        """True while unsaved input would be lost by a refresh."""
        return False

    # What the window asks of a page -----------------------------------------------

    def refresh(self) -> None:
        """Load what is shown from the services."""

    def retranslate(self) -> None:
        """Set every text again: the language or the formats changed. A refresh follows."""

    def open_record(self, record_id: int) -> None:
        """Show the record of the page's own kind."""

    def new_record(self, **defaults: Any) -> None:
        """Start a new record of the page's own kind with ``defaults`` filled in."""

    def write_note(self) -> None:
        """Put the cursor where a call or a note about the open record is written down, where there is such a place."""

    def show_part(self, part: str) -> None:
        """Choose a part of the page by its key: a section, a report."""

    def prepare(self) -> None:
        """Called once when the window has nothing else to do: get ready what the first visit would wait for."""

    def keyboard_place(self) -> QWidget | None:
        """Where the arrow keys belong once the page was chosen by its key; None leaves it to the order of Tab."""
        return None

    def can_leave(self) -> bool:
        """Asked before the window closes; keep drafts here. False keeps the window open."""
        return True

    # Refreshing ---------------------------------------------------------------------

    def refresh_now(self) -> None:
        """Refresh if it can be seen and is not being edited, else remember that it is stale."""
        if self.isVisible() and not self.is_editing():
            self._stale = False
            self.refresh()
            self.head_changed.emit()
        else:
            self._stale = True

    def refresh_if_stale(self) -> None:
        """For pages to call when editing ends."""
        if self._stale:
            self.refresh_now()

    def wants(self, changes: Changes, origin: object) -> bool:
        """Whether ``changes`` make this page stale; override to skip the page's own echo."""
        return changes.touches(*self.touches)

    @Slot(object, object)
    def _on_changes(self, changes: Changes, origin: object) -> None:
        if self.wants(changes, origin):
            self.refresh_now()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.refresh_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh_now()
