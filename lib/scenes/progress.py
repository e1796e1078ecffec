"""Where things stand: the items by action, what is proven and what nobody reported."""

from __future__ import annotations

from collections import Counter

from lib.measures.lamps import PROJECT_STATES
from lib.rows.indicators import PROVEN, tally
from lib.scenes.model import (
    HIGH,
    TOP,
    Bar,
    Bars,
    Box,
    Figure,
    Figures,
    Lines,
    Scene,
    Sentence,
    Series,
)
from lib.scenes.story import PLANS, REPORTS, Story, few, states_said

#: fills of the stacked bars and the ink on them (4.5:1)
FILLS = {
    "done": ("#1f6b3d", "#ffffff"),
    "good": ("#8fcfa6", "#14321f"),
    "soon": ("#2f66ad", "#ffffff"),
    "warn": ("#e7b84a", "#3a2a00"),
    "bad": ("#b23530", "#ffffff"),
    "calm": ("#6f5f9c", "#ffffff"),
    "none": ("#dcdcd8", "#2c3233"),
}
LEAST_TOP = 5
NOBODY = "没有一项有科室填报，由各项的负责科室、责任部门补"


def standing(story: Story) -> tuple[Scene, ...]:
    """One scene a plan: its items by action and state."""
    return tuple(_standing(story, plan) for plan in story.plans)


def _standing(story: Story, plan: dict) -> Scene:
    own = [item for item in story.items if item["plan_id"] == plan["id"]]
    actions = list(dict.fromkeys(item["action"] for item in own))
    counted = Counter((item["action"], item["lamp"].state) for item in own)
    shown = [state for state, count in plan["states"].items() if count]
    bars = tuple(
        Bar(
            label=action,
            values=tuple(counted[action, state] or None for state in shown),
            labels=tuple(str(counted[action, state] or "") for state in shown),
        )
        for action in actions
    )
    series = tuple(
        Series(
            name=f"{PROJECT_STATES[state].mark} {PROJECT_STATES[state].word}",
            colour=FILLS[PROJECT_STATES[state].colour][0],
            ink=FILLS[PROJECT_STATES[state].colour][1],
            hatched=state == "unreported",
        )
        for state in shown
    )
    top = max(LEAST_TOP, *(sum(item["action"] == each for item in own) for each in actions))
    over = "，期限已过" if plan["over"] else f"，{plan['ends_on']} 到期"
    lacks = "" if plan["reported"] else f"{plan['name']}{NOBODY}"
    return Scene(
        id=f"standing-{plan['id']}",
        title=f"进展：{plan['name']}",
        message=f"{plan['total']} 项里 {plan['reported']} 项有科室填报{over}；"
        f"{states_said(plan['states'])}",
        boxes=(
            Box(
                part=Bars(
                    title="各专项行动的事项数，按状态", series=series, bars=bars, top=float(top)
                ),
                height=HIGH - 5,
            ),
            Box(
                part=Lines(lines=(_evidence_line(plan),), size=1.5),
                top=TOP + HIGH - 4,
                height=4,
            ),
        ),
        source=f"{PLANS}；{REPORTS}",
        note=(lacks + "。没有填报不等于没有做。") if lacks else "先说完成和逾期，再说没有填报的。",
        seconds=90,
        lacks=lacks,
    )


def _evidence_line(plan: dict) -> Sentence:
    return Sentence(
        lead="资料佐证",
        text=f"{plan['evidence']} 项在后来的公开文件里见到进展"
        f"（{plan['inferred']} 项的对应是推断），不等于完成",
    )


def proven(story: Story) -> tuple[Scene, ...]:
    """What is proven, and what nobody has reported; with who owes it."""
    if not story.items:
        return ()
    counted = tally(story.targets)
    good = sum(counted[state] for state in PROVEN)
    total, reported = len(story.items), sum(item["report"] is not None for item in story.items)
    seen = [item["seen"] for item in story.items if item["seen"]]
    figures = [
        Figure(value=f"{reported}/{total}", label="事项有科室填报", note="其余是未填报，不是零"),
        Figure(
            value=f"{len(seen)}/{total}",
            label="事项有资料佐证",
            note=f"{seen.count('inferred')} 项的对应是推断；见到进展不等于完成",
        ),
    ]
    if story.targets:
        figures[:0] = [
            Figure(
                value=f"{good}/{len(story.targets)}",
                label="指标有口径一致的数",
                note=f"{counted['proxy']} 项只有相近的数，{counted['no_data']} 项没有数据",
            )
        ]
    silent = [item for item in story.items if item["report"] is None]
    lines = _silent_lines(silent)
    across = len(figures)
    said = f"；{len(story.targets)} 项指标里 {good} 项有口径一致的数" if story.targets else ""
    nothing = not reported and not good
    scene = Scene(
        id="proven",
        title="已证实的与还没有人报的",
        message=f"{total} 项里 {reported} 项有科室填报，{len(silent)} 项未填报{said}",
        boxes=(
            Box(part=Figures(figures=tuple(figures), across=across), height=15),
            Box(
                part=Lines(lines=lines, heading="还没有填报的事项由谁补", size=1.5),
                top=TOP + 17,
                height=HIGH - 17,
            ),
        ),
        source=f"{PLANS}；{REPORTS}",
        note="请没有填报的科室会后从“科室视图”下载模板。",
        seconds=90,
        lacks="没有任何科室填报和口径一致的数；由各科室、部门补" if nothing else "",
    )
    return (scene,)


def _silent_lines(silent: list[dict]) -> tuple[Sentence, ...]:
    if not silent:
        return (Sentence(text="每一项都有填报", lead="✔", tone="done"),)
    found = []
    for level in dict.fromkeys(item["level"] for item in silent):
        own = [item for item in silent if item["level"] == level]
        names = list(dict.fromkeys(row["name"] for item in own for row in item["offices"]))
        found.append(Sentence(lead=f"{level} {len(own)} 项", text=few(names, 24)))
    return tuple(found)
