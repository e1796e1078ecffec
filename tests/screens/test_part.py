"""Long lists: parts that join without gap, and addresses that lead from one to the next."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from lib.screens.part import Numbers, part
from lib.screens.view import View, parse
from lib.text import LONG

TODAY = date(2026, 11, 27)


def asked(query: str) -> View:
    known = {"part": Numbers(), "office": frozenset({"fuwu"}), "sort": frozenset({"due"}),
             "project": frozenset({"s01"})}  # fmt: skip
    return parse("/projects", parse_qs(query), known, TODAY)


@given(st.integers(0, 5 * LONG))
def test_the_parts_are_the_list(count):
    rows, seen, query = list(range(count)), [], ""
    while True:
        shown = part(rows, asked(query))
        seen += shown.rows
        assert shown.last == len(seen) and shown.total == count
        if not shown.after:
            break
        query = urlsplit(shown.after).query
    assert seen == rows
    back = 0
    while shown.before:
        shown, back = part(rows, asked(urlsplit(shown.before).query)), back + 1
    assert shown.first == 1 and back == max(0, -(-count // LONG) - 1)


@example("9" * 5000)  # more digits than Python turns into a number
@given(st.text(max_size=6) | st.integers(-3, 10**5).map(str))
def test_any_word_for_a_part_shows_one(word):
    view = parse("/projects", {"part": [word]}, {"part": Numbers()}, TODAY)
    shown = part(list(range(450)), view)
    assert 1 <= shown.first <= shown.last <= 450
    written = "".join(filter(str.isprintable, word)).strip()
    assert bool(view.notices) == (bool(written) and written not in Numbers())


def test_another_choice_begins_with_its_first_part():
    view = asked("part=2&office=fuwu")
    for address in (view.toggle("office", "fuwu"), view.change(sort="due"), view.change(q="园")):
        assert "part=" not in address
    assert "part=2" in view.change(project="s01") and "office=fuwu" in view.change(project="s01")
