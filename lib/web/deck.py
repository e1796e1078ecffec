"""``/export/deck.html`` and ``/export/deck.pptx``: the deck that /present shows, as a file."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import hosts, paths
from lib.exports.catalogue import BY_PATH
from lib.rows.project_facets import choices
from lib.rows.projects import projects
from lib.scenes import decks
from lib.scenes.html import offline
from lib.scenes.model import Deck
from lib.scenes.story import gather
from lib.web.answers import Unfit, attachment, view_of
from lib.web.workshop import worked


def _slides(deck: Deck) -> bytes:
    from lib.scenes.slides import presentation  # heavy: when first drawn

    return presentation(deck)


MAKERS: dict[str, Callable[[Deck], bytes]] = {
    "/export/deck.html": offline,
    "/export/deck.pptx": _slides,
}
UNKNOWN = "没有这一套；有 whole、ten、office-科室标识、action-专项行动标识"


def _made(path: str, as_of: str, id: str, used: str) -> tuple[str, bytes] | None:
    rows = projects(as_of)
    names = {kind: choices(rows, kind) for kind in decks.SCOPED}
    choice = decks.choice_of(id, names)
    if choice is None:
        return None
    deck = decks.build(gather(as_of, choice, address=used))
    return deck.name, MAKERS[path](deck)


def _file(request: Request) -> Response:
    """One deck as a file; 404 for an unknown one."""
    as_of = view_of(request, "/present").as_of
    id = request.query_params.get("deck") or "whole"
    used = paths.public_address(hosts.address_of(str(request.base_url)))
    path = request.url.path
    made = _made(path, as_of, id, used)
    if made is None:
        raise Unfit(UNKNOWN, 404)
    name, body = made
    return attachment(body, f"{BY_PATH[path].file}-{name}", as_of, path.rpartition(".")[2])


def routes() -> list[Route]:
    """Both files."""
    return [worked(path, _file) for path in MAKERS]
