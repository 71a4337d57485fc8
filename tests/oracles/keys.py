"""Private keys out of PEM, for libraries that sign with them; each is read once, and checked."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from nacl.signing import SigningKey


@cache
def ed25519(pem: bytes) -> SigningKey:
    """Return PyNaCl's key of an Ed25519 private key."""
    key = load_pem_private_key(pem, None)
    assert isinstance(key, Ed25519PrivateKey)
    return SigningKey(key.private_bytes_raw())


@cache
def p256(pem: bytes) -> EllipticCurvePrivateKey:
    """Return an elliptic-curve private key."""
    key = load_pem_private_key(pem, None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key


@cache
def rsa(pem: bytes) -> RSAPrivateKey:
    """Return an RSA private key."""
    key = load_pem_private_key(pem, None)
    assert isinstance(key, RSAPrivateKey)
    return key
