"""A CSV as programs save it → one grid: its coding and separator are found out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from lib.intake.cells import Cell, Grid
from lib.intake.problems import Unreadable

OWN_LINE = re.compile(r"\A\"?sep=.\"?(?:\r\n|\r|\n)", re.I)
SEPARATORS = (",", ";", "\t", "，")
CODINGS = ("utf-8-sig", "gb18030")
WIDE = ("utf-16-le", "utf-16-be")
FIRST = 40  # lines that tell the separator
MOST_ROWS, MOST_COLUMNS = 2_100, 200  # filled ones; what is read is bounded more narrowly later
MOST_LINES = 100_000  # empty ones too: programs that save a whole column's formats write many


def delimited(data: bytes, likeness: Callable[[Grid], int]) -> Grid:
    """The file's rows; :class:`Unreadable` when there is no telling.

    ``likeness`` says how much the first rows look like a sheet of ours: the
    separator for which they look most like one is taken.
    """
    if data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:
        raise Unreadable("too_many_rows", "2000")
    found: Grid | None = None
    for text in _texts(data):
        first = "\n".join(text[:100_000].split("\n")[:FIRST])
        scored = [(likeness(_grid(first, each, strict=False)), each) for each in SEPARATORS]
        best = max(score for score, _ in scored)
        separator = next(each for score, each in scored if score == best)
        if best:
            return _grid(text, separator, strict=True)
        found = found or Grid(title="")
    if found is None:
        raise Unreadable("encoding")
    return found


def _texts(data: bytes) -> Iterator[str]:
    """The text in every coding that could be meant, the likeliest first."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings: tuple[str, ...] = ("utf-16",)
    else:
        codings = WIDE if b"\x00" in data else CODINGS
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            yield text.removeprefix("\ufeff")


def _grid(text: str, separator: str, *, strict: bool) -> Grid:
    grid = Grid(title="")
    # Excel's own line before the table
    text = OWN_LINE.sub("", text, count=1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        filled = 0
        for row, cells in enumerate(reader, 1):
            found = {(row, at): Cell(value=value) for at, value in enumerate(cells, 1) if value}
            filled += bool(found)
            if filled > MOST_ROWS:
                raise Unreadable("too_many_rows", "2000")
            if len(found) > MOST_COLUMNS:
                raise Unreadable("too_many_columns", "60")
            grid.cells |= found
    except csv.Error as error:
        if "field larger" in str(error):
            raise Unreadable("field_long", str(reader.line_num)) from None
        if strict:
            raise Unreadable("quotes", str(reader.line_num)) from None
    return grid
