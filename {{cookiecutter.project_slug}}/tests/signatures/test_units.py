"""The units in which senders write times: each is read strictly, and never taken for another."""

import pytest

from receiver.errors import TimestampOutside
from receiver.headers import Header
from receiver.signatures.timestamps import (
    DATE,
    MILLISECONDS,
    SECONDS,
    SECONDS_OR_MILLISECONDS,
    Timestamp,
    Unit,
)
from schemes import NOW

UNITS = [SECONDS, MILLISECONDS, SECONDS_OR_MILLISECONDS, DATE]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.says)
def test_round_trip(unit: Unit) -> None:
    """What a unit writes, it reads as the same time."""
    ticks, per_second = unit.read(unit.write(NOW).encode())
    assert NOW * per_second == ticks


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        (MILLISECONDS, b"1760000000999", (1_760_000_000_999, 1000)),
        (SECONDS_OR_MILLISECONDS, b"1760000000", (NOW, 1)),
        (SECONDS_OR_MILLISECONDS, b"999999999999", (999_999_999_999, 1)),
        (SECONDS_OR_MILLISECONDS, b"1760000000999", (1_760_000_000_999, 1000)),
        (DATE, b"2025-10-09T08:53:20Z", (NOW, 1)),
        (DATE, b"2025-10-09T08:53:20.5Z", (1_760_000_000_500, 1000)),
        (DATE, b"2025-10-09T08:53:20.570Z", (1_760_000_000_570, 1000)),
        (DATE, b"2025-10-09T08:53:20.001999999Z", (1_760_000_000_001, 1000)),
        (DATE, b"2024-02-29T00:00:00Z", (1_709_164_800, 1)),
        (DATE, b"1969-12-31T23:59:59Z", (-1, 1)),
    ],
)
def test_read(unit: Unit, text: bytes, expected: tuple[int, int]) -> None:
    """A time is a whole number of what its unit counts."""
    assert expected == unit.read(text)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"2025-10-09",
        b"2025-10-09T08:53:20",
        b"2025-10-09T08:53Z",
        b"2025-10-09 08:53:20Z",
        b"2025-10-09t08:53:20z",
        b"2025-10-09T08:53:20+00:00",
        b"2025-10-09T08:53:20.Z",
        b"2025-10-09T08:53:20.0000000000Z",
        b"2025-10-09T08:53:20,5Z",
        b"2025-10-09T08:53:20Z\n",
        b"2025-13-09T08:53:20Z",
        b"2025-02-29T08:53:20Z",
        b"0000-01-01T00:00:00Z",
        b"2025-10-09T25:53:20Z",
        b"2025-10-09T08:53:61Z",
        "\uff12025-10-09T08:53:20Z".encode(),
        b"1760000000",
        b"\xff",
    ],
)
def test_no_date(text: bytes) -> None:
    """A date that does not exist, another zone or another way to write it is refused."""
    with pytest.raises(TimestampOutside, match="not a date and time in UTC, such as 2025-10"):
        Timestamp(Header("Sent"), unit=DATE).check(text, NOW)


@pytest.mark.parametrize(
    ("unit", "text"), [(MILLISECONDS, b"1760000000"), (SECONDS, b"1760000000000")]
)
def test_the_other_unit(unit: Unit, text: bytes) -> None:
    """Seconds where milliseconds are due are a time long ago, and the other way round far ahead."""
    with pytest.raises(TimestampOutside, match="more than 300 s away from now"):
        Timestamp(Header("Sent"), unit=unit).check(text, NOW)


@pytest.mark.parametrize("offset", [-301, -300.002, 300.002, 301])
def test_milliseconds_outside(offset: float) -> None:
    """A window of milliseconds ends at the millisecond, in both directions."""
    with pytest.raises(TimestampOutside):
        Timestamp(Header("Sent"), unit=MILLISECONDS).check(b"%d000" % NOW, NOW + offset)


@pytest.mark.parametrize("offset", [-300, 0, 300])
def test_milliseconds_within(offset: int) -> None:
    """Exactly 300 s old or early is accepted, in milliseconds too."""
    Timestamp(Header("Sent"), unit=MILLISECONDS).check(b"%d000" % NOW, NOW + offset)
