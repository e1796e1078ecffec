"""What no answer and no page may be."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from http.client import HTTPException, HTTPResponse

from lib.web.guard import HEADERS
from tests.fuzz.asks import Ask
from tests.fuzz.nasty import MARK

PATIENCE = 90.0  # seconds for one answer; two files may be made before it
HAN = re.compile("[\u4e00-\u9fff]")
TRACE = b"Traceback (most recent call last)"
#: Streamlit's own files; they hold all words of its front end
BUNDLES = (b" /static/", b" /component/", b" /vendor/leaflet")
OURS = (*HEADERS, "Content-Security-Policy")


def answered(port: int, ask: Ask) -> tuple[int, list[str]]:
    """Send one request; the status (0: none was to come) and what is wrong."""
    with socket.create_connection(("localhost", port), timeout=PATIENCE) as line:
        with suppress(OSError):  # refused before all was sent: the answer may be there
            line.sendall(ask.data)
        if not ask.whole:
            return 0, []
        answer = HTTPResponse(line, method=ask.method)
        try:
            answer.begin()
            body = b"" if answer.status == 101 else answer.read()
        except TimeoutError:
            return 0, [f"no answer in {PATIENCE:.0f} s"]
        except (HTTPException, OSError) as error:
            return 0, [f"no answer: {error!r}"]
    return answer.status, wrong(answer, body, ask)


def wrong(answer: HTTPResponse, body: bytes, ask: Ask) -> list[str]:
    """All that is wrong with an answer."""
    status, found = answer.status, []
    if status == 101:
        return []
    if status >= 500 and status != 503:
        found.append(f"status {status}")
    if status >= 400 and ask.method != "HEAD" and not in_words(body):
        found.append(f"{status} not in words: {body[:80]!r}")
    missing = [name for name in OURS if name not in answer.headers]
    if missing:
        found.append(f"{status} without {missing[0]}")
    if status == 429 and "Retry-After" not in answer.headers and b"/live/" not in ask.data:
        found.append("429 does not say when")
    kind = answer.headers.get("Content-Type", "")
    if not any(room in ask.data[:40] for room in BUNDLES):
        if TRACE in body:
            found.append("a traceback")
        if kind.startswith(("text/html", "image/svg")) and MARK.encode() in body:
            found.append("markup of a stranger")
    if "\n" in str(answer.headers.get("Set-Cookie", "")) or answer.headers.get("X-A"):
        found.append("a header of a stranger")
    return found


def in_words(body: bytes) -> bool:
    """Whether a refusal is JSON with a Chinese sentence."""
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and bool(HAN.search(str(said.get("error") or said)))
