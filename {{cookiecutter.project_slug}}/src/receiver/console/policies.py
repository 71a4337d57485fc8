"""Policies: the headers by which a browser is told what a page may do, which is next to nothing.

No script, style or picture but our own files, no frame around it, no page in any cache. Links to
other hosts do not tell where they stood (`same-origin`, for with `no-referrer` our own forms would
come without an `Origin`).
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
}


class PoliciesMiddleware:
    """Adds the headers to each answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and see to its answer."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                missing = ((name.encode(), value.encode()) for name, value in HEADERS.items())
                message["headers"] += [each for each in missing if each[0] not in given]
            await send(message)

        await self._app(scope, receive, answer)
