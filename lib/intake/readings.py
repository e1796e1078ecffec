"""One cell of a filled column → its value, or what is wrong with it, and what to check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from lib.intake.cells import Cell
from lib.intake.columns import LONGEST, Field
from lib.intake.problems import CellProblem, Fault, Kind
from lib.intake.shown import LONG, is_day, is_scaled, shown
from lib.intake.values import is_placeholder, read_value, tidy
from lib.letters import clean

OUTSIDE = re.compile(r"(?:https?|ftp|mailto|file):|\\\\", re.I)
NUMERIC = re.compile(r"[-+]?[\d,]*\.?\d*\Z")
ENDLESS = 8 * LONGEST  # not even looked at
HALF = 0.51  # shown and stored may differ by rounding, not by more
MEASURES = "%‰十百千万亿"
OVER = (10, 100)  # 50 typed before the column was formatted as per cent shows 5000%


@dataclass(frozen=True)
class Reading:
    """The value (None for empty), the kind of problem or '', and kinds to check with a value."""

    value: object = None
    problem: Fault = ""
    told: object = ""
    notes: tuple[tuple[Kind, str], ...] = ()


def read_cell(column: Field, cell: Cell) -> Reading:
    """Read one cell by the kind of its column, as its program shows it."""
    told = words_of(cell)
    if cell.picture:
        return Reading(problem="picture")
    if cell.formula:
        linked = cell.formula.lstrip("=").upper().startswith(("HYPERLINK(", "_XLFN.HYPERLINK("))
        return Reading(problem="link_formula" if linked else "formula")
    if isinstance(cell.value, str) and len(cell.value) > ENDLESS:
        return Reading(problem="too_long", told=cell.value[:40])
    if cell.error:
        return Reading(problem="error_value", told=told)
    value, notes, problem = _meant(column, cell)
    if problem:
        return Reading(problem=problem, told=told)
    if isinstance(value, str):
        notes += _checked(value)
    found, problem = read_value(column.kind, value)
    if column.kind == "percent" and found == 1 and isinstance(value, str) and "%" not in told:
        notes += [("one_percent", "")]
    if cell.link and not problem:
        found, more = _linked(column, found, cell.link)
        notes += more
        if isinstance(found, str) and len(found) > LONGEST:
            return Reading(problem="too_long", told=told)
    return Reading(found, problem, told, tuple(notes))


def words_of(cell: Cell) -> str:
    """What the sheet shows, tidied; the bare value where nobody can tell."""
    words = shown(cell.value, cell.code) or cell.value
    return tidy(words[:LONGEST] if isinstance(words, str) else words)


def _meant(column: Field, cell: Cell) -> tuple[Any, list[tuple[Kind, str]], Fault]:
    """What stands in the cell for a column of this kind."""
    value: Any = cell.value
    words = shown(value, cell.code)
    if isinstance(value, str) or value is None:
        return value, [], ""
    if column.kind in ("text", "state", "yes"):
        return words, [], _untold(value) if words is None else ""
    if column.kind == "date":
        timed = isinstance(value, datetime) and not is_day(cell.code)
        return (None, [], "not_date") if timed else (value, [], "")
    if isinstance(value, bool | date | time):
        return value if isinstance(value, bool) else words, [], ""
    if words is None or not any(char.isdigit() for char in words):
        return None, [], "shown_format"  # hidden, or words instead of the number
    if column.kind == "percent":
        return _share(value, cell.code, words)
    # 3 shown as 3万 or 3‰ is another number
    return (words if any(sign in words for sign in MEASURES) else value), [], ""


def _share(value: float, code: str, words: str) -> tuple[Any, list[tuple[Kind, str]], Fault]:
    """A number in the column of per cents, as its format shows it, with all its digits."""
    plain = words.replace("%", "", 1).strip()
    if not NUMERIC.match(plain):
        return words, [], ""  # said to be no per cent, in the words that the cell shows
    scaled = is_scaled(value, code)
    if abs(float(plain.replace(",", "")) - value * (100 if scaled else 1)) >= HALF:
        return None, [], "shown_format"
    if scaled and not OVER[0] <= value <= OVER[1]:
        return f"{round(value * 100, 6):.12g}%", [], ""
    if "%" in words:
        return f"{value:.12g}%", [("percent_format", words)] if scaled else [], ""
    return value, [("one_percent", "")] if value == 1 else [], ""


def _untold(value: object) -> Kind:
    """Why nobody can tell what the cell shows."""
    long = isinstance(value, int | float) and abs(value) >= LONG
    return "long_number" if long else "shown_format"


def _checked(value: str) -> list[tuple[Kind, str]]:
    kept, dropped = clean(value)
    notes: list[tuple[Kind, str]] = []
    # line ends and blanks made one kind are not worth a word
    if dropped and len(kept) < len(value.replace("\r\n", "\n")):
        notes.append(("invisible", ""))
    if kept.strip() and is_placeholder(kept):
        notes.append(("placeholder", kept.strip()))
    return notes


def _linked(column: Field, found: object, link: str) -> tuple[object, list[tuple[Kind, str]]]:
    """The words with the address behind them; only texts can keep one."""
    link = clean(link)[0].strip()
    if column.kind != "text" or column.name == "reporter" or not OUTSIDE.match(link):
        return found, [("link_dropped", link)]
    if re.search(re.escape(link.removesuffix("/")) + r"/?(?![\w.#?&=/%-])", str(found or "")):
        return found, []
    return (f"{found}（{link}）" if found else link), []


def problem_of(
    sheet: str, cell: str, kind: Kind, value: object = "", *, warning: bool = False
) -> CellProblem:
    """A :class:`CellProblem` at a cell."""
    return CellProblem(sheet=sheet, cell=cell, kind=kind, value=str(value), warning=warning)
