"""The log of the data against the data: what it adds up to must be what is there.

``python -m lib.store.history data`` prints the lines that ``data_change.csv`` still
lacks, ready to be given a reason.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from lib.store.facts import Facts, load
from lib.store.schema import BUILT_FROM_CSV

LOG = "data_change"


def unlogged(facts: Facts) -> dict[str, int]:
    """Table → rows that no line of the log accounts for (negative: rows too few)."""
    logged: Counter[str] = Counter()
    for row in facts.tables[LOG]:
        logged[row.cells["table_name"]] += row.cells["added"] - row.cells["removed"]
    found = {
        table.name: len(facts.tables[table.name]) - logged[table.name]
        for table in BUILT_FROM_CSV
        if table.name != LOG
    }
    return {name: count for name, count in found.items() if count}


def lines(data_dir: Path, *, change_id: str, on_date: str) -> list[str]:
    """CSV lines for what is not logged yet; the reason is left to be written."""
    return [
        f"{change_id},{name},{on_date},{max(count, 0)},0,{max(-count, 0)},"
        for name, count in unlogged(load(data_dir)).items()
    ]


if __name__ == "__main__":
    print(*lines(Path(sys.argv[1]), change_id="YYYY-MM-DD-1", on_date="YYYY-MM-DD"), sep="\n")
