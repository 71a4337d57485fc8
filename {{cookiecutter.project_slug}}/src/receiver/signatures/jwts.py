"""JWTs: RS256 tokens held against published keys, their claims, and a given clock."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import TypeAlias

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, RSAKey
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from receiver.errors import KeyUnknown, SignatureInvalid
from receiver.signatures.certificates import public_key

Claims: TypeAlias = dict[str, ClaimsOption]
"""What a claim must be: joserfc's options by name."""
ALGORITHMS = ["RS256"]


def key_set(document: bytes) -> KeySet | RSAKey:
    """Return the keys of a JWK set, or that of a certificate in PEM; raises `ValueError`."""
    if document.startswith(b"-----BEGIN"):
        return RSAKey.import_key(public_key(document))
    try:
        return KeySet.import_key_set(json.loads(document))
    except (JoseError, KeyError, TypeError, AttributeError, RecursionError):
        message = "is no JWK set with a key in it"
        raise ValueError(message) from None


def key_id(token: bytes) -> str:
    """Return the id of the key that a token names, unverified; empty for whatever is no token."""
    header = token.partition(b".")[0]
    try:
        return str(json.loads(urlsafe_b64decode(header + b"=" * (-len(header) % 4)))["kid"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def verify(token: bytes, document: bytes, expected: Claims, now: float) -> None:
    """Raise `SignatureInvalid` unless a token is signed, of now, and has the expected claims.

    `now` is in Unix seconds. Raises `KeyUnknown` if `document` lacks the key that it names.
    """
    registry = JWTClaimsRegistry(int(now), 0, **expected)
    try:
        registry.validate(jwt.decode(token, key_set(document), ALGORITHMS).claims)
    except InvalidKeyIdError:
        message = "the token is signed with a key that its sender does not publish"
        raise KeyUnknown(message) from None
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        cause = error.error if isinstance(error, JoseError) else "malformed"
        message = f"the token does not verify: {cause}"
        raise SignatureInvalid(message) from None


def sign(claims: Mapping[str, object], key: bytes, identity: str) -> str:
    """Return a token with these claims, signed with a private key in PEM."""
    header = {"alg": "RS256", "kid": identity}
    return jwt.encode(header, dict(claims), RSAKey.import_key(key), ALGORITHMS)
