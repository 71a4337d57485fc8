"""What holds of every scheme for any message, any key and any time, and not only for ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from covered import Piece, pieces
from receiver.errors import ReceiverError, TimestampOutside
from receiver.messages import Message
from receiver.places import Json
from receiver.signatures.schemes import Scheme
from schemes import BODY, NOW, schemes, signed, timed, verified

quick = settings(max_examples=25, derandomize=True, deadline=None, database=None)
KEYS = st.text("ab+/=%&~", min_size=1, max_size=9).map(str.encode)
NAMES = [b"sig", b"old-sig", b"sig-1", b"sig-007", b"stamp", b"authorization", b"fake-signature"]
WORDS = [b"sha256=", b"Bearer ", b"t=", b"v1=", b"v1,", b",", b" ", b"%d" % NOW, b"ab" * 32, BODY]
VALUES = st.lists(st.sampled_from(WORDS) | st.binary(max_size=9), max_size=5).map(b"".join)
LINES = st.lists(st.tuples(st.sampled_from([*NAMES, b"content-type", b"id"]), VALUES), max_size=6)
URLS = st.text(max_size=20) | st.text("sigtoken=&?#%4ä/", max_size=20).map(
    "https://x/?sig=".__add__
)


def bodies(scheme: Scheme) -> st.SearchStrategy[bytes]:
    """Return bodies that the scheme can sign: any, or JSON of our shape where it reads that."""
    timestamp = scheme.timestamp.place if scheme.timestamp else None
    if not any(isinstance(each, Json) for each in (scheme.place, timestamp)):
        return st.binary(min_size=1, max_size=60)
    return st.text("aä☃[,]", min_size=1).map(lambda text: BODY.replace(b"1", text.encode(), 1))


def refused(scheme: Scheme, message: Message, *keys: bytes) -> ReceiverError:
    """Return the error of a message that must be refused."""
    with pytest.raises(ReceiverError) as error:
        verified(scheme, message, *keys)
    return error.value


@schemes
@quick
@given(lines=LINES, url=URLS, body=VALUES)
def test_garbage(scheme: Scheme, lines: list[tuple[bytes, bytes]], url: str, body: bytes) -> None:
    """Whatever comes, nothing but a refusal comes of it, which is the sender's fault."""
    sent = Message("POST", url.encode(errors="replace").decode(), lines, body)
    assert 401 == refused(scheme, sent).status


@schemes
@quick
@given(data=st.data(), key=KEYS)
def test_bit_flip(scheme: Scheme, data: st.DataObject, key: bytes) -> None:
    """Of any message, one bit of the signature or of what it covers cannot be flipped."""
    request = signed(scheme, data.draw(bodies(scheme)), key)
    assert 0 == verified(scheme, request.message(), key)
    piece: Piece = data.draw(st.sampled_from(pieces(scheme, request)))
    bit = data.draw(st.integers(0, 8 * len(piece.value) - 1))
    changed = bytearray(piece.value)
    changed[bit // 8] ^= 1 << bit % 8
    assert 401 == refused(scheme, piece.put(bytes(changed)), key).status


@timed
@quick
@given(offset=st.floats(-400, 400) | st.integers(-400, 400))
def test_window(scheme: Scheme, offset: float) -> None:
    """At any time within the window a message is accepted, at any other it is not."""
    assert scheme.timestamp
    sent, tolerance = signed(scheme).message(), scheme.timestamp.tolerance
    if -tolerance <= offset <= tolerance:
        assert 0 == verified(scheme, sent, now=NOW + offset)
    elif not tolerance < offset < tolerance + 1:
        with pytest.raises(TimestampOutside):
            verified(scheme, sent, now=NOW + offset)
