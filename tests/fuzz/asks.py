"""Crafted HTTP requests, as bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from hypothesis import strategies as some

from tests.fuzz import nasty
from tests.fuzz.drawn import mixed, weighted

#: methods, mostly the plain one
METHODS = weighted((4, some.just("GET")), (1, some.sampled_from(nasty.METHODS)))
#: percent-encoded by us, or sent as it is
SAFE = "/%:;,=&?#~!$'()*+@[]"


class Ask(NamedTuple):
    """One request; ``whole``: whether an answer must come (else we hang up at once)."""

    data: bytes
    method: str = "GET"
    whole: bool = True


def asks(count: int, seed: int, routes: Sequence[str], params: dict) -> list[Ask]:
    """So many requests; the same for the same seed."""
    parts = ((84, _plain(routes, params)), (8, _scene()), (6, _raw()), (2, _listed()))
    return mixed(count, seed, *parts)


def queries(params: dict) -> some.SearchStrategy[str]:
    """Query strings: known names with good, odd and made-up values; odd names; far too many."""
    value = some.one_of(
        some.sampled_from(nasty.TEXTS), some.sampled_from(nasty.DAYS), some.text(max_size=40)
    )
    known = some.sampled_from(sorted(params)).flatmap(
        lambda name: some.tuples(
            some.just(name),
            weighted((3, some.sampled_from(params[name] or ("1", "2025-12-31"))), (2, value)),
        )
    )
    pair = weighted((5, known), (1, some.tuples(some.text(max_size=10), value)))
    pairs = some.lists(pair, max_size=5).map(
        lambda found: "&".join(f"{_escaped(name)}={_escaped(said)}" for name, said in found)
    )
    many = some.tuples(some.sampled_from(sorted(params)), some.integers(2, 2000)).map(
        lambda pair: "&".join(f"{pair[0]}={number}" for number in range(pair[1]))
    )
    names = some.integers(2, 5000).map(lambda most: "&".join(f"{n:x}=" for n in range(most)))
    odd = some.sampled_from(("%", "%zz=%zz", "&&&", "====", "a;b;c", "%00=%00", "?" * 50))
    return weighted((20, pairs), (1, many), (1, names), (1, odd))


def _escaped(word: str) -> str:
    return quote(word.encode("utf-8", "surrogatepass"), safe="")


def _paths(routes: Sequence[str]) -> some.SearchStrategy[str]:
    segment = some.one_of(
        some.sampled_from(nasty.SEGMENTS),
        some.text(min_size=1, max_size=12).map(_escaped),
        some.sampled_from(("gaps.csv", "series.svg", "overview.png", "leaflet.js", "index.html")),
    )
    filled = some.tuples(some.sampled_from(routes), segment).map(
        lambda pair: pair[0].split("{")[0] + pair[1] if "{" in pair[0] else pair[0]
    )
    below = some.tuples(filled, segment).map("/".join)
    changed = some.tuples(
        filled, some.sampled_from((str.upper, lambda path: f"/{path}", lambda path: f"{path}/"))
    ).map(lambda pair: pair[1](pair[0]))
    return weighted((6, filled), (2, below), (1, changed))


def _headers(skip: frozenset[str]) -> some.SearchStrategy[list[tuple[str, str]]]:
    names = some.sampled_from(sorted(set(nasty.HEADERS) - skip))
    one = names.flatmap(
        lambda name: some.tuples(some.just(name), some.sampled_from(nasty.HEADERS[name]))
    )
    return some.lists(one, max_size=3)


@some.composite
def _plain(draw, routes: Sequence[str], params: dict) -> Ask:
    path, query = draw(_paths(routes)), draw(queries(params))
    target = quote(f"{path}?{query}" if query else path, safe=SAFE)
    return _built(draw, draw(METHODS), target[:60_000], b"", _headers(frozenset()))


@some.composite
def _scene(draw) -> Ask:
    """To the one route that takes a body; its length is stated, or a lie."""
    body = draw(some.one_of(some.sampled_from(nasty.BODIES), some.binary(max_size=500)))
    fewer = _headers(frozenset({"Transfer-Encoding", "Upgrade", "Connection", "Expect"}))
    return _built(draw, "POST", "/live/scene", body, fewer)


def _built(draw, method: str, target: str, body: bytes, headers: some.SearchStrategy) -> Ask:
    found = dict(draw(headers))
    head = {"Host": "localhost", "Connection": "close"} | found
    if body and "Content-Type" not in found:
        head["Content-Type"] = "application/json"
    lie = draw(some.sampled_from((0, 0, 0, 0, 0, 0, 7, -1))) if body else 0
    if method in ("POST", "PUT", "PATCH") and "Transfer-Encoding" not in found:
        head["Content-Length"] = str(len(body) + lie)
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    # a body that is announced and does not come is waited for: we do not
    whole = lie <= 0 and "Transfer-Encoding" not in found
    data = f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1", "replace") + body
    return Ask(data, method, whole)


def _raw() -> some.SearchStrategy[Ask]:
    """No requests; some are the beginning of one, of which nobody waits for the rest."""
    return some.binary(min_size=1, max_size=300).map(lambda data: Ask(data, whole=False))


def _listed() -> some.SearchStrategy[Ask]:
    """What is known to be no request, after some blank lines, which count for nothing."""
    lines = some.integers(0, 50).map(lambda number: b"\r\n" * number)
    return some.tuples(lines, some.sampled_from(nasty.RAW)).map(
        lambda pair: Ask(pair[0] + pair[1], whole=False)
    )
