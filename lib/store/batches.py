"""What the ledger of a store holds, for those who compare two of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from lib.store import connect

BATCHES = """
select id, received_at, coalesce(office_id, '') as office_id, filename from import_batch
order by rowid
"""


class Batch(NamedTuple):
    """One line of the ledger: its id, when it came (ISO with zone), whose, which file."""

    id: str
    received_at: str
    office_id: str
    filename: str

    def __str__(self) -> str:
        return f"{self.id}（{self.received_at}，{self.office_id}，{self.filename}）"


def batches(path: Path) -> list[Batch]:
    """Every batch of a store, the oldest first; :class:`Refused` when it cannot be read."""
    with connect.told(path), closing(connect.connect_read_only(path)) as connection:
        return [Batch(*row) for row in connection.execute(BATCHES)]


def lacking(path: Path, other: Path) -> list[Batch]:
    """The batches of ``other`` that ``path`` does not have."""
    there = {each.id for each in batches(path)}
    return [each for each in batches(other) if each.id not in there]


def told(path: Path) -> str:
    """How many batches, and the last one, in words."""
    found = batches(path)
    return f"{len(found)} 批，最后一批 {found[-1]}" if found else "还没有填报"
