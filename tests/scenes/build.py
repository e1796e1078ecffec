"""Decks of the real store, the demo store and past days."""

from __future__ import annotations

from lib import clock
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.story import gather


def deck(id: str = "whole", as_of: str = "", address: str = "http://board.local"):
    """One deck of the current store."""
    day = as_of or clock.today().isoformat()
    rows = projects(day)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    return decks.build(gather(day, decks.choice_of(id, names), address=address))
