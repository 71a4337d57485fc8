"""Signatures: nothing below `/webhooks/` gets past here unverified.

What is verified goes to the endpoint as deliveries, and not as a request: no body is read there
that was not verified. Handshakes are answered here.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from receiver.deliveries import Delivery
from receiver.errors import ReceiverError, SourceUnknown
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.middleware.answers import give
from receiver.middleware.body import ClientGone
from receiver.middleware.budget import Share
from receiver.middleware.paths import public_url, source_name
from receiver.middleware.reading import Reader
from receiver.observability.metrics import Metrics
from receiver.services.keys import Keys
from receiver.services.receiving import receive as outcome_of
from receiver.services.running import Running
from receiver.services.sources import Sources
from receiver.services.verification import Outcome, Source
from receiver.settings import Settings

log = structlog.get_logger()

Endpoint: TypeAlias = Callable[
    [tuple[Delivery, ...], Running], Awaitable[tuple[Reply, Sequence[int]]]
]
"""Takes the deliveries of a verified message; returns the answer, and what to hint at then."""


class SignatureMiddleware:
    """Reads the body up to the cap, verifies it, and hands the deliveries to the endpoint."""

    def __init__(  # noqa: PLR0913 - what the composition root hands in
        self,
        app: ASGIApp,
        *,
        endpoint: Endpoint,
        sources: Sources,
        metrics: Metrics,
        settings: Settings,
        keys: Keys,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._app = app
        self._endpoint = endpoint
        self._sources = sources
        self._metrics = metrics
        self._public_url = settings.public_url
        self._reader = Reader(settings)
        self._keys = keys
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Verify requests below `/webhooks/`; let every other one through."""
        name = source_name(scope)
        if name is None:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        share = self._reader.share()
        try:
            reply, new = await self._receive(name, scope, receive, share)
            await give(reply, send)
            self._metrics.ack_seconds.observe(time.perf_counter() - began)
        except ReceiverError as error:
            label = name if name in self._sources else "unknown"
            self._metrics.rejected(label, error.reason).inc()
            log.warning("delivery.rejected", source=label, status=error.status, reason=error.reason)
            raise
        except ClientGone:
            log.info("delivery.abandoned", source=name)
            return
        finally:
            share.give_back()
        if new:
            await scope["state"]["running"].notify(new)

    async def _receive(
        self, name: str, scope: Scope, receive: Receive, share: Share
    ) -> tuple[Reply, Sequence[int]]:
        """Return what is to be answered, and what is to be hinted at then."""
        source = self._sources.get(name)
        if source is None:
            message = "no source of this name is configured here"
            raise SourceUnknown(message)
        outcome = await self._verify(source, scope, receive, share)
        if isinstance(outcome, Reply):
            self._metrics.handshakes(name).inc()
            log.info("handshake.answered", source=name, status=outcome.status)
            return outcome, ()
        self._metrics.verified(name, outcome.key).inc()
        return await self._endpoint(outcome.deliveries, scope["state"]["running"])

    async def _verify(
        self, source: Source, scope: Scope, receive: Receive, share: Share
    ) -> Outcome:
        url = public_url(self._public_url, scope)
        request_id = scope["state"].get("request_id")
        head = Message(scope["method"], url, scope["headers"], b"", request_id)
        source.check(head)
        head.body = await self._reader.read(head, scope, receive, share)
        return await outcome_of(source, head, self._clock(), self._keys)
