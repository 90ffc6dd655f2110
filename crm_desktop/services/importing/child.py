"""The child process: opens an untrusted file under limits and sends what it finds as JSON, message by message."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import asdict
from datetime import date
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crm_desktop.core.i18n import N_, Text
from crm_desktop.core.text import fold
from crm_desktop.services.importing import cells as raw_cells
from crm_desktop.services.importing import limits, not_sales, recognisers, survey
from crm_desktop.services.importing.clean import Setting, Target, plain
from crm_desktop.services.importing.mapping import Matcher, forms
from crm_desktop.services.importing.model import EMPTY, IGNORED, Recipe
from crm_desktop.services.importing.notes import Notes
from crm_desktop.services.importing.prepared import Preparer
from crm_desktop.services.importing.reading import layout as layouts
from crm_desktop.services.importing.reading.failure import FileRefused, damaged
from crm_desktop.services.importing.reading.opening import open_source
from crm_desktop.services.importing.reading.source import Source
from crm_desktop.services.importing.recipes import extended
from crm_desktop.services.importing.rows import Cleaner, Edits
from crm_desktop.services.importing.sending import Sender

PREVIEW_ROWS = 50
_SAMPLE_ROWS = 200
_SAMPLES = 3

_SELDOM = (50_000, 1_000_000, 1_000_000)
"""Thresholds of the garbage collector while rows pass: it looks at the newest objects only, some milliseconds each
time, which parsers of odd files need; through all of them it would walk for half a second.
"""

Json = dict[str, Any]


def main(connection: Connection, task: Json) -> None:
    """Entry point of the child; the last message is ``done`` or ``error``."""
    quiet()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's would take of the little memory that the child may have
    gc.set_threshold(*_SELDOM)
    sender = Sender(connection)
    limits.apply(memory=int(task["memory"]), cpu_seconds=int(task["cpu"]))
    try:
        for message in _work(task):
            sender.send(message)
        sender.send({"kind": "done"})
    except FileRefused as error:
        sender.send(_error(error))
    except PermissionError:
        name = Path(task["path"]).name
        sender.send(_error(FileRefused("denied", N_("import", "{name} can't be opened.").fill(name=name))))
    except MemoryError:
        sender.send(_error(damaged()))
    except BaseException as error:  # a panic of the parser is no Exception
        if type(error).__name__ == "PanicException":
            sender.send(_error(damaged()))
        else:
            sender.send(_error(FileRefused("internal", Text("import", str(error))), type(error).__name__))
    finally:
        sender.close()


def quiet() -> None:
    """What a crashing parser prints is for nobody; out of memory, tracing its stack would hang it for ever."""
    os.environ["RUST_BACKTRACE"] = "0"
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    for number in (1, 2):
        os.dup2(sink, number)
    os.close(sink)


def _error(error: FileRefused, bug: str = "") -> Json:
    return {
        "kind": "error",
        "code": error.code,
        "message": _packed(error.message),
        "advice": _packed(error.advice) if error.advice else None,
        "details": error.details,
        "bug": bug,
    }


def _packed(text: Text) -> list[Any]:
    return [text.context, text.source, dict(text.params)]


def _work(task: Json) -> Any:
    matchers = {name: Matcher(*known) for name, known in task["matchers"].items()}
    entity = task.get("entity") or ""
    source = _opened(task, task.get("sheet"), _recogniser(matchers, entity))
    if "named" in task:
        found = survey.tables(source, matchers)
        yield {"kind": "tables", "tables": [[one.sheet, one.entity, one.rows] for one in found]}
        begin = task.get("sheet") or survey.begin(found, source.sheet, entity, task["named"])
        if begin != source.sheet:
            source = _opened(task, begin, _recogniser(matchers, entity))
    source.at = None  # lets go of what the other sheets are read from
    asked = task.get("header_row")
    if source.headers:
        layout = layouts.Layout(0, source.headers)
    else:
        layout = layouts.find(source, _recogniser(matchers, entity), asked)
    samples = _samples(source, layout)
    if not any(layout.headers) and not any(samples):
        raise FileRefused("bad_file", N_("import", "There is nothing in “{name}”.").fill(name=source.sheet))
    known = recognisers.recognise(layout.headers, entity)
    if known is not None and not known.system and not entity:
        entity = survey.likely(matchers, layout.headers)[0]
        known = known if known.entity == entity else None
    recipes = [Recipe(**{**recipe, "columns": tuple(recipe["columns"])}) for recipe in task.get("recipes", ())]
    if known is not None and not recipes and not task.get("columns"):
        recipes = list(known.recipes)
    if recipes:
        layout = extended(layout, recipes)
        samples = _samples(source, layout)
    entity = entity or (known.entity if known else survey.likely(matchers, layout.headers)[0])
    asked_for = task.get("mapping", {})
    places = {int(column): target for column, target in task.get("columns", {}).items()}
    if known is not None:
        _add_words(task, known)
    if known is not None and not places:
        places = _places(known, layout, asked_for, recipes)
    targets = matchers[entity].match(layout.headers, samples, asked_for, places)
    system = known.system if known else ""
    yield {
        **_layout_message(source, layout, samples, targets, entity),
        "system": system,
        "recipes": [asdict(recipe) for recipe in recipes],
    }
    if task["what"] == "inspect":
        yield _preview_message(source, layout)
    elif task["what"] == "raw":
        wanted, edits = set(task["numbers"]), Edits(_edits(task))
        rows = [
            [n, raw_cells.packed(edits.applied(n, cells))]
            for n, cells in layouts.data_rows(source, layout, keep_totals=True)
            if n in wanted
        ]
        yield {"kind": "raw", "rows": rows}
    else:
        left_out = known.left_out if known else {}
        if entity == "orders":
            left_out = not_sales.left_out(layout.headers, left_out)
        yield from _clean(task, source, layout, targets, left_out)


def _opened(task: Json, sheet: str | None, recognise: layouts.Recognise) -> Source:
    return open_source(
        Path(task["path"]),
        sheet=sheet,
        encoding=task.get("encoding"),
        delimiter=task.get("delimiter"),
        engine=task.get("engine", "calamine"),
        recognise=recognise,
        password=task.get("password", ""),
        as_table=task.get("header_row") is not None,
    )


def _places(
    known: recognisers.Recognised, layout: layouts.Layout, asked: dict[str, str], recipes: list[Recipe]
) -> dict[int, str]:
    """The columns of a known program, but for those that a person asked otherwise.

    Those that its own recipes make count while these recipes are the first.
    """
    wanted = {fold(header) for header in asked}
    own = len(layout.headers) - sum(recipe.parts for recipe in recipes)
    made = recipes[: len(known.recipes)] == list(known.recipes)
    taken = set(asked.values()) - {""}
    return {
        column: target if target not in taken else ""
        for column, target in known.columns.items()
        if (column < own or made) and fold(layout.headers[column]) not in wanted
    }


def _add_words(task: Json, known: recognisers.Recognised) -> None:
    for field, words in known.values.items():
        choices = task.get("choices", {}).get(field)
        if choices is not None:
            for word, key in words.items():
                choices.setdefault(word, key or EMPTY)


def _recogniser(matchers: dict[str, Matcher], entity: str) -> layouts.Recognise:
    return matchers[entity].recognise if entity else survey.any_of(matchers)


def _samples(source: Source, layout: layouts.Layout) -> list[list[str]]:
    """The first values of each column, for showing and for recognising columns by content."""
    found: list[list[str]] = [[] for _ in layout.headers]
    for _, cells in islice(layouts.data_rows(source, layout), _SAMPLE_ROWS):
        for column, values in enumerate(found):
            if column < len(cells) and not layouts.is_blank(cells[column]):
                values.append(plain(cells[column]).strip())
    return found


def _layout_message(
    source: Source, layout: layouts.Layout, samples: list[list[str]], targets: dict[int, str], entity: str
) -> Json:
    return {
        "kind": "layout",
        "file": source.kind,
        "entity": entity,
        "sheets": [[s.name, s.rows, s.columns, s.hidden] for s in source.sheets],
        "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "unsure": list(source.unsure),
        "header_row": layout.header_row,
        "headers": list(layout.headers),
        "samples": [list(dict.fromkeys(values))[:_SAMPLES] for values in samples],
        "targets": {str(column): target for column, target in targets.items()},
        "total": source.total,
        "hidden_rows": source.hidden_rows,
        "no_results": source.no_results,
    }


def _preview_message(source: Source, layout: layouts.Layout) -> Json:
    rows = [[number, [plain(cell) for cell in cells]] for number, cells in islice(source.read(), PREVIEW_ROWS)]
    totals: list[int] = []
    count = sum(1 for _ in layouts.data_rows(source, layout, totals=totals))
    return {"kind": "preview", "rows": rows, "data_rows": count, "totals": totals[:PREVIEW_ROWS]}


def _edits(task: Json) -> dict[tuple[int, int], str]:
    return {(int(row), int(column)): text for row, column, text in task.get("edits", ())}


def _clean(
    task: Json,
    source: Source,
    layout: layouts.Layout,
    targets: dict[int, str],
    left_out: dict[int, frozenset[str]],
) -> Any:
    setting = Setting(
        region=task["region"],
        currency=task["currency"],
        today=date.fromisoformat(task["today"]),
        choices=task["choices"],
        yes_no=task["yes_no"],
        date_order=task.get("date_order"),
        labels={name: frozenset(words) for name, words in task.get("labels", {}).items()},
    )
    types = {name: Target(**spec) for name, spec in task["types"].items()}
    ticks = frozenset(task["paid_headers"])
    ticked = {column for column, header in enumerate(layout.headers) if not ticks.isdisjoint(forms(header))}
    wanted = {column: target for column, target in targets.items() if target != IGNORED}
    decided = {int(column): asked for column, asked in task.get("decided", {}).items()}
    notes = Notes(setting) if task.get("notes") else None
    cleaner = Cleaner(
        source,
        layout,
        wanted,
        types,
        setting,
        edits=Edits(_edits(task)),
        decided=decided,
        notes=notes,
        left_out=left_out,
        sold=not_sales.of_rows(layout.headers, left_out) if task.get("entity") == "orders" else None,
        ticked=ticked,
        keep_totals=bool(task.get("keep_totals")),
        only=frozenset(task.get("only", ())),
    )
    preparer = None
    if task.get("entity") == "customers":
        searched = task.get("searched", False) and set(task.get("own_fields", ())).isdisjoint(cleaner.fields)
        preparer = Preparer(cleaner.fields, searched=searched)
    fields = [*cleaner.fields, *(preparer.names if preparer else ())]
    yield {"kind": "fields", "fields": fields, "formats": cleaner.formats(), "read_as": cleaner.read_as()}
    for chunk in cleaner.chunks():
        if preparer is None:
            yield {"kind": "rows", **chunk}
            continue
        for columns in preparer.parts(chunk["columns"]):
            yield {"kind": "rows", **chunk, "columns": columns}
            chunk |= {"errors": [], "raw": {}, "read": 0}
    if notes is not None:
        yield {"kind": "notes", "notes": notes.packed()}
