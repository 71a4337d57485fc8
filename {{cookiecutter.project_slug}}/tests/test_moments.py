"""Moments and lengths of time, as people give them."""

import pytest

from receiver.moments import days, moment

NOW = 1_795_617_000.0
"""2026-11-25T14:30:00 UTC."""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-25", NOW - 14.5 * 3600),
        ("2026-11-25T14:30", NOW),
        ("2026-11-25 14:30:00", NOW),
        ("2026-11-25T14:30:00Z", NOW),
        ("2026-11-25T14:30+01:00", NOW - 3600),
        ("2026-11-25T14:30:00.5", NOW + 0.5),
        ("90s", NOW - 90),
        ("15m", NOW - 900),
        ("2h", NOW - 7200),
        ("1.5h", NOW - 5400),
        ("3d", NOW - 3 * 86_400),
        ("1w", NOW - 7 * 86_400),
        (" 2h ", NOW - 7200),
    ],
)
def test_moment(typed: str, expected: float) -> None:
    """A date, a time or an age is a moment; without a zone it is UTC."""
    found = moment(typed, NOW)
    assert (expected, typed.strip()) == (found.at, found.typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "yesterday", "2026-13-01", "2026-11-31", "2", "-2h", "2y", "h", "٢h", "1e3s", "nan"),
        *("999999999w", "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59"),
    ],
)
def test_no_moment(typed: str) -> None:
    """Anything else, or too far away, is refused, with what was given and what would be right."""
    with pytest.raises(ValueError, match="is no moment: give a date") as refused:
        moment(typed, NOW)
    assert (repr(typed), True) == (
        str(refused.value).split(" is no ")[0],
        "2h" in str(refused.value),
    )


def test_same() -> None:
    """The same text means the same, whenever it was typed."""
    assert moment("2h", NOW) == moment("2h", NOW + 60)
    assert moment("2h", NOW) != moment("3h", NOW)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("30", 30), ("0", 0), ("12h", 0.5), ("8w", 56), (1.5, 1.5), ("0.5", 0.5)],
)
def test_days(given: object, expected: float) -> None:
    """A number is days, unless it has a unit."""
    assert expected == days(given)


@pytest.mark.parametrize("given", ["", "x", "-1", "1y", "nan", "inf", "1e9", None, "1" * 5000])
def test_no_days(given: object) -> None:
    """Anything else is refused, in words."""
    with pytest.raises(ValueError, match="give a number of days"):
        days(given)
