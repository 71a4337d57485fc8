"""Closing: while the service stops, each answer is the last one on its connection."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSE = (b"connection", b"close")


class ClosingMiddleware:
    """Tells senders that keep connections to go elsewhere with their next delivery."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Mark answers that begin when the service is about to stop."""
        service = scope.get("state", {}).get("running")
        if scope["type"] != "http" or service is None:
            await self._app(scope, receive, send)
            return

        async def last(message: Message) -> None:
            if service.stopping and message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), CLOSE]
            await send(message)

        await self._app(scope, receive, last)
