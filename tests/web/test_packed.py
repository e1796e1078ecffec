"""Files that never change are packed once, whoever asks and however."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from lib.web import packed
from lib.web.packed import Packed
from tests.web.apart import in_a_loop

TEXT = b"let a = 1;\n" * 5000


@pytest.fixture
def client(tmp_path, monkeypatch):
    (tmp_path / "a.js").write_bytes(TEXT)
    (tmp_path / "small.js").write_bytes(b"1;")
    (tmp_path / "a.png").write_bytes(TEXT)
    routes = [Mount("/static", StaticFiles(directory=tmp_path))]
    one = TestClient(Starlette(routes=routes, middleware=[Middleware(Packed)]))
    one.times = []
    plain = gzip.compress
    monkeypatch.setattr(
        packed.gzip, "compress", lambda body, level: one.times.append(1) or plain(body, level)
    )
    return one


def test_it_is_packed_once(client):
    odd = ({}, {"if-none-match": '"x"'}, {"if-modified-since": "x"}, {"if-range": "x"})
    answers = [client.get("/static/a.js", headers=headers) for headers in odd * 3]
    assert [answer.content for answer in answers] == [TEXT] * 12
    assert len(client.times) == 1
    for answer in answers:
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert int(answer.headers["content-length"]) < len(TEXT) / 10


def test_who_has_it_gets_nothing(client):
    tag = client.get("/static/a.js").headers["etag"]
    answer = client.get("/static/a.js", headers={"if-none-match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert "content-encoding" not in answer.headers


def test_the_rest_goes_as_it_is(client):
    plain = client.get("/static/a.js", headers={"accept-encoding": "identity"})
    part = client.get("/static/a.js", headers={"range": "bytes=0-9"})
    assert (plain.content, part.status_code, part.content) == (TEXT, 206, TEXT[:10])
    answers = [client.get(f"/static/{name}") for name in ("small.js", "a.png", "none.js")]
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    for answer in (plain, part, *answers, client.head("/static/a.js")):
        assert "content-encoding" not in answer.headers
    assert not client.times


HALF = len(TEXT) // 2
FILE = {"content-length": str(len(TEXT)), "content-type": "text/javascript"}


def test_who_leaves_half_way_leaves_others_the_whole_file():
    half = asyncio.Event()

    async def slowly():
        yield TEXT[:HALF]
        half.set()
        for _ in range(100):  # time to hear that nobody waits any more
            await asyncio.sleep(0)
        yield TEXT[HALF:]

    async def app(scope, receive, send):
        await StreamingResponse(slowly(), headers=FILE)(scope, receive, send)

    wrapped = Packed(app)
    in_a_loop(_leaves(wrapped, half))
    answer = TestClient(wrapped).get("/static/a.js")
    assert answer.content == TEXT
    assert answer.headers["content-encoding"] == "gzip"


async def _leaves(app, half: asyncio.Event, path: str = "/static/a.js") -> None:
    """Ask as a window does that is closed while the answer is on its way."""
    said = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        if said:
            return said.pop()
        await half.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        """Nobody is there any more."""

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},  # the server's: 2.4 does not listen
        "method": "GET",
        "path": path,
        "headers": [(b"accept-encoding", b"gzip")],
    }
    await app(scope, receive, send)


def test_a_file_that_ends_early_is_not_kept():
    bodies = [TEXT[:HALF], TEXT[:HALF], TEXT]

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": _raw(FILE)})
        await send({"type": "http.response.body", "body": bodies.pop(0)})

    client = TestClient(Packed(app))
    assert client.get("/static/a.js").content == TEXT[:HALF]
    answer = client.get("/static/a.js")
    assert answer.content == TEXT
    assert answer.headers["content-encoding"] == "gzip"


def test_a_file_is_read_once_for_all_who_ask_meanwhile(tmp_path):
    (tmp_path / "a.js").write_bytes(TEXT)
    files, asked = StaticFiles(directory=tmp_path), []

    async def app(scope, receive, send):
        asked.append(1)
        await files({**scope, "root_path": "/static"}, receive, send)

    async def crowd():
        wrapped = Packed(app)
        await asyncio.gather(*(_leaves(wrapped, asyncio.Event()) for _ in range(50)))
        return wrapped

    wrapped = in_a_loop(crowd())
    assert len(asked) == 1
    assert TestClient(wrapped).get("/static/a.js").content == TEXT
    assert len(asked) == 1
    assert wrapped._reading == {}


def test_what_is_too_small_to_pack_is_read_once_too(tmp_path):
    (tmp_path / "a.js").write_bytes(b"1;")
    files, asked = StaticFiles(directory=tmp_path), []

    async def app(scope, receive, send):
        asked.append(1)
        await files({**scope, "root_path": "/static"}, receive, send)

    client = TestClient(Packed(app))
    answers = [client.get("/static/a.js") for _ in range(3)]
    assert [answer.content for answer in answers] == [b"1;"] * 3
    assert "content-encoding" not in answers[-1].headers
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["/static/./a.js", "/static//a.js", "/static/b/../a.js"])
def test_other_spellings_are_not_kept(path):
    async def app(scope, receive, send):
        await Response(TEXT, media_type="text/javascript")(scope, receive, send)

    wrapped = Packed(app)
    in_a_loop(_leaves(wrapped, asyncio.Event(), path))
    assert wrapped._kept.bytes == 0
    in_a_loop(_leaves(wrapped, asyncio.Event()))
    assert wrapped._kept.bytes > 0


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
