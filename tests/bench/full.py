"""``make bench``: this dashboard beside the floor, a beginner's page and Datasette, in one run.

Writes a Markdown table with the spread, the machine's facts and each budget's verdict
(``budgets.toml``) to ``tests/bench/results/``. About eight minutes; wants an idle machine.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from lib.store.build import build
from tests.bench import shift
from tests.bench.browser import browser
from tests.bench.contenders import Contenders, contenders
from tests.bench.people import Crowd, crowds
from tests.bench.questions import Asked, questions
from tests.bench.servers import ROOT
from tests.bench.still import idle_rooms, starts, weights

HERE = Path(__file__).parent
NAMES = ("floor", "ours", "beginner", "datasette")


def machine() -> str:
    """What the figures were measured on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in _lines("/proc/cpuinfo")
            if "model name" in line
        ),
        platform.processor(),
    )
    libraries = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "datasette"))
    return f"{date.today()}: {model}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, " + (
        f"{libraries}; {_commit()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def _commit() -> str:
    told = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(told, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def _spread(samples: list[float]) -> str:
    if len(samples) < 4:
        return f"{median(samples):.0f}"
    low, _, high = quantiles(samples, n=4)
    return f"{median(samples):.0f} ({low:.0f}–{high:.0f})"


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def asked_table(asked: list[Asked]) -> Iterator[str]:
    """Medians in ms with quartiles; below each rival how many times slower it is than we."""
    rows = []
    for each in asked:
        own = median(each.samples["ours"])
        cells = [each.name]
        for name in NAMES:
            taken = each.samples.get(name)
            ratio = "" if name == "ours" or not taken else f" · {own / median(taken):.2f}×"
            cells.append(f"{_spread(taken)}{ratio}" if taken else "—")
        rows.append(cells)
    head = ["ms: median (quartiles) · ours ÷ it", *NAMES]
    yield from _table(head, rows)


def crowd_table(found: list[Crowd]) -> Iterator[str]:
    """Load by Streamlit's own messages."""
    head = ["who", "sessions", "", "changes/s", "p50 ms", "p95 ms", "p99 ms", "errors"]
    yield from _table(head, [
        [each.who, str(each.sessions), "busy" if each.busy else "thinking", f"{each.rate:.1f}",
         f"{each.p50:.0f}", f"{each.p95:.0f}", f"{each.p99:.0f}", str(each.errors)]
        for each in found
    ])  # fmt: skip


def verdicts(
    asked: list[Asked], ratios: dict[str, float], found: list[Crowd]
) -> Iterator[tuple[str, float, float, bool]]:
    """(what, measured, budget, kept) for each line of ``budgets.toml``."""
    budgets: dict[str, Any] = tomllib.loads((HERE / "budgets.toml").read_text(encoding="utf-8"))
    medians = {each.name: {who: median(taken) for who, taken in each.samples.items()}
               for each in asked}  # fmt: skip
    for name, most in budgets["floor"].items():
        told = ratios.get(name) or medians[name]["ours"] / medians[name]["floor"]
        yield f"{name} ÷ floor", told, most, told <= most
    for rival, most in budgets["rivals"].items():
        for name, each in medians.items():
            if rival in each:
                told = each["ours"] / each[rival]
                yield f"{name} ÷ {rival}", told, most, told <= most
    ours = {(each.sessions, each.busy): each for each in found if each.who == "ours"}
    floor = {(each.sessions, each.busy): each for each in found if each.who == "floor"}
    for name, most in budgets["seconds"].items():
        told = ours[int(name.split()[0]), False].p95 / 1000
        yield f"{name}, p95 s", told, most, told <= most
    for name, least in budgets["throughput"].items():
        key = int(name.split()[0]), True
        told = ours[key].rate / floor[key].rate
        yield f"throughput, {name} ÷ floor", told, least, told >= least


def measured(who: Contenders, store: Path, folder: Path) -> Iterator[str]:
    """The whole report, line by line."""
    asked = [each.ask() for each in questions(who)]
    heavy = weights(who, who.running)
    servers = [who.servers[name] for name in ("floor", "ours")]
    found = crowds(servers)
    rooms = idle_rooms(store, folder)
    begun = starts(store, folder)
    jumps = list(shift.table(who.running, who.servers["ours"].url))
    ratios = {
        "memory a session": rooms["ours"] / max(rooms["floor"], 0.01),
        "server start": median(begun["ours"]) / median(begun["floor"]),
    }
    yield from (f"# Bench, {machine()}", "", "## On the screen", "")
    yield from asked_table(asked)
    yield from ("", "## Many at once", "")
    yield from crowd_table(found)
    yield from ("", "## Start, first visit, memory", "")
    yield from _table(["", *NAMES], [
        ["start → first page, ms", *(_spread(begun[n]) if n in begun else "—" for n in NAMES)],
        ["first visit: requests", *(str(heavy[n][0]) for n in NAMES)],
        ["first visit: kB over the line", *(f"{heavy[n][1] / 1000:.0f}" for n in NAMES)],
        ["MB an idle session", *(f"{rooms[n]:.2f}" if n in rooms else "—" for n in NAMES)],
    ])  # fmt: skip
    yield from ("", "## Nothing jumps: layout shift when opened · when changed", "")
    yield from jumps
    yield from ("", "## Budgets", "")
    yield from _table(["what", "measured", "budget", ""], [
        [name, f"{told:.2f}", f"{limit:g}", "ok" if kept else "**missed**"]
        for name, told, limit, kept in verdicts(asked, ratios, found)
    ])  # fmt: skip


def main() -> None:
    """Measure on the real facts, print and keep the table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, browser() as running:
        folder = Path(name)
        store = folder / "store.db"
        build(ROOT / "data", store)
        with contenders(store, folder, running) as who:
            report = "\n".join(measured(who, store, folder))
    print(report)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today()}.md").write_text(report + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
