"""What is stuck and by what, and what has to be decided."""

from __future__ import annotations

from collections import Counter

from lib.measures.lamps import PROJECT_STATES
from lib.rows.urgent import ORDER
from lib.scenes.model import Cell, Scene
from lib.scenes.story import Story
from lib.scenes.tables import MOST_TOLD, paged
from lib.scenes.wording import PLANS, REPORTS, few

STUCK = ("要推的事", "怎么样", "卡在哪里", "谁来推")
STUCK_WIDTHS = (26, 29.2, 18.3, 18.5)
OFTEN = 2  # a reason that so many reports name is told first
SEEN = 4  # rows that the first page shows at least


def stuck(story: Story) -> tuple[Scene, ...]:
    """What somebody has to push, by name and blocker, the most urgent first."""
    rows = story.urgent
    if not rows:
        return ()
    counted = Counter(row["rule"] for row in rows)
    said = "，".join(f"{word} {counted[rule]} 件" for rule, word in ORDER.items() if counted[rule])
    return paged(
        id="stuck",
        title="卡在哪里",
        message=_point(rows),
        head=STUCK,
        widths=STUCK_WIDTHS,
        rows=[_stuck(row) for row in rows[:MOST_TOLD]],
        total=len(rows),
        unit="件",
        source=f"{REPORTS}；会议记录",
        note=f"{said}。先说最前面的：{_first(rows[0])}。请承办的说下一步和日子。",
        seconds=90,
        first=story.brief,
    )


def _point(rows: list[dict]) -> str:
    reasons = Counter(row["problem"] for row in rows if row["problem"])
    reason, count = reasons.most_common(1)[0] if reasons else ("", 0)
    if count >= OFTEN and reason in {row["problem"] for row in rows[:SEEN]}:
        return f"{len(rows)} 件要推；写得最多的原因是“{reason}”，{count} 件"
    return f"{len(rows)} 件要推，最急的是{_first(rows[0])}"


def _first(row: dict) -> str:
    return f"{row['name']}，{row['how']}" + (f"，{row['problem']}" if row["problem"] else "")


def _stuck(row: dict) -> tuple[Cell, ...]:
    word = PROJECT_STATES[row["state"]]
    step = f"下一步：{row['next_step']}" if row["next_step"] else ""
    people = few([*row["offices"]], 1)
    leaders = f"（{'、'.join(row['leaders'])}）" if len(row["leaders"]) == 1 else ""
    return (
        Cell(text=row["name"], strong=True),
        Cell(text=f"{word.mark} {row['how']}", tone=word.colour),
        Cell(
            text=row["problem"] or step or ("填报里没有写" if row["reported_on"] else "请会上说明")
        ),
        Cell(text=people + leaders),
    )


def decisions(story: Story) -> tuple[Scene, ...]:
    """What has to be decided, why, and whom or what it concerns."""
    rows = story.decisions
    if not rows:
        return ()
    return paged(
        id="decisions",
        title="今天请定",
        message=f"请定 {len(rows)} 件事：" + "、".join(row["title"] for row in rows),
        head=("请定", "因为", "涉及"),
        widths=(26, 30, 36),
        rows=[
            (
                Cell(text=row["title"], strong=True),
                Cell(text=row["says"]),
                Cell(text=few(row["names"], 4)),
            )
            for row in rows
        ],
        source=f"{PLANS}；{REPORTS}",
        note="定了就当场记成交办："
        + "；".join(f"{row['title']}（{row['count']} 项）" for row in rows)
        + "。",
        seconds=90,
    )
