"""What changed between two days: lamps that moved, projects closed, projects still silent.

Everything works on mappings of id → state (a key of ``PROJECT_STATES`` or
``INDICATOR_STATES``), so that the screens, the scenes and the tests count alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

#: states that end a project or a target
CLOSED = frozenset({"done", "met", "late_met"})

#: the lower the better. 临期 comes by the calendar and hides how far a project is; what nobody
#: reported, or what is only near, is neither good nor bad: these have no rank
RANK = {
    "done": 0, "met": 0, "late_met": 1, "on_track": 1, "paused": 2, "behind": 3, "overdue": 4,
    "missed": 4,
}  # fmt: skip


def step(was: str, now: str) -> int:
    """-1 when a lamp became better, 1 worse, 0 neither: a first report, a withdrawal or a near
    number says neither, 临期 only by what follows it.
    """
    if was == "due_soon" and now in ("done", "overdue"):
        return -1 if now == "done" else 1
    if was not in RANK or now not in RANK:
        return 0
    return (RANK[now] > RANK[was]) - (RANK[now] < RANK[was])


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
