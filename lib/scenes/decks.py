"""The decks: which scenes in which order; one entry here shows in all three renderers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from lib.scenes import closing, ecosystem, moved, opening, progress, targets
from lib.scenes.model import Deck, Scene
from lib.scenes.story import Choice, Story

Builder = Callable[[Story], tuple[Scene, ...]]

SCENES: dict[str, Builder] = {
    "cover": opening.cover,
    "previous": opening.previous,
    "district": opening.district,
    "why": opening.why_here,
    "plan": opening.the_plan,
    "standing": progress.standing,
    "items": moved.items,
    "dimensions": targets.dimensions,
    "proven": progress.proven,
    "changes": moved.changes,
    "ecosystem": ecosystem.ecosystem,
    "sites": closing.sites,
    "owed": closing.owed,
    "assigned": closing.assigned,
    "sources": closing.documents,
}
#: deck → name, its scenes
DECKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "whole": (
        "整套",
        (
            "cover", "previous", "district", "why", "plan", "standing", "dimensions", "proven",
            "changes", "ecosystem", "sites", "owed", "assigned", "sources",
        ),
    ),
    "ten": (
        "十分钟",
        ("cover", "previous", "standing", "proven", "changes", "assigned", "sources"),
    ),
    "office": (
        "一个科室",
        ("cover", "previous", "standing", "items", "dimensions", "changes", "assigned", "sources"),
    ),
    "action": (
        "一个专项行动",
        (
            "cover", "previous", "items", "dimensions", "changes", "sites", "owed", "assigned",
            "sources",
        ),
    ),
}  # fmt: skip
SCOPED = ("office", "action")
#: seconds that a deck may take
LIMITS = {"ten": 600}
STEP = 5


def choice_of(id: str, names: dict[str, dict[str, str]]) -> Choice | None:
    """The choice that a deck's id means: ``whole``, ``ten``, ``office-…``, ``action-…``.

    ``names`` maps office and action to id → name; None for an unknown deck.
    """
    if id in DECKS and id not in SCOPED:
        return Choice(kind=id, name=DECKS[id][0])
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
    return choice.name if choice.id or choice.kind not in DECKS else DECKS[choice.kind][0]


def build(story: Story) -> Deck:
    """The scenes of the story's deck; what drops out by its own rule is not there."""
    _, wanted = DECKS[story.choice.kind]
    scenes = tuple(scene for id in wanted for scene in SCENES[id](story))
    id = f"{story.choice.kind}-{story.choice.id}" if story.choice.id else story.choice.kind
    return Deck(
        id=id,
        name=name_of(story.choice),
        as_of=story.as_of,
        demo=story.demo,
        scenes=_within(scenes, LIMITS.get(story.choice.kind)),
    )


def _within(scenes: tuple[Scene, ...], limit: int | None) -> tuple[Scene, ...]:
    """The scenes with their budgets shortened alike until the deck keeps its limit."""
    total = sum(scene.seconds for scene in scenes)
    if limit is None or total <= limit:
        return scenes
    return tuple(
        replace(scene, seconds=max(STEP, scene.seconds * limit // total // STEP * STEP))
        for scene in scenes
    )
