"""Websockets: who may open one, what may be said over it, and how fast.

Streamlit takes more messages than its pages send: some clear caches of all readers, tell
what git knows of the machine or make long answers. Only those that readers need get through.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX

from lib import hosts
from lib.web import overwhelmed, rate

#: what a page needs: another view, the end of a run, “are you there”
NEEDED = ("rerun_script", "stop_script", "app_heartbeat")
#: keys of our buttons; all else that a page has are components
BUTTONS = ("login", "logout", "withdraw", "commit", "drop")
#: characters of an address, a filter, a frame's state; no page of ours has a tenth of it
LONGEST = 32_000
MOST_HASHES = 5000  # messages that a browser says it still has
#: windows that one address may have open; four open files each, of :data:`lib.web.start.FILES`
MOST = 500
MANY = "这个地址开的窗口太多；请关掉几个再试"
FOREIGN = "这个地址不接受别处的网页。"
NOT_HERE = "没有这个地址；请从看板的页面上点链接"
_open: Counter[str] = Counter()


def foreign(scope: Scope) -> str:
    """The page of another site, or the name of another host, that asks; '' for our own."""
    headers = Headers(scope=scope)
    host, origin = headers.get("host", ""), headers.get("origin")
    if hosts.host_allowed(host) and hosts.origin_allowed(origin, host):
        return ""
    return origin or host or "？"


async def serve(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """A websocket of one of our own pages."""
    who = rate.who(scope)
    here = rate.is_here(who)
    if not here and _open[who] >= MOST:
        await refuse(scope, receive, send, JSONResponse({"error": MANY}, 429))
        return
    scope, send = overwhelmed.cuttable(scope, send)
    _open[who] += 1
    try:
        await app(
            _as_host(scope), _needed(receive, send, "" if here else who), _worded(scope, send)
        )
    except WebSocketDisconnected:
        pass  # cut off while its handler did something else; nobody is left to be told
    finally:
        _open[who] -= 1
        if not _open[who]:
            del _open[who]


def _as_host(scope: Scope) -> Scope:
    """What Streamlit compares is equal by our hand."""
    origin = Headers(scope=scope).get("origin")
    if origin is None:
        return scope
    # behind a proxy that keeps the Host to itself the two differ: the origin is known
    ours = urlsplit(origin).netloc.encode("latin-1")
    raw = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [*raw, (b"host", ours)]}


def _needed(receive: Receive, send: Send, who: str) -> Receive:
    """Messages that pages send, those of ``who`` slowed when there are many; '': not slowed.

    Whoever waits here is not read from meanwhile: a flood stays in its sender's memory.
    """

    async def receive_needed() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if message.get("text") is not None:  # Streamlit would raise, and the log tell it
                await send({"type": "websocket.close", "code": 1003})
                return {"type": "websocket.disconnect", "code": 1003}
            said = _said(message.get("bytes") or b"")
            kind = said and said.WhichOneof("type")
            if said and kind == "rerun_script":
                while who and (seconds := rate.runs.take(who)):
                    await asyncio.sleep(seconds)
                if any((_cleaned(said), _shortened(said))):
                    message = {**message, "bytes": said.SerializeToString()}
            if said is None or kind in NEEDED:
                return message

    return receive_needed


def _said(data: bytes) -> BackMsg | None:
    """A message; None if it is none (Streamlit closes)."""
    try:
        return BackMsg.FromString(data)
    except DecodeError:
        return None


def _cleaned(said: BackMsg) -> bool:
    """Take away what no component of ours says; whether there was such a thing.

    Streamlit would run into faults of its own with it, each a page of the log.
    """
    states = said.rerun_script.widget_states
    kept = [each for each in states.widgets if _fits(each)]
    if len(kept) == len(states.widgets):
        return False
    fresh = WidgetStates(widgets=kept)
    states.CopyFrom(fresh)
    return True


def _shortened(said: BackMsg) -> bool:
    """Take away words longer than any page's; whether there were such.

    Streamlit keeps what a window said last for two minutes after it has gone.
    """
    size, run = said.ByteSize(), said.rerun_script
    said.DiscardUnknownFields()
    del run.cached_message_hashes[MOST_HASHES:]
    for part in (run, run.context_info):
        for field, value in part.ListFields():
            if isinstance(value, str) and len(value) > LONGEST:
                part.ClearField(field.name)
    return said.ByteSize() != size


def _fits(state: WidgetState) -> bool:
    """Events of our components are JSON under names of their own; buttons and frames the rest."""
    kind = state.WhichOneof("value")
    if len(state.id) > LONGEST:
        return False
    if state.id.startswith(STREAMLIT_INTERNAL_KEY_PREFIX):
        return kind == "json_trigger_value" and _is_json(state.json_trigger_value)
    if state.id.rpartition("-")[2] in BUTTONS:
        return kind == "trigger_value"
    small = len(state.json_value) <= LONGEST
    return kind == "json_value" and small and _is_json(state.json_value)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _worded(scope: Scope, send: Send) -> Send:
    """A refusal before the handshake in words, like all others."""
    accepted = False

    async def send_worded(message: Message) -> None:
        nonlocal accepted
        accepted = accepted or message["type"] == "websocket.accept"
        if message["type"] == "websocket.close" and not accepted:
            await refuse(scope, None, send, JSONResponse({"error": NOT_HERE}, 403))
        else:
            await send(message)

    return send_worded


async def refuse(scope: Scope, receive: Receive | None, send: Send, answer: Response) -> None:
    """An answer instead of a handshake; plainly closed where the server knows no other."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(scope, receive, send)  # type: ignore[arg-type]
