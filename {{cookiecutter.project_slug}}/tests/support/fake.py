"""A provider that no project has, its sender, and handlers that remember: for every shared test."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from receiver.assembly import Parts
from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.headers import Header
from receiver.messages import Message
from receiver.observability import tracing
from receiver.observability.metrics import Metrics
from receiver.providers.base import Provider, Sample
from receiver.routers import optional
from receiver.services import strategies
from receiver.services.keys import Keys
from receiver.services.verification import Source, Verified
from receiver.settings import Settings
from receiver.signatures.signing import Request, encoded, sign
from receiver.trust import Trust
from schemes import SCHEME

SECRET = "fake-key-0f9b3c5d7a1e"
OLD_SECRET = "fake-key-of-last-year"

PROVIDER = Provider(
    title="Fake",
    docs="https://example.org/webhooks",
    scheme=SCHEME,
    id=(Header("Fake-Id"),),
    event=(Header("Fake-Event"),),
    deadline=10,
    retries="never",
    ours=True,
    samples=(Sample("ping", "{}", {"Fake-Id": "{id}", "Fake-Event": "ping"}),),
)


def source(name: str = "fake", *secrets: str) -> Source:
    """Return a source of the fake provider."""
    keys = tuple(secret.encode() for secret in secrets or (SECRET,))
    return Source(name, "fake", PROVIDER, Trust(keys=keys))


def signed(
    body: bytes = b"{}",
    *,
    event: str = "ping",
    delivery_id: str | None = None,
    secret: str = SECRET,
    now: float | None = None,
) -> dict[str, str]:
    """Return the headers with which the fake sender would send `body`."""
    headers = {"Fake-Id": delivery_id or uuid4().hex, "Fake-Event": event}
    at = int(time.time() if now is None else now)
    return dict(sign(SCHEME, Request("", headers, body), secret.encode(), at).headers)


def message(headers: Mapping[str, str], body: bytes = b"{}") -> Message:
    """Return a request as the middleware reads it."""
    return Message("POST", "", encoded(headers), body)


def received(source: Source, message: Message, now: float | None = None) -> Delivery:
    """Return the one delivery that a source makes of a message, now or at another time."""
    outcome = source.receive(message, time.time() if now is None else now)
    assert isinstance(outcome, Verified)
    (found,) = outcome.deliveries
    return found


def delivery(delivery_id: str = "d-1", **values: Any) -> Delivery:  # noqa: ANN401 - any field
    """Return a delivery of the fake sender, received now."""
    usual = {"source": "fake", "provider": "fake", "event": "ping", "body": b"{}"}
    return Delivery(**{**usual, "id": delivery_id, "received_at": datetime.now(UTC), **values})


def settings(**values: Any) -> Settings:  # noqa: ANN401 - any setting
    """Return settings that neither the environment nor `.env` has a say in, quick to retry."""
    quick = {"retry_base": 0.01, "retry_cap": 0.02, "sweep_interval": 0.05}
    return Settings.model_construct(**{**Settings().model_dump(), **quick, **values})


def parts(
    handlers: Iterable[Callable[..., Any]] = (),
    *,
    sources: Iterable[Source] = (),
    **values: Any,  # noqa: ANN401 - any setting
) -> Parts:
    """Return the parts of a service with fake sources and these handlers."""
    chosen = settings(**values)
    return Parts(
        settings=chosen,
        sources={each.name: each for each in sources or [source()]},
        handlers=collect(handlers, AsyncSession),
        strategy=strategies.chosen(chosen),
        metrics=Metrics(),
        keys=Keys(),
        traced=tracing.chosen().opened,
        console=optional.console(chosen),
    )
