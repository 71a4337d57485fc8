"""Square: the URL is signed in front of the body, to the letter."""

import hmac
from base64 import b64encode

import pytest

from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures.signing import encoded
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/square"


def sent(body: bytes, url: str = URL) -> Message:
    """Return a body signed as Square does for `URL`, and sent to `url`."""
    signature = b64encode(hmac.digest(SECRET.encode(), URL.encode() + body, "sha256")).decode()
    return Message("POST", url, encoded({"x-square-hmacsha256-signature": signature}), body)


def test_accepted() -> None:
    """The id and the type are in the body."""
    body = b'{"event_id": "e1", "type": "payment.created"}'
    (delivery,) = sender("square").receive(sent(body), 0).deliveries
    assert ("e1", "payment.created") == (delivery.id, delivery.event)


@pytest.mark.parametrize("url", [URL + "/", URL + "?a=1", URL.replace("https", "http"), ""])
def test_other_url(url: str) -> None:
    """A message for a URL that differs by a character is refused."""
    with pytest.raises(SignatureInvalid):
        sender("square").receive(sent(b"{}", url), 0)
