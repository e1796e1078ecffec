"""Scenes that are a table: long ones are split, never shrunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.scenes import fit
from lib.scenes.model import HIGH, MOST_ROWS, WIDE, Box, Cell, Scene
from lib.scenes.wording import few

TableRow = Sequence[Cell]
NAMED = 3  # rows named by a further page
MOST_SCENES = 12  # of one kind; who would sit through more reads the list
MOST_TOLD = MOST_SCENES * MOST_ROWS + 1  # rows; one more than fits says that there are more


def numbered(number: int, count: int) -> str:
    """What a title says of its place among ``count`` scenes of a kind; '' for the only one."""
    if count == 1:
        return ""
    return (
        f"（{number}/{count}）"
        if count <= MOST_SCENES
        else f"（{number}/{MOST_SCENES}，其余见看板）"
    )


def paged(
    *,
    id: str,
    title: str,
    message: str,
    head: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[TableRow],
    source: str,
    note: str,
    seconds: int,
    total: int = 0,
    unit: str = "项",
    first: bool = False,
    high: float = HIGH,
) -> tuple[Scene, ...]:
    """As many scenes as the rows need, up to MOST_SCENES; with ``first`` only one, which says how
    many rows (in ``unit``) there are; ``total``: where ``rows`` are not all of them.
    """
    cut = fit.pages(head, widths, rows[:MOST_TOLD], room=WIDE, height=high)
    kept = cut[:MOST_SCENES]
    made = [fit.fitted(head, widths, page, room=WIDE, height=high) for page in kept]
    size = min(table.size for table in made)
    found = []
    for number, page in enumerate(kept[:1] if first else kept, 1):
        told = f"（前 {len(page)} {unit}，共 {total or len(rows)} {unit}）"
        part = told if first and len(cut) > 1 else numbered(number, len(cut))
        table = replace(made[number - 1], size=size)
        found.append(
            Scene(
                id=id if number == 1 else f"{id}-{number}",
                title=f"{title}{part}",
                message=message if number == 1 else further(page),
                boxes=(Box(part=table, height=high),),
                source=source,
                note=note,
                seconds=seconds,
            )
        )
    return tuple(found)


def further(page: Sequence[TableRow]) -> str:
    """The message of a further page: what it is about, by the strong words of its rows."""
    strong = [next((cell for cell in row if cell.strong), row[0]).text for row in page]
    return f"接上页：{few(list(dict.fromkeys(strong)), NAMED)}"


def halves(
    head: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[TableRow],
    *,
    high: float = HIGH,
    most: int = 7,
) -> list[tuple[Box, ...]]:
    """Pages of two tables beside each other, each with at most ``most`` rows."""
    room = (WIDE - 3) / 2
    most_rows = 2 * most * MOST_SCENES + 1
    columns = fit.pages(head, widths, rows[:most_rows], room=room, height=high, most=most)
    found = []
    for at in range(0, len(columns), 2):
        tables = [
            fit.fitted(head, widths, page, room=room, height=high, largest=2.4)
            for page in columns[at : at + 2]
        ]
        found.append(
            tuple(
                Box(part=part, left=4 + side * (room + 3), width=room, height=high)
                for side, part in enumerate(tables)
            )
        )
    return found
