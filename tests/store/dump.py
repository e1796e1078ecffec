"""A store of the present schema as SQL, for the tests of later ones.

``python -m tests.store.dump > tests/store/schemas/v5.sql``, before the schema changes: tables,
triggers and views, one report of each kind, no facts.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from lib.paths import ROOT
from lib.store import connect
from lib.store.build import build
from lib.store.schema import APPLICATION_ID, LEDGER, SCHEMA_VERSION
from tests.ledger import add_batch, add_report, add_value

KEPT = (*(table.name for table in LEDGER), "store_meta")
TASK = {
    "meeting_id": "m1", "project_id": "s01", "office_id": "yingshang", "says": "补材料",
    "due_on": "2024-03-01", "assigned_by": "甲", "received_at": "2024-01-05T09:00:00+08:00",
}  # fmt: skip
AT = {"batch_id": "b1", "place_id": "coffee", "as_of": "2024-01-09", "reporter": "王一"}


def used(path: Path) -> None:
    """Put a report of each kind into a store, and a batch that was withdrawn."""
    add_batch(path)
    for project in ("s01", "s02"):
        add_report(path, project, progress="一\n二")
    add_value(path, "hightech", 3)
    add_batch(path, "b0", when="2024-02-10T09:00:00+08:00")
    add_batch(path, "w1", when="2024-02-11T09:00:00+08:00", withdraws="b0", withdrawn_by="乙",
              original=None)  # fmt: skip
    with connect.write(path) as db:
        db["meeting"].insert({"id": "m1", "held_on": "2024-01-05", "title": "早餐会"})
        db["assignment"].insert(TASK)
        db["place_report"].insert(AT | {"lon": 121.418, "lat": 31.216})


def statements(path: Path) -> Iterator[str]:
    """The store as SQL, its facts left out."""
    yield f"-- schema version {SCHEMA_VERSION}: tables, triggers, views; reports; no facts"
    yield f"pragma application_id={APPLICATION_ID};"
    yield f"pragma user_version={SCHEMA_VERSION};"
    yield "pragma foreign_keys=off;"
    kept = tuple(f'INSERT INTO "{name}"' for name in KEPT)
    with closing(sqlite3.connect(path)) as db:
        for line in db.iterdump():
            if not line.startswith("INSERT INTO") or line.startswith(kept):
                yield line


def main() -> None:
    """Print the dump of a store made for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        build(ROOT / "data", path)
        used(path)
        print("\n".join(statements(path)))


if __name__ == "__main__":
    main()
