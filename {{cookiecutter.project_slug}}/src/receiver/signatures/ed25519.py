"""Ed25519: signatures with a key pair of which we know the public half (RFC 8032)."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from receiver.signatures import pem
from receiver.signatures.encodings import HEX, Encoding
from receiver.signatures.key_pairs import KeyPairs
from receiver.signatures.secrets import SecretFormat


def _private(key: bytes) -> Ed25519PrivateKey:
    return pem.read(key, Ed25519PrivateKey)  # type: ignore[type-abstract]  # never instantiated


def _make() -> bytes:
    return pem.written(Ed25519PrivateKey.generate())


def _public(key: bytes) -> bytes:
    return _private(key).public_key().public_bytes_raw()


PAIRS = KeyPairs(_make, _public)


@dataclass(frozen=True, slots=True)
class Ed25519:
    """Ed25519 over the content itself; the key is the 32 bytes of the public key."""

    encoding: Encoding = HEX
    pairs: KeyPairs = PAIRS

    def __str__(self) -> str:
        return f"Ed25519, {self.encoding.name}"

    def fits(self, key: bytes, content: bytes, signatures: Sequence[bytes]) -> bool:
        """Say whether one of the signatures is of the key; malformed ones are passed over."""
        public = Ed25519PublicKey.from_public_bytes(key)
        return any(self._is_of(public, content, each) for each in signatures)

    def sign(self, key: bytes, content: bytes) -> bytes:
        """Return the signature that a private key, in PEM, makes."""
        return self.encoding.encode(_private(key).sign(content))

    def _is_of(self, public: Ed25519PublicKey, content: bytes, signature: bytes) -> bool:
        try:
            public.verify(self.encoding.decode(signature), content)
        except (InvalidSignature, ValueError):
            return False
        return True


def _key(raw: bytes) -> bytes:
    """Return the raw key; raises `ValueError` unless it is one."""
    return Ed25519PublicKey.from_public_bytes(raw).public_bytes_raw()


HEX_PUBLIC_KEY = SecretFormat(
    "an Ed25519 public key of 64 hex digits",
    lambda text: _key(HEX.decode(text.lower().encode())),
    shared=False,
)
BASE64_PUBLIC_KEY = SecretFormat(
    "an Ed25519 public key in base64",
    lambda text: _key(b64decode(text, validate=True)),
    shared=False,
)
WHPK = SecretFormat(
    "whpk_ and an Ed25519 public key in base64",
    lambda text: _key(b64decode(_after_whpk(text), validate=True)),
    start="whpk_",
    shared=False,
)
"""https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""


def _after_whpk(text: str) -> str:
    """Return what follows `whpk_`; a `whsec_` secret must never be taken for a public key."""
    if not text.startswith("whpk_"):
        raise ValueError
    return text.removeprefix("whpk_")
