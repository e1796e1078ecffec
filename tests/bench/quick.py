"""How much more than an empty Streamlit app: ``python -m tests.bench.quick``.

Both servers run side by side and are measured in turn (ours, empty, ours, …), so what
the machine does meanwhile meets both and the ratios travel where milliseconds do not.
A report, not a test: it ends with 0 unless the measuring itself fails.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle, islice, repeat
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from tests.bench.browser import Screen, browser, open_screen
from tests.bench.report import Row, markdown, plain
from tests.bench.servers import ROOT, serving
from tests.bench.wire import Cost, Wire, wired

Target = TypeVar("Target")
Sample = TypeVar("Sample")


@dataclass(frozen=True)
class Plan:
    """How many samples a measure wants, and how long a busy machine may try for them."""

    samples: int
    seconds: float


RERUNS = Plan(40, 4)
FIRSTS = Plan(20, 4)
ROWS = Plan(20, 5)
MARKERS = Plan(10, 4)
LOADS = Plan(5, 6)
SCENES = Plan(30, 5)
LEAST = 3  # samples without which a median says nothing
SERVER_LIMIT, ROWS_LIMIT, MARKERS_LIMIT, SCENE_LIMIT = 3.0, 2.0, 1.5, 2.0

#: each page and the two states it goes between; the first is the plain page if it can be
STATES = {
    "/": ("/", "/?as_of=2025-06-30"),
    "/map": ("/map?category=carrier", "/map?category=institute"),
    "/indicators": ("/indicators", "/indicators?state=proxy"),
    "/ecosystem": tuple(f"/ecosystem?kind={quote(kind)}" for kind in ("企业", "院所高校")),
    "/timeline": ("/timeline", "/timeline?view=series"),
    "/projects": ("/projects?office=yingshang", "/projects?office=dangjian"),
    "/offices": ("/offices?office=yingshang", "/offices?office=dangjian"),
    "/report": ("/report", "/report?office=yingshang"),
    "/changes": ("/changes", "/changes?as_of=2025-06-30"),
    "/present": ("/present", "/present?as_of=2025-06-30"),
    "/sources": ("/sources?view=numbers", "/sources?view=conflicts"),
    "/search?q=硅巷": (f"/search?q={quote('硅巷')}", f"/search?q={quote('载体')}"),
}


@dataclass(frozen=True)
class Facts:
    """What the screens must show, asked of the data routes."""

    projects: int
    office_projects: dict[str, int]
    category_markers: dict[str, str]

    def unseen_offices(self) -> list[str]:
        """Offices that no other measure filters by."""
        seen = {href.partition("office=")[2] for pair in STATES.values() for href in pair}
        return [office for office in self.office_projects if office not in seen]


@dataclass(frozen=True)
class Pair:
    """Our screen and the empty app's; every change of the latter is a new number.

    The wires are sessions without a browser, for what the server alone needs.
    """

    ours: Screen
    empty: Screen
    wire: Wire
    empty_wire: Wire
    numbers: Iterator[int]

    def empty_change(self) -> Cost:
        return self.empty_wire.change(f"/?n={next(self.numbers)}")

    def empty_painted(self) -> float:
        number = next(self.numbers)
        return self.empty.painted(f"/?n={number}", "empty", number)

    def empty_loaded(self) -> float:
        number = next(self.numbers)
        return self.empty.loaded(f"/?n={number}", "empty", number)


def facts_of(screen: Screen) -> Facts:
    """Expected rows and markers, from the API instead of from the screen."""
    projects = screen.server.get("/api/v1/projects.json")["projects"]
    offices = Counter(
        id for project in projects for id in {office["id"] for office in project["offices"]}
    )
    places: dict[str, list[str]] = {}
    for feature in screen.server.get("/api/v1/places.geojson")["features"]:
        own = feature["properties"]
        places.setdefault(own["category"], []).append(own["id"])
    return Facts(
        len(projects), offices, {name: ",".join(sorted(ids)) for name, ids in places.items()}
    )


def in_turn(
    plan: Plan,
    targets: Iterable[Target],
    ours: Callable[[Target], Sample],
    empty: Callable[[], Sample],
) -> list[tuple[Sample, Sample]]:
    """Ours for one target, the empty app once, and so on until the plan is done."""
    deadline = time.monotonic() + plan.seconds
    both: list[tuple[Sample, Sample]] = []
    for target in islice(targets, plan.samples):
        if len(both) >= LEAST and time.monotonic() > deadline:
            break
        both.append((ours(target), empty()))
    return both


def reruns(pair: Pair, page: str) -> list[Row]:
    """Server time of a page whose two states have been shown before."""
    states = STATES[page]
    pair.wire.open(states[1])
    for href in states:
        pair.wire.change(href)
    both = in_turn(RERUNS, cycle(states), pair.wire.change, pair.empty_change)
    return _server_rows(page, both, SERVER_LIMIT)


def first_times(pair: Pair, page: str, facts: Facts) -> list[Row]:
    """Server time of filters that nobody has used since the server started."""
    pair.wire.open(page)
    hrefs = [f"{page}?office={office}" for office in facts.unseen_offices()]
    both = in_turn(FIRSTS, hrefs, pair.wire.change, pair.empty_change)
    return _server_rows(f"{page}, filter never used before", both, None)


def _server_rows(name: str, both: list[tuple[Cost, Cost]], limit: float | None) -> list[Row]:
    """Wall, CPU and script alone; a page that runs more than once a change says so.

    CPU is what decides how many people a server can serve, wall what a visitor waits
    for; both have the limit. The script alone explains them and has none: of what an
    empty page costs the server it is a fifth, the rest is receiving, sending and
    starting the run, so a ratio to it is no ratio of server times.
    """
    extra = sum(ours.runs - 1 for ours, _ in both)
    name += f" (+{extra} runs)" if extra else ""
    return [
        _row(f"server wall: {name}", [(ours.wall, empty.wall) for ours, empty in both], limit),
        _row(f"server CPU: {name}", [(ours.cpu, empty.cpu) for ours, empty in both], limit),
        _row(f"script alone: {name}", [(ours.script, empty.script) for ours, empty in both]),
    ]


def rows_painted(pair: Pair, facts: Facts) -> Row:
    """A change of the office filter until the table shows that office's projects."""
    pair.ours.load("/projects?office=yingshang")

    def ours(office: str) -> float:
        wanted = facts.office_projects[office]
        return pair.ours.painted(f"/projects?office={office}", "rows", wanted)

    both = in_turn(ROWS, cycle(("dangjian", "yingshang")), ours, pair.empty_painted)
    return _row("projects filter to rows painted", both, ROWS_LIMIT)


def markers_drawn(pair: Pair, facts: Facts) -> Row:
    """A change of the category until the map shows just that category's markers."""
    pair.ours.load("/map?category=carrier")

    def ours(category: str) -> float:
        wanted = facts.category_markers[category]
        return pair.ours.painted(f"/map?category={category}", "markers", wanted)

    both = in_turn(MARKERS, cycle(("institute", "carrier")), ours, pair.empty_painted)
    return _row("map filter to markers drawn", both, MARKERS_LIMIT)


def scene_painted(pair: Pair) -> Row:
    """A key in a running deck until the next scene is on the screen."""
    pair.ours.load("/present?deck=whole")
    pair.ours.page.wait_for_selector(".gx-deck .progress", state="attached")  # keys work
    ids = pair.ours.page.evaluate(
        "[...document.querySelectorAll('.gx-deck > .scene:not(.appendix)')]"
        ".map((each) => each.dataset.scene)"
    )
    there = [("ArrowRight", id) for id in ids[1:]]
    back = [("ArrowLeft", id) for id in ids[-2::-1]]

    def ours(step: tuple[str, str]) -> float:
        return pair.ours.pressed(step[0], "scene", step[1])

    both = in_turn(SCENES, cycle(there + back), ours, pair.empty_painted)
    return _row("scene key to scene painted", both, SCENE_LIMIT)


def navigation(pair: Pair, facts: Facts) -> Row:
    """From the front page to the whole table by the navigation's link."""
    pair.ours.load("/projects")

    def ours(selector: str) -> float:
        pair.ours.change("/")
        pair.ours.rest()
        return pair.ours.clicked(selector, "rows", facts.projects)

    both = in_turn(LOADS, repeat('nav a[href="/projects"]'), ours, pair.empty_loaded)
    return _row("link / to /projects, rows painted (empty: reload)", both)


def reload(pair: Pair, facts: Facts) -> Row:
    """A full warm load of the projects page until the whole table is painted."""

    def ours(href: str) -> float:
        return pair.ours.loaded(href, "rows", facts.projects)

    both = in_turn(LOADS, repeat("/projects"), ours, pair.empty_loaded)
    return _row("reload /projects, rows painted (empty: reload)", both)


def _row(name: str, both: list[tuple[float, float]], limit: float | None = None) -> Row:
    return Row(name, [ours for ours, _ in both], [empty for _, empty in both], limit)


def measure(pair: Pair) -> list[Row]:
    """Everything, in an order in which no measure warms a 'first time'."""
    pair.empty_wire.open("/?n=0")
    facts = facts_of(pair.ours)
    for wire in (pair.wire, pair.empty_wire):
        wire.idle = wire.server.idle_share()
    server = [row for page in ("/projects", "/map") for row in first_times(pair, page, facts)]
    server = [row for page in STATES for row in reruns(pair, page)] + server
    pair.empty.load("/?n=0")
    seen = [
        rows_painted(pair, facts),
        markers_drawn(pair, facts),
        scene_painted(pair),
        navigation(pair, facts),
        reload(pair, facts),
    ]
    # wall times first, then the CPU times that explain them, then what people see
    return [*server[::3], *server[1::3], *server[2::3], *seen]


@contextmanager
def both_screens() -> Iterator[Pair]:
    """Two servers on a store made for the occasion, and a window on each."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        env = {"GUIXIANG_DB": str(folder / "store.db")}
        command = [sys.executable, "-m", "lib", "build"]
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL
        )
        with (
            serving("ours", "app.py", folder, env) as ours,
            serving("empty", "tests/bench/empty/app.py", folder, env) as empty,
            browser() as running,
        ):
            for server in (ours, empty):
                server.await_ready()
            with wired(ours) as wire, wired(empty) as empty_wire:
                screens = open_screen(running, ours), open_screen(running, empty)
                yield Pair(*screens, wire, empty_wire, count(1))


def main() -> None:
    """Measure, then print the table twice: to read and to paste."""
    # a polite kill must pass through the finally blocks that stop the servers
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with both_screens() as pair:
        rows = measure(pair)
    print(plain(rows))
    print()
    print(markdown(rows))


if __name__ == "__main__":
    main()
