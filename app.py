"""The ASGI entry: ``streamlit run app.py``.

The main script is ``lib/shell.py``: beside it lies no ``pages`` folder, so
Streamlit never falls back to its own list of pages.
"""

import lib  # noqa: F401  # isort: skip  # looks at the version of Python before any library

from pathlib import Path

import js_lib_leaflet
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from lib import paths
from lib.web import (
    answers,
    api,
    cards,
    charts,
    deck,
    downloads,
    files,
    follow,
    mapfiles,
    news,
    plain,
)
from lib.web.access import Access
from lib.web.base import Base
from lib.web.front import Front
from lib.web.guard import Guard
from lib.web.packed import Packed
from lib.web.start import SHELL, lifespan
from lib.web.words import Words

LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"

app = st.App(
    SHELL,
    lifespan=lifespan,
    routes=[
        *api.routes(),
        *follow.routes(),
        *files.routes(),
        *cards.routes(),
        *deck.routes(),
        *mapfiles.routes(),
        *charts.routes(),
        *downloads.routes(),
        *plain.routes(),
        Mount("/vendor/leaflet", StaticFiles(directory=LEAFLET)),
        *answers.nothing(),
    ],
    middleware=[
        Middleware(Access, told=paths.access_told()),
        Middleware(Base, base=paths.base()),
        Middleware(Guard),
        Middleware(news.Asked),
        Middleware(Packed),
        Middleware(Front),
        Middleware(Words),
    ],
)
