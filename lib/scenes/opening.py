"""The first scenes: cover, what was assigned last time, the district, why here, the plan."""

from __future__ import annotations

from collections import Counter

from lib import text
from lib.maps.drawn import drawing
from lib.measures.lamps import PROJECT_STATES
from lib.scenes import fit
from lib.scenes.model import (
    HIGH,
    LEFT,
    TOP,
    WIDE,
    Box,
    Cell,
    Code,
    Figure,
    Figures,
    Lines,
    Map,
    Scene,
    Sentence,
)
from lib.scenes.story import PLANS, REPORTS, Story, cited, lamp_cell, states_said

#: documented quantities of the scene 为什么在这里: rows of ``observation``, with our label
WHY = {
    "institutes": "中国科学院研究所",
    "keylabs": "国家重点实验室（两所共有）",
    "carriers": "创新载体",
    "firms": "创新企业",
    "leaders": "头部生态",
    "buildings": "商务楼宇",
}
QR = 17.0


def cover(story: Story) -> tuple[Scene, ...]:
    """Title, day, and the address as a QR code."""
    lines = [Sentence(text=f"数据截至 {story.as_of}，只含当天已公开的文件和已收到的填报")]
    if story.plans:
        said = "；".join(
            f"{plan['name']} {plan['total']} 项，{plan['ends_on']} "
            + ("到期，已过" if plan["over"] else "到期")
            for plan in story.plans
        )
        lines.append(Sentence(text=said))
    if story.meeting:
        lines.append(
            Sentence(text=f"上次会议：{story.meeting['title']}，{story.meeting['held_on']}")
        )
    boxes = [
        Box(part=Lines(lines=tuple(lines), size=1.7), top=27, width=WIDE - QR - 6, height=18),
    ]
    if story.address:
        boxes.append(_code(story, top=22.5))
    name = story.choice.name if story.choice.id else "硅巷早餐会"
    scene = Scene(
        id="cover",
        title=text.FULL_NAME.removesuffix("看板"),
        message=f"{name} · {text.chinese_date(story.as_of)}",
        boxes=tuple(boxes),
        source="公开文件与科室填报",
        note="报一下日期和数据截至哪一天。没有填报的事项是“未填报”，不是零，也不是落后。",
        seconds=30,
        cover=True,
    )
    return (scene,)


def _code(story: Story, *, top: float) -> Box:
    part = Code(address=story.address, caption="扫码打开看板")
    return Box(part=part, left=LEFT + WIDE - QR - 3, top=top, width=QR + 3, height=QR + 6)


ASSIGNED = ("交办事项", "承办", "对应事项", "期限", "灯", "依据")
ASSIGNED_WIDTHS = (28, 11, 18, 12, 10, 21)


def assignment_rows(rows: list[dict]) -> list[tuple[Cell, ...]]:
    """Assignments as rows under ``ASSIGNED``."""
    return [
        (
            Cell(text=row["says"], strong=True),
            Cell(text=row["office"]),
            Cell(text=f"{row['level']}{row['no']} {row['project']}" if row["project"] else "无"),
            Cell(text=row["due_on"]),
            lamp_cell(row["lamp"].state),
            Cell(text=row["lamp"].why),
        )
        for row in rows
    ]


def previous(story: Story) -> tuple[Scene, ...]:
    """What the last meeting assigned, with lamps; drops out when it assigned nothing."""
    rows = story.at_meeting(story.meeting["held_on"]) if story.meeting else []
    if not rows:
        return ()
    counted = Counter(row["lamp"].state for row in rows)
    table = fit.fitted(ASSIGNED, ASSIGNED_WIDTHS, assignment_rows(rows), room=WIDE, height=HIGH)
    said = states_said({state: counted[state] for state in PROJECT_STATES}).replace(" 项", " 件")
    scene = Scene(
        id="previous",
        title="上次交办",
        message=f"{story.meeting['held_on']} 会上交办 {len(rows)} 件：{said}",
        boxes=(Box(part=table),),
        source=f"会议记录；{REPORTS}",
        note="一件一件过。灰色是交办以后还没有人报，请承办科室当场说。",
        seconds=120,
    )
    return (scene,)


def district(story: Story) -> tuple[Scene, ...]:
    """Map, area, axes."""
    located = [row for row in story.places if row["located"]]
    wide = 58.0
    drawn = drawing(story.lines, story.rings, story.places, width=wide, height=HIGH)
    rings = story.rings
    axes = "、".join(dict.fromkeys(line["name"] for line in story.lines if line["kind"] == "axis"))
    centre = f"{rings['centre']['km2']:.2f}"
    offset = text.number(round(rings["outer"]["offset_m"]))
    figures = [
        Figure(
            value=f"{len(located)}/{len(story.places)}",
            label="处点位已上图",
            note="其余没有查到坐标，列在看板的“未定位”里",
        )
    ]
    if story.area:
        figures.insert(0, Figure(value=story.area, label="公布的规划范围", note="区三年行动方案"))
        figures.append(
            Figure(
                value=f"{centre}平方公里",
                label="道路中心线围合",
                note=f"各路外移约 {offset} 米才到公布的面积，外移量照它选定",
            )
        )
    area = f"{story.area}的田字格" if story.area else "四条路围成的田字格"
    words = f"{area}，{axes}在中间交叉"
    scene = Scene(
        id="district",
        title="街区",
        message=f"{words}，{len(story.places)} 处点位里 {len(located)} 处已上图",
        boxes=(
            Box(part=Map(drawing=drawn, words=words, credit=text.CREDIT), width=wide),
            Box(
                part=Figures(figures=tuple(figures), across=1),
                left=LEFT + wide + 2,
                width=WIDE - wide - 2,
            ),
        ),
        source=f"区三年行动方案；{text.CREDIT}，非官方红线" if story.area else text.RING_LATER,
        note="东到江苏路，南到延安西路，西到凯旋路，北到长宁路和愚园路。地图是示意，不作红线依据。",
        seconds=60,
    )
    return (scene,)


def why_here(story: Story) -> tuple[Scene, ...]:
    """Institutes, carriers, companies, each with its qualifier and document."""
    found = [(label, story.quantities[id]) for id, label in WHY.items() if id in story.quantities]
    if not found:
        return ()
    figures = tuple(
        Figure(
            value=row["printed"],
            label=label,
            note=f"{row['as_of']} · {row['scope']} · {row['document']}",
        )
        for label, row in found
    )
    said = "、".join(f"{each.value}{each.label.partition('（')[0]}" for each in figures[:4])
    scene = Scene(
        id="why",
        title="为什么在这里",
        message=f"文件里写着：{said}",
        boxes=(Box(part=Figures(figures=figures, across=3)),),
        source=cited([row for _, row in found]),
        note="“多”“余”是文件原话，照念，不要说成整数。这些是背景，不是指标的完成数。",
        seconds=60,
    )
    return (scene,)


def the_plan(story: Story) -> tuple[Scene, ...]:
    """The actions of each plan and how many items each has."""
    if not story.plans:
        lacks = f"{text.chinese_date(story.as_of)}以前还没有公开的方案"
        boxes = (Box(part=Lines(lines=(Sentence(text=lacks, lead="○", tone="none"),))),)
        scene = Scene(
            id="plan", title="方案", message=lacks, boxes=boxes, source="公开文件",
            note="换一个日期。", seconds=20, lacks=lacks,
        )  # fmt: skip
        return (scene,)
    room = (WIDE - 3 * (len(story.plans) - 1)) / len(story.plans)
    boxes, said = [], []
    for number, plan in enumerate(story.plans):
        own = [item for item in story.items if item["plan_id"] == plan["id"]]
        counted = Counter(item["action_name"] for item in own)
        due = sorted({item["due_on"] for item in own})
        rows = [(Cell(text=name), Cell(text=f"{count} 项", strong=True))
                for name, count in counted.items()]  # fmt: skip
        head = (f"{plan['name']}（{due[-1]} 到期）", "事项")
        table = fit.fitted(head, (6, 1), rows, room=room, height=HIGH, largest=1.9)
        boxes.append(Box(part=table, left=LEFT + number * (room + 3), width=room, top=TOP + 0.6))
        said.append(f"{plan['name']} {len(counted)} 个专项行动 {plan['total']} 项")
    scene = Scene(
        id="plan",
        title="方案",
        message="；".join(said),
        boxes=tuple(boxes),
        source=PLANS,
        note="两份方案各有各的专项行动，不要加在一起说。",
        seconds=60,
    )
    return (scene,)
