"""Files are read as in the server, beside other threads."""

from __future__ import annotations

import threading

import pytest


@pytest.fixture(scope="session", autouse=True)
def another_thread():
    """A server has many threads, so a file's process comes from a small one kept for that.

    Alone, as the command line is, it would be a fork of the process of the tests, which has
    grown: thrice the time of everything else in a case.
    """
    over = threading.Event()
    thread = threading.Thread(target=over.wait, daemon=True)
    thread.start()
    yield
    over.set()
    thread.join()
