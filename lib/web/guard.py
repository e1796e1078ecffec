"""ASGI middleware: security headers on every answer, unknown pages led home."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import paths
from lib.sitemap import PATHS

#: Streamlit needs inline styles, blob modules and eval (Vega); nothing outside, but
#: the pictures of tile servers that the configuration names
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        f"img-src 'self' data: blob:{''.join(f' {host}' for host in paths.tile_hosts())}",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
#: first segments that Streamlit and we serve besides pages
SERVED = {
    "_stcore", "static", "component", "media", "vendor", "app", "api", "export", "print",
    "live", "oauth2callback", "auth", "favicon.png", "index.html", "manifest.json",
}  # fmt: skip
#: what Streamlit's front end asks below a page's path to find its base path
BELOW_PAGES = ("_stcore/health", "_stcore/host-config", "_stcore/stream")
LONGEST = 60
READING = ("GET", "HEAD", "OPTIONS")
#: paths that take other methods
WRITABLE: tuple[str, ...] = ("/live/scene",)


class Guard:
    """Wraps the application; see the module."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if scope["method"] not in READING and scope["path"] not in WRITABLE:
            # no widget of ours uses Streamlit's upload endpoint; nothing else writes
            answer = JSONResponse(
                {"error": "这里只能读取；填报请到“进展填报”页。"}, status_code=405
            )
            await answer(scope, receive, send_guarded)
            return
        lost = lost_page(scope["path"]) if scope["method"] in ("GET", "HEAD") else None
        if lost is None:
            await self.app(scope, receive, send_guarded)
        else:
            answer = RedirectResponse(f"/?missing={quote(lost)}", status_code=302)
            await answer(scope, receive, send_guarded)


def lost_page(path: str) -> str | None:
    """The unknown page that ``path`` asks for, shortened; None if it is known."""
    first, _, rest = path.strip("/").partition("/")
    if not first or first in SERVED or rest.endswith(BELOW_PAGES):
        return None
    if f"/{first}" in PATHS and (not rest or rest.startswith(("static/", "media/", "component/"))):
        return None
    return path.strip("/")[:LONGEST]
