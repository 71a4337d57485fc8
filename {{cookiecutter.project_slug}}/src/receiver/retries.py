"""Retries: what a handler may raise to say when its next attempt is to be, or that none is."""

from math import inf


class GiveUp(Exception):
    """Raised by a handler: another attempt would not help, the delivery is dead."""


class RetryLater(Exception):
    """Raised by a handler: try again after so many seconds, if attempts are left."""

    def __init__(self, after: float, message: str = "") -> None:
        if not 0 <= after < inf:
            wrong = f"{after} is no number of seconds after which to try again"
            raise ValueError(wrong)
        super().__init__(message or f"try again after {after:g} s")
        self.after = after
