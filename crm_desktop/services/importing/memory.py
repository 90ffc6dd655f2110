"""What imports leave behind: how files with certain headers are read, and which files came in when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.core.clock import from_ms
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.core.text import fold
from crm_desktop.models.memory import ImportMapping, ImportRun
from crm_desktop.services.importing import tables
from crm_desktop.services.importing.error_file import ORIGINAL_ROW, REASON
from crm_desktop.services.importing.model import IGNORED, FilePreview, ImportOptions, ImportResult, Recipe

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.services.unit_of_work import UnitOfWork

Json = dict[str, Any]

_KEPT = (
    "mode", "existing", "on_error", "date_order", "region", "unknown", "tag", "blank_clears", "doubtful",
    "keys", "defaults", "values", "links",
)  # fmt: skip
"""Options that hold for the next file of the same kind; the others belong to one file."""

_COUNTS = ("read", "created", "updated", "unchanged", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """How files with these ``headers`` are read. ``choices`` as :func:`choices_of` made them."""

    id: int
    name: str
    entity: str
    headers: tuple[str, ...]
    choices: Json


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One import that changed something: ``change`` undoes it, ``counts`` are those of the result."""

    id: int
    change: int
    at: datetime
    user: str
    entity: str
    file_name: str
    counts: Mapping[str, int]
    undone: bool
    undoable: bool


# -- mappings

_ENOUGH = 3
"""Headers that two files must have in common at least, to be read alike without being the same."""


def save_mapping(
    services: Services,
    work: UnitOfWork,
    name: str,
    headers: Sequence[str],
    options: ImportOptions,
    targets: Mapping[int, str],
) -> int:
    """Keep how a file was read under ``name``; one with that name for the same kind of record is replaced.

    Raises :class:`UserError` ``bad_mapping`` for an empty name.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("bad_mapping", N_("import", "Give it a name."))
    stored = {
        "headers": json.dumps(list(headers), ensure_ascii=False),
        "choices": json.dumps(choices_of(options, targets), ensure_ascii=False),
    }
    for known in saved_mappings(services, options.entity):
        if fold(known.name) == fold(name):
            work.update(ImportMapping, known.id, stored)
            return known.id
    return work.insert(ImportMapping, entity=options.entity, name=name, **stored)


def delete_mapping(work: UnitOfWork, mapping_id: int) -> None:
    work.delete(ImportMapping, mapping_id)


def saved_mappings(services: Services, entity: str = "") -> list[SavedMapping]:
    """The mappings that were saved, the newest first."""
    rows = services.db.execute_sql(
        "SELECT id, name, entity, headers, choices FROM import_mapping "
        "WHERE deleted_at IS NULL AND (? = '' OR entity = ?) ORDER BY updated_at DESC, id DESC",
        (entity, entity),
    )
    return [SavedMapping(row[0], row[1], row[2], tuple(json.loads(row[3])), json.loads(row[4])) for row in rows]


def mapping_called(services: Services, name: str, entity: str = "") -> SavedMapping:
    """The saved mapping with that name. Raises :class:`UserError` ``not_found``."""
    for known in saved_mappings(services, entity):
        if fold(known.name) == fold(name):
            return known
    raise UserError("not_found", N_("import", "There is no saved mapping “{name}”.").fill(name=name))


def mapping_for(services: Services, headers: Sequence[str], entity: str = "") -> SavedMapping | None:
    """The saved mapping for a file with these headers, else what its last import did (without a name), else the saved
    mapping for almost the same ones: in the next month's list a column is called otherwise, or there is one more.
    """
    wanted = _known_by(headers)
    if not wanted:
        return None
    saved = saved_mappings(services, entity)
    for known in saved:
        if _known_by(known.headers) == wanted:
            return known
    rows = services.db.execute_sql(
        "SELECT id, entity, choices FROM import_run WHERE (? = '' OR entity = ?) ORDER BY id DESC LIMIT 50",
        (entity, entity),
    )
    for run_id, kind, text in rows.fetchall():
        choices = json.loads(text)
        if _known_by(choices.get("headers", ())) == wanted:
            return SavedMapping(run_id, "", kind, tuple(choices["headers"]), choices)
    return max(
        (known for known in saved if _almost(known, wanted)),
        key=lambda known: len({*_known_by(known.headers)} & {*wanted}),
        default=None,
    )


def _almost(saved: SavedMapping, headers: Sequence[str]) -> bool:
    """Whether all headers of ``saved`` but a quarter, or one, are there, those among them that others are made of."""
    known, there = {*_known_by(saved.headers)}, {*headers}
    made_of = {_plain(saved.headers[column]) for one in saved.choices.get("recipes", ()) for column in one["columns"]}
    common = len(known & there)
    return common >= _ENOUGH and len(known) - common <= max(1, len(known) // 4) and made_of <= there


def _known_by(headers: Iterable[str]) -> list[str]:
    """Headers without regard to their order; those that a workbook of failed rows has beside them don't count."""
    beside = {_plain(text) for label in (REASON, ORIGINAL_ROW) for text in tables.both(label)}
    return sorted({_plain(header) for header in headers if header} - beside)


def _plain(header: str) -> str:
    """A header for comparing: ``姓 名`` is ``姓名``."""
    return "".join(fold(header).split())


def choices_of(options: ImportOptions, targets: Mapping[int, str]) -> Json:
    """What is worth remembering of an import, as JSON."""
    kept: Json = {name: getattr(options, name) for name in _KEPT}
    kept["columns"] = {str(column): "" for column in options.columns}
    kept["columns"] |= {str(column): "" if target == IGNORED else target for column, target in targets.items()}
    kept["recipes"] = [asdict(recipe) for recipe in options.recipes]
    kept["orders"] = {str(column): order for column, order in options.orders.items()}
    kept["decimals"] = {str(column): sign for column, sign in options.decimals.items()}
    return kept


def applied(saved: SavedMapping, headers: Sequence[str], options: ImportOptions) -> ImportOptions:
    """``options`` as the saved mapping says, its columns found by their headers in a file of another order."""
    choices = saved.choices
    moved = _moves(saved.headers, headers)
    made = len(saved.headers)
    place = {**moved, **{made + extra: len(headers) + extra for extra in range(64)}}
    known = {field.name for field in fields(ImportOptions)}
    kept = {name: choices[name] for name in _KEPT if name in choices and name in known}
    if "keys" in kept:
        kept["keys"] = tuple(kept["keys"])
    recipes = tuple(
        Recipe(one["kind"], tuple(place[column] for column in one["columns"]), one["by"], one["parts"])
        for one in choices.get("recipes", ())
        if all(column in place for column in one["columns"])
    )

    def by_column(name: str) -> dict[int, Any]:
        return {place[int(c)]: value for c, value in choices.get(name, {}).items() if int(c) in place}

    return replace(
        options,
        entity=saved.entity,
        recipes=recipes,
        columns=by_column("columns"),
        orders=by_column("orders"),
        decimals=by_column("decimals"),
        **kept,
    )


def _moves(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Old column → new column, by header; equal headers in their order."""
    free: dict[str, list[int]] = {}
    for column, header in enumerate(new):
        free.setdefault(_plain(header), []).append(column)
    moves = {}
    for column, header in enumerate(old):
        places = free.get(_plain(header))
        if places:
            moves[column] = places.pop(0)
    return moves


def own_headers(preview: FilePreview) -> tuple[str, ...]:
    """The headers of the file itself, without those of columns made from them."""
    return preview.headers[: preview.own_columns]


# -- imports that were carried out


def remember_run(work: UnitOfWork, file_name: str, options: ImportOptions, result: ImportResult) -> None:
    """Write down an import in its own unit of work."""
    counts = {name: getattr(result, name) for name in _COUNTS}
    choices = {**choices_of(options, result.targets), "headers": result.headers[: result.own_columns]}
    work.insert(
        ImportRun,
        change_id=work.id,
        entity=options.entity,
        file_name=file_name,
        counts=json.dumps(counts),
        choices=json.dumps(choices, ensure_ascii=False),
    )


def runs(services: Services, limit: int = 200) -> list[RunInfo]:
    """The imports so far, the newest first."""
    rows = services.db.execute_sql(
        "SELECT r.id, r.change_id, r.created_at, coalesce(l.user, ''), r.entity, r.file_name, r.counts, "
        "EXISTS (SELECT 1 FROM change_row c WHERE c.change_id = r.change_id) "
        "FROM import_run r LEFT JOIN audit_log l ON l.id = r.change_id ORDER BY r.id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    found = []
    for run_id, change, at, user, entity, name, counts, kept in rows:
        undone = services.history.get(change).undone
        found.append(
            RunInfo(
                run_id, change, from_ms(at), user, entity, name, json.loads(counts), undone, bool(kept) and not undone
            )
        )
    return found


def undo_of(services: Services, change: int) -> int | None:
    """The change that took ``change`` back and stands; undoing it brings the import back."""
    row = services.db.execute_sql("SELECT max(id) FROM audit_log WHERE undoes = ?", (change,)).fetchone()
    return int(row[0]) if row[0] is not None and not services.history.get(row[0]).undone else None
