"""What became better and worse since the last meeting, and the projects of an office or action."""

from __future__ import annotations

from collections import Counter

from lib import text
from lib.measures.changes import step
from lib.measures.lamps import PROJECT_STATES
from lib.rows.project_facets import STATE_ORDER
from lib.scenes import fit
from lib.scenes.model import SMALLEST, Box, Cell, Lines, Scene, Sentence
from lib.scenes.story import Story
from lib.scenes.tables import paged
from lib.scenes.wording import PLANS, REPORTS, cited, few, lamp_cell, named, number_of, states_said

CHANGED = ("事项", "上次", "现在", "依据")
CHANGED_WIDTHS = (28, 13, 13, 38)
DOCUMENTED_WIDTHS = (17, 25, 50)
SAYS = 2  # lines of what a document says
BRIEF = 40  # characters of a progress or problem in the list of projects


def changes(story: Story) -> tuple[Scene, ...]:
    """What changed since the last meeting; without one, what later documents say."""
    if not story.projects:
        return ()
    return _since(story) if story.meeting and story.reported else documented(story)


def _since(story: Story) -> tuple[Scene, ...]:
    groups: dict[int, list[dict]] = {1: [], -1: [], 0: []}
    for row in story.moved:
        groups[step(row["was"], row["is"])].append(row)
    said = [f"{len(groups[-1])} 项变好" if groups[-1] else ""]
    said.append(f"{len(groups[1])} 项变差" if groups[1] else "")
    soon = sum(row["is"] == "due_soon" for row in groups[0])
    said.append(f"{soon} 项转为临期" if soon else "")
    said.append(f"{len(groups[0]) - soon} 项别的变化" if len(groups[0]) > soon else "")
    message = "，".join(part for part in said if part)
    message = message or f"{len(story.projects)} 项的灯都和上次一样"
    batches = f"，新收填报 {len(story.batches)} 批" if story.whole and story.batches else ""
    frame = {
        "id": "changes",
        "title": f"上次会议（{story.meeting['held_on']}）以来",
        "message": f"上次会议以来{batches}：{message}",
        "source": f"{story.meeting['title']}记录；{REPORTS}",
        "note": _named(groups),
        "seconds": 60,
    }
    rows = [_row(row) for by in (1, -1, 0) for row in groups[by]]
    if rows:
        return paged(
            head=CHANGED, widths=CHANGED_WIDTHS, rows=rows, first=story.brief, **frame
        )  # fmt: skip
    part = Lines(lines=(Sentence(text=message, lead="●", tone="good"),))
    return (Scene(boxes=(Box(part=part),), **frame),)


def _named(groups: dict[int, list[dict]]) -> str:
    words = {1: "变差", -1: "变好", 0: "别的变化"}
    said = [
        f"{words[by]}：{few(named([row['project'] for row in rows]), 4, '项')}"
        for by, rows in groups.items()
        if rows
    ]
    ask = ["变差的请科室说原因和下一步"] if groups.get(1) else []
    return "。".join([*said, *ask, ""])


def _row(move: dict) -> tuple[Cell, ...]:
    return (
        Cell(text=f"{number_of(move['project'])} {move['project']['name']}", strong=True),
        lamp_cell(move["was"]),
        lamp_cell(move["is"]),
        Cell(text=move["project"]["lamp"].why),
    )


def documented(story: Story) -> tuple[Scene, ...]:
    """What later documents show moving: dated, the newest first, a project once."""
    newest: dict[str, dict] = {}
    for row in sorted(story.evidence, key=lambda row: row["as_of"], reverse=True):
        newest.setdefault(row["project_id"], row)
    if not newest:
        return ()
    names = {project["id"]: f"{number_of(project)} {project['name']}" for project in story.projects}
    rows = [
        (
            Cell(text=row["as_of"]),
            Cell(text=names[id], strong=True),
            Cell(text=_says(row)),
        )
        for id, row in newest.items()
    ]
    first = next(iter(newest.values()))
    return paged(
        id="changes",
        title="文件里看得到的进展",
        message=f"{len(story.projects)} 项里 {len(rows)} 项看得到进展，"
        f"最近是{names[first['project_id']]}",
        head=("时间", "事项", "后来的文件说"),
        widths=DOCUMENTED_WIDTHS,
        rows=rows,
        source=cited(story.evidence),
        note="是佐证，不等于完成。" + "；".join(f"{names[id]}，{row['document']}"
                                       for id, row in list(newest.items())[:4]) + "。",
        seconds=60,
        first=story.brief,
    )  # fmt: skip


def _says(row: dict) -> str:
    """What the document says, short; that the tie is our inference stays."""
    guess = "（对应是推断）" if row["certainty"] == "inferred" else ""
    room = DOCUMENTED_WIDTHS[2] - 2 * fit.PAD_X - fit.width(guess, SMALLEST) / SAYS
    return fit.brief(row["says"], SMALLEST, room, SAYS) + guess


def projects(story: Story) -> tuple[Scene, ...]:
    """The projects of an office or action, as many scenes as they need."""
    if not story.projects:
        return ()
    states = Counter(project["lamp"].state for project in story.projects)
    said = states_said({state: states[state] for state in PROJECT_STATES})
    return paged(
        id="items",
        title=f"{story.choice.name}的事项",
        message=f"共 {len(story.projects)} 项：{said}",
        head=("序号", "事项", "负责", "灯", "进展、依据"),
        widths=(9, 22, 15, 13, 33),
        rows=[
            (
                Cell(text=number_of(project)),
                Cell(text=project["name"], strong=True),
                Cell(text=few([row["name"] for row in project["offices"]], 2)),
                lamp_cell(project["lamp"].state),
                Cell(text=_progress(project)),
            )
            for project in story.projects
        ],
        source=f"{PLANS}；{REPORTS}",
        note=f"先说{few(_pressing(story), 3, '项')}。几个科室写在一行的，文件没有写谁对谁。",
        seconds=60,
    )


def _pressing(story: Story) -> list[str]:
    """The projects by how much they press."""
    order = sorted(story.projects, key=lambda project: STATE_ORDER.index(project["lamp"].state))
    return named(order)


def _brief(words: str | None) -> str:
    """So short that the problem is seen beside a long progress."""
    words = words or ""
    return words if len(words) <= BRIEF else words[: BRIEF - 1].rstrip("，、；。\n") + fit.MORE


def _progress(project: dict) -> str:
    report = project["report"]
    if not report:
        return project["lamp"].why
    percent = report["percent"]
    said = [f"{text.number(percent)}%" if percent is not None else "", _brief(report["progress"])]
    said.append(f"问题：{_brief(report['problem'])}" if report["problem"] else "")
    return "，".join(part for part in said if part) or project["lamp"].why
