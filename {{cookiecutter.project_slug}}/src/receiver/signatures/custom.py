"""Custom ways of signing: two plain functions of a provider, where the algebra ends."""

from collections.abc import Callable
from dataclasses import dataclass

from receiver.messages import Message
from receiver.signatures.key_pairs import KeyPairs
from receiver.signatures.secrets import SecretFormat
from receiver.signatures.signing import Request
from receiver.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """What a provider's own functions verify and sign.

    `verify` returns the index of the key that fits and raises what a `Scheme` raises, and
    nothing else. `sign` does what the sender would, with ``trust.keys[0]`` as its key and
    `now` in Unix seconds. `says` names the way for people, `where` the place of the
    signature. `secret` is None for senders that share none; `pairs` makes test keys then.
    """

    says: str
    where: str
    verify: Callable[[Message, Trust, float], int]
    sign: Callable[[Request, Trust, int], Request]
    secret: SecretFormat | None
    headers: frozenset[bytes] = frozenset()
    pairs: KeyPairs | None = None
    url: bool = False

    def covers_url(self) -> bool:
        """Say whether the URL is signed."""
        return self.url

    def hides(self, name: bytes) -> bool:
        """Say whether the header of this name holds the signature."""
        return name in self.headers
