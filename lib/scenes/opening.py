"""The first scenes: cover, what was assigned last time, what the plans promise."""

from __future__ import annotations

from collections import Counter

from lib import text
from lib.scenes import fit
from lib.scenes.model import (
    HIGH,
    LEFT,
    SMALLEST,
    TOP,
    WIDE,
    Box,
    Cell,
    Code,
    Lines,
    Scene,
    Sentence,
)
from lib.scenes.story import Story
from lib.scenes.tables import MOST_SCENES, numbered, paged
from lib.scenes.wording import (
    PLANS,
    REPORTS,
    few,
    lamp_cell,
    standing_said,
    tasks_standing,
)

QR = 17.0
LEADING_OFFICES = 3
BESIDE = 2  # plans beside each other


def cover(story: Story) -> tuple[Scene, ...]:
    """Title, one sentence of where things stand, day, and the address as a QR code."""
    name = story.choice.name if story.choice.id else "硅巷早餐会"
    lines = [
        Sentence(text=f"{name} · {text.chinese_date(story.as_of)}"),
        Sentence(text="只含当天已公开的文件和已收到的填报"),
    ]
    if story.meeting:
        lines.append(
            Sentence(text=f"上次会议：{story.meeting['title']}，{story.meeting['held_on']}")
        )
    boxes = [Box(part=Lines(lines=tuple(lines), size=2.4), top=28, width=WIDE - QR - 6, height=20)]
    if story.address:
        part = Code(address=story.address, caption="扫码打开看板")
        place = {"left": LEFT + WIDE - QR - 3, "top": 26.5, "width": QR + 3, "height": QR + 7}
        boxes.append(Box(part=part, **place))
    scene = Scene(
        id="cover",
        title=text.FULL_NAME.removesuffix("看板"),
        message=standing_said(story),
        boxes=tuple(boxes),
        source="公开文件与科室填报",
        note=_cover_note(story),
        seconds=30,
        cover=True,
    )
    return (scene,)


def _cover_note(story: Story) -> str:
    said = "；".join(
        f"{plan['name']} {plan['total']} 项，{plan['ends_on']} 到期"
        + ("，已过" if plan["over"] else "")
        for plan in story.plans
    )
    return f"数据截至 {story.as_of}。{said or '当天方案还没有公布'}。未填报不是零，也不是落后。"


ASSIGNED = ("交办事项", "承办", "对应事项", "期限", "灯")
ASSIGNED_WIDTHS = (27, 14, 20, 17, 14)


def assignment_rows(rows: list[dict]) -> list[tuple[Cell, ...]]:
    """Assignments as rows under ``ASSIGNED``."""
    return [
        (
            Cell(text=row["says"], strong=True),
            Cell(text=row["office"]),
            Cell(
                text=f"{row['level']}{row['no']} {row['project']}" if row["project"] else "不对应"
            ),
            Cell(text=row["due_on"]),
            lamp_cell(row["lamp"].state),
        )
        for row in rows
    ]


def previous(story: Story) -> tuple[Scene, ...]:
    """What the last meeting assigned, with lamps; drops out when it assigned nothing."""
    rows = story.at_meeting(story.meeting["held_on"]) if story.meeting else []
    if not rows:
        return ()
    said = tasks_standing(rows, story.as_of)
    names = "；".join(f"{row['office']}：{row['lamp'].why}" for row in rows[:3])
    return paged(
        id="previous",
        title="上次交办",
        message=f"{story.meeting['held_on']} 会上交办 {len(rows)} 件：{said}",
        head=ASSIGNED,
        widths=ASSIGNED_WIDTHS,
        rows=assignment_rows(rows),
        unit="件",
        source=f"会议记录；{REPORTS}；交办的灯看会后填报和交办的期限，和事项的灯不是一盏",
        note=f"一件一件过。{names}。没有填报的，请承办科室当场说。",
        seconds=90,
        first=story.brief,
    )


def the_plan(story: Story) -> tuple[Scene, ...]:
    """What each plan promises, and who answers for most of it."""
    pages = [story.plans[at : at + BESIDE] for at in range(0, len(story.plans), BESIDE)]
    return tuple(
        _plans(story, plans, number, numbered(number, len(pages)))
        for number, plans in enumerate(pages[:MOST_SCENES], 1)
    )


def _plans(story: Story, plans: list[dict], number: int, place: str) -> Scene:
    room = (WIDE - 3 * (len(plans) - 1)) / len(plans)
    boxes = []
    for at, plan in enumerate(plans):
        boxes += _plan(story, plan, LEFT + at * (room + 3), room)
    said = [_said(story, plan) for plan in plans]
    total = sum(plan["total"] for plan in plans)
    head = f"{len(plans)} 份方案 {total} 项：" if len(plans) > 1 else ""
    people = "；".join(f"{plan['name']}：{_most(story, plan, 5)}" for plan in plans)
    return Scene(
        id="plan" if number == 1 else f"plan-{number}",
        title=f"答应了什么，谁来做{place}",
        message=head + "；".join(said),
        boxes=tuple(boxes),
        source=PLANS,
        note=f"各有各的专项行动，不要加在一起说。{people}。联合承办的各算一次。",
        seconds=60,
    )


def _said(story: Story, plan: dict) -> str:
    ranked = _ranked(story, plan)
    top = [name for name, count in ranked if count == ranked[0][1]]
    most = f"，{few(top, 3)}{'并列' if len(top) > 1 else ''}最多" if ranked else ""
    return f"{plan['name']} {plan['total']} 项{most}"


def _ranked(story: Story, plan: dict) -> list[tuple[str, int]]:
    own = story.of_plan(plan["id"])
    return Counter(row["name"] for project in own for row in project["offices"]).most_common()


def _most(story: Story, plan: dict, most: int) -> str:
    """The offices with the most projects; those with as many as the last are there too."""
    ranked = _ranked(story, plan)
    least = ranked[min(most, len(ranked)) - 1][1] if ranked else 0
    return few([f"{name} {count} 项" for name, count in ranked if count >= least], most + 2)


def _plan(story: Story, plan: dict, left: float, room: float) -> list[Box]:
    own = story.of_plan(plan["id"])
    counted = Counter(project["action"] for project in own)
    rows = [(Cell(text=name), Cell(text=f"{count} 项", strong=True))
            for name, count in counted.items()]  # fmt: skip
    due = f"{plan['ends_on']} 到期" + ("，已过" if plan["over"] else "")
    who = (
        Sentence(lead="期限", text=due),
        Sentence(lead="事项最多", text=_most(story, plan, LEADING_OFFICES)),
    )
    under = fit.lines_height(who, "", SMALLEST, room)
    table = fit.fitted(
        (plan["name"], "事项"), (6, 1.6), rows, room=room, height=HIGH - under - 1, largest=2.4
    )  # fmt: skip
    high = fit.table_height(table, room)
    return [
        Box(part=table, left=left, width=room, height=high),
        Box(
            part=Lines(lines=who, size=SMALLEST),
            left=left, top=TOP + high + 1, width=room, height=under,
        ),
    ]  # fmt: skip
