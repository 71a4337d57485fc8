"""Stripe's own library, which signs as well, and Calendly, which took over its grammar."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import stripe
from senders import Sender, sender

from tests.oracles.oracle import Oracle, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request


NAMES = {"stripe": "Stripe-Signature", "calendly": "Calendly-Webhook-Signature"}
TOLERANCES = {"stripe": 300, "calendly": 180}
OURS = sender("stripe")
UNSIGNED = OURS.unsigned()


def header(text: str, timestamp: str | int, secret: str = OURS.text) -> str:
    """Return the header that Stripe would send."""
    signed: str = stripe.WebhookSignature.generate_signature_header(text, secret, timestamp)
    return signed


def oracle(name: str) -> Oracle:
    """Return Stripe's library as the judge of one of the two."""

    def sign(our: Sender, request: Request, now: int) -> Request:
        return request.with_headers({NAMES[name]: header(request.body.decode(), now, our.text)})

    def verify(our: Sender, request: Request) -> object:
        signature = request.headers[NAMES[name]]
        return stripe.WebhookSignature.verify_header(
            request.body, signature, our.text, TOLERANCES[name]
        )

    return Oracle(provider=name, distribution="stripe", sign=sign, verify=verify, refuses="past")


ORACLES = (oracle("stripe"), oracle("calendly"))
SDK = ORACLES[0]


def sent(signature: str) -> Request:
    """Return Stripe's sample with a header of the test's own."""
    return UNSIGNED.with_headers({NAMES["stripe"]: signature})


@pytest.mark.parametrize("spelling", ["0{}", "+{}", " {}", "{} "])
def test_spellings_of_the_time(spelling: str) -> None:
    """The SDK signs what it read the time as, whatever the spelling; we read digits alone."""
    now = str(int(time.time()))
    request = sent(header(UNSIGNED.body.decode(), now).replace(now, spelling.format(now)))
    assert (True, 401) == SDK.verdicts(request)


def test_several_times() -> None:
    """The SDK takes the first of two times; we refuse them both."""
    request = sent(f"{header(UNSIGNED.body.decode(), int(time.time()))},t=1")
    assert (True, 401) == SDK.verdicts(request)


def test_a_space_after_the_comma() -> None:
    """A space after the comma is not in Stripe's grammar: neither takes it."""
    signature = header(UNSIGNED.body.decode(), int(time.time()))
    request = sent(signature.replace(",", ", "))
    assert (False, 401) == SDK.verdicts(request)


def test_a_secret_being_rolled() -> None:
    """Of several signatures one that fits is enough for both, wherever it stands."""
    text, now = UNSIGNED.body.decode(), int(time.time())
    good = header(text, now).partition(",")[2]
    request = sent(f"{header(text, now, 'the old one')},{good},v0=00,v1=00")
    assert (True, 200) == SDK.verdicts(request)


def test_other_bytes_than_utf8() -> None:
    """The SDK crashes on a body that is no UTF-8; to us it is signed, but no JSON."""
    request = OURS.signed(with_body(UNSIGNED, b'{"id": "\xff"}'), time.time())
    with pytest.raises(UnicodeDecodeError):
        SDK.verify(OURS, request)
    assert 400 == OURS.status(request)


def test_no_tolerance() -> None:
    """A tolerance of 0 turns the SDK's check off; ours cannot be turned off."""
    body, last_year = UNSIGNED.body, int(time.time()) - 365 * 86400
    signature = header(body.decode(), last_year)
    assert stripe.WebhookSignature.verify_header(body, signature, OURS.text, tolerance=0)
    assert 401 == OURS.status(sent(signature))
