"""What a provider declares, and the one way a message becomes a verified delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from receiver.deliveries import Delivery
from receiver.errors import BodyEncoded, MethodWrong
from receiver.fields import Field, find_first
from receiver.messages import Message
from receiver.signatures import Scheme

NEVER_STORED = frozenset({b"authorization", b"cookie", b"proxy-authorization"})
"""Headers that may hold credentials; the signature's own header is left out as well."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A signed sample for `receiver send`: its event, its headers and its JSON body.

    ``{id}`` in a header or in the body is replaced by a fresh id each time.
    """

    event: str
    body: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """How one sender signs and names its deliveries. Data: a provider's file holds nothing else.

    `docs` links the sender's own documentation. `json` says that anything but JSON is
    malformed. `deadline` is how many seconds the sender waits for an answer, and `retries`
    what it does without one. `ours` marks senders that we write ourselves, which may be
    told about a payload that does not fit (422) before it is stored.
    """

    title: str
    docs: str
    scheme: Scheme
    id: tuple[Field, ...]
    event: tuple[Field, ...]
    samples: tuple[Sample, ...]
    retries: str
    deadline: float | None = None
    json: bool = True
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One configured sender: a provider and the live secrets, decoded."""

    name: str
    provider_name: str
    provider: Provider
    secrets: tuple[bytes, ...] = field(repr=False)

    def receive(self, message: Message, now: float) -> tuple[Delivery, int]:
        """Return the delivery that a message holds, and which of the secrets signed it.

        `now` is in Unix seconds. The order is fixed: nothing of the body is read before the
        signature over its raw bytes fits. Raises a `ReceiverError` and nothing else.
        """
        check_form(message)
        matched = self.provider.scheme.verify(message, self.secrets, now)
        if self.provider.json:
            message.json()
        delivery = Delivery(
            source=self.name,
            provider=self.provider_name,
            id=find_first("id", self.provider.id, message),
            event=find_first("event", self.provider.event, message),
            body=message.body,
            content_type=message.content_type(),
            headers=message.headers_except(NEVER_STORED | {self.provider.scheme.header.key}),
            received_at=datetime.fromtimestamp(now, UTC),
        )
        return delivery, matched


def check_form(message: Message) -> None:
    """Refuse what is wrong whoever sent it: another method than POST, an encoded body."""
    if message.method != "POST":
        detail = f"{message.method} is not how deliveries come: send a POST"
        raise MethodWrong(detail)
    if (message.header(b"content-encoding") or b"identity").lower() != b"identity":
        detail = "the body has a Content-Encoding: send it as it was signed"
        raise BodyEncoded(detail)
