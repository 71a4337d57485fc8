"""Schemes: what a sender signs and where it puts the result, as data, and one verifier.

A `Scheme` is fixed by the source. Nothing that a request brings can choose another
algorithm, another header or another secret. Everything is compared as bytes and in
constant time, and the verifier raises nothing but `SignatureInvalid` and `TimestampOutside`.
"""

from dataclasses import dataclass

from receiver.errors import Malformed, SignatureInvalid
from receiver.messages import Message
from receiver.places import Place
from receiver.signatures.algorithms import HMAC_SHA256, Algorithm
from receiver.signatures.key_pairs import KeyPairs
from receiver.signatures.parts import Body, Items, Part, Url
from receiver.signatures.reading import Found, items_in, value_of
from receiver.signatures.secrets import TEXT, SecretFormat
from receiver.signatures.timestamps import Timestamp
from receiver.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a sender signs. The defaults are the plainest: hex of the body's HMAC-SHA256.

    A signature begins with `prefix`, and may begin with `optional_prefix`.
    """

    place: Place
    items: Items | None = None
    prefix: bytes = b""
    optional_prefix: bytes = b""
    content: tuple[Part, ...] = (Body(),)
    algorithm: Algorithm = HMAC_SHA256
    timestamp: Timestamp | None = None
    secret: SecretFormat = TEXT

    def verify(self, message: Message, trust: Trust, now: float) -> int:
        """Return the index of the key that the message was signed with.

        `now` is in Unix seconds. Raises `SignatureInvalid` or `TimestampOutside`.
        """
        try:
            items = items_in(self.place, self.items, message)
            content = b"".join([value_of(part, message, items) for part in self.content])
            index = self._matched(trust, content, items)
            if self.timestamp:
                text = value_of(self.timestamp.place, message, items)
                self.timestamp.of(trust).check(text, now)
        except Malformed as error:
            raise SignatureInvalid(error.detail) from None
        return index

    @property
    def pairs(self) -> KeyPairs | None:
        """Return what makes test keys, for algorithms with a public key."""
        return self.algorithm.pairs

    def covers_url(self) -> bool:
        """Say whether the URL is signed, which only the public URL of the service can tell."""
        return Url() in self.content

    def hides(self, name: bytes) -> bool:
        """Say whether the header of this name holds the signature."""
        return self.place.hides(name)

    def _matched(self, trust: Trust, content: bytes, items: Found) -> int:
        signatures = [
            each.removeprefix(self.prefix).removeprefix(self.optional_prefix)
            for each in items[self.items.signature if self.items else b""]
            if each.startswith(self.prefix)
        ]
        for index, key in enumerate(trust.keys):
            if self.algorithm.fits(key, content, signatures):
                return index
        message = f"the signature in {self.place} fits none of the source's secrets"
        raise SignatureInvalid(message)
