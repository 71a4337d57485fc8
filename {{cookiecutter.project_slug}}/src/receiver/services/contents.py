"""Contents: the deliveries that a verified message holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from receiver.deliveries import Delivery
from receiver.fields import find_any, find_first, ordering_of
from receiver.messages import Message
from receiver.providers.base import Provider

NEVER_STORED = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
"""Headers that may hold credentials; the signature's own header is left out as well."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What all deliveries of one message have in common."""

    source: str
    provider_name: str
    provider: Provider
    headers: Mapping[str, str]
    received_at: datetime

    def delivery(self, message: Message) -> Delivery:
        """Return the delivery that a message, or one part of a batch, is."""
        once = self.provider.once
        return Delivery(
            source=self.source,
            provider=self.provider_name,
            id=find_first("id", self.provider.id, message),
            event=find_first("event", self.provider.event, message),
            body=message.body,
            content_type=message.content_type(),
            headers=self.headers,
            received_at=self.received_at,
            once=find_first("value used once", (once,), message) if once else None,
            ordering=ordering_of(find_any(self.provider.ordering, message)),
        )


def deliveries(
    source: str, provider_name: str, provider: Provider, message: Message, now: float
) -> tuple[Delivery, ...]:
    """Return the deliveries in their order, one but for batches; raises `Malformed`.

    `now` is in Unix seconds.
    """
    if provider.body == "json":
        message.json()

    def hides(name: bytes) -> bool:
        return name in NEVER_STORED or provider.scheme.hides(name)

    headers, received_at = message.headers_but(hides), datetime.fromtimestamp(now, UTC)
    contents = Contents(source, provider_name, provider, headers, received_at)
    if provider.batch is None:
        return (contents.delivery(message),)
    bodies = provider.batch.split(message.body, message.content_type())
    return tuple(contents.delivery(message.with_body(body)) for body in bodies)
