"""Algorithms with a shared secret: HMAC, and the secret itself sent as a token."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from receiver.signatures.encodings import HEX, Encoding
from receiver.signatures.key_pairs import KeyPairs


class Algorithm(Protocol):
    """How a key makes a signature of content. Its own text (`str`) names it for people.

    `pairs` makes key pairs for tests, for algorithms whose secret is a public key.
    """

    @property
    def pairs(self) -> KeyPairs | None:
        """Return what makes key pairs, or None where sender and receiver share the key."""

    def fits(self, key: bytes, content: bytes, signatures: Sequence[bytes]) -> bool:
        """Say whether one of the signatures is the key's; false for whatever is malformed."""

    def sign(self, key: bytes, content: bytes) -> bytes:
        """Return the signature that the sender would send."""


@dataclass(frozen=True, slots=True)
class Hmac:
    """HMAC with a digest of the hash library, compared in constant time as it was written."""

    digest: Literal["sha1", "sha256", "sha512"] = "sha256"
    encoding: Encoding = HEX
    pairs: None = None

    def __str__(self) -> str:
        return f"HMAC-{self.digest.upper().replace('SHA', 'SHA-')}, {self.encoding.name}"

    def fits(self, key: bytes, content: bytes, signatures: Sequence[bytes]) -> bool:
        """Say whether one of the signatures is the key's; all of them are looked at."""
        expected = self.sign(key, content)
        return any([hmac.compare_digest(expected, each) for each in signatures])  # noqa: C419 - no early end

    def sign(self, key: bytes, content: bytes) -> bytes:
        """Return the encoded HMAC of the content."""
        code = _keyed(key, self.digest).copy()
        code.update(content)
        return self.encoding.encode(code.digest())


@lru_cache
def _keyed(key: bytes, digest: str) -> hmac.HMAC:
    """Return the HMAC of nothing yet; to begin with the key takes longer than a small body."""
    return hmac.new(key, digestmod=digest)


HMAC_SHA256 = Hmac()


@dataclass(frozen=True, slots=True)
class Token:
    """The secret itself, sent along: it proves the sender, and says nothing about the content."""

    pairs: None = None

    def __str__(self) -> str:
        return "the secret as a token"

    def fits(self, key: bytes, content: bytes, signatures: Sequence[bytes]) -> bool:  # noqa: ARG002 - the protocol's
        """Say whether one of the tokens is the key; all of them are looked at."""
        return any([hmac.compare_digest(key, each) for each in signatures])  # noqa: C419 - no early end

    def sign(self, key: bytes, content: bytes) -> bytes:  # noqa: ARG002 - the protocol's
        """Return the key."""
        return key
