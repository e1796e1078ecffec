"""What changed since the last meeting, and the items of an office or action."""

from __future__ import annotations

from collections import Counter

from lib import text
from lib.measures.lamps import PROJECT_STATES
from lib.scenes import fit
from lib.scenes.model import (
    HIGH,
    LEFT,
    WIDE,
    Box,
    Cell,
    Lines,
    Scene,
    Sentence,
)
from lib.scenes.story import PLANS, REPORTS, Story, cited, few, lamp_cell, number_of, states_said

CHANGED = ("事项", "上次", "现在", "依据")
CHANGED_WIDTHS = (42, 12, 12, 34)
BRIEF = 60  # characters of a progress or problem in the list of items


def changes(story: Story) -> tuple[Scene, ...]:
    """What changed since the last meeting; without one, what later documents say."""
    if not story.items:
        return ()
    return (_since(story),) if story.meeting else _documented(story)


def _since(story: Story) -> Scene:
    rows = [
        (
            Cell(text=f"{number_of(row['item'])} {row['item']['name']}", strong=True),
            lamp_cell(row["was"]),
            lamp_cell(row["is"]),
            Cell(text=row["item"]["lamp"].why),
        )
        for row in story.moved
    ]
    if rows:
        part = fit.fitted(CHANGED, CHANGED_WIDTHS, rows, room=WIDE, height=HIGH)
    else:
        part = Lines(lines=(Sentence(text="没有一项的灯有变化", lead="○", tone="none"),))
    better = sum(row["is"] == "done" for row in story.moved)
    worse = sum(row["is"] in ("overdue", "behind") for row in story.moved)
    return Scene(
        id="changes",
        title=f"上次会议（{story.meeting['held_on']}）以来",
        message=(f"新收填报 {len(story.batches)} 批，" if story.whole else "")
        + f"{len(story.moved)} 项的灯有变化："
        f"{better} 项完成，{worse} 项转为滞后或逾期",
        boxes=(Box(part=part),),
        source=f"{story.meeting['title']}记录；{REPORTS}",
        note="只说变了的。转差的请科室说原因和下一步。",
        seconds=120,
    )


def _documented(story: Story) -> tuple[Scene, ...]:
    if not story.evidence:
        return ()
    names = {item["id"]: item for item in story.items}
    rows = [
        (
            Cell(text=row["as_of"]),
            Cell(text=f"{number_of(names[row['project_id']])} {names[row['project_id']]['name']}",
                 strong=True),
            Cell(text=row["says"]),
            Cell(text=row["document"]),
        )
        for row in story.evidence
    ]  # fmt: skip
    lacks = "还没有会议记录，不能比较；会上由主讲人记第一件交办，下次就能比较"
    table = fit.fitted(
        ("时间", "事项", "后来的文件说", "文件"), (12, 26, 42, 20), rows, room=WIDE, height=HIGH
    )
    scene = Scene(
        id="changes",
        title="上次会议以来",
        message=f"还没有会议记录；后来的公开文件里有 {len(rows)} 条进展，是佐证，不等于完成",
        boxes=(Box(part=table),),
        source=cited(story.evidence),
        note="没有会议记录，所以这里只列文件里的进展。",
        seconds=90,
        lacks=lacks,
    )
    return (scene,)


def items(story: Story) -> tuple[Scene, ...]:
    """The items of an office or action, as many scenes as they need."""
    head = ("序号", "事项", "负责", "期限", "灯", "进展、依据")
    widths = (8, 27, 22, 12, 11, 30)
    rows = [
        (
            Cell(text=number_of(item)),
            Cell(text=item["name"], strong=True),
            Cell(text=few([row["name"] for row in item["offices"]], 3)),
            Cell(text=item["due"]),
            lamp_cell(item["lamp"].state),
            Cell(text=_progress(item)),
        )
        for item in story.items
    ]
    if not rows:
        return ()
    cut = fit.pages(head, widths, rows, room=WIDE, height=HIGH)
    found = []
    for number, page in enumerate(cut, 1):
        table = fit.fitted(head, widths, page, room=WIDE, height=HIGH)
        part = f"（第 {number} 张，共 {len(cut)} 张）" if len(cut) > 1 else ""
        states = Counter(item["lamp"].state for item in story.items)
        said = states_said({state: states[state] for state in PROJECT_STATES})
        found.append(
            Scene(
                id="items" if number == 1 else f"items-{number}",
                title=f"{story.choice.name}的事项{part}",
                message=f"共 {len(rows)} 项：{said}",
                boxes=(Box(part=table, left=LEFT),),
                source=f"{PLANS}；{REPORTS}",
                note="几个科室写在一行的，文件没有写谁对谁。",
                seconds=90,
            )
        )
    return tuple(found)


def _brief(words: str | None) -> str:
    """So short that the problem is seen beside a long progress."""
    words = words or ""
    return words if len(words) <= BRIEF else words[: BRIEF - 1].rstrip("，、；。\n") + fit.MORE


def _progress(item: dict) -> str:
    report = item["report"]
    if not report:
        return item["lamp"].why
    percent = report["percent"]
    said = [f"{text.number(percent)}%" if percent is not None else "", _brief(report["progress"])]
    said.append(f"问题：{_brief(report['problem'])}" if report["problem"] else "")
    return "，".join(part for part in said if part) or item["lamp"].why
