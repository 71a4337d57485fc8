"""OpenAI's library."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import TYPE_CHECKING

import pytest
from openai import OpenAI
from senders import SECRET, Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("openai")
CLIENT = OpenAI(api_key="none")
NAME = "webhook-signature"


def digest(key: bytes, request: Request, timestamp: str) -> str:
    """Return what Standard Webhooks says; the library does not sign."""
    content = b".".join([request.headers["webhook-id"].encode(), timestamp.encode(), request.body])
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def sent(request: Request, timestamp: str, spelling: str = "v1,{}") -> Request:
    """Return a request signed at a time that may be spelled in any way, as may the signature."""
    key = base64.b64decode(OURS.text.removeprefix("whsec_"))
    signature = spelling.format(digest(key, request, timestamp))
    return request.with_headers({"webhook-timestamp": timestamp, NAME: signature})


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign as the documentation says."""
    key = base64.b64decode(our.text.removeprefix("whsec_"))
    signature = f"v1,{digest(key, request, str(now))}"
    return request.with_headers({"webhook-timestamp": str(now), NAME: signature})


def verify(our: Sender, request: Request) -> None:
    """Verify with the library."""
    CLIENT.webhooks.verify_signature(request.body, dict(request.headers), secret=our.text)


SDK = Oracle(provider="openai", distribution="openai", sign=sign, verify=verify)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["{}", "v2,AAAA {}", "\t{}"])
def test_a_bare_token(spelling: str) -> None:
    """The SDK takes a token without its version; we refuse it."""
    request = sent(OURS.unsigned(), str(int(time.time())), spelling)
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["v2,{}", "v1a,{}", "V1,{}", "v1{}"])
def test_another_version(spelling: str) -> None:
    """A token of another version is refused by both."""
    request = sent(OURS.unsigned(), str(int(time.time())), spelling)
    assert (False, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{} "])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK reads the time as Python does, if it is signed so; we read digits alone."""
    request = sent(OURS.unsigned(), spelling.format(int(time.time())))
    assert (True, 401) == SDK.verdicts(request)


def test_a_secret_without_prefix() -> None:
    """The SDK takes a secret without `whsec_` literally; we decode it, as the others do."""
    now, unsigned = int(time.time()), OURS.unsigned()
    bare, decoded = (
        unsigned.with_headers({"webhook-timestamp": str(now), NAME: f"v1,{signature}"})
        for key in (SECRET.encode(), base64.b64decode(SECRET))
        for signature in [digest(key, unsigned, str(now))]
    )
    CLIENT.webhooks.verify_signature(bare.body, dict(bare.headers), secret=SECRET)
    assert OURS.provider.scheme.secret
    assert OURS.key == OURS.provider.scheme.secret.decode(SECRET)
    assert [401, 200] == [OURS.status(bare), OURS.status(decoded)]


def test_other_than_ascii() -> None:
    """The SDK crashes on other bytes than UTF-8, and on a signature beyond ASCII; we do not."""
    now = str(int(time.time()))
    bytes_of_any_kind = sent(with_body(OURS.unsigned(), b"\xff"), now)
    with pytest.raises(UnicodeDecodeError):
        verify(OURS, bytes_of_any_kind)
    beyond = sent(OURS.unsigned(), now, "v1,é{}")
    with pytest.raises(TypeError):
        verify(OURS, beyond)
    assert [400, 401] == [OURS.status(bytes_of_any_kind), OURS.status(beyond)]
