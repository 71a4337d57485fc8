"""Where the algebra ends, a provider's own functions stand in for a scheme, and say the same."""

from fake import message
from receiver.messages import Message
from receiver.signatures.custom import Custom
from receiver.signatures.secrets import TEXT
from receiver.signatures.signing import Request
from receiver.trust import Trust


def verify(message: Message, trust: Trust, now: float) -> int:
    """Find the key that is the body, at an even time."""
    return trust.keys.index(message.body) if now % 2 == 0 else -1


def sign(request: Request, trust: Trust, now: int) -> Request:
    """Send the key and the time."""
    return request.with_headers({"Key": trust.keys[0].decode(), "Now": str(now)})


CUSTOM = Custom(
    says="the body is the secret",
    where="the body",
    verify=verify,
    sign=sign,
    secret=TEXT,
    headers=frozenset({b"sig"}),
)


def test_functions() -> None:
    """The functions are called as a scheme's methods are."""
    assert 1 == CUSTOM.verify(message({}, b"b"), Trust(keys=(b"a", b"b")), 4)
    signed = CUSTOM.sign(Request("", {"Id": "1"}, b""), Trust(keys=(b"a",)), 5)
    assert {"Id": "1", "Key": "a", "Now": "5"} == signed.headers


def test_hides() -> None:
    """The headers that are named hold the signature, the others do not."""
    assert (True, False) == (CUSTOM.hides(b"sig"), CUSTOM.hides(b"id"))


def test_covers_url() -> None:
    """The URL is not signed unless it is said to be, and no key pair is needed."""
    assert not CUSTOM.covers_url()
    assert CUSTOM.pairs is None
