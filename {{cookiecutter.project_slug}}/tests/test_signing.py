"""The sender's half writes what its documentation prescribes."""

import hmac

from fake import PROVIDER
from receiver.fields import Header
from receiver.parts import Body
from receiver.signatures import Scheme
from receiver.signing import encoded, sign
from receiver.timestamps import Timestamp

DIGEST = hmac.digest(b"secret", b"{}", "sha256").hex()


def test_bare() -> None:
    """A bare signature is its prefix and the digest, beside the headers that were given."""
    scheme = Scheme(header=Header("Sig"), prefix=b"sha256=")
    signed = sign(scheme, {"Id": "1"}, b"{}", "secret", 5)
    assert {"Id": "1", "Sig": f"sha256={DIGEST}"} == signed


def test_items() -> None:
    """A list of items holds the timestamp and the signature over it."""
    signed = sign(PROVIDER.scheme, {}, b"{}", "secret", 5)
    digest = hmac.digest(b"secret", b"5.{}", "sha256").hex()
    assert {"Fake-Signature": f"t=5,v1={digest}"} == signed


def test_timestamp_in_a_header() -> None:
    """A timestamp with a header of its own is added there, and covered."""
    stamp = Header("Stamp")
    scheme = Scheme(header=Header("Sig"), content=(stamp, Body()), timestamp=Timestamp(stamp))
    signed = sign(scheme, {}, b"{}", "secret", 5)
    digest = hmac.digest(b"secret", b"5{}", "sha256").hex()
    assert {"Stamp": "5", "Sig": digest} == signed


def test_the_headers_given_stay_as_they_are() -> None:
    """Signing leaves the mapping it was given alone."""
    given = {"Id": "1"}
    sign(PROVIDER.scheme, given, b"{}", "secret", 5)
    assert {"Id": "1"} == given


def test_encoded() -> None:
    """Headers are encoded as an ASGI server hands them over."""
    assert [(b"x-name", "é".encode())] == encoded({"X-Name": "é"})
