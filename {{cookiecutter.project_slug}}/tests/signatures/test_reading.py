"""A signature is read from its one place, which must be there once, whatever is written there."""

import pytest

from covered import pieces
from fake import SECRET, message, signed
from receiver.errors import ReceiverError, SignatureInvalid
from receiver.messages import Message
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import encoded
from schemes import BODY, NOW, SCHEME, SCHEMES, schemes, verified
from schemes import signed as signed_by

FAKE = signed(now=NOW)["Fake-Signature"]


@pytest.mark.parametrize("headers", [{}, {"Sig": ""}, {"Other": "00"}, {"Sig-256": "00"}])
def test_missing(headers: dict[str, str]) -> None:
    """Without the scheme's own header, or with it empty, the message is refused."""
    with pytest.raises(SignatureInvalid, match="the signature in `Sig` is missing"):
        verified(SCHEMES["plain"], message(headers, BODY))


@schemes
def test_repeated_header(scheme: Scheme) -> None:
    """Two lines of a header that takes part are refused, even if both are right."""
    request = signed_by(scheme)
    lines, names = encoded(request.headers), {each.name for each in pieces(scheme, request)}
    for line in lines:
        twice = Message("POST", request.url, [*lines, line], request.body)
        if (name := line[0].decode()) in names:
            with pytest.raises(SignatureInvalid, match=f"{name} stands more than once"):
                verified(scheme, twice)
        else:
            assert 0 == verified(scheme, twice)


def test_repeated_parameter() -> None:
    """Nor may the URL hold two signatures."""
    scheme = SCHEMES["signature in the URL"]
    request = signed_by(scheme)
    twice = Message("POST", f"{request.url}&{request.url.partition('&')[2]}", [], request.body)
    with pytest.raises(SignatureInvalid, match=r"`\?sig=` is missing"):
        verified(scheme, twice)


@pytest.mark.parametrize("value", [b"\xff", "é".encode(), "é".encode("latin-1"), b"\x00", b"=\xc3"])
def test_no_ascii(value: bytes) -> None:
    """Bytes that are no ASCII are refused like any other wrong signature."""
    for scheme, name in ((SCHEMES["plain"], b"sig"), (SCHEME, b"fake-signature")):
        for whole in (value, FAKE.encode() + value, value + FAKE.encode()):
            with pytest.raises(ReceiverError) as refused:
                verified(scheme, Message("POST", "", [(name, whole)], b"{}"), SECRET.encode())
            assert 401 == refused.value.status
