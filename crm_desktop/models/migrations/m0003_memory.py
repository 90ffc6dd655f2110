"""What the program remembers for the shop: who is not the same person, imports and mappings, ready-made texts."""

from __future__ import annotations

SQL = """
CREATE TABLE "not_same" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "customer_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("other_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "not_same_customer_id_other_id" ON "not_same" ("customer_id", "other_id");
CREATE INDEX "not_same_other_id" ON "not_same" ("other_id");
CREATE TABLE "import_mapping" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "entity" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "headers" TEXT NOT NULL DEFAULT '[]',
    "choices" TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE "import_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "change_id" INTEGER NOT NULL DEFAULT 0,
    "entity" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "counts" TEXT NOT NULL DEFAULT '{}',
    "choices" TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX "import_run_change_id" ON "import_run" ("change_id");
CREATE TABLE "text_template" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "kind" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL DEFAULT '',
    "response" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0
);
"""
