"""The dimensions against their targets, one scene each."""

from __future__ import annotations

from dataclasses import replace

from lib import palette, text
from lib.measures.lamps import INDICATOR_STATES
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
    Line,
    Lines,
    Scene,
    Series,
    Table,
)
from lib.scenes.story import Story, few
from lib.views.indicators import PROVEN, owners

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
WIDTHS = (18, 9, 16, 29, 12, 16)


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
    """The table and under it the chart; None where both do not fit whole."""
    for high in BAR_HIGH:
        under = KEY_HIGH + high * len(bars)
        table = _targets(story, own, room=HIGH - under - GAP)
        if len(table.rows) == len(own):
            break
    else:
        return None
    chart = Bars(
        title="与目标下限之比",
        series=(
            Series(name="口径一致", colour=palette.CATEGORIES[dimension["colour"]]),
            Series(name="相近（不计入）", colour=palette.SOFT, ink=palette.INK, hollow=True),
        ),
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
    said = tuple(Line(lead=row["name"], text=row["definition"]) for row in own)
    under = fit.lines_height(said, DEFINITIONS, SAID, WIDE)
    table = _targets(story, own, room=HIGH - under - GAP)
    if len(table.rows) < len(own) or under > HIGH / 2:
        return [Box(part=_targets(story, own, room=HIGH))]
    used = fit.table_height(table, WIDE)
    part = Lines(lines=said, heading=DEFINITIONS, size=SAID)
    return [Box(part=table, height=used), Box(part=part, top=TOP + used + GAP, height=under)]


def _targets(story: Story, own: list[dict], *, room: float) -> Table:
    """All the dimension's targets; with fewer near values where room is short."""
    for most, detail in ((2, 2), (1, 2), (1, 1), (1, 0)):
        rows = [_row(story, row, most, detail) for row in own]
        table = fit.fitted(HEAD, WIDTHS, rows, room=WIDE, height=room)
        if len(table.rows) == len(own) and table.rows[-1] == rows[-1]:
            return table
    return replace(table, rows=table.rows[:-1]) if len(table.rows) == len(own) else table


def _row(story: Story, row: dict, most: int, detail: int) -> tuple[Cell, ...]:
    exact = [(when, f"{text.number(value)}{row['unit']}") for when, value in sorted(row["exact"])]
    near = [_near(each, detail) for each in row["proxies"]]
    near += [
        f"{text.number(each['value'])}{row['unit']}（科室填报，口径未确认，{each['as_of']}）"
        for each in _unconfirmed(row)
    ]
    word = INDICATOR_STATES[row["lamp"].state]
    names = [each["name"] for each in owners(row, story.everything)]
    return (
        Cell(text=row["name"], strong=True),
        Cell(text=row["target"]),
        Cell(text=f"{exact[-1][1]}（{exact[-1][0]}）" if exact else "没有"),
        Cell(text="；".join(near[-most:]) or "没有"),
        Cell(text=f"{word.mark} {word.word}", tone=word.colour),
        Cell(text=few(names, 2) or text.NOT_STATED),
    )


def _unconfirmed(row: dict) -> list[dict]:
    """The last report, when its definition is not confirmed."""
    return [each for each in row["reports"][-1:] if each["definition_confirmed"] != 1]


def _near(each: dict, detail: int) -> str:
    """A near value; ``detail`` 2 with scope and day, 1 with scope, 0 bare."""
    value = text.quantity(each["value"], each["qualifier"], each["unit"])
    more = "，".join((each["scope"], each["as_of"])[:detail])
    return f"{value}{each['metric']}" + (f"（{more}）" if more else "")


def _bar(row: dict) -> Bar | None:
    """The latest exact and the latest near value as shares of the target's low end."""
    low, exact, near = row["target_low"], None, None
    said = ["", ""]
    if row["exact"]:
        _, value = max(row["exact"])
        exact, said[0] = value / low, f"{text.number(value)}{row['unit']}"
    for each in (*row["proxies"], *_unconfirmed(row))[-1:]:  # the one the table ends with
        near = each["value"] / low
        said[1] = text.quantity(each["value"], each.get("qualifier"), each.get("unit", row["unit"]))
    if exact is None and near is None:
        return None
    return Bar(label=row["name"], values=(exact, near), labels=tuple(said))
