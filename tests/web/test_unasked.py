"""What cannot be read is refused by the server's library: in our words, with our headers."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest

from lib.web.guard import HEADERS

SHAKE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
)
UNREADABLE = {
    "no HTTP": b"\x16\x03\x01\x02\r\n\r\n",
    "NUL": b"GET /map\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "length below zero": b"POST /live/scene HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "too long": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "handshake without key": SHAKE + b"\r\n",
    "handshake with an odd protocol": SHAKE
    + b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: a b\r\n\r\n",
}


@pytest.fixture
def port(address) -> int:
    return int(address.rpartition(":")[2])


def said(port: int, asked: bytes) -> tuple[str, str]:
    with socket.create_connection(("localhost", port), timeout=60) as line:
        line.sendall(asked)
        got = b""
        with suppress(ConnectionResetError):  # it closed while we were still sending
            while piece := line.recv(65536):
                got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    return head.decode("latin-1").lower(), body.decode()


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_said_in_words(port, name):
    head, body = said(port, UNREADABLE[name])
    assert head.startswith("http/1.1 400"), head
    assert "读不懂" in body
    for header in (*HEADERS, "content-security-policy"):
        assert f"\r\n{header.lower()}: " in head
