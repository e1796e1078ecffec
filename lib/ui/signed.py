"""How long a signing-in counts: twelve hours, and not a moment after signing out.

Streamlit's cookie lives for thirty days and knows of no end before; whoever copied it could
go on. So the server remembers who signed out, beside the store: also over a restart, and
for every process that serves the same store.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from lib import files, paths, role, trail

HOURS = 12
AHEAD = 300.0  # seconds that the provider's clock may be ahead
MOST = 64 * 2**10  # bytes of the file after which what is over is left out
log = logging.getLogger("guixiang")
_lock = threading.Lock()
_here: dict[str, float] = {}  # where the file cannot be written


def counts(claims: Mapping[str, Any], now: float | None = None) -> bool:
    """Whether an identity token still stands for somebody who is signed in."""
    now = time.time() if now is None else now
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False  # every provider says when; without it there is no end
    return -AHEAD <= now - issued < HOURS * 3600 and key_of(claims) not in ended()


def key_of(claims: Mapping[str, Any]) -> str:
    """What tells one signing-in from all others; says nothing of the person."""
    own = "\n".join(str(claims.get(name)) for name in ("iss", "sub", "iat", "sid"))
    return hashlib.sha256(own.encode()).hexdigest()


def sign_out() -> None:
    """End this signing-in here, then the browser's."""
    claims = st.user.to_dict()
    end(key_of(claims))
    trail.note(paths.store_path(), "退出", str(claims.get("email") or claims.get("sub") or ""))
    st.logout()


def end(key: str, now: float | None = None) -> None:
    """Remember that a signing-in has ended."""
    now = time.time() if now is None else now
    with _lock:
        _here[key] = now
        if role.is_reader():
            return
        path = _file()
        try:
            known = _read(path)
            if path.exists() and path.stat().st_size > MOST:
                young = {each: at for each, at in known.items() if now - at < HOURS * 3600}
                files.write(path, "".join(map(_line, young.items())).encode("ascii"))
            with path.open("a", encoding="ascii") as file:
                file.write(_line((key, now)))
        except OSError:
            log.exception("a signing-out is remembered by this process only")


def ended() -> set[str]:
    """The signings-in that have ended."""
    return {*_here, *_read(_file())}


def _file() -> Path:
    store = paths.store_path()
    return store.with_name(f"{store.name}-signed-out")


def _line(pair: tuple[str, float]) -> str:
    return f"{pair[0]} {pair[1]:.0f}\n"


def _read(path: Path) -> dict[str, float]:
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = [line.split(" ") for line in lines]
    return {pair[0]: float(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdecimal()}
