"""Over a websocket comes what pages send, not everything that Streamlit would take."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX

from lib.paths import ROOT
from lib.web import overwhelmed, rate, sockets
from lib.web.guard import HEADERS, Guard
from lib.web.rate import Buckets
from tests.web.apart import in_a_loop

#: harmless by itself, or refused by Streamlit, or costly, or telling; no page of ours sends any
UNNEEDED = ("load_git_info", "clear_cache", "set_run_on_save", "debug_shutdown_runtime",
            "debug_disconnect_websocket")  # fmt: skip


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_bytes(await socket.receive_bytes())
    except WebSocketDisconnect:
        pass


def client(host: str = "10.0.0.7") -> TestClient:
    app = Starlette(
        routes=[WebSocketRoute("/_stcore/stream", echo)], middleware=[Middleware(Guard)]
    )
    return TestClient(app, client=(host, 5000))


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = "map"
    return message.SerializeToString()


def test_only_what_pages_send_gets_through():
    files, operation = BackMsg(), BackMsg()
    files.file_urls_request.file_names.extend(["a"] * 20_000)
    operation.backend_operation_request.install_skills.SetInParent()
    unneeded = [BackMsg(**{name: True}) for name in UNNEEDED]
    with client().websocket_connect("/_stcore/stream") as socket:
        for each in (*unneeded, files, operation, BackMsg()):
            socket.send_bytes(each.SerializeToString())
        # the last of two kinds in one message counts, for Streamlit and for us
        socket.send_bytes(rerun() + BackMsg(clear_cache=True).SerializeToString())
        for kept in (rerun(), BackMsg(app_heartbeat=True).SerializeToString(), b"\xff\xff"):
            socket.send_bytes(kept)
            assert socket.receive_bytes() == kept


def test_of_a_run_only_states_of_our_components_get_through():
    """Streamlit runs into faults of its own with others: a page of the log for each."""
    event = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_x__events"
    given, kept = BackMsg(), BackMsg()
    for each in (given, kept):
        states = each.rerun_script.widget_states.widgets
        states.add(id="$$ID-x-login", trigger_value=True)
        states.add(id="frame", json_value='{"a": 1}')
        states.add(id=event, json_trigger_value='[{"event": "file", "value": 1}]')
    states = given.rerun_script.widget_states.widgets
    states.add(id=event, string_value="x")
    states.add(id=event, trigger_value=True)
    states.add(id=event, json_trigger_value="[" * 100_000)
    states.add(id="frame", json_value="{")
    states.add(id="x", double_value=1.0)
    states.add(id="frame", trigger_value=True)
    states.add(id="$$ID-x-login", json_value="{}")
    states.add(id="x")
    with client().websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(given.SerializeToString())
        assert BackMsg.FromString(socket.receive_bytes()) == kept


def test_endless_words_do_not_get_through():
    """Twenty messages of 18 MB held a gigabyte after their windows had gone."""
    given, kept = BackMsg(), BackMsg()
    for each in (given, kept):
        each.rerun_script.page_name = "map"
        each.rerun_script.query_string = "q=" + "园" * 9000
        each.rerun_script.context_info.timezone = "Asia/Shanghai"
        each.rerun_script.cached_message_hashes.extend(["h"] * sockets.MOST_HASHES)
    long = "x" * (sockets.LONGEST + 1)
    given.rerun_script.context_info.url = f"http://{long}"
    given.rerun_script.fragment_id = long
    given.rerun_script.cached_message_hashes.extend(["h"] * 100)
    given.rerun_script.widget_states.widgets.add(id="frame", json_value=f'"{long}"')
    given.rerun_script.widget_states.widgets.add(id=long, json_value="1")
    unknown = b"\xfa\x7f\x05words"  # a field that this version does not know
    with client().websocket_connect("/_stcore/stream") as socket:
        socket.send_bytes(given.SerializeToString() + unknown)
        found = BackMsg.FromString(socket.receive_bytes())
        assert not found.rerun_script.widget_states.widgets
        found.rerun_script.ClearField("widget_states")
        assert found.SerializeToString(deterministic=True) == kept.SerializeToString(
            deterministic=True
        )


def test_every_button_is_known():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "lib/ui").glob("*.py")]
    called = [call for source in sources for call in source.split("st.button(")[1:]]
    assert {re.search(r'key="(\w+)"', call)[1] for call in called} == set(sockets.BUTTONS)


def test_a_text_is_the_end_without_a_fault():
    with client().websocket_connect("/_stcore/stream") as socket:
        socket.send_text("hello")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_bytes()
    assert closed.value.code == 1003


def test_a_refusal_is_in_words_with_our_headers(real_store):
    for path, headers in (("/_stcore/stream", {"origin": "http://evil.example"}), ("/map", {})):
        with (
            pytest.raises(WebSocketDenialResponse) as refused,
            client().websocket_connect(path, headers=headers),
        ):
            pass
        assert refused.value.status_code == 403
        assert "地址" in refused.value.json()["error"]
        assert {name.lower() for name in HEADERS} <= set(refused.value.headers)


def test_one_address_has_so_many_windows_and_no_more(monkeypatch):
    monkeypatch.setattr(sockets, "MOST", 2)
    one = client()
    with one.websocket_connect("/_stcore/stream"), one.websocket_connect("/_stcore/stream"):
        with (
            pytest.raises(WebSocketDenialResponse) as refused,
            one.websocket_connect("/_stcore/stream"),
        ):
            pass
        assert refused.value.status_code == 429 and "太多" in refused.value.json()["error"]
        with client("10.0.0.8").websocket_connect("/_stcore/stream"):
            pass
    with one.websocket_connect("/_stcore/stream"):
        pass
    assert not sockets._open


@pytest.mark.parametrize(("who", "slept"), [("10.0.0.7", [1, 1]), ("", [])])
def test_who_asks_for_many_runs_waits_for_them(monkeypatch, who, slept):
    waits: list[float] = []
    clock = [0.0]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(rate, "runs", Buckets(3, 1.0, lambda: clock[0]))
    monkeypatch.setattr(asyncio, "sleep", sleep)

    async def receive() -> dict:
        return {"type": "websocket.receive", "bytes": rerun()}

    async def ask() -> None:
        needed = sockets._needed(receive, None, who)
        for _ in range(5):
            await needed()

    # a loop in a thread of its own; nothing of asyncio but the waiting is replaced
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, ask()).result()
    assert waits == slept


def test_a_line_that_is_cut_between_two_messages_ends_quietly():
    """What Streamlit's handler does then stood in the log as a fault."""
    sent = []

    async def handler(scope, receive, send):
        line = WebSocket(scope, receive, send)
        await line.accept()
        await scope[overwhelmed.CUT]()
        with pytest.raises(WebSocketDisconnect):
            await line.send_bytes(b"for nobody")
        try:
            await line.receive_bytes()
        except RuntimeError:
            await line.close()

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message["type"])

    scope = {"type": "websocket", "path": "/", "headers": [], "client": ("127.0.0.1", 1)}
    in_a_loop(sockets.serve(handler, scope, receive, send))
    assert sent == ["websocket.accept", "websocket.close"]
