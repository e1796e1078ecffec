"""Problems as data: which file, row and column, and what kind.

The words for people live in ``lib.store.messages``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: every kind there is; ``messages`` has the words of each
Kind = Literal[
    "missing_file", "unreadable", "empty_file", "not_utf8", "bom", "crlf", "nul", "broken_csv",
    "unknown_column", "missing_column", "duplicate_column", "cell_count", "required",
    "not_number", "not_integer", "not_date", "not_day", "too_long", "task_long", "due_past",
    "required_row", "no_crossing", "short_line", "no_later", "no_subject", "not_choice",
    "out_of_range", "control_char", "bad_id", "duplicate", "unknown_ref", "loop", "quote_long",
    "not_in_quote", "unpaired", "cut_quote", "no_date", "no_name", "not_printed", "no_error",
    "no_address_from", "address_unsaid", "past_change", "half_source", "half_coordinate",
    "no_geo_source", "period", "range_order", "range_missing", "date_precision", "choice_count",
    "unproven", "document_changed", "no_source_text", "no_opencc", "not_in_document",
    "outside_extent", "ring_open", "ring_invalid", "area", "ledger_ref", "ledger_shape",
    "file_exists", "not_edition", "target_exists", "same_file", "not_demo", "no_office",
    "no_deck", "day_ahead", "overtaken",
    "no_batch", "already_withdrawn", "store_missing", "store_corrupt", "store_newer", "store_older",
    "store_foreign", "store_locked", "store_io", "disk_full", "bad_scene", "store_stale",
    "store_content", "folder_locked",
    "read_only", "follow_missing", "follow_busy", "follow_torn", "follow_foreign",
    "follow_written", "not_a_copy", "same_place", "no_litestream", "no_replica", "promote_behind",
    "store_there",
]  # fmt: skip
#: a kind, or nothing wrong
Fault = Kind | Literal[""]


@dataclass(frozen=True, order=True, kw_only=True)
class Problem:
    """One thing wrong with the input; ``row`` counts lines, the header being 1."""

    file: str
    row: int = 0
    column: str = ""
    kind: Kind = "unreadable"
    value: str = ""


class Refused(Exception):
    """The input was refused and nothing was changed but ``changed``; carries every problem."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.changed = ""
