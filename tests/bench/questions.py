"""The same questions to all four in turn: from the act to what answers it on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from urllib.parse import quote

from tests.bench.contenders import Contenders
from tests.bench.quick import facts_of

SAMPLES = 15
NEW = count(1)  # the floor's every change is a new number
OFFICES = ("yingshang", "dangjian")
CATEGORIES = ("carrier", "institute")
ITEMS = ("s01", "s02")
WORDS = ("孵化器", "载体")
Act = Callable[[], float]


@dataclass
class Asked:
    """One question and the milliseconds of each contender that can be asked it."""

    name: str
    acts: dict[str, Act]
    samples: dict[str, list[float]] = field(default_factory=dict)

    def ask(self, samples: int = SAMPLES) -> Asked:
        """In turn, so that what the machine does meanwhile meets all."""
        self.samples = {name: [] for name in self.acts}
        for _ in range(samples):
            for name, act in self.acts.items():
                self.samples[name].append(act())
        return self


@dataclass(frozen=True)
class Shown:
    """What must be seen, asked of our data routes."""

    projects: int
    office: dict[str, int]
    markers: dict[str, str]
    places: dict[str, int]
    items: dict[str, str]
    found: dict[str, int]


def shown(who: Contenders) -> Shown:
    """Counts and names that the screens must show."""
    facts = facts_of(who.screens["ours"])
    rows = who.servers["ours"].get("/api/v1/projects.json")["projects"]
    features = who.servers["ours"].get("/api/v1/places.geojson")["features"]
    kinds = [each["properties"]["category"] for each in features if each["geometry"]]
    return Shown(
        projects=facts.projects,
        office=facts.office_projects,
        markers=facts.category_markers,
        places={kind: kinds.count(kind) for kind in CATEGORIES},
        items={row["id"]: row["name"] for row in rows},
        found={
            word: sum(word in f"{row['name']}{row.get('content') or ''}" for row in rows)
            for word in WORDS
        },
    )


def _each(load: Callable[[str, str, object], float], pairs: list[tuple[str, str, object]]) -> Act:
    turn = cycle(pairs)
    return lambda: load(*next(turn))


def _floor(load: Callable[[str, str, object], float]) -> Act:
    def act() -> float:
        number = next(NEW)
        return load(f"/?n={number}", "empty", number)

    return act


def questions(who: Contenders) -> Iterator[Asked]:
    """One after the other; each leaves its windows as the next one finds them."""
    seen = shown(who)
    ours, floor, beginner = (who.screens[name] for name in ("ours", "floor", "beginner"))
    lists = {
        "ours": ("/projects", "rows", seen.projects),
        "beginner": ("/", "frame", seen.projects),
        "datasette": ("/store/project", "table", seen.projects),
    }
    acts = {
        name: _each(lambda *a, n=name: who.fresh(n, *a), [pair]) for name, pair in lists.items()
    }
    first = {"floor": _floor(lambda *a: who.fresh("floor", *a)), **acts}
    yield Asked("first visit, nothing cached", first)
    loads = {"ours": ours.loaded, "beginner": beginner.loaded, "datasette": who.datasette.loaded}
    yield Asked("warm navigation", {
        "floor": _floor(floor.loaded),
        **{name: _each(load, [lists[name]]) for name, load in loads.items()},
    })  # fmt: skip
    yield from _changes(who, seen)
    unseen = [id for id in seen.office if id not in OFFICES][:SAMPLES]
    yield Asked("filter never used before", {
        "floor": _floor(floor.painted),
        "ours": _each(ours.painted, [(f"/projects?office={id}", "rows", seen.office[id])
                                     for id in unseen]),
    })  # fmt: skip
    yield Asked("scene", {"floor": _floor(floor.painted), "ours": _scenes(who)})


def _changes(who: Contenders, seen: Shown) -> Iterator[Asked]:
    """List, map, item and search: what is asked and what each must show."""
    contains = "/store/project?_where=instr(name||ifnull(content,''),"
    asked = {
        "list filter": {
            "ours": [(f"/projects?office={id}", "rows", seen.office[id]) for id in OFFICES],
            "beginner": [(f"/?office={id}", "frame", seen.office[id]) for id in OFFICES],
            "datasette": [(f"/store/project_office?office_id={id}", "table", seen.office[id])
                          for id in OFFICES],
        },
        "map filter": {
            "ours": [(f"/map?category={id}", "markers", seen.markers[id]) for id in CATEGORIES],
            "beginner": [(f"/?view=map&category={id}", "pins", seen.places[id])
                         for id in CATEGORIES],
        },
        "item opened": {
            "ours": [(f"/projects?project={id}", "panel", seen.items[id]) for id in ITEMS],
            "beginner": [(f"/?project={id}", "item", seen.items[id]) for id in ITEMS],
            "datasette": [(f"/store/project/{id}", "table", 1) for id in ITEMS],
        },
        "search": {
            "ours": [(f"/search?q={quote(word)}", "found", word) for word in WORDS],
            "beginner": [(f"/?q={quote(word)}", "frame", seen.found[word]) for word in WORDS],
            "datasette": [(f"{contains}'{quote(word)}')", "table", seen.found[word])
                          for word in WORDS],
        },
    }  # fmt: skip
    starts = {"list filter": "/projects", "map filter": "/map?category=renewal",
              "item opened": "/projects", "search": "/search?q=x"}  # fmt: skip
    ours, floor, beginner = (who.screens[name] for name in ("ours", "floor", "beginner"))
    loads = {"ours": ours.painted, "beginner": beginner.painted, "datasette": who.datasette.loaded}
    for name, hows in asked.items():
        ours.load(starts[name])
        beginner.load("/?view=map&category=renewal" if name == "map filter" else "/")
        acts = {who_: _each(loads[who_], pairs) for who_, pairs in hows.items()}
        yield Asked(name, {"floor": _floor(floor.painted), **acts})


def _scenes(who: Contenders) -> Act:
    """A key in the running deck, to and fro."""
    ours = who.screens["ours"]
    ours.load("/present?deck=whole")
    ours.page.wait_for_selector(".gx-deck .progress", state="attached")  # keys work
    ids = ours.page.evaluate(
        "[...document.querySelectorAll('.gx-deck > .scene:not(.appendix)')]"
        ".map((each) => each.dataset.scene)"
    )
    steps = [("ArrowRight", "scene", id) for id in ids[1:]]
    steps += [("ArrowLeft", "scene", id) for id in ids[-2::-1]]
    return _each(ours.pressed, steps)
