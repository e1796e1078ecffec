"""Raw rows against what the store knows: entries, problems, warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lib.intake.columns import PLACES, PROJECTS, Sheet
from lib.intake.problems import CellProblem
from lib.intake.read import RawRow
from lib.intake.values import read_value, tidy

ERROR_VALUES = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the store knows for one office.

    ``subjects``: by ledger table, id → name of what the office may report.
    ``everything``: the same for all offices (tells "not yours" from "unknown").
    ``latest``: by ledger table, id → its last report's fields.
    """

    office_id: str
    today: str
    subjects: Mapping[str, Mapping[str, str]]
    everything: Mapping[str, Mapping[str, str]]
    latest: Mapping[str, Mapping[str, dict]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report to append: ``change`` is new, changed or same."""

    sheet: Sheet
    row: int
    subject: str
    name: str
    values: dict
    change: str
    before: dict | None = None


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
        if not any(value is not None for value in values.values()) and not problems:
            continue  # a prefilled row that nobody filled
        subject, wrong = _subject(row, known)
        problems += wrong
        day = str(values["as_of"] or "")
        if subject and (row.sheet.key, subject, day) in seen:
            problems.append(_problem(row, "name", "twice", _name(row)))
        seen.add((row.sheet.key, subject, day))
        problems += _missing(row, values, problems)
        if subject and not problems:
            before = latest[row.sheet.table].get(subject)
            problems += _rules(row, values, before, known.today)
            checked.entries.append(_entry(row, subject, values, before))
            if not before or values["as_of"] >= before["as_of"]:
                latest[row.sheet.table][subject] = values  # a later row of the file follows it
        checked.problems += problems
    checked.problems.sort()
    return checked


def _name(row: RawRow) -> str:
    return tidy(row.cells.get("事项", row.cells.get("指标", row.cells.get("点位", ("", ""))))[1])


def _values(row: RawRow) -> tuple[dict, list[CellProblem]]:
    values, problems = {}, []
    for each in row.sheet.filled:
        cell, raw = row.cells.get(each.title, ("", None))
        if isinstance(raw, str) and raw.strip() in ERROR_VALUES:
            value, kind = None, "error_value"
        else:
            value, kind = read_value(each.kind, raw)
        values[each.name] = value
        if kind:
            problems.append(
                CellProblem(sheet=row.sheet.title, cell=cell, kind=kind, value=tidy(raw))
            )
    return values, problems


def _problem(row: RawRow, name: str, kind: str, value: object = "", **more) -> CellProblem:
    """A problem at the column called ``name``."""
    title = next(each.title for each in row.sheet.fields if each.name == name)
    cell = row.cells.get(title, (f"第 {row.number} 行", None))[0]
    return CellProblem(sheet=row.sheet.title, cell=cell, kind=kind, value=str(value), **more)


def _subject(row: RawRow, known: Known) -> tuple[str, list[CellProblem]]:
    """The id of what the row is about: by hidden number, else by its name."""
    own, every = known.subjects[row.sheet.table], known.everything[row.sheet.table]
    id = tidy(row.cells.get("编号", ("", ""))[1])
    name = _name(row)
    if not id and name:
        fitting = [key for key, title in every.items() if tidy(title) == name]
        id = fitting[0] if len(fitting) == 1 else ""
    if not id:
        kind = "unknown_id" if name else "no_id"
        title = row.sheet.fields[1].title if row.sheet is not PROJECTS else "事项"
        return "", [_problem(row, "name", kind, name or title)]
    if id not in every:
        return "", [_problem(row, "name", "unknown_id", name or id)]
    if id not in own:
        return "", [_problem(row, "name", "not_yours", every[id])]
    return id, []


def _missing(row: RawRow, values: dict, problems: list[CellProblem]) -> list[CellProblem]:
    bad = {problem.cell for problem in problems}
    found = []
    for each in row.sheet.filled:
        cell = row.cells.get(each.title, ("", None))[0]
        if each.required and values[each.name] is None and cell not in bad:
            found.append(_problem(row, each.name, "required", each.title))
    return found


def _rules(row: RawRow, values: dict, before: dict | None, today: str) -> list[CellProblem]:
    found = list(_common(row, values, before, today))
    if row.sheet is PROJECTS:
        found += _project(row, values, before)
    elif row.sheet is PLACES:
        found += _place(row, values)
    return found


def _common(row: RawRow, values: dict, before: dict | None, today: str) -> Iterator[CellProblem]:
    if values["as_of"] > today:
        yield _problem(row, "as_of", "future", values["as_of"])
    elif before and values["as_of"] < before["as_of"]:
        yield _problem(row, "as_of", "older", before["as_of"], warning=True)


def _project(row: RawRow, values: dict, before: dict | None) -> Iterator[CellProblem]:
    state, percent = values["state"], values["percent"]
    if state == "已完成" and not values["evidence"]:
        yield _problem(row, "evidence", "done_without_evidence")
    if state == "暂缓" and not values["problem"]:
        yield _problem(row, "problem", "paused_without_reason")
    if state == "已完成" and percent is not None and percent < 100:
        yield _problem(row, "percent", "done_not_full", warning=True)
    if percent == 100 and state != "已完成":
        yield _problem(row, "state", "full_not_done", warning=True)
    if values["due_on"] and values["due_on"] < values["as_of"]:
        yield _problem(row, "due_on", "due_earlier", warning=True)
    last = (before or {}).get("percent")
    if last is not None and percent is not None and percent < last:
        yield _problem(row, "percent", "fell", f"{last:g}%", warning=True)


def _place(row: RawRow, values: dict) -> Iterator[CellProblem]:
    lon, lat = values["lon"], values["lat"]
    if (lon is None) != (lat is None):
        yield _problem(row, "lon" if lon is None else "lat", "half_coordinate")
    if lon is None and lat is None and not values["correction"]:
        yield _problem(row, "correction", "nothing_said")


def _entry(row: RawRow, subject: str, values: dict, before: dict | None) -> Entry:
    same = before is not None and all(before.get(name) == value for name, value in values.items())
    change = "same" if same else "changed" if before else "new"
    return Entry(
        sheet=row.sheet,
        row=row.number,
        subject=subject,
        name=_name(row) or subject,
        values=values,
        change=change,
        before=before,
    )
