"""Windows that close while a fresh server sends its files spoil them for nobody."""

from __future__ import annotations

import gzip
import random
import socket
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import streamlit

from tests.browser.server import serving

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SEVERAL_READS = 64 * 1024  # bytes: a file of more is read in parts


def test_files_are_whole_after_all_who_left_half_way(built, tmp_path):
    large = [path for path in SCRIPTS.glob("*.js") if path.stat().st_size > SEVERAL_READS]
    assert len(large) > 30
    with serving(built, tmp_path / "log.txt") as address:
        for path in large:
            _ask_and_leave(address, f"/static/js/{path.name}")
        spoilt = [path.name for path in large if _got(address, path) != path.read_bytes()]
    assert spoilt == []


def _ask_and_leave(address: str, path: str) -> None:
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with socket.create_connection((host, port)) as line:
        asked = (f"GET {path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip", "", "")
        line.sendall("\r\n".join(asked).encode())
        time.sleep(random.random() * 0.004)  # the server reads meanwhile


def _got(address: str, path: Path) -> bytes:
    packed = {"Accept-Encoding": "gzip"}
    asked = urllib.request.Request(f"{address}/static/js/{path.name}", headers=packed)
    with urllib.request.urlopen(asked) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        return gzip.decompress(answer.read())
