"""A session without a browser: reruns by Streamlit's own messages, nothing is painted.

On a machine with two cores a browser that paints takes the server's time; what the
server needs for a rerun is measured alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.sync.client import ClientConnection, connect

from tests.bench.browser import REST
from tests.bench.servers import PATIENCE, Server


@dataclass(frozen=True)
class Cost:
    """What one change cost, in ms.

    ``wall``: from the request to the last message; ``cpu``: of the server's process;
    ``script``: the part of ``wall`` that its script runs took, ``runs`` of them.
    """

    wall: float
    cpu: float
    script: float
    runs: int


class Wire:
    """One connection to a server, as a window would hold it."""

    def __init__(self, server: Server, socket: ClientConnection):
        self.server = server
        self.idle = 0.0
        self._socket = socket
        self._page = ""

    def open(self, href: str) -> None:
        """Go to another page, twice: the first run of a session does more."""
        for _ in range(2):
            self._page = ""
            self._rerun(href)

    def change(self, href: str) -> Cost:
        """Another address of the same page; what it cost the server."""
        runs, cpu, start = len(self.server.runs()), self.server.cpu(), time.perf_counter()
        self._rerun(href)
        wall = (time.perf_counter() - start) * 1000
        time.sleep(REST)
        elapsed = (time.perf_counter() - start) * 1000
        new = self.server.runs()[runs:]
        return Cost(wall, self.server.cpu() - cpu - self.idle * elapsed, sum(new), len(new))

    def _rerun(self, href: str) -> None:
        path, _, query = href.partition("?")
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = query
        asked.context_info.url = self.server.url + path
        if self._page:
            asked.page_script_hash = self._page
        else:
            asked.page_name = path.strip("/")
        self._socket.send(message.SerializeToString())
        while True:
            said = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE))
            kind = said.WhichOneof("type")
            if kind == "navigation":
                self._page = _shown(said.navigation, path)
            elif kind == "script_finished":
                return


def _shown(navigation: Navigation, path: str) -> str:
    """The hash of the page that runs; ``RuntimeError`` when it is another than asked."""
    here = navigation.page_script_hash
    pages = {page.page_script_hash: page for page in navigation.app_pages}
    name = "" if pages[here].is_default else pages[here].url_pathname
    if name != path.strip("/"):
        raise RuntimeError(f"{path} asked, {name!r} shown")
    return here


@contextmanager
def wired(server: Server) -> Iterator[Wire]:
    """A connection, closed in the end."""
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=server.url, max_size=None) as socket:
        yield Wire(server, socket)
