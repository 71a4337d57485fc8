"""From a message to a delivery: in a fixed order, which no message can change."""

from dataclasses import replace

import pytest

from fake import PROVIDER, SECRET, message, signed, source
from receiver.deliveries import Delivery
from receiver.errors import BodyEncoded, Malformed, MethodWrong, SignatureInvalid
from receiver.messages import Message
from receiver.services.verification import Outcome, Source, Verified
from receiver.signatures.signing import encoded
from receiver.trust import Trust

NOW = 1_760_000_000


def only(outcome: Outcome) -> Delivery:
    """Return the one delivery that there is."""
    assert isinstance(outcome, Verified)
    (delivery,) = outcome.deliveries
    return delivery


def test_delivery() -> None:
    """A delivery says from whom it came, when, as what, and what exactly."""
    headers = signed(b'{"a": 1}', delivery_id="1", now=NOW) | {"Content-Type": "application/json"}
    delivery = only(source("fake_eu").receive(message(headers, b'{"a": 1}'), NOW + 0.25))
    assert ("fake_eu", "fake", "1", "ping", b'{"a": 1}', "application/json") == (
        delivery.source,
        delivery.provider,
        delivery.id,
        delivery.event,
        delivery.body,
        delivery.content_type,
    )
    assert (NOW + 0.25, 0, 0) == (delivery.received_at.timestamp(), delivery.key, delivery.attempt)


def test_nothing_is_read_before_the_signature_fits() -> None:
    """What is not signed is not parsed: it is refused for its signature, whatever is in it."""
    for body in (b"no JSON", b"[" * 100_000):
        with pytest.raises(SignatureInvalid):
            source().receive(message(signed(b"{}", now=NOW), body), NOW)


def test_repr() -> None:
    """A source that is printed by mistake does not tell its secrets."""
    assert "canary" not in repr(source("fake", "canary"))


def test_form_first() -> None:
    """Method and coding are looked at first of all."""
    headers = encoded(signed(now=NOW))
    with pytest.raises(MethodWrong):
        source().receive(Message("GET", "", headers, b"{}"), NOW)
    with pytest.raises(BodyEncoded):
        source().receive(
            Message("POST", "", [*headers, (b"content-encoding", b"gzip")], b"{}"), NOW
        )
    with pytest.raises(Malformed):
        source().receive(
            Message("POST", "", [*headers, *[(b"content-encoding", b"identity")] * 2], b"{}"), NOW
        )


def test_json_where_it_is_due() -> None:
    """A provider that sends JSON sends nothing else; another may send anything."""
    headers = message(signed(b"plain", now=NOW), b"plain")
    with pytest.raises(Malformed):
        source().receive(headers, NOW)
    trust = Trust(keys=(SECRET.encode(),))
    anything = Source("fake", "fake", replace(PROVIDER, body="any"), trust)
    assert b"plain" == only(anything.receive(headers, NOW)).body


def test_scheme_of_another() -> None:
    """A message that is rightly signed in another scheme is refused: the source decides."""
    other = {"X-Hub-Signature-256": "sha256=00", "X-Signature": "00", "Fake-Id": "1"}
    with pytest.raises(SignatureInvalid, match="Fake-Signature` is missing"):
        source().receive(message(other), NOW)
