"""Files made beside the server: once for all who ask, put off in words, nobody waits for them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from contextlib import suppress
from threading import Timer

import pytest
from starlette.requests import Request
from starlette.responses import Response

from lib.store import connect
from lib.web import workshop
from lib.web.answers import Unfit
from lib.web.workshop import Workshop
from tests.web.apart import in_a_loop


def asked(path: str = "/export/file", query: str = "", **headers: str) -> Request:
    sent = [(b"host", b"kanban.example")]
    sent += [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "https",
            "path": path,
            "query_string": query.encode(),
            "path_params": {"file": "ledger.xlsx"},
            "headers": sent,
        }
    )


def told(request: Request) -> Response:
    """What a worker sees of a request, and which worker it is."""
    seen = [request.url.path, request.url.query, request.path_params, str(request.base_url)]
    return Response(json.dumps([*seen, os.environ["GUIXIANG_DB"], os.getpid()]))


def slow(request: Request) -> Response:
    time.sleep(0.2)
    return Response(f"{os.getpid()} {time.monotonic_ns()}")


def endless(request: Request) -> Response:
    while True:
        time.sleep(1)


def unfit(request: Request) -> Response:
    raise Unfit("这样的文件没有")


def dying(request: Request) -> Response:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.fixture
def shop(real_store):
    made = Workshop(workers=1, waiting=3, seconds=2)
    made.open()
    yield made
    made.close()


def answers(shop: Workshop, *pairs) -> list[Response]:
    """The answers to requests made at the same time."""

    async def all_of_them():
        return await asyncio.gather(*(shop.answer(make, request) for make, request in pairs))

    return in_a_loop(all_of_them())


def test_a_worker_sees_the_request_and_the_settings(shop, real_store):
    (answer,) = answers(shop, (told, asked(query="as_of=2025-01-01&q=%E7%A1%85")))
    *seen, worker = json.loads(answer.body)
    assert seen == [
        "/export/file",
        "as_of=2025-01-01&q=%E7%A1%85",
        {"file": "ledger.xlsx"},
        "https://kanban.example/",
        str(real_store),
    ]
    assert worker != os.getpid()


def test_one_making_for_all_who_ask_and_304_for_who_has_it(shop):
    one, other = answers(shop, (slow, asked()), (slow, asked()))
    assert one.body == other.body
    (again,) = answers(shop, (slow, asked()))
    assert again.body == one.body
    (known,) = answers(shop, (slow, asked(if_none_match=one.headers["etag"])))
    assert known.status_code == 304 and not known.body
    (different,) = answers(shop, (slow, asked(query="q=1")))
    assert different.body != one.body


def test_too_many_at_once_are_put_off_in_words(shop):
    found = answers(shop, *((slow, asked(query=f"q={number}")) for number in range(6)))
    late = [answer for answer in found if answer.status_code == 503]
    assert [answer.status_code for answer in found].count(200) == 3 and len(late) == 3
    assert all(answer.headers["retry-after"] for answer in late)
    assert workshop.BUSY in json.loads(late[0].body)["error"]
    (again,) = answers(shop, (slow, asked(query="q=5")))
    assert again.status_code == 200


def test_before_the_workers_are_there_files_wait_for_them(real_store):
    made = Workshop(workers=1, waiting=3, seconds=60)
    assert not made.serves
    made.expect()
    assert made.serves
    opens = Timer(0.5, made.open)
    opens.start()
    try:
        pairs = [(slow, asked(query=f"q={number}")) for number in range(6)]
        found = answers(made, *pairs)
        good = [answer for answer in found if answer.status_code == 200]
        assert len(good) == 3
        assert not any(answer.body.startswith(f"{os.getpid()} ".encode()) for answer in good)
        assert {answer.status_code for answer in found} == {200, 503}
    finally:
        opens.join()
        made.close()
    assert not made.serves


def test_workers_that_never_come_are_told_in_words(real_store):
    made = Workshop(seconds=0.2)
    made.expect()
    (late,) = answers(made, (slow, asked()))
    assert late.status_code == 503
    assert workshop.TOO_LONG in json.loads(late.body)["error"]


def test_workers_that_cannot_start_leave_it_to_threads(real_store, monkeypatch):
    made = Workshop(seconds=60)
    made.expect()
    monkeypatch.setattr(workshop, "ProcessPool", _no_room)
    fails = Timer(0.3, _tried, [made])
    fails.start()
    (late,) = answers(made, (slow, asked()))  # at once, not after a minute
    fails.join()
    assert late.status_code == 503
    assert not made.serves


def _no_room(*_, **__):
    raise OSError("no room for another process")


def _tried(made: Workshop) -> None:
    with suppress(OSError):
        made.open()


@pytest.mark.parametrize("make", [endless, dying])
def test_who_hangs_or_dies_is_replaced(make, shop):
    (lost,) = answers(shop, (make, asked()))
    assert lost.status_code == 503
    assert workshop.TOO_LONG in json.loads(lost.body)["error"]
    (fine,) = answers(shop, (told, asked()))
    assert fine.status_code == 200


def test_a_refusal_is_the_makers_and_is_not_kept(shop):
    (answer,) = answers(shop, (unfit, asked()))
    assert answer.status_code == 400 and "这样的文件没有" in json.loads(answer.body)["error"]
    assert "etag" not in answer.headers


def test_without_a_store_it_says_so(shop, monkeypatch, tmp_path):
    monkeypatch.setenv("GUIXIANG_DB", str(tmp_path / "none.db"))
    (answer,) = answers(shop, (told, asked()))
    assert answer.status_code == 503


def test_after_an_import_it_is_made_anew(own_store, monkeypatch):
    monkeypatch.setenv("GUIXIANG_DB", str(own_store))
    made = Workshop(workers=1)
    made.open()
    try:
        (one,) = answers(made, (slow, asked()))
        with connect.write(own_store) as db, connect.transaction(db):
            db.execute("insert into meeting (id, held_on, title) values ('m', '2026-01-01', '会')")
        (other,) = answers(made, (slow, asked()))
    finally:
        made.close()
    assert one.body != other.body
