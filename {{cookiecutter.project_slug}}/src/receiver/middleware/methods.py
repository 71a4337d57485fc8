"""Methods: those of HTTP itself; any other is refused before it becomes a label of a metric.

Some servers hand over whatever word stands there.
https://www.rfc-editor.org/rfc/rfc9110#section-9.1
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

KNOWN = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}


class MethodsMiddleware:
    """Answers 501 to a method that nobody here has ever heard of."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let requests through, but for those."""
        if scope["type"] == "http" and scope["method"] not in KNOWN:
            await PlainTextResponse("Not Implemented", 501)(scope, receive, send)
            return
        await self._app(scope, receive, send)
