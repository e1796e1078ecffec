"""What a page knows of its request: addresses survive the round trip, odd ones are named."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from lib.screens.part import Numbers
from lib.screens.view import FOREIGN, LONGEST_WORD, SHOWN, View, parse, read, shown

TODAY = date(2026, 11, 27)
IDS = ("a", "b:c", "＝1", "x&y=z", "50%", "a b", "<i>", "#")
KNOWN = {"office": frozenset(IDS), "sort": frozenset({"due"}), "q": None, "part": Numbers()}
#: printable, no blank at either end: what a keyword is after it was read
WORD = some.text(max_size=LONGEST_WORD).map(
    lambda text: "".join(filter(str.isprintable, text)).strip()
)
DAYS = some.dates(date(1800, 1, 1), TODAY)


def asked(address: str) -> View:
    return parse("/projects", parse_qs(urlsplit(address).query), KNOWN, TODAY)


def view_of(day: date = TODAY, **params: list[str]) -> View:
    return parse("/projects", params | {"as_of": [day.isoformat()]}, KNOWN, TODAY)


@given(some.lists(some.sampled_from(IDS), unique=True), WORD, some.booleans(), DAYS)
def test_an_address_survives_the_round_trip(offices, words, sorted_, day):
    view = view_of(day, office=offices, q=[words], sort=["due"] if sorted_ else [])
    assert view.notices == () and asked(view.change()) == view
    assert view.all("office") == tuple(offices) and view.get("q") == words
    assert view.replay == (day != TODAY) and view.as_of == day.isoformat()
    assert asked(view.file("/export/projects.csv")).params == view.params


@given(some.lists(some.sampled_from(IDS), unique=True), some.sampled_from(IDS), DAYS)
def test_a_choice_taken_away_again_leaves_no_trace(offices, id, day):
    view = view_of(day, office=offices, part=["3"])
    once = asked(view.toggle("office", id))
    assert set(once.all("office")) == set(offices) ^ {id} and once.get("part") == ""
    twice = asked(once.toggle("office", id))
    assert set(twice.all("office")) == set(offices) and twice.as_of == view.as_of


def test_the_day_stays_in_every_link_and_only_a_past_one():
    past, now = view_of(date(2024, 1, 31), office=["a"]), view_of(office=["a"])
    assert past.url("/map") == "/map?as_of=2024-01-31" and now.url("/map") == "/map"
    assert past.to("/sources?fact=a:b") == "/sources?fact=a%3Ab&as_of=2024-01-31"
    assert now.to("/sources") == "/sources"
    assert past.pairs() == [("office", "a"), ("as_of", "2024-01-31")]
    assert now.pairs() == [("office", "a")]
    # a file says its day also when that is today
    assert now.file("/export/x.csv") == "/export/x.csv?office=a&as_of=2026-11-27"
    assert now.change(office="") == "/projects" and past.change(office="").endswith(
        "as_of=2024-01-31"
    )


def test_what_is_doubled_is_there_once_and_in_its_order():
    view = parse("/projects", {"office": ["b:c", "a", "b:c"], "q": ["一", "二"]}, KNOWN, TODAY)
    assert view.all("office") == ("b:c", "a") and view.notices == ()
    assert view.all("q") == ("一",)  # one keyword


def test_the_unknown_is_named_and_left_out():
    query = {"office": ["zz", "a"], "sort": ["due", "<b>"], "nobody": ["1"], "part": ["0"]}
    view = parse("/projects", query, KNOWN, TODAY)
    assert view.params == (("office", ("a",)), ("sort", ("due",)))
    assert [each.partition("：")[0] for each in view.notices] == [
        "没有这个科室", "没有这个排序", "第几段要写成 part=2 这样",
    ]  # fmt: skip
    assert "“zz”" in view.notices[0]
    # what is wrong with an address is no reason to make its parts anew
    good = parse("/projects", {"office": ["a"], "sort": ["due"]}, KNOWN, TODAY)
    assert view == good and hash(view) == hash(good) and good.notices == ()


@pytest.mark.parametrize("word", FOREIGN)
def test_what_a_chat_program_adds_is_no_mistake(word):
    assert parse("/projects", {"office": [word, "a"]}, KNOWN, TODAY) == view_of(office=["a"])
    assert parse("/projects", {"office": [word]}, KNOWN, TODAY).notices == ()


@example("\x00园\x00区\x1b")
@example("  \u3000\u200b ")
@example("x" * (LONGEST_WORD - 1) + " y")
@given(some.text(max_size=3 * LONGEST_WORD))
def test_any_keyword_becomes_one_line_of_bearable_length(words):
    view = parse("/projects", {"q": [words]}, KNOWN, TODAY)
    got = view.get("q")
    assert got == got.strip() and got.isprintable() and len(got) <= LONGEST_WORD
    written = "".join(filter(str.isprintable, words)).strip()
    assert written.startswith(got) and bool(got) == bool(written)
    assert bool(view.notices) == (len(written) > LONGEST_WORD)


@pytest.mark.parametrize(
    ("days", "day", "words"),
    [
        ([], "2026-11-27", ""),
        ([""], "2026-11-27", ""),
        (["2024-01-31"], "2024-01-31", ""),
        (["2024-01-31", "", "2024-01-31"], "2024-01-31", ""),
        (["2024-01-31", "2024-02-01"], "2026-11-27", "两个日期"),
        (["2026-11-28"], "2026-11-27", "还没有到"),
        (["2023-02-29"], "2026-11-27", "写法不对"),
        (["20240131"], "2026-11-27", "写法不对"),
        (["1799-12-31"], "2026-11-27", "写法不对"),
        (["２０２４-01-31"], "2026-11-27", "写法不对"),
        (["2024-01-31\n"], "2026-11-27", "写法不对"),
        (["9" * 500], "2026-11-27", "…”"),
    ],
)
def test_a_day_that_cannot_be_shown_is_today_with_a_word(days, day, words):
    view = parse("/projects", {"as_of": days}, KNOWN, TODAY)
    assert view.as_of == day and view.replay == (day != "2026-11-27")
    assert bool(view.notices) == bool(words) and words in "".join(view.notices)


def test_what_is_valid_is_asked_of_the_day_in_the_address():
    def allowed(day: str) -> dict[str, frozenset]:
        return {"office": frozenset({day})}

    query = {"as_of": ["2024-01-31"], "office": ["2024-01-31", "2026-11-27"]}
    view = read("/projects", query, allowed, TODAY)
    assert view.all("office") == ("2024-01-31",) and len(view.notices) == 1
    late = read("/projects", query | {"as_of": ["2030-01-01"]}, allowed, TODAY)
    assert late.all("office") == ("2026-11-27",)


@given(some.text(max_size=3 * SHOWN))
def test_a_strangers_value_is_short_and_on_one_line(value):
    words = shown(value)
    assert words.isprintable() and len(words) <= SHOWN + 3
    assert words.startswith("“") and words.endswith("…”" if len(value) > SHOWN else "”")
