"""Encoded bytes are read back from the one text that they are written as, and no other."""

import pytest

from receiver.signatures.encodings import BASE64, HEX, Encoding

encodings = pytest.mark.parametrize("encoding", [HEX, BASE64], ids=lambda each: each.name)


@encodings
def test_round_trip(encoding: Encoding) -> None:
    """Whatever bytes are written, they are read back."""
    for data in (b"", b"\x00", b"\xff" * 64, bytes(range(256))):
        assert data == encoding.decode(encoding.encode(data))


@encodings
def test_written(encoding: Encoding) -> None:
    """Hex is lower-case, base64 standard and padded."""
    assert {"hex": b"fbff", "base64": b"+/8="}[encoding.name] == encoding.encode(b"\xfb\xff")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (HEX, b"FB"),
        (HEX, b"f"),
        (HEX, b" fb"),
        (HEX, b"fb ff"),
        (HEX, b"fb\n"),
        (HEX, b"0xfb"),
        (HEX, b"\xff"),
        (HEX, "\uff11\uff11".encode()),
        (BASE64, b"+/8"),
        (BASE64, b"+/9="),
        (BASE64, b"-_8="),
        (BASE64, b"+/8=\n"),
        (BASE64, b" +/8="),
        (BASE64, b"+/8=="),
        (BASE64, b"+/8=AAAA"),
        (BASE64, b"+/8=!"),
        (BASE64, b"===="),
        (BASE64, b"\xff"),
        (BASE64, b"A"),
    ],
)
def test_strict(encoding: Encoding, text: bytes) -> None:
    """Another case, other letters, spaces, missing padding or unused bits are refused."""
    with pytest.raises(ValueError, match=r".*"):
        encoding.decode(text)
