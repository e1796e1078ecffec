"""``python -m tests.fuzz --requests 5000 --runs 2000 --seed N``: ask, look, a table at the end.

Half on the real facts, half on the demo's year, in batches by turns. Exits with 1 at anything
that may not be: see ``judge``, ``session`` and ``world``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from math import ceil
from pathlib import Path

from lib import clock, paths
from lib.demo import build_demo
from lib.store.build import build
from tests.fuzz import known
from tests.fuzz.asks import asks
from tests.fuzz.turns import turns
from tests.fuzz.world import World, world

BATCH = 250
SHOWN = 20


BUILDERS = {
    "real": lambda path: build(paths.data_dir(), path),
    "demo": lambda path: build_demo(paths.data_dir(), path, today=clock.today()),
}


def fuzz(requests: int, runs: int, seed: int, folder: Path, names: list[str]) -> list[World]:
    """Servers under an equal part of all each; what they were asked and what was wrong."""
    stores = {name: folder / f"{name}.db" for name in names}
    for name, path in stores.items():
        BUILDERS[name](path)
    with ExitStack() as stack:
        found = [stack.enter_context(world(name, db, folder)) for name, db in stores.items()]
        params = known.parameters()
        routes = known.routes()
        wanted, steps = asks(requests, seed, routes, params), turns(runs, seed, params)
        for number in range(batches := len(found) * ceil(max(requests, runs) / len(found) / BATCH)):
            one = found[number % len(found)]
            one.request(wanted[number::batches])
            one.run(steps[number::batches])
    return found


def table(worlds: list[World]) -> str:
    """The outcome for people."""
    lines = ["store  requests  page runs  grown (MB)  log (lines)  wrong"]
    for each in worlds:
        lines.append(
            f"{each.name:<6} {each.statuses.total():>8} {each.seen['runs']:>10}"
            f" {each.grown:>11} {each.lines:>12} {len(each.wrong):>6}"
        )
        said = ", ".join(f"{status or 'none'}: {n}" for status, n in sorted(each.statuses.items()))
        seen = ", ".join(f"{name}: {n}" for name, n in sorted(each.seen.items()) if name != "runs")
        lines += [f"       answers {said}", f"       pages {seen}"]
    for each in worlds:
        lines += [f"{each.name}: {words}" for words in each.wrong[:SHOWN]]
    return "\n".join(lines)


def main() -> int:
    """The command."""
    top = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    top.add_argument("--requests", type=int, default=5000)
    top.add_argument("--runs", type=int, default=2000)
    top.add_argument("--seed", type=int, default=int(time.time()))
    top.add_argument("--stores", default=",".join(BUILDERS))
    top.add_argument("--json", action="store_true")
    args = top.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        worlds = fuzz(args.requests, args.runs, args.seed, Path(folder), args.stores.split(","))
        text = table(worlds)
    if args.json:
        print(
            json.dumps(
                [
                    {
                        "name": each.name,
                        "requests": each.statuses.total(),
                        "runs": each.seen["runs"],
                        "wrong": each.wrong,
                    }
                    for each in worlds
                ]
            )
        )
    else:
        print(f"{text}\nseed {args.seed}, {time.monotonic() - began:.0f} s")
    return int(any(each.wrong for each in worlds))


if __name__ == "__main__":
    sys.exit(main())
