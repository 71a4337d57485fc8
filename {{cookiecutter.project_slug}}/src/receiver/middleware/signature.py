"""Signatures: nothing below `/webhooks/` gets past here unverified.

What gets past carries its `Delivery` in the request's state and no body any more, so that
no router can read what was not verified.
"""

import asyncio
import time
from collections.abc import Callable

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Answer

from receiver.errors import ReadTimeout, ReceiverError, SourceUnknown
from receiver.messages import Message
from receiver.middleware.body import ClientGone, nothing, read_body
from receiver.observability.metrics import Metrics
from receiver.providers.base import Source, check_form
from receiver.services.sources import Sources
from receiver.settings import Settings

PATH = "/webhooks/"

log = structlog.get_logger()


class SignatureMiddleware:
    """Reads the body up to the cap, verifies it, and hands the delivery on."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        sources: Sources,
        metrics: Metrics,
        settings: Settings,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._app = app
        self._sources = sources
        self._metrics = metrics
        self._settings = settings
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Verify requests below `/webhooks/`; let every other one through."""
        name = source_name(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        source = self._sources.get(name)
        label = name if source else "unknown"
        began = time.perf_counter()

        async def timed(message: Answer) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                self._metrics.ack_seconds.observe(time.perf_counter() - began)

        try:
            await self._verify(source, scope, receive)
            await self._app(scope, nothing, timed)
        except ReceiverError as error:
            self._metrics.rejected.labels(label, error.reason).inc()
            log.warning("delivery.rejected", source=label, status=error.status, reason=error.reason)
            raise
        except ClientGone:
            log.info("delivery.abandoned", source=label)

    async def _verify(self, source: Source | None, scope: Scope, receive: Receive) -> None:
        if source is None:
            message = "no source of this name is configured here"
            raise SourceUnknown(message)
        head = Message(scope["method"], "", scope["headers"], b"")
        check_form(head)
        head.body = await self._read(receive)
        delivery, secret = source.receive(head, self._clock())
        self._metrics.verified.labels(source.name, secret).inc()
        scope.setdefault("state", {})["delivery"] = delivery
        scope["path"] = scope.get("root_path", "") + PATH + source.name

    async def _read(self, receive: Receive) -> bytes:
        """Return the whole body; stops reading at the cap and at the time limit."""
        try:
            async with asyncio.timeout(self._settings.read_timeout):
                return await read_body(receive, self._settings.body_cap)
        except TimeoutError:
            message = f"the body was not complete after {self._settings.read_timeout:g} s"
            raise ReadTimeout(message) from None


def source_name(scope: Scope) -> str | None:
    """Return what follows `/webhooks/` in the path, or None for any other path.

    A proxy's prefix (`root_path`) and a trailing slash do not count.
    """
    if scope["type"] != "http":
        return None
    path: str = scope["path"]
    prefix = scope.get("root_path", "")
    if path.startswith(f"{prefix}/"):
        path = path.removeprefix(prefix)
    if not path.startswith(PATH):
        return None
    return path.removeprefix(PATH).removesuffix("/")
