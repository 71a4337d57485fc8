"""Handshakes among the deliveries: recognised in a fixed order, by whatever method they come."""

from dataclasses import replace

import pytest

from fake import PROVIDER, message, signed, source
from receiver.errors import Malformed, MethodWrong, SignatureInvalid
from receiver.handshakes import Handshake, Reply
from receiver.messages import Message
from receiver.providers.base import Provider
from receiver.services.verification import Outcome, Verified
from receiver.signatures.signing import encoded
from receiver.trust import Trust

NOW = 1_760_000_000


def hello(asked: Message, _trust: Trust) -> Reply | None:
    """Answer what says hello."""
    return Reply(200, b"hello") if asked.body == b"hello" else None


def greeting(method: str = "POST", *, signed: bool = True) -> Provider:
    """Return a provider with one handshake."""
    return replace(PROVIDER, handshakes=(Handshake(answer=hello, method=method, signed=signed),))


def outcome(provider: Provider, sent: Message) -> Outcome:
    """Return what a source of a provider makes of a message."""
    return replace(source(), provider=provider).receive(sent, NOW)


def test_signed() -> None:
    """A handshake that has to be signed is answered after its signature fits, and not before."""
    sent = message(signed(b"hello", now=NOW), b"hello")
    assert Reply(200, b"hello") == outcome(greeting(), sent)
    with pytest.raises(SignatureInvalid):
        outcome(greeting(), message({}, b"hello"))


def test_unsigned() -> None:
    """One that is not signed is answered without, and opens the door to nothing else."""
    assert Reply(200, b"hello") == outcome(greeting(signed=False), message({}, b"hello"))
    with pytest.raises(SignatureInvalid):
        outcome(greeting(signed=False), message({}, b"{}"))


def test_no_handshake() -> None:
    """What is signed and asks nothing is a delivery."""
    assert isinstance(outcome(greeting(), message(signed(now=NOW))), Verified)


def test_method() -> None:
    """A method of a handshake is open to that handshake alone; a delivery is a POST."""
    provider = greeting("GET", signed=False)
    asked = Message("GET", "", [], b"hello")
    assert Reply(200, b"hello") == outcome(provider, asked)
    with pytest.raises(MethodWrong):
        outcome(provider, Message("GET", "", encoded(signed(now=NOW)), b"{}"))
    with pytest.raises(MethodWrong) as refused:
        outcome(provider, Message("PUT", "", [], b"hello"))
    assert {"Allow": "POST, GET"} == refused.value.headers()
    with pytest.raises(SignatureInvalid):
        outcome(provider, message({}, b"hello"))


def test_rejection() -> None:
    """Another status for a signature that does not fit is for that alone."""
    demanding = replace(PROVIDER, rejection=406)
    with pytest.raises(SignatureInvalid) as refused:
        outcome(demanding, message({}))
    assert 406 == refused.value.status
    with pytest.raises(Malformed) as malformed:
        outcome(demanding, message(signed(b"no JSON", now=NOW), b"no JSON"))
    assert 400 == malformed.value.status
