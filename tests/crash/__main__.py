"""``python -m tests.crash --kills 200 --seed N``: kill, look, go on; a table at the end.

Exits with 1 at the first batch that is lost or torn, the first reader that meets an error, the
first command that does not work afterwards. The seed that is printed brings the same order and
moments; what the machine does meanwhile it cannot bring back.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from lib import paths
from lib.store.build import build
from tests.crash.kinds import KINDS
from tests.crash.world import Tally, World


def run(store: Path, kills: int, kinds: list[str], seed: int) -> tuple[dict[str, Tally], Counter]:
    """So many kills in turn; the tallies by kind, and what the readers saw."""
    tallies = {kind: Tally() for kind in kinds}
    world = World(store, seed)
    for number in range(kills):
        kind = kinds[number % len(kinds)]
        world.number = number
        KINDS[kind](world, tallies[kind])
        world.examine(tallies[kind])
        tallies[kind].recovered += 1
    return tallies, world.end()


def table(tallies: dict[str, Tally], seen: Counter) -> str:
    """The outcome for people."""
    lines = ["kind      kills  moments (s)     acknowledged  unsaid  lost  torn  recovered"]
    for kind, each in tallies.items():
        moments = f"{min(each.moments):.3f} – {max(each.moments):.3f}" if each.moments else "-"
        lines.append(
            f"{kind:<8} {each.kills:>6}  {moments:<15} {each.acknowledged:>12} {each.unsaid:>7}"
            f" {0:>5} {0:>5} {each.recovered:>10}"
        )
        if each.notes:
            notes = ", ".join(f"{name}: {count}" for name, count in sorted(each.notes.items()))
            lines.append(f"         {notes}")
    said = ", ".join(f"{name}: {count}" for name, count in seen.items())
    return "\n".join([*lines, f"readers  {said}, errors: 0"])


def main() -> int:
    """The command."""
    top = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    top.add_argument("--kills", type=int, default=200)
    top.add_argument("--seed", type=int, default=int(time.time()))
    top.add_argument("--kinds", default=",".join(KINDS))
    top.add_argument("--json", action="store_true")
    args = top.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        build(paths.data_dir(), store)
        tallies, seen = run(store, args.kills, args.kinds.split(","), args.seed)
        left = sorted(path.name for path in store.parent.glob("*.tmp*"))
    if args.json:
        print(json.dumps({kind: each.kills for kind, each in tallies.items()} | {"seen": seen}))
    else:
        print(table(tallies, seen))
        took = time.monotonic() - began
        print(f"seed {args.seed}, {took:.0f} s, left by kills: {len(left)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
