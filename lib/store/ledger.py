"""The ledger: batches of reports are appended, whole or not at all.

Nothing is ever changed or deleted; a withdrawal is a batch of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from lib import trail
from lib.letters import drawn
from lib.store import connect, versions
from lib.store.problems import Problem, Refused

if TYPE_CHECKING:  # it brings pandas along
    from sqlite_utils import Database

REPORT_TABLES = ("project_report", "indicator_report", "place_report")

STANDING = """
select received_at from import_batch b
where sha256 = :sha256 and withdraws is null
  and not exists (select 1 from import_batch w where w.withdraws = b.id)
order by received_at limit 1
"""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One upload: who sent which file for which office, and when (ISO with zone)."""

    received_at: str
    received_by: str
    office_id: str
    filename: str
    original: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.original).hexdigest()


class Overtaken(Refused):
    """The store is no longer the one that was looked at."""


def append(
    path: Path, batch: Batch, rows: Mapping[str, Sequence[dict[str, Any]]], *, seen: str = ""
) -> str:
    """Append a batch with its rows in one transaction; returns the batch's id.

    ``rows`` maps a report table to its rows (without id and batch). The same
    file twice, unless withdrawn in between, raises :class:`Refused`; a store that has
    another version than the ``seen`` one :class:`Overtaken`.
    """
    id = _id(batch.received_at)
    head = {
        "id": id,
        "received_at": batch.received_at,
        "received_by": batch.received_by,
        "office_id": batch.office_id,
        "filename": batch.filename,
        "sha256": batch.sha256,
        "original": batch.original,
    }

    def work(db: Database) -> None:
        _require_name(batch.filename, batch.received_by)
        earlier = standing(db, batch.sha256)
        if earlier:
            raise Refused([Problem(file=batch.filename, kind="same_file", value=earlier)])
        if seen and versions.inside(db) != seen:
            raise Overtaken([Problem(file=batch.filename, kind="overtaken")])
        db.table("import_batch").insert(head)
        for table in REPORT_TABLES:
            for row in rows.get(table, ()):
                db.table(table).insert(row | {"batch_id": id})

    transact(path, work)
    trail.note(path, "收下", batch.received_by, f"批次 {id}，{batch.office_id}，{batch.filename}")
    return id


def standing(db: Database, sha256: str) -> str:
    """When a file with this digest was received and not withdrawn since, else ''."""
    found = db.execute(STANDING, {"sha256": sha256}).fetchone()
    return found[0] if found else ""


def received(path: Path, original: bytes) -> str:
    """When the same bytes were received and not withdrawn since, else ''."""
    found = connect.read(path, STANDING, {"sha256": hashlib.sha256(original).hexdigest()})
    return str(next(iter(found[0].values()))) if found else ""


def withdraw(path: Path, batch_id: str, *, by: str, when: str) -> str:
    """Withdraw a batch by a new record; returns the new batch's id."""
    id = _id(when)
    _require_name(batch_id, by)

    def work(db: Database) -> None:
        found = db.execute(
            "select office_id, filename, sha256, withdraws from import_batch where id = :id",
            {"id": batch_id},
        ).fetchone()
        if found is None or found[3] is not None:
            raise Refused([Problem(file=batch_id, kind="no_batch")])
        taken = db.execute(
            "select 1 from import_batch where withdraws = :id", {"id": batch_id}
        ).fetchone()
        if taken:
            raise Refused([Problem(file=batch_id, kind="already_withdrawn")])
        db.table("import_batch").insert(
            {
                "id": id,
                "received_at": when,
                "received_by": by,
                "office_id": found[0],
                "filename": found[1],
                "sha256": found[2],
                "withdraws": batch_id,
                "withdrawn_by": by,
            }
        )

    transact(path, work)
    trail.note(path, "撤回", by, f"批次 {batch_id}，记为 {id}")
    return id


def _require_name(file: str, name: str) -> None:
    """Who took something in is named; letters that draw nothing name nobody."""
    if not drawn(name):
        raise Refused([Problem(file=file, column="接收人", kind="required")])


def _id(when: str) -> str:
    return f"{when[:10].replace('-', '')}-{uuid4().hex[:8]}"


def transact(path: Path, work: Callable[[Database], None]) -> None:
    """Run ``work`` in one transaction, whole or not at all; :class:`Refused` when it cannot."""
    connect.require(path)
    with connect.told(path), connect.write(path) as db, connect.transaction(db):
        work(db)
