"""One address cannot ask for everything; a person never notices."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from lib.web import rate
from lib.web.guard import Guard
from lib.web.rate import MOST, Buckets, who
from lib.web.workshop import Workshop


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills_again():
    clock = Clock()
    buckets = Buckets(3, 0.5, clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2]
    assert buckets.take("b") == 0  # another address has its own
    clock.now += 1
    assert buckets.take("a") == 1
    clock.now += 1
    assert [buckets.take("a"), buckets.take("a")] == [0, 2]
    clock.now += 1000
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 2]  # never more than it holds


def test_a_hundred_thousand_addresses_take_no_room():
    buckets = Buckets(3, 1)
    for number in range(100_000):
        buckets.take(str(number))
    assert len(buckets._known) == MOST


def test_an_address_of_ipv6_is_its_network():
    def scope(host):
        return {"client": (host, 1)}

    assert (
        who(scope("2001:db8:1:2:3:4:5:6")) == who(scope("2001:db8:1:2::1")) == "2001:db8:1:2::/64"
    )
    assert who(scope("10.0.0.7")) == "10.0.0.7"
    assert who({"client": None}) == ""
    # a server that listens for both kinds: else all of IPv4 would be one address
    assert who(scope("::ffff:10.0.0.7")) == "10.0.0.7"
    assert [
        rate.is_here(who(scope(host))) for host in ("127.0.0.1", "::1", "::ffff:127.0.0.1")
    ] == [True] * 3
    assert not rate.is_here("10.0.0.7")
    assert len(who(scope("x" * 1000))) == 100


def test_the_sign_in_is_slowed_in_words(monkeypatch, real_store):
    monkeypatch.setattr(rate, "signing", Buckets(2, 0.1))

    async def found(request: Request) -> Response:
        return Response("ok")

    app = Starlette(middleware=[Middleware(Guard)])
    app.add_route("/auth/login", found)
    app.add_route("/", found)
    client = TestClient(app)
    answers = [client.get("/auth/login") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "请过 10 秒再试" in answers[2].json()["error"]
    assert answers[2].headers["retry-after"] == "10"
    assert client.get("/").status_code == 200


def one(request: Request) -> Response:
    return Response(request.url.query)


def test_files_that_are_there_cost_nothing_new_ones_are_slowed(monkeypatch, real_store):
    monkeypatch.setattr(rate, "files", Buckets(2, 0.1))
    shop = Workshop(workers=1)
    shop.open()
    try:

        def ask(query: str, host: str = "10.0.0.1") -> Response:
            scope = {"type": "http", "method": "GET", "path": "/export/x", "headers": [],
                     "scheme": "http", "server": ("localhost", 80), "client": (host, 1),
                     "query_string": query.encode(), "path_params": {}}  # fmt: skip
            with ThreadPoolExecutor(
                1
            ) as thread:  # other tests of this process have a loop in theirs
                return thread.submit(asyncio.run, shop.answer(one, Request(scope))).result()

        assert [ask(query).status_code for query in ("a", "b", "a", "b", "a")] == [200] * 5
        late = ask("c")
        assert late.status_code == 429 and "retry-after" in late.headers
        assert ask("c", "10.0.0.2").status_code == 200
        assert ask("c").status_code == 200  # made for the other one: no work any more
    finally:
        shop.close()
