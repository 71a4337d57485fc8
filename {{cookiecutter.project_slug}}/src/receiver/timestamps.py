"""Timestamps: when a message was signed, read strictly and held against a closed window."""

import re
from dataclasses import dataclass

from receiver.errors import TimestampOutside
from receiver.fields import Header
from receiver.parts import Item


@dataclass(frozen=True, slots=True)
class Timestamp:
    """When the sender signed: `place` holds Unix seconds, good for `tolerance` seconds.

    The window is closed and goes both ways: exactly `tolerance` old or early is accepted.
    """

    place: Item | Header
    tolerance: int = 300

    def check(self, text: bytes, now: float) -> None:
        """Raise `TimestampOutside` unless `text` is a Unix time near `now`.

        Digits only: a sign, a fraction, an exponent or a padding zero is no timestamp.
        """
        if not re.fullmatch(rb"[1-9][0-9]{0,11}", text):
            message = "the timestamp is not a whole number of Unix seconds"
            raise TimestampOutside(message)
        if abs(int(now) - int(text)) > self.tolerance:
            message = f"the timestamp is more than {self.tolerance} s away from now"
            raise TimestampOutside(message)
