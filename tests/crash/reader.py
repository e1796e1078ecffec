"""A reader that never stops: ``python -m tests.crash.reader STORE``.

It reads by the app's own connection, as fast as a crowd would. For each line that comes in it
answers with what it saw so far and what there is now, as one line of JSON.
"""

from __future__ import annotations

import json
import select
import sys
from collections import Counter
from pathlib import Path

from lib.store import connect, versions

REPORTS = 4  # rows of every batch
SEEN = """
select b.id, (select count(*) from project_report r where r.batch_id = b.id) as rows
from import_batch b order by b.rowid
"""
PAUSE = 0.005  # seconds


def look(store: Path, before: set[str], found: Counter[str]) -> set[str]:
    """One look: what is there now; errors, torn and lost batches are counted."""
    try:
        versions.current_version(store)
        rows = {row["id"]: row["rows"] for row in connect.read(store, SEEN)}
    except connect.StoreUnusable as error:
        found[f"error {error.problem.kind} {error.problem.value}"] += 1
        return before
    found["looks"] += 1
    found["torn"] += any(count != REPORTS for count in rows.values())
    found["lost"] += not before <= set(rows)
    found["changes"] += before != set(rows)
    return set(rows)


def main(store: Path) -> None:
    """Look until nobody asks any more."""
    found: Counter[str] = Counter(looks=0, torn=0, lost=0, changes=0)
    now: set[str] = set()
    while True:
        now = look(store, now, found)
        if select.select([sys.stdin], [], [], PAUSE)[0]:
            if not sys.stdin.readline():
                return
            now = look(store, now, found)  # what was there before the question
            print(json.dumps({"found": found, "now": sorted(now)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
