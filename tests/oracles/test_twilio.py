"""Twilio's library, which signs as well."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import pytest
from senders import Sender, sender
from starlette.datastructures import FormData
from twilio.request_validator import (  # type: ignore[import-untyped]  # it ships no types
    RequestValidator,
)

from tests.oracles.bodies import FORMS
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request

OURS = sender("twilio")
URL = OURS.unsigned().url
NAME = "X-Twilio-Signature"


def form(request: Request) -> FormData:
    """Return the form as a framework gives it to the library."""
    return FormData([*parse_qsl(request.body.decode(), keep_blank_values=True)])


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign with the library."""
    signature = RequestValidator(our.text).compute_signature(request.url, form(request))
    return request.with_headers({NAME: signature})


def verify(our: Sender, request: Request) -> object:
    """Verify with the library."""
    return RequestValidator(our.text).validate(request.url, form(request), request.headers[NAME])


SDK = Oracle(
    provider="twilio",
    distribution="twilio",
    sign=sign,
    verify=verify,
    bodies=FORMS.map(lambda fields: urlencode(fields).encode()),
)
ORACLES = (SDK,)


def test_repeated_fields() -> None:
    """A plain dict loses repeated fields, and with them the SDK's verdict; we read them all."""
    request = sign(OURS, with_body(OURS.unsigned(), b"A=2&A=1&A=2&B="), 0)
    plain = dict(form(request))
    assert not RequestValidator(OURS.text).validate(request.url, plain, request.headers[NAME])
    assert (True, 200) == SDK.verdicts(request)


@pytest.mark.parametrize("sent_to", ["https://a.example/b", "https://a.example:443/b"])
@pytest.mark.parametrize("known_as", ["https://a.example/b", "https://a.example:443/b"])
def test_the_standard_port(sent_to: str, known_as: str) -> None:
    """The scheme's own port may be in the URL or not, for both."""
    signed = sign(OURS, replace(OURS.unsigned(), url=sent_to), 0)
    request = replace(signed, url=known_as)
    assert (True, 200) == SDK.verdicts(request)


def test_another_port() -> None:
    """The SDK takes the signature of a URL without the port that it has; we do not."""
    signed = sign(OURS, replace(OURS.unsigned(), url="https://a.example/b"), 0)
    request = replace(signed, url="https://a.example:8443/b")
    assert (True, 401) == SDK.verdicts(request)


@pytest.mark.parametrize("body", [b'{"a": "\xc3\xa9"}', b"", b"\r\n"])
def test_json(body: bytes) -> None:
    """What is no form is bound by its digest in the URL, for both."""
    url = f"{URL}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    request = replace(OURS.unsigned(), url=url, body=body)
    signature = RequestValidator(OURS.text).compute_signature(url, {})
    request = request.with_headers({NAME: signature, "Content-Type": "application/json"})
    changed = with_body(request, body + b" ")
    verdicts = [
        RequestValidator(OURS.text).validate(url, each.body.decode(), signature)
        for each in (request, changed)
    ]
    assert ([True, False], [200, 401]) == (verdicts, [OURS.status(request), OURS.status(changed)])


def test_json_without_a_digest() -> None:
    """Given no fields the SDK takes any body that no digest binds; we refuse it."""
    signature = RequestValidator(OURS.text).compute_signature(URL, {})
    request = replace(OURS.unsigned(), body=b"{}").with_headers(
        {NAME: signature, "Content-Type": "application/json"}
    )
    assert RequestValidator(OURS.text).validate(URL, {}, signature)
    assert 401 == OURS.status(request)


def test_sha256() -> None:
    """With the algorithm of a SharedKey, each takes what the other signs, and no SHA-1."""
    shared = replace(OURS, options={"algorithm": "sha256"})
    request = shared.signed(shared.unsigned(), 0)
    computed = RequestValidator(OURS.text).compute_signature
    theirs = computed(request.url, form(request), "HMAC_SHA256")
    assert (theirs, 200) == (request.headers[NAME], shared.status(request))
    settings = {"X-Twilio-Webhooks-Signature-Settings": "key=1,algorithm=HMAC_SHA256"}
    assert 401 == OURS.status(request.with_headers(settings))
    assert 401 == shared.status(OURS.request())
