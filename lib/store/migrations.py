"""Steps from an empty file to today's schema, applied once and in order."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from lib.store.ddl import statements
from lib.store.schema import APPLICATION_ID, SCHEMA_VERSION

migrations = Migrations("guixiang")


@migrations()
def m001_first_schema(db: Database) -> None:
    """All tables, the ledger's append-only triggers, the public views."""
    for statement in statements():
        db.execute(statement)


def migrate(db: Database) -> None:
    """Bring ``db`` to the present schema and mark it as ours."""
    migrations.apply(db)
    db.execute(f"pragma application_id = {APPLICATION_ID:d}")
    db.execute(f"pragma user_version = {SCHEMA_VERSION:d}")
