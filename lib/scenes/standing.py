"""Where things stand: every project as a field of its own."""

from __future__ import annotations

from collections import Counter

from lib.measures.lamps import PROJECT_STATES
from lib.scenes.model import MOST_ROWS, Box, Scene
from lib.scenes.pictures import Tile, TileBlock, TileRow, Tiles
from lib.scenes.story import Story
from lib.scenes.tables import MOST_SCENES, numbered
from lib.scenes.wording import PLANS, REPORTS, few, named, standing_said

ACROSS = 10  # fields beside each other in one group
BESIDE = 2  # plans in one scene


def standing(story: Story) -> tuple[Scene, ...]:
    """All projects of all plans in one picture; a scene more when there are many groups."""
    blocks = [block for plan in story.plans for block in _blocks(story, plan)]
    counted = Counter(project["lamp"].state for project in story.projects)
    key = tuple(
        Tile(label=f"{word.word} {counted[state]}", mark=word.mark, tone=word.colour)
        for state, word in PROJECT_STATES.items()
        if counted[state]
    )
    late = [project for project in story.projects if project["lamp"].state in ("overdue", "behind")]
    silent = [project for project in story.projects if project["lamp"].state == "unreported"]
    said = [f"逾期、滞后：{few(named(late), 6, '项')}" if late else ""]
    said.append(f"未填报：{few(named(silent), 6, '项')}，请负责科室补" if silent else "")
    pages = [blocks[at : at + BESIDE] for at in range(0, len(blocks), BESIDE)]
    return tuple(
        Scene(
            id="standing" if number == 1 else f"standing-{number}",
            title=f"{len(story.projects)} 项一张图{numbered(number, len(pages))}",
            message=_point(story, late, len(silent)),
            boxes=(Box(part=Tiles(blocks=tuple(page), key=key)),),
            source=f"{PLANS}；{REPORTS}",
            note="一格一项，格里是序号和灯。" + "。".join(part for part in said if part) + "。",
            seconds=60,
        )
        for number, page in enumerate(pages[:MOST_SCENES], 1)
    )


def _point(story: Story, late: list[dict], silent: int) -> str:
    """Where it gathers: the group with the most late projects."""
    if not late:
        return standing_said(story)
    (action, count), *rest = Counter(project["action"] for project in late).most_common()
    said = f"{len(story.projects)} 项里 {len(late)} 项逾期或滞后，"
    if not rest:
        said += f"都在{action}"
    elif rest[0][1] == count:
        said += f"分在 {len(rest) + 1} 个专项行动"
    else:
        said += f"{action}最多，{count} 项"
    return said + (f"；{silent} 项未填报" if silent else "")


def _blocks(story: Story, plan: dict) -> list[TileBlock]:
    own = story.of_plan(plan["id"])
    rows = []
    for action in dict.fromkeys(project["action"] for project in own):
        tiles = [_tile(project) for project in own if project["action"] == action]
        for at in range(0, len(tiles), ACROSS):
            label = action if at == 0 else ""
            rows.append(TileRow(label=label, tiles=tuple(tiles[at : at + ACROSS])))
    heading = f"{plan['name']} {plan['total']} 项"
    return [
        TileBlock(heading=heading, rows=tuple(rows[at : at + MOST_ROWS]))
        for at in range(0, len(rows), MOST_ROWS)
    ]


def _tile(project: dict) -> Tile:
    word = PROJECT_STATES[project["lamp"].state]
    return Tile(label=str(project["no"]), mark=word.mark, tone=word.colour)
