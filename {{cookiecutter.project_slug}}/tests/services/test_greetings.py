"""Handshakes: answered before the signature is asked for, or only when it fits."""

import pytest

from asking import SOURCE
from fake import signed
from receiver.errors import HandshakeRefused, MethodWrong, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.services.verification import Outcome, Verified
from receiver.signatures.signing import encoded

NOW = 1_760_000_000
SIGNED = signed(now=NOW)


def received(headers: dict[str, str], body: bytes = b"{}", method: str = "POST") -> Outcome:
    """Return what the source makes of a message."""
    return SOURCE.receive(Message(method, "", encoded(headers), body), NOW)


def answered(headers: dict[str, str], body: bytes = b"{}", method: str = "POST") -> str:
    """Return the reply to a handshake."""
    outcome = received(headers, body, method)
    assert isinstance(outcome, Reply)
    return outcome.body.decode()


@pytest.mark.parametrize(
    ("method", "name"), [("POST", "open"), ("GET", "get"), ("OPTIONS", "options")]
)
def test_unsigned(method: str, name: str) -> None:
    """What a sender asks unsigned is answered, by its method, whatever the body is."""
    assert name == answered({name: "t"}, b"no JSON", method)


@pytest.mark.parametrize("name", ["first", "second"])
def test_signed(name: str) -> None:
    """What a sender asks signed is answered once the signature fits, and needs no id."""
    assert name == answered(SIGNED | {name: "t", "Fake-Id": "", "Fake-Event": ""})
    with pytest.raises(SignatureInvalid):
        received({name: "t"})
    with pytest.raises(SignatureInvalid):
        received(SIGNED | {name: "t"}, b"{} ")


def test_first_answer() -> None:
    """The first handshake that knows the question answers it, the unsigned ones before others."""
    every = dict.fromkeys(("second", "first", "open"), "t")
    assert "open" == answered(SIGNED | every)
    assert "first" == answered(SIGNED | dict.fromkeys(("second", "first"), "t"))


@pytest.mark.parametrize("name", ["get", "options", "third"])
def test_no_question(name: str) -> None:
    """What is no question of this method is a delivery."""
    assert isinstance(received(SIGNED | {name: "t"}), Verified)


def test_refused() -> None:
    """A handshake may be refused, by an error of its own."""
    with pytest.raises(HandshakeRefused) as refused:
        received({"open": "another"})
    assert 403 == refused.value.status


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "HEAD", "PUT", "get", ""])
@pytest.mark.parametrize("name", ["open", "first", "nothing"])
def test_other_methods(method: str, name: str) -> None:
    """No question by another method is answered, signed or not, and no delivery taken."""
    for headers in ({name: "t"}, SIGNED | {name: "t"}):
        with pytest.raises(MethodWrong) as refused:
            received(headers, method=method)
        assert {"Allow": "POST, GET, OPTIONS"} == refused.value.headers()
