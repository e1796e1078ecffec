"""One cell of a filled column → its value, or what is wrong with it, and what to check."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.intake.cells import Cell
from lib.intake.columns import Field
from lib.intake.problems import CellProblem
from lib.intake.shown import LONG, shown
from lib.intake.values import clean, is_placeholder, read_value, tidy

OUTSIDE = re.compile(r"(?:https?|ftp|mailto|file):|\\\\", re.I)
OVER = (10, 100)  # 50 typed before the column was formatted as per cent shows 5000%


@dataclass(frozen=True)
class Reading:
    """The value (None for empty), the kind of problem or '', and kinds to check with a value."""

    value: object = None
    problem: str = ""
    told: object = ""
    notes: tuple[tuple[str, str], ...] = ()


def read_cell(column: Field, cell: Cell) -> Reading:
    """Read one cell by the kind of its column, as its program shows it."""
    told = words_of(cell)
    if cell.picture:
        return Reading(problem="picture")
    if cell.formula:
        return Reading(problem="formula")
    if cell.error:
        return Reading(problem="error_value", told=told)
    value, notes, problem = _meant(column, cell)
    if problem:
        return Reading(problem=problem, told=told)
    if isinstance(value, str):
        notes += _checked(value)
    found, problem = read_value(column.kind, value)
    if cell.link:
        found, more = _linked(column, found, cell.link)
        notes += more
    return Reading(found, problem, told, tuple(notes))


def words_of(cell: Cell) -> str:
    """What the sheet shows, tidied; the bare value where nobody can tell."""
    return tidy(shown(cell.value, cell.code) or cell.value)


def _meant(column: Field, cell: Cell) -> tuple[object, list[tuple[str, str]], str]:
    """What stands in the cell for a column of this kind."""
    value, words = cell.value, shown(cell.value, cell.code)
    if isinstance(value, str) or value is None:
        return value, [], ""
    if column.kind in ("text", "state", "yes"):
        return words, [], _untold(value) if words is None else ""
    if column.kind == "percent" and words and "%" in words and cell.number is not None:
        if OVER[0] <= cell.number <= OVER[1]:
            plain = f"{cell.number:g}%"
            return plain, [] if words == plain else [("percent_format", words)], ""
        return words, [], ""
    if column.kind == "percent" and value == 1 and not isinstance(value, bool):
        return value, [("one_percent", "")], ""
    if column.kind in ("number", "lon", "lat") and words and "%" in words:
        return words, [], ""
    return value, [], ""


def _untold(value: object) -> str:
    """Why nobody can tell what the cell shows."""
    long = isinstance(value, int | float) and abs(value) >= LONG
    return "long_number" if long else "shown_format"


def _checked(value: str) -> list[tuple[str, str]]:
    kept, dropped = clean(value)
    notes = []
    # line ends and blanks made one kind are not worth a word
    if dropped and len(kept) < len(value.replace("\r\n", "\n")):
        notes.append(("invisible", ""))
    if kept.strip() and is_placeholder(kept):
        notes.append(("placeholder", kept.strip()))
    return notes


def _linked(column: Field, found: object, link: str) -> tuple[object, list[tuple[str, str]]]:
    """The words with the address behind them; only texts can keep one."""
    link = clean(link)[0].strip()
    if column.kind != "text" or column.name == "reporter" or not OUTSIDE.match(link):
        return found, [("link_dropped", link)]
    if link.removesuffix("/") in str(found or ""):
        return found, []
    return (f"{found}（{link}）" if found else link), []


def problem_of(sheet: str, cell: str, kind: str, value: object = "", *, warning: bool = False):
    """A :class:`CellProblem` at a cell."""
    return CellProblem(sheet=sheet, cell=cell, kind=kind, value=str(value), warning=warning)
