"""The only way from one page to another."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from crm_desktop.views.pages import KINDS, PAGES, KindSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crm_desktop.views.app_context import AppContext
    from crm_desktop.views.page import Page

Place = tuple[str, str, int | None]
"""Page key, kind and id of the record shown there (``""`` and None: the page itself)."""


def _kind(kind: str) -> KindSpec:
    return KINDS[kind.replace("follow_up", "followup")]


class Host(Protocol):
    """The main window as the navigator sees it."""

    ctx: AppContext

    def page(self, key: str) -> Page: ...

    def show_page(self, key: str) -> None: ...


class Navigator(QObject):
    """``go("customers")``, ``open("customer", 7)``, ``new("deal", customer=7)``, ``back()``.

    Kinds are those of the search (:data:`crm_desktop.views.pages.KINDS`); ``follow_up`` means ``followup``.
    """

    moved = Signal(str)
    """The key of the page that is shown now."""
    made = Signal(str, object)
    """The kind and the id of a record that was just made in its dialog."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host: Host | None = None
        self._here: Place | None = None
        self._past: list[Place] = []
        self._dialog: QWidget | None = None

    def attach(self, host: Host) -> None:
        self._host = host
        self._here = None
        self._past.clear()

    def current(self) -> str:
        return self._here[0] if self._here else ""

    def go(self, key: str) -> None:
        """Show the page ``key``; raises ``KeyError`` for a page that does not exist."""
        if key not in {spec.key for spec in PAGES}:
            raise KeyError(key)
        self._move((key, "", None))

    def open(self, kind: str, record_id: int) -> None:
        """Show one record: in the dialog of its kind over whatever is shown, else on its page. Only the page of that
        kind, where it is shown, goes to the record first.
        """
        spec = _kind(kind)
        if not spec.dialog:
            self._move((spec.page, kind, record_id))
        elif spec.page == self.current() and self._need_host().ctx.dialog() is None:
            self._need_host().page(spec.page).open_record(record_id)
        else:
            self._open_dialog(spec.dialog, record_id=record_id)

    def new(self, kind: str, **defaults: Any) -> None:
        """Start a new record over the page that is shown: in the dialog of its kind, else in that of its page."""
        spec = _kind(kind)
        if spec.dialog:
            dialog = self._open_dialog(spec.dialog, **defaults)
            if isinstance(created := getattr(dialog, "created", None), SignalInstance):
                created.connect(lambda record_id: self.made.emit(spec.kind, record_id))
        else:
            self._need_host().page(spec.page).new_record(**defaults)

    def show_part(self, key: str, part: str) -> None:
        """Show a page with one of its parts (a section of the settings, a report) chosen."""
        self.go(key)
        self._need_host().page(key).show_part(part)

    def note(self, kind: str, record_id: int) -> None:
        """Show a record with the cursor where a call or a note is written down."""
        self.open(kind, record_id)
        self._need_host().page(_kind(kind).page).write_note()

    def back(self, *, passing: str = "") -> bool:
        """Return to the place before; False where there is none. Records of the kind ``passing`` are passed over."""
        while self._past and passing and self._past[-1][1] == passing:
            self._past.pop()
        if not self._past:
            return False
        place = self._past.pop()
        self._here = None
        self._move(place)
        return True

    def _move(self, place: Place) -> None:
        host = self._need_host()
        if self._here is not None and self._here != place:
            self._past.append(self._here)
            del self._past[:-50]
        self._here = place
        key, _kind, record_id = place
        host.show_page(key)
        if record_id is not None:
            host.page(key).open_record(record_id)
        self.moved.emit(key)

    def _open_dialog(self, path: str, **arguments: Any) -> QWidget:
        """Open the dialog class at ``module:Class`` over the window, or over the dialog that is open there, and keep it
        until it is finished.
        """
        host = self._need_host()
        module, name = path.split(":")
        dialog = getattr(import_module(module), name)(host.ctx, parent=host.ctx.dialog() or host, **arguments)
        self._dialog = dialog
        dialog.open()
        return dialog

    def _need_host(self) -> Host:
        if self._host is None:
            raise RuntimeError("the navigator has no window yet")
        return self._host
