"""No bit of what is signed, nor of the signature itself, can be flipped."""

from collections.abc import Iterator

import pytest

from fake import message
from receiver.errors import ReceiverError, SignatureInvalid
from receiver.fields import Header
from receiver.messages import Message
from receiver.signatures import Scheme
from receiver.signing import encoded, sign
from schemes import BODY, NOW, SENT, schemes


def flipped(data: bytes) -> Iterator[bytes]:
    """Yield `data` with each one of its bits flipped in turn."""
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


@schemes
def test_each_bit_of_the_body(scheme: Scheme) -> None:
    """No bit of the body can be flipped."""
    headers = sign(scheme, SENT, BODY, "secret", NOW)
    for body in [*flipped(BODY), BODY + b"\n", BODY[:-1], b""]:
        with pytest.raises(SignatureInvalid):
            scheme.verify(message(headers, body), [b"secret"], NOW)


@schemes
def test_each_bit_of_the_headers(scheme: Scheme) -> None:
    """No bit of a header that takes part can be flipped, the timestamp's included."""
    lines = encoded(sign(scheme, SENT, BODY, "secret", NOW))
    taking_part = {
        scheme.header.key,
        *(each.key for each in scheme.content if type(each) is Header),
    }
    for name, value in [line for line in lines if line[0] in taking_part]:
        others = [line for line in lines if line[0] != name]
        for changed in flipped(value):
            with pytest.raises(ReceiverError) as refused:
                scheme.verify(
                    Message("POST", "", [*others, (name, changed)], BODY), [b"secret"], NOW
                )
            assert 401 == refused.value.status
