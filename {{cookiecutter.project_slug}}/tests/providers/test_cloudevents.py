"""CloudEvents: a bearer token, three modes of content, and permission for origins."""

from dataclasses import replace

import pytest

from receiver.deliveries import Delivery
from receiver.errors import HandshakeRefused, Malformed, MethodWrong, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.services.verification import Outcome, Verified
from receiver.signatures.signing import encoded
from receiver.trust import Trust
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/cloudevents"
BEARER = {"Authorization": f"Bearer {SECRET}"}
STRUCTURED, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
EVENT = b'{"id": "1", "source": "/s", "type": "a.b"}'


def outcome(
    headers: dict[str, str], body: bytes = EVENT, url: str = URL, origins: str = ""
) -> Outcome:
    """Return what comes of a message."""
    trust = Trust(keys=(SECRET.encode(),), options={"origins": origins})
    sent = Message("POST" if body else "OPTIONS", url, encoded(headers), body)
    return replace(sender("cloudevents").source(), trust=trust).receive(sent, 0)


def received(headers: dict[str, str], body: bytes = EVENT, origins: str = "") -> list[Delivery]:
    """Have a message received."""
    found = outcome({**BEARER, **headers}, body, origins=origins)
    assert isinstance(found, Verified)
    return list(found.deliveries)


def test_structured() -> None:
    """An event in JSON is known by its id and source together."""
    (delivery,) = received({"Content-Type": STRUCTURED})
    assert ("1./s", "a.b", EVENT) == (delivery.id, delivery.event, delivery.body)
    assert "authorization" not in delivery.headers


def test_binary() -> None:
    """In binary mode the attributes are headers, and the body is whatever it is."""
    attributes = {"ce-id": "2", "ce-source": "/t", "ce-type": "c.d", "Content-Type": "image/png"}
    (delivery,) = received(attributes, b"\x89PNG")
    assert ("2./t", "c.d", b"\x89PNG") == (delivery.id, delivery.event, delivery.body)
    with pytest.raises(Malformed):
        received({}, b"\x89PNG")


def test_batch() -> None:
    """A batch holds an event an item; an array of another type is none."""
    body = b"[" + EVENT + b', {"id": "2", "source": "/s", "type": "c"}]'
    found = received({"Content-Type": BATCH}, body)
    assert [("1./s", "a.b"), ("2./s", "c")] == [(each.id, each.event) for each in found]
    with pytest.raises(Malformed):
        received({"Content-Type": STRUCTURED}, body)


def test_token() -> None:
    """The word Bearer is known in any case; the token may stand in the URL as well."""
    for value in (f"bearer {SECRET}", f"BEARER  {SECRET}"):
        assert isinstance(outcome({"Authorization": value}), Verified)
    assert isinstance(outcome({}, url=f"{URL}?access_token={SECRET}"), Verified)


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", SECRET, f"Basic {SECRET}", f"Bearer {SECRET}x", "Bearer é"]
)
def test_other_token(value: str) -> None:
    """Any other token is refused."""
    with pytest.raises(SignatureInvalid):
        outcome({"Authorization": value})


def test_permission() -> None:
    """Whoever asks is permitted, and at the rate that it asks for."""
    asked = {"WebHook-Request-Origin": "a.example", "WebHook-Request-Rate": "120"}
    reply = outcome(asked, b"")
    assert isinstance(reply, Reply)
    told = {"WebHook-Allowed-Origin": "a.example", "WebHook-Allowed-Rate": "120", "Allow": "POST"}
    assert (200, told) == (reply.status, reply.headers)


@pytest.mark.parametrize("origin", ["", "a b", "a.example\r\nX: 1", "é.example", "a" * 254])
def test_no_origin(origin: str) -> None:
    """What is no origin is not written into an answer."""
    with pytest.raises(MethodWrong):
        outcome({"WebHook-Request-Origin": origin}, b"")


def test_whose_permission() -> None:
    """With origins of its own a source permits no other, and takes deliveries of no other."""
    assert Reply(403) == outcome({"WebHook-Request-Origin": "b.example"}, b"", origins="a.example")
    assert received({"WebHook-Request-Origin": "A.example"}, origins="a.example")
    with pytest.raises(HandshakeRefused):
        received({"WebHook-Request-Origin": "b.example"}, origins="a.example")
