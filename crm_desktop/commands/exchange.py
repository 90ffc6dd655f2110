"""``export`` and ``template``: files out."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.records import find_entity, query_arguments, query_of
from crm_desktop.core.i18n import tr_

_REPORT = "report:"


def export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", metavar="WHAT", help=tr_("cli", "a list (customers, deals …), report:NAME or everything")
    )
    parser.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.csv")
    query_arguments(parser)
    parser.add_argument("--columns", type=_names, metavar="FIELD,FIELD", help=tr_("cli", "only these, in this order"))
    parser.add_argument("--password-file", type=Path, metavar="FILE",
                        help=tr_("cli", "xlsx: encrypt it with the password in the first line of FILE"))  # fmt: skip
    parser.add_argument(
        "--raw", action="store_true", help=tr_("cli", "csv: texts that look like formulas as they are, for programs")
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def export(call: Call) -> Answer:
    what: str = call.args.what
    password = call.password()
    with call.services() as services:
        if what.startswith(_REPORT):
            from crm_desktop.services.reports.export import export_report

            done = export_report(services, what.removeprefix(_REPORT), call.args.out, ctx=call.job(), password=password)
        elif what == "everything":
            from crm_desktop.services.exporting import export_everything

            done = export_everything(services, call.args.out, ctx=call.job(), password=password)
        else:
            from crm_desktop.services.exporting import export_entity

            args = call.args
            spec = services.custom_fields.entity(find_entity(what, files=True).name, files=True)
            query = query_of(call, services, spec) if args.where or args.sort or args.descending else None
            done = export_entity(
                services,
                spec.name,
                args.out,
                query=query,
                columns=args.columns,
                ctx=call.job(),
                raw=args.raw,
                password=password,
            )
    cuts = done.cuts
    return Answer(
        {
            "rows": done.rows,
            "path": str(done.path),
            "encrypted": bool(password),
            "cut": cuts.count,
            "cut_cells": [asdict(one) for one in cuts.named],
            "too_large_to_import": cuts.too_large,
        }
    )


def template_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help=tr_("cli", "a list (customers, deals …)"))
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")


def template(call: Call) -> Answer:
    from crm_desktop.services.exporting import write_template

    with call.services() as services:
        done = write_template(services, find_entity(call.args.entity, files=True).name, call.args.out)
    return Answer({"columns": done.rows, "path": str(done.path)})


def show_template(data: Json) -> str:
    return tr_(
        "cli", "A workbook with {columns} columns to fill in: {path}.", columns=data["columns"], path=data["path"]
    )


def show_export(data: Json) -> str:
    from crm_desktop.services.exporting.cuts import Cut, Cuts

    cuts = Cuts(data["cut"], [Cut(**one) for one in data["cut_cells"]], data["too_large_to_import"])
    written = tr_("cli", "{rows} rows were written to {path}.", rows=data["rows"], path=data["path"])
    return "\n".join(filter(None, (written, cuts.told())))
