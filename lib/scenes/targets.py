"""The targets: what is reached, and what only comes near, in words."""

from __future__ import annotations

from collections import Counter

from lib.measures.lamps import INDICATOR_STATES
from lib.rows.course import judged
from lib.rows.course import near as near_numbers
from lib.rows.indicators import PROVEN, owners
from lib.scenes.model import Cell, Scene
from lib.scenes.story import Story
from lib.scenes.tables import paged
from lib.scenes.wording import few

SOURCE = "区三年行动方案“四、主要目标”；相近的数出自所列文件；科室填报"
HEAD = ("指标", "目标", "口径一致的数", "灯")
WIDTHS = (36, 17, 25, 18)


def targets(story: Story) -> tuple[Scene, ...]:
    """All targets with their values; before any value counts, what comes near."""
    if not story.targets:
        return ()
    return _values(story) if any(row["exact"] for row in story.targets) else _near(story, "targets")


def near(story: Story) -> tuple[Scene, ...]:
    """What comes near, for a deck whose targets have values."""
    return _near(story, "near") if any(row["exact"] for row in story.targets) else ()


def _values(story: Story) -> tuple[Scene, ...]:
    counted = Counter(row["lamp"].state for row in story.targets)
    proven = sum(counted[state] for state in PROVEN)
    said = "，".join(
        f"{INDICATOR_STATES[state].word} {counted[state]} 项" for state in PROVEN if counted[state]
    )
    lacking = [_owing(story, row) for row in story.targets if row["lamp"].state not in PROVEN]
    return paged(
        id="targets",
        title=f"{len(story.targets)} 项目标",
        message=f"{len(story.targets)} 项指标里 {proven} 项有口径一致的数：{said}",
        head=HEAD,
        widths=WIDTHS,
        rows=[_row(row) for row in story.targets],
        source=SOURCE,
        note=_note(story, f"请有关部门报数：{few(lacking, 5, '项')}。" if lacking else ""),
        seconds=45,
    )


def _owing(story: Story, row: dict) -> str:
    """The target and who can report it."""
    names = [each["name"] for each in owners(row, story.everything)]
    return row["name"] + (f"（{few(names, 2)}）" if names else "")


def _row(row: dict) -> tuple[Cell, ...]:
    exact, word = judged(row), INDICATOR_STATES[row["lamp"].state]
    return (
        Cell(text=row["name"], strong=True),
        Cell(text=row["target"]),
        Cell(text=f"{exact['label']}（{exact['as_of'][:7]}）" if exact else "待报"),
        Cell(text=f"{word.mark} {word.word}", tone=word.colour),
    )


def _near(story: Story, id: str) -> tuple[Scene, ...]:
    """A row a number: what it is, and why it does not count; never a bar, never a share."""
    known = [(row, each) for row in story.targets for each in near_numbers(row)]
    if not known:
        return ()
    count = len({row["id"] for row, _ in known})
    rest = [
        f"{row['name']} {row['target']}" for row in story.targets if not near_numbers(row)
    ]  # fmt: skip
    return paged(
        id=id,
        title="相近的数",
        message=f"{len(story.targets)} 项目标里 {count} 项有相近的数，口径不同，都不计入",
        head=("目标", "相近的数", "为什么不计入"),
        widths=(20, 32, 40),
        rows=[
            (
                Cell(text=f"{row['name']} {row['target']}", strong=True),
                Cell(text=each["said"]),
                Cell(text=each["reason"]),
            )
            for row, each in known
        ],
        source=SOURCE,
        note=_note(
            story,
            "只能说“接近的数是”，不能说完成了多少。"
            + (f"另外 {len(rest)} 项：{'、'.join(rest)}。" if rest else ""),
        ),
        seconds=40,
    )


def _note(story: Story, said: str) -> str:
    """With the dimensions, which the table has no room for."""
    own = {row["dimension_id"] for row in story.targets}
    names = [row["name"] for row in story.dimensions if row["id"] in own]
    return f"{len(names)} 个方面：{'、'.join(names)}。{said}"
