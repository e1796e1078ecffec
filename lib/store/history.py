"""The log of the data against the data, and against its own past.

What it adds up to must be what is there; and lines are only ever added at its end.

``python -m lib.store.history data`` prints the lines that ``data_change.csv`` still
lacks, ready to be given a reason.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from lib.store.facts import Facts, load
from lib.store.problems import Problem
from lib.store.schema import BUILT_FROM_CSV

LOG = "data_change"
FILE = f"facts/{LOG}.csv"
#: an hour after this version counts of its newest change were put right in place; the
#: log says so since, and no other version may be edited
EDITED = ("0d59ed5c65f3937128017711f3a1e43a1a42e313e9c5608f719422cf5311df3b",)


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


def rewritten(data_dir: Path) -> list[Problem]:
    """Lines of the log that a later version changed or took out; [] without a history.

    The versions are those of Git, oldest first, and the file as it is now.
    """
    versions = [*_committed(data_dir), (data_dir / FILE).read_text(encoding="utf-8")]
    found = []
    for before, after in pairwise(versions):
        digest = hashlib.sha256(before.encode()).hexdigest()
        if after.startswith(before) or digest in EDITED:
            continue
        old, new = before.splitlines(), after.splitlines()
        number = next((n for n, line in enumerate(old) if new[n : n + 1] != [line]), len(old) - 1)
        found.append(Problem(file=FILE, row=number + 1, kind="past_change", value=old[number]))
    return sorted(set(found))


def _committed(data_dir: Path) -> list[str]:
    """The log's versions in Git, oldest first; [] where there is no Git or no repository."""
    if not (data_dir / FILE).is_file():
        return []
    ids = _git(data_dir, "log", "--first-parent", "--reverse", "--format=%H", "--", FILE)
    shown = (_git(data_dir, "show", f"{id}:./{FILE}") for id in ids.split())
    return [text for text in shown if text]


def _git(data_dir: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(data_dir), *words], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def lines(data_dir: Path, *, change_id: str, on_date: str) -> list[str]:
    """CSV lines for what is not logged yet; the reason is left to be written."""
    return [
        f"{change_id},{name},{on_date},{max(count, 0)},0,{max(-count, 0)},"
        for name, count in unlogged(load(data_dir)).items()
    ]


if __name__ == "__main__":
    print(*lines(Path(sys.argv[1]), change_id="YYYY-MM-DD-1", on_date="YYYY-MM-DD"), sep="\n")
