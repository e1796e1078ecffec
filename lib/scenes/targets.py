"""The dimensions against their targets, one scene each."""

from __future__ import annotations

from dataclasses import replace

from lib import palette
from lib.measures.lamps import INDICATOR_STATES
from lib.rows.course import near, numbers
from lib.rows.indicators import PROVEN, owners
from lib.scenes import fit
from lib.scenes.model import (
    GAP,
    HIGH,
    TOP,
    WIDE,
    Bar,
    Bars,
    Box,
    Cell,
    Lines,
    Rows,
    Scene,
    Sentence,
    Series,
)
from lib.scenes.story import Story, few

KEY_HIGH, BAR_HIGH, WIDEST = 2.8, (3.3, 2.9, 2.6), 1.25
DEFINITIONS, SAID = "口径还要确认的", 1.5


def dimensions(story: Story) -> tuple[Scene, ...]:
    """One scene a dimension: targets, exact values, near values, who may report."""
    found = []
    for dimension in story.dimensions:
        own = [row for row in story.targets if row["dimension_id"] == dimension["id"]]
        if own:
            found.append(_dimension(story, dimension, own))
    return tuple(found)


HEAD = ("指标", "目标", "口径一致的数", "相近的数（不计入）", "灯", "可以报数的部门")
WIDTHS = (15, 8, 13, 40, 10, 14)


def _dimension(story: Story, dimension: dict, own: list[dict]) -> Scene:
    proven = sum(row["lamp"].state in PROVEN for row in own)
    bars = tuple(bar for row in own if (bar := _bar(row)))
    boxes = _with_chart(story, dimension, own, bars) if bars else None
    boxes = boxes or _with_definitions(story, own)
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


def _with_chart(
    story: Story, dimension: dict, own: list[dict], bars: tuple[Bar, ...]
) -> list[Box] | None:
    """The table and under it the chart; None where both do not fit whole.

    Why a near number does not count comes before a chart of what the table says already.
    """
    whole = _targets(story, own, room=HIGH)
    for high in BAR_HIGH:
        under = KEY_HIGH + high * len(bars)
        table = _targets(story, own, room=HIGH - under - GAP)
        if table.rows == whole.rows:
            break
    else:
        return None
    name = palette.CATEGORIES[dimension["colour"]]
    chart = Bars(
        title="口径一致的数与目标下限之比",
        series=(Series(name="口径一致", colour=name),),
        bars=bars,
        top=max(WIDEST, *(value for bar in bars for value in bar.values if value)),
        stacked=False,
        mark=1.0,
        mark_words="目标下限",
        label_share=0.27,
    )
    used = fit.table_height(table, WIDE)
    return [Box(part=table, height=used), Box(part=chart, top=TOP + used + GAP, height=under)]


def _with_definitions(story: Story, own: list[dict]) -> list[Box]:
    """The table and under it what the documents leave open, as far as there is room."""
    said = tuple(Sentence(lead=row["name"], text=row["definition"]) for row in own)
    under = fit.lines_height(said, DEFINITIONS, SAID, WIDE)
    whole = _targets(story, own, room=HIGH)
    table = _targets(story, own, room=HIGH - under - GAP)
    if table.rows != whole.rows or under > HIGH / 2:  # why a number does not count comes first
        return [Box(part=whole)]
    used = fit.table_height(table, WIDE)
    part = Lines(lines=said, heading=DEFINITIONS, size=SAID)
    return [Box(part=table, height=used), Box(part=part, top=TOP + used + GAP, height=under)]


def _targets(story: Story, own: list[dict], *, room: float) -> Rows:
    """All the dimension's targets; with fewer words on near values where room is short."""
    for most, reasons in ((9, True), (2, True), (1, True), (1, False)):
        rows = [_row(story, row, most, reasons) for row in own]
        table = fit.fitted(HEAD, WIDTHS, rows, room=WIDE, height=room)
        if table.rows == tuple(tuple(row) for row in rows):  # nothing cut short
            return table
    return replace(table, rows=table.rows[:-1]) if len(table.rows) == len(own) else table


def _row(story: Story, row: dict, most: int, reasons: bool) -> tuple[Cell, ...]:
    exact = [each for each in numbers(row) if each["match"] == "exact"]
    known = near(row)
    told = [_told(each, reasons) for each in known[-most:]]
    if len(known) > most:
        told.append(f"另有 {len(known) - most} 个，见看板")
    word = INDICATOR_STATES[row["lamp"].state]
    names = [each["name"] for each in owners(row, story.everything)]
    return (
        Cell(text=row["name"], strong=True),
        Cell(text=row["target"]),
        Cell(text=f"{exact[-1]['label']}（{exact[-1]['as_of']}）" if exact else "没有"),
        Cell(text="；".join(told) or "没有"),
        Cell(text=f"{word.mark} {word.word}", tone=word.colour),
        Cell(text=few(names, 2) or "没有事项与它对应"),
    )


def _told(each: dict, reasons: bool) -> str:
    """A near number in words, and why it does not count; never a bar of the chart."""
    return each["said"] + (f"（不计入：{each['reason']}）" if reasons else "")


def _bar(row: dict) -> Bar | None:
    """The latest value with the plan's definition as share of the target's low end."""
    exact = [each for each in numbers(row) if each["match"] == "exact"]
    if not exact:
        return None
    share = exact[-1]["value"] / row["target_low"]
    return Bar(label=row["name"], values=(share,), labels=(exact[-1]["label"],))
