"""Writing a database anew under another key, or under none: always a new file, checked before it counts."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.core import fsops
from crm_desktop.models import db as database
from crm_desktop.services.backup import snapshot


def export(source: Path, source_key: str | None, target: Path, target_key: str | None) -> None:
    """Copy ``source`` to the new file ``target``, which only ``target_key`` opens (None: anybody).

    Raises ``UserError``: ``damaged`` when the copy is not what the source is, ``disk_full``; no half copy stays.
    """
    fsops.create(target).close()
    db = database.open_database(source, source_key)
    try:
        db.execute_sql("PRAGMA query_only=0")
        key = f"x'{target_key}'" if target_key else ""
        db.execute_sql("ATTACH DATABASE ? AS target KEY ?", (str(target), key))
        db.execute_sql("BEGIN")
        before = snapshot.contents(db)
        db.execute_sql("COMMIT")
        db.execute_sql("SELECT sqlcipher_export('target')")
        for pragma in ("user_version", "application_id"):
            value = int(db.execute_sql(f"PRAGMA main.{pragma}").fetchone()[0])
            db.execute_sql(f"PRAGMA target.{pragma} = {value}")
        db.execute_sql("DETACH DATABASE target")
        if snapshot.inspect(target, target_key, "links") != before:
            raise snapshot.damaged_database()
    except BaseException as error:
        target.unlink(missing_ok=True)
        raise snapshot.plain(error, source) from error
    finally:
        db.close()
    fsops.sync_path(target)
