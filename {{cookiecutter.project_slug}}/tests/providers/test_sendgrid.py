"""SendGrid: ECDSA over the bytes to the last line break, and a delivery for each event."""

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fake import message
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.providers.sendgrid import PROVIDER
from receiver.services.verification import Source, Verified
from receiver.trust import Trust

NOW = 1_760_000_000
KEY = ec.derive_private_key(1250, ec.SECP256R1())
SPKI = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
assert PROVIDER.scheme.secret
DECODED = PROVIDER.scheme.secret.decode(base64.b64encode(SPKI).decode())
SOURCE = Source("sendgrid", "sendgrid", PROVIDER, Trust(keys=(DECODED,)))
BODY = b'[{"sg_event_id": "e1", "event": "open"},\r\n{"event": "click"}]\r\n'


def sent(body: bytes = BODY, *, at: int = NOW, signed: bytes | None = None) -> Message:
    """Return a body with the signature of itself, or of other bytes."""
    content = f"{at}".encode() + (body if signed is None else signed)
    signature = base64.b64encode(KEY.sign(content, ec.ECDSA(hashes.SHA256()))).decode()
    stem = "X-Twilio-Email-Event-Webhook"
    return message({f"{stem}-Signature": signature, f"{stem}-Timestamp": f"{at}"}, body)


def test_batch() -> None:
    """Each event is a delivery of its own; one without an id goes by its digest."""
    outcome = SOURCE.receive(sent(), NOW)
    assert isinstance(outcome, Verified)
    first, second = outcome.deliveries
    assert (b'{"sg_event_id": "e1", "event": "open"}', "e1", "open") == (
        first.body,
        first.id,
        first.event,
    )
    digest = sha256(b'{"event": "click"}').hexdigest()
    assert (digest, "click") == (second.id, second.event)


@pytest.mark.parametrize("signed", [BODY.strip(), BODY.replace(b"\r\n", b"\n"), b""])
def test_line_breaks(signed: bytes) -> None:
    """The line breaks are signed, the one at the end too."""
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(sent(signed=signed), NOW)


@pytest.mark.parametrize("offset", [-301, 301, -31_536_000])
def test_age(offset: int) -> None:
    """A message of another time is refused, although SendGrid's own library takes it."""
    with pytest.raises(TimestampOutside):
        SOURCE.receive(sent(at=NOW + offset), NOW)


@pytest.mark.parametrize("signature", ["", "AA==", "MAYCAQACAQA=", "!", "é", "A" * 5000])
def test_malformed(signature: str) -> None:
    """A signature that is no DER, or of zeros, is a 401."""
    stem = "X-Twilio-Email-Event-Webhook"
    headers = {f"{stem}-Signature": signature, f"{stem}-Timestamp": f"{NOW}"}
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(message(headers, BODY), NOW)
