"""Contents: the deliveries that a verified message holds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from receiver import traceparents
from receiver.deliveries import Delivery
from receiver.fields import find_any, find_first, ordering_of
from receiver.messages import Message
from receiver.providers.base import Provider

NEVER_STORED = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
"""Headers that may hold credentials; the signature's own header is left out as well."""


class Common(NamedTuple):
    """What all deliveries of one message have of it."""

    headers: Mapping[str, str]
    received_at: datetime
    traceparent: str | None
    request_id: str | None


class Contents:
    """Takes apart what comes from one source, which has a provider of this name."""

    def __init__(self, source: str, provider_name: str, provider: Provider) -> None:
        self._source = source
        self._provider_name = provider_name
        self._provider = provider
        self._stored_name = lru_cache(1000)(self._name)

    def deliveries(self, message: Message, now: float) -> tuple[Delivery, ...]:
        """Return the deliveries in their order, one but for batches; raises `Malformed`.

        `now` is in Unix seconds.
        """
        if self._provider.body == "json":
            message.json()
        common = Common(
            message.headers(self._stored_name),
            datetime.fromtimestamp(now, UTC),
            traceparents.read(message.only(traceparents.HEADER)),
            message.request_id,
        )
        batch = self._provider.batch
        if batch is None:
            return (self._delivery(message, common),)
        bodies = batch.split(message.body, message.content_type())
        return tuple(self._delivery(message.with_body(each), common) for each in bodies)

    def _delivery(self, message: Message, common: Common) -> Delivery:
        """Return the delivery that a message, or one part of a batch, is."""
        provider = self._provider
        once = provider.once
        return Delivery(
            source=self._source,
            provider=self._provider_name,
            id=find_first("id", provider.id, message),
            event=find_first("event", provider.event, message),
            body=message.body,
            content_type=message.content_type(),
            headers=common.headers,
            received_at=common.received_at,
            traceparent=common.traceparent,
            request_id=common.request_id,
            once=find_first("value used once", (once,), message) if once else None,
            ordering=ordering_of(find_any(provider.ordering, message)),
        )

    def _name(self, header: bytes) -> str:
        """Return the name under which a header is stored, empty if it is not."""
        hidden = header in NEVER_STORED or self._provider.scheme.hides(header)
        return "" if hidden else header.decode("latin-1")
