"""Putting a database right: always in a new generation, with the old one kept as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.core.datafolder import DATABASE, KEY_FILE, DataFolder
from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_, Text, count_text, render
from crm_desktop.models import db as database
from crm_desktop.models.search_index import SEARCHED, search_sql, search_table
from crm_desktop.services.backup import snapshot
from crm_desktop.services.backup.restore import writers_out
from crm_desktop.services.backup.snapshot import DATABASE_ERRORS
from crm_desktop.services.derived import Derived
from crm_desktop.services.orders_sums import fill_gaps, settle_all
from crm_desktop.services.upkeep.inspection import Problem
from crm_desktop.services.upkeep.salvage import LOST, Donor, Salvaged, mend_links, salvage
from crm_desktop.services.vault import keyfile, rekey


def repair(folder: DataFolder, problems: list[Problem], key: str | None, donor: Donor | None = None) -> list[Text]:
    """Repair what can be; the caller holds the folder's lock. Returns what was done.

    What a damaged database does not give up any more comes from ``donor``; when not even its schema can be read,
    the donor as a whole takes its place.

    Raises ``damaged`` when nothing can be read any more, ``disk_full``, ``read_only``.
    """
    done: list[Text] = []
    areas = {problem.area for problem in problems}
    if "folder" in areas and (removed := folder.clean_orphans()):
        one = N_("check", "Removed the remains of 1 interrupted attempt.")
        done.append(count_text(len(removed), one, N_("check", "Removed the remains of {n} interrupted attempts.")))
    if not areas & {"file", "links", "derived", "lines"}:
        return done
    source = _source(folder)
    set_aside(folder, source)
    fsops.require_space(folder.path, 2 * source.stat().st_size)
    generation = folder.new_generation("repair")
    keyfile.carry_over(source.parent, generation)
    target = generation / DATABASE
    try:
        with writers_out(folder, key):
            if "file" in areas:
                done += _salvage(source, target, key, donor)
            else:
                snapshot.take(source, target, key)
                done += _rebuild(target, key)
            snapshot.inspect(target, key, "links")
            folder.flip(generation)
    except DATABASE_ERRORS as error:
        shutil.rmtree(generation, ignore_errors=True)
        raise database.user_error(error, source) or snapshot.damaged_database() from error
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    return done


def set_aside(folder: DataFolder, source: Path) -> Path:
    """Copy a damaged database with its log to ``recovery/`` before anything is tried. Returns the folder."""
    place = folder.recovery / f"before-repair-{source.parent.name}"
    fsops.make_dir(place)
    for name in (source.name, source.name + "-wal", KEY_FILE):
        if (source.parent / name).exists() and not (place / name).exists():
            with fsops.told_plainly(place):
                shutil.copyfile(source.parent / name, place / name)
    return place


def _source(folder: DataFolder) -> Path:
    """The database to repair: the live one, or the newest there is when the pointer is lost."""
    try:
        return folder.database_path()
    except UserError as error:
        candidates = [gen / DATABASE for gen in reversed(folder.generations()) if (gen / "live").exists()]
        found = next((path for path in candidates if path.is_file() and path.stat().st_size), None)
        if found is None:
            raise error from None
        return found


def _salvage(source: Path, target: Path, key: str | None, donor: Donor | None) -> list[Text]:
    """What could be saved into ``target``, told line by line."""
    try:
        result: Salvaged = salvage(source, target, key, donor)
    except DATABASE_ERRORS:
        if donor is None:
            raise
        for left in target.parent.glob(f"{target.name}*"):
            left.unlink()
        rekey.export(donor.database, donor.key, target, key)
        nothing = N_("check", "Nothing could be read any more; everything comes from the state of {made}.")
        return [nothing.fill(made=donor.made)]
    lost = sum(len(ids) for ids in result.unreadable.values())
    text = N_("check", "Saved {saved} rows of the damaged database; {lost} places could not be read.")
    lines = [text.fill(saved=sum(result.saved.values()), lost=lost)]
    taken = {table: count for table, count in result.from_donor.items() if count}
    if donor is not None and taken:
        older = N_("check", "Taken from the state of {made}, without what was changed since: {tables}.")
        lines.append(older.fill(made=donor.made, tables=_listed(taken)))
    gone = {table: len(ids) - taken.get(table, 0) for table, ids in result.unreadable.items()}
    if any(gone.values()):
        lines.append(N_("check", "Lost at most: {tables}.").fill(tables=_listed(gone)))
    if result.unlinked:
        one = N_("check", "1 row made no sense without what it belonged to and was left out.")
        many = N_("check", "{n} rows made no sense without what they belonged to and were left out.")
        lines.append(count_text(result.unlinked, one, many))
    return lines + _filled(result.filled)


def _filled(count: int) -> list[Text]:
    one = N_("check", "1 order has lost lines or payments: the missing amount is kept, enter again what it was.")
    many = N_(
        "check", "{n} orders have lost lines or payments: the missing amounts are kept, enter again what they were."
    )
    return [count_text(count, one, many)] if count else []


def _listed(counts: dict[str, int]) -> str:
    """``customer 12, deal 3``."""
    return ", ".join(f"{table} {count}" for table, count in counts.items() if count > 0)


def _rebuild(target: Path, key: str | None) -> list[Text]:
    done = [N_("check", "Built the search index and all figures anew.")]
    db = database.open_database(target, key)
    try:
        db.execute_sql("PRAGMA query_only=0")
        db.execute_sql("PRAGMA foreign_keys=0")
        db.execute_sql("BEGIN IMMEDIATE")
        db.execute_sql("UPDATE audit_state SET change_id = (SELECT max(id) FROM audit_log)")
        mend_links(db)
        if settled := settle_all(db):
            one = N_("check", "Summed up 1 order again.")
            done.append(count_text(settled, one, N_("check", "Summed up {n} orders again.")))
        done += _filled(fill_gaps(db, render(LOST)))
        db.execute_sql("UPDATE audit_state SET change_id = NULL")
        for table in SEARCHED:
            db.execute_sql(f"DROP TABLE IF EXISTS {search_table(table)}")
        for statement in search_sql():
            db.execute_sql(statement)
        Derived(db).rebuild()
        db.execute_sql("COMMIT")
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    return done
