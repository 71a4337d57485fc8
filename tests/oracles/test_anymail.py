"""django-anymail, a library for senders of mail, which verifies Mailgun's messages."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from anymail.exceptions import (  # type: ignore[import-untyped]  # it ships no types
    AnymailWebhookValidationFailure,
)
from anymail.webhooks.mailgun import (  # type: ignore[import-untyped]  # it ships no types
    MailgunTrackingWebhookView,
)
from django.conf import settings  # type: ignore[import-untyped]  # it ships no types
from django.test import RequestFactory  # type: ignore[import-untyped]  # it ships no types
from hypothesis import strategies as st
from senders import sender

from tests.oracles.bodies import TEXTS
from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from senders import Sender

    from receiver.signatures.signing import Request

OURS = sender("mailgun")
FORM = "application/x-www-form-urlencoded"


def signed(text: str, timestamp: object, token: str = "a" * 50) -> dict[str, str]:
    """Return what the documentation says; the library does not sign."""
    digest = hmac.new(text.encode(), f"{timestamp}{token}".encode(), hashlib.sha256)
    return {"timestamp": str(timestamp), "token": token, "signature": digest.hexdigest()}


def body(signature: dict[str, str], event: dict[str, str]) -> bytes:
    """Return the two halves of a message."""
    found = {"signature": signature, "event-data": event}
    return json.dumps(found, ensure_ascii=False).encode()


def sent(signature: dict[str, str], **event: str) -> Request:
    """Return a request with a signature of the test's own."""
    return with_body(OURS.unsigned(), body(signature, {"id": "1", "event": "opened", **event}))


def sign(our: Sender, request: Request, now: int) -> Request:
    """Sign a time and the token that a body has."""
    found = json.loads(request.body)
    signature = signed(our.text, now, found["signature"]["token"])
    return with_body(request, body(signature, found["event-data"]))


@cache
def view(text: str) -> MailgunTrackingWebhookView:
    """Return the library's view for a key; Django wants to be configured first, with nothing."""
    if not settings.configured:
        settings.configure()
    return MailgunTrackingWebhookView(webhook_signing_key=text)


def verify(our: Sender, request: Request) -> None:
    """Verify with the library."""
    webhook, content_type = view(our.text), request.headers["Content-Type"]
    posted = RequestFactory().post("/", request.body, content_type=content_type)
    webhook.validate_request(posted)


def unsigned(token: str, event: dict[str, str]) -> bytes:
    """Return a body of now, with a place for our signature."""
    now = str(int(time.time()))
    return body({"timestamp": now, "token": token, "signature": "{signature}"}, event)


SDK = Oracle(
    provider="mailgun",
    distribution="django-anymail",
    sign=sign,
    verify=verify,
    bodies=st.builds(
        unsigned,
        st.text("0123456789abcdef", min_size=1, max_size=50),
        st.dictionaries(st.sampled_from(["id", "event", "recipient"]), TEXTS),
    ),
    refuses="neither",
)
ORACLES = (SDK,)


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{}.0"])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK takes any text for a time; we read digits alone."""
    request = sent(signed(OURS.text, spelling.format(int(time.time()))))
    assert (True, 401) == SDK.verdicts(request)


def test_another_event() -> None:
    """The event is not signed: both take any other with the same signature."""
    found = signed(OURS.text, int(time.time()))
    for request in (sent(found), sent(found, event="failed", recipient="eve@example.com")):
        assert (True, 200) == SDK.verdicts(request)


def test_the_older_form() -> None:
    """The SDK takes the forms of older webhooks as well; we refuse them."""
    found = {**signed(OURS.text, int(time.time())), "event": "opened"}
    request = with_body(OURS.unsigned(), urlencode(found).encode())
    request = request.with_headers({"Content-Type": FORM})
    assert (True, 406) == SDK.verdicts(request)


@pytest.mark.parametrize("other", ["é", "", "0" * 64])
def test_another_signature(other: str) -> None:
    """Neither crashes on any signature; both refuse it."""
    found = signed(OURS.text, int(time.time()))
    request = sent({**found, "signature": other})
    with pytest.raises(AnymailWebhookValidationFailure):
        verify(OURS, request)
    assert 406 == OURS.status(request)
