"""A provider under test: its sample as signed by the sender, and what is made of variations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from receiver import providers
from receiver.deliveries import Delivery
from receiver.messages import Message
from receiver.providers.base import Source
from receiver.signing import encoded, sign

NOW = 1_760_000_000
SECRET = "0f9b3c5d7a1e84c20f9b3c5d7a1e84c2"


@dataclass(frozen=True)
class Messenger:
    """Sends signed messages in the way of one provider, and receives them."""

    provider: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def deliver(self, body: bytes, **headers: str) -> Delivery:
        """Sign and receive a body; header names are written with underscores."""
        sent = dict(self.headers) | {name.replace("_", "-"): text for name, text in headers.items()}
        declared = providers.load(self.provider)
        lines = sign(declared.scheme, sent, body, SECRET, NOW)
        source = Source(self.provider, self.provider, declared, (declared.scheme.secret(SECRET),))
        return source.receive(Message("POST", "", encoded(lines), body), NOW)[0]
