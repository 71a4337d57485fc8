"""Dropbox: a challenge that comes unsigned, and notifications that are never the same twice."""

import hmac

import pytest

from fake import message
from receiver.errors import MethodWrong
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.dropbox import PROVIDER
from receiver.services.verification import Outcome
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/dropbox"


def asked(url: str, method: str = "GET") -> Outcome:
    """Return what an unsigned request is answered."""
    return sender("dropbox").source().receive(Message(method, url, [], b""), 0)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("challenge=abc123", b"abc123"),
        ("challenge=%3Cscript%3E", b"<script>"),
        ("challenge=%ff%00", b"\xff\x00"),
        ("other=1&challenge=a+b", b"a b"),
    ],
)
def test_challenge(query: str, expected: bytes) -> None:
    """The challenge is handed back as text, which no browser takes for a page."""
    reply = asked(f"{URL}?{query}")
    assert isinstance(reply, Reply)
    assert (200, expected) == (reply.status, reply.body)
    kind, sniffing = reply.headers["Content-Type"], reply.headers["X-Content-Type-Options"]
    assert ("text/plain", "nosniff") == (kind, sniffing)


@pytest.mark.parametrize("query", ["", "?challenge=", "?challenge=a&challenge=b", "?x=1"])
def test_no_challenge(query: str) -> None:
    """Any other GET is no way in, nor is another method."""
    for method, url in (("GET", URL + query), ("PUT", f"{URL}?challenge=a")):
        with pytest.raises(MethodWrong):
            asked(url, method)


def test_each_is_its_own() -> None:
    """The same notification is two deliveries: the second may be of a later change."""
    body = b'{"list_folder": {"accounts": ["dbid:1"]}}'
    sent = message(
        {"X-Dropbox-Signature": hmac.digest(SECRET.encode(), body, "sha256").hex()}, body
    )
    first, second = (sender("dropbox").receive(sent, 0).deliveries[0] for _ in "ab")
    assert first.id != second.id
    assert "changed" == first.event == second.event
    assert Reply(200) == PROVIDER.answer(first)
