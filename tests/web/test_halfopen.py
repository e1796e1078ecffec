"""Half a request holds no connection for ever; a whole one is not hurried."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from lib.web.halfopen import close_idle
from tests.browser.server import free_port

SOON = 0.3


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


@contextmanager
def served(app=app):
    plain = AutoHTTPProtocol.connection_made
    close_idle(SOON)
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


def test_who_reads_nothing_of_an_answer_is_cut_off_and_who_reads_slowly_is_not():
    with served(large) as (port, server), _asking(port) as deaf, _asking(port) as slow:
        got = 0
        while got < LARGE:
            part = slow.recv(1 << 19)
            assert part, got
            got += len(part)
            time.sleep(SOON / 6)
        slow.close()
        deadline = time.monotonic() + 60
        while server.server_state.connections:  # the other's goes by itself
            assert time.monotonic() < deadline, f"{deaf} is still there"
            time.sleep(0.02)


def _asking(port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), 60)
    line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return line


def test_told_twice_it_is_set_once():
    plain = AutoHTTPProtocol.connection_made
    try:
        close_idle(1)
        close_idle(2)
        assert AutoHTTPProtocol.connection_made.plain is plain
    finally:
        AutoHTTPProtocol.connection_made = plain
