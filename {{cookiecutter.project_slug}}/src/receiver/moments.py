"""Moments: a point in time as people give it, as a date, a time or an age; and lengths of time."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

DAY = 86_400.0
UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY, "w": 7 * DAY}
VALID = (
    "a date (2026-11-25), a time (2026-11-25T14:30, in UTC unless it ends as in +01:00) "
    "or an age (90s, 15m, 2h, 3d, 1w)"
)
LATEST = 253_402_300_799
"""The last second of the year 9999, in Unix seconds."""
_LENGTH = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([smhdw])", re.ASCII)
_DAYS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, in Unix seconds, and how it was given: the same text is the same moment."""

    at: float = field(compare=False)
    typed: str


def moment(typed: str, now: float) -> Moment:
    """Return the moment that a text means; raises `ValueError`, in words, if it means none.

    An age counts back from `now`, in Unix seconds.
    """
    text = typed.strip()
    try:
        found = _LENGTH.fullmatch(text)
        at = now - _seconds(found) if found else _date(text)
        datetime.fromtimestamp(at, UTC)  # a moment outside these years could not be written down
    except (ValueError, OverflowError, OSError):
        message = f"{typed!r} is no moment: give {VALID}"
        raise ValueError(message) from None
    return Moment(at, text)


def days(value: object) -> float:
    """Return a length of time in days: a number of them, or with a unit (12h, 30d, 8w).

    Raises `ValueError`, in words, for anything else.
    """
    text = str(value).strip()
    if _DAYS.fullmatch(text):
        return float(text)
    if found := _LENGTH.fullmatch(text):
        return _seconds(found) / DAY
    message = "give a number of days, or a number with a unit, such as 12h, 30d or 8w"
    raise ValueError(message)


def _date(text: str) -> float:
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=at.tzinfo or UTC).timestamp()


def _seconds(found: re.Match[str]) -> float:
    return float(found[1]) * UNITS[found[2]]
