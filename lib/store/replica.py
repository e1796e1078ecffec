"""Litestream beside the store: its own tables, and the word that a write has left the machine."""

from __future__ import annotations

import json
import logging
import socket
import sqlite3
import threading
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from lib import role

#: Litestream keeps tables of this name in each store that it copies; they are none of ours
TABLES = "_litestream_*"
HAS_TABLES = "select count(*) from sqlite_master where name glob :tables"
UNSURE = "副本还没有确认：这台机器现在坏了会丢这一笔，请告诉维护人员。"
WAIT = 10  # seconds for the replica's answer
log = logging.getLogger("guixiang")
_own = threading.local()  # of a thread: whether its last write was confirmed


def is_replicated(connection: sqlite3.Connection) -> bool:
    """Whether Litestream has its tables in this store."""
    return bool(connection.execute(HAS_TABLES, {"tables": TABLES}).fetchone()[0])


def confirm(path: Path) -> bool:
    """Wait until the replica has what was just written; False when it did not say so.

    Only with ``GUIXIANG_SYNC``. The write stands in any case: what is missing is the promise
    that it outlives this machine, and the log says so.
    """
    _own.confirmed = _confirmed(path)
    return _own.confirmed


def unsure() -> str:
    """What to add when this thread's last write is not known to be on the replica; else ''."""
    return "" if getattr(_own, "confirmed", True) else UNSURE


def _confirmed(path: Path) -> bool:
    address = role.sync_socket()
    if not address:
        return True
    try:
        answer = _asked(address, {"path": str(path.resolve()), "wait": True, "timeout": WAIT})
    except (OSError, HTTPException, AttributeError):  # not there; Windows knows no such sockets
        log.warning("已写入本机，副本没有确认：%s 连不上", address)
        return False
    except ValueError as error:
        log.warning("已写入本机，副本没有确认：litestream 说 %s", error)
        return False
    if answer.get("txid") != answer.get("replicated_txid"):
        log.warning("已写入本机，副本还没有跟上：%s", answer)
        return False
    return True


def _asked(address: str, question: dict[str, object]) -> dict[str, object]:
    """Litestream's answer; it speaks HTTP over the socket."""
    connection = HTTPConnection("localhost", timeout=WAIT + 2)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(WAIT + 2)
    try:
        connection.sock.connect(address)
        head = {"Content-Type": "application/json"}
        connection.request("POST", "/sync", json.dumps(question), head)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise ValueError(body.decode("utf-8", "replace").strip() or answer.status)
        found = json.loads(body)
        return found if isinstance(found, dict) else {}
    finally:
        connection.close()
