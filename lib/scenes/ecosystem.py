"""The scene of the ecosystem: bodies by kind and what ties them."""

from __future__ import annotations

from collections import Counter

from lib import palette, text
from lib.scenes.model import (
    LEFT,
    WIDE,
    Bar,
    Bars,
    Box,
    Lines,
    Scene,
    Sentence,
    Series,
)
from lib.scenes.story import Story, cited, few


def ecosystem(story: Story) -> tuple[Scene, ...]:
    """Organizations by kind, and what ties them; a doubtful twin counts as a tie of its own."""
    rows = story.organizations
    if not rows:
        lacks = f"{text.chinese_date(story.as_of)}以前的文件没有点名机构；由区科委补创新生态地图"
        boxes = (Box(part=Lines(lines=(Sentence(text=lacks, lead="○", tone="none"),))),)
        scene = Scene(
            id="ecosystem", title="创新生态", message="还没有可以列的机构", boxes=boxes,
            source="公开文件", note="跳过这一张。", seconds=10, lacks=lacks,
        )  # fmt: skip
        return (scene,)
    counted = Counter(row["kind"] for row in rows)
    bars = tuple(
        Bar(label=kind, values=(float(count),), labels=(str(count),))
        for kind, count in counted.most_common()
    )
    chart = Bars(
        title="文件点名的机构，按类别",
        series=(Series(name="家", colour=palette.BRAND),),
        bars=bars,
        top=float(max(counted.values())),
        label_share=0.26,
    )
    same = sum(row["same_as"] is not None for row in rows)
    wide = 46.0
    scene = Scene(
        id="ecosystem",
        title="创新生态",
        message=f"文件点名 {len(rows)} 家机构；联系 {len(story.ties)} 条"
        + (f"，其中疑同 {same} 条是整理时的判断" if same else ""),
        boxes=(
            Box(part=chart, width=wide),
            Box(
                part=Lines(lines=_ties(story.ties), heading="联系，按类别", size=1.4),
                left=LEFT + wide + 3,
                width=WIDE - wide - 3,
            ),
        ),
        source=cited([*rows, *story.ties]),
        note="只列文件点名的。没有点名的企业很多，不能说“只有这些”。",
        seconds=60,
    )
    return (scene,)


def _ties(ties: list[dict]) -> tuple[Sentence, ...]:
    """How many ties of each kind, and the bodies that they name most."""
    counted = Counter(tie["group"] for tie in ties)
    lines = []
    for group, count in counted.most_common():
        own = [tie for tie in ties if tie["group"] == group]
        named = Counter(
            tie[f"{side}_name"]
            for tie in own
            for side in ("from", "to")
            if tie[side].startswith("o:")
        )
        bodies = [name for name, _ in named.most_common()]
        lines.append(Sentence(lead=f"{group} {count} 条", text=few(bodies, 3, "家")))
    return tuple(lines)
