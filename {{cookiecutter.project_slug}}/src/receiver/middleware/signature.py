"""Signatures: nothing below `/webhooks/` gets past here unverified.

What gets past carries its deliveries in the request's state and no body any more, so that
no router can read what was not verified. Handshakes are answered here.
"""

import time
from collections.abc import Callable

import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Answer

from receiver.errors import ReceiverError, SourceUnknown
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.middleware.body import ClientGone, nothing
from receiver.middleware.budget import Share
from receiver.middleware.paths import PATH, public_url, source_name
from receiver.middleware.reading import Reader
from receiver.observability.metrics import Metrics
from receiver.services.keys import Keys
from receiver.services.receiving import receive as outcome_of
from receiver.services.sources import Sources
from receiver.services.verification import Outcome, Source
from receiver.settings import Settings

log = structlog.get_logger()


class SignatureMiddleware:
    """Reads the body up to the cap, verifies it, and hands the delivery on."""

    def __init__(  # noqa: PLR0913 - what the composition root hands in
        self,
        app: ASGIApp,
        *,
        sources: Sources,
        metrics: Metrics,
        settings: Settings,
        keys: Keys,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._app = app
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
        source = self._sources.get(name)
        label = name if source else "unknown"
        began = time.perf_counter()
        share = self._reader.share()

        async def timed(message: Answer) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                self._metrics.ack_seconds.observe(time.perf_counter() - began)
            elif not message.get("more_body"):  # what goes on after the answer needs no body
                scope.get("state", {}).pop("deliveries", None)
                share.give_back()

        try:
            outcome = await self._verify(source, scope, receive, share)
            if isinstance(outcome, Reply):
                self._metrics.handshakes.labels(label).inc()
                log.info("handshake.answered", source=label, status=outcome.status)
                await as_response(outcome)(scope, nothing, timed)
                return
            self._metrics.verified.labels(label, outcome.key).inc()
            scope.setdefault("state", {})["deliveries"] = outcome.deliveries
            del outcome
            scope["path"] = scope.get("root_path", "") + PATH + name
            await self._app(scope, nothing, timed)
        except ReceiverError as error:
            self._metrics.rejected.labels(label, error.reason).inc()
            log.warning("delivery.rejected", source=label, status=error.status, reason=error.reason)
            raise
        except ClientGone:
            log.info("delivery.abandoned", source=label)
        finally:
            share.give_back()

    async def _verify(
        self, source: Source | None, scope: Scope, receive: Receive, share: Share
    ) -> Outcome:
        if source is None:
            message = "no source of this name is configured here"
            raise SourceUnknown(message)
        url = public_url(self._public_url, scope)
        head = Message(scope["method"], url, scope["headers"], b"")
        source.check(head)
        head.body = await self._reader.read(head, scope, receive, share)
        return await outcome_of(source, head, self._clock(), self._keys)


def as_response(reply: Reply) -> Response:
    """Return the response that a reply is."""
    return Response(reply.body, reply.status, reply.headers)
