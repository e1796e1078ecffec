"""``/export/card/<page>.png``: what a link to a page looks like in a chat program."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib import clock
from lib.exports import catalogue, pictures
from lib.scenes.card import card
from lib.sitemap import PATHS
from lib.web.answers import MEDIA, Unfit
from lib.web.workshop import worked

#: programs that show links keep the picture themselves
KEPT = {"Cache-Control": "public, max-age=3600"}


def _file(request: Request) -> Response:
    """Today's card of one page; 404 for an unknown one, 503 without a font."""
    path = catalogue.CARDS.get(request.url.path)
    if path is None:
        raise Unfit("没有这张图", 404)
    if not pictures.has_chinese_font():
        raise Unfit("服务器上没有中文字体，所以没有画；请维护人员安装 fonts-noto-cjk", 503)
    body = pictures.png_of(card(PATHS[path], clock.today().isoformat()))
    return Response(body, media_type=MEDIA["png"], headers=KEPT)


def routes() -> list[Route]:
    """One route for all cards."""
    return [worked("/export/card/{file}", _file)]
