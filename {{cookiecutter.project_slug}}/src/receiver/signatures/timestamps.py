"""Timestamps: when a message was signed, read strictly and held against a closed window."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

from receiver.errors import TimestampOutside
from receiver.headers import Header
from receiver.places import Json
from receiver.signatures.parts import Item
from receiver.trust import Trust

Ticks: TypeAlias = tuple[int, int]
"""A time since 1970, and how many of its units make a second."""

_DATE = re.compile(rb"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """How a sender writes a time; `read` raises `ValueError` for whatever is written otherwise."""

    says: str
    read: Callable[[bytes], Ticks]
    write: Callable[[int], str]


def _whole(text: bytes) -> int:
    """Read digits only: a sign, a fraction, an exponent or a padding zero is no timestamp."""
    if not re.fullmatch(rb"[1-9][0-9]{0,14}", text):
        raise ValueError
    return int(text)


def _seconds_or_milliseconds(text: bytes) -> Ticks:
    value = _whole(text)
    return (value, 1) if len(text) < len("1000000000000") else (value, 1000)


def _date(text: bytes) -> Ticks:
    if not (found := _DATE.fullmatch(text)):
        raise ValueError
    seconds = int(datetime.fromisoformat(f"{found[1].decode()}+00:00").timestamp())
    return (seconds * 1000 + int(found[2][1:4].ljust(3, b"0")), 1000) if found[2] else (seconds, 1)


def _written_date(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


SECONDS = Unit("a whole number of Unix seconds", lambda text: (_whole(text), 1), str)
MILLISECONDS = Unit(
    "a whole number of Unix milliseconds",
    lambda text: (_whole(text), 1000),
    lambda now: f"{now}000",
)
SECONDS_OR_MILLISECONDS = Unit(
    "a whole number of Unix seconds or milliseconds", _seconds_or_milliseconds, str
)
"""For senders that have used both: no number is a time of these years in both of them."""
DATE = Unit("a date and time in UTC, such as 2025-10-09T08:53:20Z", _date, _written_date)
"""ISO 8601, as RFC 3339 narrows it."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """When the sender signed: what `place` holds, in `unit`, good for `tolerance` seconds.

    The window is closed and goes both ways: exactly `tolerance` old or early is accepted.
    Where a provider has an option of that name, an owner may set another one.
    """

    place: Item | Header | Json
    tolerance: int = 300
    unit: Unit = SECONDS

    def of(self, trust: Trust) -> "Timestamp":
        """Return the timestamp as a source is configured."""
        tolerance = trust.options.get("tolerance")
        return replace(self, tolerance=int(tolerance)) if tolerance else self

    def check(self, text: bytes, now: float) -> None:
        """Raise `TimestampOutside` unless `text` is a time near `now`, in Unix seconds."""
        try:
            ticks, per_second = self.unit.read(text)
        except ValueError:
            message = f"the timestamp is not {self.unit.says}"
            raise TimestampOutside(message) from None
        if abs(int(now * per_second) - ticks) > self.tolerance * per_second:
            message = f"the timestamp is more than {self.tolerance} s away from now"
            raise TimestampOutside(message)
