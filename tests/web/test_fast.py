"""Runs of one session that overlap: who clicks fast never sees trouble, who never reads is cut."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as connect_socket

PATHS = ("projects", "sources", "offices", "timeline", "changes", "")
LAST = "indicators"  # no other turn asks for it


def asked(url: str, path: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = path
    message.rerun_script.context_info.url = f"{url}/{path}"
    return message.SerializeToString()


def seen(socket, page: str) -> None:
    """Receive until a run of the page has come to its good end."""
    runs = ""
    while True:
        said = ForwardMsg.FromString(socket.recv(timeout=180))
        if said.HasField("new_session"):
            runs = ""
        elif said.HasField("navigation"):
            own = said.navigation.page_script_hash
            runs = next(
                each.url_pathname
                for each in said.navigation.app_pages
                if each.page_script_hash == own
            )
        elif said.HasField("script_finished") and runs == page:
            assert said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return


def opened(url: str):
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    return connect_socket(
        address, subprotocols=["streamlit"], origin=url, max_size=None, close_timeout=1
    )


def test_reruns_a_few_milliseconds_apart_never_fail(server, quick):
    url, log = server
    with opened(url) as socket, ThreadPoolExecutor(1) as reader:
        end = reader.submit(seen, socket, LAST)
        for turn in range(40 if quick else 600):
            socket.send(asked(url, PATHS[turn % len(PATHS)]))
            time.sleep((turn % 9) / 1000)  # what is tried, not what is waited for
        socket.send(asked(url, LAST))
        end.result()
    assert "page failed" not in log.read_text(encoding="utf-8")


def test_who_reads_nothing_is_cut_off_and_may_come_again(server, quick):
    """Streamlit would leave the line open, and the page dead for ever without a word."""
    if quick:
        pytest.skip("six seconds of flood")
    url, log = server
    with opened(url) as socket:
        for turn in range(3000):
            socket.send(asked(url, PATHS[turn % len(PATHS)]))
            time.sleep(0.002)
        with pytest.raises(ConnectionClosed):
            while True:
                socket.recv(timeout=180)
    with opened(url) as socket:
        socket.send(asked(url, LAST))
        seen(socket, LAST)
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said and "never retrieved" not in said
