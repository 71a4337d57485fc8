"""The signature's header is read in one grammar, and one line of it is all there may be."""

import hmac

import pytest

from fake import PROVIDER, SECRET, message, signed
from receiver.errors import ReceiverError, SignatureInvalid
from receiver.fields import Header
from receiver.messages import Message
from receiver.signatures import Scheme
from receiver.signing import encoded

NOW = 1_760_000_000
BODY = b"{}"
DIGEST = hmac.digest(b"secret", BODY, "sha256").hex()
FAKE = signed(BODY, now=NOW)["Fake-Signature"]
PREFIX = Scheme(header=Header("Sig"), prefix=b"sha256=")
OPTIONAL = Scheme(header=Header("Sig"), optional_prefix=b"sha256=")


@pytest.mark.parametrize("value", [DIGEST, f"sha256={DIGEST}"])
def test_optional_prefix(value: str) -> None:
    """An optional prefix may be there or not."""
    assert 0 == OPTIONAL.verify(message({"Sig": value}, BODY), [b"secret"], NOW)


@pytest.mark.parametrize(
    "value",
    [
        f"sha1={DIGEST}",
        f"sha512={DIGEST}",
        f"SHA256={DIGEST}",
        f"sha256:{DIGEST}",
        f"sha256= {DIGEST}",
        f"sha256=sha256={DIGEST}",
        f"{DIGEST},{DIGEST}",
        f'"{DIGEST}"',
        DIGEST.upper(),
        DIGEST[:-1],
        f"{DIGEST}0",
        f" {DIGEST}",
        "sha256=",
        "none",
    ],
)
def test_other_writings(value: str) -> None:
    """Any other prefix, case, length or quoting is refused."""
    for scheme in (PREFIX, OPTIONAL):
        with pytest.raises(SignatureInvalid):
            scheme.verify(message({"Sig": value}, BODY), [b"secret"], NOW)


def test_prefix_that_is_missing() -> None:
    """A prefix that is part of the scheme must be there."""
    with pytest.raises(SignatureInvalid):
        PREFIX.verify(message({"Sig": DIGEST}, BODY), [b"secret"], NOW)


@pytest.mark.parametrize("headers", [{}, {"Sig": ""}, {"Other": DIGEST}, {"Sig-256": DIGEST}])
def test_missing_header(headers: dict[str, str]) -> None:
    """Without the scheme's own header, or with it empty, the message is refused."""
    with pytest.raises(SignatureInvalid, match="the header Sig is missing"):
        OPTIONAL.verify(message(headers, BODY), [b"secret"], NOW)


@pytest.mark.parametrize("scheme", [PREFIX, OPTIONAL])
def test_repeated_header(scheme: Scheme) -> None:
    """Two lines of the header are refused, even if both are right."""
    lines = [(b"sig", f"sha256={DIGEST}".encode())] * 2
    with pytest.raises(SignatureInvalid, match="sig stands more than once"):
        scheme.verify(Message("POST", "", lines, BODY), [b"secret"], NOW)


@pytest.mark.parametrize("value", [b"\xff", "é".encode(), "é".encode("latin-1"), b"\x00", b"=\xc3"])
def test_no_ascii(value: bytes) -> None:
    """Bytes that are no ASCII are refused like any other wrong signature."""
    for scheme, name in ((OPTIONAL, b"sig"), (PROVIDER.scheme, b"fake-signature")):
        for whole in (value, FAKE.encode() + value, value + FAKE.encode()):
            with pytest.raises(ReceiverError) as refused:
                scheme.verify(Message("POST", "", [(name, whole)], BODY), [SECRET.encode()], NOW)
            assert 401 == refused.value.status


@pytest.mark.parametrize("host", [[], [b""], [b"a", b"a"]])
def test_covered_header(host: list[bytes]) -> None:
    """A header that the signature covers must stand there, once."""
    scheme = Scheme(header=Header("Sig"), content=(Header("Host"),))
    lines = [*encoded({"Sig": DIGEST}), *((b"host", each) for each in host)]
    with pytest.raises(SignatureInvalid, match=r"host|Host"):
        scheme.verify(Message("POST", "", lines, BODY), [b"secret"], NOW)
