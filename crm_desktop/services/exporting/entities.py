"""Exporting the records of one entity, or of all."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.core.entities import EXCHANGED, EntitySpec
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, render
from crm_desktop.core.jobs import JobContext
from crm_desktop.core.money import decimals
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.exporting import records
from crm_desktop.services.exporting.csv_writer import write_csv
from crm_desktop.services.exporting.cuts import Cuts
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.links import Places, Sheet
from crm_desktop.services.exporting.sealing import check_password, written
from crm_desktop.services.exporting.table import Table
from crm_desktop.services.exporting.xlsx_writer import sheet_name, write_xlsx
from crm_desktop.services.importing.reading.guards import MAX_CELLS, MAX_ROWS
from crm_desktop.services.list_sources import SOURCES
from crm_desktop.services.listing import ListQuery

if TYPE_CHECKING:
    from crm_desktop.services.context import Services


_OF_ORDERS = {"orders": "order_line", "payments": "payment"}
"""Kinds of rows several of which make one order → their table."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """``cuts`` are texts of a workbook that are longer than its cells hold."""

    rows: int
    path: Path
    cuts: Cuts = field(default_factory=Cuts)


def export_entity(
    services: Services,
    name: str,
    path: Path,
    *,
    query: ListQuery | None = None,
    columns: Sequence[str] | None = None,
    ids: Sequence[int] | array[int] | None = None,
    ctx: JobContext | None = None,
    raw: bool = False,
    password: str = "",
) -> ExportResult:
    """Write the records of an entity (``customers`` …) to an xlsx or csv file.

    All live ones, those of ``query`` or those of ``ids``, in that order; all fields, or ``columns``. A file that is
    there is replaced when the new one is complete. ``raw`` leaves formula-like texts of a csv unguarded, ``password``
    encrypts a workbook.
    Raises :class:`UserError` ``not_found`` (entity, field or folder), ``unsupported`` (file type), ``disk_full``,
    ``read_only`` or ``denied``; ``Cancelled`` when ``ctx`` says so.
    """
    spec = spec_of(services, name)
    kind = file_kind(path)
    check_password(path, password)
    try:
        heads = records.columns_of(spec, columns)
    except KeyError as missing:
        raise UserError(
            "not_found", N_("export", "There is no field called “{name}”.").fill(name=missing.args[0])
        ) from None
    cuts = Cuts()
    with ExitStack() as stack:
        stack.enter_context(services.snapshot())
        part = stack.enter_context(replacing(path))
        wanted = _ids(services, spec, query, ids, ctx)
        rows = records.rows(services, spec, columns, wanted)
        table = Table(render(spec.plural), heads, rows, decimals(services.settings.get(CURRENCY)))
        if kind == "csv":
            count = write_csv(table, part, ctx=ctx, raw=raw, total=len(wanted))
        else:
            with written(part, password, ctx) as out:
                count = write_xlsx([table], out, ctx=ctx, total=len(wanted), cuts=cuts)
    return ExportResult(count, path, cuts)


def export_everything(
    services: Services, path: Path, *, ctx: JobContext | None = None, password: str = ""
) -> ExportResult:
    """One workbook with a sheet for every entity; cells that name another record lead to it.

    What is more than an import reads from one sheet goes on to a further one. Raises as :func:`export_entity`.
    """
    if file_kind(path) != "xlsx":
        raise unsupported(path)
    check_password(path, password)
    digits = decimals(services.settings.get(CURRENCY))
    cuts = Cuts()
    with ExitStack() as stack:
        stack.enter_context(services.snapshot())
        part = stack.enter_context(replacing(path))
        sheets = _sheets(services, ctx)
        places = Places(services, sheets)
        tables = []
        for sheet in sheets:
            spec = sheet.spec
            heads = tuple(replace(head, to=places.of(spec, head.name)) for head in records.columns_of(spec, None))
            tables.append(Table(sheet.name, heads, records.rows(services, spec, None, sheet.ids), digits))
        with written(part, password, ctx) as out:
            count = write_xlsx(tables, out, ctx=ctx, total=sum(len(sheet.ids) for sheet in sheets), cuts=cuts)
    return ExportResult(count, path, cuts)


def _sheets(services: Services, ctx: JobContext | None) -> list[Sheet]:
    found: list[Sheet] = []
    for one in EXCHANGED:
        spec = services.custom_fields.entity(one.name, files=True)
        most = min(MAX_ROWS, MAX_CELLS // len(spec.fields))
        for ids in _portions(services, spec, _ids(services, spec, None, None, ctx), most):
            name = sheet_name(render(spec.plural), [sheet.name for sheet in found])
            found.append(Sheet(name, spec, ids))
    return found


def _portions(
    services: Services, spec: EntitySpec, ids: Sequence[int] | array[int], most: int
) -> Iterator[Sequence[int] | array[int]]:
    """``ids`` in parts of at most ``most``; what belongs to one order stays together."""
    start, table = 0, _OF_ORDERS.get(spec.name)
    while len(ids) - start > most:
        end = start + most
        while (
            table
            and end > start + 1
            and _order_of(services, table, ids[end - 1]) == _order_of(services, table, ids[end])
        ):
            end -= 1
        yield ids[start:end]
        start = end
    yield ids[start:]


def _order_of(services: Services, table: str, record: int) -> int:
    return int(services.db.execute_sql(f"SELECT order_id FROM {table} WHERE id = ?", (record,)).fetchone()[0])


def file_kind(path: Path) -> str:
    """``xlsx`` or ``csv`` by the name's ending; raises :class:`UserError` ``unsupported`` for others."""
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise unsupported(path)
    return suffix[1:]


def unsupported(path: Path) -> UserError:
    """The error for a file name that ends otherwise than ours do."""
    return UserError(
        "unsupported",
        N_("export", "“{suffix}” files can't be written.").fill(suffix=path.suffix or path.name),
        N_("export", "Use a name that ends in .xlsx or .csv."),
    )


def spec_of(services: Services, name: str) -> EntitySpec:
    """The entity with the shop's own fields; raises :class:`UserError` ``not_found``."""
    try:
        return services.custom_fields.entity(name, files=True)
    except KeyError:
        raise UserError("not_found", N_("export", "There is no list called “{name}”.").fill(name=name)) from None


def _ids(
    services: Services,
    spec: EntitySpec,
    query: ListQuery | None,
    ids: Sequence[int] | array[int] | None,
    ctx: JobContext | None,
) -> Sequence[int] | array[int]:
    if ids is not None:
        return ids
    if query is None and spec.name == "orders":
        source = SOURCES["orders"]
        order = "t.date, t.id, l.position, l.id"
        cursor = services.db.execute_sql(f"SELECT l.id FROM {source.table} WHERE {source.live} ORDER BY {order}")
        return array("q", (row[0] for row in cursor))
    return services.listing.ids(query or ListQuery(spec.name), ctx)
