"""Files, fields of the shop's own and ties between customers."""

from __future__ import annotations

SQL = """
CREATE TABLE "attachment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "customer_id" INTEGER,
    "deal_id" INTEGER,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "sha256" TEXT NOT NULL,
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("deal_id") REFERENCES "deal" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "attachment_customer_id" ON "attachment" ("customer_id");
CREATE INDEX "attachment_deal_id" ON "attachment" ("deal_id");
CREATE TABLE "custom_field" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "entity" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "choices" TEXT NOT NULL DEFAULT '[]',
    "position" INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX "custom_field_live" ON "custom_field" ("entity", "key") WHERE deleted_at IS NULL;
CREATE TABLE "custom_value" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "field_id" INTEGER NOT NULL,
    "record_id" INTEGER NOT NULL DEFAULT 0,
    "text" TEXT NOT NULL DEFAULT '',
    "number" REAL,
    FOREIGN KEY ("field_id") REFERENCES "custom_field" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX "custom_value_field_id_record_id" ON "custom_value" ("field_id", "record_id");
CREATE INDEX "custom_value_field_id_text" ON "custom_value" ("field_id", "text");
CREATE INDEX "custom_value_field_id_number" ON "custom_value" ("field_id", "number");
CREATE TABLE "relation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "customer_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT '',
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("other_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "relation_customer_id" ON "relation" ("customer_id");
CREATE INDEX "relation_other_id" ON "relation" ("other_id");
CREATE TABLE "draft" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updated_at" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX "follow_up_done_at" ON "follow_up" ("done_at") WHERE done_at IS NOT NULL;
CREATE INDEX "follow_up_remind_at" ON "follow_up" ("remind_at") WHERE remind_at IS NOT NULL;
CREATE INDEX "order_line_by_product" ON "order_line" ("order_id", "product_id", "amount", "quantity");
"""
