"""Half a request holds no connection for ever; a whole one is not hurried."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from lib.web.halfopen import LOOKS, close_idle
from tests.browser.server import free_port

SOON, LATER = 0.15, 0.5


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    await asyncio.sleep(4 * SOON)  # an answer may take longer than a request's head
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


LARGE = 20_000_000  # bytes: more than the systems on the way hold


async def large(scope, receive, send):
    length = [(b"content-length", str(LARGE).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    for at in range(0, LARGE, 64_000):
        part = bytes(min(64_000, LARGE - at))
        await send({"type": "http.response.body", "body": part, "more_body": at + 64_000 < LARGE})


async def at_once(scope, receive, send):
    length = [(b"content-length", str(LARGE).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": bytes(LARGE)})


@contextmanager
def served(app=app, seconds=SOON):
    plain = AutoHTTPProtocol.connection_made
    close_idle(seconds)
    port = free_port()
    config = uvicorn.Config(
        app, port=port, log_level="critical", lifespan="off", timeout_keep_alive=60
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield port, server
    finally:
        server.should_exit = True
        thread.join()
        AutoHTTPProtocol.connection_made = plain


def test_half_open_connections_are_closed_and_slow_answers_come():
    whole = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with served() as (port, server):
        half = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
        for number, each in enumerate(half):
            each.settimeout(60)
            each.sendall(whole[: number % len(whole)])
        slow = socket.create_connection(("127.0.0.1", port))
        slow.settimeout(60)
        slow.sendall(whole)
        assert slow.recv(1000).startswith(b"HTTP/1.1 200")
        assert [each.recv(1000) for each in half] == [b""] * 50  # closed from the other side
        slow.sendall(whole[:9])  # half of a second request
        while slow.recv(1000):
            pass
        while server.server_state.connections:
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("answer", "more"), [(large, ""), (at_once, ""), (at_once, "Connection: close\r\n")]
)
def test_who_reads_nothing_of_an_answer_is_cut_off(answer, more):
    with served(answer) as (port, server), _asking(port, more) as deaf:
        _gone(server, deaf)


def test_who_reads_slowly_gets_all_of_it(quick):
    if quick:
        pytest.skip("three seconds of reading slowly: make test")
    with served(large, LATER) as (port, _), _asking(port) as slow:
        got, begun = 0, time.monotonic()
        while time.monotonic() < begun + 2 * LOOKS * LATER:  # so slow that no more is let in
            part = slow.recv(1 << 16)
            assert part, got
            got += len(part)
            time.sleep(LATER / 5)
        while got < LARGE:
            part = slow.recv(1 << 20)
            assert part, got
            got += len(part)


def _gone(server: uvicorn.Server, line: socket.socket) -> None:
    deadline = time.monotonic() + 60
    while not server.server_state.connections:
        time.sleep(0.02)
    while server.server_state.connections:
        assert time.monotonic() < deadline, f"{line} is still there"
        time.sleep(0.02)


def _asking(port: int, more: str = "") -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 60)
    line.sendall(f"GET / HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode())
    return line


def test_told_twice_it_is_set_once():
    plain = AutoHTTPProtocol.connection_made
    try:
        close_idle(1)
        close_idle(2)
        assert AutoHTTPProtocol.connection_made.plain is plain
    finally:
        AutoHTTPProtocol.connection_made = plain
