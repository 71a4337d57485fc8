"""Tokens that Google's library signs, and the documents by which it verifies them."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from google.auth import crypt, jwt, transport

from tests.oracles import keys

if TYPE_CHECKING:
    from senders import Sender

    from receiver.signatures.signing import Request

KEY_ID = "receiver-test-key"


@dataclass
class Response:
    """What a URL yields."""

    data: bytes
    status: int = 200
    headers: Any = None


@dataclass
class Certificates(transport.Request):
    """A transport that has the same document at every URL."""

    document: dict[str, Any]

    def __call__(self, *_: Any, **__: Any) -> Response:  # noqa: ANN401 - the library's protocol
        """Return it."""
        return Response(json.dumps(self.document).encode())


def _claims(our: Sender, now: int, **other: object) -> dict[str, object]:
    """Return the claims that Google makes; None leaves one out."""
    found = {
        "iss": "https://accounts.google.com",
        "sub": "113774264463038321964",
        "azp": "113774264463038321964",
        "aud": our.options["audience"],
        "email": our.options["email"],
        "email_verified": True,
        "iat": now,
        "exp": now + 3600,
    }
    return {name: value for name, value in {**found, **other}.items() if value is not None}


def sent(our: Sender, request: Request, **other: object) -> Request:
    """Return a request with a token that the library signed."""
    signer = crypt.RSASigner(keys.rsa(our.key), KEY_ID)  # type: ignore[no-untyped-call]  # as yet
    claims = _claims(our, int(time.time()), **other)
    token: bytes = jwt.encode(signer, claims)  # type: ignore[no-untyped-call]  # as yet
    return request.with_headers({"Authorization": f"Bearer {token.decode()}"})


def _number(value: int) -> str:
    """Return a number as JWKs write it."""
    data = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return urlsafe_b64encode(data).decode().rstrip("=")


def key_set(pem: bytes, *names: str) -> dict[str, Any]:
    """Return a key's public half as Google publishes its own, once by each name."""
    public = keys.rsa(pem).public_key().public_numbers()
    same = {"kty": "RSA", "alg": "RS256", "use": "sig"}
    numbers = {"n": _number(public.n), "e": _number(public.e)}
    return {"keys": [{**same, **numbers, "kid": name} for name in names]}
