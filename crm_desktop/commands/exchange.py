"""``import`` and ``export``: files in, files out."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from crm_desktop.commands import tables
from crm_desktop.commands.arguments import last_pair
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.records import find_entity
from crm_desktop.core.i18n import tr_

_KEYS = ("phone", "email", "code")
_REPORT = "report:"
_ERRORS_SHOWN = 20


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [key for key in keys if key not in _KEYS]
    if wrong or not keys:
        raise ArgumentTypeError(tr_("cli", "choose from: {names}", names=", ".join(_KEYS)))
    return keys


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--as", dest="entity", default="customers", metavar="ENTITY")
    parser.add_argument("--sheet", metavar="NAME")
    parser.add_argument("--map", type=last_pair, action="append", default=[], metavar="HEADER=FIELD")
    parser.add_argument("--key", type=_keys, default=_KEYS, metavar="phone,email,code")
    parser.add_argument("--mode", choices=["upsert", "new", "update"], default="upsert")
    parser.add_argument("--existing", choices=["fill", "overwrite"], default="fill")
    parser.add_argument("--on-error", choices=["skip", "abort"], default="skip")
    parser.add_argument("--unknown", choices=["error", "create", "walk_in"], default="error",
                        help=tr_("cli", "what becomes of an order whose member is not known"))  # fmt: skip
    parser.add_argument("--date-order", choices=["dmy", "mdy", "ymd"])
    parser.add_argument("--encoding", metavar="NAME")
    parser.add_argument("--region", metavar="CN")
    parser.add_argument("--dry-run", action="store_true", help=tr_("cli", "only say what would happen"))
    parser.add_argument("--errors", type=Path, metavar="OUT.xlsx", help=tr_("cli", "write the rows with errors there"))


def import_file(call: Call) -> Answer:
    from crm_desktop.services import importing
    from crm_desktop.services.importing.model import ImportOptions

    args = call.args
    options = ImportOptions(
        entity=find_entity(args.entity).name,
        sheet=args.sheet,
        mapping=dict(args.map),
        keys=args.key,
        mode=args.mode,
        existing=args.existing,
        on_error=args.on_error,
        unknown=args.unknown,
        date_order=args.date_order,
        encoding=args.encoding,
        region=args.region,
        dry_run=args.dry_run,
        errors_to=args.errors,
    )
    with call.services() as services:
        result = importing.run(services, args.file, options, call.job())
    return Answer(result.to_json())


def show_import(data: Json) -> str:
    labels = {
        "read": tr_("cli", "Rows read"),
        "created": tr_("cli", "New"),
        "updated": tr_("cli", "Changed"),
        "unchanged": tr_("cli", "Unchanged"),
        "skipped": tr_("cli", "Skipped"),
        "failed": tr_("cli", "With errors"),
    }
    lines = [tables.facts({label: data[name] for name, label in labels.items()})]
    if data["errors"]:
        names = [tr_("cli", "Row"), tr_("cli", "Column"), tr_("cli", "Value"), tr_("cli", "Reason")]
        columns = ("row", "column", "value", "reason")
        shown = data["errors"][:_ERRORS_SHOWN]
        lines += ["", tables.table(names, [[error[name] for name in columns] for error in shown])]
        if len(data["errors"]) > _ERRORS_SHOWN:
            lines.append(tr_("cli", "… and {n} more", n=len(data["errors"]) - _ERRORS_SHOWN))
    if data["change"] is not None:
        lines += ["", tr_("cli", "To take it back: crm-desktop undo {change}", change=data["change"])]
    return "\n".join(lines)


def export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", metavar="WHAT", help=tr_("cli", "a list (customers, deals …), report:NAME or everything")
    )
    parser.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.csv")


def export(call: Call) -> Answer:
    what: str = call.args.what
    with call.services() as services:
        if what.startswith(_REPORT):
            from crm_desktop.services.reports.export import export_report

            done = export_report(services, what.removeprefix(_REPORT), call.args.out, ctx=call.job())
        elif what == "everything":
            from crm_desktop.services.exporting import export_everything

            done = export_everything(services, call.args.out, ctx=call.job())
        else:
            from crm_desktop.services.exporting import export_entity

            done = export_entity(services, find_entity(what).name, call.args.out, ctx=call.job())
    return Answer({"rows": done.rows, "path": str(done.path)})


def template_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help=tr_("cli", "a list (customers, deals …)"))
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")


def template(call: Call) -> Answer:
    from crm_desktop.services.exporting import write_template

    with call.services() as services:
        done = write_template(services, find_entity(call.args.entity).name, call.args.out)
    return Answer({"columns": done.rows, "path": str(done.path)})


def show_template(data: Json) -> str:
    return tr_(
        "cli", "A workbook with {columns} columns to fill in: {path}.", columns=data["columns"], path=data["path"]
    )


def show_export(data: Json) -> str:
    return tr_("cli", "{rows} rows were written to {path}.", rows=data["rows"], path=data["path"])
