"""GitLab with a signing token: which scheme counts is never decided by the headers that come."""

import hmac
from base64 import b64decode, b64encode

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

NOW = 1_760_000_000
ALWAYS = {"webhook-id": "m1", "webhook-timestamp": f"{NOW}", "X-Gitlab-Event": "Push Hook"}


def test_signed() -> None:
    """The key is what follows `whsec_`, decoded; the id is the header's, which is signed."""
    content = f"m1.{NOW}.{'{}'}".encode()
    signature = b64encode(hmac.digest(b64decode(SECRET), content, "sha256")).decode()
    sent = message({**ALWAYS, "webhook-signature": f"v1,{signature}"})
    (delivery,) = sender("gitlab_signing_token").receive(sent, NOW).deliveries
    assert ("m1", "Push Hook") == (delivery.id, delivery.event)


@pytest.mark.parametrize("token", [SECRET, f"whsec_{SECRET}"])
def test_downgrade(token: str) -> None:
    """GitLab sends the other headers always: without a signature the token does not help."""
    with pytest.raises(SignatureInvalid):
        sender("gitlab_signing_token").receive(message({**ALWAYS, "X-Gitlab-Token": token}), NOW)
