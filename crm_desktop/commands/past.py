"""``history`` and ``undo``: what was changed, and taking it back."""

from __future__ import annotations

from argparse import ArgumentParser

from crm_desktop.commands import tables
from crm_desktop.commands.arguments import positive
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.core.i18n import render, tr_


def history_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--limit", type=positive, default=100, metavar="N")


def history(call: Call) -> Answer:
    with call.services() as services:
        changes = [
            {
                "id": change.id,
                "label": render(change.label),
                "subject": change.subject,
                "at": change.at.astimezone().isoformat(timespec="seconds"),
                "user": change.user,
                "kind": change.kind,
                "rows": change.rows,
                "undone": change.undone,
            }
            for change in services.history.changes(call.args.limit)
        ]
    return Answer({"changes": changes})


def show_history(data: Json) -> str:
    names = [
        tr_("cli", "No."), tr_("cli", "When"), tr_("cli", "What"), tr_("cli", "Who"), tr_("cli", "Rows"),
        tr_("cli", "Undone"),
    ]  # fmt: skip
    columns = ("id", "at", "label", "user", "rows", "undone")
    return tables.table(names, [[change[name] for name in columns] for change in data["changes"]])


def undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("change", type=positive, metavar="CHANGE")


def undo(call: Call) -> Answer:
    with call.services() as services:
        result = services.history.undo(call.args.change)
    return Answer({"change": result.change, "rows": result.rows})


def show_undo(data: Json) -> str:
    return tr_("cli", "Undone: {rows} rows, as change {change}.", rows=data["rows"], change=data["change"])
