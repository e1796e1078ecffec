"""Every CSV: whole after a round trip, as Excel opens it, nothing in it runs."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as some

from lib.exports.csv_file import FORMULA, csv_bytes, safe_cell

MARKS = "=+-@＝＋－＠\t\r\n\"',;，<&a硅\x00"
CELL = some.text(alphabet=MARKS, max_size=8) | some.text(max_size=8)
TABLE = some.integers(1, 4).flatmap(
    lambda width: some.lists(some.lists(CELL, min_size=width, max_size=width), max_size=5)
)


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@example([["=1+1", 'a"b', "两\n行"], ["＝1", "-", ","]])
@given(TABLE)
def test_a_reader_gets_every_cell_back(rows):
    head = [f"栏{number}" for number in range(len(rows[0]) if rows else 2)]
    titles, *found = read(csv_bytes(head, rows))
    assert titles == head
    assert found == [[str(safe_cell(cell)) for cell in row] for row in rows]
    for cells, own in zip(found, rows, strict=True):
        assert not any(cell.startswith(FORMULA) for cell in cells)
        # what is put before a cell is one quote and nothing is taken from it
        assert all(cell in (text, f"'{text}") for cell, text in zip(cells, own, strict=True))


def test_missing_is_empty_and_nought_is_nought():
    assert read(csv_bytes(["数", "数", "数", "数"], [[None, 0, 0.0, ""]])) == [
        ["数"] * 4,
        ["", "0", "0.0", ""],
    ]


def test_a_number_below_nought_stays_a_number():
    assert safe_cell(-5) == -5 and safe_cell(-0.5) == -0.5
    assert safe_cell("-5") == "'-5"


def test_no_rows_leave_the_head_and_the_mark_stands_above_it():
    assert csv_bytes(["甲", "乙"], []) == "\ufeff甲,乙\r\n".encode()
    assert read(csv_bytes(["甲"], [["丙"]], first=["演示"])) == [["演示"], ["甲"], ["丙"]]
