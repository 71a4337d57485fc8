"""The kinds of verdicts of `receiver verify`: a delivery, several, a handshake, a refusal."""

from collections.abc import Mapping
from dataclasses import replace

from fake import PROVIDER, SECRET, message, signed
from kinds import KINDS
from published import DOCUMENT, SOURCE
from published import message as published
from receiver.commands.verify import decided
from receiver.handshakes import Handshake, Reply
from receiver.messages import Message
from receiver.providers.base import Provider
from receiver.services.verification import Source
from receiver.trust import Trust

NOW = 1_760_000_000


def source(provider: Provider) -> Source:
    """Return a source of a fake provider."""
    return Source("fake", "fake", provider, Trust(keys=(SECRET.encode(),)))


def greeted(reply: Reply, method: str = "GET") -> Mapping[str, object]:
    """Return the verdict on a question that is answered with a reply."""
    hello = Handshake(answer=lambda _message, _trust: reply, method=method, signed=False)
    asking = Message(method, "", [], b"")
    return decided(source(replace(PROVIDER, handshakes=(hello,))), asking, NOW)


def test_one() -> None:
    """A delivery is told by its id and event alone."""
    sent = message(signed(b"{}", event="ping", delivery_id="1", now=NOW))
    expected = {"verdict": "accepted", "id": "1", "event": "ping"}
    assert expected == decided(source(PROVIDER), sent, NOW)


def test_several() -> None:
    """Several deliveries are told in their order, and the first one as if it were alone."""
    body = b'[{"id": "1", "event": "ping"}, {"id": "2", "event": "pong"}]'
    sent = message(signed(body, now=NOW), body)
    first, second = {"id": "1", "event": "ping"}, {"id": "2", "event": "pong"}
    expected = {"verdict": "accepted", **first, "deliveries": [first, second]}
    assert expected == decided(source(KINDS["batch"]), sent, NOW)


def test_handshake() -> None:
    """A handshake is told with the answer that its sender would get."""
    reply = Reply(200, "é".encode(), {"Content-Type": "text/plain"})
    expected = {"status": 200, "headers": {"Content-Type": "text/plain"}, "body": "é"}
    assert {"verdict": "handshake", **expected} == greeted(reply)
    empty = {"verdict": "handshake", "status": 204, "headers": {}, "body": ""}
    assert empty == greeted(Reply(204), "OPTIONS")


def test_handshake_that_is_no_text() -> None:
    """An answer that is no UTF-8 is told as far as it is."""
    assert "a\ufffd" == greeted(Reply(200, b"a\xff"))["body"]


def test_handshake_that_is_refused() -> None:
    """A handshake that fails is a handshake with the status that says so."""
    assert ("handshake", 403) == tuple(greeted(Reply(403)).values())[:2]


def test_handshake_to_confirm() -> None:
    """What would have to be confirmed elsewhere is told as if it were; nobody is asked."""
    answer = decided(SOURCE, published(b"token", hello="1"), NOW, DOCUMENT)
    assert ("handshake", 200) == (answer["verdict"], answer["status"])


def test_document() -> None:
    """A fetched key is the one that is given."""
    sent = published()
    assert "accepted" == decided(SOURCE, sent, NOW, DOCUMENT)["verdict"]
    assert "refused" == decided(SOURCE, sent, NOW, b"first other\n")["verdict"]


def test_refused() -> None:
    """A refusal is told with its status, the provider's own one included, and its reason."""
    sent = message(signed(b"{}", secret="other", now=NOW))
    reason = "the signature in `Fake-Signature` fits none of the source's secrets"
    expected = {"verdict": "refused", "status": 406, "reason": reason}
    assert expected == decided(source(KINDS["demanding"]), sent, NOW)


def test_too_late() -> None:
    """The clock is the one that is given."""
    sent = message(signed(b"{}", now=NOW))
    verdicts = [decided(source(PROVIDER), sent, NOW + late)["verdict"] for late in (300, 301)]
    assert ["accepted", "refused"] == verdicts
