"""Samples: what a sender would send, signed as it would sign it."""

import time
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex

from receiver.providers.base import Provider, Sample
from receiver.signatures.custom import Custom
from receiver.signatures.signing import Request, sign
from receiver.trust import Trust


def sample(provider: Provider, event: str | None) -> Sample:
    """Return the provider's sample of an event, or its first one; `KeyError` if it has none."""
    by_event = {each.event: each for each in provider.samples}
    return by_event[event or next(iter(by_event), "")]


def signed(
    provider: Provider,
    trust: Trust,
    event: str | None = None,
    delivery_id: str | None = None,
    url: str = "",
) -> Request:
    """Return a sample signed now, with a fresh id unless one is given.

    ``trust.keys[0]`` is what the sender signs with: the secret, or its private key in PEM.
    `url` is the public URL of the endpoint.
    """
    chosen, now = sample(provider, event), int(time.time())
    identity = delivery_id or token_hex(6)
    headers = {name: filled(value, identity, now) for name, value in chosen.headers.items()}
    body = filled(chosen.body, identity, now).encode()
    request = Request(url, {"Content-Type": chosen.content_type, **headers}, body, chosen.event)
    if isinstance(provider.scheme, Custom):
        return provider.scheme.sign(request, trust, now)
    return sign(provider.scheme, request, trust.keys[0], now)


def filled(text: str, identity: str, now: int) -> str:
    """Return a sample's text with its places filled; `now` is in Unix seconds."""
    number = int(sha256(identity.encode()).hexdigest()[:12], 16)
    places = {
        "id": identity,
        "number": str(number),
        "now": str(now),
        "now_ms": f"{now}000",
        "now_iso": datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    for name, value in places.items():
        text = text.replace("{" + name + "}", value)
    return text
