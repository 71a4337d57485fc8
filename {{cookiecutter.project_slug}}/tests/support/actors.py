"""Actors: each plays the sender of a provider, towards a source that is configured for it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from receiver.errors import ReceiverError
from receiver.messages import Message
from receiver.providers.base import Provider
from receiver.services import samples
from receiver.services.verification import Source, Verified
from receiver.signatures.custom import Custom
from receiver.signatures.signing import Request, sign
from receiver.trust import Trust

URL = "https://hooks.example.com/webhooks"


@dataclass(frozen=True)
class Sender:
    """A provider's sender: `key` signs, `public` verifies, `text` is what an owner would set."""

    name: str
    provider: Provider
    key: bytes
    public: bytes
    text: str
    options: Mapping[str, str] = field(default_factory=dict)

    def source(self) -> Source:
        """Return the source that this sender is configured as."""
        keys = (self.public,) if self.provider.takes_a_secret() else ()
        trust = Trust(keys=keys, options=self.options)
        return Source(self.name, self.name, self.provider, trust)

    def request(self, event: str | None = None, delivery_id: str | None = None) -> Request:
        """Return a signed sample."""
        trust = Trust(keys=(self.key,), options=self.options)
        return samples.signed(self.provider, trust, event, delivery_id, f"{URL}/{self.name}")

    def unsigned(self, event: str | None = None) -> Request:
        """Return the same sample each time, without the header of its signature."""
        request, hides = self.request(event, "1250"), self.provider.scheme.hides
        headers = request.headers.items()
        kept = {name: value for name, value in headers if not hides(name.lower().encode())}
        return replace(request, headers=kept)

    def signed(self, request: Request, now: float) -> Request:
        """Return a request of our own, signed at a time in Unix seconds."""
        scheme, trust = self.provider.scheme, Trust(keys=(self.key,), options=self.options)
        if isinstance(scheme, Custom):
            return scheme.sign(request, trust, int(now))
        return sign(scheme, request, self.key, int(now))

    def status(self, request: Request, now: float | None = None) -> int:
        """Return the status that the source refuses a request with, now or then; 200 if not."""
        at = time.time() if now is None else now
        try:
            self.source().receive(request.message(), at, self.document())
        except ReceiverError as error:
            return error.status
        return 200

    def receive(self, message: Message, now: float) -> Verified:
        """Return what the source makes of a message that is no handshake."""
        outcome = self.source().receive(message, now, self.document())
        assert isinstance(outcome, Verified)
        return outcome

    def document(self) -> bytes:
        """Return what the key's URL would yield, for providers that fetch their keys."""
        return self.public if self.provider.fetched_key else b""

    def line(self, request: Request) -> dict[str, Any]:
        """Return a request as `receiver verify` reads it."""
        return {
            "provider": self.name,
            "secrets": [self.text],
            "method": "POST",
            "url": request.url,
            "headers": dict(request.headers),
            "body": request.body.decode(),
            "cert": self.document().decode(),
            **self.options,
        }

    def other(self) -> "Sender":
        """Return a sender of the same provider with another key."""
        pairs = self.provider.scheme.pairs
        return replace(self, key=pairs.make() if pairs else self.key[::-1])
