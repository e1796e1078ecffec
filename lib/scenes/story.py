"""Everything a deck can tell on one day, gathered once; the scenes only read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lib.rows import boundary, changes, indicators, known, milestones, overview, projects, urgent
from lib.rows import documents as documents_rows
from lib.rows import organizations as organizations_rows
from lib.rows import places as places_rows
from lib.rows.meetings import assignments, meeting_before
from lib.rows.shapes.changes import Since
from lib.rows.shapes.projects import Evidence
from lib.rows.store import is_demo
from lib.scenes.machine import is_local


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which deck: ``kind`` is a key of ``lib.scenes.decks.DECKS``, ``id`` an office or action."""

    kind: str
    id: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """Rows of one day, cut to the deck's office or action; see :func:`gather`."""

    as_of: str
    choice: Choice
    address: str
    demo: bool
    projects: list[dict]
    everything: list[dict]
    targets: list[dict]
    dimensions: list[dict]
    places: list[dict]
    plans: list[dict]
    meeting: dict | None
    moved: list[dict]
    batches: list[dict]
    assigned: list[dict]
    documents: list[dict]
    urgent: list[dict]
    decisions: list[dict]
    known: dict
    milestones: list[dict]
    organizations: list[dict]
    ties: list[dict]
    evidence: list[dict]
    area: str
    lines: list[dict] = field(repr=False)
    rings: dict[str, dict] = field(repr=False)

    @property
    def whole(self) -> bool:
        """Whether the deck tells of the whole district."""
        return not self.choice.id

    @property
    def reported(self) -> bool:
        """Whether offices have reported: projects, or values of indicators that count."""
        exact = any(row["exact"] for row in self.targets)
        return exact or any(project["report"] for project in self.projects)

    def of_plan(self, id: str) -> list[dict]:
        """The deck's projects of a plan."""
        return self._by_plan.get(id, [])

    @cached_property
    def _by_plan(self) -> dict[str, list[dict]]:
        found: dict[str, list[dict]] = {}
        for project in self.projects:
            found.setdefault(project["plan_id"], []).append(project)
        return found

    @property
    def brief(self) -> bool:
        """Whether only the first of several pages is shown."""
        return self.choice.kind == "ten"

    def at_meeting(self, held_on: str) -> list[dict]:
        """The assignments of the meeting of that day."""
        return [row for row in self.assigned if row["held_on"] == held_on]


def gather(as_of: str, choice: Choice, *, address: str = "") -> Story:
    """The story of one day; ``address`` is the dashboard's, for the QR code.

    An address that only this machine knows gives no code.
    """
    everything, targets = projects.projects(as_of), indicators.indicators(as_of)
    places = places_rows.places(as_of)
    own = [project for project in everything if _belongs(project, choice)]
    ids = {project["id"] for project in own}
    meeting = meeting_before(as_of)
    since = changes.since_meeting(as_of)
    assigned = [row for row in assignments(as_of) if _assigned_here(row, choice, ids)]
    if choice.id:
        targets = [row for row in targets if ids & {each["project_id"] for each in row["serving"]}]
        places = [row for row in places_rows.places_of(as_of, own) if row["projects"]]
    own_ids = ids | {f"task-{row['id']}" for row in assigned}
    return Story(
        as_of=as_of,
        choice=choice,
        address="" if is_local(address) else address,
        demo=is_demo(),
        projects=own,
        everything=everything,
        targets=targets,
        places=places,
        plans=overview.plans(own, as_of),
        meeting=meeting,
        moved=_moved(since, ids),
        batches=since["batches"] if since else [],
        assigned=assigned,
        urgent=[row for row in urgent.urgent(as_of) if row["id"] in own_ids],
        decisions=[] if choice.id else urgent.decisions(as_of),
        **_uncut(as_of),
        evidence=_evidence(as_of, ids),
    )


def _moved(since: Since | None, ids: set[str]) -> list[dict]:
    """The deck's projects whose lamp moved since the last meeting."""
    return [
        {"project": move["row"], "was": move["was"], "is": move["is"]}
        for move in (since["moved"] if since else [])
        if move["row"]["id"] in ids
    ]


def _evidence(as_of: str, ids: set[str]) -> list[Evidence]:
    """What later documents show of the deck's projects; near work does not count."""
    return [
        row
        for row in projects.evidence(as_of)
        if row["project_id"] in ids and row["certainty"] != "near"
    ]


def _uncut(as_of: str) -> dict[str, Any]:
    """What every deck of the day shares, whatever it is cut to."""
    return {
        "dimensions": indicators.dimensions(as_of),
        "documents": documents_rows.documents(as_of),
        "known": known.known(as_of),
        "milestones": milestones.milestones(as_of),
        "organizations": organizations_rows.bodies(as_of),
        "ties": organizations_rows.ties(as_of),
        "area": indicators.published_area(as_of),
        "lines": boundary.lines(),
        "rings": boundary.rings(),
    }


def _belongs(project: dict, choice: Choice) -> bool:
    return not choice.id or choice.id in project["facets"][choice.kind]


def _assigned_here(row: dict, choice: Choice, ids: set[str]) -> bool:
    if choice.kind == "office":
        return row["office_id"] == choice.id
    return choice.kind != "action" or row["project_id"] in ids
