"""Linear: the time is in the signed body, and the header beside it is never believed."""

import hmac
import json

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid, TimestampOutside
from receiver.messages import Message
from senders import SECRET, sender

NOW = 1_760_000_000
DELIVERY = {"Linear-Delivery": "d1"}


def sent(headers: dict[str, str], **members: object) -> Message:
    """Return a body signed as Linear does."""
    body = json.dumps(members).encode()
    digest = hmac.digest(SECRET.encode(), body, "sha256").hex()
    return message({"Linear-Signature": digest, **headers}, body)


def received(headers: dict[str, str], **members: object) -> Delivery:
    """Have a body of now received."""
    timed = sent({**DELIVERY, **headers}, webhookTimestamp=NOW * 1000, **members)
    (delivery,) = sender("linear").receive(timed, NOW).deliveries
    return delivery


def test_event() -> None:
    """The event is the header's and the action, else the type and the action."""
    event = {"Linear-Event": "Issue"}
    created = received(event, action="create")
    assert ("d1", "Issue.create") == (created.id, created.event)
    assert "Comment.update" == received({}, type="Comment", action="update").event
    assert "unknown" == received({}, action="update").event


@pytest.mark.parametrize("at", [None, True, NOW, NOW * 1000 + 60_001, NOW * 1000 - 60_001, "now"])
def test_fresh_header_over_a_stale_body(at: object) -> None:
    """A body of another time is refused, whatever the header says."""
    headers = {**DELIVERY, "Linear-Timestamp": f"{NOW * 1000}"}
    with pytest.raises((TimestampOutside, SignatureInvalid)):
        sender("linear").receive(sent(headers, webhookTimestamp=at), NOW)


def test_stale_header() -> None:
    """A stale header does no harm."""
    assert "d1" == received({"Linear-Timestamp": "1"}).id


def test_no_id() -> None:
    """Without its id a delivery is malformed."""
    with pytest.raises(Malformed):
        sender("linear").receive(sent({}, webhookTimestamp=NOW * 1000), NOW)
