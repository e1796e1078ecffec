"""The last scenes: places, what each office owes, assignments, sources."""

from __future__ import annotations

from lib import text
from lib.maps.drawn import drawing
from lib.measures.lamps import PROJECT_STATES
from lib.rows.offices import office as office_view
from lib.rows.offices import offices
from lib.rows.project_facets import STATE_ORDER
from lib.rows.spots import together
from lib.scenes import fit
from lib.scenes.model import (
    HIGH,
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
from lib.scenes.model import Map as MapPart
from lib.scenes.opening import ASSIGNED, ASSIGNED_WIDTHS, assignment_rows
from lib.scenes.story import PLANS, REPORTS, Story, few, number_of

SITES = 3


def sites(story: Story) -> tuple[Scene, ...]:
    """Three located places: those with the most items, the most pressing lamp first."""
    located = together(row for row in story.places if row["located"] and row["items"])
    if not located:
        return ()
    located.sort(key=lambda row: (STATE_ORDER.index(row["lamp"]), -len(row["items"]), row["id"]))
    chosen = located[:SITES]
    marked = {row["id"]: str(number) for number, row in enumerate(chosen, 1)}
    wide = 50.0
    drawn = drawing(story.lines, story.rings, chosen, width=wide, height=HIGH, marked=marked)
    lines = tuple(
        Sentence(
            lead=f"{marked[row['id']]} {row['name']}",
            text=f"{text.PRECISION[row['precision']]}；"
            + few([_item(item) for item in row["items"]], 3, "项"),
            tone=PROJECT_STATES[row["lamp"]].colour,
        )
        for row in chosen
    )
    scene = Scene(
        id="sites",
        title="看三处",
        message="、".join(f"{row['name']}（{len(row['items'])} 项）" for row in chosen),
        boxes=(
            Box(
                part=MapPart(drawing=drawn, words="三处点位的位置", credit=text.CREDIT), width=wide
            ),
            Box(
                part=Lines(lines=lines, heading="灯急的在前，同样急的事项多的在前", size=1.6),
                left=LEFT + wide + 2.5,
                width=WIDE - wide - 2.5,
            ),
        ),
        source=f"{PLANS}；{text.CREDIT}",
        note="会后可以走一圈。只选已经定位的点位。",
        seconds=60,
    )
    return (scene,)


def _item(item: dict) -> str:
    return f"{number_of(item)} {item['name']}（{PROJECT_STATES[item['lamp'].state].word}）"


OWED = ("科室、部门", "事项", "要补", "逾期", "滞后", "临期", "下一个期限")
OWED_WIDTHS = (14, 6, 6, 5.5, 5.5, 5.5, 18)
COUNTED = ("overdue", "behind", "due_soon")


def owed(story: Story) -> tuple[Scene, ...]:
    """What each office owes next, in the documents' order: no ranking."""
    found = [_owed(story, row) for row in offices(story.items)]
    if not found:
        return ()
    room, height = (WIDE - 3) / 2, HIGH
    columns = fit.pages(
        OWED, OWED_WIDTHS, [row for row, _ in found], room=room, height=height, size=fit.SIZES[-1]
    )
    owing = sum(owes for _, owes in found)
    pairs = [columns[at : at + 2] for at in range(0, len(columns), 2)]
    scenes = []
    for number, pair in enumerate(pairs, 1):
        boxes = tuple(
            Box(
                part=fit.fitted(OWED, OWED_WIDTHS, rows, room=room, height=height, largest=1.4),
                left=LEFT + side * (room + 3),
                width=room,
            )
            for side, rows in enumerate(pair)
        )
        part = f"（第 {number} 张，共 {len(pairs)} 张）" if len(pairs) > 1 else ""
        scenes.append(
            Scene(
                id="owed" if number == 1 else f"owed-{number}",
                title=f"各科室、部门下一步{part}",
                message=f"{len(found)} 个科室、部门里 {owing} 个有事项要补；按文件次序，不排名",
                boxes=boxes,
                source=f"{PLANS}；{REPORTS}",
                note="联合承办的事项在每个科室名下各算一次。要补：从未填报、有缺项，或最近的填报已不新鲜。",
                seconds=60,
            )
        )
    return tuple(scenes)


def _owed(story: Story, row: dict) -> tuple[tuple[Cell, ...], bool]:
    own = office_view(story.items, [], [], row["id"])
    coming = [day for day in own["next_dates"] if day >= story.as_of]
    passed = own["next_dates"][-1:] if not coming else []
    when = coming[0] if coming else f"{passed[0]} 已过" if passed else "无"
    cells = [Cell(text=each) for each in (str(row["items"]), str(len(own["owes"])))]
    cells.insert(0, Cell(text=row["name"], strong=True))
    for state in COUNTED:
        count = own["states"][state]
        cells.append(Cell(text=str(count), tone=PROJECT_STATES[state].colour if count else ""))
    return (*cells, Cell(text=when)), bool(own["owes"])


def assigned(story: Story) -> tuple[Scene, ...]:
    """What this day's meeting has assigned so far."""
    rows = story.at_meeting(story.as_of)
    if rows:
        part = fit.fitted(ASSIGNED, ASSIGNED_WIDTHS, assignment_rows(rows), room=WIDE, height=HIGH)
        message = f"本次会议已交办 {len(rows)} 件，下次会议开头逐件看"
    else:
        part = Lines(
            lines=(
                Sentence(lead="事项", text="要做成什么，一句话"),
                Sentence(lead="承办", text="一个科室或部门"),
                Sentence(lead="期限", text="写到日"),
            ),
            heading="交办要说清三样",
            size=2.0,
        )
        message = "本次会议还没有交办；记下的每一件，下次会议开头逐件看"
    scene = Scene(
        id="assigned",
        title="会上交办",
        message=message,
        boxes=(Box(part=part),),
        source="会议记录",
        note="主讲人登录后，在备注窗口里记：事项、承办、期限。",
        seconds=180,
    )
    return (scene,)


def documents(story: Story) -> tuple[Scene, ...]:
    """The documents behind every number, and the address again."""
    rows = [
        (
            Cell(text=row["title"], strong=True),
            Cell(text=row["doc_no"] or text.NOT_STATED),
            Cell(text=row["issuer"]),
            Cell(text=row["issued_on"]),
        )
        for row in story.documents
    ]
    room = WIDE - 23 if story.address else WIDE
    lacks = "" if rows else f"{text.chinese_date(story.as_of)}以前没有公开文件"
    if rows:
        part = fit.fitted(
            ("文件", "文号", "机关", "日期"), (34, 20, 26, 16), rows, room=room, height=30
        )
    else:
        part = Lines(lines=(Sentence(text=lacks, lead="○", tone="none"),))
    rule = Sentence(text="未填报、资料未载明、不适用是三回事，都不是零；相近的数从不计入。")
    boxes = [
        Box(part=part, width=room, height=31),
        Box(part=Lines(lines=(rule,), size=1.5), top=TOP + 32, width=room, height=6),
    ]
    if story.address:
        boxes.append(
            Box(
                part=Code(address=story.address, caption="扫码打开看板"),
                left=LEFT + WIDE - 20,
                top=TOP + 2,
                width=20,
                height=23,
            )
        )
    scene = Scene(
        id="sources",
        title="资料来源",
        message=f"{len(rows)} 份公开文件；每个数都能在看板“资料与口径”里回到原文那一句",
        boxes=tuple(boxes),
        source="所列文件；进展由科室填报",
        note="有人问哪个数从哪来，扫码打开，点那个数。",
        seconds=30,
        lacks=lacks,
    )
    return (scene,)
