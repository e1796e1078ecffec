"""CSV files → typed rows, with every problem noted and none raised."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lib.store.problems import Fault, Kind, Problem
from lib.store.schema import BUILT_FROM_CSV, DATE, DAY, INT, REAL, Column, Table

BOM = b"\xef\xbb\xbf"
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?\Z", re.ASCII)
INVISIBLE = ("Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs")
LONGEST = 600


@dataclass
class Row:
    """One CSV row: ``line`` in its file and typed ``cells`` (None where empty)."""

    line: int
    cells: dict[str, Any]


@dataclass
class Facts:
    """All tables read from CSV and everything that was wrong with them."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def ids(self, table: str) -> set[str]:
        return {row.cells.get("id", "") for row in self.tables.get(table, ())}


def csv_path(table: Table) -> str:
    """Path of a table's file below the data folder."""
    return f"{table.room}/{table.name}.csv"


def load(data_dir: Path) -> Facts:
    """Read every table's CSV below ``data_dir``; problems are collected."""
    facts = Facts()
    for table in BUILT_FROM_CSV:
        rows, problems = read_table(data_dir, table)
        facts.tables[table.name] = rows
        facts.problems += problems
        if problems and not rows:
            facts.unread.add(table.name)
    return facts


def read_table(data_dir: Path, table: Table) -> tuple[list[Row], list[Problem]]:
    """Rows of one file, and the problems found in it."""
    name = csv_path(table)
    text, problems = _text(data_dir / name, name)
    if text is None:
        return [], problems
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
        lines = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error:
        problem = Problem(file=name, row=reader.line_num, kind="broken_csv")
        return [], [*problems, problem]
    wrong = _header_problems(name, table, header)
    if wrong:
        return [], problems + wrong
    rows = []
    for line, cells in lines:
        if len(cells) != len(header):
            value = f"{len(cells)} 格，应为 {len(header)} 格"
            problems.append(Problem(file=name, row=line, kind="cell_count", value=value))
            continue
        row, bad = _row(name, table, line, dict(zip(header, cells, strict=True)))
        rows.append(row)
        problems += bad
    return rows, problems


def _text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, [Problem(file=name, kind="missing_file")]
    except OSError:
        return None, [Problem(file=name, kind="unreadable")]
    if not raw.removeprefix(BOM).strip():
        return None, [Problem(file=name, kind="empty_file")]
    problems = []
    if raw.startswith(BOM):
        problems.append(Problem(file=name, row=1, kind="bom"))
        raw = raw[len(BOM) :]
    if b"\r" in raw:
        problems.append(Problem(file=name, row=1, kind="crlf"))
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\x00" in raw:
        return None, [*problems, Problem(file=name, kind="nul")]
    try:
        return raw.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [*problems, Problem(file=name, row=line, kind="not_utf8")]


def _header_problems(name: str, table: Table, header: list[str]) -> list[Problem]:
    wanted = [column.name for column in table.csv_columns]
    found: list[tuple[Kind, str]] = [
        ("unknown_column", cell) for cell in dict.fromkeys(header) if cell not in wanted
    ]
    found += [("missing_column", want) for want in wanted if want not in header]
    found += [("duplicate_column", cell) for cell in set(header) if header.count(cell) > 1]
    return [Problem(file=name, row=1, kind=kind, value=value) for kind, value in found]


def _row(name: str, table: Table, line: int, cells: dict[str, str]) -> tuple[Row, list[Problem]]:
    typed, problems = {}, []
    for column in table.csv_columns:
        value, kind = typed_cell(column, cells[column.name])
        typed[column.name] = value
        if kind:
            problems.append(
                Problem(
                    file=name, row=line, column=column.name, kind=kind, value=cells[column.name]
                )
            )
    return Row(line=line, cells=typed), problems


def typed_cell(column: Column, text: str) -> tuple[object, Fault]:
    """The cell's value (None where empty or wrong) and the kind of problem, or ''."""
    text = text.strip()
    if not text:
        return None, "required" if column.required else ""
    if len(text) > LONGEST:
        return None, "too_long"
    if not text.isprintable() and any(unicodedata.category(char) in INVISIBLE for char in text):
        return None, "control_char"
    value, kind = _typed(column, text)
    if not kind and column.choices and text not in column.choices:
        kind = "not_choice"
    if not kind and column.kind in (INT, REAL) and not _within(column, value):
        kind = "out_of_range"
    if not kind and column.name == "id" and not IDENTIFIER.match(text):
        kind = "bad_id"
    return (None if kind else value), kind


def _typed(column: Column, text: str) -> tuple[Any, Fault]:
    if column.kind in (DATE, DAY):
        good = is_date(text) and (column.kind == DATE or len(text) == len("2026-01-01"))
        return (text, "") if good else (None, "not_day" if column.kind == DAY else "not_date")
    if column.kind in (INT, REAL):
        if not NUMBER.match(text):
            return None, "not_number"
        value = float(text)
        if column.kind == INT:
            return (int(value), "") if value.is_integer() else (None, "not_integer")
        return value, ""
    return text, ""


def _within(column: Column, value: object) -> bool:
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    return isinstance(value, int | float) and low <= value <= high


def is_date(text: str) -> bool:
    """Whether ``text`` is a real day, month or year between 1800 and 2999."""
    if not re.fullmatch(r"(1[89]|2\d)\d\d(-\d\d(-\d\d)?)?", text, re.ASCII):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
