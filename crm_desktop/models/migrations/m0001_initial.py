"""The first schema. Frozen: later changes are migrations of their own."""

from __future__ import annotations

SQL = """
CREATE TABLE "shop_setting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL
);
CREATE UNIQUE INDEX "shop_setting_key" ON "shop_setting" ("key");
CREATE TABLE "staff" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT '',
    "active" INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX "staff_name" ON "staff" ("name");
CREATE TABLE "choice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "list_name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX "choice_list_name_key" ON "choice" ("list_name", "key");
CREATE TABLE "saved_view" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "entity" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE "customer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "code" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'person',
    "company" TEXT NOT NULL DEFAULT '',
    "phones" TEXT NOT NULL DEFAULT '[]',
    "emails" TEXT NOT NULL DEFAULT '[]',
    "wechat" TEXT NOT NULL DEFAULT '',
    "gender" TEXT NOT NULL DEFAULT '',
    "birthday" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "industry" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "grade" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT 'lead',
    "owner_id" INTEGER,
    "tags" TEXT NOT NULL DEFAULT '[]',
    "preferred_channel" TEXT NOT NULL DEFAULT '',
    "referrer_id" INTEGER,
    "preferences" TEXT NOT NULL DEFAULT '',
    "special_requirements" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "verified_on" TEXT,
    FOREIGN KEY ("owner_id") REFERENCES "staff" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("referrer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "customer_owner_id" ON "customer" ("owner_id");
CREATE INDEX "customer_referrer_id" ON "customer" ("referrer_id");
CREATE UNIQUE INDEX "customer_code_live" ON "customer" ("code") WHERE deleted_at IS NULL AND code <> '';
CREATE INDEX "customer_by_name" ON "customer" ("deleted_at", "name_key", "id");
CREATE INDEX "customer_sort" ON "customer" ("deleted_at", "company", "region", "industry", "source", "grade", "stage",
    "kind", "gender", "owner_id", "created_at", "code");
CREATE UNIQUE INDEX "customer_uid" ON "customer" ("uid");
CREATE TABLE "activity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "customer_id" INTEGER,
    "deal_id" INTEGER,
    "type" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "content" TEXT NOT NULL DEFAULT '',
    "response" TEXT NOT NULL DEFAULT '',
    "staff_id" INTEGER,
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "activity_staff_id" ON "activity" ("staff_id");
CREATE INDEX "activity_customer_id_at" ON "activity" ("customer_id", "at");
CREATE TABLE "pipeline" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE "stage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "pipeline_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "probability" INTEGER NOT NULL DEFAULT 0,
    "rot_days" INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY ("pipeline_id") REFERENCES "pipeline" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "stage_pipeline_id" ON "stage" ("pipeline_id");
CREATE TABLE "deal" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "number" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "title_key" TEXT NOT NULL DEFAULT '',
    "customer_id" INTEGER,
    "pipeline_id" INTEGER NOT NULL,
    "stage_id" INTEGER NOT NULL,
    "stage_entered_at" INTEGER NOT NULL DEFAULT 0,
    "amount" INTEGER,
    "value_at" INTEGER NOT NULL DEFAULT 0,
    "probability" INTEGER NOT NULL DEFAULT 0,
    "probability_manual" INTEGER NOT NULL DEFAULT 0,
    "expected_close" TEXT,
    "owner_id" INTEGER,
    "source" TEXT NOT NULL DEFAULT '',
    "competitor" TEXT NOT NULL DEFAULT '',
    "tags" TEXT NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT NOT NULL DEFAULT '',
    "closed" TEXT,
    "notes" TEXT NOT NULL DEFAULT '',
    "position" REAL NOT NULL DEFAULT 0,
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("pipeline_id") REFERENCES "pipeline" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("stage_id") REFERENCES "stage" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("owner_id") REFERENCES "staff" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "deal_customer_id" ON "deal" ("customer_id");
CREATE INDEX "deal_pipeline_id" ON "deal" ("pipeline_id");
CREATE INDEX "deal_owner_id" ON "deal" ("owner_id");
CREATE INDEX "deal_stage_id_status_position" ON "deal" ("stage_id", "status", "position");
CREATE UNIQUE INDEX "deal_number_live" ON "deal" ("number") WHERE deleted_at IS NULL AND number <> '';
CREATE UNIQUE INDEX "deal_uid" ON "deal" ("uid");
CREATE TABLE "deal_move" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deal_id" INTEGER NOT NULL,
    "from_stage_id" INTEGER,
    "to_stage_id" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'open',
    "at" INTEGER NOT NULL,
    FOREIGN KEY ("deal_id") REFERENCES "deal" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "deal_move_deal_id" ON "deal_move" ("deal_id");
CREATE TABLE "follow_up" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "customer_id" INTEGER,
    "deal_id" INTEGER,
    "type" TEXT NOT NULL DEFAULT 'call',
    "due" TEXT,
    "time" TEXT,
    "remind_at" INTEGER,
    "subject" TEXT NOT NULL,
    "owner_id" INTEGER,
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "status" TEXT NOT NULL DEFAULT 'open',
    "result" TEXT NOT NULL DEFAULT '',
    "done_at" INTEGER,
    "recurrence" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("deal_id") REFERENCES "deal" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("owner_id") REFERENCES "staff" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "follow_up_owner_id" ON "follow_up" ("owner_id");
CREATE INDEX "follow_up_status_due" ON "follow_up" ("status", "due");
CREATE INDEX "follow_up_customer_id_due" ON "follow_up" ("customer_id", "due");
CREATE INDEX "follow_up_deal_id_due" ON "follow_up" ("deal_id", "due");
CREATE TABLE "product" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "code" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT '',
    "price" INTEGER,
    "cost" INTEGER,
    "active" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX "product_code_live" ON "product" ("code") WHERE deleted_at IS NULL AND code <> '';
CREATE INDEX "product_name" ON "product" ("name");
CREATE TABLE "sales_order" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" INTEGER,
    "number" TEXT NOT NULL DEFAULT '',
    "date" TEXT NOT NULL,
    "time" TEXT,
    "customer_id" INTEGER,
    "channel" TEXT NOT NULL DEFAULT '',
    "staff_id" INTEGER,
    "discount" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "paid" INTEGER NOT NULL DEFAULT 0,
    "due" TEXT,
    "deal_id" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '',
    FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "sales_order_staff_id" ON "sales_order" ("staff_id");
CREATE INDEX "sales_order_customer_id_date" ON "sales_order" ("customer_id", "date");
CREATE INDEX "sales_order_date" ON "sales_order" ("date");
CREATE UNIQUE INDEX "order_number_live" ON "sales_order" ("number") WHERE deleted_at IS NULL AND number <> '';
CREATE UNIQUE INDEX "order_uid" ON "sales_order" ("uid");
CREATE TABLE "order_line" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "order_id" INTEGER NOT NULL,
    "product_id" INTEGER,
    "product_name" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1000,
    "price" INTEGER NOT NULL DEFAULT 0,
    "discount" INTEGER NOT NULL DEFAULT 0,
    "amount" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id") DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY ("product_id") REFERENCES "product" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "order_line_order_id" ON "order_line" ("order_id");
CREATE INDEX "order_line_product_id" ON "order_line" ("product_id");
CREATE TABLE "payment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" INTEGER NOT NULL DEFAULT 0,
    "updated_at" INTEGER NOT NULL DEFAULT 0,
    "order_id" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "method" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "payment_order_id" ON "payment" ("order_id");
CREATE TABLE "customer_stats" (
    "customer_id" INTEGER NOT NULL PRIMARY KEY,
    "total_spent" INTEGER NOT NULL DEFAULT 0,
    "owed" INTEGER NOT NULL DEFAULT 0,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "first_order" TEXT,
    "last_order" TEXT,
    "usual_days" INTEGER,
    "last_contact_at" INTEGER,
    "next_follow_up" TEXT,
    "next_follow_up_id" INTEGER,
    "birth_key" TEXT
);
CREATE INDEX "customer_stats_total_spent" ON "customer_stats" ("total_spent", "customer_id");
CREATE INDEX "customer_stats_owed" ON "customer_stats" ("owed", "customer_id");
CREATE INDEX "customer_stats_orders" ON "customer_stats" ("orders", "customer_id");
CREATE INDEX "customer_stats_last_order" ON "customer_stats" ("last_order", "customer_id");
CREATE INDEX "customer_stats_last_contact_at" ON "customer_stats" ("last_contact_at", "customer_id");
CREATE INDEX "customer_stats_next_follow_up" ON "customer_stats" ("next_follow_up", "customer_id");
CREATE INDEX "customer_stats_birth_key" ON "customer_stats" ("birth_key", "customer_id");
CREATE TABLE "deal_stats" (
    "deal_id" INTEGER NOT NULL PRIMARY KEY,
    "next_follow_up" TEXT,
    "next_follow_up_id" INTEGER,
    "last_touch_at" INTEGER
);
CREATE TABLE "lookup_key" (
    "entity" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "record_id" INTEGER NOT NULL,
    PRIMARY KEY ("entity", "kind", "value", "record_id")
) WITHOUT ROWID;
CREATE INDEX "lookup_key_entity_record_id" ON "lookup_key" ("entity", "record_id");
CREATE TABLE "audit_log" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "user" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "params" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "undoes" INTEGER,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);
CREATE INDEX "audit_log_undoes" ON "audit_log" ("undoes");
CREATE TABLE "change_row" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "change_id" INTEGER NOT NULL,
    "tbl" TEXT NOT NULL,
    "row_id" INTEGER NOT NULL,
    "op" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT
);
CREATE INDEX "change_row_change_id" ON "change_row" ("change_id");
CREATE INDEX "change_row_tbl_row_id" ON "change_row" ("tbl", "row_id");
CREATE TABLE "audit_state" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "change_id" INTEGER
);
"""
