"""The signature middleware: what gets past it is verified, and is no request any more."""

import pytest

from behind import NOW, Behind
from fake import OLD_SECRET, SECRET, signed


async def test_verified() -> None:
    """The endpoint gets the delivery, with the exact bytes, and the app behind gets nothing."""
    behind, body = Behind(), b'{"a": "\\u00e9"}\r\n'
    headers = signed(body, delivery_id="a", now=NOW) | {"Authorization": "canary", "X": "kept"}
    done = await behind.get("/webhooks/fake", [body[:4], b"", body[4:]], headers=headers)
    assert (202, b"accepted", []) == (done.status, done.body, behind.scopes)
    (delivery,) = behind.accepted
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
    (delivery,) = behind.accepted
    assert {"fake-id": "1", "fake-event": "ping", "x": "kept"} == delivery.headers


@pytest.mark.parametrize(("secret", "position"), [(SECRET, "0"), (OLD_SECRET, "1")])
async def test_which_secret_matched(secret: str, position: str) -> None:
    """The metric tells which secret is still in use."""
    behind = Behind()
    await behind.get(headers=signed(secret=secret, now=NOW))
    assert 1.0 == behind.counted("webhook_signature_verified_total", source="fake", key=position)


async def test_the_running_service() -> None:
    """The endpoint gets the running service, which the server's state holds."""
    behind = Behind()
    await behind.get(headers=signed(now=NOW))
    assert [behind] == behind.services


async def test_ack_seconds() -> None:
    """The time to the answer's start is measured, once for each answer."""
    behind = Behind()
    await behind.get(headers=signed(now=NOW))
    assert 1.0 == behind.counted("webhook_ack_seconds_count")
