"""Google's library for tokens, with a certificate and keys of our own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from google.oauth2.id_token import verify_oauth2_token
from hypothesis import given
from hypothesis import strategies as st
from senders import Sender, sender

from tests.oracles.bodies import PLACES, PRINTABLE, RANDOMLY, respelled
from tests.oracles.google_tokens import KEY_ID, Certificates, key_set, sent
from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("google_pubsub")
AUDIENCE = OURS.options["audience"]


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the library."""
    return sent(our, request, iat=now, exp=now + 3600)


def token_of(request: Request) -> str:
    """Return the token of a request."""
    return request.headers["Authorization"].removeprefix("Bearer ")


def verify(our: Sender, request: Request) -> object:
    """Verify with the library, by a certificate as Google publishes it."""
    return verify_by({KEY_ID: our.public.decode()}, request)


def verify_by(document: dict[str, Any], request: Request) -> object:
    """Verify with the library, by a document of Google's."""
    token, found = token_of(request), Certificates(document)
    return verify_oauth2_token(token, found, AUDIENCE)  # type: ignore[no-untyped-call]  # as yet


SDK = Oracle(provider="google_pubsub", distribution="google-auth", sign=sign, verify=verify)
ORACLES = (SDK,)


def verdicts(document: dict[str, Any], request: Request) -> tuple[bool, int]:
    """Return what the library and our source say, with a document of Google's."""
    sdk = replace(SDK, verify=lambda _, request: verify_by(document, request))
    our = replace(OURS, public=json.dumps(document).encode())
    return sdk.accepts(request), our.status(request)


def test_key_sets() -> None:
    """By a set of keys, both take the key that the token names, and no other."""
    request = OURS.request()
    assert (True, 200) == verdicts(key_set(OURS.key, "older", KEY_ID), request)
    assert (False, 401) == verdicts(key_set(OURS.key, "older"), request)
    assert (False, 401) == verdicts(key_set(sender("google_pubsub", "other").key, KEY_ID), request)


@RANDOMLY
@given(place=PLACES, character=PRINTABLE, part=st.integers(0, 2))
def test_one_other_character_of_the_token(place: float, character: str, part: int) -> None:
    """When a character of the token changes, we accept nothing that the SDK refuses."""
    request = OURS.request()
    parts = token_of(request).split(".")
    parts[part] = respelled(parts[part], place, character)
    request = request.with_headers({"Authorization": "Bearer " + ".".join(parts)})
    assert SDK.accepts(request) or not SDK.fits(request)
