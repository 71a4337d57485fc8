"""Verification: the one way a message becomes deliveries, or the answer to a handshake.

The order is fixed: nothing of the body is read before the signature over its raw bytes
fits, but for the questions that a sender asks unsigned.
"""

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from receiver.deliveries import Delivery
from receiver.errors import BodyEncoded, MethodWrong, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.base import Provider
from receiver.services.contents import Contents
from receiver.trust import Trust


@dataclass(frozen=True, slots=True)
class Verified:
    """The deliveries that a message holds, in their order, and which of the keys signed it."""

    deliveries: tuple[Delivery, ...]
    key: int


Outcome: TypeAlias = Verified | Reply


@dataclass(frozen=True, slots=True)
class Source:
    """One configured sender: a provider, and what this one is trusted by.

    `test_key` is the public half of the key pair that `receiver send` signs with, if there
    is one, for providers whose keys are fetched.
    """

    name: str
    provider_name: str
    provider: Provider
    trust: Trust
    test_key: bytes = field(default=b"", repr=False)
    contents: Contents = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make ready once what each message needs."""
        contents = Contents(self.name, self.provider_name, self.provider)
        object.__setattr__(self, "contents", contents)

    def methods(self) -> list[str]:
        """Return the methods that the sender uses: one for deliveries, others to ask."""
        return ["POST", *sorted({each.method for each in self.provider.handshakes} - {"POST"})]

    def check(self, message: Message) -> None:
        """Refuse what is wrong before the body is read: the method, an encoded body."""
        if message.method != "POST" and message.method not in self.methods():
            detail = f"{message.method} is not how deliveries come: send a POST"
            raise MethodWrong(detail, self.methods())
        if (message.header(b"content-encoding") or b"identity").lower() != b"identity":
            detail = "the body has a Content-Encoding: send it as it was signed"
            raise BodyEncoded(detail)

    def receive(self, message: Message, now: float, document: bytes = b"") -> Outcome:
        """Return the deliveries that a message holds, or the reply to a handshake.

        `now` is in Unix seconds, `document` what the provider's `fetched_key` yielded. Raises
        a `ReceiverError` and nothing else.
        """
        self.check(message)
        trust = replace(self.trust, document=document) if document else self.trust
        greets = bool(self.provider.handshakes)
        if greets and (reply := self._greet(message, trust, signed=False)):
            return reply
        if message.method != "POST":
            detail = f"this {message.method} is no handshake: send deliveries with POST"
            raise MethodWrong(detail, self.methods())
        try:
            key = self.provider.scheme.verify(message, trust, now)
        except SignatureInvalid as error:
            error.status = self.provider.rejection
            raise
        if greets and (reply := self._greet(message, trust.by(key), signed=True)):
            return reply
        return Verified(self.contents.deliveries(message, now), key)

    def _greet(self, message: Message, trust: Trust, *, signed: bool) -> Reply | None:
        """Return the reply to a handshake, if this is one."""
        asked = (
            each.answer(message, trust)
            for each in self.provider.handshakes
            if each.signed is signed and each.method == message.method
        )
        return next(filter(None, asked), None)
