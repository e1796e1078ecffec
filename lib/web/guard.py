"""ASGI middleware: security headers on every answer, unknown pages led home."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import hosts, paths, trail
from lib.sitemap import PATHS
from lib.web import rate, sockets
from lib.web.words import OTHER

#: Streamlit needs inline styles, blob modules and eval (Vega); nothing outside, but
#: the pictures of tile servers that the configuration names
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        f"img-src 'self' data: blob:{''.join(f' {host}' for host in paths.tile_hosts())}",
        "font-src 'self' data:",
        "connect-src 'self'{sockets} blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
#: first segments that Streamlit and we serve besides pages
SERVED = {
    "_stcore", "static", "component", "media", "vendor", "app", "api", "export", "print",
    "live", "plain", "oauth2callback", "auth", "favicon.png", "index.html", "manifest.json",
}  # fmt: skip
#: what Streamlit's front end asks below a page's path to find its base path
BELOW_PAGES = ("_stcore/health", "_stcore/host-config", "_stcore/stream")
LONGEST = 60
AMPERSAND = b"&amp;"
READING = ("GET", "HEAD", "OPTIONS")
#: Streamlit's own figures and its interface for programs: nothing for readers
INNER = ("/_stcore/metrics", "/_stcore/agent")
#: the way to the provider, and back
SIGNING = ("/auth/login", "/oauth2callback")
#: paths that take other methods
WRITABLE: tuple[str, ...] = ("/live/scene",)


class Guard:
    """Wraps the application; see the module."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        https = scope.get("scheme") in ("https", "wss")
        secure = https or paths.public_address().startswith("https:")

        async def send_guarded(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                for name, value in headers_for(host).items():
                    MutableHeaders(scope=message)[name] = value
                if secure:
                    _secured(message)
            await send(message)

        if scope["type"] == "websocket":
            await self._socket(scope, receive, send_guarded)
        else:
            await (refusal(scope, host) or elsewhere(scope) or self.app)(
                scope, receive, send_guarded
            )

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only pages of our own hosts."""
        if stranger := sockets.foreign(scope):
            _told(scope, f"别处的网页：{stranger}")
            words = JSONResponse({"error": sockets.FOREIGN}, 403)
            await sockets.refuse(scope, receive, send, words)
        else:
            await sockets.serve(self.app, scope, receive, send)


def headers_for(host: str) -> dict[str, str]:
    """What every answer to a request for this host bears."""
    return HEADERS | {"Content-Security-Policy": policy(host)}


def _secured(message: Message) -> None:
    """Cookies of the sign-in only over TLS; Streamlit leaves that out."""
    message["headers"] = [
        (name, value + b"; Secure")
        if name.lower() == b"set-cookie" and b"secure" not in value.lower()
        else (name, value)
        for name, value in message["headers"]
    ]


def refusal(scope: Scope, host: str) -> Response | None:
    """The answer to a foreign host, and to who would write; None for all others."""
    if scope["path"] in SIGNING and (seconds := rate.signing.take(rate.who(scope))):
        _told(scope, "登录太频繁")
        return rate.slower(seconds)
    if host and not hosts.host_allowed(host):
        _told(scope, f"不是看板的地址：{host}")
        words = "这个地址不是看板的地址；维护人员可以在 GUIXIANG_HOSTS 里写上它。"
        return JSONResponse({"error": words}, status_code=421)
    if len(Headers(scope=scope).getlist("host")) > 1:  # one for us, another for whom?
        return JSONResponse({"error": OTHER}, status_code=400)
    if scope["path"].startswith(INNER) and not paths.inner_open():
        return JSONResponse({"error": "这里不对外开放。"}, status_code=404)
    if scope["method"] not in READING and scope["path"] not in WRITABLE:
        _told(scope, f"{scope['method']} {scope['path']}")
        # no widget of ours uses Streamlit's upload endpoint; nothing else writes
        return JSONResponse({"error": "这里只能读取；填报请到“进展填报”页。"}, status_code=405)
    return None


def _told(scope: Scope, says: str) -> None:
    """A refusal in the trail, one a minute for each address."""
    who = rate.who(scope)
    if not rate.lines.take(who):
        trail.note(paths.store_path(), "拒绝", who, says)


def elsewhere(scope: Scope) -> Response | None:
    """The way to the page that is meant: an address copied with its escapes, an unknown page."""
    if scope["method"] == "GET" and AMPERSAND in scope.get("query_string", b""):
        # copied out of a page's source or a mail
        clean = scope["query_string"].replace(AMPERSAND, b"&").decode("latin-1")
        return RedirectResponse(f"/{quote(scope['path'].lstrip('/'))}?{clean}", status_code=302)
    lost = lost_page(scope["path"]) if scope["method"] in ("GET", "HEAD") else None
    return None if lost is None else RedirectResponse(f"/?missing={quote(lost)}", status_code=302)


def policy(host: str) -> str:
    """The security policy; web sockets go to the host that was asked, nowhere else."""
    own = f" ws://{host} wss://{host}" if hosts.is_plain(host) else ""
    return POLICY.replace("{sockets}", own)


def lost_page(path: str) -> str | None:
    """The unknown page that ``path`` asks for, shortened; None if it is known."""
    first, _, rest = path.strip("/").partition("/")
    if not first or first in SERVED or rest.endswith(BELOW_PAGES):
        return None
    if f"/{first}" in PATHS and (not rest or rest.startswith(("static/", "media/", "component/"))):
        return None
    return path.strip("/")[:LONGEST]
