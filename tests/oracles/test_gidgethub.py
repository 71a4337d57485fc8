"""gidgethub, a library for GitHub, also for those who write the same header."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import pytest
from gidgethub import ValidationFailure
from gidgethub.sansio import Event, validate_event
from senders import Sender, sender

from receiver.signatures.secret_rules import weakness
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

NAMES = {
    "bitbucket": "X-Hub-Signature",
    "github": "X-Hub-Signature-256",
    "jira": "X-Hub-Signature",
}


def digest(text: str, body: bytes, algorithm: str = "sha256") -> str:
    """Return the header's value; the library does not sign."""
    return f"{algorithm}={hmac.new(text.encode(), body, getattr(hashlib, algorithm)).hexdigest()}"


def oracle(name: str) -> Oracle:
    """Return the library as the judge of a provider."""

    def sign(our: Sender, request: Request, _now: int) -> Request:
        return request.with_headers({NAMES[name]: digest(our.text, request.body)})

    def verify(our: Sender, request: Request) -> None:
        validate_event(request.body, signature=request.headers[NAMES[name]], secret=our.text)

    return Oracle(provider=name, distribution="gidgethub", sign=sign, verify=verify)


ORACLES = tuple(oracle(name) for name in NAMES)
each_oracle = pytest.mark.parametrize("sdk", ORACLES, ids=NAMES)


def sent(sdk: Oracle, signature: str) -> Request:
    """Return a sample with a signature of the test's own."""
    return sdk.ours.unsigned().with_headers({NAMES[sdk.provider]: signature})


@each_oracle
def test_the_sender_chooses_the_hash(sdk: Oracle) -> None:
    """The SDK takes SHA-1 where SHA-256 belongs; we refuse it."""
    request = sent(sdk, digest(sdk.ours.text, sdk.ours.unsigned().body, "sha1"))
    assert (True, 401) == sdk.verdicts(request)


def test_the_older_header() -> None:
    """The SDK takes GitHub's older header where the newer one is missing; we refuse that."""
    github, body = sender("github"), sender("github").unsigned().body
    older = {"X-Hub-Signature": digest(github.text, body, "sha1")}
    headers = {"x-hub-signature": older["X-Hub-Signature"], "content-type": "application/json"}
    given = {"x-github-event": "push", "x-github-delivery": "1", **headers}
    assert "push" == Event.from_http(given, body, secret=github.text).event
    assert 401 == github.status(github.unsigned().with_headers(older))


def test_an_empty_secret() -> None:
    """The SDK verifies with an empty secret, which anybody has; ours is refused at the start."""
    validate_event(b"{}", signature=digest("", b"{}"), secret="")
    assert "is 0 characters long, at least 16 are needed" == weakness("")


@each_oracle
def test_a_signature_beyond_ascii(sdk: Oracle) -> None:
    """The SDK raises TypeError for a signature beyond ASCII; we refuse it."""
    request = sent(sdk, "sha256=é")
    with pytest.raises(TypeError):
        sdk.verify(sdk.ours, request)
    assert 401 == sdk.ours.status(request)


@each_oracle
def test_upper_case(sdk: Oracle) -> None:
    """Neither takes upper-case hex, nor a digest without its name."""
    good = digest(sdk.ours.text, sdk.ours.unsigned().body)
    for other in (good.upper(), f"sha256={good[7:].upper()}", good[7:]):
        with pytest.raises(ValidationFailure):
            sdk.verify(sdk.ours, sent(sdk, other))
        assert 401 == sdk.ours.status(sent(sdk, other))


@each_oracle
def test_other_bytes_than_utf8(sdk: Oracle) -> None:
    """Both sign bytes: a body that is no UTF-8 has a right signature."""
    request = sdk.ours.signed(with_body(sdk.ours.unsigned(), b"\xff"), 0)
    assert (True, 400) == sdk.verdicts(request)
