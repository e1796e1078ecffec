"""An .xlsx package → its sheets' cells, with all that the cells carry.

Written for what offices hand in, because no library tells all of it: openpyxl
cannot open some files that spreadsheet programs open (strict OOXML, odd styles
or properties), trusts the sheet's stated size and does not know the East Asian
date formats; calamine drops formulas without a value, percent signs, links and
pictures. Here every cell comes with its type, number format, formula and link;
the stated size (``<dimension>``) is not read at all.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from lib.intake.cells import Cell, Comment, Grid, address
from lib.intake.package import MOST_TAGS, Workbook, formats, strings, unescaped
from lib.intake.problems import Unreadable
from lib.intake.shown import is_date

HEADER_WITHIN = 20
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})\Z")
AREA = re.compile(r"([A-Z]{0,3})(\d{0,7})")
LAST_ROW = 1_048_576
MOST_MERGED = 5_000
PICTURE = re.compile(r"(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(", re.I)


def grids(data: bytes, wanted: Callable[[Grid], bool]) -> list[Grid]:
    """Every worksheet of the package, in its order.

    A sheet is read to its end when ``wanted`` says so of its first rows; of the
    others only these are there. Any fault of the package is :class:`Unreadable`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [each.filename for each in archive.infolist()]
            names = {each.replace("\\", "/").lower(): each for each in parts}
            if len(names) != len(parts):
                raise Unreadable("broken")  # two parts of one name: nobody can tell which counts
            book = Workbook(archive, names)
            return [
                _grid(book, title, part, hidden, wanted) for title, part, hidden in _sheets(book)
            ]
    except Unreadable:
        raise
    except Exception as error:  # broken XML, a part that is gone, a number that is none
        raise Unreadable("broken") from error


def _sheets(book: Workbook) -> list[tuple[str, str, bool]]:
    """Title, part and whether hidden of every worksheet; texts and formats on the way."""
    roots = [target for kind, target in book.related("").values() if kind == "officeDocument"]
    root = next((part for part in roots if part.lower() in book.parts), "xl/workbook.xml")
    related = book.related(root)
    listed = []
    for what, tag, told in book.open(root, MOST_TAGS):
        if what == "open" and tag == "workbookPr" and told.get("date1904") in ("1", "true", "on"):
            book.epoch = CALENDAR_MAC_1904
        if what == "open" and tag == "sheet":
            listed.append(told)
    for kind, part in related.values():
        if kind == "sharedStrings" and part.lower() in book.parts:
            book.strings = list(strings(book, part))
        elif kind == "styles" and part.lower() in book.parts:
            book.formats = formats(book, part)
    found = []
    for told in listed:
        kind, part = related[told["id"]]
        if kind == "worksheet":
            found.append((told.get("name", ""), part, told.get("state", "visible") != "visible"))
    if not found:
        raise Unreadable("broken")
    return found


def _grid(
    book: Workbook, title: str, part: str, hidden: bool, wanted: Callable[[Grid], bool]
) -> Grid:
    grid = Grid(title=title, hidden=hidden)
    related = book.related(part)
    links: list[dict[str, Any]] = []
    ours = None
    for what, tag, told in _rows(book, part, grid):
        if tag == "row" and ours is None and int(told["r"]) > HEADER_WITHIN:
            ours = wanted(grid)
        elif tag == "mergeCell" and what == "open":
            grid.merged.append(_area(told.get("ref", "")))
        elif tag == "hyperlink" and what == "open":
            links.append(told)
        if (ours is False and grid.filled) or len(grid.merged) > MOST_MERGED:
            break
    if len(grid.merged) > MOST_MERGED:
        raise Unreadable("too_many_cells")
    for link in links:
        _link(grid, link, related)
    _beside(book, grid, related)
    return grid


def _link(grid: Grid, link: dict[str, Any], related: dict[str, tuple[str, str]]) -> None:
    """Put a link's address behind each of its cells."""
    place = link.get("location", "")
    target = related.get(link.get("id", ""), ("", ""))[1] + (f"#{place}" if place else "")
    top, left, bottom, right = _area(link.get("ref", ""))
    for row in range(top, min(bottom, top + MOST_MERGED) + 1):
        for column in range(left, min(right, left + 100) + 1):
            if (row, column) == (top, left) or (row, column) in grid.cells:
                grid.cells.setdefault((row, column), Cell()).link = target


def _beside(book: Workbook, grid: Grid, related: dict[str, tuple[str, str]]) -> None:
    """What lies on or is pinned to the sheet: notes, pictures, shapes, embedded files."""
    for kind, target in related.values():
        there = target.lower() in book.parts
        if kind in ("comments", "threadedComment") and there:
            grid.comments += _comments(book, target)
        elif kind == "drawing" and there:
            grid.pictures += _pictures(book, target)
        elif kind in ("oleObject", "package"):
            grid.embedded += 1


def _rows(book: Workbook, part: str, grid: Grid) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Fill ``grid.cells``; rows and what comes after them are passed on."""
    row = column = 0
    raw: dict[str, Any] | None = None  # of the cell that is being read
    for what, tag, told in book.open(part, MOST_TAGS):
        if tag == "row" and what == "open":
            row, column = int(told.get("r") or row + 1), 0
            yield what, tag, {"r": row}
        elif tag == "c" and what == "open":
            at = REFERENCE.match(told.get("r", ""))
            column = _column(at[1]) if at else column + 1
            row = int(at[2]) if at else row
            raw = {"texts": [], "aside": 0, "c": told}
        elif tag == "c" and raw is not None:
            cell = _cell(book, raw["c"], raw)
            if cell is not None:
                grid.cells[row, column] = cell
            raw = None
        elif raw is None:
            if tag in ("mergeCell", "hyperlink"):
                yield what, tag, told
        elif tag == "rPh":
            raw["aside"] += 1 if what == "open" else -1
        elif what == "open" and tag == "f":
            raw["f"] = ""
        elif what == "close" and tag in ("v", "f"):
            raw[tag] = told
        elif what == "close" and tag == "t" and not raw["aside"]:
            raw["texts"].append(told)


def _cell(book: Workbook, told: dict[str, Any], raw: dict[str, Any]) -> Cell | None:
    """The cell that ``<c>`` and what is in it describe; None for an empty one."""
    kind = told.get("t", "n")
    code = _code(book, told)
    text = raw.get("v", "")
    placed = bool(told.get("vm")) and text == "#VALUE!"  # what stands there for a picture
    if "f" in raw or placed:
        formula = raw.get("f") or "…"
        return Cell(
            value=text or None, formula=formula, picture=placed or bool(PICTURE.search(formula))
        )
    if kind == "inlineStr":
        return Cell(value=unescaped("".join(raw["texts"]))) if raw["texts"] else None
    if text == "":
        return None
    if "_" in text and kind in ("s", "n"):
        raise ValueError(text)  # Python would read 5_0 as 50
    if kind == "s":
        return Cell(value=book.strings[int(text) if int(text) >= 0 else len(book.strings)])
    if kind == "e":
        return Cell(value=text, error=True)
    if kind == "b":
        return Cell(value=text.strip() in ("1", "true"))
    if kind in ("str", "d"):
        return Cell(value=unescaped(text).removesuffix("T00:00:00"))
    return Cell(value=_number(float(text), code, book.epoch), number=float(text), code=code)


def _code(book: Workbook, told: dict[str, Any]) -> str:
    style = int(told.get("s") or 0)
    return book.formats[style] if style < len(book.formats) else "General"


def _number(value: float, code: str, epoch: object) -> object:
    """A date where the format makes it one, else the number."""
    if is_date(code):
        try:
            return from_excel(value, epoch)
        except (ValueError, OverflowError):  # beyond the calendar: programs show #####
            return "########"
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _comments(book: Workbook, part: str) -> Iterator[Comment]:
    """Notes and threads; of a thread not the copy that is meant for older programs."""
    texts: list[str] = []
    at = ""
    for what, tag, told in book.open(part, MOST_TAGS):
        if tag in ("comment", "threadedComment") and what == "open":
            at, texts = told.get("ref", ""), []
        elif tag in ("t", "text") and what == "close":
            texts.append(told)
        elif tag in ("comment", "threadedComment"):
            said = unescaped("".join(texts)).strip()
            if not said.startswith("[Threaded comment]"):
                yield Comment(at, said)


def _pictures(book: Workbook, part: str) -> Iterator[str]:
    """Addresses of the cells on which pictures, shapes, text boxes or charts lie."""
    row = column = 0
    in_from = False
    for what, tag, told in book.open(part, MOST_TAGS):
        if tag == "from":
            in_from = what == "open"
        elif in_from and what == "close" and tag in ("row", "col"):
            row, column = (int(told), column) if tag == "row" else (row, int(told))
        elif what == "close" and tag in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            yield address(row + 1, column + 1)
            row = column = 0


def _area(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom, right of ``B2:C5``, ``B2``, whole columns ``P:Q`` or rows ``3:4``."""
    first, _, last = reference.replace("$", "").partition(":")
    ends = []
    for part, row, column in ((first, 1, "A"), (last or first, LAST_ROW, "XFD")):
        found = AREA.fullmatch(part)
        if not found or not part:
            raise Unreadable("broken")
        ends.append((int(found[2] or row), _column(found[1] or column)))
    (top, left), (bottom, right) = ends
    return top, left, bottom, right


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
