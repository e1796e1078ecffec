"""The one way to a CSV: as Excel opens it, and so that nothing in it runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: characters that make a spreadsheet run a cell as a formula, full-width ones too
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Iterable], *, first: Sequence[str] = ()
) -> bytes:
    """UTF-8 with BOM, so that Excel shows Chinese; ``first``: a line above the head."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if first:
        writer.writerow(first)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> object:
    """The value for a CSV, with a quote before text that a spreadsheet would run."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return "" if value is None else value
