"""Discord: two kinds of ping, interactions that are answered "later", events that are not."""

import json
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.discord import PROVIDER
from receiver.services.verification import Outcome, Source, Verified
from receiver.signatures.ed25519 import HEX_PUBLIC_KEY
from receiver.trust import Trust

NOW = 1_760_000_000
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = HEX_PUBLIC_KEY.decode(KEY.public_key().public_bytes_raw().hex())
SOURCE = Source("discord", "discord", PROVIDER, Trust(keys=(PUBLIC,)))


def sent(body: bytes, key: Ed25519PrivateKey = KEY) -> Message:
    """Return a body signed as Discord does."""
    signature = key.sign(f"{NOW}".encode() + body).hex()
    return message({"X-Signature-Ed25519": signature, "X-Signature-Timestamp": f"{NOW}"}, body)


def outcome(**members: Any) -> Outcome:  # noqa: ANN401 - JSON is anything
    """Return what comes of a signed message."""
    return SOURCE.receive(sent(json.dumps(members).encode()), NOW)


def verified(found: Outcome) -> tuple[Delivery, ...]:
    """Return the deliveries of what is no handshake."""
    assert isinstance(found, Verified)
    return found.deliveries


def test_pings() -> None:
    """An interaction's ping is answered in kind, a webhook event's with nothing."""
    ping, other = outcome(type=1, id="1", token="t"), outcome(type=0, version=1)
    assert isinstance(ping, Reply)
    assert (200, {"type": 1}) == (ping.status, json.loads(ping.body))
    assert Reply(204, headers={"Content-Type": "application/json"}) == other


@pytest.mark.parametrize("body", [b'{"type": 1}', b'{"type": 0}'])
def test_probes(body: bytes) -> None:
    """A ping with a bad signature is refused: Discord tries that now and then."""
    with pytest.raises(SignatureInvalid) as refused:
        SOURCE.receive(sent(body, Ed25519PrivateKey.from_private_bytes(bytes(32))), NOW)
    assert 401 == refused.value.status


@pytest.mark.parametrize("signature", ["", "zz" * 64, "00", "00" * 63, "00" * 65, "é"])
def test_malformed_signature(signature: str) -> None:
    """A signature that is not hex, or not as long as one, is no 5xx but a 401."""
    headers = {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": f"{NOW}"}
    with pytest.raises(SignatureInvalid):
        SOURCE.receive(message(headers), NOW)


@pytest.mark.parametrize(
    ("kind", "event", "answer"),
    [
        (2, "interaction.command", {"type": 5}),
        (3, "interaction.component", {"type": 6}),
        (4, "interaction.autocomplete", {"type": 8, "data": {"choices": []}}),
        (5, "interaction.modal", {"type": 5}),
    ],
)
def test_interactions(kind: int, event: str, answer: dict[str, Any]) -> None:
    """Each kind of interaction has the answer that leaves a handler its time."""
    (delivery,) = verified(outcome(type=kind, id="77", token="t", data={}))
    reply = PROVIDER.answer(delivery)
    assert ("77", event) == (delivery.id, delivery.event)
    assert reply
    assert (200, answer) == (reply.status, json.loads(reply.body))


def test_webhook_event() -> None:
    """A webhook event, type 1 too, has no id: its kind, its time and the body are one."""
    body = b'{"type": 1, "event": {"type": "ENTITLEMENT_CREATE", "timestamp": "2025-10-09"}}'
    (delivery,) = verified(SOURCE.receive(sent(body), NOW))
    assert "ENTITLEMENT_CREATE" == delivery.event
    assert f"ENTITLEMENT_CREATE.2025-10-09.{sha256(body).hexdigest()}" == delivery.id
    assert Reply(204) == PROVIDER.answer(delivery)


@pytest.mark.parametrize("kind", [6, True, None])
def test_unknown_kind(kind: object) -> None:
    """A kind that nobody knows yet is kept, with its id; without one it is malformed."""
    (delivery,) = verified(outcome(type=kind, id="1"))
    assert ("1", "unknown") == (delivery.id, delivery.event)
    with pytest.raises(Malformed):
        outcome(type=kind)
