"""ECDSA with P-256 gives published answers, and takes no signature or key in any other form."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from covered import flipped, pieces
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.headers import Header
from receiver.signatures.encodings import HEX
from receiver.signatures.p256 import P256, PAIRS, SPKI
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from schemes import STAMP, signed, verified

DER = bytes.fromhex(
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
    "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
)
PUBLISHED = (
    b"3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    b"022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
)
PUBLIC, KEY = b64encode(DER).decode(), PAIRS.make()
SCHEME = Scheme(
    place=Header("Sig"),
    content=(STAMP, Body()),
    algorithm=P256(),
    timestamp=Timestamp(STAMP),
    secret=SPKI,
)


def spki(curve: ec.EllipticCurve) -> bytes:
    """Return a fresh public key of a curve."""
    key = ec.generate_private_key(curve).public_key()
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


BAD = {
    "nothing": b"",
    "no key": b"\xff" * 91,
    "longer": DER + b"\x00",
    "another curve": spki(ec.SECP384R1()),
    "an unknown curve": DER.replace(b"\x3d\x03\x01\x07", b"\x3d\x03\x01\x7f"),
    "no point of the curve": DER[:-1] + b"\x00",
}


@pytest.mark.parametrize("algorithm", [P256(), P256(HEX)], ids=str)
def test_pair(algorithm: P256) -> None:
    """What a test pair's private half signs, its public half verifies, and nobody else's."""
    signature = algorithm.sign(KEY, b"a")
    assert algorithm.fits(PAIRS.public(KEY), b"a", [b"", b"\xff", b"AAAA", signature])
    assert not algorithm.fits(PAIRS.public(KEY), b"b", [signature])
    assert not algorithm.fits(DER, b"a", [signature])


def test_published() -> None:
    """The signature of RFC 6979, A.2.5, verifies."""
    assert P256(HEX).fits(DER, b"sample", [PUBLISHED])
    assert not P256(HEX).fits(DER, b"test", [PUBLISHED])


def test_other_writings() -> None:
    """A signature with anything after it, or cut off, is none."""
    right = P256().sign(KEY, b"a")
    wrong = [right[:-4], *(right + end for end in (b"=", b"AAAA", b"\n", b"\xff"))]
    assert not P256().fits(PAIRS.public(KEY), b"a", wrong)


def test_bit_flips() -> None:
    """No bit of signature, timestamp or body can be flipped."""
    for piece in pieces(SCHEME, signed(SCHEME, key=KEY)):
        for changed in flipped(piece.value):
            with pytest.raises((SignatureInvalid, TimestampOutside)):
                verified(SCHEME, piece.put(changed), PAIRS.public(KEY))


def test_rotation() -> None:
    """Of several public keys the one that fits is told."""
    assert 1 == verified(SCHEME, signed(SCHEME, key=KEY).message(), DER, PAIRS.public(KEY))


def test_key() -> None:
    """A public key is read as SendGrid shows it; it is no secret."""
    assert DER == SPKI.decode(PUBLIC)
    assert not SPKI.shared


@pytest.mark.parametrize("der", BAD.values(), ids=BAD)
def test_no_key(der: bytes) -> None:
    """What is no public key of this very curve is refused, and what is not plain base64."""
    for text in (b64encode(der).decode(), PUBLIC + "\n", f"-----BEGIN{PUBLIC}", "é", "\ud800"):
        with pytest.raises(ValueError, match=r".*"):
            SPKI.decode(text)
