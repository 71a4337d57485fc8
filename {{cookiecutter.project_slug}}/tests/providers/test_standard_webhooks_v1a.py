"""Standard Webhooks with a key pair: what we know must not be enough to sign."""

import hmac
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fake import message
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.providers.standard_webhooks_v1a import PROVIDER
from receiver.services.verification import Source, Verified
from receiver.trust import Trust

NOW = 1_760_000_000
CONTENT = f"m1.{NOW}.{'{}'}".encode()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
SOURCE = Source("standard_webhooks_v1a", "standard_webhooks_v1a", PROVIDER, Trust(keys=(PUBLIC,)))
SIGNED = b64encode(KEY.sign(CONTENT)).decode()


def sent(signature: str) -> Message:
    """Return a message with this signature."""
    headers = {"webhook-id": "m1", "webhook-timestamp": f"{NOW}", "webhook-signature": signature}
    return message(headers)


def test_secret() -> None:
    """The secret is the public key behind `whpk_`; a shared secret is not taken for one."""
    secret = PROVIDER.scheme.secret
    assert secret
    text = b64encode(PUBLIC).decode()
    assert PUBLIC == secret.decode(f"whpk_{text}")
    for other in (f"whsec_{text}", f"whsk_{text}", text, "whpk_", "whpk_AAAA"):
        with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
            secret.decode(other)


@pytest.mark.parametrize("others", ["v1,AAAA", "v1a,AAAA", "v1a,!", "v1a", ""])
def test_list(others: str) -> None:
    """One signature of the list has to fit."""
    for header in (f"v1a,{SIGNED} {others}", f"{others} v1a,{SIGNED}"):
        assert isinstance(SOURCE.receive(sent(header), NOW), Verified)


def test_confusion() -> None:
    """An HMAC made with the public key, which is no secret, is no signature of any version."""
    digest = b64encode(hmac.digest(PUBLIC, CONTENT, "sha256")).decode()
    for version in ("v1", "v1a"):
        with pytest.raises(SignatureInvalid):
            SOURCE.receive(sent(f"{version},{digest}"), NOW)


@pytest.mark.parametrize(
    "header", [f"v1,{SIGNED}", SIGNED, f"v1a,{SIGNED[:-4]}", "v1a," + "A" * 88]
)
def test_refused(header: str) -> None:
    """A right signature has its version in front, and its length."""
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(sent(header), NOW)
