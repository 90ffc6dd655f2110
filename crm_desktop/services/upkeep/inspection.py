"""What may be wrong with a data folder: the file itself, links between records, derived values, the log, leftovers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from crm_desktop.core.datafolder import DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, count_text
from crm_desktop.core.jobs import JobContext
from crm_desktop.models import db as database
from crm_desktop.models import schema
from crm_desktop.models.audit import AuditLog
from crm_desktop.models.search_index import SEARCHED, search_table
from crm_desktop.services.backup import snapshot
from crm_desktop.services.backup.keys import PASSPHRASE_SLOT, RECOVERY_SLOT, KeyStore
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS
from crm_desktop.services.derived import Derived
from crm_desktop.services.orders_sums import count_wrong
from crm_desktop.services.unit_of_work import chain_hash
from crm_desktop.services.vault import stored
from crm_desktop.services.vault.blobs import BlobStore

if TYPE_CHECKING:
    from crm_desktop.services.backup.keys import ShopKey

Area = Literal["file", "links", "derived", "log", "folder", "files", "lines"]

_DERIVED = ("customer_stats", "deal_stats", "lookup_key")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """``area`` decides how it is repaired; the log can't be: it is what it is; nor ``files`` that are gone.
    ``lines`` are those of orders: what they came to is known.
    """

    area: Area
    text: Text


def inspect(
    folder: DataFolder, key: str | None, ctx: JobContext | None = None, shop_key: ShopKey | None = None
) -> list[Problem]:
    """Everything that is wrong; only reads, but for a private copy that is gone afterwards. ``shop_key`` looks into
    stored files that are wrapped; without it they only have to be there.

    Raises ``newer_version``, ``not_found``, ``disk_full``, ``read_only``.
    """
    ctx = ctx or JobContext()
    problems = list(_folder_problems(folder))
    try:
        path = folder.database_path()
    except UserError as error:
        if error.code != "damaged":
            raise
        return [*problems, Problem("file", error.message)]
    ctx.progress(0, 3, N_("check", "Checking the database"))
    in_file = _file_problems(path, key)
    problems += in_file
    if any(problem.area == "file" for problem in in_file):
        return problems
    ctx.progress(1, 3, N_("check", "Comparing search and figures with the records"))
    problems += _derived_problems(folder, path, key)
    problems += _missing_files(folder, path, key, shop_key)
    ctx.progress(3, 3)
    return problems


def _folder_problems(folder: DataFolder) -> Iterator[Problem]:
    keys = KeyStore(folder)
    slots = [name for name in (PASSPHRASE_SLOT, RECOVERY_SLOT, "auth") if (folder.keys / name).exists()]
    if keys.exists() and len(slots) < 3:
        yield Problem("folder", N_("check", "A key file of the backups is missing in {path}.").fill(path=folder.keys))
    if folder.is_locked():
        return
    never_live = [gen.name for gen in folder.generations() if not (gen / "live").exists()]
    current = _current_name(folder)
    orphans = [name for name in never_live if name != current] if current else []
    if orphans:
        text = N_("check", "Remains of an interrupted attempt: {names}.")
        yield Problem("folder", text.fill(names=", ".join(orphans[:_FEW])))


def _current_name(folder: DataFolder) -> str | None:
    try:
        return folder.current().name
    except UserError:
        return None


def _file_problems(path: Path, key: str | None) -> list[Problem]:
    db = database.open_database(path, key, read_only=True)
    found: list[Problem] = []
    try:
        schema.version(db)
        for (message,) in db.execute_sql(f"PRAGMA integrity_check({_FEW})").fetchall():
            if message != "ok":
                found.append(Problem("file", N_("check", "The database is damaged: {what}").fill(what=message)))
        links: dict[tuple[str, str], int] = {}
        for table, _row, parent, _number in db.execute_sql("PRAGMA foreign_key_check").fetchall():
            links[table, parent] = links.get((table, parent), 0) + 1
        for (table, parent), count in links.items():
            one = N_("check", "1 row of {table} points to a missing row of {parent}.")
            many = N_("check", "{n} rows of {table} point to a missing row of {parent}.")
            found.append(Problem("links", count_text(count, one, many).fill(table=table, parent=parent)))
        found += _log_problems(db)
    except UserError as error:
        if error.code not in ("damaged", "bad_file"):
            raise
        found.append(Problem("file", error.message))
    except DATABASE_ERRORS as error:
        found.append(Problem("file", N_("check", "The database is damaged: {what}").fill(what=str(error))))
    finally:
        db.close()
    return found


def _missing_files(folder: DataFolder, path: Path, key: str | None, shop_key: ShopKey | None) -> Iterator[Problem]:
    db = database.open_database(path, key, read_only=True)
    try:
        for name in stored.missing(db, BlobStore(folder.files, None, shop_key.identity if shop_key else None)).values():
            text = N_("check", "The file {name} is missing or damaged. A look into an earlier state brings it back.")
            yield Problem("files", text.fill(name=name))
    finally:
        db.close()


def _log_problems(db: Any) -> Iterator[Problem]:
    """The first place where the chain of the log does not hold."""
    names = [field.column_name for field in AuditLog._meta.sorted_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    previous, expected = "", 1
    for values in db.execute_sql(f"SELECT {columns} FROM audit_log ORDER BY id"):
        row = dict(zip(names, values, strict=True))
        if row["id"] != expected or row["previous_hash"] != previous or chain_hash(row) != row["hash"]:
            yield Problem("log", N_("check", "The log of changes was altered at entry {n}.").fill(n=expected))
            return
        previous, expected = row["hash"], expected + 1


def _derived_problems(folder: DataFolder, path: Path, key: str | None) -> list[Problem]:
    """Rebuild the derived parts in a copy and see whether anything differs."""
    with folder.work_dir() as work:
        copy = work / "check.db"
        snapshot.take(path, copy, key)
        db = database.open_database(copy, key)
        try:
            db.execute_sql("PRAGMA query_only=0")
            db.execute_sql("PRAGMA synchronous=OFF")
            db.execute_sql("BEGIN")
            return [*_wrong_orders(db), *_differences(db)]
        except DATABASE_ERRORS as error:
            what = N_("check", "The search index is damaged: {what}").fill(what=str(error))
            return [Problem("derived", what)]
        finally:
            db.close()


def _wrong_orders(db: Any) -> Iterator[Problem]:
    """Orders whose total and paid amount are not what their lines and payments come to."""
    wrong, without_lines = count_wrong(db)
    if wrong:
        one = N_("check", "The amounts of 1 order are not those of its lines and payments.")
        many = N_("check", "The amounts of {n} orders are not those of their lines and payments.")
        yield Problem("derived", count_text(wrong, one, many))
    if without_lines:
        one = N_("check", "1 order has lost its lines.")
        many = N_("check", "{n} orders have lost their lines.")
        yield Problem("lines", count_text(without_lines, one, many))


def _differences(db: Any) -> list[Problem]:
    for table in _DERIVED:
        db.execute_sql(f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
    for table in SEARCHED:
        name = search_table(table)
        db.execute_sql(f"CREATE VIRTUAL TABLE temp.words_{table} USING fts5vocab('main', '{name}', 'col')")
        db.execute_sql(f"CREATE TEMP TABLE old_words_{table} AS SELECT * FROM temp.words_{table}")
        db.execute_sql(f"CREATE TEMP TABLE old_size_{table} AS SELECT id, sz FROM {name}_docsize")
    Derived(db).rebuild()
    found = []
    for table, label in zip(_DERIVED, _LABELS, strict=True):
        if _differs(db, f"temp.old_{table}", f"main.{table}"):
            found.append(Problem("derived", label))
    for table in SEARCHED:
        sizes = f"(SELECT id, sz FROM {search_table(table)}_docsize)"
        words = f"(SELECT * FROM temp.words_{table})"
        if _differs(db, f"temp.old_size_{table}", sizes) or _differs(db, f"temp.old_words_{table}", words):
            found.append(
                Problem("derived", N_("check", "The search index of {table} is out of date.").fill(table=table))
            )
    return found


_LABELS = (
    N_("check", "Figures of customers (spent, owed, last contact) are out of date."),
    N_("check", "Next steps of deals are out of date."),
    N_("check", "Phones, e-mails or tags are not found as they should be."),
)


def _differs(db: Any, one: str, other: str) -> bool:
    for here, there in ((one, other), (other, one)):
        if db.execute_sql(f"SELECT 1 FROM (SELECT * FROM {here} EXCEPT SELECT * FROM {there}) LIMIT 1").fetchone():
            return True
    return False
