"""Steps from an empty file to today's schema, applied once and in order."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from lib.store.ddl import VIEWS, create_table, statements, triggers_of
from lib.store.schema import ALL_TABLES, APPLICATION_ID, LEDGER, SCHEMA_VERSION

migrations = Migrations("guixiang")


@migrations()
def m001_first_schema(db: Database) -> None:
    """All tables, the ledger's append-only triggers, the public views."""
    for statement in statements():
        db.execute(statement)


@migrations()
def m002_change_log_and_standing_values(db: Database) -> None:
    """Tables that came later (``data_change``); views that know of corrections."""
    complete(db)


@migrations()
def m003_models(db: Database) -> None:
    """Models of cooperation and their parts (``model``, ``model_part``)."""
    complete(db)


def complete(db: Database) -> None:
    """Add the tables that are missing and make the views anew; rows stay as they are."""
    there = set(db.table_names())
    for table in ALL_TABLES:
        if table.name not in there:
            db.execute(create_table(table))
            if table in LEDGER:
                for statement in triggers_of(table):
                    db.execute(statement)
    for name in reversed(db.view_names()):
        if name.startswith("v_"):
            db.view(name).drop()
    for statement in VIEWS:
        db.execute(statement)


def migrate(db: Database) -> None:
    """Bring ``db`` to the present schema and mark it as ours."""
    migrations.apply(db)
    db.execute(f"pragma application_id = {APPLICATION_ID:d}")
    db.execute(f"pragma user_version = {SCHEMA_VERSION:d}")
