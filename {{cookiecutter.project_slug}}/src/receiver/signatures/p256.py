"""ECDSA with the curve P-256 and SHA-256, of which we know the public key (FIPS 186-5)."""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from receiver.signatures import pem
from receiver.signatures.encodings import BASE64, Encoding
from receiver.signatures.key_pairs import KeyPairs
from receiver.signatures.secrets import SecretFormat

ALGORITHM = ec.ECDSA(SHA256())


def _private(key: bytes) -> ec.EllipticCurvePrivateKey:
    return pem.read(key, ec.EllipticCurvePrivateKey)  # type: ignore[type-abstract]  # never instantiated


def _make() -> bytes:
    return pem.written(ec.generate_private_key(ec.SECP256R1()))


def _public(key: bytes) -> bytes:
    return _der(_private(key).public_key())


def _loaded(der: bytes) -> ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_der_public_key(der)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from None
    if not (isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1"):
        message = "is no public key of the curve P-256"
        raise ValueError(message)
    return key


def _der(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


PAIRS = KeyPairs(_make, _public)


@dataclass(frozen=True, slots=True)
class P256:
    """ECDSA over the SHA-256 of the content, its signature in DER; the key is SPKI in DER."""

    encoding: Encoding = BASE64
    pairs: KeyPairs = PAIRS

    def __str__(self) -> str:
        return f"ECDSA P-256, {self.encoding.name}"

    def fits(self, key: bytes, content: bytes, signatures: Sequence[bytes]) -> bool:
        """Say whether one of the signatures is of the key; malformed ones are passed over."""
        public = _loaded(key)
        return any(self._is_of(public, content, each) for each in signatures)

    def sign(self, key: bytes, content: bytes) -> bytes:
        """Return the signature that a private key, in PEM, makes."""
        return self.encoding.encode(_private(key).sign(content, ALGORITHM))

    def _is_of(self, public: ec.EllipticCurvePublicKey, content: bytes, signature: bytes) -> bool:
        try:
            public.verify(self.encoding.decode(signature), content, ALGORITHM)
        except (InvalidSignature, ValueError):
            return False
        return True


SPKI = SecretFormat(
    "a P-256 public key in base64, without the lines of PEM around it",
    lambda text: _der(_loaded(b64decode(text, validate=True))),
    shared=False,
)
