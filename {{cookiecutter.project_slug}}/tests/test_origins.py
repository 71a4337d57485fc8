"""Origins that ask for it are permitted to send, unless the source is configured with others."""

import pytest

from fake import message
from receiver.errors import HandshakeRefused
from receiver.handshakes import Reply
from receiver.origins import admit, permit
from receiver.trust import Trust

ANYBODY, OURS = Trust(), Trust(options={"origins": "Events.example.org other.example.org"})
ORIGIN = "WebHook-Request-Origin"


@pytest.mark.parametrize("trust", [ANYBODY, OURS])
@pytest.mark.parametrize("origin", ["events.example.org", "EVENTS.example.org"])
def test_permitted(trust: Trust, origin: str) -> None:
    """An origin is permitted as it wrote itself, in any case, at any rate."""
    allowed = {"Allow": "POST", "WebHook-Allowed-Origin": origin, "WebHook-Allowed-Rate": "*"}
    assert Reply(200, headers=allowed) == permit(message({ORIGIN: origin}), trust)
    admit(message({ORIGIN: origin}), trust)


@pytest.mark.parametrize("origin", ["example.org", "xevents.example.org", "events.example.org.x"])
def test_other_origin(origin: str) -> None:
    """An origin that only looks like one of ours may neither ask nor send."""
    assert Reply(403) == permit(message({ORIGIN: origin}), OURS)
    with pytest.raises(HandshakeRefused, match="no origin that this source is configured with"):
        admit(message({ORIGIN: origin}), OURS)
    admit(message({ORIGIN: origin}), ANYBODY)


@pytest.mark.parametrize("origin", ["", " ", "a b", "a\r\nX: y", "é", "<a>", "a" * 254, "*"])
def test_no_origin(origin: str) -> None:
    """What is no origin gets no answer that repeats it, and may not send where some must."""
    for trust in (ANYBODY, OURS):
        assert permit(message({ORIGIN: origin}), trust) is None
    with pytest.raises(HandshakeRefused):
        admit(message({ORIGIN: origin}), OURS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("120", "120"),
        ("1", "1"),
        *((rate, "*") for rate in ("", "0", "-1", "1.5", "1" * 10, "x", "*")),
    ],
)
def test_rate(asked: str, expected: str) -> None:
    """The rate that is asked for is granted, if it is one; any rate is if it is not."""
    reply = permit(message({ORIGIN: "a", "WebHook-Request-Rate": asked}), ANYBODY)
    assert reply
    assert expected == reply.headers["WebHook-Allowed-Rate"]
