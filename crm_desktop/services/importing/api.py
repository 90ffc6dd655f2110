"""Importing for windows and commands: :func:`inspect` looks at a file, :func:`import_file` brings it in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.core import filenames
from crm_desktop.core.dates import format_birthday
from crm_desktop.core.entities import EntitySpec
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, count_text, language
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.text import fold
from crm_desktop.services.importing import cells as raw_cells
from crm_desktop.services.importing import memory, reasons, tables, tasks, titles
from crm_desktop.services.importing.choices import prepare
from crm_desktop.services.importing.clean import plain
from crm_desktop.services.importing.error_file import write_errors
from crm_desktop.services.importing.importers import RowsImport, importer_for
from crm_desktop.services.importing.mapping import MANY, SPECS, describe
from crm_desktop.services.importing.model import (
    IGNORED,
    CleaningNote,
    ColumnFormat,
    ColumnInfo,
    FilePreview,
    ImportOptions,
    ImportResult,
    Recipe,
    RowError,
    SheetInfo,
    SheetTable,
)
from crm_desktop.services.importing.prepared import opened
from crm_desktop.services.importing.process import Reader, check_path
from crm_desktop.services.importing.reading.layout import letter
from crm_desktop.services.importing.rows import unpacked

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Json = dict[str, Any]

READING = N_("import", "Reading the file")
IMPORTING = N_("import", "{n} rows · {speed} rows a second")
IMPORTING_ONE = N_("import", "1 row")


class _TakeBack(Exception):  # noqa: N818 - not an error: takes the unit of work back
    pass


def inspect(
    path: Path,
    *,
    entity: str = "",
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    recipes: Sequence[Recipe] = (),
    password: str = "",
    services: Services | None = None,
    ctx: JobContext | None = None,
    survey: bool = False,
) -> FilePreview:
    """What is in a file: its sheets, header row, columns with samples and the fields they are taken for.

    With ``services`` the shop's own fields are recognised too. ``password`` opens a workbook that has one: without it,
    and with a wrong one, the details of the error say ``password``. ``survey`` asks what the other sheets hold, too;
    without ``sheet`` it begins with one of the kind asked for, else with what the sheet with the most data links to.
    Raises :class:`UserError` for a file that can't be read, ``Cancelled`` when the job was cancelled.
    """
    check_path(path)
    task = tasks.inspect_task(
        path,
        entity=entity,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        header_row=header_row,
        services=services,
        recipes=recipes,
        password=password,
        survey=survey,
    )
    tables: Json = {"tables": ()}
    layout: Json = {}
    preview: Json = {}
    with Reader(task, ctx) as reader:
        for message in reader.messages():
            if message["kind"] == "layout":
                layout = message
            elif message["kind"] == "preview":
                preview = message
            elif message["kind"] == "tables":
                tables = message
    found = tuple(SheetTable(*table) for table in tables["tables"])
    return replace(_preview(path, layout, preview), tables=found if len(found) > 1 else ())


def _preview(path: Path, layout: Json, preview: Json) -> FilePreview:
    targets = {int(column): target for column, target in layout["targets"].items()}
    columns = tuple(
        ColumnInfo(index, header or letter(index), tuple(samples), targets.get(index, ""))
        for index, (header, samples) in enumerate(zip(layout["headers"], layout["samples"], strict=True))
    )
    return FilePreview(
        path=path,
        kind=layout["file"],
        sheets=tuple(SheetInfo(*sheet) for sheet in layout["sheets"]),
        sheet=layout["sheet"],
        encoding=layout["encoding"],
        delimiter=layout["delimiter"],
        unsure=tuple(layout["unsure"]),
        header_row=layout["header_row"],
        headers=tuple(layout["headers"]),
        columns=columns,
        rows=tuple((number, tuple(cells)) for number, cells in preview["rows"]),
        data_rows=preview["data_rows"],
        entity=layout["entity"],
        totals=tuple(preview.get("totals", ())),
        hidden_rows=layout.get("hidden_rows", 0),
        no_results=layout.get("no_results", 0),
        system=layout.get("system", ""),
        recipes=_recipes(layout),
    )


def _recipes(layout: Json) -> tuple[Recipe, ...]:
    """The recipes that the file was read with: those asked for, or those of the program it comes from."""
    return tuple(Recipe(**{**recipe, "columns": tuple(recipe["columns"])}) for recipe in layout.get("recipes", ()))


def import_file(
    services: Services, path: Path, options: ImportOptions | None = None, ctx: JobContext | None = None
) -> ImportResult:
    """Bring a file in as one undoable change; with ``dry_run`` find out what would happen and change nothing.

    Raises :class:`UserError`: for a file that can't be read, ``bad_mapping``, and ``invalid_rows`` (with
    ``errors`` in its details) when ``on_error`` is ``abort`` and a row is wrong. Nothing is stored then.
    """
    options = options or ImportOptions()
    _check_options(options)
    check_path(path)
    if options.errors_to is not None:
        filenames.check(options.errors_to)
    started = time.perf_counter()
    ctx = ctx or JobContext()
    result = ImportResult(dry_run=options.dry_run)
    label = N_("undo", "Import {n} rows")
    try:
        with services.write(label, kind="import", job=ctx) as work:
            prepare(services, work, options)
            task = tasks.import_task(services, path, options)
            with Reader(task, ctx) as reader:
                _run(services, work, options, reader, result, ctx)
            if result.failed and options.on_error == "abort":
                _complete(task, result, ctx)
                raise _aborted(result)
            done = result.created + result.updated
            if options.dry_run or not done:  # a choice or a member of staff made for rows that bring nothing goes too
                raise _TakeBack
            work.label = count_text(done, N_("undo", "Import 1 row"), label)
            memory.remember_run(work, path.name, options, result)
    except _TakeBack:
        pass
    else:
        result.change = work.id
    _complete(task, result, ctx if result.change is None else JobContext())  # stored: too late to be stopped
    result.seconds = time.perf_counter() - started
    if options.errors_to is not None and result.errors:
        write_errors(result, options.errors_to)
    return result


def _check_options(options: ImportOptions) -> None:
    tables.spec_of(options.entity)
    unknown = [key for key in options.keys if key not in ("phone", "email", "code")]
    if unknown or not options.keys:
        raise UserError(
            "bad_mapping",
            N_("import", "“{key}” can't tell who is there already.").fill(key=", ".join(unknown)),
            N_("import", "Use phone, email or code."),
        )


def _run(
    services: Services,
    work: UnitOfWork,
    options: ImportOptions,
    reader: Reader,
    result: ImportResult,
    ctx: JobContext,
) -> None:
    importer: RowsImport | None = None
    fields: list[str] = []
    total = read = 0
    started = time.perf_counter()
    ctx.progress(0, 0, READING)
    for message in reader.messages():
        if message["kind"] == "layout":
            total = max(0, message["total"] - message["header_row"])
            _note_layout(tables.spec_of(options.entity, services), options, message, result)
        elif message["kind"] == "fields":
            fields = message["fields"]
            importer = importer_for(options.entity)(services, work, options, fields, result)
            result.formats = [ColumnFormat(*one) for one in message["formats"]]
            result.read_as = {int(column): said for column, said in message["read_as"].items()}
        elif message["kind"] == "notes":
            _notes(services, options, result, message["notes"])
        elif message["kind"] == "rows" and importer is not None:
            _note_errors(message, result, options)
            columns = message["columns"]
            if options.excluded:
                columns = _without_excluded(fields, columns, result, options)
            importer.take(columns)
            read += message["read"]
            speed = round(read / max(0.001, time.perf_counter() - started))
            said = IMPORTING_ONE if read == 1 else IMPORTING.fill(n=f"{read:,}", speed=f"{speed:,}")
            ctx.progress(min(read, total) if total else read, total, said)
            ctx.check()
    if importer is not None:
        importer.finish()
    ctx.check()
    _name_columns(result)


def _notes(services: Services, options: ImportOptions, result: ImportResult, found: Sequence[Any]) -> None:
    """What cleaning changed, in words: choices by their names, days as people write them."""
    spec = tables.spec_of(options.entity, services)
    labels = tables.labels(services, spec)
    lunar = {field.name for field in spec.fields if field.lunar}

    def worded(target: str, text: str) -> str:
        if target in lunar:
            return format_birthday(text, language())
        return (labels.get(target, {}).get(text) or [text])[0]

    for column, reason, count, examples in found:
        target = result.targets.get(column, "")
        header = (result.headers[column] if column < len(result.headers) else "") or letter(column)
        told = tuple((row, before, worded(target, after)) for row, before, after in examples)
        result.notes.append(CleaningNote(column, header, unpacked(reason), count, told))


def _note_layout(spec: EntitySpec, options: ImportOptions, message: Json, result: ImportResult) -> None:
    targets = {int(column): str(target) for column, target in message["targets"].items()}
    result.headers = list(message["headers"])
    result.targets = targets
    result.sheet, result.encoding = message["sheet"], message["encoding"]
    result.header_row = message["header_row"]
    result.own_columns = len(result.headers) - sum(recipe.parts for recipe in _recipes(message))
    result.mapping = describe(result.headers, targets)
    _check_mapping(spec, options, result)


def _check_mapping(spec: EntitySpec, options: ImportOptions, result: ImportResult) -> None:
    known = set(tables.targets_of(spec))
    headers = {fold(header or letter(index)) for index, header in enumerate(result.headers)}
    for header, target in options.mapping.items():
        if fold(header) not in headers:
            found = ", ".join(header for header in result.headers if header)
            raise UserError(
                "bad_mapping",
                N_("import", "The file has no column “{header}”.").fill(header=header),
                N_("import", "It has these: {headers}.").fill(headers=found),
            )
        if target not in known and target not in ("", "-", "ignore", IGNORED, *tables.read_only(spec)):
            raise UserError(
                "bad_mapping",
                N_("import", "There is no field “{field}”.").fill(field=target),
                N_("import", "There are these: {fields}.").fill(fields=", ".join(sorted(known))),
            )
    wanted = [target for target in result.targets.values() if target != IGNORED]
    for target in dict.fromkeys(wanted):
        if wanted.count(target) > 1 and target not in MANY:
            raise UserError(
                "bad_mapping",
                N_("import", "Two columns can't both be “{field}”.").fill(field=target),
                N_("import", "Ignore one of them."),
            )
    _check_required(options, wanted)


def _check_required(options: ImportOptions, wanted: Sequence[str]) -> None:
    missing: list[str] = []
    if options.entity == "customers":
        if options.mode != "update" and not {"name", "name.first", "name.last"} & set(wanted):
            missing = ["name"]
    else:
        spec = tables.spec_of(options.entity)
        missing = [field.name for field in spec.fields if field.required and field.name not in wanted]
    if missing:
        raise UserError(
            "bad_mapping",
            N_("import", "No column is recognised as “{field}”.").fill(field=", ".join(missing)),
            N_("import", "Say which column holds it."),
        )


def _note_errors(message: Json, result: ImportResult, options: ImportOptions) -> None:
    failed = {int(number) for number in message["raw"]}
    unwanted = {row: unpacked(reason) for row, _, _, reason in message["errors"] if reason[1] in reasons.NOT_WANTED}
    excluded = failed & (options.excluded | unwanted.keys())
    for row, column, value, reason in message["errors"]:
        if row not in excluded:
            header = result.headers[column] if column < len(result.headers) else ""
            result.errors.append(RowError(row, header or letter(column), value, unpacked(reason), column))
    for number, cells in message["raw"].items():
        result.raw[int(number)] = raw_cells.unpacked(cells)
    for number in excluded:
        name = titles.of_cells(options.entity, result.targets, result.raw[number])
        reason = unwanted.get(number, reasons.EXCLUDED)
        result.skips.append(RowError(number, "", "", reason, kind="skipped", name=name))
    result.skipped += len(excluded)
    result.failed += len(failed) - len(excluded)


def _without_excluded(
    fields: Sequence[str], columns: list[list[Any]], result: ImportResult, options: ImportOptions
) -> list[list[Any]]:
    wanted = [number not in options.excluded for number in columns[0]]
    for number, *values in compress(zip(*columns, strict=True), [not one for one in wanted]):
        row = {name: opened(name, value) for name, value in zip(fields, values, strict=True)}
        name = titles.of_values(options.entity, row.get)
        result.skips.append(RowError(number, "", "", reasons.EXCLUDED, kind="skipped", name=name))
        result.skipped += 1
    return [list(compress(column, wanted)) for column in columns]


def _name_columns(result: ImportResult) -> None:
    """Errors found after cleaning name the field; say the file's own header instead."""
    columns: dict[str, int] = {}
    for index, target in sorted(result.targets.items()):
        if target not in SPECS:
            columns.setdefault(target.partition(".")[0] if target.startswith("name.") else target, index)

    def named(error: RowError) -> RowError:
        index = columns.get(error.column, -1)
        if error.index >= 0 or index < 0:
            return error
        return replace(error, column=result.headers[index] or letter(index), index=index)

    result.errors = sorted(map(named, result.errors), key=lambda error: (error.row, error.index))
    result.skips = sorted(map(named, result.skips), key=lambda error: error.row)


def _aborted(result: ImportResult) -> UserError:
    return UserError(
        "invalid_rows",
        count_text(result.failed, reasons.ROW_HAS_ERRORS, reasons.ROWS_HAVE_ERRORS),
        N_("import", "Correct them in the file, or import the good rows only."),
        details={**result.to_json(), "created": 0, "updated": 0, "change": None},
    )


def _complete(task: Json, result: ImportResult, ctx: JobContext) -> None:
    """Fetch the cells of rows that only the database refused, so that errors show what stands in the file, and whom or
    what its row is about.
    """
    missing = {error.row for error in result.errors} - set(result.raw)
    if missing:
        with Reader({**task, "what": "raw", "numbers": sorted(missing)}, ctx) as reader:
            for message in reader.messages():
                if message["kind"] == "raw":
                    result.raw.update({int(number): raw_cells.unpacked(cells) for number, cells in message["rows"]})

    def as_written(error: RowError) -> RowError:
        cells = result.raw.get(error.row, [])
        refused = error.row in missing and 0 <= error.index < len(cells)
        value = plain(cells[error.index]) if refused else error.value
        return replace(error, value=value, name=titles.of_cells(task["entity"], result.targets, cells))

    result.errors = list(map(as_written, result.errors))
