"""The fair minimum: an empty Streamlit app with the same garbage-collector care."""

import gc
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit.runtime import exists as runtime_exists

PATIENCE = 30  # seconds to wait for the server


def warm_up() -> None:
    """What ``lib.web.start`` does too: take what is loaded out of the collector's way."""
    deadline = time.monotonic() + PATIENCE
    while not runtime_exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict]:
    """Warm up beside the first visitor, as ours does."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield {}


app = st.App(Path(__file__).parent / "page.py", lifespan=lifespan)
