"""Standard Webhooks: id, timestamp and body are signed, under either set of header names."""

from collections.abc import Mapping

import pytest

from covered import flipped, pieces
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.messages import Message
from receiver.signatures.algorithms import Hmac
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, encoded, sign
from receiver.signatures.standard_webhooks import SVIX_ID, standard_webhooks
from schemes import KEY, NOW, verified

SCHEME, SVIX = standard_webhooks(), standard_webhooks(SVIX_ID)
BODY = b'{"test": 2432232314}'
PUBLISHED = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
both = pytest.mark.parametrize("scheme", [SCHEME, SVIX], ids=["webhook", "svix"])


def signed(scheme: Scheme, key: bytes = KEY) -> Request:
    """Return a request as a sender with these names would sign it."""
    name = "svix-id" if scheme is SVIX else "webhook-id"
    return sign(scheme, Request("", {name: "msg_1"}, BODY), key, NOW)


def sent(headers: Mapping[str, str]) -> Message:
    """Return a message with these headers."""
    return Message("POST", "", encoded(headers), BODY)


@both
def test_published(scheme: Scheme) -> None:
    """The signature that the standard's own libraries are tested with fits, under both names."""
    key = scheme.secret.decode("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert 0 == verified(scheme, sent(PUBLISHED), key, now=1614265330)


@both
def test_bit_flips(scheme: Scheme) -> None:
    """No bit of id, timestamp, signature or body can be flipped."""
    for piece in pieces(scheme, signed(scheme)):
        for changed in flipped(piece.value):
            with pytest.raises((SignatureInvalid, TimestampOutside)):
                verified(scheme, piece.put(changed))


@both
def test_each_header_once(scheme: Scheme) -> None:
    """Each of the three headers must be there, and stand there once."""
    lines = encoded(signed(scheme).headers)
    for line in lines:
        for some in ([each for each in lines if each != line], [*lines, line]):
            with pytest.raises(SignatureInvalid):
                verified(scheme, Message("POST", "", some, BODY))
    assert 3 == len(lines)


@both
def test_age(scheme: Scheme) -> None:
    """Up to 300 s old or early is accepted, and not a second more."""
    for offset in (-300, 300):
        assert 0 == verified(scheme, signed(scheme).message(), now=NOW + offset)
    for offset in (-301, 301):
        with pytest.raises(TimestampOutside):
            verified(scheme, signed(scheme).message(), now=NOW + offset)


def test_names() -> None:
    """Svix's names count before the common ones; to other senders they mean nothing."""
    svix, common = signed(SVIX).headers, signed(SCHEME).headers
    for headers in (svix, common, {**signed(SCHEME, b"other").headers, **svix}):
        assert 0 == verified(SVIX, sent(headers))
    assert 0 == verified(SCHEME, sent({**signed(SVIX, b"other").headers, **common}))
    with pytest.raises(SignatureInvalid):
        verified(SVIX, sent({**common, **signed(SVIX, b"other").headers}))


@pytest.mark.parametrize("others", ["", "v1,", "v1a,AAAA v2,AAAA", "v1 v1,", ",", "é", "v1,\x00"])
def test_list(others: str) -> None:
    """Of several signatures one of this version has to fit, among whatever else is there."""
    headers = signed(SCHEME).headers
    right = headers["webhook-signature"]
    for value in (f"{others} {right}", f"{right} {others}", f"{others} {right} {others}"):
        assert 0 == verified(SCHEME, sent({**headers, "webhook-signature": value}))
    for value in (others, right.replace("v1,", "v1a,"), right.removeprefix("v1,"), f"{right},"):
        with pytest.raises(SignatureInvalid):
            verified(SCHEME, sent({**headers, "webhook-signature": value}))


def test_other_senders() -> None:
    """A sender may have another version, algorithm or secret, and all else in common."""
    other = standard_webhooks(version=b"v2", algorithm=Hmac("sha512"))
    assert signed(other).headers["webhook-signature"].startswith("v2,")
    assert 0 == verified(other, signed(other).message())
