"""Scenes as HTML: sections for the live page, and one file for a laptop without network."""

from __future__ import annotations

from markupsafe import Markup

from lib import text
from lib.exports.printing import qr
from lib.maps.drawn import picture
from lib.render import deck_style, own, render
from lib.scenes.model import Code, Deck, Map


def sections(deck: Deck, chosen: str = "") -> Markup:
    """Every scene as a section; ``chosen`` is the one shown until the script runs."""
    return render(
        "sections.html", deck=deck, pictures=_pictures(deck), chosen=chosen or deck.scenes[0].id
    )


def _pictures(deck: Deck) -> dict:
    """Data URIs of the maps and codes, by part."""
    found = {}
    for scene in deck.scenes:
        for box in scene.boxes:
            if isinstance(box.part, Map):
                found[box.part] = picture(box.part.drawing)
            elif isinstance(box.part, Code):
                found[box.part] = qr(box.part.address)
    return found


def offline(deck: Deck) -> bytes:
    """The deck as one HTML file that asks nobody for anything."""
    mark = "演示数据 · " if deck.demo else ""
    title = f"{mark}{text.FULL_NAME} · {deck.name} · {deck.as_of}"
    page = render(
        "deck.html",
        title=title,
        deck=deck,
        style=deck_style(),
        script=own("deck.js"),
        sections=sections(deck),
    )
    return page.encode()
