"""Making and checking the schema of a database file."""

from __future__ import annotations

from crm_desktop.core.errors import UserError
from crm_desktop.core.i18n import N_
from crm_desktop.models.audit import trigger_sql
from crm_desktop.models.db import APPLICATION_ID, Database, DatabaseError, user_error
from crm_desktop.models.migrations import MIGRATIONS, SCHEMA
from crm_desktop.models.registry import AUDITED
from crm_desktop.models.search_index import search_sql


def version(db: Database) -> int:
    """The schema number of the file, 0 for an empty one.

    Raises :class:`UserError` with ``newer_version``, ``bad_file`` (not ours) or ``damaged``.
    """
    try:
        application = db.execute_sql("PRAGMA application_id").fetchone()[0]
        found = int(db.execute_sql("PRAGMA user_version").fetchone()[0])
        tables = db.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except DatabaseError as error:
        raise user_error(error, db.path) or error from error
    if application != APPLICATION_ID and (application or tables):
        raise UserError("bad_file", N_("database", "{path} belongs to another program.").fill(path=db.path.name))
    if found > SCHEMA:
        raise UserError(
            "newer_version",
            N_("database", "This data was last used with a newer version of CRM Desktop."),
            N_("database", "Install the newest version, then open it again. Nothing was changed."),
        )
    return found


def migrate(db: Database, upto: int = SCHEMA) -> None:
    """Bring the file to schema ``upto`` in one transaction: all steps and the version, or nothing.

    Call it on a copy or on an empty file only.
    """
    start = version(db)
    db.execute_sql("PRAGMA query_only=0")
    try:
        db.execute_sql("BEGIN IMMEDIATE")
        try:
            for migration in MIGRATIONS:
                if start < migration.number <= upto:
                    for statement in migration.sql.split(";\n"):
                        if statement.strip():
                            db.execute_sql(statement)
            if upto == SCHEMA:
                for statement in (*search_sql(), *trigger_sql(AUDITED)):
                    db.execute_sql(statement)
                db.execute_sql("INSERT OR IGNORE INTO audit_state(id, change_id) VALUES (1, NULL)")
            db.execute_sql(f"PRAGMA application_id={APPLICATION_ID}")
            db.execute_sql(f"PRAGMA user_version={upto}")
            db.execute_sql("COMMIT")
        except BaseException:
            if db.in_sql_transaction():
                db.execute_sql("ROLLBACK")
            raise
    except DatabaseError as error:
        raise user_error(error, db.path) or error from error
    finally:
        db.execute_sql("PRAGMA query_only=1")
