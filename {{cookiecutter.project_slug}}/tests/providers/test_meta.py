"""Meta: a subscription that knows our token, and ids that stand for the whole of a message."""

import hmac
import json
from hashlib import sha256
from typing import Any

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from receiver.handshakes import as_text
from receiver.messages import Message
from receiver.providers.meta import PROVIDER
from receiver.services.verification import Outcome, Source
from receiver.trust import Trust
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/meta"
TRUST = Trust(keys=(SECRET.encode(),), options={"verify_token": "vt é"})
GOOD = "hub.mode=subscribe&hub.verify_token=vt%20%C3%A9&hub.challenge=42"


def subscribed(query: str, trust: Trust = TRUST) -> Outcome:
    """Return what a subscription is answered."""
    source = Source("meta", "meta", PROVIDER, trust)
    return source.receive(Message("GET", f"{URL}?{query}", [], b""), 0)


def sent(body: bytes) -> Message:
    """Return a body signed as Meta does."""
    digest = hmac.digest(SECRET.encode(), body, "sha256").hex()
    return message({"X-Hub-Signature-256": f"sha256={digest}"}, body)


def received(body: bytes) -> Delivery:
    """Have a body received."""
    (delivery,) = sender("meta").receive(sent(body), 0).deliveries
    return delivery


def of(*values: dict[str, Any], field: str = "messages") -> bytes:
    """Return a body with a change for each value."""
    changes = [{"field": field, "value": value} for value in values]
    return json.dumps({"object": "page", "entry": [{"changes": changes}]}).encode()


def test_subscription() -> None:
    """Whoever knows the token gets the challenge back, as text and as nothing else."""
    assert as_text("42") == subscribed(GOOD)


@pytest.mark.parametrize(
    ("query", "options"),
    [
        (GOOD.replace("vt", "other"), TRUST.options),
        ("hub.mode=subscribe&hub.challenge=42", TRUST.options),
        ("hub.mode=subscribe&hub.verify_token=vt%20%C3%A9", TRUST.options),
        (GOOD + "&hub.verify_token=vt%20%C3%A9", TRUST.options),
        ("hub.mode=subscribe&hub.verify_token=&hub.challenge=42", {}),
    ],
)
def test_stranger(query: str, options: dict[str, str]) -> None:
    """Nobody else does, least of all where no token is set."""
    trust = Trust(keys=TRUST.keys, options=options)
    assert as_text("Forbidden", 403) == subscribed(query, trust)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (of({"messages": [{"id": "wamid.1"}]}), "wamid.1"),
        (of({"statuses": [{"id": "wamid.1", "status": "read"}]}), "wamid.1.read"),
        (of({"statuses": [{"id": "w", "status": "read", "recipient_type": "group"}]}), None),
        (of({"statuses": [{"id": "w", "status": "read", "payment": {}}]}), None),
        (of({"messages": [{"id": "wamid.1"}], "statuses": [{"id": "w", "status": "read"}]}), None),
        (of({"messages": [{"id": "1"}]}, field="feed"), None),
        (b'{"object": "page", "entry": 1}', None),
    ],
)
def test_id(body: bytes, expected: str | None) -> None:
    """The id is that of the only message or status; of more than one the body's digest is it."""
    assert (expected or sha256(body).hexdigest()) == received(body).id


def test_event() -> None:
    """The event is the object with the field that all changes share."""
    assert "page.feed" == received(of({}, {}, field="feed")).event
    mixed = b'{"object": "page", "entry": [{"changes": [{"field": "a"}, {"field": "b"}]}]}'
    assert ["page", "unknown"] == [received(body).event for body in (mixed, b"{}")]


def test_written_anew() -> None:
    """Escapes are signed as they are: the same JSON written otherwise is refused."""
    with pytest.raises(SignatureInvalid):
        sender("meta").receive(sent(b'{"a": "\\u00e9"}').with_body('{"a": "é"}'.encode()), 0)
