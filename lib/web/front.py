"""The page that Streamlit serves before any script runs, in the dashboard's language."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import escape
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import paths, text
from lib.render import link, render, style_address
from lib.sitemap import PATHS, Page

LANG = b'<html lang="en">'
#: our scripts read the base there
BASE = f' data-base="{paths.base()}"' if paths.base() else ""
HTML = f'<html lang="zh-CN"{BASE}>'.encode()
TITLE = b"<title>Streamlit</title>"
END = b"</body>"
NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.S)
#: said by a plain script while the page stays empty
TOO_OLD = (
    "这个浏览器太旧，打不开实时看板（要 Chrome、Edge 112，Firefox 127，Safari 17 或更新的版本）；"
    "正在打开数都一样的简明页面。"
)
NO_LINK = (
    "页面还没有连上服务器。请刷新；一直这样，多半是中间的代理没有放行 WebSocket，"
    "请把这一句告诉维护人员。"
)
TO_PLAIN = "打开简明页面"


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
                    body = translated(
                        b"".join(parts), scope["path"], scope.get("query_string", b"")
                    )
                    MutableHeaders(scope=start)["content-length"] = str(len(body))
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(_unpacked(scope), receive, send_changed)


def _unpacked(scope: Scope) -> Scope:
    """A page is asked for as it is: packed, its words could not be changed."""
    if f"/{scope['path'].strip('/').partition('/')[0]}" not in PATHS:
        return scope
    kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return {**scope, "headers": kept}


def _is_html(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def translated(body: bytes, path: str = "/", query: bytes = b"") -> bytes:
    """Streamlit's page in Chinese, with what a link to ``path`` tells; other HTML as it is."""
    if LANG not in body or b'id="root"' not in body:
        return body
    page = PATHS.get(f"/{path.strip('/').partition('/')[0]}", PATHS["/"])
    words = render("noscript.html", plain=plain_of(page, query.decode("latin-1"))).encode()
    told = body.replace(LANG, HTML).replace(TITLE, preview(page)).replace(END, _sheet() + END)
    return NO_SCRIPT.sub(lambda _: words, told)


@cache
def _sheet() -> bytes:
    # asked for once more when it does not come: nothing else brings it
    again = "this.onerror=null;this.href+='&again=1'"
    where = f'href="{escape(style_address())}" onerror="{again}"'
    return f'<link rel="stylesheet" data-gx="stylesheet" {where}>'.encode()


def plain_of(page: Page, query: str) -> str:
    """The plain page of the same address."""
    return link(f"/plain{page.path}") + (f"?{query}" if query else "")


@cache
def preview(page: Page) -> bytes:
    """Title, description and picture in the first HTML: what chat programs show of a link."""
    title = text.NAME if page.path == "/" else f"{page.title} · {text.NAME}"
    # chat programs want the whole address; without a public one it is left to the reader's
    image = f"{paths.public_address() or paths.base()}/export/card/{page.file.stem}.png"
    told = render(
        "preview.html", title=title, says=page.says, name=text.NAME, image=image,
        style=style_address(),
    )  # fmt: skip
    waiting = render(
        "waiting.html",
        too_old=TOO_OLD,
        no_link=NO_LINK,
        to_plain=TO_PLAIN,
        base=link("/").removesuffix("/"),
    )
    return (told + waiting).strip().encode()
