"""PyNaCl, for the asymmetric Standard Webhooks: their own library does not know them."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING

import pytest
from nacl.signing import SigningKey, VerifyKey
from senders import Sender, sender
from standardwebhooks import Webhook, WebhookVerificationError

from tests.oracles import keys
from tests.oracles.bodies import with_an_unused_bit
from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("standard_webhooks_v1a")
NAME = "webhook-signature"
PUBLISHED_KEY = (
    "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
)
PUBLISHED = (
    "hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
)
"""What stands in the specification's example, and the key that Svix's server signs it with."""


def content(request: Request) -> bytes:
    """Return what is signed."""
    identity, timestamp = request.headers["webhook-id"], request.headers["webhook-timestamp"]
    return f"{identity}.{timestamp}.".encode() + request.body


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign with the library."""
    request = request.with_headers({"webhook-timestamp": str(now)})
    signature = keys.ed25519(our.key).sign(content(request)).signature
    return request.with_headers({NAME: f"v1a,{base64.b64encode(signature).decode()}"})


def verify(our: Sender, request: Request) -> None:
    """Verify with the library, as the specification says."""
    version, _, signature = request.headers[NAME].partition(",")
    assert "v1a" == version
    VerifyKey(our.public).verify(content(request), base64.b64decode(signature, validate=True))


SDK = Oracle(
    provider="standard_webhooks_v1a",
    distribution="pynacl",
    sign=sign,
    verify=verify,
    refuses="neither",
    lax=True,
)
ORACLES = (SDK,)


def test_the_published_example() -> None:
    """The library makes the signature that stands in the specification, from the same seed."""
    seed = base64.b64decode(PUBLISHED_KEY)[:32]
    text = b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    assert PUBLISHED == base64.b64encode(SigningKey(seed).sign(text).signature).decode()


def test_keys_taken_for_secrets() -> None:
    """An HMAC made with the public key is refused, and is so under either version."""
    unsigned = OURS.unsigned().with_headers({"webhook-timestamp": str(int(time.time()))})
    text = base64.b64encode(OURS.public).decode()
    hashed = sender("standard_webhooks", text).signed(unsigned, time.time()).headers[NAME]
    for token in (hashed, hashed.replace("v1,", "v1a,")):
        assert 401 == OURS.status(unsigned.with_headers({NAME: token}))


def test_its_own_library() -> None:
    """The library of Standard Webhooks still passes over these tokens."""
    request = OURS.request()
    with pytest.raises(WebhookVerificationError):
        Webhook(OURS.public).verify(request.body, dict(request.headers))


def test_unused_bits() -> None:
    """The last digit holds four bits that Python does not look at; we look at all of it."""
    request = OURS.request()
    request = request.with_headers({NAME: with_an_unused_bit(request.headers[NAME])})
    assert (True, 401) == SDK.verdicts(request)


def test_malformed_tokens() -> None:
    """A malformed token does not hide a good one behind it."""
    good = OURS.request()
    for token in ("v1a", "v1a,", "v1a,a", "v1a,é", "v1a,AAAA", "", "v1,a"):
        request = good.with_headers({NAME: f"{token} {good.headers[NAME]}"})
        assert 200 == OURS.status(request)
