"""HubSpot: the URL and the method are signed, and each event of an array is a delivery."""

import hmac
import json
from base64 import b64encode
from hashlib import sha256

import pytest

from receiver.errors import ReceiverError, SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.signatures.signing import encoded
from senders import SECRET, sender

NOW = 1_760_000_000
URL = "https://hooks.example.com/webhooks/hubspot?tenant=7"


def sent(body: bytes = b"[]", *, url: str = URL, at: str = f"{NOW}000") -> Message:
    """Return a body signed as HubSpot does for `URL`, and sent to `url`."""
    content = f"POST{URL}".encode() + body + at.encode()
    signature = b64encode(hmac.digest(SECRET.encode(), content, "sha256")).decode()
    headers = {"X-HubSpot-Signature-v3": signature, "X-HubSpot-Request-Timestamp": at}
    return Message("POST", url, encoded(headers), body)


def ids(*events: object) -> list[str]:
    """Return the ids of a batch of events."""
    found = sender("hubspot").receive(sent(json.dumps(events).encode()), NOW)
    return [each.id for each in found.deliveries]


def test_batch() -> None:
    """Each event is a delivery, as it stands between the commas, under its own id."""
    body = b'[ {"eventId":1, "subscriptionId":2,"occurredAt":3,"subscriptionType":"a.b"} ,{}]\n'
    first, second = sender("hubspot").receive(sent(body), NOW).deliveries
    expected = b'{"eventId":1, "subscriptionId":2,"occurredAt":3,"subscriptionType":"a.b"}'
    assert (expected, "1.2.3", "a.b") == (first.body, first.id, first.event)
    assert (b"{}", sha256(b"{}").hexdigest(), "unknown") == (second.body, second.id, second.event)


def test_attempts() -> None:
    """A later attempt has the same id; two events about two objects do not."""
    event = {"eventId": 1, "subscriptionId": 2, "occurredAt": 3, "objectId": 4}
    again, other = {**event, "attemptNumber": 1}, {**event, "objectId": 5}
    first, second, third = ids(event, again, other)
    assert (True, False) == (first == second, first == third)


@pytest.mark.parametrize(
    "url",
    [
        URL.replace("https", "http"),
        URL.replace("hooks", "evil"),
        URL + "&a=1",
        URL.partition("?")[0],
        URL.replace("hubspot", "hubspot/"),
        "",
    ],
)
def test_other_url(url: str) -> None:
    """A message for another URL is refused."""
    with pytest.raises(SignatureInvalid):
        sender("hubspot").receive(sent(url=url), NOW)


@pytest.mark.parametrize("at", [f"{NOW}", f"{NOW + 300}001", f"{NOW - 301}000", f"{NOW}.0"])
def test_time(at: str) -> None:
    """The time is in milliseconds; HubSpot's own libraries would take the future too."""
    with pytest.raises(TimestampOutside):
        sender("hubspot").receive(sent(at=at), NOW)


@pytest.mark.parametrize("name", ["X-HubSpot-Signature", "X-HubSpot-Signature-v2"])
def test_older_signatures(name: str) -> None:
    """The older signatures, of secret and body, are never looked at."""
    digest = sha256(SECRET.encode() + b"[]").hexdigest()
    lines = encoded({name: digest, "X-HubSpot-Request-Timestamp": f"{NOW}000"})
    with pytest.raises(ReceiverError):
        sender("hubspot").receive(Message("POST", URL, lines, b"[]"), NOW)
