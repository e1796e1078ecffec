"""Where things stand: items by action, the dimensions, what is proven, what moved."""

from __future__ import annotations

from collections import Counter

from lib import palette, text
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES
from lib.scenes import fit
from lib.scenes.model import (
    GAP,
    HIGH,
    LEFT,
    TOP,
    WIDE,
    Bar,
    Bars,
    Box,
    Cell,
    Figure,
    Figures,
    Line,
    Lines,
    Scene,
    Series,
    Table,
)
from lib.scenes.story import PLANS, REPORTS, Story, cited, few, lamp_cell, number_of, states_said
from lib.views.indicators import PROVEN, owners, tally

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
BRAND = palette.BRAND
KEY_HIGH, BAR_HIGH, WIDEST = 2.8, 3.3, 1.25
DEFINITIONS, SAID = "口径还要确认的", 1.5
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


def _evidence_line(plan: dict) -> Line:
    return Line(
        lead="资料佐证",
        text=f"{plan['evidence']} 项在后来的公开文件里见到进展，不等于完成",
    )


def dimensions(story: Story) -> tuple[Scene, ...]:
    """One scene a dimension: targets, exact values, near values, who may report."""
    found = []
    for dimension in story.dimensions:
        own = [row for row in story.targets if row["dimension_id"] == dimension["id"]]
        if own:
            found.append(_dimension(story, dimension, own))
    return tuple(found)


HEAD = ("指标", "目标", "口径一致的数", "相近的数（不计入）", "灯", "可以报数的部门")
WIDTHS = (19, 10, 14, 25, 12, 20)


def _dimension(story: Story, dimension: dict, own: list[dict]) -> Scene:
    proven = sum(row["lamp"].state in PROVEN for row in own)
    bars = tuple(bar for row in own if (bar := _bar(row)))
    said = tuple(Line(lead=row["name"], text=row["definition"]) for row in own)
    under = KEY_HIGH + BAR_HIGH * len(bars)
    if not bars:
        under = fit.lines_height(said, DEFINITIONS, SAID, WIDE)
    table = _targets(story, own, room=HIGH - under - GAP)
    used = fit.table_height(table, WIDE)
    boxes = [Box(part=table, height=used)]
    if bars:
        chart = Bars(
            title="与目标下限之比",
            series=(
                Series(name="口径一致", colour=palette.DIMENSIONS.get(dimension["id"], BRAND)),
                Series(name="相近（不计入）", colour=palette.SOFT, ink=palette.INK, hollow=True),
            ),
            bars=bars,
            top=max(WIDEST, *(value for bar in bars for value in bar.values if value)),
            stacked=False,
            mark=1.0,
            mark_words="目标下限",
            label_share=0.22,
        )
        boxes.append(Box(part=chart, top=TOP + used + GAP, height=under))
    else:
        part = Lines(lines=said, heading=DEFINITIONS, size=SAID)
        boxes.append(Box(part=part, top=TOP + used + GAP, height=under))
    lacking = [row["name"] for row in own if row["lamp"].state not in PROVEN]
    lacks = "" if proven else f"{dimension['name']}没有口径一致的数；由有关部门确认口径后报数"
    over = story.as_of > max(row["due_on"] for row in own)
    after = "期限已过，未见公开结果" if over and not proven else f"还缺 {len(lacking)} 项"
    return Scene(
        id=f"dimension-{dimension['id']}",
        title=f"指标：{dimension['name']}",
        message=f"{len(own)} 项指标里 {proven} 项有口径一致的数"
        + (f"，{after}" if lacking else "，都有了"),
        boxes=tuple(boxes),
        source="区三年行动方案“四、主要目标”；相近的数出自所列文件；科室填报",
        note="相近的数口径不同，只能说“接近的数是”，不能说完成了多少。",
        seconds=60,
        lacks=lacks,
    )


def _targets(story: Story, own: list[dict], *, room: float) -> Table:
    """All the dimension's targets; with fewer near values where room is short."""
    for most in (2, 1):
        rows = [_row(story, row, most) for row in own]
        table = fit.fitted(HEAD, WIDTHS, rows, room=WIDE, height=room)
        if len(table.rows) == len(own) and table.rows[-1] == rows[-1]:
            return table
    return table


def _row(story: Story, row: dict, most: int) -> tuple[Cell, ...]:
    exact = [(when, f"{text.number(value)}{row['unit']}") for when, value in sorted(row["exact"])]
    near = [_near(each) for each in row["proxies"]]
    near += [
        f"{text.number(each['value'])}{row['unit']}（科室填报，口径未确认，{each['as_of']}）"
        for each in row["reports"][-1:]
        if each["definition_confirmed"] != 1
    ]
    word = INDICATOR_STATES[row["lamp"].state]
    return (
        Cell(text=row["name"], strong=True),
        Cell(text=row["target"]),
        Cell(text=f"{exact[-1][1]}（{exact[-1][0]}）" if exact else "没有"),
        Cell(text="；".join(near[-most:]) or "没有"),
        Cell(text=f"{word.mark} {word.word}", tone=word.colour),
        Cell(text=few(owners(row, story.everything), 2) or text.NOT_STATED),
    )


def _near(each: dict) -> str:
    value = text.quantity(each["value"], each["qualifier"], each["unit"])
    return f"{value}{each['metric']}（{each['scope']}，{each['as_of']}）"


def _bar(row: dict) -> Bar | None:
    """The latest exact and the latest near value as shares of the target's low end."""
    low, exact, near = row["target_low"], None, None
    said = ["", ""]
    if row["exact"]:
        _, value = max(row["exact"])
        exact, said[0] = value / low, f"{text.number(value)}{row['unit']}"
    if row["proxies"]:
        last = row["proxies"][-1]
        near = last["value"] / low
        said[1] = text.quantity(last["value"], last["qualifier"], last["unit"])
    if exact is None and near is None:
        return None
    return Bar(label=row["name"], values=(exact, near), labels=tuple(said))


def proven(story: Story) -> tuple[Scene, ...]:
    """What is proven, and what nobody has reported; with who owes it."""
    if not story.items:
        return ()
    counted = tally(story.targets)
    good = sum(counted[state] for state in PROVEN)
    total, reported = len(story.items), sum(item["report"] is not None for item in story.items)
    seen = {row["project_id"] for row in story.evidence}
    figures = [
        Figure(value=f"{reported}/{total}", label="事项有科室填报", note="其余是未填报，不是零"),
        Figure(
            value=f"{len(seen)}/{total}",
            label="事项有资料佐证",
            note="后来的公开文件见到进展，不等于完成",
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


def _silent_lines(silent: list[dict]) -> tuple[Line, ...]:
    if not silent:
        return (Line(text="每一项都有填报", lead="✔", tone="done"),)
    found = []
    for level in dict.fromkeys(item["level"] for item in silent):
        own = [item for item in silent if item["level"] == level]
        names = list(dict.fromkeys(row["name"] for item in own for row in item["offices"]))
        found.append(Line(lead=f"{level} {len(own)} 项", text=few(names, 24)))
    return tuple(found)


CHANGED = ("事项", "上次", "现在", "依据")
CHANGED_WIDTHS = (42, 12, 12, 34)


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
        part = Lines(lines=(Line(text="没有一项的灯有变化", lead="○", tone="none"),))
    better = sum(row["is"] == "done" for row in story.moved)
    worse = sum(row["is"] in ("overdue", "behind") for row in story.moved)
    return Scene(
        id="changes",
        title=f"上次会议（{story.meeting['held_on']}）以来",
        message=f"新收填报 {len(story.batches)} 批，{len(story.moved)} 项的灯有变化："
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


def _progress(item: dict) -> str:
    report = item["report"]
    if not report:
        return item["lamp"].why
    percent = report["percent"]
    said = [f"{text.number(percent)}%" if percent is not None else "", report["progress"] or ""]
    said.append(f"问题：{report['problem']}" if report["problem"] else "")
    return "，".join(part for part in said if part) or item["lamp"].why
