"""Telnyx: a bar between time and body, and a public key in base64."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fake import message
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.providers.telnyx import PROVIDER
from receiver.services.verification import Source, Verified
from receiver.trust import Trust

NOW = 1_760_000_000
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SOURCE = Source("telnyx", "telnyx", PROVIDER, Trust(keys=(PUBLIC,)))
BODY = b'{"data": {"id": "t1", "event_type": "message.received"}}'


def sent(separator: bytes = b"|", written: str = "base64") -> Message:
    """Return a message signed as Telnyx does."""
    signature = KEY.sign(b"%d%s%s" % (NOW, separator, BODY))
    text = b64encode(signature).decode() if written == "base64" else signature.hex()
    return message({"telnyx-signature-ed25519": text, "telnyx-timestamp": f"{NOW}"}, BODY)


def test_accepted() -> None:
    """The key is the one of the dashboard, in base64."""
    assert PROVIDER.scheme.secret
    assert PUBLIC == PROVIDER.scheme.secret.decode(b64encode(PUBLIC).decode())
    outcome = SOURCE.receive(sent(), NOW)
    assert isinstance(outcome, Verified)
    assert ("t1", "message.received") == (outcome.deliveries[0].id, outcome.deliveries[0].event)


@pytest.mark.parametrize("wrong", [sent(b""), sent(b"."), sent(written="hex")])
def test_refused(wrong: Message) -> None:
    """Another separator or another encoding is refused."""
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(wrong, NOW)
