"""Problems of a filled file as data: sheet, cell, kind, value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: every kind there is; ``messages`` has the words of each
Kind = Literal[
    "too_big", "empty", "locked", "other_table", "no_table", "broken", "field_long", "quotes",
    "macros", "external_links", "bomb", "entities", "too_many_rows", "too_many_cells",
    "too_many_columns", "too_slow", "too_heavy", "encoding", "no_sheet", "no_office",
    "unknown_office", "office_differs",
    "missing_column", "duplicate_column", "no_id", "unknown_id", "ids_differ", "bad_id",
    "no_differ", "not_yours", "total_row", "twice", "required", "formula", "link_formula",
    "error_value", "picture", "merged", "long_number", "shown_format", "too_long", "control_char",
    "not_date", "serial", "date_range", "not_number", "not_percent", "not_state", "not_yes",
    "outside_shanghai", "half_coordinate", "nothing_said", "done_without_evidence",
    "paused_without_reason", "hidden_filled", "future", "older", "fell", "done_not_full",
    "full_not_done", "due_earlier", "percent_format", "one_percent", "invisible", "placeholder",
    "renamed", "own_sheet", "not_read", "row_not_read", "given_differs", "comment",
    "picture_above", "embedded", "link_dropped", "same_file", "nothing", "clock_behind",
]  # fmt: skip
#: a kind, or nothing wrong
Fault = Kind | Literal[""]


@dataclass(frozen=True, order=True, kw_only=True)
class CellProblem:
    """One thing wrong (or, as a warning, suspicious) in one cell or sheet."""

    sheet: str = ""
    cell: str = ""
    kind: Kind
    value: str = ""
    warning: bool = False


class Unreadable(Exception):
    """The file cannot be read at all; ``problem`` says why."""

    def __init__(self, kind: Kind, value: str = "", *, sheet: str = "", cell: str = ""):
        super().__init__(kind)
        self.problem = CellProblem(sheet=sheet, cell=cell, kind=kind, value=value)
