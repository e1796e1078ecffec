"""The scene of the ecosystem: bodies by kind and what ties them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lib.scenes import fit
from lib.scenes.model import HIGH, LEFT, MOST_ROWS, WIDE, Box, Cell, Scene
from lib.scenes.story import Story
from lib.scenes.wording import cited, few

BETWEEN = 3.0


def ecosystem(story: Story) -> tuple[Scene, ...]:
    """Organizations by kind, and what ties them; a doubtful twin counts as a tie of its own."""
    rows = story.organizations
    if not rows:
        return ()
    room = (WIDE - BETWEEN) / 2
    kind, count = Counter(row["kind"] for row in rows).most_common(1)[0]
    same = sum(row["same_as"] is not None for row in rows)
    tables = [
        fit.fitted(head, (12, 5.5, 27), cells, room=room, height=HIGH, largest=2.4)
        for head, cells in (
            (("机构", "家", "例如"), _kinds(rows)),
            (("联系", "条", "多见于"), _ties(story.ties)),
        )
    ]
    size = min(table.size for table in tables)
    boxes = tuple(
        Box(part=replace(table, size=size), left=LEFT + at * (room + BETWEEN), width=room)
        for at, table in enumerate(tables)
    )
    scene = Scene(
        id="ecosystem",
        title="创新生态",
        message=f"文件点名 {len(rows)} 家机构；联系 {len(story.ties)} 条"
        + (f"，其中疑同 {same} 条是整理时的判断" if same else ""),
        boxes=boxes,
        source=cited([*rows, *story.ties]),
        note=f"{kind}最多，{count} 家。只列文件点名的。没有点名的企业很多，不能说“只有这些”。",
        seconds=45,
    )
    return (scene,)


def _kinds(rows: list[dict]) -> list[tuple[Cell, ...]]:
    """The kinds by number; what is beyond the last row in one."""
    counted = Counter(row["kind"] for row in rows)
    ranked = counted.most_common()
    kept = ranked if len(ranked) <= MOST_ROWS else ranked[: MOST_ROWS - 1]
    cells = [_cells(kind, count, [row["name"] for row in rows if row["kind"] == kind])
             for kind, count in kept]  # fmt: skip
    rest = ranked[len(kept) :]
    if rest:
        cells.append(_cells("其他", sum(count for _, count in rest), [kind for kind, _ in rest]))
    return cells


def _ties(ties: list[dict]) -> list[tuple[Cell, ...]]:
    """How many ties of each kind, and the bodies that they name most."""
    counted = Counter(tie["group"] for tie in ties)
    cells = []
    for group, count in counted.most_common(MOST_ROWS):
        bodies = Counter(
            tie[f"{side}_name"]
            for tie in ties
            if tie["group"] == group
            for side in ("from", "to")
            if tie[side].startswith("o:")
        )
        cells.append(_cells(group, count, [name for name, _ in bodies.most_common()]))
    return cells


def _cells(what: str, count: int, names: list[str]) -> tuple[Cell, ...]:
    said = fit.brief(few(names[:1], 1), 2.1, 24, 1)
    return Cell(text=what, strong=True), Cell(text=str(count)), Cell(text=said)
