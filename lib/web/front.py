"""The page that Streamlit serves before any script runs, in the dashboard's language."""

from __future__ import annotations

import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import text
from lib.render import render
from lib.sitemap import PATHS, Page

LANG = (b'<html lang="en">', b'<html lang="zh-CN">')
TITLE = b"<title>Streamlit</title>"
NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.S)
WORDS = render("noscript.html").encode()


class Front:
    """Wraps the application; changes only HTML that is Streamlit's own empty page."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_html(message):
                start.update(message)  # kept until the whole body is there
            elif not start:
                await send(message)
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = translated(b"".join(parts), scope["path"])
                    MutableHeaders(scope=start)["content-length"] = str(len(body))
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, send_changed)


def _is_html(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def translated(body: bytes, path: str = "/") -> bytes:
    """Streamlit's page in Chinese, with what a link to ``path`` tells; other HTML as it is."""
    if LANG[0] not in body or b'id="root"' not in body:
        return body
    page = PATHS.get(f"/{path.strip('/').partition('/')[0]}", PATHS["/"])
    return NO_SCRIPT.sub(WORDS, body.replace(*LANG).replace(TITLE, preview(page)))


@cache
def preview(page: Page) -> bytes:
    """Title and description in the first HTML: what chat programs show of a link."""
    title = text.NAME if page.path == "/" else f"{page.title} · {text.NAME}"
    return render("preview.html", title=title, says=page.says, name=text.NAME).strip().encode()
