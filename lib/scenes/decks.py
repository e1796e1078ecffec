"""The decks: which scenes in which order; one entry here shows in all three renderers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from lib.scenes import (
    closing,
    ecosystem,
    fit,
    missing,
    moved,
    opening,
    place,
    pressing,
    standing,
    targets,
    years,
)
from lib.scenes.model import MESSAGE, MESSAGE_LINES, WIDE, Deck, Scene
from lib.scenes.story import Choice, Story

Builder = Callable[[Story], tuple[Scene, ...]]

SCENES: dict[str, Builder] = {
    "cover": opening.cover,
    "previous": opening.previous,
    "district": place.district,
    "why": place.why_here,
    "plan": opening.the_plan,
    "standing": standing.standing,
    "stuck": pressing.stuck,
    "items": moved.projects,
    "changes": moved.changes,
    "years": years.years,
    "targets": targets.targets,
    "near": targets.near,
    "sites": place.sites,
    "decisions": pressing.decisions,
    "assigned": closing.assigned,
    "missing": missing.missing,
    "ecosystem": ecosystem.ecosystem,
    "owed": closing.owed,
    "sources": closing.documents,
}
#: deck → its name
DECKS = {"whole": "整套", "ten": "十分钟", "office": "一个科室", "action": "一个专项行动"}
Order = tuple[tuple[str, ...], tuple[str, ...]]
REPORTED: Order = (
    (
        "cover", "previous", "standing", "stuck", "changes", "targets", "sites", "decisions",
        "assigned",
    ),
    ("near", "plan", "owed", "missing", "ecosystem", "sources"),
)  # fmt: skip
DOCUMENTED: Order = (
    (
        "cover", "previous", "district", "why", "plan", "changes", "years", "targets",
        "decisions", "missing", "sources",
    ),
    ("assigned", "owed", "ecosystem"),
)  # fmt: skip
OWN_REPORTED: Order = (
    ("cover", "previous", "items", "stuck", "changes", "targets", "sites", "assigned"),
    ("near", "owed", "missing", "sources"),
)
OWN_DOCUMENTED: Order = (
    ("cover", "previous", "items", "changes", "targets", "missing", "sources"),
    ("assigned", "owed"),
)
SCOPED = ("office", "action")
#: seconds that a deck may take
LIMITS = {"ten": 600}
STEP = 5


def choice_of(id: str, names: dict[str, dict[str, str]]) -> Choice | None:
    """The choice that a deck's id means: ``whole``, ``ten``, ``office-…``, ``action-…``.

    ``names`` maps office and action to id → name; None for an unknown deck.
    """
    if id in DECKS and id not in SCOPED:
        return Choice(kind=id, name=DECKS[id])
    kind, _, subject = id.partition("-")
    if kind in SCOPED and subject in names[kind]:
        return Choice(kind=kind, id=subject, name=names[kind][subject])
    return None


def deck_ids(names: dict[str, dict[str, str]]) -> Iterable[str]:
    """Every deck that can be asked for."""
    yield from (id for id in DECKS if id not in SCOPED)
    for kind in SCOPED:
        yield from (f"{kind}-{id}" for id in names[kind])


def name_of(choice: Choice) -> str:
    """The deck's name for people."""
    return choice.name if choice.id or choice.kind not in DECKS else DECKS[choice.kind]


def order(story: Story) -> Order:
    """The scenes in the run and behind it: a deck of reports, or one of documents."""
    if story.whole:
        return REPORTED if story.reported else DOCUMENTED
    return OWN_REPORTED if story.reported else OWN_DOCUMENTED


def build(story: Story) -> Deck:
    """The scenes of the story's deck; what drops out by its own rule is not there.

    What a scene itself puts into the appendix goes behind the run, until it has something
    to tell.
    """
    run, behind = order(story)
    made = [scene for id in run for scene in SCENES[id](story)]
    made += [_told(scene) for id in behind for scene in SCENES[id](story)]
    made.sort(key=lambda scene: scene.appendix)
    scenes = tuple(_short(scene) for scene in made)
    id = f"{story.choice.kind}-{story.choice.id}" if story.choice.id else story.choice.kind
    return Deck(
        id=id,
        name=name_of(story.choice),
        as_of=story.as_of,
        demo=story.demo,
        scenes=_within(scenes, LIMITS.get(story.choice.kind)),
    )


def _told(scene: Scene) -> Scene:
    """Behind the run; but what this meeting has assigned is told."""
    return scene if scene.id.startswith("assigned") else replace(scene, appendix=True)


def _short(scene: Scene) -> Scene:
    """The message in the lines that a scene has room for."""
    return replace(scene, message=fit.brief(scene.message, MESSAGE, WIDE, MESSAGE_LINES))


def _within(scenes: tuple[Scene, ...], limit: int | None) -> tuple[Scene, ...]:
    """The scenes with their budgets shortened alike until the deck keeps its limit."""
    total = sum(scene.seconds for scene in scenes if not scene.appendix)
    if limit is None or total <= limit:
        return scenes
    return tuple(
        replace(scene, seconds=max(STEP, scene.seconds * limit // total // STEP * STEP))
        for scene in scenes
    )
