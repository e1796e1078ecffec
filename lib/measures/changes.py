"""What changed between two days: lamps that moved, items closed, items still silent.

Everything works on mappings of id → state (a key of ``PROJECT_STATES`` or
``INDICATOR_STATES``), so that the screens, the scenes and the tests count alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

#: states that end an item or a target
CLOSED = frozenset({"done", "met", "late_met"})

#: the better ones first; an unknown state lies between good news and bad
RANK = {
    "done": 0, "met": 0, "late_met": 1, "on_track": 2, "no_pace": 2, "due_soon": 3,
    "unreported": 4, "no_data": 4, "proxy": 4, "paused": 5, "behind": 6, "overdue": 7, "missed": 7,
}  # fmt: skip


def got_worse(was: str, now: str) -> bool:
    """Whether a lamp moved for the worse; a first report is judged by what it says."""
    return RANK[now] > RANK[was]


@dataclass(frozen=True, kw_only=True)
class Move:
    """One lamp that differs between the two days."""

    id: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Ids, each in the later day's order.

    ``new``: not known on the earlier day. ``gone``: known then, not now (a
    withdrawn document). ``moved``: another lamp. ``closed`` and ``reopened``:
    moves into and out of :data:`CLOSED`. ``reported``: something was reported
    in between. ``silent``: not closed, and nothing was reported in between.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    moved: tuple[Move, ...]
    closed: tuple[str, ...]
    reopened: tuple[str, ...]
    reported: tuple[str, ...]
    silent: tuple[str, ...]


def changes(
    before: Mapping[str, str], now: Mapping[str, str], *, reported: Collection[str] = ()
) -> Changes:
    """Compare two days; ``reported`` are the ids with a report known since the first."""
    moved = tuple(
        Move(id=id, was=before[id], now=state)
        for id, state in now.items()
        if id in before and before[id] != state
    )
    return Changes(
        new=tuple(id for id in now if id not in before),
        gone=tuple(id for id in before if id not in now),
        moved=moved,
        closed=tuple(m.id for m in moved if m.now in CLOSED and m.was not in CLOSED),
        reopened=tuple(m.id for m in moved if m.was in CLOSED and m.now not in CLOSED),
        reported=tuple(id for id in now if id in reported),
        silent=tuple(id for id, state in now.items() if id not in reported and state not in CLOSED),
    )


def states(rows: Collection[Mapping[str, Any]]) -> dict[str, str]:
    """id → lamp state of rows as ``lib.rows`` makes them, in their order."""
    return {row["id"]: row["lamp"].state for row in rows}
