"""How much room words need: the same estimate for the screen, paper and slides.

A Han character is as wide as the type is high; Latin letters and figures take a
bit more than half. The estimate errs on the wide side, so that what fits here
fits in every font of the stack.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from lib.scenes.model import MOST_ROWS, SMALLEST, Cell, Rows, Sentence

NARROW, WIDE = 0.64, 1.02
LEADING = 1.42
TABLE_LEADING = 1.3
#: empty space in a table's cell, in u: left and right, above and below
PAD_X, PAD_Y, RULE = 0.6, 0.36, 0.17
#: lines a cell may have, tried one after the other, where a table is too high
FEWER_LINES = (12, 8, 6, 5, 4, 3, 2, 1)
MOST_LINES = 8
SHORT = 10  # characters of what should not break: 2026-11-22
MORE = "…"
SIZES = (2.8, 2.6, 2.4, 2.2, SMALLEST)


def width(text: str, size: float) -> float:
    """Width of one line of text in u."""
    return sum(NARROW if char < "\u2000" else WIDE for char in text) * size


def lines(text: str, size: float, room: float) -> int:
    """How many lines ``text`` takes in ``room`` u; at least one."""
    return sum(max(1, math.ceil(width(part, size) / max(room, size))) for part in text.split("\n"))


def row_height(cells: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    """Height of one row of a table, widths in u."""
    return max(row_lines(cells, widths, size)) * size * TABLE_LEADING + 2 * PAD_Y + RULE


def row_lines(cells: Sequence[Cell], widths: Sequence[float], size: float) -> list[int]:
    """How many lines each cell of a row takes."""
    rooms = [room - 2 * PAD_X for room in widths]
    return [lines(cell.text, size, room) for cell, room in zip(cells, rooms, strict=True)]


def table_height(table: Rows, room: float) -> float:
    """Height of the whole table, head included, when it is ``room`` u wide."""
    widths = [room * share / sum(table.widths) for share in table.widths]
    head = tuple(Cell(text=words) for words in table.head)
    return sum(row_height(row, widths, table.size) for row in (head, *table.rows))


def shortened(cell: Cell, size: float, room: float, most: int) -> Cell:
    """The cell with at most ``most`` lines of text; what is cut ends in an ellipsis."""
    if lines(cell.text, size, room) <= most:
        return cell
    low, high = 0, len(cell.text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines(_cut_off(cell.text, middle), size, room) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return replace(cell, text=_cut_off(cell.text, low))


def brief(text: str, size: float, room: float, most: int) -> str:
    """The text in at most ``most`` lines."""
    return shortened(Cell(text=text), size, room, most).text


def _cut_off(text: str, length: int) -> str:
    return text[:length].rstrip("\n，、；。 ") + MORE


def _shorter(rows: Sequence, widths: Sequence[float], size: float, most: int) -> list[tuple]:
    return [
        tuple(
            shortened(cell, size, room - 2 * PAD_X, most)
            for cell, room in zip(row, widths, strict=True)
        )
        for row in rows
    ]


def _whole(rows: Sequence, widths: Sequence[float], size: float) -> bool:
    """Whether what is short stands in as many lines as in the smallest type: a date, a lamp."""
    return all(
        was == now
        for row in rows
        for cell, was, now in zip(
            row, row_lines(row, widths, SMALLEST), row_lines(row, widths, size), strict=True
        )
        if len(cell.text) <= SHORT
    )


def fitted(
    head: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    room: float,
    height: float,
    largest: float = SIZES[0],
) -> Rows:
    """The table in the largest type that fits and breaks nothing short.

    Long texts are shortened before a row is left out; when there are too many rows
    even so, the last says how many are missing.
    """
    kept = [tuple(row) for row in rows]
    widths_u = [room * share / sum(widths) for share in widths]
    all_rows = [tuple(Cell(text=words) for words in head), *kept]
    for size in (size for size in SIZES if size <= largest):
        table = Rows(head=tuple(head), widths=tuple(widths), rows=tuple(kept), size=size)
        if _whole(all_rows, widths_u, size) and table_height(table, room) <= height:
            return table
    for most in FEWER_LINES:
        kept = _shorter(rows, widths_u, SMALLEST, most)
        table = Rows(head=tuple(head), widths=tuple(widths), rows=tuple(kept), size=SMALLEST)
        if table_height(table, room) <= height:
            return table
    broadest = list(widths).index(max(widths))
    while len(kept) > 1:
        kept.pop()
        words = Cell(text=f"另有 {len(rows) - len(kept)} 项，见看板")
        rest = tuple(words if at == broadest else Cell(text="") for at in range(len(head)))
        table = Rows(head=tuple(head), widths=tuple(widths), rows=(*kept, rest), size=SMALLEST)
        if table_height(table, room) <= height:
            return table
    return Rows(head=tuple(head), widths=tuple(widths), rows=(), size=SMALLEST)


def pages(
    head: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    room: float,
    height: float,
    size: float = SMALLEST,
    most: int = MOST_ROWS,
) -> list[list[Sequence[Cell]]]:
    """The rows cut into pages that each fit at ``size``; evenly, so that none is thin.

    A text of more than :data:`MOST_LINES` lines is shortened: a slide is no report.
    """
    widths_u = [room * share / sum(widths) for share in widths]
    rows = _shorter(rows, widths_u, size, MOST_LINES)
    top = row_height(tuple(Cell(text=words) for words in head), widths_u, size)
    heights = [row_height(row, widths_u, size) for row in rows]
    count = max(1, math.ceil(sum(heights) / (height - top)), math.ceil(len(rows) / most))
    while True:
        found = _cut(rows, heights, count)
        fits = all(sum(own) + top <= height and len(own) <= most for _, own in found)
        if fits or count >= len(rows):
            return [page for page, _ in found]
        count += 1


def _cut(rows: Sequence, heights: Sequence[float], count: int) -> list[tuple[list, list]]:
    share, passed = sum(heights) / count, 0.0
    found: list[tuple[list, list]] = [([], []) for _ in range(count)]
    for row, height in zip(rows, heights, strict=True):
        page = found[min(count - 1, int((passed + height / 2) / share))]
        page[0].append(row)
        page[1].append(height)
        passed += height
    return [page for page in found if page[0]]


def lines_height(own: Sequence[Sentence], heading: str, size: float, room: float) -> float:
    """Height of sentences under each other."""
    total = (size * LEADING + 0.9) if heading else 0.0
    for line in own:
        words = f"{line.lead} {line.text}" if line.lead else line.text
        total += lines(words, size, room - 0.4) * size * LEADING + 0.7
    return total
