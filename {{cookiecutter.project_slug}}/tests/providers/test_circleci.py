"""CircleCI: one version of its signatures counts."""

import hmac

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

BODY = b'{"id": "c1", "type": "job-completed"}'
DIGEST = hmac.digest(SECRET.encode(), BODY, "sha256").hex()


def received(header: str, **headers: str) -> Delivery:
    """Have a message received."""
    sent = message({"circleci-signature": header, **headers}, BODY)
    (delivery,) = sender("circleci").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize("header", [f"v1={DIGEST}", f"v2=00,v1={DIGEST}", f"v1={DIGEST},v2=00"])
def test_versions(header: str) -> None:
    """Versions that may come are passed over."""
    assert ("c1", "job-completed") == (received(header).id, received(header).event)
    named = received(header, **{"circleci-event-type": "workflow-completed"})
    assert "workflow-completed" == named.event


@pytest.mark.parametrize("header", [f"v2={DIGEST}", f"v0={DIGEST}", DIGEST, f"v1={DIGEST[:-1]}"])
def test_other_version(header: str) -> None:
    """A right digest under another version is refused."""
    with pytest.raises(SignatureInvalid):
        received(header)
