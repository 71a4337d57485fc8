"""A timestamp is ten digits or so, within a closed window that goes both ways."""

import pytest

from receiver.errors import TimestampOutside
from receiver.headers import Header
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.trust import Trust
from schemes import KEY, NOW, SCHEMES, timed, verified
from schemes import signed as signed_by

TIMESTAMP = Timestamp(Header("Fake-Timestamp"), tolerance=300)


@pytest.mark.parametrize("offset", [-300, -299, -1, 0, 1, 299, 300])
def test_within(offset: int) -> None:
    """Up to exactly 300 s old or early is accepted."""
    TIMESTAMP.check(b"%d" % (NOW + offset), NOW)


@pytest.mark.parametrize("offset", [-86_400, -301, 301, 86_400, -NOW + 1, 200_000_000_000])
def test_outside(offset: int) -> None:
    """From 301 s on it is refused, in both directions."""
    with pytest.raises(TimestampOutside, match="more than 300 s away from now"):
        TIMESTAMP.check(b"%d" % (NOW + offset), NOW)


def test_fraction_of_our_clock() -> None:
    """Fractions of our own clock's seconds do not narrow the window."""
    TIMESTAMP.check(b"%d" % (NOW - 300), NOW + 0.9)
    with pytest.raises(TimestampOutside):
        TIMESTAMP.check(b"%d" % (NOW - 301), NOW + 0.1)


@timed
def test_edges(scheme: Scheme) -> None:
    """For each scheme the window is as wide as it says, to the second and both ways."""
    assert scheme.timestamp
    sent, tolerance = signed_by(scheme).message(), scheme.timestamp.tolerance
    for inside in (-tolerance, 0, tolerance):
        assert 0 == verified(scheme, sent, now=NOW + inside)
    for outside in (-tolerance - 1, -tolerance - 0.5, tolerance + 1):
        with pytest.raises(TimestampOutside):
            verified(scheme, sent, now=NOW + outside)


def test_configured() -> None:
    """An owner's tolerance counts in place of the sender's, where one is set."""
    scheme, trust = SCHEMES["items"], Trust(keys=(KEY,), options={"tolerance": "5"})
    sent = signed_by(scheme).message()
    assert 0 == scheme.verify(sent, trust, NOW + 5) == scheme.verify(sent, trust, NOW - 5)
    for now in (NOW + 6, NOW - 6):
        with pytest.raises(TimestampOutside, match="more than 5 s away from now"):
            scheme.verify(sent, trust, now)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"now",
        b"nan",
        b"NaN",
        b"inf",
        b"-1760000000",
        b"+1760000000",
        b" 1760000000",
        b"1760000000 ",
        b"1760000000\n",
        b"01760000000",
        b"1760000000.0",
        b"1760000000.",
        b"1.76e9",
        b"1_760_000_000",
        b"1,760,000,000",
        b"0x68e77d00",
        b"1" * 16,
        b"1" * 5000,
        b"0",
        b"\x00",
        b"\xff",
        "\uff11\uff17\uff16\uff10\uff10\uff10\uff10\uff10\uff10\uff10".encode(),
        "\u0661\u0667\u0666\u0660\u0660\u0660\u0660\u0660\u0660\u0660".encode(),
        b"2025-10-09T08:53:20Z",
    ],
)
def test_no_timestamp(text: bytes) -> None:
    """Anything but plain ASCII digits without padding is no timestamp."""
    with pytest.raises(TimestampOutside, match="not a whole number of Unix seconds"):
        TIMESTAMP.check(text, NOW)
