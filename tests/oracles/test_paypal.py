"""PayPal: its SDK's verifier is broken, so messages are signed here, as PayPal documents it."""

from __future__ import annotations

import base64
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from senders import sender
from sqlalchemy import create_engine

import receiver.storage.indexes  # noqa: F401 - they are part of the schema from then on
from receiver.signatures import paypal
from receiver.storage.inbox import insert_new
from receiver.storage.schema import metadata
from tests.oracles.bodies import BODIES, BYTES, PLACES, RANDOMLY, changed
from tests.oracles.certificates import KEY, OTHER_KEY, certificate
from tests.oracles.checksums import with_checksum_of
from tests.oracles.oracle import with_body

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from receiver.signatures.signing import Request

NAME = "messageverificationcerts.paypal.com"
OURS = replace(sender("paypal"), public=certificate(NAME))
ID = "103e3700-8b0c-11e6-8695-6b62a8a99ac4"
UNSIGNED = OURS.unsigned()
GENUINE = b'{"id": "WH-1", "event_type": "PAYMENT.CAPTURE.COMPLETED", "amount": "10.00"}'
FORGED = b'{"id": "WH-2", "event_type": "PAYMENT.CAPTURE.COMPLETED", "": "%b"}' % (b"x" * 64)
"""What is to be received instead: 32 of the letters at its end are enough."""


def sent(body: bytes, key: RSAPrivateKey = KEY) -> Request:
    """Return a request with PayPal's headers."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"{ID}|{at}|{OURS.options['webhook_id']}|{crc32(body)}".encode()
    headers = {
        "PAYPAL-TRANSMISSION-ID": ID,
        "PAYPAL-TRANSMISSION-TIME": at,
        "PAYPAL-CERT-URL": "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594",
        "PAYPAL-AUTH-ALGO": "SHA256withRSA",
        "PAYPAL-TRANSMISSION-SIG": base64.b64encode(key.sign(text, PKCS1v15(), SHA256())).decode(),
    }
    return with_body(UNSIGNED, body).with_headers(headers)


def deliver(*requests: Request) -> list[int | None]:
    """Store what requests hold in an inbox, and return the keys; None is a duplicate."""
    outcomes = [OURS.receive(request.message(), time.time()) for request in requests]
    found = [each for outcome in outcomes for each in outcome.deliveries]
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        keys = insert_new(connection, found)
    engine.dispose()
    return keys


def test_a_message() -> None:
    """What PayPal signs is received; what another key signed is not."""
    assert [200, 401] == [OURS.status(sent(GENUINE)), OURS.status(sent(GENUINE, OTHER_KEY))]


def test_a_forged_body() -> None:
    """Another body with the same CRC-32 has a right signature: that is all that PayPal signs."""
    forgery = with_checksum_of(GENUINE, FORGED)
    assert b"WH-2" in forgery
    assert 200 == OURS.status(with_body(sent(GENUINE), forgery))


def test_a_transmission_is_taken_once() -> None:
    """A forged body is not stored beside: the transmission's id, which is signed, is spent."""
    request = sent(GENUINE)
    forged = with_body(request, with_checksum_of(GENUINE, FORGED))
    assert [1, None] == deliver(request, forged)
    assert [1] == deliver(forged)


@RANDOMLY
@given(body=BODIES, place=PLACES, by=BYTES)
def test_any_body(body: bytes, place: float, by: int) -> None:
    """Any body has a right signature, which no body has that differs in one byte."""
    request = sent(body)
    assert OURS.status(request) in {200, 400}
    assert 401 == OURS.status(with_body(request, changed(body, place, by)))


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v1/notifications/certs/CERT-1",
        "http://api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com.example.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com/v1/notifications/certs/../CERT-1",
    ],
)
def test_certificates_elsewhere(url: str) -> None:
    """A right signature by a certificate that is not at PayPal's is refused."""
    assert 401 == OURS.status(sent(GENUINE).with_headers({"PAYPAL-CERT-URL": url}))


def test_certificates() -> None:
    """A certificate of PayPal is a key; one of others, or one that has expired, is none."""
    paypal.check(certificate(NAME), time.time())
    for other in (certificate("paypal.example.com"), certificate(NAME, days=-1)):
        with pytest.raises(ValueError, match=r"no valid certificate of a host in paypal\.com"):
            paypal.check(other, time.time())
