"""``import`` and ``imports``: files in, and what came in so far."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.commands import tables
from crm_desktop.commands.arguments import last_pair, positive
from crm_desktop.commands.base import Answer, Call, Json
from crm_desktop.commands.records import find_entity
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render, tr_

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.importing.memory import SavedMapping
    from crm_desktop.services.importing.model import ImportOptions

_KEYS = ("phone", "email", "code")
_ERRORS_SHOWN = 20
_LINKS = ("error", "create", "walk_in")


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [key for key in keys if key not in _KEYS]
    if wrong or not keys:
        raise ArgumentTypeError(tr_("cli", "choose from: {names}", names=", ".join(_KEYS)))
    return keys


def _link(text: str) -> tuple[str, str]:
    field, link = last_pair(text)
    if link not in _LINKS:
        raise ArgumentTypeError(tr_("cli", "choose from: {names}", names=", ".join(_LINKS)))
    return field, link


def _value(text: str) -> tuple[str, str, str]:
    """``FIELD:WORD=KEY`` in three parts."""
    place, key = last_pair(text)
    field, colon, word = place.partition(":")
    if not colon or not word.strip():
        raise ArgumentTypeError(tr_("cli", "“{text}” is not of the form FIELD:WORD=KEY", text=text))
    return field.strip(), word.strip(), key.strip()


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--as", dest="entity", default="customers", metavar="ENTITY")
    parser.add_argument("--sheet", metavar="NAME")
    parser.add_argument("--map", type=last_pair, action="append", default=[], metavar="HEADER=FIELD")
    parser.add_argument("--key", type=_keys, default=_KEYS, metavar="phone,email,code")
    parser.add_argument("--mode", choices=["upsert", "new", "update"], default="upsert")
    parser.add_argument("--existing", choices=["fill", "overwrite", "never"], default="fill")
    parser.add_argument("--blank-clears", action="store_true",
                        help=tr_("cli", "with overwrite: a blank cell empties what is there"))  # fmt: skip
    parser.add_argument("--default", type=last_pair, action="append", default=[], metavar="FIELD=VALUE",
                        help=tr_("cli", "what rows get that say nothing themselves"))  # fmt: skip
    parser.add_argument("--value", type=_value, action="append", default=[], metavar="FIELD:WORD=KEY",
                        help=tr_("cli", "a word is this choice; + adds it, - leaves its rows out"))  # fmt: skip
    parser.add_argument("--on-error", choices=["skip", "abort"], default="skip")
    parser.add_argument("--unknown", choices=_LINKS, default="error",
                        help=tr_("cli", "what becomes of an order whose member is not known"))  # fmt: skip
    parser.add_argument("--link", type=_link, action="append", default=[], metavar="FIELD=error|create|walk_in",
                        help=tr_("cli", "the same for one field that names another record"))  # fmt: skip
    parser.add_argument("--doubtful", choices=["skip", "update", "create"], default="skip",
                        help=tr_("cli", "what becomes of rows that may be somebody known"))  # fmt: skip
    parser.add_argument("--same-name", choices=["create", "update", "skip"], default="create",
                        help=tr_("cli", "what becomes of new rows with a name that somebody has"))  # fmt: skip
    parser.add_argument("--date-order", choices=["dmy", "mdy", "ymd"])
    parser.add_argument("--encoding", metavar="NAME")
    parser.add_argument("--region", metavar="CN")
    parser.add_argument("--password-file", type=Path, metavar="FILE",
                        help=tr_("cli", "the workbook's password is the first line of FILE"))  # fmt: skip
    parser.add_argument("--saved", metavar="NAME", help=tr_("cli", "read the file as saved under this name"))
    parser.add_argument("--save-as", metavar="NAME", help=tr_("cli", "save how the file was read under this name"))
    parser.add_argument("--dry-run", action="store_true", help=tr_("cli", "only say what would happen"))
    parser.add_argument("--errors", type=Path, metavar="OUT.xlsx", help=tr_("cli", "write the rows with errors there"))


def import_file(call: Call) -> Answer:
    from crm_desktop.services import importing
    from crm_desktop.services.importing.choices import unknown_words

    with call.services() as services:
        options = _options(call)
        with _password_told(options):
            if call.args.saved:
                options = _as_saved(services, call, options)
            result = importing.run(services, call.args.file, options, call.job())
        if call.args.save_as and not options.dry_run:
            from crm_desktop.services.importing import memory

            with services.write(N_("undo", "Save how a file is read")) as work:
                headers = result.headers[: result.own_columns]
                memory.save_mapping(services, work, call.args.save_as, headers, options, result.targets)
    words = [{"field": one.target, "word": one.word, "rows": one.count} for one in unknown_words(result)]
    return Answer({**result.to_json(), "unknown_words": words})


@contextmanager
def _password_told(options: ImportOptions) -> Iterator[None]:
    """An error about a missing password says how to give it."""
    try:
        yield
    except UserError as error:
        if options.password or "password" not in error.details:
            raise
        advice = N_("cli", "Write its password into a file and name that with --password-file.")
        raise UserError(error.code, error.message, advice, details=error.details) from error


def _options(call: Call) -> ImportOptions:
    from crm_desktop.services.importing.model import CREATE, EMPTY, SKIP, ImportOptions

    args = call.args
    values: dict[str, dict[str, str]] = {}
    for field, word, key in args.value:
        values.setdefault(field, {})[word] = {"+": CREATE, "-": SKIP, "": EMPTY}.get(key, key)
    return ImportOptions(
        entity=find_entity(args.entity, files=True).name,
        sheet=args.sheet,
        mapping=dict(args.map),
        keys=args.key,
        mode=args.mode,
        existing=args.existing,
        blank_clears=args.blank_clears,
        defaults=dict(args.default),
        values=values,
        on_error=args.on_error,
        unknown=args.unknown,
        links=dict(args.link),
        doubtful=args.doubtful,
        same_name=args.same_name,
        date_order=args.date_order,
        encoding=args.encoding,
        password=call.password(),
        region=args.region,
        dry_run=args.dry_run,
        errors_to=args.errors,
    )


def _as_saved(services: Services, call: Call, asked: ImportOptions) -> ImportOptions:
    """The options that were saved; what the command says itself wins."""
    from dataclasses import fields

    from crm_desktop.services.importing import api, memory

    saved: SavedMapping = memory.mapping_called(services, call.args.saved)
    preview = api.inspect(
        call.args.file,
        entity=saved.entity,
        sheet=asked.sheet,
        encoding=asked.encoding,
        password=asked.password,
        services=services,
        ctx=call.job(),
    )
    plain = type(asked)()
    said = {
        field.name: getattr(asked, field.name)
        for field in fields(asked)
        if field.name != "entity" and getattr(asked, field.name) != getattr(plain, field.name)
    }
    return replace(memory.applied(saved, preview.headers, plain), **said)


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
    if data.get("same_names"):
        lines += ["", tr_("cli", "Rows with a name that somebody has already: {n}", n=data["same_names"])]
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


def imports_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--limit", type=positive, default=100, metavar="N")


def imports(call: Call) -> Answer:
    from crm_desktop.services.importing import memory

    with call.services() as services:
        runs = [
            {
                "change": run.change,
                "at": run.at.astimezone().isoformat(timespec="seconds"),
                "user": run.user,
                "entity": run.entity,
                "file": run.file_name,
                **run.counts,
                "undone": run.undone,
            }
            for run in memory.runs(services, call.args.limit)
        ]
        saved = [
            {"name": one.name, "entity": one.entity, "headers": list(one.headers)}
            for one in memory.saved_mappings(services)
        ]
    return Answer({"imports": runs, "saved": saved})


def show_imports(data: Json) -> str:
    names = [
        tr_("cli", "No."), tr_("cli", "When"), tr_("cli", "File"), tr_("cli", "What"), tr_("cli", "New"),
        tr_("cli", "Changed"), tr_("cli", "With errors"), tr_("cli", "Undone"),
    ]  # fmt: skip
    columns = ("change", "at", "file", "entity", "created", "updated", "failed", "undone")
    lines = [tables.table(names, [[run[name] for name in columns] for run in data["imports"]])]
    lines += [tr_("cli", "Saved: {name}", name=render(one["name"])) for one in data["saved"]]
    return "\n".join(lines)
