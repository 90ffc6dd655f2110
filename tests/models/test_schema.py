"""The schema: frozen migrations lead to what the models say; foreign and newer files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import SchemaManager

from crm_desktop.core.errors import UserError
from crm_desktop.models import schema
from crm_desktop.models.db import DatabaseError, open_database
from crm_desktop.models.migrations import SCHEMA
from crm_desktop.models.registry import ALL_MODELS


def _objects(db: object) -> set[tuple[str, str, str]]:
    """Tables by their columns (a later migration appends columns), indexes by their text."""
    found = set()
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'"
    )
    for (table,) in db.execute_sql(tables).fetchall():
        for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall():
            found.add((table, row[1], f"{row[2]} {row[3]} {row[4]} {row[5]}"))
        for row in db.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall():
            found.add((table, row[3], f"-> {row[2]}.{row[4]}"))
    for name, sql in db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"):
        found.add(("index", name, " ".join(sql.split())))
    return found


def test_migrations_lead_to_the_models(tmp_path: Path) -> None:
    migrated, modelled = open_database(tmp_path / "a.db"), open_database(tmp_path / "b.db")
    schema.migrate(migrated)
    modelled.execute_sql("PRAGMA query_only=0")
    for model in ALL_MODELS:
        SchemaManager(model, database=modelled).create_all()
    assert _objects(migrated) == _objects(modelled)
    assert schema.version(migrated) == SCHEMA
    migrated.close()
    modelled.close()


def test_connections_have_the_settings_that_keep_data_safe(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    schema.migrate(db)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "query_only": 1,
        "mmap_size": 0,
        "cell_size_check": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "temp_store": 2,
        "busy_timeout": 10_000,
    }
    found = {name: db.execute_sql(f"PRAGMA {name}").fetchone() for name in wanted}
    assert {name: row[0] if row else 0 for name, row in found.items()} == wanted
    db.close()


def test_a_newer_and_a_foreign_file_are_refused_unchanged(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    schema.migrate(db)
    db.execute_sql("PRAGMA query_only=0")
    db.execute_sql(f"PRAGMA user_version={SCHEMA + 1}")
    with pytest.raises(UserError) as caught:
        schema.version(db)
    assert caught.value.code == "newer_version"
    db.execute_sql("PRAGMA application_id=7")
    with pytest.raises(UserError) as caught:
        schema.version(db)
    assert caught.value.code == "bad_file"
    db.close()


def test_a_text_file_is_damage_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("this is no database " * 100)
    with pytest.raises((UserError, DatabaseError)) as caught:
        schema.version(open_database(path, read_only=True))
    assert getattr(caught.value, "code", "damaged") == "damaged"


def test_a_failing_migration_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.models.migrations import MIGRATIONS, Migration

    broken = (*MIGRATIONS, Migration(SCHEMA + 1, "CREATE TABLE extra(id INTEGER);\nCREATE TABLE extra(id INTEGER)"))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    db = open_database(tmp_path / "a.db")
    schema.migrate(db)
    with pytest.raises(DatabaseError):
        schema.migrate(db, SCHEMA + 1)
    assert schema.version(db) == SCHEMA
    assert not db.execute_sql("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone()
    assert db.execute_sql("PRAGMA query_only").fetchone()[0] == 1
    db.close()


def test_a_schema_that_is_no_text_any_more_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = open_database(path)
    schema.migrate(db)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    data = path.read_bytes()
    garbled = data.replace(b'ON "customer" (', b'ON "\xa5ustomer" (')
    assert garbled != data
    path.write_bytes(garbled)
    damaged = open_database(path, read_only=True)
    with pytest.raises(UserError) as caught:
        schema.version(damaged)
    assert caught.value.code == "damaged"
    damaged.close()
