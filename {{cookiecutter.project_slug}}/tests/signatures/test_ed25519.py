"""Ed25519 gives the answers of RFC 8032, and takes no signature or key in any other form."""

from base64 import b64encode

import pytest

from covered import flipped, pieces
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.headers import Header
from receiver.signatures.ed25519 import BASE64_PUBLIC_KEY, HEX_PUBLIC_KEY, PAIRS, WHPK, Ed25519
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.secrets import SecretFormat
from receiver.signatures.timestamps import Timestamp
from schemes import STAMP, signed, verified

PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    b"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    b"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
KEY, RAW = PAIRS.make(), bytes.fromhex(PUBLIC)
TEXT = b64encode(RAW).decode()
SCHEME = Scheme(
    place=Header("Sig"),
    content=(STAMP, Body()),
    algorithm=Ed25519(),
    timestamp=Timestamp(STAMP),
    secret=HEX_PUBLIC_KEY,
)


def test_published() -> None:
    """The second test of RFC 8032, 7.1, verifies, among malformed signatures."""
    assert Ed25519().fits(RAW, b"\x72", [b"", b"\xff", b"00", SIGNATURE])
    assert not Ed25519().fits(RAW, b"\x73", [SIGNATURE])


@pytest.mark.parametrize(
    "signature",
    [
        SIGNATURE.upper(),
        SIGNATURE[:-2],
        SIGNATURE + b"00",
        b64encode(bytes.fromhex(SIGNATURE.decode())),
        b"",
        b"\xff",
    ],
)
def test_other_writings(signature: bytes) -> None:
    """A signature in another case, length or encoding is none."""
    assert not Ed25519().fits(RAW, b"\x72", [signature])


@pytest.mark.parametrize("algorithm", [Ed25519(), Ed25519(BASE64)], ids=str)
def test_pair(algorithm: Ed25519) -> None:
    """What a test pair's private half signs, its public half verifies, and nobody else's."""
    signature = algorithm.sign(KEY, b"a")
    assert algorithm.fits(PAIRS.public(KEY), b"a", [signature])
    assert not algorithm.fits(PAIRS.public(PAIRS.make()), b"a", [signature])


def test_bit_flips() -> None:
    """No bit of signature, timestamp or body can be flipped."""
    for piece in pieces(SCHEME, signed(SCHEME, key=KEY)):
        for changed in flipped(piece.value):
            with pytest.raises((SignatureInvalid, TimestampOutside)):
                verified(SCHEME, piece.put(changed), PAIRS.public(KEY))


def test_rotation() -> None:
    """Of several public keys the one that fits is told."""
    assert 1 == verified(SCHEME, signed(SCHEME, key=KEY).message(), RAW, PAIRS.public(KEY))


@pytest.mark.parametrize(
    ("secret_format", "text"),
    [
        (HEX_PUBLIC_KEY, PUBLIC),
        (HEX_PUBLIC_KEY, PUBLIC.upper()),
        (BASE64_PUBLIC_KEY, TEXT),
        (WHPK, f"whpk_{TEXT}"),
    ],
)
def test_keys(secret_format: SecretFormat, text: str) -> None:
    """A public key is read as its sender shows it; it is no secret."""
    assert RAW == secret_format.decode(text)
    assert not secret_format.shared


@pytest.mark.parametrize("secret_format", [HEX_PUBLIC_KEY, BASE64_PUBLIC_KEY, WHPK])
@pytest.mark.parametrize(
    "text", ["", "é", PUBLIC[2:], TEXT[4:], f"whsec_{TEXT}", "whpk_", "\ud800"]
)
def test_no_keys(secret_format: SecretFormat, text: str) -> None:
    """A key of another length, or a secret that both sides have, is refused."""
    with pytest.raises(ValueError, match=r".*"):
        secret_format.decode(text)
