"""Ten, a hundred, a thousand times as much: ``python -m tests.bench.growth --times 1 10 100``.

A store of the real facts is grown by fictitious ones (marked 演示数据), the same ones every time:
projects, places, plans, offices and ten years of reports. Each page's rerun is measured by
Streamlit's own messages beside the same rerun at 1 ×, in one run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median

from lib.store import connect
from lib.store.build import build
from tests.bench.load import memory
from tests.bench.quick import STATES
from tests.bench.servers import ROOT, serving
from tests.bench.wire import Wire, wired

MOST_PLACES, MOST_PLANS, MOST_OFFICES = 10_000, 50, 500
REPORTS = 1000  # for each time
DAYS = 3650
TAKES = 20  # reruns of a page that count
SOURCE = {"document_id": "street-2023", "locator": "虚构", "quote": "虚构"}
BOX = (121.402, 31.204, 121.436, 31.230)
ROADS = ("定西路", "武夷路", "江苏路", "延安西路", "凯旋路", "愚园路")


@dataclass(frozen=True)
class Grown:
    """Ids of what was added."""

    plans: list[str]
    offices: list[str]
    projects: list[str]
    places: list[str]


def grow(store: Path, times: int, today: date) -> None:
    """Make a built store ``times`` as large; 1: only its reports."""
    chance = Random(7)
    ids = Grown(
        [f"x-plan-{n}" for n in range(min(MOST_PLANS, 2 * times) - 2)],
        [f"x-office-{n}" for n in range(min(MOST_OFFICES, 35 * times) - 35)],
        [f"x-{n}" for n in range(44 * (times - 1))],
        [f"x-place-{n}" for n in range(min(MOST_PLACES, 156 * times) - 156)],
    )
    with connect.write(store) as db:
        own = [row[0] for row in db.execute("select id from project order by id")]
        offices = [row[0] for row in db.execute("select id from office order by id")]
        with connect.transaction(db):
            for table, rows in _facts(ids, offices, chance):
                db[table].insert_all(rows)
            for table, rows in _reports(own + ids.projects, offices, times, today, chance):
                db[table].insert_all(rows)
            db["store_meta"].update("kind", {"value": "demo"})
            db["store_meta"].update("facts", {"value": f"grown-{times}"})
        db.execute("analyze")


def _facts(ids: Grown, offices: list[str], chance: Random) -> Iterator[tuple[str, list[dict]]]:
    """Tables and their rows, parents first."""
    plans = ids.plans or ["street-2023"]
    yield "plan", [
        {"id": id, "name": f"虚构方案{n}", "short_name": f"虚构{n}", "level": "街道",
         "starts_on": f"{2016 + n % 10}-01-01", "ends_on": f"{2018 + n % 10}-12-31",
         "period_basis": "虚构", **SOURCE}
        for n, id in enumerate(ids.plans)
    ]  # fmt: skip
    yield (
        "office",
        [
            {"id": id, "name": f"虚构科室{n}", "level": "街道", "kind": "科室", **SOURCE}
            for n, id in enumerate(ids.offices)
        ],
    )
    everybody = offices + ids.offices
    yield "action", [
        {"id": f"{plan}-a", "plan_id": plan, "ord": 1, "name": "虚构行动", "short_name": "虚构",
         **SOURCE}
        for plan in ids.plans
    ]  # fmt: skip
    yield "project", [
        {"id": id, "plan_id": plan, "action_id": f"{plan}-a", "no": n + 1,
         "name": f"虚构事项{n}：{chance.choice(ROADS)}提升", "content": "虚构的内容",
         "due_on": f"{2018 + n % 10}-12-31", "due_basis": "plan_end", **SOURCE}
        for n, (id, plan) in enumerate(zip(ids.projects, cycle(plans)))
    ]  # fmt: skip
    yield "project_office", [
        {"project_id": id, "office_id": chance.choice(everybody), "role": "负责", "ord": 1,
         **SOURCE}
        for id in ids.projects
    ]  # fmt: skip
    yield "place", [_place(n, id, chance) for n, id in enumerate(ids.places)]
    if ids.places:
        yield (
            "project_place",
            [
                {"project_id": id, "place_id": chance.choice(ids.places), **SOURCE}
                for id in ids.projects[::3]
            ],
        )


def _place(number: int, id: str, chance: Random) -> dict:
    west, south, east, north = BOX
    return {
        "id": id, "name": f"虚构点位{number}号", "category": chance.choice(("carrier", "facility")),
        "address": f"试验路{number}号", "lon": round(chance.uniform(west, east), 6),
        "lat": round(chance.uniform(south, north), 6), "precision": "building",
        "within_boundary": 1, "geo_source": "虚构", **SOURCE,
    }  # fmt: skip


def _reports(
    projects: list[str], offices: list[str], times: int, today: date, chance: Random
) -> Iterator[tuple[str, list[dict]]]:
    """Ten years of monthly batches and their rows."""
    count = REPORTS * times
    months = [today - timedelta(days=DAYS - 30 * n) for n in range(DAYS // 30)]
    yield "import_batch", [
        {"id": f"x-{n}", "received_at": f"{day}T09:00:00+08:00", "received_by": "虚构",
         "office_id": offices[n % len(offices)], "filename": "虚构.xlsx", "sha256": f"{n:064d}",
         "original": b""}
        for n, day in enumerate(months)
    ]  # fmt: skip
    rows = []
    for n in range(count):
        batch = n * len(months) // count
        rows.append({
            "batch_id": f"x-{batch}", "project_id": chance.choice(projects),
            "office_id": offices[n % len(offices)],
            "as_of": str(months[batch] - timedelta(days=chance.randrange(9))),
            "state": chance.choice(("推进中", "推进中", "已完成", "暂缓")),
            "percent": chance.randrange(0, 101, 5), "progress": "虚构的进展", "reporter": "虚构",
        })  # fmt: skip
    yield "project_report", rows


def reruns(wire: Wire, states: tuple[str, ...]) -> tuple[float, float]:
    """Milliseconds of a page's first opening; then the server's CPU of a rerun, the median."""
    begun = time.perf_counter()
    wire.open(states[1])
    first = (time.perf_counter() - begun) * 1000
    for href in states:
        wire.change(href)
    turn = cycle(states)
    return first, median(wire.change(next(turn)).cpu for _ in range(TAKES))


def measured(times: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Page → (first, rerun) in ms; ``MB`` → (after start, at the end)."""
    store = folder / f"{times}.db"
    build(ROOT / "data", store)
    grow(store, times, date.today())
    with serving(f"grown-{times}", "app.py", folder, {"GUIXIANG_DB": str(store)}) as server:
        server.await_ready()
        before, found = memory(server), {}
        with ExitStack() as stack:
            wire = stack.enter_context(wired(server))
            for page, states in STATES.items():
                try:
                    found[page] = reruns(wire, states)
                except TimeoutError:  # told as it is
                    found[page] = (float("inf"), float("inf"))
                    wire = stack.enter_context(wired(server))
                print(f"{times} × {page} {found[page]}", file=sys.stderr, flush=True)
        found["MB"] = before, memory(server)
    return found


def main() -> None:
    """A Markdown table: a column a size, a row a page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    sizes = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="growth-") as name:
        found = {times: measured(times, Path(name)) for times in sizes}
    print(
        "| ms: first sight · CPU of a rerun (÷ 1×) |",
        " | ".join(f"{times} ×" for times in sizes),
        "|",
    )
    print("|---|" + "---|" * len(sizes))
    for row in next(iter(found.values())):
        cells = []
        for times in sizes:
            first, again = found[times][row]
            ratio = again / found[sizes[0]][row][1]
            cells.append(f"{first:.0f} · {again:.1f} ({ratio:.2f})")
        print(f"| {row} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
