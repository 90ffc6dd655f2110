"""What commands ask of the window they run in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from crm_desktop.views.page import Page


@runtime_checkable
class DialogHost(Protocol):
    """A window that looks again when a dialog of a command is finished."""

    def dialog_finished(self) -> None: ...


@runtime_checkable
class PageHost(Protocol):
    """A window that shows one page at a time, with the search over it."""

    def current_page(self) -> Page | None: ...

    def open_search(self) -> None: ...
