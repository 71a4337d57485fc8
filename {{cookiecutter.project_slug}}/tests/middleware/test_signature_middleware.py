"""The signature middleware: what gets past it is verified, and has no body any more."""

import pytest

from behind import NOW, Behind
from fake import OLD_SECRET, SECRET, signed
from receiver.deliveries import Delivery


async def test_verified() -> None:
    """What is behind gets the delivery, with the exact bytes, and no body any more."""
    behind, body = Behind(), b'{"a": "\\u00e9"}\r\n'
    headers = signed(body, delivery_id="a", now=NOW) | {"Authorization": "canary", "X": "kept"}
    done = await behind.get("/webhooks/fake", [body[:4], b"", body[4:]], headers=headers)
    assert (202, [b""]) == (done.status, behind.bodies)
    (delivery,) = behind.scopes[0]["state"]["deliveries"]
    assert isinstance(delivery, Delivery)
    assert ("fake", "a", "ping", body) == (
        delivery.source,
        delivery.id,
        delivery.event,
        delivery.body,
    )
    assert NOW + 0.5 == delivery.received_at.timestamp()


async def test_headers_that_are_kept() -> None:
    """Neither the signature nor a credential is kept with the delivery."""
    behind = Behind()
    headers = signed(now=NOW) | {"Authorization": "a", "Cookie": "b", "Proxy-Authorization": "c"}
    await behind.get(headers=headers | {"Fake-Id": "1", "X": "kept"})
    (delivery,) = behind.scopes[0]["state"]["deliveries"]
    assert {"fake-id": "1", "fake-event": "ping", "x": "kept"} == delivery.headers


@pytest.mark.parametrize(("secret", "position"), [(SECRET, "0"), (OLD_SECRET, "1")])
async def test_which_secret_matched(secret: str, position: str) -> None:
    """The metric tells which secret is still in use."""
    behind = Behind()
    await behind.get(headers=signed(secret=secret, now=NOW))
    assert 1.0 == behind.counted("webhook_signature_verified_total", source="fake", key=position)


async def test_the_state_of_the_server_is_kept() -> None:
    """What the server put into the state is still there."""
    behind = Behind()
    await behind.get(headers=signed(now=NOW), state={"running": 1})
    assert 1 == behind.scopes[0]["state"]["running"]


async def test_ack_seconds() -> None:
    """The time to the answer's start is measured, once for each answer."""
    behind = Behind()
    await behind.get(headers=signed(now=NOW))
    assert 1.0 == behind.counted("webhook_ack_seconds_count")
