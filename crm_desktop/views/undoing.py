"""Taking a change back from a window: small ones at once, large ones as a job; what stands in the way in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from crm_desktop.core.errors import ConflictError, UserError
from crm_desktop.core.i18n import render, tr_
from crm_desktop.core.jobs import JobContext
from crm_desktop.services.change_details import conflict_delta
from crm_desktop.views.field_words import FieldWords

if TYPE_CHECKING:
    from crm_desktop.core.entities import FieldSpec
    from crm_desktop.services.history import UndoResult
    from crm_desktop.services.undo_plan import Later
    from crm_desktop.views.app_context import AppContext

AT_ONCE = 500
"""Rows that are taken back while the person waits; more than that run in the background with a bar."""

Done = Callable[["UndoResult"], None]
Failed = Callable[[UserError], None]


def take_back(
    ctx: AppContext,
    change: int,
    on_done: Done,
    on_failed: Failed,
    *,
    later: Later = "refuse",
    in_turn: bool = False,
    origin: object = None,
) -> None:
    """Undo ``change``; exactly one of the two is called in the GUI thread, later where the change is large."""
    history = ctx.services.history

    def work(job: JobContext) -> UndoResult:
        return history.undo(change, origin=origin, later=later, in_turn=in_turn, ctx=job)

    def failed(error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        on_failed(error)

    try:
        rows = history.get(change).rows
        if rows <= AT_ONCE:
            on_done(work(JobContext()))
            return
    except UserError as error:
        on_failed(error)
        return
    ctx.jobs.run(work, tr_("undoing", "Taking back {n} records", n=f"{rows:,}"), on_done=on_done, on_error=failed)


def ask_about_later(ctx: AppContext, title: str, text: str, conflicts: Sequence[dict[str, Any]]) -> Later | None:
    """What becomes of the records in ``conflicts``; None where the person thinks better of it.

    ``text`` says that they can stay. What something newer belongs to can only stay.
    """
    answers: tuple[Later, ...] = ("keep", "undo")
    options = later_options()
    if any(one["reason"] == "changed" for one in conflicts):
        text = f"{text}\n{later_warning()}"
    else:
        del options[1:]
    chosen = ctx.prompter.choose(title, text, options)
    return None if chosen is None else answers[chosen]


def later_options() -> list[str]:
    return [tr_("undoing", "Keep these, undo the rest"), tr_("undoing", "Undo these too")]


def later_warning() -> str:
    return tr_("undoing", "If they are undone too, what was changed in them since is lost.")


def conflict_lines(ctx: AppContext, conflicts: Sequence[dict[str, Any]], most: int = 50) -> list[tuple[str, str]]:
    """``(who, what stands in the way)`` of the first conflicts, in words."""
    texts = FieldWords(ctx.services)
    return [(str(one.get("name") or f"#{one['id']}"), _reason(ctx, texts, one)) for one in conflicts[:most]]


def _reason(ctx: AppContext, texts: FieldWords, conflict: dict[str, Any]) -> str:
    reason = conflict["reason"]
    delta = conflict_delta(ctx.services, conflict) if reason == "changed" else None
    if delta is not None:
        return tr_(
            "undoing", "{field}: now {now}, not {then} any more", field=render(delta.spec.label),
            now=shown(texts, delta.spec, delta.after), then=shown(texts, delta.spec, delta.before),
        )  # fmt: skip
    if reason == "changed":
        return tr_("undoing", "changed again later")
    if reason == "used_by":
        return tr_("undoing", "something newer belongs to it")
    if reason == "number_taken":
        return tr_("undoing", "its number belongs to somebody else now")
    if reason == "link_gone":
        return tr_("undoing", "what it belonged to is gone")
    if reason == "emptied":
        return tr_("undoing", "no line would be left on it")
    if reason == "exists":
        return tr_("undoing", "is there again already")
    return tr_("undoing", "is gone since")


def shown(texts: FieldWords, spec: FieldSpec, value: Any) -> str:
    """A value on one line; a dash for none."""
    return " ".join(texts.text(spec, value).split()) or "–"


def is_conflict(error: UserError) -> bool:
    """Whether the rest could still be taken back: the change itself was not undone already."""
    if not isinstance(error, ConflictError):
        return False
    return all(one.get("reason") not in ("already_undone", "nothing_left") for one in error.conflicts)
