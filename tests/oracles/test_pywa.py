"""pywa, a library for WhatsApp, which verifies Meta's messages and answers its handshake."""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pywa.client import WhatsApp
from senders import sender

from receiver.handshakes import Reply
from receiver.messages import Message
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from senders import Sender

    from receiver.signatures.signing import Request

VERIFY_TOKEN = "we chose this ourselves"  # noqa: S105 - a test's own
OURS = replace(sender("meta"), options={"verify_token": VERIFY_TOKEN})
NAME = "X-Hub-Signature-256"


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign as the documentation says; the library does not."""
    digest = hmac.new(our.text.encode(), request.body, hashlib.sha256).hexdigest()
    return request.with_headers({NAME: f"sha256={digest}"})


def client(our: Sender) -> WhatsApp:
    """Return the library's client, which can verify without any server."""
    return WhatsApp(server=None, verify_token=VERIFY_TOKEN, app_secret=our.text)


def verify(our: Sender, request: Request) -> bool:
    """Verify with the library."""
    return client(our).webhook_update_validator(request.body, request.headers[NAME]) is None


SDK = Oracle(provider="meta", distribution="pywa", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("token", [VERIFY_TOKEN, VERIFY_TOKEN.upper(), "", None])
def test_the_handshake(token: str | None) -> None:
    """Both hand back the challenge to those who know the token, and tell others the same."""
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
    query = urlencode(asked if token is None else {**asked, "hub.verify_token": token})
    message = Message("GET", f"{OURS.unsigned().url}?{query}", [], b"")
    reply = OURS.source().receive(message, time.time())
    assert isinstance(reply, Reply)
    theirs = client(OURS).webhook_challenge_handler(token, asked["hub.challenge"])
    assert theirs == (reply.body.decode(), reply.status)


def test_a_bare_digest() -> None:
    """The SDK takes a digest without its name; we refuse it."""
    request = OURS.request()
    bare = request.headers[NAME].removeprefix("sha256=")
    assert (True, 401) == SDK.verdicts(request.with_headers({NAME: bare}))


@pytest.mark.parametrize("spelling", ["sha1={}", "sha256=sha256={}", " sha256={}", "sha256={} "])
def test_other_spellings(spelling: str) -> None:
    """The digest of another name, or with something around it, is refused by both."""
    request = OURS.request()
    bare = request.headers[NAME].removeprefix("sha256=")
    assert (False, 401) == SDK.verdicts(request.with_headers({NAME: spelling.format(bare)}))


def test_escapes() -> None:
    """What is signed are the bytes with their escapes, for both, not what they stand for."""
    escaped = with_body(OURS.unsigned(), b'{"object": "page", "entry": [], "text": "\\u00e9"}')
    request = sign(OURS, escaped, 0)
    assert (True, 200) == SDK.verdicts(request)
    written = request.body.replace(b"\\u00e9", "é".encode())
    assert (False, 401) == SDK.verdicts(with_body(request, written))


def test_a_signature_beyond_ascii() -> None:
    """The SDK raises TypeError for a signature beyond ASCII; we refuse it."""
    request = OURS.request().with_headers({NAME: "sha256=é"})
    with pytest.raises(TypeError):
        verify(OURS, request)
    assert 401 == OURS.status(request)
