"""One window of the fuzz: sends turns, reads what the page becomes."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import suppress

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.fuzz.judge import TRACE
from tests.fuzz.nasty import MARK
from tests.fuzz.turns import Turn

PATIENCE = 60.0  # seconds for one run
SHORT = 0.05  # seconds for messages that get no answer
SECRET = "a secret for tests only, forty characters"
TOKEN = generate_xsrf_token_string()
BROKEN = "这一页没能打开".encode()


def cookies(address: str, who: str) -> dict[str, str]:
    """Headers of a window in which somebody is signed in."""
    person = {"origin": address, "is_logged_in": True, "iat": int(time.time()), "sub": who,
              "email": f"{who}@example.cn", "name": who}  # fmt: skip
    user = create_signed_value(SECRET, "_streamlit_user", json.dumps(person)).decode()
    return {"Cookie": f'_streamlit_xsrf={TOKEN}; _streamlit_user="{user}"'}


class Session:
    """A window, opened again whenever the server closes it."""

    def __init__(self, address: str, who: str = ""):
        self._address, self._who = address, who
        self._line: ClientConnection | None = None
        self._odd = False
        self._ids: list[str] = []
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []

    def take(self, turn: Turn) -> None:
        """One step; what is wrong with it is kept."""
        line = self._line = self._line or self._opened()
        try:
            if turn.states and not turn.hash:  # so that there is what the states are about
                line.send(Turn(page=turn.page, query=turn.query).message([]))
                self._read(line, PATIENCE, turn)
            data = turn.message(self._ids)
            for _ in range(turn.times):
                line.send(data)
            self._read(line, SHORT if turn.data else PATIENCE, turn)
        except ConnectionClosed as closed:
            self.seen[f"closed {closed.rcvd.code if closed.rcvd else '?'}"] += 1
            if not turn.data and not self._odd:
                self.wrong.append(f"closed at {turn!r:.300}")
            self._line = None
        self._odd = bool(turn.data)  # the server may close after it, in its own time
        if turn.times > 1:  # how many runs become of a crowd is Streamlit's: begin anew
            self.close()

    def close(self) -> None:
        """Leave the window, whatever runs in it."""
        if self._line:
            self._line.close()
        self._line, self._ids = None, []

    def _opened(self) -> ClientConnection:
        headers = cookies(self._address, self._who) if self._who else {}
        protocols = ["streamlit", TOKEN] if self._who else ["streamlit"]
        self._ids = []
        return connect(
            self._address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=protocols,
            origin=self._address,
            additional_headers=headers,
            max_size=None,
            close_timeout=1,
        )

    def _read(self, line: ClientConnection, patience: float, turn: Turn) -> None:
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            with suppress(TimeoutError):
                raw = line.recv(timeout=left)
                if self._judged(ForwardMsg.FromString(raw), raw, turn):
                    return
        if patience == PATIENCE:
            self.wrong.append(f"no end of the run: {turn!r:.300}")

    def _judged(self, said: ForwardMsg, raw: bytes, turn: Turn) -> bool:
        """Look at one message; whether a run ends with it."""
        kind = said.WhichOneof("type")
        if kind == "script_finished":
            self.seen["runs"] += 1
            return True
        if kind == "git_info_changed" or kind == "file_urls_response":
            self.wrong.append(f"{kind} at {turn!r:.300}")
        if kind == "new_session":
            self._ids = []
        element = said.delta.new_element
        body = element.html.body
        if element.WhichOneof("type") == "exception" or BROKEN in raw or TRACE in raw:
            self.wrong.append(f"fault at {turn!r:.300}: {element.exception.message[:100]}")
        if MARK in body:
            self.wrong.append(f"markup of a stranger at {turn!r:.300}")
        for each in (element.bidi_component.id, element.component_instance.id, element.button.id):
            if each:
                self._ids.append(each)
                name = each.rpartition("-")[2]
                self.seen[name if len(name) < 20 else "map"] += 1
        return False
