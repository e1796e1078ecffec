"""Scenes as HTML: sections for the live page, and one file for a laptop without network."""

from __future__ import annotations

from markupsafe import Markup

from lib import text
from lib.exports.printing import qr
from lib.maps.drawn import picture
from lib.render import HERE, deck_style, render
from lib.render.scripts import one_script
from lib.scenes.laid import spots
from lib.scenes.model import Code, Deck, Map
from lib.scenes.pictures import Tiles


def sections(deck: Deck, *, small: bool = False) -> tuple[tuple[str, Markup], ...]:
    """Every scene's id and its section; ``small`` ones are for a list: no notes, no ids."""
    pictures = _pictures(deck)
    return tuple(
        (scene.id, render("section.html", deck=deck, scene=scene, pictures=pictures, small=small))
        for scene in deck.scenes
    )


def joined(parts: tuple[tuple[str, Markup], ...], chosen: str = "") -> Markup:
    """The sections in order; ``chosen`` (else the first) is shown until the script runs."""
    known = {id for id, _ in parts}
    shown = chosen if chosen in known else parts[0][0]
    return Markup("").join(
        # as text: markup's own replace would escape the quotation mark
        Markup(str(part).replace('class="scene', 'class="on scene', 1)) if id == shown else part
        for id, part in parts
    )


def _pictures(deck: Deck) -> dict:
    """Data URIs of the maps and codes, places of the fields, by part."""
    found = {}
    for scene in deck.scenes:
        for box in scene.boxes:
            if isinstance(box.part, Map):
                found[box.part] = picture(box.part.drawing)
            elif isinstance(box.part, Code):
                found[box.part] = qr(box.part.address)
            elif isinstance(box.part, Tiles):
                found[box.part] = spots(box.part, box.width, box.height)
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
        script=Markup(one_script(HERE / "deck" / "deck.js")),
        sections=joined(sections(deck)),
    )
    return page.encode()
