"""The last scenes: what each office owes, assignments, sources."""

from __future__ import annotations

from dataclasses import replace

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.rows.offices import by_office, offices, standing
from lib.scenes import fit
from lib.scenes.model import (
    LEFT,
    TOP,
    WIDE,
    Box,
    Cell,
    Code,
    Lines,
    Scene,
    Sentence,
)
from lib.scenes.opening import ASSIGNED, ASSIGNED_WIDTHS, assignment_rows
from lib.scenes.story import Story
from lib.scenes.tables import MOST_SCENES, further, halves, numbered, paged
from lib.scenes.wording import PLANS, REPORTS, few

OWED = ("科室、部门", "事项", "要补", "逾期", "滞后", "临期")
OWED_WIDTHS = (15, 6, 6, 6, 6, 6)
COUNTED = ("overdue", "behind", "due_soon")
NOBODY = "未报"
CODE = 20.0
FIRST, FIRST_SIZE, FIRST_HIGH, CANDIDATES = "可以从这几件开始", 2.4, 22.0, 3


def owed(story: Story) -> tuple[Scene, ...]:
    """What each office owes, in the documents' order: no ranking."""
    own = by_office(story.projects)
    found = [_owed(row, own[row["id"]], story.as_of) for row in offices(story.projects)]
    if not found:
        return ()
    owing = sum(owes for _, owes in found)
    names = [row[0].text for row, owes in found if owes]
    # a column in which nobody has anything is no column
    kept = [
        at for at in range(len(OWED)) if any(row[at].text not in ("0", NOBODY) for row, _ in found)
    ]
    rows = [tuple(row[at] for at in kept) for row, _ in found]
    head, widths = [OWED[at] for at in kept], [OWED_WIDTHS[at] for at in kept]
    pages = halves(head, widths, rows)
    said = f"里 {owing} 个" if owing < len(found) else "都"
    message = f"{len(found)} 个科室、部门{said}有事项要补；按文件次序，不排名"
    return tuple(
        Scene(
            id="owed" if number == 1 else f"owed-{number}",
            title=f"各科室、部门{numbered(number, len(pages))}",
            message=message if number == 1 else further([r for b in boxes for r in b.part.rows]),
            boxes=boxes,
            source=f"{PLANS}；{REPORTS}",
            note=f"{owing} 个要补，按文件次序：{few(names, 6)}。联合承办的在每个科室名下各算一次。"
            "要补：交办、逾期、临期、未填报、久未更新、有缺项，一项只算一次。",
            seconds=45,
        )
        for number, boxes in enumerate(pages[:MOST_SCENES], 1)
    )


def _owed(row: dict, own: list[dict], as_of: str) -> tuple[tuple[Cell, ...], bool]:
    found = standing(own, row["id"], as_of)
    cells = [
        Cell(text=row["name"], strong=True),
        Cell(text=str(row["projects"])),
        Cell(text=str(found["owed"])),
    ]
    for state in COUNTED:
        count = found[state]
        tone = PROJECT_STATES[state].colour if count else ""
        cells.append(Cell(text=NOBODY if count is None else str(count), tone=tone))
    return tuple(cells), bool(found["owed"])


def assigned(story: Story) -> tuple[Scene, ...]:
    """What this day's meeting has assigned so far; before that, how it is said."""
    rows = story.at_meeting(story.as_of)
    frame = {"id": "assigned", "title": "会上交办", "source": "会议记录", "seconds": 60}
    note = f"{story.as_of} 的会：主讲人登录后在备注窗口里记，下次会议开头逐件看。"
    if rows:
        names = "；".join(f"{row['office']} {row['due_on']}" for row in rows)
        return paged(
            message=f"本次会议已交办 {len(rows)} 件，下次会议开头逐件看",
            head=ASSIGNED,
            widths=ASSIGNED_WIDTHS,
            rows=assignment_rows(rows),
            note=f"{names}。{note}",
            **frame,
        )
    part = Lines(
        lines=(
            Sentence(lead="事项", text="要做成什么，一句话"),
            Sentence(lead="承办", text="一个科室或部门"),
            Sentence(lead="期限", text="写到日"),
        ),
        size=2.8,
    )
    boxes = [Box(part=part, height=15)]
    if first := _candidates(story):
        part = Lines(lines=first, heading=FIRST, size=FIRST_SIZE)
        boxes.append(Box(part=part, top=TOP + 16, height=FIRST_HIGH))
        note += "可以从" + "、".join(line.lead for line in first) + "开始。"
    scene = Scene(message="交办说清 3 样：事项、承办、期限", boxes=tuple(boxes), note=note, **frame)
    # nothing to tell yet: it is at hand, but a deck of documents does not stop at it
    return (scene if story.reported else replace(scene, appendix=True),)


def _candidates(story: Story) -> tuple[Sentence, ...]:
    """The most urgent matters that are no assignment yet, else what has to be decided; as
    many as there is room for.
    """
    taken = {row["project_id"] for row in story.assigned if row["lamp"].state != "done"}
    found = [
        Sentence(lead=row["name"], text=f"{row['how']}，{few(row['offices'], 2)}")
        for row in story.urgent
        if row["rule"] != "task_overdue" and row["id"] not in taken
    ] or [Sentence(lead=row["title"], text=row["says"]) for row in story.decisions]
    kept = found[:CANDIDATES]
    while kept and fit.lines_height(kept, FIRST, FIRST_SIZE, WIDE) > FIRST_HIGH:
        kept.pop()
    return tuple(kept)


def documents(story: Story) -> tuple[Scene, ...]:
    """The documents behind every number, and the address again."""
    rows = [
        (
            Cell(text=row["short_title"], strong=True),
            Cell(text=row["issuer"]),
            Cell(text=row["issued_on"]),
        )
        for row in story.documents
    ]
    if not rows:
        return ()
    room = WIDE - CODE - 3 if story.address else WIDE
    table = fit.fitted(("文件", "机关", "日期"), (26, 28, 15), rows, room=room, height=32)
    high = fit.table_height(table, room)
    rule = Sentence(text="未填报、资料未载明、不适用是三回事，都不是零；相近的数从不计入。")
    boxes = [
        Box(part=table, width=room, height=high),
        Box(part=Lines(lines=(rule,), size=2.1), top=TOP + 34, height=4),
    ]
    if story.address:
        part = Code(address=story.address, caption="扫码打开看板")
        boxes.append(
            Box(part=part, left=LEFT + WIDE - CODE, top=TOP + 1, width=CODE, height=26)
        )  # fmt: skip
    scene = Scene(
        id="sources",
        title="资料来源",
        message=f"{len(rows)} 份公开文件；每个数都能在“资料与口径”里回到原文那一句",
        boxes=tuple(boxes),
        source=f"所列文件，截至 {text.chinese_date(story.as_of)}；进展由科室填报",
        note=f"有人问哪个数从哪来，打开看板点那个数。最新的是 {story.documents[-1]['title']}。",
        seconds=30,
    )
    return (scene,)
