"""What is remembered: within a limit of bytes, made once, today's before all other days'."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from sys import getsizeof

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib import clock
from lib.rows import cache
from lib.rows.cache import Kept, per_version
from lib.rows.weight import weight
from lib.screens.view import View


def test_it_never_holds_more_than_its_limit():
    kept = Kept(100_000)
    for number in range(1000):
        assert kept.get(number, lambda: "字" * 500) == "字" * 500
        assert kept.bytes <= 100_000
    assert kept.found(0) is None and kept.found(999)


def test_what_is_over_the_limit_is_given_and_not_kept():
    kept = Kept(10_000)
    assert len(kept.get("big", lambda: "x" * 50_000)) == 50_000
    assert kept.bytes == 0 and kept.found("big") is None


def test_two_who_want_the_same_get_one_making():
    kept, made, begun, go = Kept(10_000), [], threading.Event(), threading.Event()

    def make() -> str:
        made.append(1)
        begun.set()
        assert go.wait(60)
        return "x"

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(kept.get("k", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert begun.wait(60)
    go.set()
    for thread in threads:
        thread.join(60)
    assert found == ["x"] * 8 and made == [1]


def test_a_failed_making_is_tried_by_the_next():
    kept = Kept(10_000)
    with pytest.raises(ZeroDivisionError):
        kept.get("k", lambda: 1 / 0)
    assert kept.get("k", lambda: 7) == 7


def test_nothing_and_none_are_remembered_too():
    kept, made = Kept(10_000), []
    for value in (None, "", (), 0):
        for _ in range(2):
            assert kept.get(repr(value), lambda value=value: made.append(1) or value) == value
    assert len(made) == 4


def test_other_days_take_nothing_from_today(real_store, monkeypatch):
    monkeypatch.setattr(cache, "today_kept", Kept(1_000_000))
    monkeypatch.setattr(cache, "others_kept", Kept(50_000))

    @per_version
    def page(view: View) -> str:
        return "字" * 1000

    today = clock.today().isoformat()
    page(View("/", today))
    before = cache.today_kept.bytes
    for number in range(200):
        page(View("/", f"19{number // 100 + 10}-01-{number % 28 + 1:02d}", replay=True))
    assert cache.today_kept.bytes == before
    assert 0 < cache.others_kept.bytes <= 50_000


@dataclass(frozen=True)
class Held:
    text: str
    rows: tuple


@given(
    some.recursive(
        some.text() | some.integers() | some.none() | some.binary(),
        lambda own: some.lists(own) | some.dictionaries(some.text(), own) | some.tuples(own),
    )
)
def test_a_weight_is_at_least_the_value_itself(value):
    assert weight(value) >= getsizeof(value)
    assert weight(Held("x", (value,))) > weight(value)


def test_a_long_list_is_weighed_by_a_sample():
    rows = [{"name": "字" * 100, "id": f"p{number}"} for number in range(5000)]
    true = sum(weight(row) for row in rows)
    assert 0.9 * true < weight(rows) < 1.3 * true
