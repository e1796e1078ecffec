"""Raw rows against what the store knows: entries, problems, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lib.intake.columns import PLACES, PROJECTS, Form
from lib.intake.problems import CellProblem
from lib.intake.read import RawRow
from lib.intake.readings import problem_of, read_cell
from lib.intake.subjects import (
    Known,
    at_column,
    given_changes,
    stored_name,
    subject_of,
    untouched,
)
from lib.intake.values import settled


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report to append: ``change`` is new, changed or same.

    ``title``: the sheet's name in the file; ``name``: the subject's in the store.
    """

    sheet: Form
    title: str
    row: int
    subject: str
    name: str
    values: dict[str, Any]
    change: str
    before: dict[str, Any] | None = None


@dataclass
class Checked:
    """The outcome: entries, problems (nothing may be written) and warnings."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def refused(self) -> list[CellProblem]:
        return [problem for problem in self.problems if not problem.warning]

    @property
    def warnings(self) -> list[CellProblem]:
        return [problem for problem in self.problems if problem.warning]

    @property
    def fresh(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.change != "same"]


def check_rows(rows: list[RawRow], known: Known) -> Checked:
    """Every row read, judged and compared; all problems at once."""
    checked = Checked()
    seen: set[tuple[str, str, str]] = set()
    latest = {table: dict(last) for table, last in known.latest.items()}
    for row in rows:
        values, problems = _values(row)
        if not any(value is not None for value in values.values()) and not _refused(problems):
            checked.problems += problems + untouched(row, known)
            continue  # a prefilled row that nobody filled
        subject, wrong = subject_of(row, known)
        if wrong and wrong[0].kind == "total_row":
            checked.problems += wrong  # the cure for its cells is the same
            continue
        problems += wrong
        day = str(values["as_of"] or "")
        if subject and (row.sheet.key, subject, day) in seen:
            problems.append(at_column(row, "name", "twice", stored_name(row, subject, known)))
        seen.add((row.sheet.key, subject, day))
        problems += _missing(row, values, problems)
        if subject and not _refused(problems):
            before = latest[row.sheet.table].get(subject)
            problems += _rules(row, values, before, known.today)
            problems += given_changes(row, subject, known)
            entry = _entry(row, subject, values, before, known)
            checked.entries.append(entry)
            if row.hidden and entry.change != "same":
                problems.append(problem_of(row.place, "", "hidden_filled"))
            if not before or values["as_of"] >= before["as_of"]:
                latest[row.sheet.table][subject] = values  # a later row of the file follows it
        checked.problems += problems
    checked.problems.sort()
    return checked


def _refused(problems: list[CellProblem]) -> list[CellProblem]:
    return [problem for problem in problems if not problem.warning]


def _values(row: RawRow) -> tuple[dict[str, Any], list[CellProblem]]:
    values, problems = {}, []
    for each in row.sheet.filled:
        address, cell = row.at(each.title)
        reading = read_cell(each, cell)
        values[each.name] = reading.value
        if reading.problem:
            problems.append(problem_of(row.place, address, reading.problem, reading.told))
        for kind, told in reading.notes:
            problems.append(problem_of(row.place, address, kind, told, warning=True))
    return values, problems


def _missing(row: RawRow, values: dict[str, Any], problems: list[CellProblem]) -> list[CellProblem]:
    bad = {problem.cell for problem in _refused(problems)}
    found = []
    for each in row.sheet.filled:
        cell = row.at(each.title)[0]
        if each.required and values[each.name] is None and cell not in bad:
            found.append(at_column(row, each.name, "required", each.title))
    return found


def _rules(
    row: RawRow, values: dict[str, Any], before: dict[str, Any] | None, today: str
) -> list[CellProblem]:
    found = list(_common(row, values, before, today))
    if row.sheet == PROJECTS:
        found += _project(row, values, before)
    elif row.sheet == PLACES:
        found += _place(row, values)
    return found


def _common(
    row: RawRow, values: dict[str, Any], before: dict[str, Any] | None, today: str
) -> Iterator[CellProblem]:
    if values["as_of"] > today:
        yield at_column(row, "as_of", "future", values["as_of"])
    elif before and values["as_of"] < before["as_of"]:
        yield at_column(row, "as_of", "older", before["as_of"], warning=True)


def _project(
    row: RawRow, values: dict[str, Any], before: dict[str, Any] | None
) -> Iterator[CellProblem]:
    state, percent = values["state"], values["percent"]
    if state == "已完成" and not values["evidence"]:
        yield at_column(row, "evidence", "done_without_evidence")
    if state == "暂缓" and not values["problem"]:
        yield at_column(row, "problem", "paused_without_reason")
    if state == "已完成" and percent is not None and percent < 100:
        yield at_column(row, "percent", "done_not_full", warning=True)
    if percent == 100 and state != "已完成":
        yield at_column(row, "state", "full_not_done", warning=True)
    if values["due_on"] and values["due_on"] < values["as_of"]:
        yield at_column(row, "due_on", "due_earlier", warning=True)
    last = (before or {}).get("percent")
    if last is not None and percent is not None and percent < last:
        yield at_column(row, "percent", "fell", f"{last:g}%", warning=True)


def _place(row: RawRow, values: dict[str, Any]) -> Iterator[CellProblem]:
    lon, lat = values["lon"], values["lat"]
    if (lon is None) != (lat is None):
        yield at_column(row, "lon" if lon is None else "lat", "half_coordinate")
    if lon is None and lat is None and not values["correction"]:
        yield at_column(row, "correction", "nothing_said")


def _entry(
    row: RawRow, subject: str, values: dict[str, Any], before: dict[str, Any] | None, known: Known
) -> Entry:
    same = before is not None and all(
        stored(each.kind, before.get(each.name)) == values[each.name] for each in row.sheet.filled
    )
    change = "same" if same else "changed" if before else "new"
    return Entry(
        sheet=row.sheet,
        title=row.place,
        row=row.number,
        subject=subject,
        name=stored_name(row, subject, known),
        values=values,
        change=change,
        before=before,
    )


def stored(kind: str, value: object) -> object:
    """A value of the ledger as it would be read from a cell today."""
    return settled(value) if kind == "text" and isinstance(value, str) else value
