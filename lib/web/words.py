"""Answers that the framework gives in English and bare text, said in words."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WORDS = {404: "没有这个地址；请从看板的页面上点链接", 405: "这个地址只能打开来读"}
OTHER = "这个请求读不懂；请从看板的页面上点链接"


class Words:
    """Wraps the application; changes only refusals in plain text."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        changed = False

        async def send_worded(message: Message) -> None:
            nonlocal changed
            if message["type"] == "http.response.start" and _is_bare(message):
                changed = True
                status = message["status"]
                answer = JSONResponse({"error": WORDS.get(status, OTHER)}, status_code=status)
                await answer(scope, receive, send)
            elif not changed:
                await send(message)

        await self.app(scope, receive, send_worded)


def _is_bare(message: Message) -> bool:
    kind = MutableHeaders(scope=message).get("content-type", "")
    # some of the framework's refusals do not even say what they are
    return 400 <= message["status"] < 500 and (not kind or kind.startswith("text/plain"))
