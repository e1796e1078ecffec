"""Runs of one session that overlap: a reader who clicks fast never sees trouble."""

from __future__ import annotations

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect as connect_socket

PATHS = ("projects", "sources", "offices", "timeline", "changes", "")


def asked(url: str, path: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = path
    message.rerun_script.context_info.url = f"{url}/{path}"
    return message.SerializeToString()


def test_reruns_a_few_milliseconds_apart_never_fail(server, quick):
    url, log = server
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect_socket(address, subprotocols=["streamlit"], origin=url, max_size=None) as socket:
        for turn in range(40 if quick else 600):
            socket.send(asked(url, PATHS[turn % len(PATHS)]))
            time.sleep((turn % 9) / 1000)  # what is tried, not what is waited for
        socket.send(asked(url, "projects"))
        said = b""
        while "项目台账".encode() not in said:  # the last one comes through
            said = socket.recv(timeout=180)
    assert "page failed" not in log.read_text(encoding="utf-8")
