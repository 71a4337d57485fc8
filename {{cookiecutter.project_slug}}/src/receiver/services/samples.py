"""Samples: what a sender would send, signed as it would sign it."""

import time
from dataclasses import dataclass
from secrets import token_hex

from receiver.providers.base import Provider, Sample
from receiver.signing import sign


@dataclass(frozen=True, slots=True)
class Request:
    """A signed request that is ready to be sent."""

    event: str
    headers: dict[str, str]
    body: bytes


def sample(provider: Provider, event: str | None) -> Sample:
    """Return the provider's sample of an event, or its first one; `KeyError` if it has none."""
    by_event = {each.event: each for each in provider.samples}
    return by_event[event or next(iter(by_event), "")]


def signed(
    provider: Provider, secret: str, event: str | None = None, delivery_id: str | None = None
) -> Request:
    """Return a sample signed now, with a fresh id unless one is given."""
    chosen = sample(provider, event)
    identity = delivery_id or token_hex(6)
    body = chosen.body.replace("{id}", identity).encode()
    headers = {name: value.replace("{id}", identity) for name, value in chosen.headers.items()}
    signature = sign(provider.scheme, headers, body, secret, int(time.time()))
    return Request(chosen.event, signature, body)
