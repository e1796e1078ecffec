"""What changed between two days, by example and by property."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.measures.changes import CLOSED, Move, changes, step
from lib.measures.lamps import INDICATOR_STATES, PROJECT_STATES

NAMES = [f"s{number:02}" for number in range(1, 9)]
IDS = st.sampled_from(NAMES)
#: each item's state, or None when it is not there that day; drawn much faster than a dictionary
STATE = st.sampled_from([None, *sorted(PROJECT_STATES)])
DAY = st.tuples(*[STATE] * len(NAMES)).map(
    lambda states: {id: state for id, state in zip(NAMES, states, strict=True) if state}
)
SHUFFLES = st.integers(0, 2**32).map(Random)


def test_by_example():
    before = {"a": "on_track", "b": "unreported", "c": "done", "d": "behind", "x": "paused"}
    now = {"a": "done", "b": "unreported", "c": "overdue", "d": "behind", "e": "unreported"}
    found = changes(before, now, reported={"a", "d", "zzz"})
    assert found.new == ("e",)
    assert found.gone == ("x",)
    assert found.moved == (
        Move(id="a", was="on_track", now="done"),
        Move(id="c", was="done", now="overdue"),
    )
    assert found.closed == ("a",)
    assert found.reopened == ("c",)
    assert found.reported == ("a", "d")
    assert found.silent == ("b", "c", "e")


@settings(deadline=None)
@given(DAY)
def test_a_day_does_not_differ_from_itself(day):
    found = changes(day, day)
    assert not (found.new or found.gone or found.moved or found.closed or found.reopened)
    assert set(found.silent) == {id for id, state in day.items() if state not in CLOSED}


@settings(deadline=None)
@given(DAY, DAY, st.sets(IDS))
def test_every_project_is_accounted_for_once(before, now, reported):
    found = changes(before, now, reported=reported)
    moved = {move.id for move in found.moved}
    same = {id for id in now if before.get(id) == now[id]}
    assert set(found.new) | moved | same == set(now)
    assert len(found.new) + len(moved) + len(same) == len(now)
    assert set(found.closed) | set(found.reopened) <= moved
    assert not set(found.silent) & set(found.reported)
    done = {id for id, state in now.items() if state in CLOSED}
    assert set(found.silent) | set(found.reported) | done == set(now)


@settings(deadline=None)
@given(DAY, DAY)
def test_backwards_every_move_is_reversed(before, now):
    there, back = changes(before, now), changes(now, before)
    assert set(there.new) == set(back.gone)
    assert {(m.id, m.was, m.now) for m in there.moved} == {(m.id, m.now, m.was) for m in back.moved}
    assert set(there.closed) == set(back.reopened)


@settings(deadline=None)
@given(DAY, DAY, SHUFFLES)
def test_row_order_does_not_matter(before, now, random):
    rows = list(now.items())
    random.shuffle(rows)
    one, other = changes(before, now), changes(before, dict(rows))
    assert set(one.moved) == set(other.moved)
    assert set(one.silent) == set(other.silent)


@pytest.mark.parametrize(
    ("was", "now", "way"),
    [
        ("on_track", "done", -1), ("overdue", "behind", -1), ("behind", "overdue", 1),
        ("on_track", "paused", 1), ("done", "on_track", 1), ("due_soon", "done", -1),
        ("due_soon", "overdue", 1), ("on_track", "due_soon", 0), ("due_soon", "on_track", 0),
        ("on_track", "met", -1), ("met", "missed", 1), ("met", "late_met", 1),
        # a first report, a withdrawal, a near number: none of them is progress
        ("unreported", "done", 0), ("unreported", "overdue", 0), ("on_track", "unreported", 0),
        ("no_data", "proxy", 0), ("proxy", "no_data", 0), ("proxy", "met", 0),
        ("no_data", "missed", 0), ("no_pace", "on_track", 0),
    ],
)  # fmt: skip
def test_better_worse_or_neither(was, now, way):
    assert step(was, now) == way


@pytest.mark.parametrize("states", [PROJECT_STATES, INDICATOR_STATES], ids=("projects", "targets"))
def test_a_step_back_is_the_step_turned_round(states):
    """But for 临期, which the calendar brings and only what follows it tells."""
    for was, now in product(set(states) - {"due_soon"}, repeat=2):
        assert step(was, now) == -step(now, was)
        if {was, now} & {"unreported", "no_data", "proxy"}:
            assert step(was, now) == 0
