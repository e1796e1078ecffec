"""Make every page's parts once, so that the first visitor finds them ready.

A module of ``lib.screens`` names them: ``PARTS`` are drawn for the plain view of its page,
``DAILY`` and ``allowed`` are asked for the day.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from lib.screens.view import View
from lib.sitemap import PAGES
from lib.ui import map_frame, present


def open_every_page(as_of: str) -> None:
    """Fill the caches for the plain view of every page on that day."""
    for page in PAGES:
        name = f"lib.screens.{page.file.stem}"
        if find_spec(name) is None:  # all of it is done by lib.ui
            continue
        screen = import_module(name)
        for ask in (getattr(screen, "allowed", None), *getattr(screen, "DAILY", ())):
            if ask:
                ask(as_of)
        for part in screen.PARTS:
            part(View(page.path, as_of))
    map_frame.arguments(as_of)
    present.allowed(as_of)
    present.prepare(View("/present", as_of))
