"""Slack: JSON, forms, and JSON within a form, each with its id, and a challenge to hand back."""

import hmac
from hashlib import sha256
from urllib.parse import quote

import pytest

from fake import message
from receiver.deliveries import FORM, Delivery
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.slack import PROVIDER
from senders import SECRET, sender

NOW = 1_760_000_000
JSON = "application/json"


def sent(body: bytes, kind: str = JSON, version: str = "v0", at: int = NOW) -> Message:
    """Return a body signed as Slack does."""
    content = b"%s:%d:%s" % (version.encode(), at, body)
    digest = hmac.digest(SECRET.encode(), content, "sha256").hex()
    headers = {"X-Slack-Signature": f"{version}={digest}", "X-Slack-Request-Timestamp": f"{at}"}
    return message({"Content-Type": kind, **headers}, body)


def received(body: bytes, kind: str = JSON) -> Delivery:
    """Have a body received."""
    (delivery,) = sender("slack").receive(sent(body, kind), NOW).deliveries
    return delivery


def test_event() -> None:
    """An event is named by what is inside, and has an id of its own."""
    body = b'{"type": "event_callback", "event_id": "Ev1", "event": {"type": "app_mention"}}'
    assert ("Ev1", "app_mention") == (received(body).id, received(body).event)
    assert "app_rate_limited" == received(b'{"type": "app_rate_limited"}').event


def test_slash_command() -> None:
    """A slash command is a form, named by the command."""
    delivery = received(b"command=%2Fhello&trigger_id=1.2&text=a", FORM)
    assert ("1.2", "/hello", ["a"]) == (delivery.id, delivery.event, delivery.form()["text"])


def test_interactivity() -> None:
    """Interactivity is JSON in a form's field."""
    payload = quote('{"type": "block_actions", "trigger_id": "3.4"}')
    delivery = received(f"payload={payload}".encode(), FORM)
    assert ("3.4", "block_actions") == (delivery.id, delivery.event)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", b"payload=x", b"a=1&a=2"])
def test_whatever_is_signed(body: bytes) -> None:
    """What has neither id nor event is kept by its digest."""
    for kind in (JSON, FORM):
        delivery = received(body, kind)
        assert (sha256(body).hexdigest(), "unknown") == (delivery.id, delivery.event)


def test_challenge() -> None:
    """The challenge is handed back once it is signed; without one it is a delivery."""
    body = b'{"type": "url_verification", "challenge": "c\\u00e9"}'
    reply = sender("slack").source().receive(sent(body), NOW)
    assert isinstance(reply, Reply)
    assert (200, b'{"challenge": "c\\u00e9"}') == (reply.status, reply.body)
    assert "url_verification" == received(b'{"type": "url_verification"}').event


@pytest.mark.parametrize("body", [b"ssl_check=1&ssl_check=1", b"ssl_check=0", b"ssl_check=", b""])
def test_ssl_check(body: bytes) -> None:
    """Only the form of that one kind is answered unsigned."""
    source = sender("slack").source()
    assert Reply(200) == source.receive(message({"Content-Type": FORM}, b"ssl_check=1"), NOW)
    for kind, refused in ((FORM, body), (JSON, b"ssl_check=1")):
        with pytest.raises(SignatureInvalid):
            source.receive(message({"Content-Type": kind}, refused), NOW)


def test_other_version() -> None:
    """Another version is refused, and so is the future, which Slack's own library takes."""
    with pytest.raises(SignatureInvalid):
        sender("slack").receive(sent(b"{}", version="v1"), NOW)
    with pytest.raises(TimestampOutside):
        sender("slack").receive(sent(b"{}", at=NOW + 301), NOW)


def test_answer() -> None:
    """Nothing is in the answer, which Slack would show to the user."""
    assert Reply(200) == PROVIDER.answer(received(b"{}"))
