"""Replies to handshakes are in the sender's own terms, and can be taken for nothing else."""

import json

import pytest

from receiver.handshakes import Confirmation, Handshake, Reply, as_json, as_text


@pytest.mark.parametrize("value", [{"challenge": "é\ud800</script>"}, [], "x", None, {"type": 1}])
def test_json(value: object) -> None:
    """JSON is written whatever text is in it, as ASCII, and is named as such."""
    reply = as_json(value)
    assert (200, {"Content-Type": "application/json"}) == (reply.status, reply.headers)
    assert value == json.loads(reply.body.decode("ascii"))


def test_text() -> None:
    """Text comes back byte for byte as it was sent, and no browser runs it."""
    reply = as_text("é<script>\udcff", 403)
    assert (403, "é<script>".encode() + b"\xff") == (reply.status, reply.body)
    assert {"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"} == reply.headers


def test_usual() -> None:
    """Unless it says otherwise, a handshake is a signed POST, and a reply is empty."""
    handshake = Handshake(answer=lambda _message, _trust: None)
    assert ("POST", True) == (handshake.method, handshake.signed)
    assert (b"", {}, None) == (Reply(204).body, Reply(204).headers, Reply(204).confirm)


def test_confirmation_is_not_told() -> None:
    """What is sent to confirm, a token among it, is not in the text that logs would show."""
    confirmation = Confirmation("https://x", {"Token": "canary"})
    assert "https://x" in repr(Reply(200, confirm=confirmation))
    assert "canary" not in repr(Reply(200, confirm=confirmation))
